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
/// More than one value: the packed column knows them.
const SEVERAL: u32 = u32::MAX - 1;
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
    /// The value with this number, from `dictionary` the first time.
    pub(crate) fn value(
        &self,
        number: u64,
        dictionary: impl FnOnce() -> tantivy::Result<Option<V>>,
    ) -> tantivy::Result<Option<V>> {
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = read.get(&number) {
            return Ok(Some(value.clone()));
        }
        let value = dictionary()?;
        read.extend(value.clone().map(|value| (number, value)));
        Ok(value)
    }
}

/// The numbers of a document's values, mostly one or none.
struct Values {
    first: Vec<u32>,
    several: Option<Column<u64>>,
    least: u64,
    count: usize,
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
    /// Counts a document.
    pub(crate) fn add(&mut self, columns: &Columns, doc: DocId) {
        if let Some(count) = self.kinds.get_mut(usize::from(columns.kind(doc))) {
            *count += 1;
        }
        columns.site.count(doc, &mut self.sites);
        columns.person.count(doc, &mut self.people);
        columns.theme.count(doc, &mut self.themes);
        columns.month.count(doc, &mut self.months);
    }
}

impl Values {
    fn read(column: Option<Column<u64>>, count: usize, least: u64, docs: DocId) -> Self {
        let mut first = Vec::new();
        // A column without values needs no array.
        if let Some(column) = column.as_ref().filter(|_| count > 0) {
            first.reserve_exact(docs as usize);
            let number = |value: u64| u32::try_from(value - least).unwrap_or(NONE);
            if column.get_cardinality().is_multivalue() {
                first.extend((0..docs).map(|doc| {
                    let mut values = column.values_for_doc(doc);
                    match (values.next(), values.next()) {
                        (None, _) => NONE,
                        (Some(value), None) => number(value),
                        (Some(_), Some(_)) => SEVERAL,
                    }
                }));
            } else {
                unpack(column, docs, |_, value| first.push(value.map_or(NONE, number)));
            }
        }
        let several = column.filter(|_| first.contains(&SEVERAL));
        Self { first, several, least, count }
    }

    fn count(&self, doc: DocId, counts: &mut [u32]) {
        let Some(first) = self.first.get(doc as usize) else { return };
        if let Some(count) = counts.get_mut(*first as usize) {
            *count += 1;
            return;
        }
        let Some(column) = self.several.as_ref().filter(|_| *first == SEVERAL) else { return };
        for value in column.values_for_doc(doc) {
            let number = usize::try_from(value - self.least).ok();
            if let Some(count) = number.and_then(|number| counts.get_mut(number)) {
                *count += 1;
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
