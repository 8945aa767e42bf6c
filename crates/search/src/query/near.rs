//! Words written a little otherwise: `yeild~` for `yield`, `海力仕~` for `海力士`.
//!
//! Of a word in letters one letter may be missing, added, changed or swapped with its neighbour, of a long one two; of
//! three or more Chinese characters one may be another, and the first or the last may be missing.

use std::{collections::BTreeSet, ops::Range};

use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, FuzzyTermQuery, Query},
    schema::Field,
};

use super::{
    continued::after_all,
    terms::{cover, phrase},
    tree::Looked,
};
use crate::{
    analysis::{Class, Needle, STEP},
    deadline::Deadline,
};

/// From so many letters on two may differ: at five in a word of eight, two changes make another word.
const LONG_CHARS: usize = 8;
/// Of fewer Chinese characters none may be another.
const HAN_MIN: usize = 3;

/// Other characters that are tried in one place.
const OTHERS_MAX: usize = 1_024;

/// How many letters of a word may differ.
fn distance_of(word: &str) -> u8 {
    if word.chars().count() >= LONG_CHARS { 2 } else { 1 }
}

/// Whether one character of a needle may be another: it is three or more Chinese characters side by side.
pub(crate) fn may_have_another(needle: &Needle) -> bool {
    let pieces = needle.pieces();
    let is_next = |index: usize| pieces[index].offset == pieces[index - 1].offset + STEP;
    pieces.len() >= HAN_MIN && pieces.iter().all(|piece| piece.class == Class::Han) && (1..pieces.len()).all(is_next)
}

/// What finds a needle and what is nearly it in one field; `None` for what has no near forms.
pub(super) fn near(searcher: &Searcher, field: Field, needle: &Needle, deadline: &Deadline) -> Option<Box<dyn Query>> {
    if let Some(word) = needle.single_word() {
        let term = Term::from_field_text(field, word);
        return Some(Box::new(FuzzyTermQuery::new(term, distance_of(word), true)));
    }
    if !may_have_another(needle) {
        return None;
    }
    let shortened = without_an_end(needle);
    let changed = (1..needle.pieces().len() - 1).flat_map(|index| {
        let others = between(searcher, field, needle, index, deadline);
        others.into_iter().map(move |other| needle.with(index, other))
    });
    let any = shortened.chain(changed).map(|needle| phrase(field, &cover(&needle))).collect();
    Some(Box::new(BooleanQuery::union(any)))
}

/// The needle without its first and without its last character: whatever stands there, it is found.
fn without_an_end(needle: &Needle) -> impl Iterator<Item = Needle> + '_ {
    let parts: [Range<usize>; 2] = [1..needle.pieces().len(), 0..needle.pieces().len() - 1];
    parts.into_iter().filter_map(|part| Needle::of(&needle.pieces()[part]))
}

/// The characters that stand in texts between the neighbours of the one at `index`.
fn between(searcher: &Searcher, field: Field, needle: &Needle, index: usize, deadline: &Deadline) -> BTreeSet<char> {
    let (before, after) = (&needle.pieces()[index - 1].text, &needle.pieces()[index + 1].text);
    let stands = |other: &char| {
        let pair = Term::from_field_text(field, &format!("{other}{after}"));
        !deadline.has_passed() && searcher.doc_freq(&pair).unwrap_or(0) > 0
    };
    followers(searcher, field, before).filter(stands).take(OTHERS_MAX).collect()
}

/// The characters that follow one in texts.
fn followers(searcher: &Searcher, field: Field, character: &str) -> impl Iterator<Item = char> {
    let mut followers = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let Ok(inverted) = segment.inverted_index(field) else { continue };
        let range = inverted.terms().range().gt(character.as_bytes()).lt(after_all(character).as_bytes());
        let Ok(mut stream) = range.into_stream() else { continue };
        while stream.advance() {
            let rest = stream.key().get(character.len()..).and_then(|rest| std::str::from_utf8(rest).ok());
            followers.extend(rest.and_then(|rest| rest.chars().next()));
        }
    }
    followers.into_iter()
}

/// What is marked where near forms of these are found.
pub(super) fn looked_near(looked: &Looked) -> Vec<Looked> {
    let mut marked = vec![looked.clone()];
    if may_have_another(&looked.needle) {
        marked.extend(without_an_end(&looked.needle).map(|needle| Looked { needle, is_near: false, ..looked.clone() }));
    }
    marked
}

/// Whether two words differ by no more than is allowed for the first (optimal string alignment distance).
pub(crate) fn is_near(word: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    let most = usize::from(distance_of(word));
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn one_letter_or_two_of_a_long_word() {
        for other in ["yield", "yeild", "yeld", "yeilds", "field"] {
            assert!(is_near("yeild", other) == (other != "field"), "{other}");
        }
        assert!(is_near("capacity", "kapazity"));
        assert!(!is_near("hbm", "asic"));
    }
}
