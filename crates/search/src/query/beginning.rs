//! Every word that begins so: `hbm*`, and the last word while it is typed.
//!
//! The documents of all continuations are gathered in one set of bits, so memory is bounded by the library and not by
//! how many words begin so; time by the deadline of the search.

use tantivy::{
    BitSet, DocId, Score, SegmentReader, TantivyError, Term,
    postings::BlockSegmentPostings,
    query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
};

use super::continued::after_all;
use crate::deadline::Deadline;

/// Finds every word that begins with a prefix, and beside them some terms as they are.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    pub(super) field: Field,
    pub(super) prefix: String,
    pub(super) beside: Vec<Term>,
    pub(super) score: Score,
    pub(super) deadline: Deadline,
}

impl Query for Beginning {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Beginning {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let mut found = BitSet::with_max_value(reader.max_doc());
        for term in &self.beside {
            if let Some(postings) = inverted.read_block_postings(term, IndexRecordOption::Basic)? {
                add(&mut found, postings);
            }
        }
        let range = inverted.terms().range().ge(self.prefix.as_bytes()).lt(after_all(&self.prefix).as_bytes());
        let mut continuations = range.into_stream()?;
        while !self.deadline.has_passed() && continuations.advance() {
            let info = continuations.value();
            add(&mut found, inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), self.score * boost)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a beginning has no score of its own".to_owned()))
    }
}

fn add(found: &mut BitSet, mut postings: BlockSegmentPostings) {
    while !postings.docs().is_empty() {
        for doc in postings.docs() {
            found.insert(*doc);
        }
        postings.advance();
    }
}
