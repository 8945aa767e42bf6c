//! Articles on the wire.

use library::{ArticleEdit, ArticleFilter, ArticleMark, ArticleOrder, Library, Opened, StoredCapture, StoredRow};
use model::BlobHash;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    clips::{ClipRemark, said_of},
    items::{ThemeRef, theme_refs},
    notes::Note,
    quotes::Quote,
    reposts::Similar,
};

/// Which articles a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Shelf {
    /// Those not read yet.
    Inbox,
    /// All that are not in the trash.
    #[default]
    All,
    /// The starred ones.
    Starred,
    /// Those in the trash.
    Trash,
}

/// What a list is sorted by, newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// The time of clipping.
    #[default]
    Clipped,
    /// The time of publication.
    Published,
}

/// Request of `articles.list`, and of `articles.ids`, where a limit of 0 is none.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ListArticles {
    /// Which shelf.
    pub shelf: Shelf,
    /// Only those with this theme or one below it.
    pub theme: Option<String>,
    /// Sorted by.
    pub order: Order,
    /// How many to leave out at the start.
    pub offset: u32,
    /// How many at the most; 0 for 200.
    pub limit: u32,
}

/// Reply of `articles.list`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleList {
    /// The rows asked for.
    pub rows: Vec<ArticleRow>,
    /// How many there are in all.
    pub total: u32,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published: `2026-03-12`, with time and offset where known.
    pub published: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// The beginning of its abstract or text.
    pub excerpt: String,
    /// When it was clipped, milliseconds since 1970 UTC.
    pub clipped_at: i64,
    /// Whether it was not read yet.
    pub unread: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// How many quotes it has.
    pub quotes: u32,
    /// The articles that it is like, the likest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<Similar>>", optional)]
    pub similar_to: Vec<Similar>,
}

/// A capture in the list of an article's captures.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaptureRow {
    /// Its id.
    pub id: String,
    /// When it was taken, milliseconds since 1970 UTC.
    pub taken_at: i64,
    /// The media type of the original.
    pub media_type: String,
    /// The hash under which the original bytes are served, when they are kept.
    pub original: Option<String>,
    /// How many characters its text has.
    pub characters: u32,
    /// The address it was taken from.
    pub url: Option<String>,
    /// What its source called it then.
    pub title: Option<String>,
}

/// A picture of the shown capture and how far its keeping is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureRow {
    /// Its address.
    pub url: String,
    /// `waiting`, `kept` or `failed`.
    pub state: String,
    /// Its bytes' hash, once kept.
    pub blob: Option<String>,
    /// Why it failed.
    pub message: Option<String>,
    /// The message, for other languages.
    pub remark: Option<ClipRemark>,
}

/// One article, whole. Reply of `articles.get`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// What its row in a list says.
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: ArticleRow,
    /// The site's own abstract.
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// The shown capture.
    pub capture: String,
    /// Sanitised HTML for the reader frame: `data-at` gives the character offset of each block's text; pictures point at kept blobs.
    pub html: String,
    /// The plain text that anchors count.
    pub text: String,
    /// About how long it takes to read, minutes.
    pub minutes: u32,
    /// Its captures, newest first.
    pub captures: Vec<CaptureRow>,
    /// The pictures of the shown capture.
    pub pictures: Vec<PictureRow>,
    /// Its quotes in order of place; the unplaced ones last.
    pub quote_list: Vec<Quote>,
    /// The notes written beside it.
    pub notes: Vec<Note>,
}

/// Request of `articles.get` and `articles.original`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetArticle {
    /// The article.
    pub id: String,
    /// Another capture than the current one.
    #[serde(default)]
    #[ts(optional)]
    pub capture: Option<String>,
}

/// A capture as it was. Reply of `articles.original`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Original {
    /// The capture.
    pub capture: String,
    /// The media type of the bytes as they came.
    pub media_type: String,
    /// How many bytes there are.
    pub bytes: u64,
    /// All of it, sanitised, for the reader frame; empty when its kind cannot be shown.
    pub html: String,
}

/// Request of `articles.mark`: what is absent stays.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkArticles {
    /// The articles.
    pub ids: Vec<String>,
    /// Read or unread.
    #[serde(default)]
    #[ts(optional)]
    pub read: Option<bool>,
    /// Starred or not.
    #[serde(default)]
    #[ts(optional)]
    pub starred: Option<bool>,
    /// Whether the window does it by itself, so that it is no deed that is taken back.
    #[serde(default)]
    #[ts(optional)]
    pub quietly: Option<bool>,
}

/// What an article is marked as by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// It was read.
    Read,
    /// It is starred.
    Starred,
}

/// Request of `articles.turn`: the mark is given, or taken off when all have it already.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TurnArticles {
    /// The articles.
    pub ids: Vec<String>,
    /// Which mark.
    pub mark: Mark,
}

/// Reply of `articles.turn`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Turned {
    /// Whether the articles have the mark now.
    pub on: bool,
}

/// Request of `articles.edit`: what is absent stays; an empty text clears.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditArticle {
    /// The article.
    pub id: String,
    /// Its headline.
    #[serde(default)]
    #[ts(optional)]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    #[ts(optional)]
    pub byline: Option<String>,
    /// The publication.
    #[serde(default)]
    #[ts(optional)]
    pub site: Option<String>,
    /// When it was published.
    #[serde(default)]
    #[ts(optional)]
    pub published: Option<String>,
}

/// Request of `articles.diff`; the two newest captures unless named.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DiffArticle {
    /// The article.
    pub id: String,
    /// The older capture.
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<String>,
    /// The newer capture.
    #[serde(default)]
    #[ts(optional)]
    pub to: Option<String>,
}

/// What the publisher changed. Reply of `articles.diff`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Diff {
    /// The older capture.
    pub from: String,
    /// The newer capture.
    pub to: String,
    /// The text of the newer capture.
    pub text: String,
    /// The changes in order of place.
    pub changes: Vec<Change>,
}

/// One change between two captures.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// `added`, `removed` or `replaced`.
    pub kind: String,
    /// The older words.
    pub before: String,
    /// The newer words.
    pub after: String,
    /// Where the newer words begin in the newer text, in characters.
    pub at: u32,
    /// Whether figures differ.
    pub figures: bool,
}

/// Characters read in a minute: some 400 Han characters, or 200 words of five letters.
const CHARACTERS_A_MINUTE: u32 = 500;

/// Where the reader asks for the bytes of a blob.
pub fn blob_address(hash: &BlobHash) -> String {
    format!("tearsheet-blob://localhost/{hash}")
}

fn filter(library: &Library, request: ListArticles) -> Result<ArticleFilter, WireError> {
    let ListArticles { shelf, theme, order, offset, limit } = request;
    Ok(ArticleFilter {
        theme: theme.as_deref().map(|theme| library.theme(theme)).transpose()?.map(|theme| theme.id),
        unread: shelf == Shelf::Inbox,
        starred: shelf == Shelf::Starred,
        trashed: shelf == Shelf::Trash,
        order: match order {
            Order::Clipped => ArticleOrder::Clipped,
            Order::Published => ArticleOrder::Published,
        },
        offset,
        limit,
    })
}

/// The articles of a list.
pub fn list(library: &Library, request: ListArticles) -> Result<ArticleList, WireError> {
    let (rows, total) = library.articles(&filter(library, request)?)?;
    Ok(ArticleList { rows: rows.into_iter().map(|row| self::row(library, row)).collect::<Result<_, _>>()?, total })
}

/// The ids of the articles of a list, in its order: what is done to a stretch of it is done to all of them.
pub fn ids(library: &Library, request: ListArticles) -> Result<Vec<String>, WireError> {
    Ok(library.article_ids(&filter(library, request)?)?.iter().map(ToString::to_string).collect())
}

pub(crate) fn row(library: &Library, row: StoredRow) -> Result<ArticleRow, WireError> {
    let StoredRow { article, excerpt, themes, quotes, reposts } = row;
    Ok(ArticleRow {
        id: article.id.to_string(),
        external_id: article.external_id,
        title: article.title,
        byline: article.byline,
        site: article.site,
        url: article.url,
        published: article.published.map(String::from),
        lang: article.lang,
        excerpt,
        clipped_at: article.clipped_at.as_millisecond(),
        unread: article.read_at.is_none(),
        starred: article.starred_at.is_some(),
        trashed: article.trashed_at.is_some(),
        themes: theme_refs(library, &themes)?,
        quotes,
        similar_to: reposts.into_iter().map(Similar::from).collect(),
    })
}

/// One article whole.
pub fn get(library: &Library, request: GetArticle) -> Result<Article, WireError> {
    let Opened { row, capture, html, captures, pictures, quotes, notes } =
        library.article(&request.id, request.capture.as_deref(), &blob_address)?;
    let characters = model::char_len(&capture.text);
    Ok(Article {
        abstract_text: row.article.abstract_text.clone(),
        row: self::row(library, row)?,
        capture: capture.id.to_string(),
        html,
        text: capture.text,
        minutes: characters.div_ceil(CHARACTERS_A_MINUTE),
        captures: captures.into_iter().map(CaptureRow::from).collect(),
        pictures: pictures.into_iter().map(PictureRow::from).collect(),
        quote_list: quotes.into_iter().map(|quote| crate::quotes::view(library, quote)).collect::<Result<_, _>>()?,
        notes: notes.into_iter().map(|note| crate::notes::view(library, note)).collect::<Result<_, _>>()?,
    })
}

/// A capture as it was.
pub fn original(library: &Library, request: GetArticle) -> Result<Original, WireError> {
    let library::Original { capture, media_type, bytes, html } =
        library.original(&request.id, request.capture.as_deref(), &blob_address)?;
    Ok(Original { capture: capture.to_string(), media_type, bytes, html })
}

impl From<StoredCapture> for CaptureRow {
    fn from(capture: StoredCapture) -> Self {
        Self {
            id: capture.id.to_string(),
            taken_at: capture.taken_at.as_millisecond(),
            media_type: capture.media_type,
            original: capture.original.map(String::from),
            characters: capture.characters,
            url: capture.url,
            title: capture.title,
        }
    }
}

impl From<model::Picture> for PictureRow {
    fn from(picture: model::Picture) -> Self {
        let (message, remark) = said_of(&picture);
        let blob = picture.blob.map(String::from);
        Self { url: picture.url, state: picture.state.as_str().to_owned(), blob, remark, message }
    }
}

/// Marks articles.
pub fn mark(library: &Library, request: MarkArticles) -> Result<Vec<ArticleRow>, WireError> {
    let MarkArticles { ids, read, starred, quietly } = request;
    let library = &if quietly == Some(true) { library.unrecorded() } else { library.clone() };
    let rows = library.mark_articles(&ids, read, starred)?;
    rows.into_iter().map(|row| self::row(library, row)).collect()
}

/// Gives a mark to articles, or takes it off all of them.
pub fn turn(library: &Library, request: TurnArticles) -> Result<Turned, WireError> {
    let TurnArticles { ids, mark } = request;
    let mark = match mark {
        Mark::Read => ArticleMark::Read,
        Mark::Starred => ArticleMark::Starred,
    };
    Ok(Turned { on: library.turn_articles(&ids, mark)? })
}

/// Corrects what an article says of itself.
pub fn edit(library: &Library, request: EditArticle) -> Result<ArticleRow, WireError> {
    let EditArticle { id, title, byline, site, published } = request;
    let published = match published.as_deref().map(str::trim) {
        None => None,
        Some("") => Some(None),
        Some(text) => Some(Some(text.parse().map_err(|_| WireError::bad("published", "a day or a time"))?)),
    };
    row(library, library.edit_article(&id, ArticleEdit { title, byline, site, published })?)
}

/// What the publisher changed between two captures.
pub fn diff(library: &Library, request: DiffArticle) -> Result<Diff, WireError> {
    let library::Compared { from, to, text, changes } =
        library.diff(&request.id, request.from.as_deref(), request.to.as_deref())?;
    let change = |library::Change { before, after, at, figures }| {
        let kind = match (before.is_empty(), after.is_empty()) {
            (true, _) => "added",
            (_, true) => "removed",
            _ => "replaced",
        };
        Change { kind: kind.to_owned(), before, after, at, figures }
    };
    Ok(Diff { from: from.to_string(), to: to.to_string(), text, changes: changes.into_iter().map(change).collect() })
}
