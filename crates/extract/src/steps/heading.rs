//! Cuts the headline where it stands again at the head of the article.

use std::collections::HashSet;

use crate::{clean, formats::html::Page, metadata::same_words};

/// Lines at the head of the article in which the headline may stand again.
const LINES_LOOKED_AT: usize = 4;

/// Cuts a first line that only says the title again.
pub(super) fn cut(page: &mut Page) {
    let Some(title) = page.facts.title.clone() else { return };
    let found = clean::lines(&page.blocks).iter().take(LINES_LOOKED_AT).position(|line| same_words(line, &title));
    page.cut_lines("heading", "the title again", &found.into_iter().collect::<HashSet<_>>());
}
