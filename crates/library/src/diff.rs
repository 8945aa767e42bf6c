//! What a publisher changed between two captures: words in Latin script, single characters in Han.

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// A comparison of two texts may take this long; what is not compared by then comes out as coarser changes.
const DEADLINE: Duration = Duration::from_secs(2);

/// One change between two texts; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The older words.
    pub before: String,
    /// The newer words.
    pub after: String,
}

/// The changes that make `after` of `before`, in order of place.
pub(crate) fn changes(before: &str, after: &str) -> Vec<Change> {
    let (old, new) = (words(before), words(after));
    let deadline = Instant::now().checked_add(DEADLINE);
    let mut found: Vec<(usize, usize, Change)> = Vec::new();
    for op in capture_diff_slices_deadline(Algorithm::Patience, &old, &new, deadline) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (from, to) = (op.old_range(), op.new_range());
        let (gone, come) = (old[from.clone()].concat(), new[to.clone()].concat());
        match found.last_mut() {
            Some((old_end, new_end, change)) if *old_end == from.start && *new_end == to.start => {
                change.before += &gone;
                change.after += &come;
                (*old_end, *new_end) = (from.end, to.end);
            }
            _ => found.push((from.end, to.end, Change { before: gone, after: come })),
        }
    }
    found.into_iter().map(|(.., change)| change).collect()
}

/// Cuts a text into runs of Latin letters and digits, and single other characters.
fn words(text: &str) -> Vec<&str> {
    let mut cut = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() && (c as u32) < 0x2e80;
        if at > start && !(in_word && is_word) {
            cut.push(&text[start..at]);
            start = at;
        }
        in_word = is_word;
    }
    if start < text.len() {
        cut.push(&text[start..]);
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_figure_is_one_change() {
        let found = changes("良率大约 62%，年底七成。", "良率大约 58%，年底七成。");
        assert_eq!(found, [Change { before: "62".into(), after: "58".into() }]);
    }

    #[test]
    fn equal_texts_have_no_changes() {
        assert!(changes("同样的话 and words", "同样的话 and words").is_empty());
    }

    #[test]
    fn an_added_sentence_is_shown_whole() {
        let found = changes("一。三。", "一。二 two words。三。");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].before, "");
        assert!(found[0].after.contains("二 two words"));
    }

    proptest! {
        #[test]
        fn the_words_of_a_text_make_the_text(text in ".{0,80}") {
            prop_assert_eq!(words(&text).concat(), text);
        }

        #[test]
        fn lengths_add_up(before in "[一二三ab ]{0,40}", after in "[一二三ab ]{0,40}") {
            let (gone, come) = changes(&before, &after).iter().fold((0, 0), |sum, c| (sum.0 + c.before.len(), sum.1 + c.after.len()));
            prop_assert_eq!(before.len() + come, after.len() + gone);
        }
    }
}
