//! Needles as what Tantivy looks for in one field: terms, and phrases of terms.

use tantivy::{
    Term,
    query::{BoostQuery, ConstScoreQuery, EmptyQuery, PhraseQuery, Query, TermQuery, TermSetQuery},
    schema::{Field, IndexRecordOption},
};

use crate::{
    analysis::{Class, Needle, Piece, STEP, stem_term},
    schema::Fields,
};

/// The very word beside its stem (of 0, 0.2, 0.5 and 1 the best on judged questions).
const EXACT_FORM_WEIGHT: f32 = 0.2;
/// A continuation of the unfinished word, against the BM25 of whole words (some 2 to 10).
pub(super) const CONTINUED_SCORE: f32 = 1.0;

/// The terms that a needle's atoms are found by: pairs of Han characters, or of letters and digits, one after the other,
/// the last perhaps overlapping; everything else by itself.
pub(super) fn cover(needle: &Needle) -> Vec<(usize, String)> {
    let pieces = needle.pieces();
    let pair = |index: usize| pair_of(pieces.get(index)?, pieces.get(index + 1)?);
    let mut terms = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if let Some(pair) = pair(at) {
            terms.push(pair);
            at += 2;
        } else {
            let before = at.checked_sub(1).and_then(pair);
            terms.push(before.unwrap_or_else(|| (piece.offset as usize, piece.text.clone())));
            at += 1;
        }
    }
    terms
}

/// The terms that a needle is found by in the texts of items.
pub(crate) fn terms_in_text(fields: Fields, needle: &Needle) -> Vec<(usize, Term)> {
    match needle.single_han() {
        Some(han) => vec![(0, Term::from_field_text(fields.characters, han))],
        None => with_field(fields.text, &cover(needle)),
    }
}

/// The pairs of a needle that are not among the terms it is found by: they stand across two of them.
pub(super) fn across<'a>(needle: &'a Needle, terms: &'a [(usize, String)]) -> impl Iterator<Item = String> + 'a {
    let pairs = needle.pieces().windows(2).filter_map(|pair| pair_of(&pair[0], &pair[1]));
    pairs.filter(|pair| !terms.contains(pair)).map(|(_, text)| text)
}

/// Two Han characters, or letters and digits, side by side.
fn pair_of(first: &Piece, second: &Piece) -> Option<(usize, String)> {
    let is_pair = matches!(
        (first.class, second.class),
        (Class::Han, Class::Han) | (Class::Letter, Class::Digit) | (Class::Digit, Class::Letter)
    );
    (is_pair && second.offset == first.offset + STEP)
        .then(|| (first.offset as usize, format!("{}{}", first.text, second.text)))
}

fn with_field(field: Field, terms: &[(usize, String)]) -> Vec<(usize, Term)> {
    terms.iter().map(|(offset, text)| (*offset, Term::from_field_text(field, text))).collect()
}

pub(super) fn phrase(field: Field, terms: &[(usize, String)]) -> Box<dyn Query> {
    match terms {
        [] => Box::new(EmptyQuery),
        [(_, text)] => term(field, text),
        terms => Box::new(PhraseQuery::new_with_offset(with_field(field, terms))),
    }
}

pub(super) fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// Every word of the same stem, last; the word itself, a little better, before it.
pub(super) fn forms_of(field: Field, word: &str, with_itself: bool) -> Vec<Box<dyn Query>> {
    let Some(stem) = stem_term(word) else { return vec![term(field, word)] };
    let itself = with_itself.then(|| Box::new(BoostQuery::new(term(field, word), EXACT_FORM_WEIGHT)) as Box<dyn Query>);
    itself.into_iter().chain([term(field, &stem)]).collect()
}

pub(crate) fn any_term(terms: impl IntoIterator<Item = Term>) -> Box<dyn Query> {
    without_score(Box::new(TermSetQuery::new(terms)))
}

pub(super) fn without_score(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
