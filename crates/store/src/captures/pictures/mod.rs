//! Pictures of captures, and how far the keeping of each is.

use model::{BlobHash, Id, ItemKind, Picture};
use rusqlite::{Row, named_params};

use crate::{
    error::{Error, Result},
    row_hash::RowHash,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// Adds a picture to its capture; a kept one's blob is kept before.
pub fn add(db: &Writing<'_>, picture: &Picture) -> Result<()> {
    write(db, include_str!("add.sql"), picture).map(|_| ())
}

/// The pictures of a capture, in order.
pub fn of_capture(db: &Reading<'_>, capture: Id) -> Result<Vec<Picture>> {
    db.many(include_str!("of_capture.sql"), named_params! {":capture": Col(capture)}, from_row)
}

/// Replaces what is known of a picture: its state, blob and message.
pub fn put(db: &Writing<'_>, picture: &Picture) -> Result<()> {
    if write(db, include_str!("put.sql"), picture)? == 0 {
        return Err(Error::NotFound { what: "capture", id: picture.capture });
    }
    let sql = include_str!("article.sql");
    if let Some(article) = db.one(sql, named_params! {":capture": Col(picture.capture)}, |row| read(row, "article"))? {
        db.touch(ItemKind::Article, article);
    }
    Ok(())
}

/// Pictures that wait to be fetched, oldest capture first.
pub fn waiting(db: &Reading<'_>, limit: u32) -> Result<Vec<Picture>> {
    db.many(include_str!("waiting.sql"), named_params! {":limit": limit}, from_row)
}

/// Lets the failed pictures of a capture wait again, and says how many there were.
pub fn retry(db: &Writing<'_>, capture: Id) -> Result<u32> {
    let mut failed = of_capture(db, capture)?;
    failed.retain(|picture| picture.state == model::PictureState::Failed && !picture.url.is_empty());
    for picture in &mut failed {
        picture.state = model::PictureState::Waiting;
        picture.message = None;
        put(db, picture)?;
    }
    Ok(u32::try_from(failed.len()).unwrap_or(u32::MAX))
}

/// The hash of what a picture says in words.
pub(crate) fn hash_of(picture: &Picture) -> RowHash {
    let Picture { capture, position, url, smaller, alt, state: _, blob, message } = picture;
    let (capture, position) = (capture.to_string(), position.to_string());
    let mut fields = vec![
        Some(&*capture),
        Some(&position),
        Some(url),
        alt.as_deref(),
        blob.as_ref().map(BlobHash::as_str),
        message.as_deref(),
    ];
    // Rows that were written before there were smaller ones keep their hash.
    fields.extend(smaller.as_deref().map(Some));
    RowHash::of(&fields)
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Picture> {
    Ok(Picture {
        capture: read(row, "capture")?,
        position: row.get("position")?,
        url: row.get("url")?,
        smaller: row.get("smaller")?,
        alt: row.get("alt")?,
        state: read(row, "state")?,
        blob: read_opt(row, "blob")?,
        message: row.get("message")?,
    })
}

fn write(db: &Writing<'_>, sql: &str, picture: &Picture) -> Result<usize> {
    let Picture { capture, position, url, smaller, alt, state, blob, message } = picture;
    db.touch_receipts();
    db.run(
        sql,
        named_params! {
            ":capture": Col(capture), ":position": position, ":url": url, ":smaller": smaller, ":alt": alt, ":state": Col(*state),
            ":blob": blob.as_ref().map(Col), ":message": message, ":hash": hash_of(picture).0,
        },
    )
}
