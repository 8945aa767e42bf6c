//! Articles: what was clipped.
//!
//! **Invariant:** no article is without a capture of its own as the current one.

use model::{Article, Capture, Id, ItemKind, Picture, Timestamp};
use rusqlite::{Row, named_params};

use crate::{
    captures,
    error::{Error, Result},
    reposts::{self, RepostRow},
    row_hash::RowHash,
    taggings,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// Which articles a list shows; the default is all outside the trash, last clipped first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those with this theme or one below it.
    pub theme: Option<Id>,
    /// Only those not read yet.
    pub unread: bool,
    /// Only the starred ones.
    pub starred: bool,
    /// Those in the trash instead of the others.
    pub trashed: bool,
    /// Sorted by, newest first.
    pub order: Order,
    /// How many to leave out at the start.
    pub offset: u32,
    /// How many at the most; 0 for [`ROWS_DEFAULT`].
    pub limit: u32,
}

/// What a list is sorted by, newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The time of clipping.
    #[default]
    Clipped,
    /// The time of publication; of clipping where it is unknown.
    Published,
}

/// Rows of a list when the caller names no limit: some screens full.
pub const ROWS_DEFAULT: u32 = 200;

/// An article in a list: what a row shows, without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleRow {
    /// The article.
    pub article: Article,
    /// Its abstract, or the beginning of its text.
    pub excerpt: String,
    /// Its confirmed themes, in order of name.
    pub themes: Vec<Id>,
    /// How many quotes it has outside the trash.
    pub quotes: u32,
    /// The articles that are like it.
    pub reposts: Vec<RepostRow>,
}

/// Adds an article with its first capture and that capture's pictures.
pub fn add(db: &Writing<'_>, article: &Article, capture: &Capture, pictures: &[Picture]) -> Result<()> {
    write(db, include_str!("add.sql"), article)?;
    captures::add(db, capture, pictures)
}

/// The article with this id; fails with [`Error::NotFound`].
pub fn get(db: &Reading<'_>, id: Id) -> Result<Article> {
    db.one(include_str!("get.sql"), named_params! {":id": Col(id)}, from_row)?
        .ok_or(Error::NotFound { what: "article", id })
}

/// The article with this id and the text that it shows; fails with [`Error::NotFound`].
pub fn with_text(db: &Reading<'_>, id: Id) -> Result<(Article, String)> {
    let map = |row: &Row<'_>| Ok((from_row(row)?, row.get("text")?));
    db.one(include_str!("with_text.sql"), named_params! {":id": Col(id)}, map)?
        .ok_or(Error::NotFound { what: "article", id })
}

/// The articles of a list.
pub fn list(db: &Reading<'_>, filter: &Filter) -> Result<Vec<ArticleRow>> {
    let Filter { theme, unread, starred, trashed, order, offset, limit } = *filter;
    let sql = match order {
        Order::Clipped => include_str!("list_by_clipped.sql"),
        Order::Published => include_str!("list_by_published.sql"),
    };
    let rows = db.many(
        sql,
        named_params! {
            ":theme": theme.map(Col), ":unread": unread, ":starred": starred, ":trashed": trashed,
            ":offset": offset, ":limit": if limit == 0 { ROWS_DEFAULT } else { limit },
        },
        light_row,
    )?;
    rows.into_iter().map(|row| with_neighbours(db, row)).collect()
}

/// The ids of the articles of a list, in its order; all from `offset` on for `limit` 0.
pub fn ids(db: &Reading<'_>, filter: &Filter) -> Result<Vec<Id>> {
    let Filter { theme, unread, starred, trashed, order, offset, limit } = *filter;
    db.many(
        include_str!("ids.sql"),
        named_params! {
            ":theme": theme.map(Col), ":unread": unread, ":starred": starred, ":trashed": trashed,
            ":by_published": order == Order::Published, ":offset": offset,
            ":limit": if limit == 0 { -1 } else { i64::from(limit) },
        },
        |row| read(row, "id"),
    )
}

/// How many articles a list has in all; order, offset and limit do not matter.
pub fn count(db: &Reading<'_>, filter: &Filter) -> Result<u32> {
    let Filter { theme, unread, starred, trashed, order: _, offset: _, limit: _ } = *filter;
    match theme {
        // The theme's own articles are gone through, not all of them.
        Some(theme) => db.number(
            include_str!("count_of_theme.sql"),
            named_params! {":theme": Col(theme), ":unread": unread, ":starred": starred, ":trashed": trashed},
        ),
        None => db.number(
            include_str!("count.sql"),
            named_params! {":unread": unread, ":starred": starred, ":trashed": trashed},
        ),
    }
}

/// The publications of a theme's articles outside the trash, those of the themes below it too, with how many each has; the most first, `limit` of them.
pub fn sources_of_theme(db: &Reading<'_>, theme: Id, limit: u32) -> Result<Vec<(String, u32)>> {
    let params = named_params! {":theme": Col(theme), ":limit": limit};
    db.many(include_str!("sources_of_theme.sql"), params, |row| Ok((row.get("site")?, row.get("articles")?)))
}

/// An article outside the trash by its byline, and the moment that it is sorted by, milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bylined {
    /// The article.
    pub id: Id,
    /// Who wrote it, as printed.
    pub byline: String,
    /// When it was published, or clipped where that is unknown.
    pub dated: i64,
}

/// All articles outside the trash that have a byline, in no order.
pub fn bylines(db: &Reading<'_>) -> Result<Vec<Bylined>> {
    db.many(include_str!("bylines.sql"), [], |row| {
        Ok(Bylined { id: read(row, "id")?, byline: row.get("byline")?, dated: row.get("dated")? })
    })
}

/// One article as a list shows it; fails with [`Error::NotFound`].
pub fn row(db: &Reading<'_>, id: Id) -> Result<ArticleRow> {
    let row = db
        .one(include_str!("row.sql"), named_params! {":id": Col(id)}, light_row)?
        .ok_or(Error::NotFound { what: "article", id })?;
    with_neighbours(db, row)
}

/// Replaces what an article says of itself and when it was read, starred and trashed.
pub fn put(db: &Writing<'_>, article: &Article) -> Result<()> {
    if write(db, include_str!("put.sql"), article)? == 0 {
        return Err(Error::NotFound { what: "article", id: article.id });
    }
    Ok(())
}

/// Makes another capture of the article the current one.
pub fn set_capture(db: &Writing<'_>, id: Id, capture: Id) -> Result<()> {
    let params = named_params! {":id": Col(id), ":capture": Col(capture)};
    db.run_on("article", id, include_str!("set_capture.sql"), params)
}

/// Marks an article as read, or as unread again.
pub fn set_read(db: &Writing<'_>, id: Id, at: Option<Timestamp>) -> Result<()> {
    db.run_on("article", id, include_str!("set_read.sql"), named_params! {":id": Col(id), ":at": at.map(Col)})
}

/// Stars an article, or takes its star away.
pub fn set_starred(db: &Writing<'_>, id: Id, at: Option<Timestamp>) -> Result<()> {
    db.run_on("article", id, include_str!("set_starred.sql"), named_params! {":id": Col(id), ":at": at.map(Col)})
}

/// Puts an article in the trash, or takes it out.
pub fn set_trashed(db: &Writing<'_>, id: Id, at: Option<Timestamp>) -> Result<()> {
    db.run_on("article", id, include_str!("set_trashed.sql"), named_params! {":id": Col(id), ":at": at.map(Col)})
}

/// Removes an article for good with its captures and quotes; its notes stay, and so does a tombstone.
pub fn remove(db: &Writing<'_>, id: Id) -> Result<()> {
    db.touch_receipts();
    db.run_on("article", id, include_str!("remove.sql"), named_params! {":id": Col(id)})
}

/// The article that had this id where it was imported from.
pub fn by_external_id(db: &Reading<'_>, external_id: &str) -> Result<Option<Id>> {
    db.one(include_str!("by_external_id.sql"), named_params! {":external_id": external_id}, |row| read(row, "id"))
}

/// The article clipped last with this canonical address, or merged with one that had it; in the trash or not.
pub fn by_canonical_url(db: &Reading<'_>, url: &str) -> Result<Option<Id>> {
    db.one(include_str!("by_canonical_url.sql"), named_params! {":url": url}, |row| read(row, "id"))
}

/// The addresses by which articles are recognised, in no order.
pub fn canonical_urls(db: &Reading<'_>) -> Result<Vec<(Id, String)>> {
    db.many(include_str!("canonical_urls.sql"), [], |row| Ok((read(row, "id")?, row.get("canonical_url")?)))
}

/// The hash of what an article says in words.
pub(crate) fn hash_of(article: &Article) -> RowHash {
    let Article { id, external_id, title, byline, site, url, canonical_url, published, lang, abstract_text, .. } =
        article;
    RowHash::of(&[
        Some(&id.to_string()),
        external_id.as_deref(),
        Some(title),
        byline.as_deref(),
        site.as_deref(),
        url.as_deref(),
        canonical_url.as_deref(),
        published.map(|published| published.to_string()).as_deref(),
        lang.as_deref(),
        abstract_text.as_deref(),
    ])
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Article> {
    Ok(Article {
        id: read(row, "id")?,
        external_id: row.get("external_id")?,
        title: row.get("title")?,
        byline: row.get("byline")?,
        site: row.get("site")?,
        url: row.get("url")?,
        canonical_url: row.get("canonical_url")?,
        published: read_opt(row, "published")?,
        lang: row.get("lang")?,
        abstract_text: row.get("abstract_text")?,
        capture: read(row, "capture")?,
        clipped_at: read(row, "clipped_at")?,
        read_at: read_opt(row, "read_at")?,
        starred_at: read_opt(row, "starred_at")?,
        trashed_at: read_opt(row, "trashed_at")?,
    })
}

fn light_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let article = from_row(row)?;
    let (excerpt, quotes) = (row.get("excerpt")?, row.get("quotes")?);
    Ok(ArticleRow { article, excerpt, themes: Vec::new(), quotes, reposts: Vec::new() })
}

fn with_neighbours(db: &Reading<'_>, mut row: ArticleRow) -> Result<ArticleRow> {
    row.themes = taggings::confirmed(db, row.article.id)?;
    row.reposts = reposts::of(db, row.article.id)?;
    Ok(row)
}

fn write(db: &Writing<'_>, sql: &str, article: &Article) -> Result<usize> {
    let Article {
        id,
        external_id,
        title,
        byline,
        site,
        url,
        canonical_url,
        published,
        lang,
        abstract_text,
        capture,
        clipped_at,
        read_at,
        starred_at,
        trashed_at,
    } = article;
    db.touch(ItemKind::Article, *id);
    db.run(
        sql,
        named_params! {
            ":id": Col(id), ":external_id": external_id, ":title": title, ":byline": byline, ":site": site,
            ":url": url, ":canonical_url": canonical_url, ":published": published.map(Col),
            ":published_ms": published.map(|published| Col(published.timestamp())), ":lang": lang,
            ":abstract_text": abstract_text, ":capture": Col(capture), ":clipped_at": Col(*clipped_at),
            ":read_at": read_at.map(Col), ":starred_at": starred_at.map(Col), ":trashed_at": trashed_at.map(Col),
            ":hash": hash_of(article).0,
        },
    )
}

#[cfg(test)]
mod tests;
