//! Cuts the source line at the head of the article, and the credits at its head or foot; what they say is among the facts already.

use std::collections::HashSet;

use crate::{
    clean,
    formats::html::Page,
    metadata::{is_credits, is_source_line},
};

/// Lines at the head of the article that may be source lines.
const LINES_LOOKED_AT: usize = 6;

/// Lines at the foot of the article among which its credits may stand, above disclaimers and calls.
const FOOT_LINES: usize = 12;

/// Cuts source lines among the first lines, and credits among the first and the last.
pub(super) fn cut(page: &mut Page) {
    let lines = clean::lines(&page.blocks);
    let is_cut = |number: &usize| {
        let (line, at_head) = (&lines[*number], *number < LINES_LOOKED_AT);
        (at_head && is_source_line(line)) || ((at_head || *number + FOOT_LINES >= lines.len()) && is_credits(line))
    };
    let found: HashSet<usize> = (0..lines.len()).filter(is_cut).collect();
    page.cut_lines("source-line", "names source, author or date", &found);
}
