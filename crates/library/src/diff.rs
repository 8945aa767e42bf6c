//! What a publisher changed between two captures, word by word.
//!
//! Words of Chinese and Japanese come from ICU's dictionary, so that a change is `上调 → 下调` and not `上 → 下`; a figure with its
//! point, commas, percent sign or unit is one word, so that `1,380 → 1,610` is one change.
//!
//! **Invariant:** replacing every `before` by its `after` makes the newer text of the older one.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

/// A comparison of two texts may take this long; what is not compared by then comes out as coarser changes.
const DEADLINE: Duration = Duration::from_secs(2);

/// Changes that so few characters lie between, none of them ending a sentence, are read as one.
const BETWEEN_MAX: usize = 2;

/// Characters that are words by themselves and make none with the one before them.
const PARTICLES: &str = "的了在是和与及或到从对为把被将也都就还很更最不没有这那其之以于而并但如若等个家位次年月日时";

/// One change between two texts; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The older words.
    pub before: String,
    /// The newer words.
    pub after: String,
    /// Where the newer words begin in the newer text, in characters.
    pub at: u32,
    /// Whether figures differ between the two sides.
    pub figures: bool,
}

/// Two captures of an article and what was changed from one to the other.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The older capture.
    pub from: model::Id,
    /// The newer capture.
    pub to: model::Id,
    /// The text of the newer one.
    pub text: String,
    /// The changes in order of place.
    pub changes: Vec<Change>,
}

/// The changes that make `after` of `before`, in order of place.
pub(crate) fn changes(before: &str, after: &str) -> Vec<Change> {
    let (old, new) = (words(before), words(after));
    let deadline = Instant::now().checked_add(DEADLINE);
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices_deadline(Algorithm::Patience, &old, &new, deadline) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let stretch = Stretch { old: op.old_range(), new: op.new_range() };
        match stretches.last_mut() {
            Some(last) if belongs(&new[last.new.end..stretch.new.start]) => {
                last.old.end = stretch.old.end;
                last.new.end = stretch.new.end;
            }
            _ => stretches.push(stretch),
        }
    }
    stretches.iter_mut().for_each(|stretch| stretch.widen(&old, &new));
    told(&old, &new, stretches)
}

struct Stretch {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

impl Stretch {
    /// A single character is seldom a word where the list knows none: it is read with the single one that follows.
    fn widen(&mut self, old: &[&str], new: &[&str]) {
        let single = |word: Option<&&str>| word.is_some_and(|word| is_single_han(word));
        let alone = self.old.len() == 1
            && self.new.len() == 1
            && single(old.get(self.old.start))
            && single(new.get(self.new.start));
        if alone
            && single(new.get(self.new.end))
            && !new.get(self.new.end).is_some_and(|next| PARTICLES.contains(*next))
        {
            self.old.end += 1;
            self.new.end += 1;
        }
    }
}

fn is_single_han(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c)) && chars.next().is_none()
}

/// Whether the unchanged words between two changes are so few that both are read as one.
fn belongs(between: &[&str]) -> bool {
    let chars = || between.iter().flat_map(|word| word.chars());
    chars().count() <= BETWEEN_MAX && !chars().any(|c| c == '\n' || "。！？；.!?;，,、：:".contains(c))
}

fn told(old: &[&str], new: &[&str], stretches: Vec<Stretch>) -> Vec<Change> {
    let (mut at, mut read) = (0, 0);
    let change = |Stretch { old: gone, new: come }| {
        at += new[read..come.start].iter().map(|word| model::char_len(word)).sum::<u32>();
        read = come.start;
        let (before, after) = (old[gone].concat(), new[come].concat());
        Change { figures: figures(&before) != figures(&after), before, after, at }
    };
    stretches.into_iter().map(change).collect()
}

/// The figures in some words.
fn figures(words: &str) -> Vec<&str> {
    let parts = words.split(|c: char| !(c.is_numeric() || matches!(c, '.' | ',' | '%' | '％')));
    parts.map(|part| part.trim_matches(['.', ','])).filter(|part| part.contains(char::is_numeric)).collect()
}

fn segmenter() -> WordSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    *SEGMENTER.get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
}

/// Cuts a text into words, with figures, their signs and units together.
fn words(text: &str) -> Vec<&str> {
    let mut ends = segmenter().segment_str(text);
    let mut start = ends.next().unwrap_or_default();
    let mut cut: Vec<&str> = Vec::new();
    let mut first = start;
    for end in ends {
        let word = &text[start..end];
        if cut.is_empty() || !continues(&text[first..start], word) {
            cut.push(word);
            first = start;
        } else if let Some(last) = cut.last_mut() {
            *last = &text[first..end];
        }
        start = end;
    }
    cut
}

/// Whether a word goes on with what follows: a percent sign after a figure.
fn continues(before: &str, next: &str) -> bool {
    before.ends_with(|c: char| c.is_numeric()) && matches!(next, "%" | "％" | "‰")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(before: &str, after: &str) -> Vec<(String, String)> {
        changes(before, after).into_iter().map(|change| (change.before, change.after)).collect()
    }

    fn check(before: &str, after: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(pairs(before, after), expected, "{before}");
    }

    #[test]
    fn a_changed_figure_is_one_change() {
        check("良率大约 62%，年底七成。", "良率大约 58%，年底七成。", &[("62%", "58%")]);
        check("市场为 1,380.5 亿美元。", "市场为 1,610.5 亿美元。", &[("1,380.5", "1,610.5")]);
        assert!(changes("良率大约 62%", "良率大约 58%")[0].figures);
    }

    #[test]
    fn chinese_changes_by_the_word() {
        check("分析师把预期上调到七成。", "分析师把预期下调到七成。", &[("上调", "下调")]);
        check("公司表示产能已经满载。", "公司否认产能已经满载。", &[("表示", "否认")]);
        assert!(!changes("分析师上调预期", "分析师下调预期")[0].figures);
    }

    #[test]
    fn english_changes_by_the_word_and_neighbours_are_one() {
        check("Yields are in the low sixties.", "Yields are in the high fifties.", &[("low sixties", "high fifties")]);
        check("He said so. It rose.", "She said so. It fell.", &[("He", "She"), ("rose", "fell")]);
    }

    #[test]
    fn equal_texts_have_no_changes() {
        assert!(changes("同样的话 and words", "同样的话 and words").is_empty());
    }

    #[test]
    fn an_added_sentence_is_shown_whole_and_where() {
        let found = changes("一句。三句。", "一句。二 two words。三句。");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].before.as_str(), found[0].at), ("", 3));
        assert!(found[0].after.contains("二 two words"));
    }

    proptest! {
        #[test]
        fn the_words_of_a_text_make_the_text(text in ".{0,80}") {
            prop_assert_eq!(words(&text).concat(), text);
        }

        #[test]
        fn the_changes_lead_from_one_text_to_the_other(before in "[一二三上调下调0-9%ab 。]{0,60}", after in "[一二三上调下调0-9%ab 。]{0,60}") {
            let (mut made, mut read) = (String::new(), 0);
            let old: Vec<char> = before.chars().collect();
            for Change { before, after, at, .. } in changes(&before, &after) {
                let same = at as usize - made.chars().count();
                made.extend(&old[read..read + same]);
                read += same + before.chars().count();
                made.push_str(&after);
            }
            made.extend(&old[read..]);
            prop_assert_eq!(made, after);
        }
    }
}
