//! Connections to the library file, and the settings each of them is known to have.
//!
//! **Invariant:** no connection leaves this module before its settings were read back.
//! **Invariant:** the library file is opened by SQLite alone; another descriptor would drop its locks when closed.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, config::DbConfig, types::Value};

use crate::error::{Error, Result};

/// How long a write waits for another process before it gives up; a write holds the lock for some 50 ms.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Statements kept prepared on each connection: the store has about a hundred.
const STATEMENTS_KEPT: usize = 128;

/// The size that the write-ahead log is cut back to, so that one large import does not keep the room for ever.
const LOG_BYTES: i64 = 64 * 1024 * 1024;

/// How a connection may use the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Reads and writes.
    Write,
    /// Reads beside writers.
    Read,
    /// Reads a file that nobody can write, without the files that SQLite keeps beside it.
    Still,
}

/// Opens the file with every setting of the house, and reads each back.
pub(crate) fn open(file: &Path, access: Access) -> Result<Connection> {
    let flags = match access {
        // Not CREATE: the file is made before, for its owner alone.
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read | Access::Still => OpenFlags::SQLITE_OPEN_READ_ONLY,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = match access {
        Access::Still => Connection::open_with_flags(still_address(file), flags)?,
        Access::Write | Access::Read => Connection::open_with_flags(file, flags)?,
    };
    prepare(&conn)?;
    Ok(conn)
}

/// Sets what the house requires of every connection and reads it back.
fn prepare(conn: &Connection) -> Result<()> {
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    for (option, wanted) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // Else a statement is prepared anew for each value bound to it, which took half of the time to read a row.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        conn.set_db_config(option, wanted)?;
        if conn.db_config(option)? != wanted {
            return Err(refused());
        }
    }
    // 2 is FULL: with NORMAL a power cut loses acknowledged writes.
    set(conn, "synchronous", Value::Integer(2))?;
    set(conn, "foreign_keys", Value::Integer(1))?;
    set(conn, "trusted_schema", Value::Integer(0))?;
    set(conn, "cell_size_check", Value::Integer(1))?;
    set(conn, "mmap_size", Value::Integer(0))?;
    set(conn, "journal_size_limit", Value::Integer(LOG_BYTES))?;
    Ok(())
}

/// Switches the file to write-ahead logging; only for a file known to be a library or empty.
pub(crate) fn log_ahead(conn: &Connection) -> Result<()> {
    set(conn, "journal_mode", Value::Text("wal".into()))
}

/// Sets a pragma and makes sure that it holds.
fn set(conn: &Connection, pragma: &str, wanted: Value) -> Result<()> {
    conn.pragma_update(None, pragma, &wanted)?;
    let mut found = None;
    conn.pragma_query(None, pragma, |row| {
        found = Some(row.get::<_, Value>(0)?);
        Ok(())
    })?;
    // SQLite built without memory mapping answers `mmap_size` with no row.
    let right = found.as_ref() == Some(&wanted) || (pragma == "mmap_size" && found.is_none());
    if right { Ok(()) } else { Err(refused()) }
}

fn refused() -> Error {
    Error::Unexpected(rusqlite::Error::InvalidQuery)
}

/// The file as an address that says it will not change (`immutable`, SQLite's URI parameters).
fn still_address(file: &Path) -> String {
    let mut address = String::from("file:");
    for byte in file.to_string_lossy().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use rusqlite::{StatementStatus, named_params};

    use super::*;
    use crate::samples::{clip, library};

    #[test]
    fn the_bundled_sqlite_is_new_enough_for_two_checkpointing_processes() {
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }

    #[test]
    fn a_statement_is_prepared_once_for_all_values() {
        let (_folder, store) = library();
        let articles: Vec<_> = (0..20).map(|number| clip(&store, &format!("a{number}"), "x")).collect();
        store.primary().execute_batch("ANALYZE").unwrap();
        for sql in [
            include_str!("articles/row.sql"),
            include_str!("articles/with_text.sql"),
            include_str!("changes/article_document.sql"),
        ] {
            let prepared_anew = store.read(|db| {
                let mut statement = db.conn().prepare(sql)?;
                for article in &articles {
                    statement.query_row(named_params! {":id": article.id.to_string()}, |_| Ok(()))?;
                }
                Ok(statement.get_status(StatementStatus::RePrepare))
            });
            assert_eq!(prepared_anew.unwrap(), 0, "{sql}");
        }
    }

    #[test]
    fn settings_hold_on_every_kind_of_connection() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file?100%.db");
        assert!(open(&file, Access::Write).is_err() && !file.exists());
        std::fs::File::create_new(&file).unwrap();
        let writer = open(&file, Access::Write).unwrap();
        log_ahead(&writer).unwrap();
        writer.execute_batch("CREATE TABLE t (x TEXT) STRICT; INSERT INTO t VALUES ('y')").unwrap();
        let level: i64 = writer.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
        assert_eq!(level, 2);
        assert!(writer.execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema").is_err());
        open(&file, Access::Read).unwrap();
        drop(writer);
        let still = open(&file, Access::Still).unwrap();
        let found: String = still.query_row("SELECT x FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(found, "y");
    }
}
