//! Notes.

use crate::{Id, Timestamp};

/// Markdown of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its public id.
    pub id: Id,
    /// Its title; may be empty.
    pub title: String,
    /// Markdown (CommonMark).
    pub body: String,
    /// The article it was written beside.
    pub article: Option<Id>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub edited_at: Timestamp,
    /// When it was put in the trash.
    pub trashed_at: Option<Timestamp>,
}

/// What a note said before an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRevision {
    /// The note.
    pub note: Id,
    /// When this wording was replaced.
    pub replaced_at: Timestamp,
    /// The title then.
    pub title: String,
    /// The body then.
    pub body: String,
}
