//! What is asked, and what is answered.

use model::{Id, ItemKind};

use crate::{Deadline, Matcher};

/// What hits are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// How well they match.
    #[default]
    Relevance,
    /// Newest publication first; items without a date last.
    Published,
    /// Last clipped, marked or written first.
    Clipped,
}

/// Filters set beside the query text. An empty list does not filter; within a list any one suffices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Kinds of items.
    pub kinds: Vec<ItemKind>,
    /// Themes; those below them in the [`Lexicon`](crate::Lexicon) count too.
    pub themes: Vec<Id>,
    /// Publications, exactly as printed.
    pub sites: Vec<String>,
    /// Only items that belong to this article (the article, its quotes, its notes).
    pub article: Option<Id>,
}

/// A question to the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The query as typed; empty finds everything that passes the filters.
    pub query: String,
    /// Filters set beside it.
    pub filters: Filters,
    /// Sorted by.
    pub sort: Sort,
    /// How many hits at the most, up to [`LIMIT_MAX`](crate::LIMIT_MAX).
    pub limit: usize,
    /// How many hits to leave out at the start, up to [`OFFSET_MAX`](crate::OFFSET_MAX).
    pub offset: usize,
    /// Whether the last word may be unfinished, as while typing.
    pub typing: bool,
    /// The present moment, milliseconds since 1970 UTC; newer items rank a little higher.
    pub now: i64,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The best hits.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u64,
    /// Counts of all hits.
    pub facets: Facets,
    /// Whether hits with only some of the words follow.
    pub relaxed: bool,
    /// Whether the query asked for the trash, so that hits may lie in it.
    pub with_trash: bool,
    /// The fields that hold for the whole query, as they stand in it.
    pub filters: Vec<Filter>,
    /// What was understood otherwise than typed.
    pub remarks: Vec<Remark>,
    /// Find the words of the query in a text, for snippets and highlights.
    pub matchers: Matchers,
    /// When everything that is shown of the hits must be there.
    pub deadline: Deadline,
}

/// What marks the words of a query in the texts of its hits.
#[derive(Clone, Debug)]
pub struct Matchers {
    /// Finds what was asked for, and nothing else.
    pub whole: Matcher,
    /// Finds the parts of the words besides; there when hits with only some of the words follow.
    pub partial: Option<Matcher>,
}

impl Matchers {
    /// What marks the texts of a hit.
    pub fn of(&self, hit: &Hit) -> &Matcher {
        self.partial.as_ref().filter(|_| hit.partial).unwrap_or(&self.whole)
    }
}

/// One hit; its row comes from the library file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The item.
    pub id: Id,
    /// What it is.
    pub kind: ItemKind,
    /// The article a quote stands in or a note was written beside.
    pub article: Option<Id>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// Whether only some of the words match.
    pub partial: bool,
}

/// Counts of all hits, the most frequent first (months: the latest first), at most
/// [`FACETS_MAX`](crate::FACETS_MAX) of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<(ItemKind, u64)>,
    /// By theme.
    pub themes: Vec<(Id, u64)>,
    /// By publication.
    pub sites: Vec<(String, u64)>,
    /// By person, who wrote or said it.
    pub people: Vec<(String, u64)>,
    /// By the month it is dated, `2026-03`.
    pub months: Vec<(String, u64)>,
}

/// A field that holds for a whole query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Its first character in the query.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// The field.
    pub field: &'static str,
    /// The sign of the comparison, empty for none.
    pub compare: &'static str,
    /// The value as typed, without quotation marks.
    pub value: String,
    /// Whether it is excluded.
    pub negated: bool,
}

/// A remark about a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remark {
    /// The query was longer than the limit; its start was used.
    TooLong,
    /// There were more words than the limit; the first were used.
    TooManyWords,
    /// Parentheses were nested deeper than the limit; the words were used.
    TooDeep,
    /// A quoted phrase was longer than the limit; its start was used.
    PhraseTooLong,
    /// A quotation mark or parenthesis was not closed, or closed what was not open.
    Unbalanced,
    /// `OR` or `-` had nothing to work on and was searched as a word or left out.
    LooseOperator,
    /// A word was written as a field of which there is none, and was searched as it stands.
    UnknownField,
    /// A field's value was not understood (a date, a kind, a state) and was searched as a word.
    FieldNotUnderstood,
    /// No theme has this name; it was searched as a word.
    UnknownTheme,
    /// There was nothing to look for but what must not occur.
    OnlyExclusions,
    /// The search took too long and was cut off; what was found until then is shown.
    CutOff,
}

impl Remark {
    /// A stable word for programs and translation.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "tooLong",
            Self::TooManyWords => "tooManyWords",
            Self::TooDeep => "tooDeep",
            Self::PhraseTooLong => "phraseTooLong",
            Self::Unbalanced => "unbalanced",
            Self::LooseOperator => "looseOperator",
            Self::UnknownField => "unknownField",
            Self::FieldNotUnderstood => "fieldNotUnderstood",
            Self::UnknownTheme => "unknownTheme",
            Self::OnlyExclusions => "onlyExclusions",
            Self::CutOff => "cutOff",
        }
    }

    /// A sentence for people.
    pub const fn message(self) -> &'static str {
        match self {
            Self::TooLong => "The query is very long; only its first 2,000 characters were searched.",
            Self::TooManyWords => "The query has many parts; only the first 64 were searched.",
            Self::TooDeep => "The parentheses are nested too deeply; the query was searched as words.",
            Self::PhraseTooLong => "A quoted phrase is very long; only its first 32 words were searched.",
            Self::Unbalanced => "A quotation mark or parenthesis is not closed; it was read as if it were.",
            Self::LooseOperator => "An OR or a minus sign had nothing beside it and was left out.",
            Self::UnknownField => "There is no field of that name; it was searched as words.",
            Self::FieldNotUnderstood => "A value was not understood and was searched as a word.",
            Self::UnknownTheme => "There is no theme of that name; it was searched as a word.",
            Self::OnlyExclusions => "The query only says what must not occur; everything else is shown.",
            Self::CutOff => "The search took too long; not everything was looked at.",
        }
    }
}
