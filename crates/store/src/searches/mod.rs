//! Saved searches.

use model::{Id, Timestamp};
use rusqlite::{Row, named_params};

use crate::{
    error::{Error, Result},
    row_hash::RowHash,
    transaction::{Reading, Writing},
    values::{Col, read},
};

/// A query kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its id.
    pub id: Id,
    /// What the user calls it.
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// Where it stands among the others, from 0.
    pub position: u32,
    /// When it was saved.
    pub created_at: Timestamp,
}

/// Saves a search, or replaces the one with its id.
pub fn put(db: &Writing<'_>, search: &SavedSearch) -> Result<()> {
    let SavedSearch { id, name, query, position, created_at } = search;
    let params = named_params! {
        ":id": Col(id), ":name": name, ":query": query, ":position": position, ":created_at": Col(*created_at), ":hash": hash_of(search).0,
    };
    db.run(include_str!("put.sql"), params).map(|_| ())
}

/// All saved searches in their order.
pub fn list(db: &Reading<'_>) -> Result<Vec<SavedSearch>> {
    db.many(include_str!("list.sql"), [], from_row)
}

/// Removes a saved search; fails with [`Error::NotFound`].
pub fn remove(db: &Writing<'_>, id: Id) -> Result<()> {
    match db.run(include_str!("remove.sql"), named_params! {":id": Col(id)})? {
        0 => Err(Error::NotFound { what: "saved search", id }),
        _ => Ok(()),
    }
}

/// The hash of what a saved search says.
pub(crate) fn hash_of(search: &SavedSearch) -> RowHash {
    let SavedSearch { id, name, query, position: _, created_at: _ } = search;
    RowHash::of(&[Some(&id.to_string()), Some(name), Some(query)])
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<SavedSearch> {
    Ok(SavedSearch {
        id: read(row, "id")?,
        name: row.get("name")?,
        query: row.get("query")?,
        position: row.get("position")?,
        created_at: read(row, "created_at")?,
    })
}

#[cfg(test)]
mod tests;
