//! What is put into the index.

use jiff::civil::Date;
use model::{Id, ItemKind};

/// One article, quote or note as the index takes it. Every field is derived from the library file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The item.
    pub id: Id,
    /// What it is; [`ItemKind::Theme`] is not searched and refused.
    pub kind: ItemKind,
    /// The article a quote stands in or a note was written beside.
    pub article: Option<Id>,
    /// Its title; of a quote empty, so that the words of an article's title do not find its quotes.
    pub title: String,
    /// Its text: of a quote its exact words, then its comment on a line of its own.
    pub body: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// The themes it carries.
    pub themes: Vec<Id>,
    /// When it was published, milliseconds since 1970 UTC; of a quote, when its article was.
    pub published_at: Option<i64>,
    /// The day it is dated, on the clock of who wrote it: of an article and its quotes the day of publication, of a
    /// note the day it was begun.
    pub dated: Option<Date>,
    /// When it was clipped, marked or written, milliseconds since 1970 UTC.
    pub clipped_at: i64,
    /// Whether it was not read yet.
    pub unread: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it lies in the trash, where only `is:trashed` finds it.
    pub trashed: bool,
    /// What hangs on it.
    pub has: Has,
}

/// What hangs on an item, for `has:`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    /// A quote was marked in it.
    pub quote: bool,
    /// A note was written beside it.
    pub note: bool,
    /// A number stands in what was quoted of it.
    pub figure: bool,
    /// It shows a picture.
    pub picture: bool,
}

/// A change of the library, as a pass applies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The item is new or changed; it replaces what the index had.
    Put(Box<Document>),
    /// The item is gone for good.
    Remove(Id),
}
