//! What adds to the score of a hit and finds nothing by itself: the title, neighbours, the very word beside its stem.
//!
//! Of all that a search finds only few come near the best, so each extra has a bound and is looked at only where the
//! bound could matter (as in MaxScore: Turtle and Flood, Query evaluation, 1995).

use tantivy::{
    DocId, Score, Searcher, SegmentReader,
    query::{EnableScoring, Query, Scorer, Weight},
};

/// The most that BM25 gives for a term beside its rarity: k1 + 1.
const BM25_MAX: Score = 2.2;
/// An extra that costs less than this share of what is walked over is looked at for every hit: it seldom moves.
const CHEAP_SHARE: u64 = 16;

/// Adds to scores.
pub(crate) struct Extra {
    query: Box<dyn Query>,
    bound: Score,
}

impl Extra {
    /// An extra whose terms count up to `weight` times their BM25; `None` when none of them occurs.
    pub(crate) fn of_terms(searcher: &Searcher, query: Box<dyn Query>, weight: Score) -> Option<Self> {
        let documents =
            searcher.num_docs().max(searcher.segment_readers().iter().map(|s| u64::from(s.max_doc())).sum());
        let mut rarity = 0.0;
        query.query_terms(&mut |term, _| {
            let with = searcher.doc_freq(term).unwrap_or(0) as Score;
            if with > 0.0 {
                rarity += (1.0 + (documents as Score - with + 0.5) / (with + 0.5)).ln();
            }
        });
        (rarity > 0.0).then_some(Self { query, bound: rarity * BM25_MAX * weight })
    }

    /// An extra that always adds this much.
    pub(crate) fn fixed(query: Box<dyn Query>, bound: Score) -> Self {
        Self { query, bound }
    }

    /// As it is looked for, with its bound.
    pub(crate) fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<(Box<dyn Weight>, Score)> {
        Ok((self.query.weight(scoring)?, self.bound))
    }
}

/// The extras in one segment.
pub(crate) struct Extras {
    cheap: Vec<Beside>,
    /// Each with its bound, those that are found soonest first.
    dear: Vec<(Beside, Score)>,
    most: Score,
}

impl Extras {
    /// Those of a segment of which some `walked` documents are walked over.
    pub(crate) fn open(
        reader: &SegmentReader,
        extras: &[(Box<dyn Weight>, Score)],
        walked: u32,
    ) -> tantivy::Result<Self> {
        let (mut cheap, mut dear) = (Vec::new(), Vec::new());
        for (weight, bound) in extras {
            let scorer = weight.scorer(reader, 1.0)?;
            let cost = scorer.cost();
            let beside = Beside { doc: scorer.doc(), scorer };
            if cost.saturating_mul(CHEAP_SHARE) <= u64::from(walked) {
                cheap.push(beside);
            } else {
                dear.push((beside, *bound));
            }
        }
        dear.sort_by_key(|(beside, _)| beside.scorer.cost());
        let most = dear.iter().map(|(_, bound)| bound).sum();
        Ok(Self { cheap, dear, most })
    }

    /// A score with all that is added to it for a document, as long as it may yet become one that `may_count`; documents
    /// come in order.
    pub(crate) fn added(&mut self, doc: DocId, score: Score, may_count: impl Fn(Score) -> bool) -> Option<Score> {
        let mut score = score + self.cheap.iter_mut().map(|beside| beside.score(doc)).sum::<Score>();
        let mut most = self.most;
        for (beside, bound) in &mut self.dear {
            if !may_count(score + most) {
                return None;
            }
            score += beside.score(doc);
            most -= *bound;
        }
        may_count(score).then_some(score)
    }
}

/// A scorer, and where it stands: mostly ahead of what it is asked for.
struct Beside {
    scorer: Box<dyn Scorer>,
    doc: DocId,
}

impl Beside {
    fn score(&mut self, doc: DocId) -> Score {
        if self.doc < doc {
            self.doc = self.scorer.seek(doc);
        }
        if self.doc == doc { self.scorer.score() } else { 0.0 }
    }
}
