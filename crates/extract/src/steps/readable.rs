//! Finds the part of a page that is the article.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::{
    article,
    formats::html::Page,
    metadata::{Lines, same_words},
};

/// Lines outside the article that the log names.
const LOGGED_MAX: usize = 60;

/// Below this weight of prose (Latin letters; a Han character weighs three) an article is lost among what surrounds it,
/// and a second opinion is asked for.
const SHORT_PROSE: u32 = 1_500;

/// A second opinion shorter than this is a caption or a button, in characters.
const OPINION_CHARS_MIN: usize = 60;

/// The end of a text by which its place in another is told, in characters.
const END_CHARS: usize = 24;

/// Elements beyond which the second opinion is not asked for, so that a page stays under a second.
const ELEMENTS_MAX: usize = 20_000;

/// Parts that are never the article, cut when all of a page has to be kept.
const NEVER: &str = "script, style, nav, header, footer, aside, form, iframe, button, [role='navigation'], [role='banner'], \
    [role='contentinfo'], [role='complementary']";

/// Elements that show nothing where they stand.
const SILENT: &str = "title, meta, link, script, style, noscript, template";

/// Roots whose tag says how their text is to be read.
const SAYING: [&str; 7] = ["p", "pre", "blockquote", "ul", "ol", "table", "figure"];

/// Leaves only the article: the part that measuring finds, or the whole body without its frame.
pub(super) fn find(page: &mut Page) {
    let before = Lines::of(&page.document).all;
    let ruled = page.rule.as_ref().and_then(|rule| rule.body(&page.document));
    let html = ruled.unwrap_or_else(|| measured(page));
    page.document = Document::fragment(html);
    let after: HashSet<String> = Lines::of(&page.document).all.into_iter().collect();
    before
        .iter()
        .filter(|line| !after.contains(*line))
        .take(LOGGED_MAX)
        .for_each(|line| page.log("readable", "outside the article", line));
    page.visible = before;
}

/// What measuring finds, or a second opinion on it; the whole body where there is no prose.
fn measured(page: &mut Page) -> String {
    let found = page.article.take().or_else(|| article::find(&page.document, page.facts.title.as_deref()));
    let Some(found) = found else { return whole(&page.document) };
    let second = (1..SHORT_PROSE).contains(&found.prose).then(|| scored(&page.document)).flatten();
    let first = cut_out(page, &found);
    let title = page.facts.title.as_deref();
    second.filter(|second| is_narrower(second, &first) && !begins_late(second, &first, title)).unwrap_or(first)
}

/// What the paragraph scores of Mozilla's Readability find.
fn scored(document: &Document) -> Option<String> {
    let config =
        Config { max_elements_to_parse: ELEMENTS_MAX, disable_json_ld: true, char_threshold: 200, ..Config::default() };
    let mut readability = Readability::with_document(document.clone(), None, Some(config)).ok()?;
    readability.parse().ok().map(|article| article.content.to_string())
}

/// Whether the second opinion says enough, leaves out some of the first, and does not break off in the middle of a sentence.
fn is_narrower(second: &str, first: &str) -> bool {
    let text = |html: &str| Document::fragment(html).text().split_whitespace().collect::<String>();
    let (second, first) = (text(second), text(first));
    let chars = second.chars().count();
    chars >= OPINION_CHARS_MIN && chars < first.chars().count() && !goes_on(&second, &first)
}

/// Whether a text begins like another that goes on in small letters where it ends.
fn goes_on(text: &str, other: &str) -> bool {
    let last = text.char_indices().rev().nth(END_CHARS - 1).map_or(0, |(at, _)| at);
    let after = other.split_once(&text[last..]).and_then(|(_, rest)| rest.chars().next());
    after.is_some_and(char::is_lowercase)
}

/// A line of this weight with a sentence in it is a paragraph.
const PARAGRAPH_WEIGHT_MIN: u32 = 140;

/// Whether a second opinion leaves out paragraphs that stand below the headline, or at the head of the first where that is without it.
fn begins_late(second: &str, first: &str, title: Option<&str>) -> bool {
    let lines_of = |html: &str| Lines::of(&Document::fragment(html)).all;
    let (second, first) = (lines_of(second), lines_of(first));
    let start = first.iter().position(|line| second.first() == Some(line)).unwrap_or_default();
    let before = &first[..start];
    let head = title.and_then(|title| before.iter().rposition(|line| same_words(line, title)));
    let is_paragraph =
        |line: &String| article::weight(line) >= PARAGRAPH_WEIGHT_MIN && line.contains(['.', '。', '！', '？']);
    !first[start..].iter().any(|line| title.is_some_and(|title| same_words(line, title)))
        && before[head.map_or(0, |head| head + 1)..].iter().any(is_paragraph)
}

fn cut_out(page: &mut Page, found: &article::Article) -> String {
    for cut in &found.cuts {
        let node = NodeRef::new(cut.node, &page.document.tree);
        let text = node.text();
        node.remove_from_parent();
        page.log("readable", &cut.reason, &text);
    }
    for silent in page.document.select(SILENT).nodes() {
        silent.remove_from_parent();
    }
    found.roots.iter().map(|root| html_of(&NodeRef::new(*root, &page.document.tree))).collect()
}

/// A root as HTML; one that only groups leaves its tag behind, which may be foreign.
fn html_of(root: &NodeRef) -> String {
    let says_something = SAYING.iter().any(|name| root.has_name(name));
    if says_something { root.html().to_string() } else { root.inner_html().to_string() }
}

/// The whole body without its frame; with it when nothing else says anything.
fn whole(document: &Document) -> String {
    let Some(body) = document.body() else { return String::new() };
    let all = body.inner_html().to_string();
    for node in document.select(NEVER).nodes() {
        node.remove_from_parent();
    }
    if body.text().trim().is_empty() { all } else { body.inner_html().to_string() }
}
