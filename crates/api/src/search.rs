//! Search on the wire.

use library::Library;
use model::ItemKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{WireError, items::ThemeRef};

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

/// Request of `search.inside`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct FindInside {
    /// The article or the note.
    pub id: String,
    /// The query as typed.
    pub query: String,
    /// Whether the last word may be unfinished, as while typing.
    pub typing: Option<bool>,
}

/// Reply of `search.inside`: characters of an article's text, or of a note's source.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Inside {
    /// Where words of the query stand, in order, the first 500.
    pub ranges: Vec<(u32, u32)>,
    /// Where the passage begins that has the most of them; null where none stands.
    pub best: Option<u32>,
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
    /// Whether hits with only some of the words follow.
    pub relaxed: bool,
    /// The fields that hold for the whole query, as they stand in it.
    pub filters: Vec<Filter>,
    /// What was understood otherwise than typed.
    pub remarks: Vec<Remark>,
}

/// A field that holds for a whole query, shown as a chip.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Filter {
    /// Its first character in the query.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// `theme`, `site`, `author`, `speaker`, `person`, `kind`, `lang`, `before`, `after`, `on`, `clipped`, `is`, `has`, `url`, `title`.
    pub field: String,
    /// The sign of a comparison, `<` `<=` `>` `>=` `=`, or empty.
    pub compare: String,
    /// The value as typed, without quotation marks.
    pub value: String,
    /// Whether it is excluded.
    pub negated: bool,
    /// The theme it names, where there is one.
    pub theme: Option<ThemeRef>,
}

/// Request of `search.like`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct FindLike {
    /// An article, quote or note.
    pub id: String,
    /// `article`, `quote`, `note`; all when absent.
    pub kinds: Option<Vec<String>>,
    /// How many to leave out at the start.
    pub offset: Option<u32>,
    /// How many at the most; 20 when absent.
    pub limit: Option<u32>,
}

/// Request of `search.complete`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Complete {
    /// The query as typed.
    pub query: String,
    /// Where the cursor stands in it, characters.
    pub cursor: u32,
}

/// Reply of `search.complete`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Completion {
    /// The first character that an offer replaces.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The offers, best first.
    pub offers: Vec<Offer>,
}

/// One way to go on in the search field.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// The field.
    pub field: String,
    /// What stands in the query then; of a field without its value, its name and colon.
    pub text: String,
    /// The value for people; empty for a field without its value.
    pub label: String,
    /// Another name that fits what was typed.
    pub also: Option<String>,
    /// How many items have it, where that is known.
    pub count: Option<u32>,
    /// The theme, where it is one.
    pub theme: Option<ThemeRef>,
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
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// Whether only some of the words match.
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
    /// By person, who wrote or said it.
    pub people: Vec<Facet>,
    /// By the month it is dated, `2026-03`.
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

/// Hits of an answer when none are asked for.
const HITS: u32 = 20;
/// As many marks as a page is drawn with.
const INSIDE_MAX: u32 = 500;

/// Searches articles, quotes and notes.
pub fn find(library: &Library, request: Find) -> Result<Answer, WireError> {
    let Find { query, kinds, theme, sort, offset, limit, typing } = request;
    let asked = library::Find {
        query,
        kinds: kinds_of(kinds)?,
        theme: theme.as_deref().map(|theme| library.theme(theme)).transpose()?.map(|theme| theme.id),
        sort: match sort.unwrap_or_default() {
            Sort::Relevance => library::Sort::Relevance,
            Sort::Published => library::Sort::Published,
            Sort::Clipped => library::Sort::Clipped,
        },
        offset: offset.unwrap_or_default(),
        limit: limit.unwrap_or(HITS),
        typing: typing.unwrap_or_default(),
    };
    Ok(library.find(&asked)?.into())
}

/// Where the words of a query stand in an article or a note.
pub fn inside(library: &Library, request: FindInside) -> Result<Inside, WireError> {
    let FindInside { id, query, typing } = request;
    let marks = library.inside(&id, &query, typing.unwrap_or_default(), INSIDE_MAX)?;
    Ok(Inside { ranges: marks.ranges, best: marks.best })
}

/// Finds what is like an article, a quote or a note.
pub fn like(library: &Library, request: FindLike) -> Result<Answer, WireError> {
    let FindLike { id, kinds, offset, limit } = request;
    Ok(library.like(&id, &kinds_of(kinds)?, offset.unwrap_or_default(), limit.unwrap_or(HITS))?.into())
}

/// Completes the word at the cursor.
pub fn complete(library: &Library, request: Complete) -> Result<Completion, WireError> {
    let library::Completion { start, end, offers } = library.complete(&request.query, request.cursor)?;
    Ok(Completion { start, end, offers: offers.into_iter().map(Offer::from).collect() })
}

fn kinds_of(words: Option<Vec<String>>) -> Result<Vec<ItemKind>, WireError> {
    let kind =
        |word: String| ItemKind::from_word(&word).ok_or_else(|| WireError::bad("kinds", "article, quote or note"));
    words.unwrap_or_default().into_iter().map(kind).collect()
}

impl From<library::Offer> for Offer {
    fn from(offer: library::Offer) -> Self {
        let library::Offer { field, text, label, also, count, theme } = offer;
        Self {
            field: field.to_owned(),
            text,
            label,
            also,
            count: count.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            theme: theme.as_ref().map(ThemeRef::from),
        }
    }
}

impl From<(library::Filter, Option<model::Theme>)> for Filter {
    fn from((filter, theme): (library::Filter, Option<model::Theme>)) -> Self {
        let library::Filter { start, end, field, compare, value, negated } = filter;
        Self {
            start,
            end,
            field: field.to_owned(),
            compare: compare.to_owned(),
            value,
            negated,
            theme: theme.as_ref().map(ThemeRef::from),
        }
    }
}

impl From<library::Answer> for Answer {
    fn from(answer: library::Answer) -> Self {
        let library::Answer { hits, total, facets, relaxed, filters, remarks, took_us } = answer;
        Self {
            hits: hits.into_iter().map(Hit::from).collect(),
            total: u32::try_from(total).unwrap_or(u32::MAX),
            facets: facets.into(),
            took_us,
            relaxed,
            filters: filters.into_iter().map(Filter::from).collect(),
            remarks: remarks
                .into_iter()
                .map(|remark| Remark { code: remark.code().to_owned(), message: remark.message().to_owned() })
                .collect(),
        }
    }
}

impl From<library::Found> for Hit {
    fn from(found: library::Found) -> Self {
        let library::Found {
            hit,
            external_id,
            title,
            title_highlights,
            snippet,
            highlights,
            site,
            speaker,
            published,
            clipped_at,
            unread,
            trashed,
            themes,
        } = found;
        Self {
            kind: hit.kind.as_str().to_owned(),
            id: hit.id.to_string(),
            article_id: hit.article.map(|article| article.to_string()),
            external_id,
            title,
            title_highlights,
            snippet,
            highlights,
            site,
            speaker,
            published: published.map(String::from),
            clipped_at: clipped_at.as_millisecond(),
            unread,
            trashed,
            themes: themes.iter().map(ThemeRef::from).collect(),
            score: hit.score,
            partial: hit.partial,
        }
    }
}

impl From<library::Facets> for Facets {
    fn from(facets: library::Facets) -> Self {
        let library::Facets { kinds, themes, sites, people, months } = facets;
        let counts = |facets: Vec<library::Facet>| facets.into_iter().map(Facet::from).collect();
        Self {
            kinds: counts(kinds),
            themes: counts(themes),
            sites: counts(sites),
            people: counts(people),
            months: counts(months),
        }
    }
}

impl From<library::Facet> for Facet {
    fn from(facet: library::Facet) -> Self {
        let library::Facet { value, label, count } = facet;
        Self { value, label, count: u32::try_from(count).unwrap_or(u32::MAX) }
    }
}
