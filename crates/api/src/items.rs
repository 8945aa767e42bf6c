//! What all items share on the wire: references, trash, themes attached.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A theme where it is attached to something.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeRef {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its colour, `1..=8`.
    pub colour: u8,
}

/// Request that names one item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OneItem {
    /// Its id.
    pub id: String,
}

/// Request that names several items.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SomeItems {
    /// Their ids.
    pub ids: Vec<String>,
}

/// Request with nothing to say.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Nothing {}

/// An item that was touched. Reply of `items.trash`, `items.restore` and `items.remove`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TouchedItem {
    /// Its id.
    pub id: String,
    /// `article`, `quote`, `note` or `theme`.
    pub kind: String,
}

/// Request of `items.tag` and `items.untag`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TagItems {
    /// The items: articles, quotes, notes.
    pub ids: Vec<String>,
    /// Names or aliases of themes; unknown ones are made.
    pub themes: Vec<String>,
}

/// The themes an item has now. Reply of `items.tag` and `items.untag`, one for each item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaggedItem {
    /// Its id.
    pub id: String,
    /// `article`, `quote` or `note`.
    pub kind: String,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
}
