//! The tables of a library, as far as a salvage has to know them: their columns, from the file that is filled.

use std::collections::BTreeMap;

use model::Id;
use rusqlite::types::Value as Sql;

use super::pages::Value;
use crate::{error::Result, transaction::Reading};

/// Tables whose rows are made anew in a new file.
const MADE_ANEW: [&str; 4] = ["library", "changes", "checkpoints", "sketches"];
/// The length of a hash in a column of bytes.
const HASH_BYTES: usize = 32;
/// The length of an id as text: a UUID with hyphens.
const ID_CHARS: usize = 36;

/// A column.
#[derive(Clone, Debug)]
struct Column {
    name: String,
    kind: String,
    nullable: bool,
    /// Whether a row may lack it: it was added to the table later, with a value for the rows that were there.
    later: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Its name.
    pub(super) name: String,
    columns: Vec<Column>,
}

impl Table {
    /// Whether a record that stands alone can only be a row of this table, by its values.
    fn fits(&self, record: &[Value]) -> bool {
        self.has_as_many(record)
            && self.columns.iter().zip(record).all(|(column, value)| column.fits(value))
            && self.is_telling()
    }

    /// A record ends early when columns were added after it was written (section 2.1).
    fn has_as_many(&self, record: &[Value]) -> bool {
        self.columns.get(record.len()..).is_some_and(|rest| rest.iter().all(|column| column.later))
    }

    /// Whether its rows can be told from those of an index, which repeats columns of other tables: it has a hash, or two ids and more.
    fn is_telling(&self) -> bool {
        self.columns.len() > 3
    }

    /// The statement that adds a row, and its values; `None` when it has other columns or no id that is one.
    pub(super) fn row(&self, record: Vec<Value>) -> Option<(String, Vec<Sql>)> {
        let is_named = |(column, value): (&Column, &Value)| match value {
            Value::Text(id) => column.name != "id" || id.parse::<Id>().is_ok(),
            _ => true,
        };
        if !self.has_as_many(&record) || !self.columns.iter().zip(&record).all(is_named) {
            return None;
        }
        let names: Vec<String> =
            self.columns.iter().take(record.len()).map(|column| format!("\"{}\"", column.name)).collect();
        let places: Vec<String> = (1..=record.len()).map(|at| format!("?{at}")).collect();
        let (name, names, places) = (&self.name, names.join(", "), places.join(", "));
        let insert = format!("INSERT OR IGNORE INTO \"{name}\" ({names}) VALUES ({places})");
        Some((insert, self.columns.iter().zip(record).map(|(column, value)| sql(column.written(value))).collect()))
    }
}

impl Column {
    fn fits(&self, value: &Value) -> bool {
        match value {
            Value::Null => self.nullable,
            Value::Integer(_) => self.kind == "INTEGER",
            Value::Real(_) => self.kind == "REAL",
            Value::Text(text) => self.kind == "TEXT" && (!self.is_id() || text.len() == ID_CHARS),
            Value::Blob(bytes) => self.kind == "BLOB" && bytes.len() == HASH_BYTES,
        }
    }

    /// The value as the library writes it: ids in small letters, which a flipped bit turns into capitals of the same id.
    fn written(&self, value: Value) -> Value {
        match value {
            Value::Text(id) if self.is_id() => Value::Text(id.to_ascii_lowercase()),
            other => other,
        }
    }

    fn is_id(&self) -> bool {
        ["id", "item", "article", "capture", "theme", "note", "parent", "source", "target", "other"]
            .contains(&self.name.as_str())
    }
}

fn sql(value: Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Integer(number) => Sql::Integer(number),
        Value::Real(number) => Sql::Real(number),
        Value::Text(text) => Sql::Text(text),
        Value::Blob(bytes) => Sql::Blob(bytes),
    }
}

/// The tables that a salvage fills, in order of name.
pub(super) fn all(db: &Reading<'_>) -> Result<Vec<Table>> {
    let names: Vec<String> = db.many(include_str!("tables.sql"), [], |row| row.get("name"))?;
    names.into_iter().filter(|name| !MADE_ANEW.contains(&name.as_str())).map(|name| table(db, name)).collect()
}

/// Rows of a table without rowid hold their key first, which the table's own order need not.
fn table(db: &Reading<'_>, name: String) -> Result<Table> {
    let columns = db.many(include_str!("columns.sql"), [&name], |row| {
        let kind: String = row.get("type")?;
        // The column that is the rowid is NULL in its record.
        let is_rowid = row.get::<_, i64>("pk")? > 0 && kind == "INTEGER" && row.get::<_, i64>("wr")? == 0;
        let nullable = is_rowid || row.get::<_, i64>("notnull")? == 0;
        let later = nullable || row.get::<_, Option<String>>("dflt_value")?.is_some();
        Ok(Column { name: row.get("name")?, kind, nullable, later })
    })?;
    Ok(Table { name, columns })
}

/// The one table that a record by itself belongs to, if there is exactly one.
pub(super) fn of_record<'t>(tables: &'t [Table], record: &[Value]) -> Option<&'t Table> {
    let mut fitting = tables.iter().filter(|table| table.fits(record));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// How many rows each table has.
pub(super) fn counts(db: &Reading<'_>) -> Result<BTreeMap<String, u64>> {
    let names = all(db)?.into_iter().map(|table| table.name);
    names
        .map(|name| Ok((name.clone(), u64::from(db.number(&format!("SELECT count(*) FROM \"{name}\""), [])?))))
        .collect()
}
