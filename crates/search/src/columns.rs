//! The columns that every hit is counted by, as plain arrays.
//!
//! What Tantivy keeps is packed and read value by value, which would take most of the time of a search that finds
//! much. A segment never changes, so its columns are unpacked when it is first searched and kept as long as it is:
//! some 20 bytes a document.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use model::Id;
use tantivy::{
    DocId, SegmentReader,
    columnar::{BytesColumn, Column},
    index::SegmentId,
};

use crate::{
    Facets,
    facets::{Counts, Names},
    met::Met,
    schema::column,
};

/// Documents that are unpacked at once.
const PORTION: DocId = 1_024;
/// No value.
const NONE: u32 = u32::MAX;
/// The step in which times are told apart.
pub(crate) const MINUTE_MS: i64 = 60_000;

/// The columns of the segments that were searched.
#[derive(Default)]
pub(crate) struct Unpacked(Mutex<Held>);

#[derive(Default)]
struct Held {
    columns: HashMap<SegmentId, Arc<Columns>>,
    names: Names,
}

impl Unpacked {
    /// The columns of segments, in their order, and counts of zero for all that they hold.
    pub(crate) fn of(&self, segments: &[SegmentReader]) -> tantivy::Result<(Vec<Arc<Columns>>, Counts)> {
        let mut held = self.held();
        let Held { columns, names } = &mut *held;
        let mut found = Vec::with_capacity(segments.len());
        for segment in segments {
            let known = columns.get(&segment.segment_id()).cloned();
            found.push(match known {
                Some(columns) => columns,
                None => {
                    let read = Arc::new(Columns::read(segment, names)?);
                    columns.insert(segment.segment_id(), Arc::clone(&read));
                    read
                }
            });
        }
        Ok((found, names.counts()))
    }

    /// What was counted, with the values themselves.
    pub(crate) fn facets(&self, counts: &Counts) -> Facets {
        self.held().names.facets(counts)
    }

    /// Forgets what is in no segment any more.
    pub(crate) fn keep(&self, segments: &[SegmentReader]) {
        let is_there = |id: &SegmentId| segments.iter().any(|segment| segment.segment_id() == *id);
        self.held().columns.retain(|id, _| is_there(id));
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The columns of one segment.
pub(crate) struct Columns {
    kind: Vec<u8>,
    /// When it was published, else clipped: minutes since 1970.
    minute: Vec<i32>,
    site: Values,
    person: Values,
    theme: Values,
    month: Values,
    /// The counts of all documents, once they were needed.
    all: OnceLock<Counts>,
}

/// The numbers of the values of each document.
enum Values {
    /// No document has one.
    Nothing,
    /// One or [`NONE`].
    One(Vec<u32>),
    /// Any number: those of a document stand from its end to the end of the one before.
    Several { ends: Vec<u32>, values: Vec<u32> },
}

impl Columns {
    /// Reads the columns of a segment, and gives numbers to values that have none yet.
    fn read(segment: &SegmentReader, names: &mut Names) -> tantivy::Result<Self> {
        let (fields, docs) = (segment.fast_fields(), segment.max_doc());
        let clipped = fields.i64(column::CLIPPED)?;
        let published = fields.i64(column::PUBLISHED)?;
        let (mut kind, mut minute) = (Vec::with_capacity(docs as usize), Vec::with_capacity(docs as usize));
        unpack(&fields.u64(column::KIND)?, docs, |_, value| {
            kind.push(value.and_then(|value| u8::try_from(value).ok()).unwrap_or(u8::MAX));
        });
        unpack(&published, docs, |doc, value| {
            let at = value.or_else(|| clipped.first(doc)).unwrap_or_default() / MINUTE_MS;
            minute.push(i32::try_from(at).unwrap_or(if at < 0 { i32::MIN } else { i32::MAX }));
        });
        let site = fields.str(column::SITE)?;
        let person = fields.str(column::PERSON)?;
        let theme = fields.bytes(column::THEME)?;
        let printed = |value: &[u8]| Some(String::from_utf8_lossy(value).into());
        Ok(Self {
            kind,
            minute,
            site: Values::of_terms(site.as_deref(), docs, |value| Some(names.sites.number(printed(value)?)))?,
            person: Values::of_terms(person.as_deref(), docs, |value| Some(names.people.number(printed(value)?)))?,
            theme: Values::of_terms(theme.as_ref(), docs, |value| Some(names.themes.number(Id::from_slice(value)?)))?,
            month: Values::read(&fields.u64(column::MONTH)?, docs, |month| names.months.number(month)),
            all: OnceLock::new(),
        })
    }

    /// The number of its kind.
    pub(crate) fn kind(&self, doc: DocId) -> u8 {
        self.kind.get(doc as usize).copied().unwrap_or(u8::MAX)
    }

    /// When it was published, else clipped: minutes since 1970.
    pub(crate) fn minute(&self, doc: DocId) -> i32 {
        self.minute.get(doc as usize).copied().unwrap_or_default()
    }

    /// Adds documents to counts. When they are most of a segment that `is_whole`, the others are taken from the counts of all.
    pub(crate) fn counts_of(&self, met: &Met, is_whole: bool, mut counts: Counts) -> Counts {
        if !(is_whole && met.is_most()) {
            met.each(|docs| self.count(docs, &mut counts));
            return counts;
        }
        let mut others = counts.clone();
        met.each_other(|docs| self.count(docs, &mut others));
        counts.add(self.all.get_or_init(|| {
            let (mut all, none) = (counts.clone(), Met::none_of(self.docs()));
            none.each_other(|docs| self.count(docs, &mut all));
            all
        }));
        counts.take(&others);
        counts
    }

    fn docs(&self) -> DocId {
        DocId::try_from(self.kind.len()).unwrap_or(DocId::MAX)
    }

    /// Counts documents, column by column.
    fn count(&self, docs: &[DocId], counts: &mut Counts) {
        for doc in docs {
            if let Some(count) = counts.kinds.get_mut(usize::from(self.kind(*doc))) {
                *count += 1;
            }
        }
        self.site.count(docs, &mut counts.sites);
        self.person.count(docs, &mut counts.people);
        self.theme.count(docs, &mut counts.themes);
        self.month.count(docs, &mut counts.months);
    }
}

impl Values {
    /// Those of a column of terms, of which each is numbered once.
    fn of_terms(
        column: Option<&BytesColumn>,
        docs: DocId,
        mut number: impl FnMut(&[u8]) -> Option<u32>,
    ) -> tantivy::Result<Self> {
        let Some(column) = column else { return Ok(Self::Nothing) };
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            numbers.push(number(terms.key()).unwrap_or(NONE));
        }
        let number = |ordinal| usize::try_from(ordinal).ok().and_then(|at| numbers.get(at).copied()).unwrap_or(NONE);
        Ok(Self::read(column.ords(), docs, number))
    }

    fn read(column: &Column<u64>, docs: DocId, mut number: impl FnMut(u64) -> u32) -> Self {
        if column.get_cardinality().is_multivalue() {
            let (mut ends, mut values) = (Vec::with_capacity(docs as usize), Vec::new());
            for doc in 0..docs {
                values.extend(column.values_for_doc(doc).map(&mut number));
                ends.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
            }
            return Self::Several { ends, values };
        }
        let mut first = Vec::with_capacity(docs as usize);
        unpack(column, docs, |_, value| first.push(value.map_or(NONE, &mut number)));
        // A column without values needs no array.
        if first.iter().all(|number| *number == NONE) { Self::Nothing } else { Self::One(first) }
    }

    fn count(&self, docs: &[DocId], counts: &mut [u32]) {
        let mut count = |number: u32| {
            if let Some(count) = counts.get_mut(number as usize) {
                *count += 1;
            }
        };
        match self {
            Self::Nothing => {}
            Self::One(first) => {
                docs.iter().filter_map(|doc| first.get(*doc as usize)).for_each(|number| count(*number));
            }
            Self::Several { ends, values } => {
                for doc in docs {
                    let end = |doc: DocId| ends.get(doc as usize).map_or(0, |end| *end as usize);
                    let begin = doc.checked_sub(1).map_or(0, end);
                    values.get(begin..end(*doc)).into_iter().flatten().for_each(|number| count(*number));
                }
            }
        }
    }
}

/// Gives the first value of every document in order.
fn unpack<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + 'static>(
    column: &Column<T>,
    docs: DocId,
    mut take: impl FnMut(DocId, Option<T>),
) {
    let mut from = 0;
    while from < docs {
        let portion: Vec<DocId> = (from..docs.min(from + PORTION)).collect();
        let mut values = vec![None; portion.len()];
        column.first_vals(&portion, &mut values);
        portion.iter().zip(values).for_each(|(doc, value)| take(*doc, value));
        from += PORTION;
    }
}
