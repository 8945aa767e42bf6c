//! Snapshots and write transactions: what entity modules speak to.
//!
//! **Invariant:** no statement runs outside a transaction, so a reader never sees half a write.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    ops::Deref,
};

use model::{Id, ItemKind, Timestamp};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, TransactionBehavior};

use crate::{
    blobs::Blobs,
    changes,
    error::{Error, Result},
    values::{Col, read},
};

/// An item that a write touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Touched {
    /// What it is.
    pub kind: ItemKind,
    /// Which one.
    pub id: Id,
}

/// The outcome of a write that is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What the work answered.
    pub value: T,
    /// The sequence number of this write.
    pub seq: u64,
    /// The items whose views are out of date, in order of kind and id; those that are gone too.
    pub touched: Vec<Touched>,
    /// Whether jobs or pictures changed, so that receipts are out of date.
    pub receipts: bool,
}

/// What the library says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LibraryRow {
    /// The library's id; a restored backup keeps it.
    pub id: Id,
    /// The number of write transactions so far.
    pub seq: u64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// One consistent snapshot of the library.
pub struct Reading<'c> {
    conn: &'c Connection,
}

impl<'c> Reading<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Self { conn }
    }

    /// What the library says of itself.
    pub fn library(&self) -> Result<LibraryRow> {
        self.one(include_str!("library.sql"), [], |row| {
            Ok(LibraryRow { id: read(row, "id")?, seq: read(row, "seq")?, created_at: read(row, "created_at")? })
        })?
        .ok_or(Error::Damaged)
    }

    /// The connection, for statements that have no rows to map.
    pub(crate) fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// The first row of a query.
    pub(crate) fn one<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.conn.prepare_cached(sql)?.query_row(params, map).optional()?)
    }

    /// All rows of a query.
    pub(crate) fn many<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, map)?.collect::<rusqlite::Result<Vec<T>>>()?;
        Ok(rows)
    }

    /// The number that a counting query answers.
    pub(crate) fn number<P: Params>(&self, sql: &str, params: P) -> Result<u32> {
        Ok(self.one(sql, params, |row| row.get(0))?.unwrap_or(0))
    }
}

/// A write transaction that holds the library's only write lock: no network, parsing or waiting inside.
pub struct Writing<'c> {
    reading: Reading<'c>,
    seq: u64,
    blobs: &'c Blobs,
    touched: RefCell<BTreeSet<Touched>>,
    receipts: Cell<bool>,
}

impl<'c> Deref for Writing<'c> {
    type Target = Reading<'c>;

    fn deref(&self) -> &Reading<'c> {
        &self.reading
    }
}

impl Writing<'_> {
    /// The sequence number that this write stamps.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Names an item whose view is out of date although its document in the index is not.
    pub fn touch(&self, kind: ItemKind, id: Id) {
        self.touched.borrow_mut().insert(Touched { kind, id });
    }

    /// Says that receipts are out of date.
    pub fn touch_receipts(&self) {
        self.receipts.set(true);
    }

    /// Does a part of the work that is undone by itself when it fails, as one line of an import.
    pub fn attempt<T>(&self, part: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let conn = self.reading.conn;
        conn.prepare_cached("SAVEPOINT part")?.execute([])?;
        let done = part(self);
        if done.is_err() {
            conn.prepare_cached("ROLLBACK TO part")?.execute([])?;
        }
        conn.prepare_cached("RELEASE part")?.execute([])?;
        done
    }

    /// The library's blobs.
    pub(crate) fn blobs(&self) -> &Blobs {
        self.blobs
    }

    /// Runs a statement and says how many rows it changed.
    pub(crate) fn run<P: Params>(&self, sql: &str, params: P) -> Result<usize> {
        Ok(self.reading.conn.prepare_cached(sql)?.execute(params)?)
    }

    /// Runs a statement that must change the row of `id`.
    pub(crate) fn run_on<P: Params>(&self, what: &'static str, id: Id, sql: &str, params: P) -> Result<()> {
        if self.run(sql, params)? == 0 { Err(Error::NotFound { what, id }) } else { Ok(()) }
    }
}

/// Does `work` on one snapshot of `conn`.
pub(crate) fn read_with<T>(conn: &mut Connection, work: impl FnOnce(&Reading<'_>) -> Result<T>) -> Result<T> {
    let snapshot = conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
    let value = work(&Reading::new(&snapshot))?;
    snapshot.finish()?;
    Ok(value)
}

/// Does `work` in one write transaction of `conn`: all of it is on the disk when this returns, or nothing.
pub(crate) fn write_with<T>(
    conn: &mut Connection,
    blobs: &Blobs,
    work: impl FnOnce(&Writing<'_>) -> Result<T>,
) -> Result<Written<T>> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let written = within(&transaction, blobs, work)?;
    transaction.commit()?;
    Ok(written)
}

fn within<T>(
    transaction: &Transaction<'_>,
    blobs: &Blobs,
    work: impl FnOnce(&Writing<'_>) -> Result<T>,
) -> Result<Written<T>> {
    let reading = Reading::new(transaction);
    let seq =
        reading.one(include_str!("raise_seq.sql"), [], |row| row.get::<_, Col<u64>>("seq"))?.ok_or(Error::Damaged)?.0;
    let writing = Writing { reading, seq, blobs, touched: RefCell::default(), receipts: Cell::default() };
    let value = work(&writing)?;
    let mut touched = writing.touched.take();
    touched.extend(changes::stamped(&writing, seq)?);
    Ok(Written { value, seq, touched: touched.into_iter().collect(), receipts: writing.receipts.get() })
}
