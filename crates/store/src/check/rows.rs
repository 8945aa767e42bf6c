//! Rows held against the hash of their words.

use model::{ItemKind, Note};
use rusqlite::{Row, ToSql, named_params, types::Value};

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

/// The tables that hold the user's words, each with the columns of its key.
const TABLES: &[(&str, &[&str], &str, Rehash)] = &[
    ("articles", &["id"], include_str!("articles.sql"), article),
    ("captures", &["id"], include_str!("captures.sql"), capture),
    ("pictures", &["capture", "position"], include_str!("pictures.sql"), picture),
    ("quotes", &["id"], include_str!("quotes.sql"), quote),
    ("notes", &["id"], include_str!("notes.sql"), note),
    ("note_revisions", &["id"], include_str!("note_revisions.sql"), revision),
    ("themes", &["id"], include_str!("themes.sql"), theme),
    ("searches", &["id"], include_str!("searches.sql"), search),
];

/// The key of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    columns: &'static [&'static str],
    values: Vec<Value>,
}

impl Key {
    /// The condition that finds the row, with a parameter for each column.
    pub(crate) fn condition(&self) -> String {
        self.columns.iter().map(|column| format!("{column} = ?")).collect::<Vec<_>>().join(" AND ")
    }

    /// The item that the row is, where its table is one of items and its id can be read.
    fn item(&self, table: &str) -> Option<Touched> {
        let kind = ItemKind::from_word(table.strip_suffix('s')?)?;
        match self.values.as_slice() {
            [Value::Text(id)] => Some(Touched { kind, id: id.parse().ok()? }),
            _ => None,
        }
    }

    /// The values of the parameters.
    pub(crate) fn params(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}

/// A row whose words are not the ones that were saved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Damaged {
    /// Its table.
    pub(crate) table: &'static str,
    /// Which row.
    pub(crate) key: Key,
    /// The item it belongs to, where that can be read.
    pub(crate) item: Option<Touched>,
}

/// Rows whose words are not the ones that were saved; of the newest `sample` in each table, or of all.
pub(crate) fn damaged_rows(db: &Reading<'_>, sample: Option<u32>) -> Result<Vec<Finding>> {
    let message = "The words of a row are not the ones that were saved; restore a backup.";
    Ok(walk(db, sample)?.into_iter().map(|damaged| Finding::new(What::Row, damaged.item, message)).collect())
}

/// All rows whose words are not the ones that were saved, by their keys.
pub(crate) fn damaged(db: &Reading<'_>) -> Result<Vec<Damaged>> {
    walk(db, None)
}

fn walk(db: &Reading<'_>, sample: Option<u32>) -> Result<Vec<Damaged>> {
    let mut found = Vec::new();
    for (table, columns, sql, rehash) in TABLES {
        let mut statement = db.conn().prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":limit": sample.map_or(-1, i64::from)})?;
        while let Some(row) = rows.next()? {
            let saved = row.get::<_, [u8; 32]>("hash").ok();
            // A row that cannot even be read is as damaged as one that reads otherwise.
            let (item, now) = rehash(db, row).map_or((None, None), |(item, hash)| (item, Some(hash.0)));
            if now.is_none() || now != saved {
                let values = columns.iter().map(|column| row.get(*column)).collect::<rusqlite::Result<_>>()?;
                let key = Key { columns, values };
                found.push(Damaged { table, item: item.or_else(|| key.item(table)), key });
            }
        }
    }
    Ok(found)
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
