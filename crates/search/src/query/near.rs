//! Words written a little otherwise: `yeild~` for `yield`, `海力仕~` for `海力士`.
//!
//! Of a word in letters one letter may be missing, added, changed or swapped with its neighbour, of a long one two; of
//! three or more Chinese characters one may be another.

use tantivy::{
    Term,
    query::{BooleanQuery, FuzzyTermQuery, Query},
    schema::Field,
};

use super::{
    terms::{cover, phrase},
    tree::Looked,
};
use crate::analysis::{Class, Needle};

/// From so many letters on two may differ: at five in a word of eight, two changes make another word.
const LONG_CHARS: usize = 8;
/// Pairs of characters that one wrong character breaks.
const BROKEN_PAIRS: usize = 2;

/// How many letters of a word may differ.
fn distance_of(word: &str) -> u8 {
    if word.chars().count() >= LONG_CHARS { 2 } else { 1 }
}

/// What finds a needle and what is nearly it in one field; `None` for what has no near forms.
pub(super) fn near(field: Field, needle: &Needle) -> Option<Box<dyn Query>> {
    if let Some(word) = needle.single_word() {
        let term = Term::from_field_text(field, word);
        return Some(Box::new(FuzzyTermQuery::new(term, distance_of(word), true)));
    }
    let is_han = needle.pieces().len() > 2 && needle.pieces().iter().all(|piece| piece.class == Class::Han);
    if !is_han {
        return None;
    }
    let pairs: Vec<Box<dyn Query>> = pairs(needle).map(|pair| phrase(field, &cover(&pair))).collect();
    let needed = pairs.len().saturating_sub(BROKEN_PAIRS).max(1);
    Some(Box::new(BooleanQuery::union_with_minimum_required_clauses(pairs, needed)))
}

/// What is marked where near forms of these are found.
pub(super) fn looked_near(looked: &Looked) -> Vec<Looked> {
    match looked.needle.single_word() {
        Some(_) => vec![looked.clone()],
        None => pairs(&looked.needle).map(|needle| Looked { needle, ..looked.clone() }).collect(),
    }
}

/// Each two neighbours of a needle.
fn pairs(needle: &Needle) -> impl Iterator<Item = Needle> {
    needle.pieces().windows(2).filter_map(Needle::of)
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
