//! What the names of an element hint at: class and id, role and itemprop, read as words.

use dom_query::{LocalName, NodeRef, local_name};

/// What an element's names hint at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// The word by which it is known not to be the article.
    pub(super) other: Option<&'static str>,
    /// Whether what it holds was written by readers.
    pub(super) by_readers: bool,
    /// How surely it is the article's body: 0 unknown, 1 the page's main part, 2 an article, 3 the body of an article.
    pub(super) body: u8,
}

/// Names of an article's body, as whole words.
const BODY: &[&str] = &[
    " article body ",
    " article content ",
    " article text ",
    " article main content ",
    " article detail ",
    " article con ",
    " article copy ",
    " article html ",
    " articlebody ",
    " articlecontent ",
    " articletext ",
    " story body ",
    " story content ",
    " storybody ",
    " post body ",
    " post content ",
    " post text ",
    " postcontent ",
    " postbody ",
    " entry content ",
    " entry body ",
    " entrycontent ",
    " blog content ",
    " blog post content ",
    " body content ",
    " news content ",
    " news text ",
    " newscontent ",
    " news body ",
    " detail content ",
    " detail body ",
    " content detail ",
    " content body ",
    " content text ",
    " text content ",
    " content article ",
    " main text ",
    " trs editor ",
    " js content ",
    " rich media content ",
    " rich text ",
    " markdown body ",
    " topic content ",
    " zhengwen ",
];

/// Names of parts that are written by readers.
const BY_READERS: &[&str] = &[
    " comment ",
    " comments ",
    " commentlist ",
    " comment list ",
    " comments area ",
    " disqus ",
    " disqus thread ",
    " respond ",
    " replies ",
    " pinglun ",
    " discussion ",
    " guestbook ",
];

/// Names of parts that are not the article, as whole words.
const OTHER: &[&str] = &[
    " nav ",
    " navbar ",
    " navigation ",
    " menu ",
    " submenu ",
    " breadcrumb ",
    " breadcrumbs ",
    " crumb ",
    " crumbs ",
    " footer ",
    " sidebar ",
    " side bar ",
    " rail ",
    " share ",
    " sharing ",
    " shares ",
    " sharebar ",
    " social ",
    " socials ",
    " addthis ",
    " addtoany ",
    " sharedaddy ",
    " related ",
    " relatedposts ",
    " relation ",
    " recommend ",
    " recommended ",
    " recommendation ",
    " recommendations ",
    " recommends ",
    " recirc ",
    " recirculation ",
    " outbrain ",
    " taboola ",
    " zergnet ",
    " newsletter ",
    " newsletters ",
    " subscribe ",
    " subscription ",
    " signup ",
    " sign up ",
    " optin ",
    " promo ",
    " promos ",
    " promotion ",
    " advert ",
    " adverts ",
    " advertisement ",
    " advertising ",
    " ad ",
    " ads ",
    " adbox ",
    " adsbygoogle ",
    " adsense ",
    " adv ",
    " guanggao ",
    " sponsor ",
    " sponsored ",
    " sponsors ",
    " cookie ",
    " cookies ",
    " consent ",
    " gdpr ",
    " popup ",
    " modal ",
    " lightbox ",
    " pagination ",
    " pager ",
    " paging ",
    " pagebar ",
    " tags ",
    " taglist ",
    " tag list ",
    " tagcloud ",
    " toolbar ",
    " tools ",
    " toc ",
    " table of contents ",
    " tableofcontents ",
    " byline ",
    " bylines ",
    " author bio ",
    " author box ",
    " authorbox ",
    " author info ",
    " author card ",
    " author profile ",
    " about author ",
    " about the author ",
    " bio ",
    " author ",
    " newer older ",
    " post navigation ",
    " mw editsection ",
    " navbox ",
    " catlinks ",
    " saboxplugin ",
    " pagenav ",
    " article meta ",
    " post meta ",
    " entry meta ",
    " article info ",
    " post info ",
    " trending ",
    " popular ",
    " most read ",
    " read more ",
    " readmore ",
    " read next ",
    " also like ",
    " cta ",
    " login ",
    " qrcode ",
    " erweima ",
    " copyright ",
    " disclaimer ",
    " feedback ",
    " editor note ",
    " prev next ",
    " screen reader text ",
    " sr only ",
    " visually hidden ",
];

/// Reads the hints of an element.
pub(super) fn read(node: &NodeRef, tag: &LocalName) -> Hints {
    if *tag == local_name!("body") || *tag == local_name!("html") {
        return Hints::default();
    }
    let mut names = String::from(" ");
    for attribute in ["class", "id", "role", "itemprop", "data-testid", "data-component"] {
        if let Some(value) = node.attr(attribute) {
            push_words(&mut names, &value);
        }
    }
    let by_tag = match *tag {
        local_name!("nav") => Some("nav"),
        local_name!("footer") => Some("footer"),
        local_name!("aside") => Some("aside"),
        local_name!("form") => Some("form"),
        local_name!("button") => Some("button"),
        local_name!("select") => Some("select"),
        local_name!("dialog") => Some("dialog"),
        _ => None,
    };
    let by_readers = names.len() > 1 && BY_READERS.iter().any(|name| names.contains(name));
    let other = by_tag.or_else(|| OTHER.iter().find(|name| names.contains(*name)).map(|name| name.trim()));
    Hints { other: other.or(by_readers.then_some("comments")), by_readers, body: body_rank(&names, tag) }
}

fn body_rank(names: &str, tag: &LocalName) -> u8 {
    if BODY.iter().any(|name| names.contains(name)) {
        return 3;
    }
    match *tag {
        local_name!("article") => 2,
        local_name!("main") => 1,
        _ if names.contains(" main ") => 1,
        _ => 0,
    }
}

/// Adds the words of a name, in small letters: parted at signs and before capitals.
fn push_words(names: &mut String, value: &str) {
    let mut lower_before = false;
    for character in value.chars() {
        if !character.is_alphanumeric() {
            lower_before = false;
            if !names.ends_with(' ') {
                names.push(' ');
            }
            continue;
        }
        if character.is_uppercase() && lower_before {
            names.push(' ');
        }
        lower_before = character.is_lowercase() || character.is_numeric();
        names.extend(character.to_lowercase());
    }
    if !names.ends_with(' ') {
        names.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_into_words() {
        let mut names = String::from(" ");
        push_words(&mut names, "articleBody post__related-Links");
        assert_eq!(names, " article body post related links ");
    }
}
