//! What the names of an element hint at: class and id, role and itemprop, read as words.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use dom_query::{Element, LocalName, local_name};

/// What an element's names hint at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// The word by which it is known not to be the article.
    pub(super) other: Option<&'static str>,
    /// Whether that word is one for the frame of a page, which holds no sentences; one with sentences in it only borrows the name.
    pub(super) is_frame: bool,
    /// Whether what it holds was written by readers.
    pub(super) by_readers: bool,
    /// How surely it is the article's body: 0 unknown, 1 the page's main part, 2 an article, 3 the body of an article.
    pub(super) body: u8,
    /// Whether it is made like a card: a small text that stands for a whole one elsewhere.
    pub(super) is_card: bool,
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
    " sohucs ",
];

/// Names of the frame of a page: ways to elsewhere and things to press.
const FRAME: &[&str] = &[
    " nav ",
    " navbar ",
    " navigation ",
    " menu ",
    " submenu ",
    " breadcrumb ",
    " breadcrumbs ",
    " crumb ",
    " crumbs ",
    " share ",
    " sharing ",
    " shares ",
    " sharebar ",
    " social ",
    " socials ",
    " addthis ",
    " addtoany ",
    " sharedaddy ",
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
    " newer older ",
    " post navigation ",
    " mw editsection ",
    " catlinks ",
    " pagenav ",
    " qrcode ",
    " erweima ",
    " prev next ",
];

/// Names of other parts that are not the article, as whole words.
const OTHER: &[&str] = &[
    " cta ",
    " footer ",
    " sidebar ",
    " side bar ",
    " rail ",
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
    " navbox ",
    " saboxplugin ",
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
    " login ",
    " copyright ",
    " disclaimer ",
    " feedback ",
    " editor note ",
    " screen reader text ",
    " sr only ",
    " visually hidden ",
];

/// What a name of the lists stands for.
#[derive(Clone, Copy)]
enum Kind {
    Body,
    ByReaders,
    Frame,
    Other,
}

/// All names with what they stand for, and a finder of them.
struct Names {
    kinds: Vec<(Kind, &'static str)>,
    finder: AhoCorasick,
}

/// Made once; none where the finder cannot be built, which the tests would see.
static NAMES: LazyLock<Option<Names>> = LazyLock::new(|| {
    let lists = [(Kind::Body, BODY), (Kind::ByReaders, BY_READERS), (Kind::Frame, FRAME), (Kind::Other, OTHER)];
    let kinds: Vec<(Kind, &'static str)> =
        lists.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind, *name))).collect();
    let finder = AhoCorasick::new(kinds.iter().map(|(_, name)| *name)).ok()?;
    Some(Names { kinds, finder })
});

/// Attributes that name an element.
const NAMING: [&str; 6] = ["class", "id", "role", "itemprop", "data-testid", "data-component"];

/// Reads the hints of an element.
pub(super) fn read(element: &Element, tag: &LocalName) -> Hints {
    if *tag == local_name!("body") || *tag == local_name!("html") {
        return Hints::default();
    }
    let mut names = String::from(" ");
    for attribute in &element.attrs {
        let name = &*attribute.name.local;
        let repeats = name == "id" && (is_heading(tag) || is_sentence(&attribute.value));
        if NAMING.contains(&name) && !repeats {
            push_words(&mut names, &attribute.value);
        }
    }
    let mut hints = named(&names);
    hints.is_card = *tag == local_name!("article") || names.contains(" card ");
    if let Some(name) = name_of_tag(tag) {
        hints.other = Some(name);
        hints.is_frame = matches!(name, "nav" | "button" | "select");
    }
    if hints.body == 0 {
        hints.body = match *tag {
            local_name!("article") => 2,
            local_name!("main") => 1,
            _ => u8::from(names.contains(" main ")),
        };
    }
    if *tag == local_name!("a") || *tag == local_name!("span") {
        hints.body = 0;
    }
    hints
}

/// An id of so many words repeats a heading, for links to lead there: `how-popular-are-chiplets-in-2026`.
const SENTENCE_WORDS_MIN: usize = 6;

/// Whether an id is made of the words of a heading.
fn is_sentence(id: &str) -> bool {
    let words = id.split(['-', '_']).filter(|word| !word.is_empty());
    words.filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())).count()
        >= SENTENCE_WORDS_MIN
}

/// Whether an element is a heading, whose id repeats its words.
fn is_heading(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
    )
}

/// What the words of an element's names say.
fn named(names: &str) -> Hints {
    let mut hints = Hints::default();
    let Some(known) = NAMES.as_ref().filter(|_| names.len() > 1) else { return hints };
    let mut frame = None;
    for found in known.finder.find_overlapping_iter(names) {
        let (kind, name) = known.kinds[found.pattern().as_usize()];
        match kind {
            Kind::Body => hints.body = 3,
            Kind::ByReaders => hints.by_readers = true,
            Kind::Frame => frame = frame.or(Some(name.trim())),
            Kind::Other => hints.other = hints.other.or(Some(name.trim())),
        }
    }
    hints.is_frame = hints.other.is_none() && !hints.by_readers && frame.is_some();
    hints.other = hints.other.or(hints.by_readers.then_some("comments")).or(frame);
    hints
}

/// What an element's tag says that it is.
fn name_of_tag(tag: &LocalName) -> Option<&'static str> {
    match *tag {
        local_name!("nav") => Some("nav"),
        local_name!("footer") => Some("footer"),
        local_name!("aside") => Some("aside"),
        local_name!("form") => Some("form"),
        local_name!("button") => Some("button"),
        local_name!("select") => Some("select"),
        local_name!("dialog") => Some("dialog"),
        _ => None,
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
    fn ids_made_of_a_heading_are_no_names() {
        assert!(is_sentence("1-heading-how-popular-are-chiplets-in-2026"));
        for id in ["related-articles-2", "sidebar_newsletter_signup-form", "popular"] {
            assert!(!is_sentence(id), "{id}");
        }
    }

    #[test]
    fn names_are_parted_into_words() {
        let mut names = String::from(" ");
        push_words(&mut names, "articleBody post__related-Links");
        assert_eq!(names, " article body post related links ");
    }
}
