//! Notes on the wire.

use library::{Library, NoteEdit, NoteFilter, NoteView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    items::{OneItem, ThemeRef, theme_refs},
};

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

impl From<library::Backlink> for Backlink {
    fn from(link: library::Backlink) -> Self {
        let library::Backlink { source, title } = link;
        Self { id: source.id.to_string(), kind: source.kind.as_str().to_owned(), title }
    }
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

/// Request of `notes.list` and `notes.count`, last edited first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListNotes {
    /// Only those with this theme or one below it.
    pub theme: Option<String>,
    /// Those in the trash instead of the others.
    pub trashed: Option<bool>,
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

/// Notes of a list when none are asked for.
const ROWS: u32 = 200;

pub(crate) fn view(library: &Library, view: NoteView) -> Result<Note, WireError> {
    let html = view.html();
    let NoteView { note, article_title, themes, backlinks } = view;
    Ok(Note {
        id: note.id.to_string(),
        title: note.title,
        body: note.body,
        html,
        article_id: note.article.map(|article| article.to_string()),
        article_title,
        themes: theme_refs(library, &themes)?,
        backlinks: backlinks.into_iter().map(Backlink::from).collect(),
        created_at: note.created_at.as_millisecond(),
        edited_at: note.edited_at.as_millisecond(),
        trashed: note.trashed_at.is_some(),
    })
}

/// Writes a note.
pub fn add(library: &Library, request: AddNote) -> Result<Note, WireError> {
    let AddNote { title, body, article } = request;
    view(library, library.add_note(title.unwrap_or_default(), body.unwrap_or_default(), article.as_deref())?)
}

/// Keeps a picture for a note; answers the address it has in the note's Markdown.
pub fn keep_picture(library: &Library, note: &str, bytes: &[u8]) -> Result<String, WireError> {
    Ok(format!("tearsheet-blob:{}", library.keep_note_picture(note, bytes)?.as_str()))
}

/// Changes a note.
pub fn edit(library: &Library, request: EditNote) -> Result<Note, WireError> {
    let EditNote { id, title, body } = request;
    view(library, library.edit_note(&id, &NoteEdit { title, body })?)
}

/// One note.
pub fn get(library: &Library, request: OneItem) -> Result<Note, WireError> {
    view(library, library.note(&request.id)?)
}

fn filter(library: &Library, request: ListNotes) -> Result<NoteFilter, WireError> {
    let ListNotes { theme, trashed, offset, limit } = request;
    Ok(NoteFilter {
        theme: theme.as_deref().map(|theme| library.theme(theme)).transpose()?.map(|theme| theme.id),
        article: None,
        trashed: trashed.unwrap_or_default(),
        offset: offset.unwrap_or_default(),
        limit: limit.unwrap_or(ROWS),
    })
}

/// The notes of a list.
pub fn list(library: &Library, request: ListNotes) -> Result<Vec<Note>, WireError> {
    library.notes(&filter(library, request)?)?.into_iter().map(|note| view(library, note)).collect()
}

/// How many notes a list has in all; its offset and limit do not matter.
pub fn count(library: &Library, request: ListNotes) -> Result<u32, WireError> {
    Ok(library.note_count(&filter(library, request)?)?)
}

/// What a note said before its edits.
pub fn revisions(library: &Library, request: OneItem) -> Result<Vec<Revision>, WireError> {
    let revision = |revision: model::NoteRevision| Revision {
        replaced_at: revision.replaced_at.as_millisecond(),
        title: revision.title,
        body: revision.body,
    };
    Ok(library.note_revisions(&request.id)?.into_iter().map(revision).collect())
}
