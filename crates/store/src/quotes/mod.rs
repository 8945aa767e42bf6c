//! Quotes: passages of articles.
//!
//! **Invariant:** no quote loses its words or its article while the article exists; an unplaced one is listed.

use model::{Anchor, Colour, Id, ItemKind, Published, Quote, QuotedPicture, Timestamp};
use rusqlite::{Row, named_params};

use crate::{
    articles::ROWS_DEFAULT,
    error::{Error, Result},
    row_hash::RowHash,
    taggings,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// Which quotes a list shows; the default is all outside the trash, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those with this theme or one below it.
    pub theme: Option<Id>,
    /// Only those of this article.
    pub article: Option<Id>,
    /// Only those of one of these speakers, as written.
    pub speakers: Option<Vec<String>>,
    /// Only those whose place is lost.
    pub unplaced: bool,
    /// Those in the trash (themselves or with their article) instead of the others.
    pub trashed: bool,
    /// How many to leave out at the start.
    pub offset: u32,
    /// How many at the most; 0 for [`ROWS_DEFAULT`].
    pub limit: u32,
}

/// A quote with what a list shows of its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteRow {
    /// The quote.
    pub quote: Quote,
    /// The article's headline.
    pub article_title: String,
    /// The article's publication.
    pub site: Option<String>,
    /// When the article was published.
    pub published: Option<Published>,
    /// What stands at its place in its capture, to the letter; `None` for a picture and without a place.
    pub stands: Option<String>,
    /// Its confirmed themes, in order of name.
    pub themes: Vec<Id>,
}

impl QuoteRow {
    /// What stands at its place now, where the words are no longer those that were marked; white space aside.
    pub fn now_reads(&self) -> Option<String> {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let stands = squeezed(self.stands.as_deref()?);
        (!stands.is_empty() && stands != squeezed(&self.quote.anchor.exact)).then_some(stands)
    }
}

/// Adds a quote.
pub fn add(db: &Writing<'_>, quote: &Quote) -> Result<()> {
    write(db, include_str!("add.sql"), quote).map(|_| ())
}

/// The quote with this id; fails with [`Error::NotFound`].
pub fn get(db: &Reading<'_>, id: Id) -> Result<Quote> {
    db.one(include_str!("get.sql"), named_params! {":id": Col(id)}, from_row)?
        .ok_or(Error::NotFound { what: "quote", id })
}

/// One quote as a list shows it; fails with [`Error::NotFound`].
pub fn row(db: &Reading<'_>, id: Id) -> Result<QuoteRow> {
    let row = db
        .one(include_str!("row.sql"), named_params! {":id": Col(id)}, full_row)?
        .ok_or(Error::NotFound { what: "quote", id })?;
    with_themes(db, row)
}

/// The quotes of a list, newest first.
pub fn list(db: &Reading<'_>, filter: &Filter) -> Result<Vec<QuoteRow>> {
    let Filter { theme, article, speakers, unplaced, trashed, offset, limit } = filter;
    let rows = db.many(
        include_str!("list.sql"),
        named_params! {
            ":theme": theme.map(Col), ":article": article.map(Col), ":speakers": lines(speakers),
            ":unplaced": unplaced, ":trashed": trashed, ":offset": offset, ":limit": if *limit == 0 { ROWS_DEFAULT } else { *limit },
        },
        full_row,
    )?;
    rows.into_iter().map(|row| with_themes(db, row)).collect()
}

/// How many quotes a list has in all; offset and limit do not matter.
pub fn count(db: &Reading<'_>, filter: &Filter) -> Result<u32> {
    let Filter { theme, article, speakers, unplaced, trashed, offset: _, limit: _ } = filter;
    db.number(
        include_str!("count.sql"),
        named_params! {
            ":theme": theme.map(Col), ":article": article.map(Col), ":speakers": lines(speakers),
            ":unplaced": unplaced, ":trashed": trashed,
        },
    )
}

/// Names as lines, each with a break on both sides.
fn lines(names: &Option<Vec<String>>) -> Option<String> {
    names.as_ref().map(|names| format!("\n{}\n", names.join("\n")))
}

/// The quotes of an article outside the trash in order of place, the unplaced ones last.
pub fn of_article(db: &Reading<'_>, article: Id) -> Result<Vec<QuoteRow>> {
    let rows = db.many(include_str!("of_article.sql"), named_params! {":article": Col(article)}, full_row)?;
    rows.into_iter().map(|row| with_themes(db, row)).collect()
}

/// Who said the quotes outside the trash, as written, and how many; most quoted first.
pub fn speakers(db: &Reading<'_>) -> Result<Vec<(String, u32)>> {
    db.many(include_str!("speakers.sql"), [], |row| Ok((row.get("speaker")?, row.get("quotes")?)))
}

/// The quotes of a speaker, as written, outside the trash; the latest first by the date of the article.
pub fn said_by(db: &Reading<'_>, speaker: &str, limit: u32) -> Result<Vec<QuoteRow>> {
    let params = named_params! {":speaker": speaker, ":limit": limit};
    let rows = db.many(include_str!("said_by.sql"), params, full_row)?;
    rows.into_iter().map(|row| with_themes(db, row)).collect()
}

/// Replaces a quote: its anchor, speaker, comment, colour and state.
pub fn put(db: &Writing<'_>, quote: &Quote) -> Result<()> {
    if write(db, include_str!("put.sql"), quote)? == 0 {
        return Err(Error::NotFound { what: "quote", id: quote.id });
    }
    Ok(())
}

/// Puts a quote in the trash, or takes it out.
pub fn set_trashed(db: &Writing<'_>, id: Id, at: Option<Timestamp>) -> Result<()> {
    let mut quote = get(db, id)?;
    quote.trashed_at = at;
    put(db, &quote)
}

/// Removes a quote for good; a tombstone stays.
pub fn remove(db: &Writing<'_>, id: Id) -> Result<()> {
    db.touch(ItemKind::Article, get(db, id)?.article);
    db.run_on("quote", id, include_str!("remove.sql"), named_params! {":id": Col(id)})
}

/// The hash of what a quote says in words, and where.
pub(crate) fn hash_of(quote: &Quote) -> RowHash {
    let Quote { id, article, anchor, speaker, comment, .. } = quote;
    let Anchor { capture, exact, prefix, suffix, start, end, picture } = anchor;
    let place = [start, end].map(ToString::to_string);
    let [id, article, capture] = [id, article, capture].map(ToString::to_string);
    let mut fields = vec![
        Some(id.as_str()),
        Some(&article),
        Some(&capture),
        Some(exact),
        Some(prefix),
        Some(suffix),
        Some(&place[0]),
        Some(&place[1]),
        speaker.as_deref(),
        comment.as_deref(),
    ];
    // Quotes of words have the hash that they had before there were others.
    let number = picture.as_ref().map(|picture| picture.number.to_string());
    if let (Some(picture), Some(number)) = (picture, &number) {
        fields.extend([Some(picture.blob.as_str()), Some(number)]);
    }
    RowHash::of(&fields)
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Quote> {
    Ok(Quote {
        id: read(row, "id")?,
        article: read(row, "article")?,
        anchor: Anchor {
            capture: read(row, "capture")?,
            exact: row.get("exact")?,
            prefix: row.get("prefix")?,
            suffix: row.get("suffix")?,
            start: row.get("start")?,
            end: row.get("end")?,
            picture: match (read_opt(row, "picture")?, row.get("picture_number")?) {
                (Some(blob), Some(number)) => Some(QuotedPicture { number, blob }),
                _ => None,
            },
        },
        placed: row.get("placed")?,
        speaker: row.get("speaker")?,
        comment: row.get("comment")?,
        colour: Colour::new(row.get("colour")?),
        created_at: read(row, "created_at")?,
        edited_at: read(row, "edited_at")?,
        trashed_at: read_opt(row, "trashed_at")?,
    })
}

fn full_row(row: &Row<'_>) -> rusqlite::Result<QuoteRow> {
    Ok(QuoteRow {
        quote: from_row(row)?,
        article_title: row.get("article_title")?,
        site: row.get("site")?,
        published: read_opt(row, "published")?,
        stands: row.get("stands")?,
        themes: Vec::new(),
    })
}

fn with_themes(db: &Reading<'_>, mut row: QuoteRow) -> Result<QuoteRow> {
    row.themes = taggings::confirmed(db, row.quote.id)?;
    Ok(row)
}

fn write(db: &Writing<'_>, sql: &str, quote: &Quote) -> Result<usize> {
    let Quote { id, article, anchor, placed, speaker, comment, colour, created_at, edited_at, trashed_at } = quote;
    let Anchor { capture, exact, prefix, suffix, start, end, picture } = anchor;
    // The article's row shows how many quotes it has.
    db.touch(ItemKind::Article, *article);
    db.run(
        sql,
        named_params! {
            ":id": Col(id), ":article": Col(article), ":capture": Col(capture), ":exact": exact, ":prefix": prefix,
            ":suffix": suffix, ":start": start, ":end": end, ":picture": picture.as_ref().map(|picture| Col(&picture.blob)),
            ":picture_number": picture.as_ref().map(|picture| picture.number), ":placed": placed, ":speaker": speaker,
            ":comment": comment, ":colour": colour.number(), ":created_at": Col(*created_at),
            ":edited_at": Col(*edited_at), ":trashed_at": trashed_at.map(Col), ":hash": hash_of(quote).0,
        },
    )
}

#[cfg(test)]
mod tests;
