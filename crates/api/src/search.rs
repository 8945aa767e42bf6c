//! Search on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::items::ThemeRef;

/// What hits are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// How well they match.
    #[default]
    Relevance,
    /// Newest publication first.
    Published,
    /// Last clipped first.
    Clipped,
}

/// Request of `search.find`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Find {
    /// The query as typed.
    pub query: String,
    /// `article`, `quote`, `note`; all when absent.
    pub kinds: Option<Vec<String>>,
    /// Only what carries this theme (id) or one below it.
    pub theme: Option<String>,
    /// Sorted by.
    pub sort: Option<Sort>,
    /// How many to leave out at the start.
    pub offset: Option<u32>,
    /// How many at the most; 20 when absent.
    pub limit: Option<u32>,
    /// Whether the last word may be unfinished, as while typing.
    pub typing: Option<bool>,
}

/// Reply of `search.find`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The best hits.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u32,
    /// Counts of all hits.
    pub facets: Facets,
    /// How long it took inside the program, microseconds.
    pub took_us: u64,
    /// Whether hits with only most of the words follow.
    pub relaxed: bool,
    /// What was understood otherwise than typed.
    pub remarks: Vec<Remark>,
}

/// A remark about a query.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// A stable word for programs and translation.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

/// One hit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// `article`, `quote` or `note`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The article a quote stands in or a note was written beside.
    pub article_id: Option<String>,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// Its title: of a quote, its article's.
    pub title: String,
    /// Character ranges of the title that match.
    pub title_highlights: Vec<(u32, u32)>,
    /// A passage that matches, plain text.
    pub snippet: String,
    /// Character ranges of the snippet that match.
    pub highlights: Vec<(u32, u32)>,
    /// The publication.
    pub site: Option<String>,
    /// Who said it, of a quote.
    pub speaker: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// When it was clipped, marked or written, milliseconds since 1970 UTC.
    pub clipped_at: i64,
    /// Whether the article was not read yet.
    pub unread: bool,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// Whether only most of the words match.
    pub partial: bool,
}

/// Counts of hits.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<Facet>,
    /// By theme (`value` is its id).
    pub themes: Vec<Facet>,
    /// By publication.
    pub sites: Vec<Facet>,
    /// By month of publication, `2026-03`.
    pub months: Vec<Facet>,
}

/// A count of hits with one value.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// The value for programs.
    pub value: String,
    /// The value for people.
    pub label: String,
    /// How many hits have it.
    pub count: u32,
}
