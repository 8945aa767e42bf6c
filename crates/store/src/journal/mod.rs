//! The journal: what a write changed, row by row, so that it can be taken back.
//!
//! Triggers of the writing connection alone note every changed row while a write is recorded (after "Automatic Undo/Redo
//! Using SQLite", sqlite.org/undoredo.html); what they noted leaves the connection before the write ends.
//!
//! **Invariant:** nothing is taken back that was changed again since: each row must still be as the write left it.
//! **Invariant:** articles and blobs are neither made nor removed by taking something back.

use rusqlite::{Connection, types::Value};

use crate::{
    error::{Error, Result},
    transaction::Writing,
};

mod revert;
mod triggers;

/// What one or several writes changed, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    changes: Vec<Change>,
}

/// One changed row.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    table: String,
    deed: Deed,
    /// The columns that say which row it is, with what they are after the change (before it, for a removed row).
    key: Vec<(String, Value)>,
    /// The columns that changed; all of them for a row that came or went.
    cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq)]
struct Cell {
    column: String,
    before: Value,
    after: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Added,
    Edited,
    Removed,
}

impl Step {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds what changed later.
    pub fn extend(&mut self, later: Self) {
        self.changes.extend(later.changes);
    }

    /// What it takes in memory, bytes, about.
    pub fn bytes(&self) -> usize {
        /// A row's names and numbers.
        const ROW: usize = 200;
        let of = |value: &Value| match value {
            Value::Text(text) => text.len(),
            Value::Blob(blob) => blob.len(),
            Value::Null | Value::Integer(_) | Value::Real(_) => 8,
        };
        let row =
            |change: &Change| ROW + change.cells.iter().map(|cell| of(&cell.before) + of(&cell.after)).sum::<usize>();
        self.changes.iter().map(row).sum()
    }
}

/// Makes a connection able to record; does nothing the second time.
pub(crate) fn prepare(conn: &Connection) -> Result<()> {
    triggers::prepare(conn)
}

/// Does `work` and answers what it changed as well.
pub(crate) fn record<T>(db: &Writing<'_>, work: impl FnOnce(&Writing<'_>) -> Result<T>) -> Result<(T, Step)> {
    // A write that fails is rolled back, and the switch with it.
    db.run(include_str!("begin.sql"), [])?;
    let value = work(db)?;
    db.run(include_str!("end.sql"), [])?;
    Ok((value, taken(db)?))
}

/// Takes back what a step changed, the last change first; fails with [`Error::Outdated`] when something was changed since.
pub(crate) fn revert(db: &Writing<'_>, step: &Step) -> Result<()> {
    db.run(include_str!("defer.sql"), [])?;
    step.changes.iter().rev().try_for_each(|change| revert::revert(db, change))
}

/// What the triggers noted, and forgets it there.
fn taken(db: &Writing<'_>) -> Result<Step> {
    let mut changes: Vec<Change> = Vec::new();
    let mut at = None;
    let rows = db.many(include_str!("cells.sql"), [], |row| {
        let number: i64 = row.get("number")?;
        let names: [String; 3] = [row.get("tbl")?, row.get("deed")?, row.get("col")?];
        Ok((number, names, row.get::<_, bool>("in_key")?, row.get::<_, Value>("old")?, row.get::<_, Value>("new")?))
    })?;
    for (number, [table, deed, column], in_key, before, after) in rows {
        let deed = match deed.as_str() {
            "added" => Deed::Added,
            "removed" => Deed::Removed,
            _ => Deed::Edited,
        };
        if at != Some(number) {
            at = Some(number);
            changes.push(Change { table, deed, key: Vec::new(), cells: Vec::new() });
        }
        let Some(change) = changes.last_mut() else { return Err(Error::Damaged) };
        if in_key {
            let known = if deed == Deed::Removed { &before } else { &after };
            change.key.push((column.clone(), known.clone()));
        }
        if deed != Deed::Edited || before != after {
            change.cells.push(Cell { column, before, after });
        }
    }
    changes.retain(|change| !change.cells.is_empty());
    for forget in [include_str!("forget_cells.sql"), include_str!("forget_rows.sql")] {
        db.run(forget, [])?;
    }
    Ok(Step { changes })
}

#[cfg(test)]
mod tests;
