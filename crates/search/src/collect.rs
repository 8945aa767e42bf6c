//! One walk over what matches: the best hits, how many there are, and the counts of the facets.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

use model::{Id, ItemKind};
use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{BytesColumn, Column, StrColumn},
    fastfield::FastFieldReaders,
};

use crate::{
    Facets, Hit,
    schema::{column, id_of_halves, kind_of_number, month_name},
};

/// Values of one facet in an answer.
pub const FACETS_MAX: usize = 50;
/// Values of one facet taken from one segment; more than are shown, so that sums over segments are right for those shown.
const SEGMENT_FACETS_MAX: usize = 8 * FACETS_MAX;

/// Twelve times all the years of the calendar.
const MONTHS_MAX: usize = 12 * 10_000;

/// The user's own quotes and notes stand above articles that match equally well.
const OWN_FACTOR: f32 = 1.1;
/// A new item is worth this much more than an old one,
const RECENT_SHARE: f32 = 0.1;
/// half of it after this many days.
const RECENT_DAYS: f32 = 90.0;
const DAY_MS: f32 = 86_400_000.0;

/// What hits are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Relevance { now_ms: i64 },
    Published,
    Clipped,
}

/// The collector: how to sort, and how many hits to keep.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ranking {
    pub(crate) order: Order,
    pub(crate) keep: usize,
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
    pub(crate) facets: Facets,
}

impl Collected {
    /// These hits, then the others.
    pub(crate) fn followed_by(mut self, others: Self) -> Self {
        self.total += others.total;
        self.hits.extend(others.hits);
        let Facets { kinds, themes, sites, people, months } = others.facets;
        self.facets = Facets {
            kinds: most_frequent(added(self.facets.kinds, kinds)),
            themes: most_frequent(added(self.facets.themes, themes)),
            sites: most_frequent(added(self.facets.sites, sites)),
            people: most_frequent(added(self.facets.people, people)),
            months: latest(added(self.facets.months, months)),
        };
        self
    }
}

/// What a segment found.
#[derive(Default)]
pub(crate) struct Found {
    total: u64,
    hits: Vec<(i64, Candidate)>,
    kinds: Vec<(ItemKind, u64)>,
    themes: Vec<(Id, u64)>,
    sites: Vec<(String, u64)>,
    people: Vec<(String, u64)>,
    months: Vec<(u64, u64)>,
}

impl Collector for Ranking {
    type Fruit = Collected;
    type Child = Segment;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let columns = Columns::open(segment.fast_fields())?;
        let terms = |column: &Option<StrColumn>| column.as_ref().map_or(0, |column| column.dictionary().num_terms());
        let (sites, people, themes) =
            (terms(&columns.site), terms(&columns.person), columns.theme.as_ref().map_or(0, BytesColumn::num_terms));
        let months = usize::try_from(columns.month.max_value().saturating_sub(columns.month.min_value()))
            .map_or(0, |span| span.min(MONTHS_MAX) + 1);
        Ok(Segment {
            ranking: *self,
            ordinal,
            columns,
            total: 0,
            best: BinaryHeap::with_capacity(self.keep.saturating_add(1).min(1_024)),
            kinds: [0; 3],
            sites: vec![0; sites],
            people: vec![0; people],
            themes: vec![0; themes],
            months: vec![0; months],
        })
    }

    fn requires_scoring(&self) -> bool {
        matches!(self.order, Order::Relevance { .. })
    }

    fn merge_fruits(&self, found: Vec<tantivy::Result<Found>>) -> tantivy::Result<Collected> {
        let mut all = Found::default();
        for found in found {
            let Found { total, hits, kinds, themes, sites, people, months } = found?;
            all.total += total;
            all.hits.extend(hits);
            all.kinds.extend(kinds);
            all.themes.extend(themes);
            all.sites.extend(sites);
            all.people.extend(people);
            all.months.extend(months);
        }
        all.hits.sort_by_key(|(key, found)| (Reverse(*key), found.hit.id));
        all.hits.truncate(self.keep);
        let months = all.months.into_iter().map(|(month, count)| (month_name(month), count)).collect();
        let facets = Facets {
            kinds: most_frequent(summed(all.kinds)),
            themes: most_frequent(summed(all.themes)),
            sites: most_frequent(summed(all.sites)),
            people: most_frequent(summed(all.people)),
            months: latest(summed(months)),
        };
        Ok(Collected { total: all.total, hits: all.hits.into_iter().map(|(_, hit)| hit).collect(), facets })
    }
}

struct Columns {
    id_high: Column<u64>,
    id_low: Column<u64>,
    article_high: Column<u64>,
    article_low: Column<u64>,
    kind: Column<u64>,
    published: Column<i64>,
    clipped: Column<i64>,
    month: Column<u64>,
    site: Option<StrColumn>,
    person: Option<StrColumn>,
    theme: Option<BytesColumn>,
}

impl Columns {
    fn open(fields: &FastFieldReaders) -> tantivy::Result<Self> {
        Ok(Self {
            id_high: fields.u64(column::ID_HIGH)?,
            id_low: fields.u64(column::ID_LOW)?,
            article_high: fields.u64(column::ARTICLE_HIGH)?,
            article_low: fields.u64(column::ARTICLE_LOW)?,
            kind: fields.u64(column::KIND)?,
            published: fields.i64(column::PUBLISHED)?,
            clipped: fields.i64(column::CLIPPED)?,
            month: fields.u64(column::MONTH)?,
            site: fields.str(column::SITE)?,
            person: fields.str(column::PERSON)?,
            theme: fields.bytes(column::THEME)?,
        })
    }

    fn hit(&self, doc: DocId, score: Score) -> Option<Hit> {
        let id = id_of_halves(self.id_high.first(doc)?, self.id_low.first(doc)?)?;
        let article = self
            .article_high
            .first(doc)
            .zip(self.article_low.first(doc))
            .and_then(|(high, low)| id_of_halves(high, low));
        let kind = kind_of_number(self.kind.first(doc)?)?;
        Some(Hit { id, kind, article, score, partial: false })
    }

    /// What speaks for the item itself: to be the user's own, and to be new.
    fn worth(&self, doc: DocId, now_ms: i64) -> Score {
        let own = if self.kind.first(doc) == Some(0) { 1.0 } else { OWN_FACTOR };
        let at = self.published.first(doc).or_else(|| self.clipped.first(doc)).unwrap_or_default();
        let days = now_ms.saturating_sub(at).max(0) as f32 / DAY_MS;
        own * (1.0 + RECENT_SHARE * RECENT_DAYS / (RECENT_DAYS + days))
    }
}

/// Collects in one segment.
pub(crate) struct Segment {
    ranking: Ranking,
    ordinal: SegmentOrdinal,
    columns: Columns,
    total: u64,
    best: BinaryHeap<Reverse<(i64, Reverse<DocId>, u32)>>,
    kinds: [u64; 3],
    sites: Vec<u32>,
    people: Vec<u32>,
    themes: Vec<u32>,
    /// From the first month of the segment on.
    months: Vec<u32>,
}

impl Segment {
    fn key(&self, doc: DocId, score: Score) -> (i64, Score) {
        match self.ranking.order {
            Order::Relevance { now_ms } => {
                let score = score * self.columns.worth(doc, now_ms);
                // Bits of floats that are not negative sort as the floats do.
                (i64::from(score.max(0.0).to_bits()), score)
            }
            Order::Published => (self.columns.published.first(doc).unwrap_or(i64::MIN), score),
            Order::Clipped => (self.columns.clipped.first(doc).unwrap_or(i64::MIN), score),
        }
    }

    fn count_facets(&mut self, doc: DocId) {
        if let Some(count) = self
            .columns
            .kind
            .first(doc)
            .and_then(|kind| self.kinds.get_mut(usize::try_from(kind).unwrap_or(usize::MAX)))
        {
            *count += 1;
        }
        if let Some(site) = &self.columns.site {
            site.ords().values_for_doc(doc).for_each(|ordinal| count(&mut self.sites, ordinal));
        }
        if let Some(person) = &self.columns.person {
            person.ords().values_for_doc(doc).for_each(|ordinal| count(&mut self.people, ordinal));
        }
        if let Some(theme) = &self.columns.theme {
            theme.ords().values_for_doc(doc).for_each(|ordinal| count(&mut self.themes, ordinal));
        }
        if let Some(month) = self.columns.month.first(doc) {
            count(&mut self.months, month - self.columns.month.min_value());
        }
    }

    fn found(self) -> tantivy::Result<Found> {
        let Self { ranking, ordinal, columns, total, best, kinds, sites, people, themes, months } = self;
        let worth = |doc| match ranking.order {
            Order::Relevance { now_ms } => columns.worth(doc, now_ms),
            Order::Published | Order::Clipped => 1.0,
        };
        let hits = best.into_iter().filter_map(|Reverse((key, Reverse(doc), score))| {
            let hit = columns.hit(doc, f32::from_bits(score))?;
            Some((key, Candidate { hit, place: DocAddress::new(ordinal, doc), worth: worth(doc) }))
        });
        let numbered = kinds.into_iter().zip(0..).filter(|(count, _)| *count > 0);
        let mut found = Found {
            total,
            hits: hits.collect(),
            kinds: numbered.filter_map(|(count, number)| Some((kind_of_number(number)?, count))).collect(),
            months: (columns.month.min_value()..)
                .zip(&months)
                .filter(|(_, count)| **count > 0)
                .map(|(month, count)| (month, u64::from(*count)))
                .collect(),
            ..Found::default()
        };
        found.sites = named(columns.site.as_ref(), &sites)?;
        found.people = named(columns.person.as_ref(), &people)?;
        if let Some(column) = &columns.theme {
            for (ordinal, count) in frequent_ordinals(&themes) {
                let mut bytes = Vec::new();
                column.ord_to_bytes(ordinal, &mut bytes)?;
                found.themes.extend(Id::from_slice(&bytes).map(|theme| (theme, count)));
            }
        }
        Ok(found)
    }
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Found>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        self.count_facets(doc);
        let (key, score) = self.key(doc, score);
        let is_full = self.best.len() >= self.ranking.keep;
        if is_full && self.best.peek().is_none_or(|Reverse((least, ..))| key <= *least) {
            return;
        }
        self.best.push(Reverse((key, Reverse(doc), score.to_bits())));
        if is_full {
            self.best.pop();
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.found()
    }
}

/// The most frequent values of a column, each with its count.
fn named(column: Option<&StrColumn>, counts: &[u32]) -> tantivy::Result<Vec<(String, u64)>> {
    let mut values = Vec::new();
    for (ordinal, count) in frequent_ordinals(counts) {
        let mut value = String::new();
        if let Some(column) = column
            && column.ord_to_str(ordinal, &mut value)?
        {
            values.push((value, count));
        }
    }
    Ok(values)
}

fn count(counts: &mut [u32], ordinal: u64) {
    if let Some(count) = usize::try_from(ordinal).ok().and_then(|ordinal| counts.get_mut(ordinal)) {
        *count += 1;
    }
}

fn frequent_ordinals(counts: &[u32]) -> Vec<(u64, u64)> {
    let mut frequent: Vec<(u64, u64)> = (0..)
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(ordinal, count)| (ordinal, u64::from(*count)))
        .collect();
    frequent.sort_by_key(|(ordinal, count)| (Reverse(*count), *ordinal));
    frequent.truncate(SEGMENT_FACETS_MAX);
    frequent
}

fn summed<K: Eq + std::hash::Hash>(counts: Vec<(K, u64)>) -> Vec<(K, u64)> {
    let mut sums: HashMap<K, u64> = HashMap::new();
    for (value, count) in counts {
        *sums.entry(value).or_default() += count;
    }
    sums.into_iter().collect()
}

fn added<K: Eq + std::hash::Hash>(mut counts: Vec<(K, u64)>, others: Vec<(K, u64)>) -> Vec<(K, u64)> {
    counts.extend(others);
    summed(counts)
}

fn most_frequent<K: Ord + Clone>(mut counts: Vec<(K, u64)>) -> Vec<(K, u64)> {
    counts.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    counts.truncate(FACETS_MAX);
    counts
}

fn latest(mut counts: Vec<(String, u64)>) -> Vec<(String, u64)> {
    counts.sort_by(|a, b| b.0.cmp(&a.0));
    counts.truncate(FACETS_MAX);
    counts
}
