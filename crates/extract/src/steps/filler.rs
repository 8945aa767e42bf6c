//! Cuts filler: the text that a template is laid out with until somebody writes a real one.

use std::collections::HashSet;

use dom_query::NodeRef;

use crate::formats::html::Page;

/// What filler begins with, in small letters.
const BEGINNING: &str = "lorem ipsum";

/// A text longer than this, in bytes, is more than a heading or a button.
const SHORT_BYTES_MAX: usize = 80;

/// Texts of filler that are looked at: a page with more is none.
const LOOKED_AT_MAX: usize = 200;

/// Elements around filler that may be cut with it.
const AROUND_MAX: usize = 12;

/// Cuts each part of the page that holds filler and nothing else but short texts, unless the page is about it.
pub(super) fn cut(page: &mut Page) {
    if page.facts.title.as_ref().is_some_and(|title| title.to_lowercase().contains(BEGINNING)) {
        return;
    }
    let document = std::mem::take(&mut page.document);
    let texts: Vec<NodeRef> =
        document.root().descendants_it().filter(|node| node.is_text() && is_filler(node)).take(LOOKED_AT_MAX).collect();
    let mut gone = HashSet::new();
    for text in texts {
        let around = || text.ancestors_it(Some(AROUND_MAX));
        if around().any(|node| gone.contains(&node.id)) {
            continue;
        }
        if let Some(part) = around().take_while(|node| !node.has_name("body") && holds_only_filler(node)).last() {
            page.log("filler", "filler of a template", &part.text());
            part.remove_from_parent();
            gone.insert(part.id);
        }
    }
    page.document = document;
}

fn is_filler(text: &NodeRef) -> bool {
    let text = text.text();
    text.trim_start().get(..BEGINNING.len()).is_some_and(|start| start.eq_ignore_ascii_case(BEGINNING))
}

fn holds_only_filler(part: &NodeRef) -> bool {
    let mut texts = part.descendants_it().filter(NodeRef::is_text);
    texts.all(|text| text.text().trim().len() <= SHORT_BYTES_MAX || is_filler(&text))
}
