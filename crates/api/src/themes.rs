//! Themes on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A theme with its aliases and counts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `topic`, `company` or `person`.
    pub kind: String,
    /// The theme it lies under.
    pub parent: Option<String>,
    /// Its colour, `1..=8`.
    pub colour: u8,
    /// What it means.
    pub description: Option<String>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// How many articles, quotes and notes carry it, itself or by a theme below it.
    pub count: u32,
    /// Articles carrying it by week of publication (of clipping where unknown), the last twelve weeks, oldest first.
    pub weeks: Vec<u32>,
}

/// Another name of a theme.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Alias {
    /// The name as written.
    pub form: String,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// Whether case matters.
    pub match_case: bool,
    /// Whether it must stand as a whole word.
    pub whole_word: bool,
}

/// Request of `themes.add`. A theme with that name gets the aliases and keeps the rest.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddTheme {
    /// Its name.
    pub name: String,
    /// `topic`, `company` or `person`.
    pub kind: Option<String>,
    /// Name or id of the theme it lies under.
    pub parent: Option<String>,
    /// Its colour, `1..=8`.
    pub colour: Option<u8>,
    /// What it means.
    pub description: Option<String>,
    /// Other names as plain forms.
    pub aliases: Option<Vec<String>>,
}

/// Request of `themes.edit`: what is absent stays; an empty parent or description clears.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditTheme {
    /// Id, name or alias of the theme.
    pub theme: String,
    /// A new name.
    pub name: Option<String>,
    /// `topic`, `company` or `person`.
    pub kind: Option<String>,
    /// Name or id of the theme it lies under.
    pub parent: Option<String>,
    /// Its colour, `1..=8`.
    pub colour: Option<u8>,
    /// What it means.
    pub description: Option<String>,
    /// All its other names.
    pub aliases: Option<Vec<Alias>>,
}

/// Request of `themes.merge`: `from` becomes an alias of `into`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MergeThemes {
    /// The theme that goes.
    pub from: String,
    /// The theme that stays.
    pub into: String,
}

/// A theme found in a text. Reply of `themes.suggest`, most frequent first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// The theme's id.
    pub id: String,
    /// The theme's name.
    pub theme: String,
    /// Its colour, `1..=8`.
    pub colour: u8,
    /// The forms that were found.
    pub forms: Vec<String>,
    /// How often.
    pub count: u32,
    /// Whether the item carries it already.
    pub tagged: bool,
}
