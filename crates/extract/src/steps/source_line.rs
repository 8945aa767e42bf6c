//! Cuts the source line at the head of the article; what it says is among the facts already.

use super::blocks::lines;
use crate::{formats::html::Page, metadata::is_source_line};

/// Lines at the head of the article that may be source lines.
const LINES_LOOKED_AT: usize = 6;

/// Cuts source lines among the first lines.
pub(super) fn cut(page: &mut Page) {
    let document = std::mem::take(&mut page.document);
    let found = lines(&document).into_iter().take(LINES_LOOKED_AT).filter(|(_, text)| is_source_line(text));
    for (node, text) in found {
        node.remove_from_parent();
        page.log("source-line", "names source, author or date", &text);
    }
    page.document = document;
}
