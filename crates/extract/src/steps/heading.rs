//! Cuts the headline where it stands again at the head of the article.

use std::collections::HashSet;

use crate::{article, clean, formats::html::Page, metadata::same_words};

/// Lines at the head of the article in which the headline may stand again.
const LINES_LOOKED_AT: usize = 4;

/// Lines in which it may where all above it are short.
const LINES_BELOW_SHORT: usize = 8;

/// A line above the headline that weighs more than this says something: Latin letters; a Han character weighs three.
const ABOVE_WEIGHT_MAX: u32 = 60;

/// Signs between the steps of a path.
const STEPS: [&str; 5] = [" > ", " › ", " » ", " ❯ ", " / "];

/// Cuts a first line that only says the title again, with the short lines above it, and the path to the page.
pub(super) fn cut(page: &mut Page) {
    let Some(title) = page.facts.title.clone() else { return };
    let lines = clean::lines(&page.blocks);
    let first = &lines[..lines.len().min(LINES_BELOW_SHORT)];
    let short = first.iter().take_while(|line| article::weight(line) <= ABOVE_WEIGHT_MAX).count();
    let found = first.iter().position(|line| same_words(line, &title));
    let again = found.filter(|found| *found <= short || *found < LINES_LOOKED_AT);
    // A line without words is a picture, which stays.
    let above = 0..again.filter(|again| *again <= short).unwrap_or_default();
    let above: HashSet<usize> = above.filter(|number| !first[*number].is_empty()).collect();
    let path: HashSet<usize> = first.iter().position(|line| is_path(line, &title)).into_iter().collect();
    page.log_lines("heading", "the title again", &again.into_iter().collect());
    page.log_lines("heading", "above the title", &above);
    page.log_lines("heading", "the path to the page", &path);
    page.drop_lines(&above.into_iter().chain(again).chain(path).collect());
}

/// Whether a line is the path to the page: its last step is the title.
fn is_path(line: &str, title: &str) -> bool {
    STEPS.iter().any(|step| line.rsplit_once(step).is_some_and(|(_, last)| same_words(last, title)))
}
