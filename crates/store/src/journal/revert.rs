//! One changed row as it was before.

use rusqlite::{ErrorCode, params_from_iter, types::Value};

use super::{Cell, Change, Deed};
use crate::{
    error::{Error, Result},
    transaction::Writing,
};

/// Gives a row back what it was; fails with [`Error::Outdated`] when it is not as the change left it.
pub(super) fn revert(db: &Writing<'_>, change: &Change) -> Result<()> {
    let (sql, values) = match change.deed {
        Deed::Added => removal(change),
        Deed::Edited => edit(change),
        Deed::Removed => addition(change),
    };
    let done = db.conn().prepare_cached(&sql)?.execute(params_from_iter(values));
    match done {
        Ok(1) => Ok(()),
        // What hangs on a row goes, or is cut loose, with it.
        Ok(_) if is_so(db, change)? => Ok(()),
        Ok(_) => Err(Error::Outdated),
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == ErrorCode::ConstraintViolation => {
            Err(Error::Outdated)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the row already is what it was before the change.
fn is_so(db: &Writing<'_>, change: &Change) -> Result<bool> {
    let wanted = if change.deed == Deed::Edited { change.cells.as_slice() } else { &[] };
    let key = change.key.iter().map(|(column, value)| (column.as_str(), value));
    let cells = wanted.iter().map(|cell| (cell.column.as_str(), &cell.before));
    let (columns, values): (Vec<&str>, Vec<&Value>) = key.chain(cells).unzip();
    let place = named(columns.into_iter(), " IS ?", " AND ");
    let sql = format!("SELECT count(*) FROM main.{} WHERE {place}", change.table);
    let rows: u32 = db.conn().prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(if change.deed == Deed::Added { rows == 0 } else { change.deed == Deed::Edited && rows == 1 })
}

fn removal(change: &Change) -> (String, Vec<Value>) {
    let (place, values) = place(change);
    (format!("DELETE FROM main.{} WHERE {place}", change.table), values)
}

fn edit(change: &Change) -> (String, Vec<Value>) {
    let (place, at) = place(change);
    let sets = named(change.cells.iter().map(|cell| cell.column.as_str()), " = ?", ", ");
    let values = change.cells.iter().map(|cell| cell.before.clone()).chain(at).collect();
    (format!("UPDATE main.{} SET {sets} WHERE {place}", change.table), values)
}

fn addition(change: &Change) -> (String, Vec<Value>) {
    let columns = named(change.cells.iter().map(|cell| cell.column.as_str()), "", ", ");
    let marks = vec!["?"; change.cells.len()].join(", ");
    let values = change.cells.iter().map(|cell| cell.before.clone()).collect();
    (format!("INSERT INTO main.{} ({columns}) VALUES ({marks})", change.table), values)
}

/// The row, provided that it is still as the change left it.
fn place(change: &Change) -> (String, Vec<Value>) {
    let key = change.key.iter().map(|(column, value)| (column.as_str(), value));
    let left = change.cells.iter().map(|Cell { column, after, .. }| (column.as_str(), after));
    let (columns, values): (Vec<&str>, Vec<&Value>) = key.chain(left).unzip();
    (named(columns.into_iter(), " IS ?", " AND "), values.into_iter().cloned().collect())
}

fn named<'a>(columns: impl Iterator<Item = &'a str>, after: &str, between: &str) -> String {
    columns.map(|column| format!("\"{column}\"{after}")).collect::<Vec<_>>().join(between)
}
