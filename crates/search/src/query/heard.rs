//! Words typed as Chinese sounds: `taijidian` or `tjd` for 台积电, in titles and in the names of people.
//!
//! A word that stands in the library is that word; it is taken for first letters only when no text has it, and for
//! syllables beside itself only when it is long enough to be no accident.

use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, ConstScoreQuery, Query},
    schema::Field,
};

use super::terms::phrase;
use crate::analysis::{may_be_initials, syllables, terms_of_initials, terms_of_syllables};

/// Below what has the word itself (BM25, some 2 to 10).
const HEARD_SCORE: f32 = 1.0;
/// Words of fewer letters that stand in texts are not taken for syllables: `women` is 我们.
const LETTERS_MIN: usize = 6;

/// What a word may be taken for.
#[derive(Clone, Copy)]
pub(super) struct Spelt {
    pub(super) syllables: bool,
    pub(super) initials: bool,
}

/// What a word may be taken for, by whether it stands in the texts of `field`.
pub(super) fn spelt(searcher: &Searcher, field: Field, word: &str) -> Spelt {
    let stands = searcher.doc_freq(&Term::from_field_text(field, word)).unwrap_or(1) > 0;
    Spelt { syllables: !stands || word.len() >= LETTERS_MIN, initials: !stands && may_be_initials(word) }
}

/// Finds what sounds so; `None` when the word is no sound.
pub(super) fn heard(field: Field, word: &str, spelt: Spelt) -> Option<Box<dyn Query>> {
    let cuts = if spelt.syllables { syllables(word) } else { Vec::new() };
    let mut any: Vec<Box<dyn Query>> = cuts.iter().map(|cut| phrase(field, &terms_of_syllables(cut))).collect();
    any.extend(spelt.initials.then(|| phrase(field, &terms_of_initials(word))));
    (!any.is_empty()).then(|| Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::union(any)), HEARD_SCORE)) as _)
}
