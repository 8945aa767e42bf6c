//! Quotes on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::items::ThemeRef;

/// A quote with what is known of its article.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// Its id.
    pub id: String,
    /// The article it stands in.
    pub article_id: String,
    /// The article's headline.
    pub article_title: String,
    /// The article's publication.
    pub site: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// The exact words.
    pub exact: String,
    /// Up to 32 characters before.
    pub prefix: String,
    /// Up to 32 characters after.
    pub suffix: String,
    /// First character in the capture's text.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The capture that the characters count.
    pub capture_id: String,
    /// Whether its place is known.
    pub placed: bool,
    /// Who said it.
    pub speaker: Option<String>,
    /// The user's remark.
    pub comment: Option<String>,
    /// The colour of its mark, `1..=5`.
    pub colour: u8,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// When it was marked, milliseconds since 1970 UTC.
    pub created_at: i64,
    /// Whether it lies in the trash.
    pub trashed: bool,
}

/// Request of `quotes.add`: either `start` and `end`, or `text` with `occurrence`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddQuote {
    /// The article.
    pub article: String,
    /// First character in the text of the capture.
    pub start: Option<u32>,
    /// One past the last character.
    pub end: Option<u32>,
    /// The capture those count; the current one unless named.
    pub capture: Option<String>,
    /// The words, which must stand in the article.
    pub text: Option<String>,
    /// Which occurrence of the words, from 1.
    pub occurrence: Option<u32>,
    /// Who said it.
    pub speaker: Option<String>,
    /// A remark.
    pub comment: Option<String>,
    /// The colour of its mark, `1..=5`.
    pub colour: Option<u8>,
    /// Names of themes; unknown ones are made.
    pub themes: Option<Vec<String>>,
}

/// Request of `quotes.edit`: what is absent stays; an empty text clears.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditQuote {
    /// The quote.
    pub id: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// A remark.
    pub comment: Option<String>,
    /// The colour of its mark, `1..=5`.
    pub colour: Option<u8>,
    /// A new place, first character in the text of the article's current capture; with `end`.
    pub start: Option<u32>,
    /// One past the last character of the new place.
    pub end: Option<u32>,
}

/// Request of `quotes.list`, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListQuotes {
    /// Only those with this theme or one below it.
    pub theme: Option<String>,
    /// Only those of this article.
    pub article: Option<String>,
    /// Only those said by this person.
    pub speaker: Option<String>,
    /// Only those whose place is lost.
    pub unplaced: Option<bool>,
    /// How many to leave out at the start.
    pub offset: Option<u32>,
    /// How many at the most.
    pub limit: Option<u32>,
}
