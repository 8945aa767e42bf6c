//! What changed since when, and the documents that the index is fed with.
//!
//! **Invariant:** no change of what the index shows passes unstamped (triggers of the schema do it, not the callers).
//! **Invariant:** no tombstone is removed, so an index of any age learns what is gone.

mod feed;

pub use feed::{ArticleDocument, Document, NoteDocument, QuoteDocument, feed};
use model::{Id, ItemKind};
use rusqlite::{Row, named_params};

use crate::{
    error::Result,
    transaction::{Reading, Touched},
    values::{Col, read},
};

/// Sorts behind every id: ids are hexadecimal digits.
const BEHIND_ALL: &str = "~";

/// The last change of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The write that made it.
    pub seq: u64,
    /// The item.
    pub item: Touched,
    /// Whether the item exists; a tombstone otherwise.
    pub live: bool,
}

/// A place in the order of changes; all before and at it was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The write.
    pub seq: u64,
    /// The last item of that write that was seen; `None` when all were.
    pub item: Option<Id>,
}

impl Position {
    /// Behind all of this write.
    pub fn behind(seq: u64) -> Self {
        Self { seq, item: None }
    }
}

impl Change {
    /// The position behind this change.
    pub fn position(&self) -> Position {
        Position { seq: self.seq, item: Some(self.item.id) }
    }
}

/// The changes behind `from` in order of write and id, themes included, at most `limit`.
///
/// An item appears once, with its last change. One write may be longer than `limit`: go on from the last
/// [`Change::position`].
pub fn changed_since(db: &Reading<'_>, from: Position, limit: u32) -> Result<Vec<Change>> {
    let item = from.item.map_or_else(|| BEHIND_ALL.to_owned(), |id| id.to_string());
    let params = named_params! {":seq": Col(from.seq), ":item": item, ":limit": limit};
    db.many(include_str!("since.sql"), params, from_row)
}

/// The number of the last write that changed an item; 0 when none did.
pub fn head(db: &Reading<'_>) -> Result<u64> {
    Ok(db.one(include_str!("head.sql"), [], |row| read(row, "seq"))?.unwrap_or(0))
}

/// The last change of an item, also of one that is gone.
pub fn of(db: &Reading<'_>, item: Id) -> Result<Option<Change>> {
    db.one(include_str!("of.sql"), named_params! {":item": Col(item)}, from_row)
}

/// What this id names, when it exists.
pub fn kind_of(db: &Reading<'_>, item: Id) -> Result<Option<ItemKind>> {
    Ok(of(db, item)?.filter(|change| change.live).map(|change| change.item.kind))
}

/// The items that the write `seq` stamped.
pub(crate) fn stamped(db: &Reading<'_>, seq: u64) -> Result<Vec<Touched>> {
    db.many(include_str!("stamped.sql"), named_params! {":seq": Col(seq)}, |row| {
        Ok(Touched { kind: read(row, "kind")?, id: read(row, "item")? })
    })
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        seq: read(row, "seq")?,
        item: Touched { kind: read(row, "kind")?, id: read(row, "item")? },
        live: row.get("live")?,
    })
}

#[cfg(test)]
mod tests;
