//! Who wrote an article, from the elements of a page that are named for it.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use dom_query::{Document, Element, NodeData, NodeRef, Selection};

use super::{
    byline::english,
    dates::find_date,
    labels::{AUTHOR_LABELS, ENDS, labelled},
    names,
};

/// Where pages name the author, the surest first.
const MARKED_AUTHORS: [&str; 25] = [
    "[itemprop='author'] [itemprop='name']",
    "[itemprop='author']",
    "[itemtype*='schema.org/Person'] [itemprop='name']",
    "[rel~='author']",
    ".wp-block-post-author__name",
    ".wp-block-post-author-name",
    ".author-name",
    ".author_name",
    ".entry-author",
    ".post-author",
    ".byline__name",
    ".byline-name",
    "[class*='author-name']",
    "[class*='author__name']",
    "[class*='AuthorName']",
    "[class*='authorName']",
    "[class*='type-author']",
    "#js_author_name",
    ".rich_media_meta_text",
    ".byline",
    "[class*='byline']",
    ".author",
    "[class*='author-box'] [class*='name']",
    "[class*='meta-author'], [class*='__author'], [class*='-author']",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/contributor/'], a[href*='/contributors/']",
];

/// Words of which one stands in the attributes of every element that these selectors find.
const MARKS: [&str; 6] = ["author", "Author", "name", "byline", "rich_media_meta_text", "contributor"];

/// Attributes in which they stand.
const MARKING: [&str; 5] = ["class", "itemprop", "rel", "id", "href"];

/// Finds these words; none where the finder cannot be built, which the tests would see.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(MARKS).ok());

/// The elements that may say so: far fewer than a page has, so that few are put to all selectors.
fn candidates(document: &Document) -> Selection<'_> {
    let says = |element: &Element| {
        let mut marking = element.attrs.iter().filter(|attribute| MARKING.contains(&&*attribute.name.local));
        marking.any(|attribute| FINDER.as_ref().is_some_and(|finder| finder.is_match(&*attribute.value)))
    };
    let may_hold =
        |node: &NodeRef| node.query_or(false, |node| matches!(&node.data, NodeData::Element(element) if says(element)));
    document.root().descendants_it().filter(may_hold).collect::<Vec<_>>().into()
}

/// The author in elements whose name says that they hold one.
pub(super) fn author(document: &Document) -> Option<String> {
    let marked = candidates(document);
    MARKED_AUTHORS.iter().find_map(|selector| {
        let found = marked.filter(selector);
        let list: Vec<String> =
            found.nodes().iter().filter(|node| !is_aside(node)).take(3).filter_map(short_text).collect();
        let tidy = list.iter().filter_map(|text| author_alone(text)).collect();
        names::joined(tidy)
    })
}

/// What an element that holds an author says, or the links in it where it says more than a name.
fn short_text(node: &NodeRef) -> Option<String> {
    let said = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (text.chars().count() <= MARKED_CHARS_MAX).then_some(text)
    };
    let linked = || {
        let links = Selection::from(*node).select("a[href]");
        let names: Vec<String> = links.nodes().iter().map(|link| link.text().to_string()).collect();
        said(&names.join(", ")).filter(|names| !names.is_empty())
    };
    said(&node.text()).or_else(linked)
}

/// What an element that holds an author says is no longer than this.
const MARKED_CHARS_MAX: usize = 60;

/// Whether an element belongs to comments, to other articles, or to the frame of the page.
fn is_aside(node: &NodeRef) -> bool {
    let around = node.ancestors(Some(ANCESTORS_MAX));
    let is = |ancestor: &NodeRef, tags: &[&str]| ancestor.node_name().is_some_and(|name| tags.contains(&&*name));
    // The foot of an article is no foot of the page.
    let in_article = around.iter().any(|ancestor| is(ancestor, &["article"]));
    let frames = if in_article { &["aside", "nav"][..] } else { &["aside", "nav", "footer"] };
    let others = if in_article { &OTHERS[1..] } else { &OTHERS[..] };
    // What a page is about has no frame around it, whatever was left open before it.
    around.iter().take_while(|ancestor| !is(ancestor, &["main"])).any(|ancestor| {
        let is_named = || names_of(ancestor).iter().any(|name| others.iter().any(|word| name.contains(word)));
        is(ancestor, frames) || (!is(ancestor, &["body", "html", "article"]) && is_named())
    })
}

/// Words in the names of parts that are not the article; the first stands in an article as well.
const OTHERS: [&str; 11] = [
    "footer",
    "comment",
    "related",
    "recommend",
    "sidebar",
    "widget",
    "more-posts",
    "post-card",
    "popular",
    "taboola",
    "outbrain",
];

/// The names that an element has by class and id, without those that set a measure: `[--sidebar-width:18rem]`.
fn names_of(node: &NodeRef) -> Vec<String> {
    let [class, id] = ["class", "id"].map(|name| node.attr(name).unwrap_or_default().to_lowercase());
    // Builders of pages name every part of one a widget.
    let names = format!("{class} {id}").replace("elementor-widget", "");
    names.split_whitespace().filter(|name| !name.contains(['[', ':'])).map(str::to_owned).collect()
}

/// Ancestors asked what they are for.
const ANCESTORS_MAX: usize = 8;

/// The name in an element that holds an author, without dates and labels around it.
pub(super) fn author_alone(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(name) = labelled(&line, &AUTHOR_LABELS).or_else(|| english(&line)) {
        return names::tidy(&name);
    }
    let is_other = find_date(&line).is_some()
        || ENDS.iter().any(|end| line.contains(end))
        || line.bytes().any(|byte| byte.is_ascii_digit());
    if is_other { None } else { names::tidy(&line) }
}
