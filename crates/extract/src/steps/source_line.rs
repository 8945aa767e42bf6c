//! Cuts the source line at the head of the article; what it says is among the facts already.

use crate::{clean, formats::html::Page, metadata::is_source_line};

/// Lines at the head of the article that may be source lines.
const LINES_LOOKED_AT: usize = 6;

/// Cuts source lines among the first lines.
pub(super) fn cut(page: &mut Page) {
    let lines = clean::lines(&page.blocks);
    let found = (0..lines.len().min(LINES_LOOKED_AT)).filter(|number| is_source_line(&lines[*number])).collect();
    page.cut_lines("source-line", "names source, author or date", &found);
}
