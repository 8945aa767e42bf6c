//! Captures: takings of an article, each with its original, clean HTML and text.
//!
//! **Invariant:** no capture is changed after it was added; only its pictures are.
//! **Invariant:** no capture that its article shows, or that a quote stands in, is removed (the schema's references refuse it).

pub mod pictures;

use model::{BlobHash, Capture, Id, Picture, Timestamp, char_len, char_slice};
use rusqlite::{Row, named_params};

use crate::{
    error::{Error, Result},
    row_hash::RowHash,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// Characters of text that a list shows where a site printed no abstract: two lines of a wide row.
const EXCERPT_CHARS: u32 = 200;

/// A capture in a list, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureRow {
    /// Its id.
    pub id: Id,
    /// The article it was taken of.
    pub article: Id,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// The bytes as they came.
    pub original: Option<BlobHash>,
    /// The media type of the original.
    pub media_type: String,
    /// The address it was taken from.
    pub url: Option<String>,
    /// What its source called it then.
    pub title: Option<String>,
    /// How many characters its text has.
    pub characters: u32,
}

/// Adds a capture with its pictures; the original's blob is kept before.
pub fn add(db: &Writing<'_>, capture: &Capture, pictures: &[Picture]) -> Result<()> {
    let Capture { id, article, taken_at, original, media_type, url, title, html, text } = capture;
    db.run(
        include_str!("add.sql"),
        named_params! {
            ":id": Col(id), ":article": Col(article), ":taken_at": Col(*taken_at),
            ":original": original.as_ref().map(Col), ":media_type": media_type, ":url": url,
            ":title": title, ":characters": char_len(text), ":excerpt": excerpt_of(text), ":text_hash": text_hash(text).0,
            ":hash": hash_of(capture).0, ":html": html, ":text": text,
        },
    )?;
    pictures.iter().try_for_each(|picture| pictures::add(db, picture))
}

/// The capture with this id; fails with [`Error::NotFound`].
pub fn get(db: &Reading<'_>, id: Id) -> Result<Capture> {
    db.one(include_str!("get.sql"), named_params! {":id": Col(id)}, from_row)?
        .ok_or(Error::NotFound { what: "capture", id })
}

/// The text of the capture that an article shows; `None` when there is no such article.
pub fn current_text(db: &Reading<'_>, article: Id) -> Result<Option<String>> {
    db.one(include_str!("current_text.sql"), named_params! {":article": Col(article)}, |row| row.get("text"))
}

/// Removes a capture that its article does not show; quotes that stand in it are moved before.
pub fn remove(db: &Writing<'_>, id: Id) -> Result<()> {
    db.touch_receipts();
    db.run_on("capture", id, include_str!("remove.sql"), named_params! {":id": Col(id)})
}

/// The captures of an article, newest first, without their text.
pub fn of_article(db: &Reading<'_>, article: Id) -> Result<Vec<CaptureRow>> {
    db.many(include_str!("of_article.sql"), named_params! {":article": Col(article)}, |row| {
        Ok(CaptureRow {
            id: read(row, "id")?,
            article: read(row, "article")?,
            taken_at: read(row, "taken_at")?,
            original: read_opt(row, "original")?,
            media_type: row.get("media_type")?,
            url: row.get("url")?,
            title: row.get("title")?,
            characters: row.get("characters")?,
        })
    })
}

/// The articles whose current capture has exactly this text, last clipped first.
pub fn with_text(db: &Reading<'_>, text: &str) -> Result<Vec<Id>> {
    db.many(include_str!("with_text.sql"), named_params! {":text_hash": text_hash(text).0}, |row| read(row, "article"))
}

/// The hash of what a capture holds in words.
pub(crate) fn hash_of(capture: &Capture) -> RowHash {
    let Capture { id, article, taken_at: _, original, media_type, url, title, html, text } = capture;
    let (id, article) = (id.to_string(), article.to_string());
    let mut fields = vec![
        Some(id.as_str()),
        Some(&article),
        original.as_ref().map(BlobHash::as_str),
        Some(media_type),
        url.as_deref(),
        Some(html),
        Some(text),
    ];
    // Older rows have no title and keep their hash.
    fields.extend(title.as_deref().map(Some));
    RowHash::of(&fields)
}

/// What a list shows of a text: its beginning, lines joined.
pub(crate) fn excerpt_of(text: &str) -> String {
    char_slice(text, 0, EXCERPT_CHARS).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The hash by which the same text is recognised.
pub(crate) fn text_hash(text: &str) -> RowHash {
    RowHash(*blake3::hash(text.as_bytes()).as_bytes())
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Capture> {
    Ok(Capture {
        id: read(row, "id")?,
        article: read(row, "article")?,
        taken_at: read(row, "taken_at")?,
        original: read_opt(row, "original")?,
        media_type: row.get("media_type")?,
        url: row.get("url")?,
        title: row.get("title")?,
        html: row.get("html")?,
        text: row.get("text")?,
    })
}

#[cfg(test)]
mod tests;
