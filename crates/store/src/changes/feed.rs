//! The documents that the index is fed with.

use model::{Id, ItemKind, Published, Timestamp};
use rusqlite::{Row, named_params};

use crate::{
    error::Result,
    taggings,
    transaction::{Reading, Touched},
    values::{Col, read, read_opt},
};

/// All that the index knows of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// An article with the text of its current capture.
    Article(ArticleDocument),
    /// A quote.
    Quote(QuoteDocument),
    /// A note.
    Note(NoteDocument),
}

/// All that the index knows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleDocument {
    /// Its id.
    pub id: Id,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address, then the others it was clipped from, the oldest first.
    pub urls: Vec<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was clipped.
    pub clipped_at: Timestamp,
    /// The site's own abstract.
    pub abstract_text: Option<String>,
    /// The text of its current capture.
    pub text: String,
    /// Its confirmed themes.
    pub themes: Vec<Id>,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Whether a quote was marked in it.
    pub has_quote: bool,
    /// Whether a note was written beside it.
    pub has_note: bool,
    /// Whether a number stands in its quotes.
    pub has_figure: bool,
    /// Whether a picture of its current capture is kept.
    pub has_picture: bool,
}

/// All that the index knows of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteDocument {
    /// Its id.
    pub id: Id,
    /// The article it stands in.
    pub article: Id,
    /// The exact words.
    pub exact: String,
    /// The user's remark.
    pub comment: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// When it was marked.
    pub created_at: Timestamp,
    /// The article's headline.
    pub article_title: String,
    /// The article's publication.
    pub site: Option<String>,
    /// When the article was published.
    pub published: Option<Published>,
    /// The article's language.
    pub lang: Option<String>,
    /// Its own confirmed themes.
    pub themes: Vec<Id>,
    /// Whether it lies in the trash, itself or with its article.
    pub trashed: bool,
    /// Whether a number stands in its words.
    pub has_figure: bool,
}

/// All that the index knows of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDocument {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// The article it was written beside.
    pub article: Option<Id>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub edited_at: Timestamp,
    /// Its confirmed themes.
    pub themes: Vec<Id>,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Whether it names a quote.
    pub has_quote: bool,
}

/// The documents of these items in their order; themes, and items that are gone, have none.
pub fn feed(db: &Reading<'_>, items: &[Touched]) -> Result<Vec<Document>> {
    items.iter().filter_map(|item| document(db, *item).transpose()).collect()
}

fn document(db: &Reading<'_>, item: Touched) -> Result<Option<Document>> {
    let id = named_params! {":id": Col(item.id)};
    let found = match item.kind {
        ItemKind::Article => db.one(include_str!("article_document.sql"), id, article)?,
        ItemKind::Quote => db.one(include_str!("quote_document.sql"), id, quote)?,
        ItemKind::Note => db.one(include_str!("note_document.sql"), id, note)?,
        ItemKind::Theme => None,
    };
    let Some(mut document) = found else { return Ok(None) };
    let (Document::Article(ArticleDocument { themes, .. })
    | Document::Quote(QuoteDocument { themes, .. })
    | Document::Note(NoteDocument { themes, .. })) = &mut document;
    *themes = taggings::confirmed(db, item.id)?;
    Ok(Some(document))
}

/// The address of an article, then those of its captures that are others.
fn addresses(row: &Row<'_>) -> rusqlite::Result<Vec<String>> {
    let (own, others): (Option<String>, Option<String>) = (row.get("url")?, row.get("other_urls")?);
    let others = others.iter().flat_map(|others| others.lines()).map(str::to_owned);
    Ok(own.into_iter().chain(others).collect())
}

fn article(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document::Article(ArticleDocument {
        id: read(row, "id")?,
        external_id: row.get("external_id")?,
        title: row.get("title")?,
        byline: row.get("byline")?,
        site: row.get("site")?,
        urls: addresses(row)?,
        lang: row.get("lang")?,
        published: read_opt(row, "published")?,
        clipped_at: read(row, "clipped_at")?,
        abstract_text: row.get("abstract_text")?,
        text: row.get("text")?,
        themes: Vec::new(),
        read: row.get("read")?,
        starred: row.get("starred")?,
        trashed: row.get("trashed")?,
        has_quote: row.get("has_quote")?,
        has_note: row.get("has_note")?,
        has_figure: row.get("has_figure")?,
        has_picture: row.get("has_picture")?,
    }))
}

fn quote(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document::Quote(QuoteDocument {
        id: read(row, "id")?,
        article: read(row, "article")?,
        exact: row.get("exact")?,
        comment: row.get("comment")?,
        speaker: row.get("speaker")?,
        created_at: read(row, "created_at")?,
        article_title: row.get("article_title")?,
        site: row.get("site")?,
        published: read_opt(row, "published")?,
        lang: row.get("lang")?,
        themes: Vec::new(),
        trashed: row.get("trashed")?,
        has_figure: row.get("has_figure")?,
    }))
}

fn note(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document::Note(NoteDocument {
        id: read(row, "id")?,
        title: row.get("title")?,
        body: row.get("body")?,
        article: read_opt(row, "article")?,
        created_at: read(row, "created_at")?,
        edited_at: read(row, "edited_at")?,
        themes: Vec::new(),
        trashed: row.get("trashed")?,
        has_quote: row.get("has_quote")?,
    }))
}
