//! What so many of several clauses find.
//!
//! Tantivy keeps the clauses in a heap and takes the least document each time, which for words that most texts have is
//! most of the time of a search. Here a window of documents is counted clause by clause.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
};

use crate::docs::at_or_after;

/// Documents that are counted at once: counts and scores stay in the nearest cache.
const WINDOW: u32 = 4_096;

/// Finds what at least `needed` of the clauses find; its score is the sum of theirs.
#[derive(Debug)]
pub(crate) struct AtLeast {
    pub(crate) needed: usize,
    pub(crate) clauses: Vec<Box<dyn Query>>,
}

impl Clone for AtLeast {
    fn clone(&self) -> Self {
        Self { needed: self.needed, clauses: self.clauses.iter().map(|clause| clause.box_clone()).collect() }
    }
}

impl Query for AtLeast {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let clauses = self.clauses.iter().map(|clause| clause.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(AtLeastWeight { needed: self.needed, clauses }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.clauses.iter().for_each(|clause| clause.query_terms(visitor));
    }
}

struct AtLeastWeight {
    needed: usize,
    clauses: Vec<Box<dyn Weight>>,
}

impl Weight for AtLeastWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let clauses = self.clauses.iter().map(|clause| clause.scorer(reader, boost));
        let clauses = clauses.collect::<tantivy::Result<Vec<_>>>()?;
        if clauses.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let (counts, scores) = (vec![0; WINDOW as usize], vec![0.0; WINDOW as usize]);
        let mut counting =
            Counting { needed: self.needed.max(1), clauses, counts, scores, begin: 0, at: 0, most: reader.max_doc() };
        counting.fill();
        counting.settle();
        Ok(Box::new(counting))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("clauses that are counted are not explained".to_owned()))
    }
}

struct Counting {
    needed: usize,
    /// Those that find something behind the window.
    clauses: Vec<Box<dyn Scorer>>,
    /// How many clauses find each document of the window.
    counts: Vec<u16>,
    scores: Vec<Score>,
    /// The first document of the window.
    begin: DocId,
    /// The present document, in the window; its length when there is none any more.
    at: u32,
    /// Documents of the segment.
    most: u32,
}

impl Counting {
    /// Counts the next window in which a clause finds something.
    fn fill(&mut self) {
        self.counts.fill(0);
        self.scores.fill(0.0);
        self.at = 0;
        self.begin = self.clauses.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        for clause in &mut self.clauses {
            let mut doc = clause.doc();
            while let Some(place) = place_in(self.begin, doc) {
                let place = place as usize;
                self.counts[place] = self.counts[place].saturating_add(1);
                self.scores[place] += clause.score();
                doc = clause.advance();
            }
        }
        self.clauses.retain(|clause| clause.doc() != TERMINATED);
    }

    /// Moves on to what enough clauses find, if it does not stand there.
    fn settle(&mut self) {
        loop {
            let is_enough = |place: &u32| usize::from(self.counts[*place as usize]) >= self.needed;
            self.at = (self.at..WINDOW).find(is_enough).unwrap_or(WINDOW);
            if self.at < WINDOW || self.clauses.len() < self.needed {
                return;
            }
            self.fill();
        }
    }
}

/// The place of a document in the window that begins with another.
fn place_in(begin: DocId, doc: DocId) -> Option<u32> {
    let place = doc.checked_sub(begin)?;
    (doc != TERMINATED && place < WINDOW).then_some(place)
}

impl DocSet for Counting {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(WINDOW);
        self.settle();
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match place_in(self.begin, target) {
            Some(place) => self.at = self.at.max(place),
            None if target < self.begin => {}
            None => {
                for clause in &mut self.clauses {
                    at_or_after(clause, target);
                }
                self.clauses.retain(|clause| clause.doc() != TERMINATED);
                self.fill();
            }
        }
        self.settle();
        self.doc()
    }

    fn doc(&self) -> DocId {
        if self.at < WINDOW { self.begin + self.at } else { TERMINATED }
    }

    fn size_hint(&self) -> u32 {
        let sum: u64 = self.clauses.iter().map(|clause| u64::from(clause.size_hint())).sum();
        u32::try_from(sum / self.needed as u64).unwrap_or(u32::MAX).min(self.most)
    }

    fn cost(&self) -> u64 {
        self.clauses.iter().map(DocSet::cost).sum()
    }
}

impl Scorer for Counting {
    fn score(&mut self) -> Score {
        self.scores.get(self.at as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{
        Index, TantivyDocument,
        query::{BooleanQuery, TermQuery},
        schema::{IndexRecordOption, STRING, Schema},
    };

    use super::*;

    /// The documents a query finds from `from` on, each with its score.
    fn found(reader: &SegmentReader, weight: &dyn Weight, from: DocId) -> Vec<(DocId, Score)> {
        let mut scorer = weight.scorer(reader, 1.0).unwrap();
        let mut found = Vec::new();
        at_or_after(&mut scorer, from);
        while scorer.doc() != TERMINATED {
            found.push((scorer.doc(), scorer.score()));
            scorer.advance();
        }
        found
    }

    #[test]
    fn it_finds_what_the_engine_finds_over_many_windows_and_from_any_document_on() {
        let mut schema = Schema::builder();
        let word = schema.add_text_field("word", STRING);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
        let divisors = [2_u32, 3, 7, 4_000, 9_001];
        for number in 1..3 * WINDOW {
            let mut document = TantivyDocument::default();
            let words = divisors.iter().filter(|divisor| number.is_multiple_of(**divisor));
            words.for_each(|divisor| document.add_text(word, divisor.to_string()));
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let clauses: Vec<Box<dyn Query>> = divisors
            .iter()
            .map(|divisor| Term::from_field_text(word, &divisor.to_string()))
            .map(|term| Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>)
            .collect();
        for needed in 1..=3 {
            let scoring = || EnableScoring::enabled_from_searcher(&searcher);
            let clauses = || clauses.iter().map(|clause| clause.box_clone()).collect();
            let own = AtLeast { needed, clauses: clauses() }.weight(scoring()).unwrap();
            let theirs = BooleanQuery::union_with_minimum_required_clauses(clauses(), needed);
            let theirs = theirs.weight(scoring()).unwrap();
            for segment in searcher.segment_readers() {
                for from in [0, 1, WINDOW - 1, WINDOW, 8_999, segment.max_doc()] {
                    let (own, theirs) = (found(segment, &*own, from), found(segment, &*theirs, from));
                    let docs = |found: &[(DocId, Score)]| found.iter().map(|(doc, _)| *doc).collect::<Vec<_>>();
                    assert_eq!(docs(&own), docs(&theirs), "{needed} from {from}");
                    let near = own.iter().zip(&theirs).all(|((_, one), (_, other))| (one - other).abs() < 1e-4);
                    assert!(near, "{needed} from {from}");
                }
            }
        }
    }
}
