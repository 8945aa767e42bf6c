//! Notes: Markdown of the user's own, and what they said before.
//!
//! **Invariant:** no wording that stood for a [`SITTING`] is lost by an edit; it stays as a revision, thinned as [`ALL`] and [`HOURLY`] say.

use jiff::SignedDuration;
use model::{BlobHash, Id, ItemKind, Note, NoteRevision, Timestamp};
use rusqlite::{Row, named_params};

use crate::{
    articles::ROWS_DEFAULT,
    error::{Error, Result},
    row_hash::RowHash,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// Edits this close together are one: an editor saves while one types, and every half sentence would be a revision.
pub const SITTING: SignedDuration = SignedDuration::from_mins(1);

/// Revisions this young are all kept: what one wrote today one may want back word by word.
const ALL: SignedDuration = SignedDuration::from_hours(24);
/// Up to this age the last of each hour is kept, and the last of each day from then on: a note that is written in daily for ten years
/// has some four thousand revisions at the most, where every minute of writing would make tens of thousands.
const HOURLY: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Which notes a list shows; the default is all outside the trash, last edited first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those with this theme or one below it.
    pub theme: Option<Id>,
    /// Only those written beside this article.
    pub article: Option<Id>,
    /// Those in the trash instead of the others.
    pub trashed: bool,
    /// How many to leave out at the start.
    pub offset: u32,
    /// How many at the most; 0 for [`ROWS_DEFAULT`].
    pub limit: u32,
}

/// Adds a note.
pub fn add(db: &Writing<'_>, note: &Note) -> Result<()> {
    write(db, include_str!("add.sql"), note).map(|_| ())
}

/// The note with this id; fails with [`Error::NotFound`].
pub fn get(db: &Reading<'_>, id: Id) -> Result<Note> {
    db.one(include_str!("get.sql"), named_params! {":id": Col(id)}, from_row)?
        .ok_or(Error::NotFound { what: "note", id })
}

/// The notes of a list, last edited first.
pub fn list(db: &Reading<'_>, filter: &Filter) -> Result<Vec<Note>> {
    let Filter { theme, article, trashed, offset, limit } = *filter;
    db.many(
        include_str!("list.sql"),
        named_params! {
            ":theme": theme.map(Col), ":article": article.map(Col), ":trashed": trashed, ":offset": offset,
            ":limit": if limit == 0 { ROWS_DEFAULT } else { limit },
        },
        from_row,
    )
}

/// How many notes a list has in all; offset and limit do not matter.
pub fn count(db: &Reading<'_>, filter: &Filter) -> Result<u32> {
    let Filter { theme, article, trashed, offset: _, limit: _ } = *filter;
    db.number(
        include_str!("count.sql"),
        named_params! {":theme": theme.map(Col), ":article": article.map(Col), ":trashed": trashed},
    )
}

/// Replaces a note; when title or body differ, what they said before is kept as a revision, one for each [`SITTING`] of writing.
pub fn put(db: &Writing<'_>, note: &Note) -> Result<()> {
    let before = get(db, note.id)?;
    let since = note.edited_at.checked_sub(SITTING).unwrap_or(note.edited_at);
    let times = revision_times(db, note.id)?;
    let just_kept = times.first().is_some_and(|(_, replaced_at)| *replaced_at > since);
    if !just_kept && (before.title != note.title || before.body != note.body) {
        let Note { id, title, body, .. } = before;
        add_revision(db, &NoteRevision { note: id, replaced_at: note.edited_at, title, body })?;
        thin(db, &times, note.edited_at)?;
    }
    write(db, include_str!("put.sql"), note).map(|_| ())
}

/// Forgets the revisions that are no longer kept; `times` are those of one note, newest first.
fn thin(db: &Writing<'_>, times: &[(i64, Timestamp)], now: Timestamp) -> Result<()> {
    let mut newer = None;
    for (id, replaced_at) in times {
        let slot = slot(*replaced_at, now);
        if slot.is_some() && slot == newer {
            db.run(include_str!("forget_revision.sql"), named_params! {":id": id})?;
        }
        newer = slot;
    }
    Ok(())
}

/// The hour or the day of which one revision is kept; `None` where all are.
fn slot(replaced_at: Timestamp, now: Timestamp) -> Option<(bool, i64)> {
    let age = replaced_at.duration_until(now);
    let hours = replaced_at.as_second().div_euclid(3_600);
    match age {
        _ if age < ALL => None,
        _ if age < HOURLY => Some((true, hours)),
        _ => Some((false, hours.div_euclid(24))),
    }
}

fn revision_times(db: &Reading<'_>, note: Id) -> Result<Vec<(i64, Timestamp)>> {
    db.many(include_str!("revision_times.sql"), named_params! {":note": Col(note)}, |row| {
        Ok((row.get("id")?, read(row, "replaced_at")?))
    })
}

/// What a note said before its edits, newest first.
pub fn revisions(db: &Reading<'_>, note: Id) -> Result<Vec<NoteRevision>> {
    db.many(include_str!("revisions.sql"), named_params! {":note": Col(note)}, revision_from_row)
}

/// Puts a note in the trash, or takes it out.
pub fn set_trashed(db: &Writing<'_>, id: Id, at: Option<Timestamp>) -> Result<()> {
    let mut note = get(db, id)?;
    note.trashed_at = at;
    put(db, &note)
}

/// Removes a note for good with its revisions; a tombstone stays.
pub fn remove(db: &Writing<'_>, id: Id) -> Result<()> {
    if let Some(article) = get(db, id)?.article {
        db.touch(ItemKind::Article, article);
    }
    db.run_on("note", id, include_str!("remove.sql"), named_params! {":id": Col(id)})
}

/// Keeps a picture for as long as the note is there.
pub fn add_picture(db: &Writing<'_>, note: Id, blob: &BlobHash) -> Result<()> {
    let params = named_params! {":note": Col(note), ":blob": blob.as_str()};
    db.run(include_str!("add_picture.sql"), params).map(|_| ())
}

/// The pictures that a note keeps.
pub fn pictures(db: &Reading<'_>, note: Id) -> Result<Vec<BlobHash>> {
    db.many(include_str!("pictures.sql"), named_params! {":note": Col(note)}, |row| read(row, "blob"))
}

/// The hash of what a note says.
pub(crate) fn hash_of(note: &Note) -> RowHash {
    let Note { id, title, body, .. } = note;
    RowHash::of(&[Some(&id.to_string()), Some(title), Some(body)])
}

/// The hash of what a revision says.
pub(crate) fn revision_hash_of(revision: &NoteRevision) -> RowHash {
    let NoteRevision { note, replaced_at: _, title, body } = revision;
    RowHash::of(&[Some(&note.to_string()), Some(title), Some(body)])
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: read(row, "id")?,
        title: row.get("title")?,
        body: row.get("body")?,
        article: read_opt(row, "article")?,
        created_at: read(row, "created_at")?,
        edited_at: read(row, "edited_at")?,
        trashed_at: read_opt(row, "trashed_at")?,
    })
}

pub(crate) fn revision_from_row(row: &Row<'_>) -> rusqlite::Result<NoteRevision> {
    Ok(NoteRevision {
        note: read(row, "note")?,
        replaced_at: read(row, "replaced_at")?,
        title: row.get("title")?,
        body: row.get("body")?,
    })
}

fn write(db: &Writing<'_>, sql: &str, note: &Note) -> Result<usize> {
    let Note { id, title, body, article, created_at, edited_at, trashed_at } = note;
    if let Some(article) = article {
        db.touch(ItemKind::Article, *article);
    }
    db.run(
        sql,
        named_params! {
            ":id": Col(id), ":title": title, ":body": body, ":article": article.map(Col),
            ":created_at": Col(*created_at), ":edited_at": Col(*edited_at), ":trashed_at": trashed_at.map(Col),
            ":hash": hash_of(note).0,
        },
    )
}

fn add_revision(db: &Writing<'_>, revision: &NoteRevision) -> Result<()> {
    let NoteRevision { note, replaced_at, title, body } = revision;
    let params = named_params! {
        ":note": Col(note), ":replaced_at": Col(*replaced_at), ":title": title, ":body": body,
        ":hash": revision_hash_of(revision).0,
    };
    db.run(include_str!("add_revision.sql"), params).map(|_| ())
}

#[cfg(test)]
mod tests;
