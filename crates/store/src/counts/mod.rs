//! How many there are of everything, for the sidebar and for the index.

use model::Id;

use crate::{
    error::{Error, Result},
    transaction::Reading,
    values::read,
};

/// How many there are outside the trash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Unread articles.
    pub inbox: u32,
    /// Articles.
    pub articles: u32,
    /// Starred articles.
    pub starred: u32,
    /// Quotes; those of articles in the trash are in the trash with them.
    pub quotes: u32,
    /// Quotes whose place is lost.
    pub unplaced: u32,
    /// Notes.
    pub notes: u32,
    /// Articles, quotes and notes that were put in the trash themselves.
    pub trash: u32,
}

/// How many documents the index must hold, the trash included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    /// Articles.
    pub articles: u64,
    /// Quotes.
    pub quotes: u64,
    /// Notes.
    pub notes: u64,
}

impl Documents {
    /// All of them.
    pub fn total(self) -> u64 {
        let Self { articles, quotes, notes } = self;
        articles + quotes + notes
    }
}

/// Counts for the sidebar.
pub fn of_shelves(db: &Reading<'_>) -> Result<Counts> {
    db.one(include_str!("of_shelves.sql"), [], |row| {
        Ok(Counts {
            inbox: row.get("inbox")?,
            articles: row.get("articles")?,
            starred: row.get("starred")?,
            quotes: row.get("quotes")?,
            unplaced: row.get("unplaced")?,
            notes: row.get("notes")?,
            trash: row.get("trash")?,
        })
    })?
    .ok_or(Error::Damaged)
}

/// The ids of all articles, notes and themes outside the trash: what an export of everything writes.
pub fn whole(db: &Reading<'_>) -> Result<Vec<Id>> {
    db.many(include_str!("whole.sql"), [], |row| read(row, "id"))
}

/// Counts to hold the index against.
pub fn of_documents(db: &Reading<'_>) -> Result<Documents> {
    db.one(include_str!("of_documents.sql"), [], |row| {
        Ok(Documents { articles: read(row, "articles")?, quotes: read(row, "quotes")?, notes: read(row, "notes")? })
    })?
    .ok_or(Error::Damaged)
}
