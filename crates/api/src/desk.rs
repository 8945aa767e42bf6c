//! The library as a whole on the wire: status, settings, care.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Reply of `library.status`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The library's folder.
    pub folder: String,
    /// Whether it may only be read, and why.
    pub read_only: Option<String>,
    /// Counts for the sidebar.
    pub counts: Counts,
    /// The number of the last change.
    pub seq: u64,
    /// Whether the index answers for all that is in the library.
    pub index_current: bool,
    /// Whether nothing was ever clipped, so that the sample is offered.
    pub empty: bool,
    /// This program's version.
    pub version: String,
}

/// How many there are, outside the trash.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Unread articles.
    pub inbox: u32,
    /// Articles.
    pub articles: u32,
    /// Starred articles.
    pub starred: u32,
    /// Quotes.
    pub quotes: u32,
    /// Quotes whose place is lost.
    pub unplaced: u32,
    /// Notes.
    pub notes: u32,
    /// Articles, quotes and notes in the trash.
    pub trash: u32,
}

/// Request of `library.check`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Check {
    /// Whether to mend what can be mended safely.
    pub repair: bool,
}

/// Reply of `library.check`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Checked {
    /// Whether nothing is wrong (any more).
    pub ok: bool,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Something that is wrong with the library.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// A stable word for programs.
    pub what: String,
    /// The item, where there is one.
    pub item: Option<String>,
    /// What is wrong and what to do, for people.
    pub message: String,
    /// Whether it was mended.
    pub repaired: bool,
}

/// Reply of `library.reindex`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reindexed {
    /// Documents in the new index.
    pub documents: u64,
    /// How long it took, milliseconds.
    pub took_ms: u64,
}

/// Reply of `library.backup`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackedUp {
    /// The file that was written and verified.
    pub file: String,
    /// Its size, bytes.
    pub bytes: u64,
}

/// Reply of `settings.get` and request of `settings.put`: what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Settings {
    /// `system`, `en` or `zh-CN`.
    pub language: Option<String>,
    /// `system`, `light` or `dark`.
    pub appearance: Option<String>,
}

/// The event `changed`: what a write touched, in this process or another; views read again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The number of the last change.
    pub seq: u64,
    /// What was touched; empty when it may be anything.
    pub items: Vec<crate::items::TouchedItem>,
    /// Whether the receipts changed.
    pub receipts: bool,
}
