//! Sketches of texts, by which articles alike are found among many; derived.
//!
//! **Invariant:** every article has a row (triggers of the schema make it), so none is missed.
//! **Invariant:** what a sketch's bytes mean is the caller's business; the version says whose they are.

use model::Id;
use rusqlite::named_params;

use crate::{
    error::Result,
    transaction::{Reading, Writing},
    values::{Col, read},
};

/// How far an article's sketch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SketchState {
    /// It must be made of the current text.
    Due,
    /// It is made, and its like was not looked for yet.
    Made,
    /// Its like was looked for.
    Compared,
}

impl SketchState {
    /// The word used in SQL.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Made => "made",
            Self::Compared => "compared",
        }
    }
}

/// Replaces the sketch of an article; empty for a text too short to have one.
pub fn put(db: &Writing<'_>, article: Id, sketch: &[u8], version: u32, state: SketchState) -> Result<()> {
    let params = named_params! {
        ":article": Col(article), ":sketch": sketch, ":version": version, ":state": state.as_str(), ":seq": Col(db.seq()),
    };
    db.run_on("article", article, include_str!("put.sql"), params)
}

/// Notes that the like of an article was looked for.
pub fn set_compared(db: &Writing<'_>, article: Id) -> Result<()> {
    db.run(include_str!("set_compared.sql"), named_params! {":article": Col(article)}).map(|_| ())
}

/// Articles whose sketch is in this state, in order of number.
pub fn in_state(db: &Reading<'_>, state: SketchState, limit: u32) -> Result<Vec<Id>> {
    let params = named_params! {":state": state.as_str(), ":limit": limit};
    db.many(include_str!("in_state.sql"), params, |row| read(row, "article"))
}

/// Makes all sketches of other versions due again, and says how many those were.
pub fn outdate(db: &Writing<'_>, version: u32) -> Result<usize> {
    db.run(include_str!("outdate.sql"), named_params! {":version": version})
}

/// Whether a sketch of another version is there.
pub fn has_outdated(db: &Reading<'_>, version: u32) -> Result<bool> {
    Ok(db.number(include_str!("has_outdated.sql"), named_params! {":version": version})? > 0)
}

/// Hands on the number and bytes of every sketch of this version that was made at or after the write `seq`; answers the last of these writes.
pub fn each_since(db: &Reading<'_>, seq: u64, version: u32, mut take: impl FnMut(usize, &[u8])) -> Result<u64> {
    // Reading all of them in order of the table is some times faster than by their writes.
    let sql = if seq == 0 { include_str!("all.sql") } else { include_str!("since.sql") };
    let mut statement = db.conn().prepare_cached(sql)?;
    let mut rows = statement.query(named_params! {":seq": Col(seq), ":version": version})?;
    let mut last = seq;
    while let Some(row) = rows.next()? {
        let (number, made): (i64, i64) = (row.get("number")?, row.get("seq")?);
        last = last.max(made.unsigned_abs());
        if let (Ok(number), Ok(sketch)) = (usize::try_from(number), row.get_ref("sketch")?.as_blob()) {
            take(number, sketch);
        }
    }
    Ok(last)
}

/// The article of the sketch with this number, unless it is gone or in the trash.
pub fn article_of(db: &Reading<'_>, number: usize) -> Result<Option<Id>> {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    db.one(include_str!("article_of.sql"), named_params! {":number": number}, |row| read(row, "article"))
}

#[cfg(test)]
mod tests;
