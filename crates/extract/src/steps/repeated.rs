//! Cuts runs of lines that are said again right after: a page has them once for wide screens and once for narrow ones, or turns them in a ring.

use std::collections::HashSet;

use crate::{article, clean, formats::html::Page};

/// A single line is repeated on purpose, as a refrain is; a run has at least so many that differ.
const LINES_MIN: usize = 2;

/// A run weighs at least this much: Latin letters; a Han character weighs three.
const WEIGHT_MIN: u32 = 60;

/// A run has no more lines than this.
const LINES_MAX: usize = 60;

/// Cuts such runs; the first of each stays.
pub(super) fn cut(page: &mut Page) {
    let again = again(&clean::lines(&page.blocks));
    page.cut_lines("repeated", "said just before", &again);
}

/// The numbers of the lines that repeat the run before them.
fn again(lines: &[String]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut from = 0;
    while from < lines.len() {
        let longest = LINES_MAX.min((lines.len() - from) / 2);
        let run = (LINES_MIN..=longest).rev().find(|length| {
            let (one, other) = (&lines[from..from + length], &lines[from + length..from + 2 * length]);
            one == other && is_run(one)
        });
        // The copy may be followed by another: it is looked at as the first of the next pair.
        from += run.unwrap_or(1);
        found.extend(from..from + run.unwrap_or_default());
    }
    found
}

/// Whether lines say enough to be more than a refrain; a line without words is a picture.
fn is_run(lines: &[String]) -> bool {
    let said: HashSet<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
    said.len() >= LINES_MIN && said.iter().map(|line| article::weight(line)).sum::<u32>() >= WEIGHT_MIN
}

#[cfg(test)]
mod tests {
    use super::again;

    fn cut(lines: &[&str]) -> Vec<usize> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let mut found: Vec<usize> = again(&lines).into_iter().collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn a_run_that_is_said_again_is_cut_every_time() {
        let (one, other) = ("How long does the bake take?", "About two hours at ninety degrees.");
        assert_eq!(cut(&["Questions", one, other, one, other, "The end"]), [3, 4]);
        assert_eq!(cut(&[one, other, one, other, one, other]), [2, 3, 4, 5]);
    }

    #[test]
    fn what_comes_again_later_or_alone_stays() {
        let (one, other) = ("How long does the bake take?", "About two hours at ninety degrees.");
        assert_eq!(cut(&[one, one, "And so on", one, other]), [0; 0]);
        assert_eq!(cut(&[other, "", other, ""]), [0; 0]);
        assert_eq!(cut(&[other; 8]), [0; 0]);
        assert_eq!(cut(&["3", "4", "3", "4"]), [0; 0]);
    }
}
