//! Articles on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{items::ThemeRef, notes::Note, quotes::Quote};

/// Which articles a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Shelf {
    /// Those not read yet.
    Inbox,
    /// All that are not in the trash.
    #[default]
    All,
    /// The starred ones.
    Starred,
    /// Those in the trash.
    Trash,
}

/// What a list is sorted by, newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// The time of clipping.
    #[default]
    Clipped,
    /// The time of publication.
    Published,
}

/// Request of `articles.list`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ListArticles {
    /// Which shelf.
    pub shelf: Shelf,
    /// Only those with this theme or one below it.
    pub theme: Option<String>,
    /// Sorted by.
    pub order: Order,
    /// How many to leave out at the start.
    pub offset: u32,
    /// How many at the most; 0 for 200.
    pub limit: u32,
}

/// Reply of `articles.list`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleList {
    /// The rows asked for.
    pub rows: Vec<ArticleRow>,
    /// How many there are in all.
    pub total: u32,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published: `2026-03-12`, with time and offset where known.
    pub published: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// The beginning of its abstract or text.
    pub excerpt: String,
    /// When it was clipped, milliseconds since 1970 UTC.
    pub clipped_at: i64,
    /// Whether it was not read yet.
    pub unread: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// How many quotes it has.
    pub quotes: u32,
}

/// A capture in the list of an article's captures.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaptureRow {
    /// Its id.
    pub id: String,
    /// When it was taken, milliseconds since 1970 UTC.
    pub taken_at: i64,
    /// The media type of the original.
    pub media_type: String,
    /// The hash under which the original bytes are served, when they are kept.
    pub original: Option<String>,
    /// How many characters its text has.
    pub characters: u32,
}

/// A picture of the shown capture and how far its keeping is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureRow {
    /// Its address.
    pub url: String,
    /// `waiting`, `kept` or `failed`.
    pub state: String,
    /// Its bytes' hash, once kept.
    pub blob: Option<String>,
    /// Why it failed.
    pub message: Option<String>,
}

/// One article, whole. Reply of `articles.get`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// What its row in a list says.
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: ArticleRow,
    /// The site's own abstract.
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// The shown capture.
    pub capture: String,
    /// Sanitised HTML for the reader frame: `data-at` gives the character offset of each block's text; pictures point at kept blobs.
    pub html: String,
    /// The plain text that anchors count.
    pub text: String,
    /// About how long it takes to read, minutes.
    pub minutes: u32,
    /// Its captures, newest first.
    pub captures: Vec<CaptureRow>,
    /// The pictures of the shown capture.
    pub pictures: Vec<PictureRow>,
    /// Its quotes in order of place; the unplaced ones last.
    pub quote_list: Vec<Quote>,
    /// The notes written beside it.
    pub notes: Vec<Note>,
}

/// Request of `articles.get`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetArticle {
    /// The article.
    pub id: String,
    /// Another capture than the current one.
    #[serde(default)]
    #[ts(optional)]
    pub capture: Option<String>,
}

/// Request of `articles.mark`: what is absent stays.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkArticles {
    /// The articles.
    pub ids: Vec<String>,
    /// Read or unread.
    #[serde(default)]
    #[ts(optional)]
    pub read: Option<bool>,
    /// Starred or not.
    #[serde(default)]
    #[ts(optional)]
    pub starred: Option<bool>,
}

/// Request of `articles.edit`: what is absent stays; an empty text clears.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditArticle {
    /// The article.
    pub id: String,
    /// Its headline.
    #[serde(default)]
    #[ts(optional)]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    #[ts(optional)]
    pub byline: Option<String>,
    /// The publication.
    #[serde(default)]
    #[ts(optional)]
    pub site: Option<String>,
    /// When it was published.
    #[serde(default)]
    #[ts(optional)]
    pub published: Option<String>,
}

/// Request of `articles.diff`; the two newest captures unless named.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DiffArticle {
    /// The article.
    pub id: String,
    /// The older capture.
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<String>,
    /// The newer capture.
    #[serde(default)]
    #[ts(optional)]
    pub to: Option<String>,
}

/// What the publisher changed. Reply of `articles.diff`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Diff {
    /// The older capture.
    pub from: String,
    /// The newer capture.
    pub to: String,
    /// The changes in order of place.
    pub changes: Vec<Change>,
}

/// One change between two captures.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// `added`, `removed` or `replaced`.
    pub kind: String,
    /// The older words.
    pub before: String,
    /// The newer words.
    pub after: String,
}
