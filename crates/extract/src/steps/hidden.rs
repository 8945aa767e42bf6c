//! Cuts what a reader never sees.

use dom_query::{Document, NodeRef};

use crate::formats::html::Page;

/// Elements that a style or an attribute hides. `visibility` is left out: WeChat hides the article by it until a script runs.
const HIDDEN: &str =
    "[hidden], [style*='display:none'], [style*='display: none'], [aria-hidden='true'], dialog, template";

/// A hidden part with more than this share of the page's text is the page itself, shown later by a script.
const TEXT_SHARE_MAX: f64 = 0.4;

/// Words in the names of parts that a reader unfolds, on the hidden part or around it.
const UNFOLDED: [&str; 12] = [
    "accordion",
    "collaps",
    "tab-",
    "tabs",
    "tabpanel",
    "panel",
    "faq",
    "toggle",
    "expand",
    "answer",
    "content",
    "fold",
];

/// Words in the names of parts that lie over the page.
const OVERLAID: [&str; 9] = ["modal", "popup", "menu", "nav", "cookie", "consent", "lightbox", "tooltip", "dialog"];

/// What is unfolded says at least this many bytes.
const UNFOLDED_BYTES_MIN: usize = 120;

/// How many elements around a hidden part may name it.
const NAMED_AROUND: usize = 3;

/// Entries in the log of removals.
const LOGGED_MAX: usize = 20;

/// Cuts hidden elements, save those that hold most of the text or a picture; then no style is left that could hide anything.
/// A heading or a question that is a button, which unfolds what is below it, stays a heading.
#[allow(clippy::cast_precision_loss)]
pub(super) fn cut(page: &mut Page) {
    let document = std::mem::take(&mut page.document);
    let all = document.body().map_or(0, |body| body.text().len());
    let mut logged = 0;
    for node in document.select(HIDDEN).nodes() {
        let text = node.text();
        let is_page = text.len() as f64 > all as f64 * TEXT_SHARE_MAX;
        let is_kept = ["img", "picture", "body", "html"].iter().any(|name| node.has_name(name));
        if is_page || is_kept || unfolds(node, &text) {
            node.remove_attrs(&["hidden", "aria-hidden"]);
            continue;
        }
        node.remove_from_parent();
        if logged < LOGGED_MAX && !text.trim().is_empty() {
            page.log("hidden", "not shown on the page", &text);
            logged += 1;
        }
    }
    for question in document.select("h2 button, h3 button, h4 button, h5 button, dt button").nodes() {
        question.rename("span");
    }
    cut_repeated_notes(page, &document);
    for button in document.select("button[aria-expanded], button[aria-controls]").nodes() {
        if button.text().trim_end().ends_with(['?', '？']) {
            let has_heading = ["h2", "h3", "h4", "h5"].iter().any(|heading| !button.find(&[*heading]).is_empty());
            button.rename(if has_heading { "div" } else { "h3" });
        }
    }
    document.select("[style]").remove_attr("style");
    page.document = document;
}

/// Cuts notes that show when the pointer is over their number, where they stand at the end of the text as well.
fn cut_repeated_notes(page: &mut Page, document: &Document) {
    let notes = document.select("[role='tooltip']");
    let all = if notes.exists() { words(&document.text()) } else { return };
    for note in notes.nodes() {
        let text = words(&note.text());
        if !text.is_empty() && all.matches(&text).nth(1).is_some() {
            note.remove_from_parent();
            page.log("hidden", "a note that stands at the end as well", &text);
        }
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a hidden part is one that a reader opens to read on: an answer, a tab, a folded section.
fn unfolds(node: &NodeRef, text: &str) -> bool {
    if text.len() < UNFOLDED_BYTES_MIN || !text.contains(['.', '。', '，']) || node.has_name("dialog") {
        return false;
    }
    let mut names = String::new();
    for around in std::iter::once(*node).chain(node.ancestors_it(Some(NAMED_AROUND))) {
        for attribute in ["class", "id", "role"] {
            names.push_str(&around.attr(attribute).unwrap_or_default().to_lowercase());
            names.push(' ');
        }
    }
    let named = |words: &[&str]| words.iter().any(|word| names.contains(word));
    named(&UNFOLDED) && !named(&OVERLAID)
}
