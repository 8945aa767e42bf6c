//! A phrase whose last atom may go on: `MI30` for `MI300X` while it is being typed.
//!
//! Tantivy's own takes the last term to stand one position after the others, which atoms do not.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    postings::{Postings, SegmentPostings},
    query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
};

/// The words that the last atom may go on to, in one segment.
pub(super) const EXPANSIONS_MAX: usize = 1_024;

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// A text that sorts after everything that begins with `prefix`.
pub(super) fn after_all(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

/// Terms at their distances, then everything that begins with a prefix.
#[derive(Clone, Debug)]
pub(super) struct ContinuedPhrase {
    field: Field,
    /// Never empty.
    whole: Vec<(u32, Term)>,
    prefix: (u32, String),
}

impl ContinuedPhrase {
    /// The last of at least two terms is the one that may go on.
    pub(super) fn new(field: Field, terms: &[(usize, String)]) -> Self {
        let mut terms = terms.iter().map(|(offset, text)| (u32::try_from(*offset).unwrap_or(u32::MAX), text));
        let prefix = terms.next_back().map(|(offset, text)| (offset, text.clone())).unwrap_or_default();
        Self {
            field,
            whole: terms.map(|(offset, text)| (offset, Term::from_field_text(field, text))).collect(),
            prefix,
        }
    }
}

impl Query for ContinuedPhrase {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for ContinuedPhrase {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let mut whole = Vec::new();
        for (offset, term) in &self.whole {
            let Some(postings) = inverted.read_postings(term, POSITIONS)? else { return Ok(Box::new(EmptyScorer)) };
            whole.push((self.prefix.0 - offset, postings));
        }
        let (_, prefix) = &self.prefix;
        let mut stream =
            inverted.terms().range().ge(prefix.as_bytes()).lt(after_all(prefix).as_bytes()).into_stream()?;
        let mut endings = Vec::new();
        while endings.len() < EXPANSIONS_MAX && stream.advance() {
            endings.push(inverted.read_postings_from_terminfo(stream.value(), POSITIONS)?);
        }
        whole.sort_by_key(|(_, postings)| postings.doc_freq());
        Ok(Box::new(Continued::new(whole, endings)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a continued phrase has no score of its own".to_owned()))
    }
}

/// Walks the documents that hold every whole term, and looks where the terms stand.
struct Continued {
    /// Each with its distance to the ending.
    whole: Vec<(u32, SegmentPostings)>,
    endings: Vec<SegmentPostings>,
    doc: DocId,
    /// Where an ending would have to stand.
    wanted: Vec<u32>,
    positions: Vec<u32>,
}

impl Continued {
    fn new(whole: Vec<(u32, SegmentPostings)>, endings: Vec<SegmentPostings>) -> Self {
        let mut continued = Self { whole, endings, doc: TERMINATED, wanted: Vec::new(), positions: Vec::new() };
        let first = continued.whole.first().map_or(TERMINATED, |(_, postings)| postings.doc());
        continued.find_from(first);
        continued
    }

    /// The first match at or after `doc`.
    fn find_from(&mut self, mut doc: DocId) -> DocId {
        loop {
            doc = self.all_at(doc);
            if doc == TERMINATED || self.stand_together(doc) {
                self.doc = doc;
                return doc;
            }
            doc += 1;
        }
    }

    /// The first document at or after `doc` with every whole term.
    fn all_at(&mut self, mut doc: DocId) -> DocId {
        let mut agreed = 0;
        while agreed < self.whole.len() && doc != TERMINATED {
            let (_, postings) = &mut self.whole[agreed];
            let found = if postings.doc() < doc { postings.seek(doc) } else { postings.doc() };
            agreed = if found == doc { agreed + 1 } else { 0 };
            doc = found;
        }
        doc
    }

    fn stand_together(&mut self, doc: DocId) -> bool {
        let Self { whole, endings, wanted, positions, .. } = self;
        for (index, (distance, postings)) in whole.iter_mut().enumerate() {
            postings.positions_with_offset(*distance, positions);
            if index == 0 {
                std::mem::swap(wanted, positions);
            } else {
                wanted.retain(|position| positions.binary_search(position).is_ok());
            }
        }
        !wanted.is_empty()
            && endings.iter_mut().any(|ending| {
                let found = if ending.doc() < doc { ending.seek(doc) } else { ending.doc() };
                if found != doc {
                    return false;
                }
                ending.positions(positions);
                positions.iter().any(|position| wanted.binary_search(position).is_ok())
            })
    }
}

impl DocSet for Continued {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.find_from(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target { self.find_from(target) } else { self.doc }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.whole.first().map_or(0, |(_, postings)| postings.size_hint())
    }
}

impl Scorer for Continued {
    fn score(&mut self) -> Score {
        1.0
    }
}
