//! Takes the abstract that a site printed above the article, and keeps it apart from the body.

use dom_query::{Document, NodeRef};

use crate::{
    article::{self, Article},
    formats::html::Page,
};

/// Elements that sites make for an abstract.
const MARKED: &str = "[class*='abstract'], [class*='summary'], [class*='zhaiyao'], [class*='daoyu'], [class*='daodu'], \
    [class*='article-lead'], [class*='digest'], [id*='summary'], [id*='abstract']";

/// What an abstract begins with when it says what it is.
const LABELS: [&str; 14] = [
    "摘要：",
    "摘要:",
    "【摘要】",
    "核心观点：",
    "核心提示：",
    "导读：",
    "导读:",
    "【导读】",
    "内容提要：",
    "AI摘要",
    "Abstract:",
    "Summary:",
    "摘要 ",
    "[摘要]",
];

/// An abstract weighs at least this much: Latin letters; a Han character weighs three. One that is named or labelled as such
/// may be a single short sentence.
const WEIGHT_MIN: u32 = 24;
/// An abstract has at most this many characters; more is the article.
const CHARS_MAX: usize = 700;

/// Takes the first abstract out of the page.
pub(super) fn take(page: &mut Page) {
    if let Some(node) = page.rule.as_ref().and_then(|rule| rule.summary(&page.document)) {
        let text = without_label(&lines_of(&node));
        if article::weight(&text) >= WEIGHT_MIN {
            node.remove_from_parent();
            return keep_apart(page, text);
        }
    }
    let found = alone(page.document.select(MARKED).nodes());
    let found = found.or_else(|| {
        let short = page.document.select("p, div, section, blockquote");
        short.nodes().iter().find(|node| may_be_labelled(node) && is_abstract(&node.text(), false)).cloned()
    });
    let Some(node) = found else { return };
    let text = without_label(&node.text());
    let Some(article) = beside(&page.document, &node, page.facts.title.as_deref(), article::weight(&text)) else {
        return;
    };
    page.article = Some(article);
    keep_apart(page, text);
}

/// Keeps the text of an abstract that was taken out.
fn keep_apart(page: &mut Page, text: String) {
    page.log("summary", "the site's own abstract, kept apart", &text);
    page.facts.summary = Some(text);
}

/// The text of an abstract; points of a list are set apart by dots.
fn lines_of(node: &NodeRef) -> String {
    let items = node.descendants_it().filter(|inner| inner.has_name("li"));
    let points: Vec<String> = items.map(|item| item.text().trim().to_owned()).filter(|text| !text.is_empty()).collect();
    if points.is_empty() { node.text().to_string() } else { points.join(" · ") }
}

/// The article of the page without this element, which is taken out; when that weighs less, it is put back and there is none.
fn beside(document: &Document, node: &NodeRef, title: Option<&str>, weight: u32) -> Option<Article> {
    let (parent, next) = (node.parent(), node.next_sibling());
    node.remove_from_parent();
    let article = article::find(document, title).filter(|article| article.prose >= weight);
    if article.is_none() {
        match (next, parent) {
            (Some(next), _) => next.insert_before(node),
            (None, Some(parent)) => parent.append_child(node),
            (None, None) => {}
        }
    }
    article
}

/// The one element that is made for an abstract, or the outermost of several in each other: a page has one abstract, and what several
/// say is of parts of it, or of other articles.
fn alone<'a>(marked: &[NodeRef<'a>]) -> Option<NodeRef<'a>> {
    let mut abstracts = marked.iter().filter(|node| is_abstract(&node.text(), true));
    let first = abstracts.next()?;
    abstracts.all(|other| other.ancestors(None).iter().any(|outer| outer.id == first.id)).then_some(*first)
}

/// Whether the first text in an element may begin with a label: told without reading all of it, as elements lie in each other.
fn may_be_labelled(node: &NodeRef) -> bool {
    let texts = node.descendants_it().filter(NodeRef::is_text).map(|text| text.text());
    let first = texts.map(|text| text.trim().to_owned()).find(|text| !text.is_empty()).unwrap_or_default();
    !first.is_empty() && LABELS.iter().any(|label| first.starts_with(label) || label.starts_with(&first))
}

fn is_abstract(text: &str, marked: bool) -> bool {
    let text = text.trim();
    let labelled = LABELS.iter().any(|label| text.starts_with(label));
    let is_list_of_links = text.matches('\n').count() > 12;
    article::weight(text) >= WEIGHT_MIN
        && text.chars().count() <= CHARS_MAX
        && (labelled || (marked && !is_list_of_links && text.contains(['。', '，', '.'])))
}

fn without_label(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let label = LABELS.iter().map(|label| label.trim()).find(|label| text.starts_with(label)).unwrap_or_default();
    text[label.len()..].trim_start_matches(['：', ':', ' ']).to_owned()
}
