//! The columns that every hit is counted by, as plain arrays.
//!
//! What Tantivy keeps is packed and read value by value, which would take most of the time of a search that finds
//! much. A segment never changes, so its columns are unpacked when it is first searched and kept as long as it is:
//! some 20 bytes a document.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use model::Id;
use tantivy::{
    DocId, SegmentReader,
    columnar::{BytesColumn, Column, StrColumn},
    index::SegmentId,
};

use crate::schema::column;

/// Documents that are unpacked at once.
const PORTION: DocId = 1_024;
/// No value.
const NONE: u32 = u32::MAX;
/// The step in which times are told apart.
pub(crate) const MINUTE_MS: i64 = 60_000;

/// The columns of the segments that were searched.
#[derive(Default)]
pub(crate) struct Unpacked(Mutex<HashMap<SegmentId, Arc<Columns>>>);

impl Unpacked {
    /// The columns of a segment.
    pub(crate) fn of(&self, segment: &SegmentReader) -> tantivy::Result<Arc<Columns>> {
        let known = |columns: &Self| columns.held(|held| held.get(&segment.segment_id()).cloned());
        if let Some(columns) = known(self) {
            return Ok(columns);
        }
        let columns = Arc::new(Columns::read(segment)?);
        self.held(|held| held.insert(segment.segment_id(), Arc::clone(&columns)));
        Ok(columns)
    }

    /// Forgets what is in no segment any more.
    pub(crate) fn keep(&self, segments: &[SegmentReader]) {
        let is_there = |id: &SegmentId| segments.iter().any(|segment| segment.segment_id() == *id);
        self.held(|held| held.retain(|id, _| is_there(id)));
    }

    fn held<T>(&self, then: impl FnOnce(&mut HashMap<SegmentId, Arc<Columns>>) -> T) -> T {
        then(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
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
    pub(crate) sites: Read<Arc<str>>,
    pub(crate) people: Read<Arc<str>>,
    pub(crate) themes: Read<Id>,
}

/// Values that were read from a dictionary; finding one there walks a part of it.
pub(crate) struct Read<V>(Mutex<HashMap<u64, V>>);

impl<V> Default for Read<V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<V: Clone> Read<V> {
    /// The values with these numbers, each with its count, from `dictionary` the first time.
    pub(crate) fn values(
        &self,
        numbers: Vec<(u64, u64)>,
        dictionary: impl Fn(u64) -> tantivy::Result<Option<V>>,
    ) -> tantivy::Result<Vec<(V, u64)>> {
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut values = Vec::with_capacity(numbers.len());
        for (number, count) in numbers {
            if let Some(value) = read.get(&number) {
                values.push((value.clone(), count));
            } else if let Some(value) = dictionary(number)? {
                read.insert(number, value.clone());
                values.push((value, count));
            }
        }
        Ok(values)
    }
}

/// The numbers of the values of each document, from 0 to below `count`.
struct Values {
    held: Held,
    count: usize,
}

enum Held {
    /// One or [`NONE`].
    One(Vec<u32>),
    /// Any number: those of a document stand from its end to the end of the one before.
    Several { ends: Vec<u32>, values: Vec<u32> },
}

impl Columns {
    fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
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
        let site: Option<StrColumn> = fields.str(column::SITE)?;
        let person: Option<StrColumn> = fields.str(column::PERSON)?;
        let theme: Option<BytesColumn> = fields.bytes(column::THEME)?;
        let month = fields.u64(column::MONTH)?;
        let months = usize::try_from(month.max_value().saturating_sub(month.min_value())).map_or(0, |span| span + 1);
        let (month_least, months) = (month.min_value(), months.min(MONTHS_MAX));
        let of_terms = |column: Option<&BytesColumn>| {
            Values::read(column.map(|column| column.ords().clone()), column.map_or(0, BytesColumn::num_terms), 0, docs)
        };
        Ok(Self {
            kind,
            minute,
            site: of_terms(site.as_deref()),
            person: of_terms(person.as_deref()),
            theme: of_terms(theme.as_ref()),
            month: Values::read(Some(month), months, month_least, docs),
            sites: Read::default(),
            people: Read::default(),
            themes: Read::default(),
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

    /// Counts for each of the values of four columns.
    pub(crate) fn counts(&self) -> Counts {
        let counts = |values: &Values| vec![0; values.count];
        Counts {
            kinds: [0; 3],
            sites: counts(&self.site),
            people: counts(&self.person),
            themes: counts(&self.theme),
            months: counts(&self.month),
        }
    }
}

/// Twelve times all the years of the calendar.
const MONTHS_MAX: usize = 12 * 10_000;

/// How often each value of a segment was met, by its number; months from the first of the segment on.
pub(crate) struct Counts {
    pub(crate) kinds: [u64; 3],
    pub(crate) sites: Vec<u32>,
    pub(crate) people: Vec<u32>,
    pub(crate) themes: Vec<u32>,
    pub(crate) months: Vec<u32>,
}

impl Counts {
    /// Counts documents, column by column.
    pub(crate) fn add(&mut self, columns: &Columns, docs: &[DocId]) {
        for doc in docs {
            if let Some(count) = self.kinds.get_mut(usize::from(columns.kind(*doc))) {
                *count += 1;
            }
        }
        columns.site.count(docs, &mut self.sites);
        columns.person.count(docs, &mut self.people);
        columns.theme.count(docs, &mut self.themes);
        columns.month.count(docs, &mut self.months);
    }
}

impl Values {
    fn read(column: Option<Column<u64>>, count: usize, least: u64, docs: DocId) -> Self {
        // A column without values needs no array.
        let Some(column) = column.filter(|_| count > 0) else { return Self { held: Held::One(Vec::new()), count } };
        let number = |value: u64| u32::try_from(value - least).unwrap_or(NONE);
        let held = if column.get_cardinality().is_multivalue() {
            let (mut ends, mut values) = (Vec::with_capacity(docs as usize), Vec::new());
            for doc in 0..docs {
                values.extend(column.values_for_doc(doc).map(number));
                ends.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
            }
            Held::Several { ends, values }
        } else {
            let mut first = Vec::with_capacity(docs as usize);
            unpack(&column, docs, |_, value| first.push(value.map_or(NONE, number)));
            Held::One(first)
        };
        Self { held, count }
    }

    fn count(&self, docs: &[DocId], counts: &mut [u32]) {
        let mut count = |number: u32| {
            if let Some(count) = counts.get_mut(number as usize) {
                *count += 1;
            }
        };
        match &self.held {
            Held::One(first) if first.is_empty() => {}
            Held::One(first) => {
                docs.iter().filter_map(|doc| first.get(*doc as usize)).for_each(|number| count(*number));
            }
            Held::Several { ends, values } => {
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
