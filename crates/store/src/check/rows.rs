//! Rows held against the hash of their words.

use model::{ItemKind, Note};
use rusqlite::{Row, named_params};

use super::{Finding, What};
use crate::{
    articles, captures,
    error::Result,
    notes, quotes,
    row_hash::RowHash,
    searches, themes,
    transaction::{Reading, Touched},
    values::read,
};

/// Reads a row's item and the hash that its words have now.
type Rehash = fn(&Reading<'_>, &Row<'_>) -> Result<(Option<Touched>, RowHash)>;

/// The tables that hold the user's words.
const TABLES: &[(&str, Rehash)] = &[
    (include_str!("articles.sql"), article),
    (include_str!("captures.sql"), capture),
    (include_str!("pictures.sql"), picture),
    (include_str!("quotes.sql"), quote),
    (include_str!("notes.sql"), note),
    (include_str!("note_revisions.sql"), revision),
    (include_str!("themes.sql"), theme),
    (include_str!("searches.sql"), search),
];

/// Rows whose words are not the ones that were saved; of the newest `sample` in each table, or of all.
pub(crate) fn damaged_rows(db: &Reading<'_>, sample: Option<u32>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (sql, rehash) in TABLES {
        let mut statement = db.conn().prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":limit": sample.map_or(-1, i64::from)})?;
        while let Some(row) = rows.next()? {
            let saved = row.get::<_, [u8; 32]>("hash").ok();
            // A row that cannot even be read is as damaged as one that reads otherwise.
            let (item, found) = rehash(db, row).map_or((None, None), |(item, hash)| (item, Some(hash.0)));
            if found.is_none() || found != saved {
                let message = "The words of a row are not the ones that were saved; restore a backup.";
                findings.push(Finding::new(What::Row, item, message));
            }
        }
    }
    Ok(findings)
}

fn item(kind: ItemKind, id: model::Id) -> Option<Touched> {
    Some(Touched { kind, id })
}

fn article(_: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    let article = articles::from_row(row)?;
    let sorted_by: Option<i64> = row.get("published_ms")?;
    let published = article.published.map(|published| published.timestamp().as_millisecond());
    let hash = if sorted_by == published { articles::hash_of(&article) } else { RowHash([0; 32]) };
    Ok((item(ItemKind::Article, article.id), hash))
}

fn capture(_: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    let capture = captures::from_row(row)?;
    let derived = row.get::<_, String>("excerpt")? == captures::excerpt_of(&capture.text)
        && row.get::<_, [u8; 32]>("text_hash")? == captures::text_hash(&capture.text).0;
    let hash = if derived { captures::hash_of(&capture) } else { RowHash([0; 32]) };
    Ok((item(ItemKind::Article, capture.article), hash))
}

fn picture(_: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    let picture = captures::pictures::from_row(row)?;
    Ok((item(ItemKind::Article, read(row, "article")?), captures::pictures::hash_of(&picture)))
}

fn quote(_: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    let quote = quotes::from_row(row)?;
    Ok((item(ItemKind::Quote, quote.id), quotes::hash_of(&quote)))
}

fn note(_: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    let note: Note = notes::from_row(row)?;
    Ok((item(ItemKind::Note, note.id), notes::hash_of(&note)))
}

fn revision(_: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    let revision = notes::revision_from_row(row)?;
    Ok((item(ItemKind::Note, revision.note), notes::revision_hash_of(&revision)))
}

fn theme(db: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    let theme = themes::with_aliases(db, themes::from_row(row)?)?;
    let folded = row.get::<_, String>("folded")? == themes::fold(&theme.name);
    let hash = if folded { themes::hash_of(&theme) } else { RowHash([0; 32]) };
    Ok((item(ItemKind::Theme, theme.id), hash))
}

fn search(_: &Reading<'_>, row: &Row<'_>) -> Result<(Option<Touched>, RowHash)> {
    Ok((None, searches::hash_of(&searches::from_row(row)?)))
}
