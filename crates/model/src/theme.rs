//! Themes, their aliases, and what they are attached to.

use serde::{Deserialize, Serialize};

use crate::{Id, ItemKind, Timestamp};

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its public id.
    pub id: Id,
    /// Its name, unique among themes and aliases regardless of case.
    pub name: String,
    /// What it stands for.
    pub kind: ThemeKind,
    /// The theme it lies under.
    pub parent: Option<Id>,
    /// Its colour, `1..=8`, a token of the appearance.
    pub colour: u8,
    /// What it means, for people.
    pub description: Option<String>,
    /// Other names, in any language.
    pub aliases: Vec<Alias>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What a theme stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeKind {
    /// A subject such as HBM.
    #[default]
    Topic,
    /// A company; its tickers are aliases.
    Company,
    /// A person.
    Person,
}

impl ThemeKind {
    /// The word used in SQL and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Company => "company",
            Self::Person => "person",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Topic, Self::Company, Self::Person].into_iter().find(|k| k.as_str() == word)
    }
}

/// Another name of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Alias {
    /// The name as written.
    pub form: String,
    /// BCP 47 language, when it matters.
    pub lang: Option<String>,
    /// Whether its capitals must be capitals in a text: Arm is found in Arm and ARM, not in arm.
    pub match_case: bool,
    /// Whether it must stand as a whole word (for Latin script).
    pub whole_word: bool,
    /// Whether it is also an ordinary word (ON, MU, META), so that it counts in context only.
    pub ambiguous: bool,
}

/// A theme on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagging {
    /// The theme.
    pub theme: Id,
    /// The item.
    pub item: Id,
    /// What the item is.
    pub item_kind: ItemKind,
    /// Who put it there.
    pub by: TaggedBy,
    /// Whether the user agrees.
    pub state: TaggingState,
    /// When.
    pub tagged_at: Timestamp,
}

/// Who put a theme on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaggedBy {
    /// The user.
    User,
    /// A rule.
    Rule,
}

/// Whether a tagging holds or is only proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaggingState {
    /// It holds.
    Confirmed,
    /// It is proposed.
    Suggested,
}
