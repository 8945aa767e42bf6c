//! A phrase whose last atom may go on: `MI30` for `MI300X` while it is being typed.
//!
//! Tantivy's own takes the last term to stand one position after the others, which atoms do not. Where the whole terms
//! stand is gathered first; then the last atom itself and the words that it goes on to are looked for there, the most frequent first.
//! Mostly the first of them stands wherever it may, and the others need not be looked at.

use std::{cmp::Reverse, ops::Range};

use tantivy::{
    BitSet, DocId, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError, Term,
    postings::{Postings, SegmentPostings, TermInfo},
    query::{BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
};

use crate::{deadline::Deadline, docs::at_or_after};

/// Documents after which the clock is looked at.
const DOCS_PER_LOOK: usize = 256;

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
    score: Score,
    deadline: Deadline,
}

impl ContinuedPhrase {
    /// The last of at least two terms is the one that may go on; each found document has this score.
    pub(super) fn new(field: Field, terms: &[(usize, String)], score: Score, deadline: Deadline) -> Self {
        let mut terms = terms.iter().map(|(offset, text)| (u32::try_from(*offset).unwrap_or(u32::MAX), text));
        let prefix = terms.next_back().map(|(offset, text)| (offset, text.clone())).unwrap_or_default();
        Self {
            field,
            whole: terms.map(|(offset, text)| (offset, Term::from_field_text(field, text))).collect(),
            prefix,
            score,
            deadline,
        }
    }

    /// The whole terms, the rarest first, each with its distance to the ending; `None` when one stands nowhere.
    fn whole(&self, inverted: &InvertedIndexReader) -> tantivy::Result<Option<Vec<(u32, SegmentPostings)>>> {
        let mut whole = Vec::new();
        for (offset, term) in &self.whole {
            let Some(postings) = inverted.read_postings(term, POSITIONS)? else { return Ok(None) };
            whole.push((self.prefix.0 - offset, postings));
        }
        whole.sort_by_key(|(_, postings)| postings.doc_freq());
        Ok(Some(whole))
    }

    /// What the prefix goes on to: itself, then the most frequent first.
    fn endings(&self, inverted: &InvertedIndexReader) -> tantivy::Result<Vec<TermInfo>> {
        let (_, prefix) = &self.prefix;
        let mut stream =
            inverted.terms().range().ge(prefix.as_bytes()).lt(after_all(prefix).as_bytes()).into_stream()?;
        let mut endings = Vec::new();
        while stream.advance() {
            endings.push((stream.key() != prefix.as_bytes(), stream.value().clone()));
        }
        endings.sort_by_key(|(goes_on, ending)| (*goes_on, Reverse(ending.doc_freq)));
        Ok(endings.into_iter().map(|(_, ending)| ending).collect())
    }
}

impl Query for ContinuedPhrase {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for ContinuedPhrase {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let Some(whole) = self.whole(&inverted)? else { return Ok(Box::new(EmptyScorer)) };
        let mut begun = Begun::gather(whole, &self.deadline);
        if begun.left == 0 {
            return Ok(Box::new(EmptyScorer));
        }
        let mut found = BitSet::with_max_value(reader.max_doc());
        for ending in self.endings(&inverted)? {
            if begun.left == 0 || self.deadline.has_passed() {
                break;
            }
            begun.go_on(inverted.read_postings_from_terminfo(&ending, POSITIONS)?, &mut found, &self.deadline);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), self.score * boost)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a continued phrase has no score of its own".to_owned()))
    }
}

/// The documents in which the whole terms stand together, and where an ending would have to stand.
#[derive(Default)]
struct Begun {
    /// In order, each with the part of `places` that is its.
    docs: Vec<(DocId, Range<usize>)>,
    places: Vec<u32>,
    /// Those that no ending was found in.
    left: usize,
}

/// When so many times fewer documents are left than are held, the others are let go.
const LEFT_SHARE: usize = 4;

impl Begun {
    fn gather(mut whole: Vec<(u32, SegmentPostings)>, deadline: &Deadline) -> Self {
        let mut begun = Self::default();
        let (mut doc, mut looked_at) = (0, 0_usize);
        let (mut wanted, mut positions) = (Vec::new(), Vec::new());
        loop {
            doc = all_at(&mut whole, doc);
            looked_at += 1;
            if doc == TERMINATED || (looked_at.is_multiple_of(DOCS_PER_LOOK) && deadline.has_passed()) {
                begun.left = begun.docs.len();
                return begun;
            }
            for (index, (distance, postings)) in whole.iter_mut().enumerate() {
                postings.positions_with_offset(*distance, &mut positions);
                if index == 0 {
                    std::mem::swap(&mut wanted, &mut positions);
                } else {
                    wanted.retain(|position| positions.binary_search(position).is_ok());
                }
            }
            if !wanted.is_empty() {
                let from = begun.places.len();
                begun.places.append(&mut wanted);
                begun.docs.push((doc, from..begun.places.len()));
            }
            doc += 1;
        }
    }

    /// Adds the documents in which an ending stands where it should.
    fn go_on(&mut self, mut ending: SegmentPostings, found: &mut BitSet, deadline: &Deadline) {
        let (mut at, mut looked_at) = (0, 0_usize);
        let mut positions = Vec::new();
        while let Some((doc, places)) = self.docs.get(at) {
            let doc = *doc;
            let next = at_or_after(&mut ending, doc);
            if next > doc {
                at += self.docs[at..].partition_point(|(doc, _)| *doc < next);
                continue;
            }
            looked_at += 1;
            if looked_at.is_multiple_of(DOCS_PER_LOOK) && deadline.has_passed() {
                return;
            }
            if !found.contains(doc) {
                ending.positions(&mut positions);
                if self.places[places.clone()].iter().any(|place| positions.binary_search(place).is_ok()) {
                    found.insert(doc);
                    self.left -= 1;
                }
            }
            at += 1;
        }
        if self.left * LEFT_SHARE < self.docs.len() {
            self.docs.retain(|(doc, _)| !found.contains(*doc));
        }
    }
}

/// The first document at or after `doc` with every term.
fn all_at(whole: &mut [(u32, SegmentPostings)], mut doc: DocId) -> DocId {
    let mut agreed = 0;
    while agreed < whole.len() && doc != TERMINATED {
        let (_, postings) = &mut whole[agreed];
        let found = at_or_after(postings, doc);
        agreed = if found == doc { agreed + 1 } else { 0 };
        doc = found;
    }
    doc
}
