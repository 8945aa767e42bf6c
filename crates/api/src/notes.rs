//! Notes on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::items::ThemeRef;

/// A note.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// The body as sanitised HTML.
    pub html: String,
    /// The article it was written beside.
    pub article_id: Option<String>,
    /// That article's headline.
    pub article_title: Option<String>,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// What links here.
    pub backlinks: Vec<Backlink>,
    /// When it was begun, milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was last changed, milliseconds since 1970 UTC.
    pub edited_at: i64,
    /// Whether it lies in the trash.
    pub trashed: bool,
}

/// An item that links to another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Backlink {
    /// Its id.
    pub id: String,
    /// `article`, `quote`, `note` or `theme`.
    pub kind: String,
    /// What it is called.
    pub title: String,
}

/// Request of `notes.add`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddNote {
    /// Its title.
    pub title: Option<String>,
    /// Markdown.
    pub body: Option<String>,
    /// The article it is written beside.
    pub article: Option<String>,
}

/// Request of `notes.edit`: what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditNote {
    /// The note.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Markdown.
    pub body: Option<String>,
}

/// Request of `notes.list`, last edited first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListNotes {
    /// Only those with this theme or one below it.
    pub theme: Option<String>,
    /// How many to leave out at the start.
    pub offset: Option<u32>,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// What a note said before an edit. Reply of `notes.revisions`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Revision {
    /// When this wording was replaced, milliseconds since 1970 UTC.
    pub replaced_at: i64,
    /// The title then.
    pub title: String,
    /// The body then.
    pub body: String,
}
