//! The pages of an SQLite file, read without SQLite: <https://www.sqlite.org/fileformat2.html>, sections 1 to 2.
//!
//! **Invariant:** no bytes, however damaged, make reading fail, loop or reach outside the file; what makes no sense is left out.

use std::{
    collections::HashSet,
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    path::Path,
};

use crate::error::{Error, Result};

/// The bytes before the first page's own head.
const FILE_HEAD: usize = 100;
/// The size of a page where the head does not say it: SQLite's own choice since 2016.
const PAGE_BYTES: usize = 4096;
/// The largest number of columns that a record is read with; no table of ours has half as many.
const COLUMNS_MAX: usize = 64;
/// The longest record: SQLite's own limit for a text or blob.
const RECORD_BYTES_MAX: usize = 1_000_000_000;

/// The kinds of b-tree pages, by their first byte.
const INDEX_INTERIOR: u8 = 2;
const TABLE_INTERIOR: u8 = 5;
const INDEX_LEAF: u8 = 10;
const TABLE_LEAF: u8 = 13;

/// A value of a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// NULL; also the column that is the rowid.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction; no table of ours has any.
    Real(f64),
    /// Text; one that is no UTF-8 makes its record unreadable.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// What a page of a b-tree holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its records, in order, with their rowid where the table has one.
    pub(super) records: Vec<(Option<i64>, Vec<Value>)>,
    /// The pages under it.
    pub(super) children: Vec<u32>,
    /// Cells that make no sense.
    pub(super) unreadable: u32,
}

/// A file, page by page.
pub(super) struct Pages {
    file: File,
    size: usize,
    usable: usize,
    count: u32,
    /// The pages that were taken for a part of something already, so that no damage leads in a circle.
    taken: HashSet<u32>,
}

impl Pages {
    /// Opens a file that nobody else has open.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let doing = "reading the damaged library";
        let mut file = File::open(path).map_err(Error::io(doing))?;
        let bytes = file.metadata().map_err(Error::io(doing))?.len();
        let mut head = [0; FILE_HEAD];
        let _ = file.read(&mut head).map_err(Error::io(doing))?;
        let size = match usize::from(u16::from_be_bytes([head[16], head[17]])) {
            1 => 65_536,
            size if size.is_power_of_two() && size >= 512 => size,
            _ => PAGE_BYTES,
        };
        let count = u32::try_from(bytes.div_ceil(size as u64)).unwrap_or(u32::MAX);
        let usable = size - usize::from(head[20]).min(size / 8);
        Ok(Self { file, size, usable, count, taken: HashSet::new() })
    }

    /// How many pages there are, a torn last one included.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The version that the head names (`user_version`).
    pub(super) fn version(&mut self) -> u32 {
        self.bytes(1).and_then(|page| number(&page, 60)).unwrap_or(0)
    }

    /// Takes the pages that are in no use, so that what was deleted stays so.
    pub(super) fn take_free(&mut self) {
        let mut next = self.bytes(1).and_then(|page| number(&page, 32)).unwrap_or(0);
        while self.take(next) {
            let Some(page) = self.bytes(next) else { return };
            let leaves = number(&page, 4).unwrap_or(0) as usize;
            for at in 0..leaves.min(self.size / 4) {
                let _ = number(&page, 8 + 4 * at).is_some_and(|leaf| self.take(leaf));
            }
            next = number(&page, 0).unwrap_or(0);
        }
    }

    /// Takes and reads a page of a b-tree; `None` when it was taken before or is none.
    pub(super) fn page(&mut self, at: u32) -> Option<Page> {
        if self.is_taken(at) {
            return None;
        }
        let bytes = self.bytes(at)?;
        let head = if at == 1 { FILE_HEAD } else { 0 };
        let kind = *bytes.get(head)?;
        let inner = matches!(kind, INDEX_INTERIOR | TABLE_INTERIOR);
        if !inner && !matches!(kind, INDEX_LEAF | TABLE_LEAF) {
            return None;
        }
        // Only now: what is no page of a tree may be a part of a long record.
        if !self.take(at) {
            return None;
        }
        let mut page = Page::default();
        let cells = usize::from(short(&bytes, head + 3)?).min(self.size / 4);
        let pointers = head + if inner { 12 } else { 8 };
        for cell in 0..cells {
            let read = short(&bytes, pointers + 2 * cell)
                .and_then(|place| self.cell(&bytes, usize::from(place), kind, &mut page));
            page.unreadable += u32::from(read.is_none());
        }
        if inner {
            page.children.extend(number(&bytes, head + 8));
        }
        Some(page)
    }

    /// Whether a page was taken by a b-tree, a long record or the list of free pages.
    pub(super) fn is_taken(&self, at: u32) -> bool {
        self.taken.contains(&at)
    }

    fn take(&mut self, at: u32) -> bool {
        at > 0 && at <= self.count && self.taken.insert(at)
    }

    /// The bytes of a page; what is missing from a torn one is zero.
    fn bytes(&mut self, at: u32) -> Option<Vec<u8>> {
        let from = u64::from(at.checked_sub(1)?) * self.size as u64;
        let mut bytes = Vec::with_capacity(self.size);
        self.file.seek(SeekFrom::Start(from)).ok()?;
        (&mut self.file).take(self.size as u64).read_to_end(&mut bytes).ok()?;
        bytes.resize(self.size, 0);
        Some(bytes)
    }

    /// Reads one cell into the page.
    fn cell(&mut self, bytes: &[u8], place: usize, kind: u8, page: &mut Page) -> Option<()> {
        let mut cell = bytes.get(place..self.usable)?;
        if matches!(kind, INDEX_INTERIOR | TABLE_INTERIOR) {
            page.children.push(number(cell, 0)?);
            cell = cell.get(4..)?;
        }
        if kind == TABLE_INTERIOR {
            return Some(());
        }
        let length = usize::try_from(varint(&mut cell)?).ok().filter(|length| *length <= RECORD_BYTES_MAX)?;
        let rowid = if kind == TABLE_LEAF { Some(varint(&mut cell)?) } else { None };
        let record = self.payload(cell, length, kind == TABLE_LEAF)?;
        page.records.push((rowid, values(&record)?));
        Some(())
    }

    /// A record, with what of it lies on pages of its own (section 1.6).
    fn payload(&mut self, cell: &[u8], length: usize, of_table: bool) -> Option<Vec<u8>> {
        let most = if of_table { self.usable - 35 } else { (self.usable - 12) * 64 / 255 - 23 };
        if length <= most {
            return cell.get(..length).map(<[u8]>::to_vec);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (self.usable - 4);
        let here = if fitting <= most { fitting } else { least };
        let mut record = cell.get(..here)?.to_vec();
        let mut next = number(cell, here)?;
        while record.len() < length {
            if !self.take(next) {
                return None;
            }
            let page = self.bytes(next)?;
            let more = (length - record.len()).min(self.usable - 4);
            record.extend_from_slice(page.get(4..4 + more)?);
            next = number(&page, 0)?;
        }
        Some(record)
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A number of one to nine bytes (section 1.6); moves behind it.
fn varint(bytes: &mut &[u8]) -> Option<i64> {
    let mut value: u64 = 0;
    for at in 0..9 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        if at == 8 {
            return Some((value << 8 | u64::from(*first)).cast_signed());
        }
        value = value << 7 | u64::from(first & 0x7f);
        if first & 0x80 == 0 {
            break;
        }
    }
    Some(value.cast_signed())
}

/// The values of a record (section 2.1); `None` when it makes no sense.
fn values(record: &[u8]) -> Option<Vec<Value>> {
    let mut head = record;
    let head_bytes = usize::try_from(varint(&mut head)?).ok()?;
    let mut body = record.get(head_bytes..)?;
    let mut head = record.get(record.len() - head.len()..head_bytes)?;
    let mut values = Vec::new();
    while !head.is_empty() {
        if values.len() == COLUMNS_MAX {
            return None;
        }
        let kind = varint(&mut head)?;
        values.push(value(kind, &mut body)?);
    }
    Some(values)
}

fn value(kind: i64, body: &mut &[u8]) -> Option<Value> {
    Some(match kind {
        0 => Value::Null,
        1..=4 => Value::Integer(integer(taken(body, usize::try_from(kind).ok()?)?)),
        5 => Value::Integer(integer(taken(body, 6)?)),
        6 => Value::Integer(integer(taken(body, 8)?)),
        7 => Value::Real(f64::from_be_bytes(taken(body, 8)?.try_into().ok()?)),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        12.. => {
            let bytes = taken(body, usize::try_from((kind - 12) / 2).ok()?)?.to_vec();
            if kind % 2 == 0 { Value::Blob(bytes) } else { Value::Text(String::from_utf8(bytes).ok()?) }
        }
        _ => return None,
    })
}

fn taken<'b>(body: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, rest) = body.split_at_checked(length)?;
    *body = rest;
    Some(taken)
}

/// A signed number of up to eight bytes, the first the highest.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |value, byte| value << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    fn all(path: &Path) -> Vec<Vec<Value>> {
        let mut pages = Pages::open(path).unwrap();
        pages.take_free();
        (1..=pages.count())
            .flat_map(|at| pages.page(at).map_or(Vec::new(), |page| page.records))
            .map(|(_, r)| r)
            .collect()
    }

    #[test]
    fn every_kind_of_value_and_length_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch("CREATE TABLE t (a, b)").unwrap();
        let numbers = [0, 1, -1, 127, -128, 40_000, -8_000_000, 1 << 30, 1 << 40, i64::MAX, i64::MIN];
        let long = "良率".repeat(7_000);
        for number in numbers {
            conn.execute("INSERT INTO t VALUES (?1, ?2)", (number, &long)).unwrap();
        }
        conn.execute("INSERT INTO t VALUES (NULL, x'00FF')", []).unwrap();
        drop(conn);
        let records = all(&path);
        for number in numbers {
            assert!(records.contains(&vec![Value::Integer(number), Value::Text(long.clone())]), "{number}");
        }
        assert!(records.contains(&vec![Value::Null, Value::Blob(vec![0, 255])]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_bytes_make_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..6_000), kind in prop::sample::select(vec![2_u8, 5, 10, 13])) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("x.db");
            let mut bytes = bytes;
            if let Some(first) = bytes.get_mut(FILE_HEAD) {
                *first = kind;
            }
            std::fs::write(&path, bytes).unwrap();
            all(&path);
        }
    }
}
