//! A phrase of terms that many texts have.
//!
//! A window of documents is looked at, term by term: see [`Places`].

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    fieldnorm::FieldNormReader,
    query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::Field,
};

use super::places::{Place, Places, Positions, documents, keep_common};
use crate::deadline::Deadline;

/// Documents that are looked at at once: the places of a common term in them stay in the nearest cache.
const WINDOW: u32 = 1_024;
/// So many when one is sought far away, since then others may be passed over.
const WINDOW_SOUGHT: u32 = 16;
/// What Tantivy takes reading places to cost beside reading documents, as for its own phrases.
const COST_OF_PLACES: u64 = 10;

/// At least two terms of one field at their distances. Finds and scores what Tantivy's phrase does.
#[derive(Clone, Debug)]
pub(super) struct CommonPhrase {
    field: Field,
    terms: Vec<(u32, Term)>,
    deadline: Deadline,
}

impl CommonPhrase {
    pub(super) fn new(field: Field, terms: &[(usize, String)], deadline: Deadline) -> Self {
        let place = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let terms = terms.iter().map(|(offset, text)| (place(*offset), Term::from_field_text(field, text)));
        Self { field, terms: terms.collect(), deadline }
    }
}

impl Query for CommonPhrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let similarity = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                let terms: Vec<Term> = self.terms.iter().map(|(_, term)| term.clone()).collect();
                Some(Bm25Weight::for_terms(statistics_provider, &terms)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(CommonWeight { phrase: self.clone(), similarity }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.terms.iter().for_each(|(_, term)| visitor(term, true));
    }
}

struct CommonWeight {
    phrase: CommonPhrase,
    similarity: Option<Bm25Weight>,
}

impl Weight for CommonWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let CommonPhrase { field, terms, deadline } = &self.phrase;
        let inverted = reader.inverted_index(*field)?;
        let positions = Positions::open(reader, *field)?;
        let end = terms.iter().map(|(offset, _)| *offset).max().unwrap_or(0);
        let mut opened = Vec::with_capacity(terms.len());
        for (offset, term) in terms {
            let Some(places) = positions.of(&inverted, term, end - offset)? else {
                return Ok(Box::new(EmptyScorer));
            };
            opened.push(places);
        }
        opened.sort_by_key(Places::doc_freq);
        let lengths = reader.get_fieldnorms_reader(*field)?;
        let similarity = self.similarity.as_ref().map(|similarity| (similarity.boost_by(boost), lengths));
        let mut scorer = CommonScorer {
            terms: opened,
            similarity,
            places: Vec::new(),
            others: Vec::new(),
            found: Vec::new(),
            at: 0,
            end: 0,
            window: WINDOW,
            docs: reader.max_doc(),
            deadline: deadline.clone(),
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a phrase of common terms is not explained".to_owned()))
    }
}

struct CommonScorer {
    /// The rarest first.
    terms: Vec<Places>,
    /// `None` where scores are not asked for.
    similarity: Option<(Bm25Weight, FieldNormReader)>,
    places: Vec<Place>,
    others: Vec<Place>,
    /// What the window holds: each document, and how often the phrase stands in it.
    found: Vec<(DocId, u32)>,
    at: usize,
    /// Behind the window.
    end: DocId,
    /// Documents that are looked at next.
    window: u32,
    /// Documents of the segment.
    docs: u32,
    deadline: Deadline,
}

impl CommonScorer {
    /// Goes on to the next window in which something is found, when this one is used up; to none when the time is over.
    fn settle(&mut self) {
        while self.at == self.found.len() && self.end < self.docs && !self.deadline.has_passed() {
            self.fill(self.end);
            self.window = self.window.saturating_mul(2).min(WINDOW);
        }
    }

    /// Looks at the window that begins with a document, or at the next in which every term may stand.
    fn fill(&mut self, begin: DocId) {
        self.terms.iter_mut().for_each(|term| term.skip_to(begin));
        let begin = self.terms.iter().map(Places::doc).max().unwrap_or(TERMINATED);
        self.end = begin.saturating_add(self.window).min(TERMINATED);
        self.at = 0;
        for (number, term) in self.terms.iter_mut().enumerate() {
            term.skip_to(begin);
            if number == 0 {
                term.read(self.end, &mut self.places);
            } else {
                term.read(self.end, &mut self.others);
                keep_common(&mut self.places, &self.others);
            }
            if self.places.is_empty() {
                break;
            }
        }
        documents(&self.places, &mut self.found);
    }
}

impl DocSet for CommonScorer {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.found.len());
        self.settle();
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= self.end {
            // Where one seeks near by, what follows will be sought too.
            let is_near = target - self.end < self.window;
            self.window = if is_near { self.window.saturating_mul(2).min(WINDOW) } else { WINDOW_SOUGHT };
            self.fill(target);
        } else {
            self.at += self.found[self.at..].partition_point(|(doc, _)| *doc < target);
        }
        self.settle();
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        self.terms.first().map_or(0, Places::doc_freq)
    }

    fn cost(&self) -> u64 {
        u64::from(self.size_hint()) * COST_OF_PLACES * self.terms.len() as u64
    }
}

impl Scorer for CommonScorer {
    fn score(&mut self) -> Score {
        let Some(((doc, times), (similarity, lengths))) = self.found.get(self.at).zip(self.similarity.as_ref()) else {
            return 0.0;
        };
        similarity.score(lengths.fieldnorm_id(*doc), *times)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use tantivy::{
        Index, TantivyDocument,
        query::PhraseQuery,
        schema::{Schema, TEXT},
    };

    use super::*;
    use crate::docs::at_or_after;

    /// The documents a query finds from some on, a few ahead each time, each with its score.
    fn found(reader: &SegmentReader, weight: &dyn Weight, from: DocId, step: DocId) -> Vec<(DocId, Score)> {
        let mut scorer = weight.scorer(reader, 1.0).unwrap();
        let mut found = Vec::new();
        at_or_after(&mut scorer, from);
        while scorer.doc() != TERMINATED {
            found.push((scorer.doc(), scorer.score()));
            let next = scorer.doc() + step;
            at_or_after(&mut scorer, next);
        }
        found
    }

    #[test]
    fn it_finds_and_scores_what_the_engine_does_over_many_windows_and_from_any_document_on() {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
        let mut number = 7_u64;
        for doc in 0..5 * WINDOW {
            let mut document = TantivyDocument::default();
            // Nothing stands in the third window; in the others words follow each other by chance.
            let words = (0..if doc / WINDOW == 2 { 0 } else { doc % 19 }).map(|_| {
                number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ["a", "b", "c", "d"][(number >> 33) as usize % 4]
            });
            document.add_text(text, words.collect::<Vec<_>>().join(" "));
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        for terms in [&[(0, "a"), (1, "b")][..], &[(0, "b"), (1, "b"), (3, "c")], &[(0, "a"), (1, "nowhere")]] {
            let terms: Vec<(usize, String)> = terms.iter().map(|(at, word)| (*at, (*word).to_owned())).collect();
            let scoring = || EnableScoring::enabled_from_searcher(&searcher);
            let later = Deadline::at(Instant::now() + Duration::from_secs(600));
            let own = CommonPhrase::new(text, &terms, later).weight(scoring()).unwrap();
            let cut_off = CommonPhrase::new(text, &terms, Deadline::over()).weight(scoring()).unwrap();
            let terms = terms.iter().map(|(at, word)| (*at, Term::from_field_text(text, word))).collect();
            let theirs = PhraseQuery::new_with_offset(terms).weight(scoring()).unwrap();
            for segment in searcher.segment_readers() {
                assert_eq!(found(segment, &*cut_off, 0, 1), [], "when the time is over there is no more");
                for from in [0, 1, 10, WINDOW - 1, WINDOW, 2 * WINDOW + 5, 4_900, segment.max_doc()] {
                    for step in [1, 2, 130, WINDOW, 3_000] {
                        let found = |weight: &dyn Weight| found(segment, weight, from, step);
                        assert_eq!(found(&*own), found(&*theirs), "from {from} by {step}");
                    }
                }
            }
        }
    }
}
