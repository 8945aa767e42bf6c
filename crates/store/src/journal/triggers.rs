//! The triggers that note what a recorded write changes; they live as long as their connection.

use rusqlite::Connection;

use crate::error::Result;

/// What a person changes by hand. Rows of articles are watched for edits alone: making and removing them moves files as well.
const TABLES: [&str; 16] = [
    "articles",
    "captures",
    "pictures",
    "quotes",
    "notes",
    "note_revisions",
    "links",
    "themes",
    "aliases",
    "taggings",
    "searches",
    "reposts",
    "addresses",
    "rules",
    "refusals",
    "note_pictures",
];
const EDITED_ONLY: &str = "articles";

/// Makes the tables and triggers of the journal on this connection, in memory.
pub(super) fn prepare(conn: &Connection) -> Result<()> {
    if conn.table_exists(Some("temp"), "journal_switch")? {
        return Ok(());
    }
    // Words of the user are not written into a temporary file.
    conn.pragma_update(None, "temp_store", "memory")?;
    let mut all = String::from("BEGIN;\n");
    all.push_str(include_str!("tables.sql"));
    for table in TABLES {
        let columns = columns(conn, table)?;
        all.push_str(&trigger(table, "edited", "UPDATE", &columns));
        if table != EDITED_ONLY {
            all.push_str(&trigger(table, "added", "INSERT", &columns));
            all.push_str(&trigger(table, "removed", "DELETE", &columns));
        }
    }
    all.push_str("COMMIT;");
    Ok(conn.execute_batch(&all)?)
}

/// A table's columns, and whether each is part of its key.
fn columns(conn: &Connection, table: &str) -> Result<Vec<(String, bool)>> {
    let mut columns = Vec::new();
    conn.pragma(None, "table_info", table, |row| {
        columns.push((row.get("name")?, row.get::<_, i64>("pk")? > 0));
        Ok(())
    })?;
    Ok(columns)
}

/// Notes the columns of a row: those of its key always, the others when they changed.
fn trigger(table: &str, deed: &str, event: &str, columns: &[(String, bool)]) -> String {
    let (before, after) = match deed {
        "added" => (None, Some("NEW")),
        "removed" => (Some("OLD"), None),
        _ => (Some("OLD"), Some("NEW")),
    };
    let value = |of: Option<&str>, column: &str| of.map_or("NULL".to_owned(), |of| format!("{of}.\"{column}\""));
    let cell = |(column, in_key): &(String, bool)| {
        let (old, new) = (value(before, column), value(after, column));
        let changed = if *in_key || deed != "edited" { String::new() } else { format!(" WHERE {old} IS NOT {new}") };
        format!(
            "SELECT (SELECT max(number) FROM journal_rows), '{column}', {}, {old}, {new}{changed}",
            u8::from(*in_key)
        )
    };
    let cells = columns.iter().map(cell).collect::<Vec<_>>().join("\nUNION ALL ");
    format!(
        "CREATE TEMP TRIGGER journal_{table}_{deed} AFTER {event} ON main.{table}
WHEN (SELECT recording FROM journal_switch) BEGIN
INSERT INTO journal_rows (tbl, deed) VALUES ('{table}', '{deed}');
INSERT INTO journal_cells (number, col, in_key, old, new)
{cells};
END;\n"
    )
}
