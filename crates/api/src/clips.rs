//! Clipping on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What arrives by drag or paste as text; files and pictures come as bytes by another door.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum Drop {
    /// An address to fetch.
    Url {
        /// The address.
        url: String,
        /// The title the source gave.
        #[serde(default)]
        #[ts(optional)]
        title: Option<String>,
    },
    /// A selection of a page.
    Html {
        /// Raw HTML.
        html: String,
        /// The page it came from.
        #[serde(default)]
        #[ts(optional)]
        url: Option<String>,
        /// The title the source gave.
        #[serde(default)]
        #[ts(optional)]
        title: Option<String>,
    },
    /// Plain text.
    Text {
        /// The text.
        text: String,
        /// The page it came from.
        #[serde(default)]
        #[ts(optional)]
        url: Option<String>,
    },
}

/// Request of `clips.drop`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DropClips {
    /// What was dropped.
    pub drops: Vec<Drop>,
    /// Names of themes to tag the articles with.
    #[serde(default)]
    #[ts(optional)]
    pub themes: Option<Vec<String>>,
}

/// What became of one drop. Reply of `clips.drop`, one for each drop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Clipped {
    /// The article's id, or the waiting clip's; empty when it failed.
    pub id: String,
    /// `new`, `seen`, `captured`, `waiting` or `failed`.
    pub state: String,
    /// The headline, or what stands in for it.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// Its pictures.
    pub pictures: Vec<ClippedPicture>,
    /// The article that it is the same as.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duplicate_of: Option<String>,
    /// What happened and what to do, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message: Option<String>,
}

/// A picture of a clip.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClippedPicture {
    /// Its address.
    pub url: String,
    /// `waiting`, `kept` or `failed`.
    pub state: String,
}

/// Work that goes on in the background. Reply of `clips.receipts`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Its id.
    pub id: String,
    /// The article it belongs to, once there is one.
    pub article_id: Option<String>,
    /// The headline or address.
    pub title: String,
    /// The text: `waiting`, `done` or `failed`.
    pub text: String,
    /// Pictures kept.
    pub pictures_kept: u32,
    /// Pictures that could not be fetched.
    pub pictures_failed: u32,
    /// Pictures in all.
    pub pictures: u32,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// Why it failed or waits, for people.
    pub message: Option<String>,
    /// When it was dropped, milliseconds since 1970 UTC.
    pub dropped_at: i64,
}

/// What extraction found in a file, without keeping it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Extracted {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// The site's own abstract.
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// Plain text.
    pub text: String,
    /// Clean HTML.
    pub html: String,
    /// Addresses of its pictures.
    pub images: Vec<String>,
    /// What was cut, and why.
    pub removed: Vec<RemovedPart>,
}

/// A part that extraction cut.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovedPart {
    /// The step that cut it.
    pub step: String,
    /// Why.
    pub reason: String,
    /// The beginning of its text.
    pub text: String,
}
