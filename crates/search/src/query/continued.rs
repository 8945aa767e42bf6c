//! A phrase whose last atom may go on: `MI30` for `MI300X` while it is being typed.
//!
//! Tantivy's own takes the last term to stand one position after the others, which atoms do not.

use std::{cmp::Reverse, collections::BinaryHeap};

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    postings::{Postings, SegmentPostings},
    query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
};

use crate::{deadline::Deadline, docs::at_or_after};

/// Documents after which the clock is looked at.
const DOCS_PER_LOOK: u32 = 256;
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
    deadline: Deadline,
}

impl ContinuedPhrase {
    /// The last of at least two terms is the one that may go on.
    pub(super) fn new(field: Field, terms: &[(usize, String)], deadline: Deadline) -> Self {
        let mut terms = terms.iter().map(|(offset, text)| (u32::try_from(*offset).unwrap_or(u32::MAX), text));
        let prefix = terms.next_back().map(|(offset, text)| (offset, text.clone())).unwrap_or_default();
        Self {
            field,
            whole: terms.map(|(offset, text)| (offset, Term::from_field_text(field, text))).collect(),
            prefix,
            deadline,
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
        Ok(Box::new(Continued::new(whole, endings, self.deadline.clone())))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a continued phrase has no score of its own".to_owned()))
    }
}

/// Walks the documents that hold every whole term, and looks where the terms stand.
struct Continued {
    /// Each with its distance to the ending.
    whole: Vec<(u32, SegmentPostings)>,
    /// By the document each has come to, the first on top.
    endings: BinaryHeap<Reverse<Ending>>,
    deadline: Deadline,
    looked_at: u32,
    doc: DocId,
    /// Where an ending would have to stand.
    wanted: Vec<u32>,
    positions: Vec<u32>,
}

impl Continued {
    fn new(whole: Vec<(u32, SegmentPostings)>, endings: Vec<SegmentPostings>, deadline: Deadline) -> Self {
        let mut continued = Self {
            whole,
            endings: endings.into_iter().map(|postings| Reverse(Ending(postings))).collect(),
            deadline,
            looked_at: 0,
            doc: TERMINATED,
            wanted: Vec::new(),
            positions: Vec::new(),
        };
        let first = continued.whole.first().map_or(TERMINATED, |(_, postings)| postings.doc());
        continued.find_from(first);
        continued
    }

    /// The first match at or after `doc`.
    fn find_from(&mut self, mut doc: DocId) -> DocId {
        loop {
            doc = self.all_at(doc);
            self.looked_at += 1;
            if self.looked_at.is_multiple_of(DOCS_PER_LOOK) && self.deadline.has_passed() {
                doc = TERMINATED;
            }
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
            let found = at_or_after(postings, doc);
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
        if wanted.is_empty() {
            return false;
        }
        // Every ending is moved on once for all documents, however many endings there are.
        while let Some(mut first) = endings.peek_mut() {
            let Reverse(Ending(ending)) = &mut *first;
            if ending.doc() < doc {
                ending.seek(doc);
                continue;
            }
            if ending.doc() > doc {
                return false;
            }
            ending.positions(positions);
            if positions.iter().any(|position| wanted.binary_search(position).is_ok()) {
                return true;
            }
            ending.advance();
        }
        false
    }
}

/// One of the words that the last atom goes on to.
struct Ending(SegmentPostings);

impl Ord for Ending {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.doc().cmp(&other.0.doc())
    }
}

impl PartialOrd for Ending {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ending {
    fn eq(&self, other: &Self) -> bool {
        self.0.doc() == other.0.doc()
    }
}

impl Eq for Ending {}

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
