//! What adds to the score of a hit and finds nothing by itself: the title, neighbours, the very word beside its stem.
//!
//! Of all that a search finds only few come near the best, so each extra has a bound and is looked at only where the
//! bound could matter (as in MaxScore: Turtle and Flood, Query evaluation, 1995).

use tantivy::{
    DocId, Score, Searcher, SegmentReader,
    query::{EnableScoring, Query, Scorer, Weight},
};

use crate::docs::at_or_after;

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
    cheap: Vec<Box<dyn Scorer>>,
    dear: Vec<Box<dyn Scorer>>,
    most: Score,
}

impl Extras {
    /// Those of a segment of which some `walked` documents are walked over.
    pub(crate) fn open(
        reader: &SegmentReader,
        extras: &[(Box<dyn Weight>, Score)],
        walked: u32,
    ) -> tantivy::Result<Self> {
        let (mut cheap, mut dear, mut most) = (Vec::new(), Vec::new(), 0.0);
        for (weight, bound) in extras {
            let scorer = weight.scorer(reader, 1.0)?;
            if scorer.cost().saturating_mul(CHEAP_SHARE) <= u64::from(walked) {
                cheap.push(scorer);
            } else {
                most += bound;
                dear.push(scorer);
            }
        }
        Ok(Self { cheap, dear, most })
    }

    /// The most that is added beside what is cheap.
    pub(crate) fn most(&self) -> Score {
        self.most
    }

    /// What is cheap to add for a document; documents come in order.
    pub(crate) fn cheap(&mut self, doc: DocId) -> Score {
        sum(&mut self.cheap, doc)
    }

    /// The rest.
    pub(crate) fn dear(&mut self, doc: DocId) -> Score {
        sum(&mut self.dear, doc)
    }
}

fn sum(scorers: &mut [Box<dyn Scorer>], doc: DocId) -> Score {
    let mut sum = 0.0;
    for scorer in scorers {
        if at_or_after(scorer, doc) == doc {
            sum += scorer.score();
        }
    }
    sum
}
