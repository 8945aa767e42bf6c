//! One walk over what matches: the best hits, how many there are, and the counts of the facets.

use std::{cmp::Reverse, sync::Arc};

use tantivy::{
    DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED,
    columnar::Column,
    fastfield::FastFieldReaders,
    query::{EnableScoring, Query, Weight},
};

use crate::{
    Facets, Hit,
    columns::{Columns, MINUTE_MS, Unpacked},
    deadline::Deadline,
    extras::{Extra, Extras},
    facets::Counts,
    met::Met,
    schema::{column, id_of_halves, kind_of_number},
    threads,
};

/// The user's own quotes and notes stand above articles that match equally well.
const OWN_FACTOR: f32 = 1.1;
/// A new item is worth this much more than an old one,
const RECENT_SHARE: f32 = 0.1;
/// half of it after this many days.
const RECENT_DAYS: f32 = 90.0;
const DAY_MINUTES: f32 = 1_440.0;
/// The most that an item can be worth by itself.
const WORTH_MAX: f32 = OWN_FACTOR * (1.0 + RECENT_SHARE);
/// Hits after which the clock is looked at.
const HITS_PER_LOOK: u32 = 1_024;

/// What hits are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Relevance { now_ms: i64 },
    Published,
    Clipped,
}

/// How to sort, how many hits to keep, and by what means.
#[derive(Clone, Copy)]
pub(crate) struct Ranking<'a> {
    pub(crate) order: Order,
    pub(crate) keep: usize,
    pub(crate) unpacked: &'a Unpacked,
    pub(crate) deadline: &'a Deadline,
}

/// A hit, where it lies in the index, and what speaks for the item itself, whatever was asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) hit: Hit,
    pub(crate) place: DocAddress,
    pub(crate) worth: Score,
}

/// What was collected; hits are sorted.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) total: u64,
    pub(crate) hits: Vec<Candidate>,
    pub(crate) counts: Counts,
}

impl Collected {
    /// These hits, then the others.
    pub(crate) fn followed_by(mut self, others: Self) -> Self {
        self.total += others.total;
        self.hits.extend(others.hits);
        self.counts.add(&others.counts);
        self
    }
}

/// What a segment found.
struct Found {
    total: u64,
    hits: Vec<(i64, Candidate)>,
    counts: Counts,
}

impl Ranking<'_> {
    /// Walks over everything that `required` finds and keeps the best; `optional` finds nothing, but adds to scores.
    pub(crate) fn collect(
        &self,
        searcher: &Searcher,
        required: &dyn Query,
        optional: &[Extra],
    ) -> tantivy::Result<Collected> {
        let scoring = || match self.order {
            Order::Relevance { .. } => EnableScoring::enabled_from_searcher(searcher),
            Order::Published | Order::Clipped => EnableScoring::disabled_from_searcher(searcher),
        };
        let optional = if matches!(self.order, Order::Relevance { .. }) { optional } else { &[] };
        let extras = optional.iter().map(|extra| extra.weight(scoring())).collect::<tantivy::Result<Vec<_>>>()?;
        let weight = required.weight(scoring())?;
        let segments = searcher.segment_readers();
        let (columns, counts) = self.unpacked.of(segments)?;
        let collect = |ordinal: usize| {
            let segment = self.segment(ordinal, &segments[ordinal], Arc::clone(&columns[ordinal]), counts.clone())?;
            self.collect_in(segment, &segments[ordinal], &*weight, &extras)
        };
        let docs = docs_looked_at(searcher, required);
        Ok(self.merged(threads::map(docs, (0..segments.len()).collect(), collect)?))
    }

    /// The counts of the facets, with their values.
    pub(crate) fn facets(&self, counts: &Counts) -> Facets {
        self.unpacked.facets(counts)
    }

    fn collect_in(
        &self,
        mut segment: Segment,
        reader: &SegmentReader,
        weight: &dyn Weight,
        extras: &[(Box<dyn Weight>, Score)],
    ) -> tantivy::Result<Found> {
        let mut scorer = weight.scorer(reader, 1.0)?;
        let mut extras = Extras::open(reader, extras, scorer.size_hint())?;
        let alive = reader.alive_bitset();
        let (mut doc, mut walked) = (scorer.doc(), 0_u32);
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                segment.met.add(doc);
                match self.order {
                    Order::Relevance { now_ms } => segment.weigh(doc, scorer.score(), &mut extras, now_ms),
                    Order::Published => segment.dated(doc, segment.packed.published.first(doc)),
                    Order::Clipped => segment.dated(doc, segment.packed.clipped.first(doc)),
                }
            }
            walked += 1;
            if walked.is_multiple_of(HITS_PER_LOOK) && self.deadline.has_passed() {
                break;
            }
            doc = scorer.advance();
        }
        Ok(segment.found(alive.is_none()))
    }

    fn segment(
        &self,
        ordinal: usize,
        reader: &SegmentReader,
        columns: Arc<Columns>,
        counts: Counts,
    ) -> tantivy::Result<Segment> {
        Ok(Segment {
            order: self.order,
            keep: self.keep,
            ordinal: SegmentOrdinal::try_from(ordinal).unwrap_or(SegmentOrdinal::MAX),
            packed: Packed::open(reader.fast_fields())?,
            columns,
            counts,
            met: Met::none_of(reader.max_doc()),
            best: Best::default(),
        })
    }

    fn merged(&self, found: Vec<Found>) -> Collected {
        let (mut all, mut best) = (Collected::default(), Vec::new());
        for Found { total, hits, counts } in found {
            all.total += total;
            all.counts.add(&counts);
            best.extend(hits);
        }
        best.sort_by_key(|(key, found)| (Reverse(*key), found.hit.id));
        best.truncate(self.keep);
        all.hits = best.into_iter().map(|(_, hit)| hit).collect();
        all
    }
}

/// How many documents a query may look at: those of its commonest term, all when it has none.
fn docs_looked_at(searcher: &Searcher, query: &dyn Query) -> u64 {
    let mut most = None;
    query.query_terms(&mut |term, _| most = most.max(Some(searcher.doc_freq(term).unwrap_or(u64::MAX))));
    most.unwrap_or_else(|| searcher.num_docs())
}

/// The columns as the index has them, for the few documents that are kept.
struct Packed {
    id_high: Column<u64>,
    id_low: Column<u64>,
    article_high: Column<u64>,
    article_low: Column<u64>,
    published: Column<i64>,
    clipped: Column<i64>,
}

impl Packed {
    fn open(fields: &FastFieldReaders) -> tantivy::Result<Self> {
        Ok(Self {
            id_high: fields.u64(column::ID_HIGH)?,
            id_low: fields.u64(column::ID_LOW)?,
            article_high: fields.u64(column::ARTICLE_HIGH)?,
            article_low: fields.u64(column::ARTICLE_LOW)?,
            published: fields.i64(column::PUBLISHED)?,
            clipped: fields.i64(column::CLIPPED)?,
        })
    }

    fn hit(&self, doc: DocId, kind: u8, score: Score) -> Option<Hit> {
        let id = id_of_halves(self.id_high.first(doc)?, self.id_low.first(doc)?)?;
        let article = self
            .article_high
            .first(doc)
            .zip(self.article_low.first(doc))
            .and_then(|(high, low)| id_of_halves(high, low));
        Some(Hit { id, kind: kind_of_number(u64::from(kind))?, article, score, partial: false })
    }
}

/// What speaks for the item itself: to be the user's own, and to be new.
fn worth(columns: &Columns, doc: DocId, now_ms: i64) -> Score {
    let own = if columns.kind(doc) == 0 { 1.0 } else { OWN_FACTOR };
    let minutes = (now_ms / MINUTE_MS).saturating_sub(i64::from(columns.minute(doc))).max(0);
    let days = minutes as f32 / DAY_MINUTES;
    own * (1.0 + RECENT_SHARE * RECENT_DAYS / (RECENT_DAYS + days))
}

/// Collects in one segment.
pub(crate) struct Segment {
    order: Order,
    keep: usize,
    ordinal: SegmentOrdinal,
    packed: Packed,
    columns: Arc<Columns>,
    counts: Counts,
    met: Met,
    best: Best,
}

impl Segment {
    /// Keeps a hit when it is among the best; what is optional is looked at only as long as it could be.
    fn weigh(&mut self, doc: DocId, score: Score, extras: &mut Extras, now_ms: i64) {
        let may_count = |score: Score| self.best.may_take(key_of(score * WORTH_MAX));
        let Some(score) = extras.added(doc, score, may_count) else { return };
        let score = score * worth(&self.columns, doc, now_ms);
        self.best.add(self.keep, (Reverse(key_of(score)), doc, score.to_bits()));
    }

    /// Keeps a hit by a time, those without one last.
    fn dated(&mut self, doc: DocId, at: Option<i64>) {
        self.best.add(self.keep, (Reverse(at.unwrap_or(i64::MIN)), doc, 0));
    }

    /// What was found; `is_whole` says that no document of the segment was deleted.
    fn found(self, is_whole: bool) -> Found {
        let Self { order, keep, ordinal, packed, columns, counts, met, best } = self;
        let counts = columns.counts_of(&met, is_whole, counts);
        let worth = |doc| match order {
            Order::Relevance { now_ms } => worth(&columns, doc, now_ms),
            Order::Published | Order::Clipped => 1.0,
        };
        let hits = best.taken(keep).into_iter().filter_map(|(Reverse(key), doc, score)| {
            let hit = packed.hit(doc, columns.kind(doc), f32::from_bits(score))?;
            Some((key, Candidate { hit, place: DocAddress::new(ordinal, doc), worth: worth(doc) }))
        });
        Found { total: u64::from(met.count()), hits: hits.collect(), counts }
    }
}

/// Bits of floats that are not negative sort as the floats do.
fn key_of(score: Score) -> i64 {
    i64::from(score.max(0.0).to_bits())
}

/// The best hits so far, by key, then by place: twice as many as are kept at the most, so that they are seldom sorted.
#[derive(Default)]
struct Best {
    hits: Vec<(Reverse<i64>, DocId, u32)>,
    /// What is not above this is not among the best.
    least: Option<i64>,
}

impl Best {
    fn may_take(&self, key: i64) -> bool {
        self.least.is_none_or(|least| key > least)
    }

    fn add(&mut self, keep: usize, hit: (Reverse<i64>, DocId, u32)) {
        if keep == 0 || !self.may_take(hit.0.0) {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= keep.saturating_mul(2) {
            self.cut(keep);
        }
    }

    fn cut(&mut self, keep: usize) {
        if self.hits.len() > keep && keep > 0 {
            let (_, last, _) = self.hits.select_nth_unstable(keep - 1);
            self.least = Some(last.0.0);
            self.hits.truncate(keep);
        }
    }

    fn taken(mut self, keep: usize) -> Vec<(Reverse<i64>, DocId, u32)> {
        self.cut(keep);
        self.hits
    }
}
