//! Cuts the headline where it stands again at the head of the article.

use super::blocks::lines;
use crate::{formats::html::Page, metadata::same_words};

/// Lines at the head of the article in which the headline may stand again.
const LINES_LOOKED_AT: usize = 4;

/// Cuts a first line that only says the title again.
pub(super) fn cut(page: &mut Page) {
    let Some(title) = page.facts.title.clone() else { return };
    let found = lines(&page.document).into_iter().take(LINES_LOOKED_AT).find(|(_, text)| same_words(text, &title));
    if let Some((node, text)) = found {
        node.remove_from_parent();
        page.log("heading", "the title again", &text);
    }
}
