//! A query as a tree.

use jiff::civil::Date;
use model::ItemKind;

use crate::{Filter, Remark, analysis::Needle, schema::mark};

/// A query, understood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    pub(crate) root: Node,
    /// The fields that hold for all of it, as they stand in it.
    pub(crate) filters: Vec<Filter>,
    pub(crate) remarks: Vec<Remark>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Every part must match; none finds everything.
    All(Vec<Node>),
    /// One part must match.
    Any(Vec<Node>),
    /// The part must not match.
    Not(Box<Node>),
    /// Bare words side by side.
    Words(Vec<Word>),
    /// A quoted phrase.
    Phrase(Needle),
    /// A field.
    Field(Condition),
}

impl Node {
    /// Whether a part says something of the trash.
    pub(crate) fn asks_for_trash(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_for_trash),
            Self::Not(part) => part.asks_for_trash(),
            Self::Field(condition) => *condition == Condition::Mark(mark::TRASHED),
            Self::Words(_) | Self::Phrase(_) => false,
        }
    }
}

/// A bare word as typed: what it looks for, and itself, for the names of themes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) typed: String,
    /// Several where punctuation breaks it.
    pub(crate) needles: Vec<Needle>,
    pub(crate) end: End,
}

/// How a word ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// As it is: other forms of it and other names of its theme count.
    Whole,
    /// It is being typed: it is whole, or its last needle goes on.
    Typed,
    /// `*`: its last needle is the beginning of what is looked for, and nothing else is.
    Open,
    /// `~`: it may be written a little otherwise.
    Near,
}

/// What a field asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    /// The name of a theme, as typed.
    Theme(String),
    /// These words in a named text.
    Text { field: TextField, needle: Needle, is_prefix: bool },
    /// Exactly this named text.
    Whole(TextField, String),
    /// One of the kinds.
    Kind(ItemKind),
    /// A language.
    Lang(String),
    /// A mark: unread, starred, has a figure.
    Mark(&'static str),
    /// Dated on these days.
    Dated(Range),
    /// Clipped, marked or written on these days, where the researcher is.
    Clipped(Range),
}

/// Days, open where there is no end; `until` is not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

/// A text that a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextField {
    Title,
    Author,
    Speaker,
    /// Who wrote or said it.
    Person,
    Site,
    Url,
}

/// Something looked for in the text, for highlights and for relaxing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Looked {
    pub(crate) needle: Needle,
    /// Whether its last atom may go on.
    pub(crate) is_prefix: bool,
    /// Whether other forms of an English word count.
    pub(crate) with_stem: bool,
    /// Whether words written a little otherwise count.
    pub(crate) is_near: bool,
}
