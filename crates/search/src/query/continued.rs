//! A phrase whose last atom may go on: `MI30` for `MI300X` while it is being typed.
//!
//! Tantivy's own takes the last term to stand one position after the others, which atoms do not. Where the whole terms
//! stand is gathered first; then the last atom itself and the words that it goes on to are looked for there, the most frequent first.
//! Mostly the first of them stands wherever it may, and the others need not be looked at.

use std::cmp::Reverse;

use tantivy::{
    BitSet, DocId, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError, Term,
    postings::TermInfo,
    query::{BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::Field,
};

use super::places::{Place, Places, Positions, doc_of, keep_common};
use crate::deadline::Deadline;

/// Documents that are looked at at once, after which the clock is looked at.
const WINDOW: u32 = 1_024;
/// So many where an ending has many more documents than are left.
const WINDOW_SPARSE: u32 = 16;
/// How many more that is.
const MANY_MORE: usize = 8;

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
    /// Places that are held at once.
    places_max: usize,
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
            places_max: PLACES_MAX,
        }
    }

    /// The whole terms, the rarest first, each moved to where the ending begins; `None` when one stands nowhere.
    fn whole(&self, inverted: &InvertedIndexReader, positions: &Positions) -> tantivy::Result<Option<Vec<Places>>> {
        let mut whole = Vec::new();
        for (offset, term) in &self.whole {
            let Some(places) = positions.of(inverted, term, self.prefix.0 - offset)? else { return Ok(None) };
            whole.push(places);
        }
        whole.sort_by_key(Places::doc_freq);
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
        let positions = Positions::open(reader, self.field)?;
        let Some(mut whole) = self.whole(&inverted, &positions)? else { return Ok(Box::new(EmptyScorer)) };
        let mut begun = Begun::gather(&mut whole, self.places_max, &self.deadline);
        if begun.left == 0 {
            return Ok(Box::new(EmptyScorer));
        }
        let endings = self.endings(&inverted)?;
        let mut found = BitSet::with_max_value(reader.max_doc());
        while begun.left > 0 && !self.deadline.has_passed() {
            for ending in &endings {
                if begun.left == 0 || self.deadline.has_passed() {
                    break;
                }
                if let Some(ending) = positions.of_info(&inverted, ending, 0)? {
                    begun.go_on(ending, &mut found, &self.deadline);
                }
            }
            begun = Begun::gather(&mut whole, self.places_max, &self.deadline);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), self.score * boost)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a continued phrase has no score of its own".to_owned()))
    }
}

/// Where an ending would have to stand: behind the whole terms, where they stand together.
#[derive(Default)]
struct Begun {
    places: Vec<Place>,
    /// Documents of these places.
    held: usize,
    /// Those of them that no ending was found in.
    left: usize,
    others: Vec<Place>,
}

/// Eight bytes each, of a term that every text has many times.
const PLACES_MAX: usize = 1_000_000;
/// When so many times fewer documents are left than are held, the others are let go.
const LEFT_SHARE: usize = 4;
/// So many times fewer places are sooner looked for one by one than side by side.
const FEW_SHARE: usize = 16;

impl Begun {
    /// Reads on in the whole terms, until so many places are held or none is left.
    fn gather(whole: &mut [Places], most: usize, deadline: &Deadline) -> Self {
        let mut begun = Self::default();
        let mut together = Vec::new();
        loop {
            let begin = whole.iter().map(Places::doc).max().unwrap_or(TERMINATED);
            if begin == TERMINATED || begun.places.len() >= most || deadline.has_passed() {
                break;
            }
            let end = begin.saturating_add(WINDOW).min(TERMINATED);
            for (number, term) in whole.iter_mut().enumerate() {
                term.skip_to(begin);
                if number == 0 {
                    term.read(end, &mut together);
                } else {
                    term.read(end, &mut begun.others);
                    keep_common(&mut together, &begun.others);
                }
            }
            begun.places.extend_from_slice(&together);
        }
        begun.held = begun.places.chunk_by(|one, next| doc_of(*one) == doc_of(*next)).count();
        begun.left = begun.held;
        begun
    }

    /// Adds the documents in which an ending stands where it should.
    fn go_on(&mut self, mut ending: Places, found: &mut BitSet, deadline: &Deadline) {
        let is_sparse = ending.doc_freq() as usize > self.left * MANY_MORE;
        let window = if is_sparse { WINDOW_SPARSE } else { WINDOW };
        let mut at = 0;
        while let Some(place) = self.places.get(at).filter(|_| !deadline.has_passed()) {
            let begin = doc_of(*place).max(ending.doc());
            ending.skip_to(begin);
            let begin = begin.max(ending.doc());
            at += before_doc(&self.places[at..], begin);
            let end = begin.saturating_add(window).min(TERMINATED);
            let to = at + before_doc(&self.places[at..], end);
            ending.read(end, &mut self.others);
            keep_in(&mut self.others, &self.places[at..to]);
            for doc in self.others.iter().map(|place| doc_of(*place)) {
                if !found.contains(doc) {
                    found.insert(doc);
                    self.left -= 1;
                }
            }
            at = to;
        }
        if self.left * LEFT_SHARE < self.held {
            self.places.retain(|place| !found.contains(doc_of(*place)));
            self.held = self.left;
        }
    }
}

/// How many of the places stand in documents before one.
fn before_doc(places: &[Place], doc: DocId) -> usize {
    places.partition_point(|place| doc_of(*place) < doc)
}

/// Keeps those of the places that are among others.
fn keep_in(places: &mut Vec<Place>, others: &[Place]) {
    if places.len() * FEW_SHARE < others.len() {
        places.retain(|place| others.binary_search(place).is_ok());
    } else {
        keep_common(places, others);
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use tantivy::{
        Index, TantivyDocument,
        collector::DocSetCollector,
        schema::{Schema, TEXT},
    };

    use super::*;

    #[test]
    fn it_finds_the_same_however_few_places_are_held_at_once() {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
        let mut number = 7_u64;
        for doc in 0..3 * WINDOW {
            let mut document = TantivyDocument::default();
            let words = (0..doc % 7).map(|_| {
                number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ["a", "b", "mi300", "mi300x", "mi355x"][(number >> 33) as usize % 5]
            });
            document.add_text(text, words.collect::<Vec<_>>().join(" "));
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let terms = [(0, "a".to_owned()), (1, "mi30".to_owned())];
        let phrase = ContinuedPhrase::new(text, &terms, 1.0, Deadline::at(Instant::now() + Duration::from_secs(600)));
        let found = |places_max| searcher.search(&ContinuedPhrase { places_max, ..phrase.clone() }, &DocSetCollector);
        let whole = found(PLACES_MAX).unwrap();
        assert!(whole.len() > WINDOW as usize / 4);
        for places_max in [1, 100, 1_500] {
            assert_eq!(found(places_max).unwrap(), whole, "{places_max}");
        }
    }
}
