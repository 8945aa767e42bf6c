//! The steps that bring a library file to the present format.
//!
//! **Invariant:** no shipped step is ever changed; `migrations/NNNN_what.dump.sql` holds what each made.
//! **Invariant:** no step is applied twice or by two processes, for each runs under the write lock with its number.

use model::{Id, Timestamp};
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::{
    error::{Error, Result},
    values::Col,
};

/// The mark in the file's header that tells a library from other databases: "Tear" in ASCII.
pub(crate) const APPLICATION_ID: i32 = 0x5465_6172;

/// A step from one format to the next.
pub(crate) struct Migration {
    /// The format it leads to.
    pub(crate) version: u32,
    /// Its statements.
    pub(crate) sql: &'static str,
}

/// All steps, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: include_str!("../migrations/0001_library.sql") },
    Migration { version: 2, sql: include_str!("../migrations/0002_hangs.sql") },
    Migration { version: 3, sql: include_str!("../migrations/0003_ambiguous_aliases.sql") },
    Migration { version: 4, sql: include_str!("../migrations/0004_reposts.sql") },
    Migration { version: 5, sql: include_str!("../migrations/0005_watched.sql") },
    Migration { version: 6, sql: include_str!("../migrations/0006_searches_in_order.sql") },
    Migration { version: 7, sql: include_str!("../migrations/0007_rules_and_note_pictures.sql") },
    Migration { version: 8, sql: include_str!("../migrations/0008_states_in_indexes.sql") },
    Migration { version: 9, sql: include_str!("../migrations/0009_quoted_pictures.sql") },
    Migration { version: 10, sql: include_str!("../migrations/0010_trash_in_indexes.sql") },
    Migration { version: 11, sql: include_str!("../migrations/0011_receipts_keep_originals.sql") },
    Migration { version: 12, sql: include_str!("../migrations/0012_smaller_pictures.sql") },
    Migration { version: 13, sql: include_str!("../migrations/0013_grown_files.sql") },
    Migration { version: 14, sql: include_str!("../migrations/0014_titles_of_captures.sql") },
    Migration { version: 15, sql: include_str!("../migrations/0015_captures_removed.sql") },
];

/// The newest format this version knows.
pub fn newest() -> u32 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

/// What the header of a file says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A new, empty file.
    Empty,
    /// A library of this format.
    Library(u32),
    /// Another program's database.
    Foreign,
}

/// Reads what the file is.
pub(crate) fn format_of(conn: &Connection) -> Result<Format> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: u32 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (application, version, tables) {
        (APPLICATION_ID, version, _) if version > 0 => Format::Library(version),
        (0, 0, 0) => Format::Empty,
        _ => Format::Foreign,
    })
}

/// Applies the steps that the file lacks, all or none, and says from which format it came.
pub(crate) fn upgrade(conn: &mut Connection, migrations: &[Migration]) -> Result<u32> {
    // Read again under the lock: another process may have been quicker.
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let found = match format_of(&transaction)? {
        Format::Empty => 0,
        Format::Library(version) => version,
        Format::Foreign => return Err(Error::Foreign(transaction.path().unwrap_or_default().into())),
    };
    for Migration { version, sql } in migrations.iter().filter(|migration| migration.version > found) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    if found == 0 {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.execute(
            include_str!("add_library.sql"),
            named_params! {":id": Col(Id::new()), ":created_at": Col(Timestamp::now())},
        )?;
    }
    transaction.commit()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema as text, tables first, in order of name.
    fn dump(conn: &Connection) -> String {
        let mut statement = conn
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL \
                 ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name",
            )
            .unwrap();
        let lines: Vec<String> =
            statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(|sql| sql.unwrap() + ";\n").collect();
        lines.concat()
    }

    fn fresh(migrations: &[Migration]) -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        upgrade(&mut conn, migrations).unwrap();
        conn
    }

    const DUMPS: &[(u32, &str)] = &[
        (1, include_str!("../migrations/0001_library.dump.sql")),
        (2, include_str!("../migrations/0002_hangs.dump.sql")),
        (3, include_str!("../migrations/0003_ambiguous_aliases.dump.sql")),
        (4, include_str!("../migrations/0004_reposts.dump.sql")),
        (5, include_str!("../migrations/0005_watched.dump.sql")),
        (6, include_str!("../migrations/0006_searches_in_order.dump.sql")),
        (7, include_str!("../migrations/0007_rules_and_note_pictures.dump.sql")),
        (8, include_str!("../migrations/0008_states_in_indexes.dump.sql")),
        (9, include_str!("../migrations/0009_quoted_pictures.dump.sql")),
        (10, include_str!("../migrations/0010_trash_in_indexes.dump.sql")),
        (11, include_str!("../migrations/0011_receipts_keep_originals.dump.sql")),
        (12, include_str!("../migrations/0012_smaller_pictures.dump.sql")),
        (13, include_str!("../migrations/0013_grown_files.dump.sql")),
        (14, include_str!("../migrations/0014_titles_of_captures.dump.sql")),
        (15, include_str!("../migrations/0015_captures_removed.dump.sql")),
    ];

    #[test]
    fn every_shipped_format_is_what_its_dump_says() {
        for (version, shipped) in DUMPS {
            let until = MIGRATIONS.iter().position(|migration| migration.version == *version).unwrap();
            assert_eq!(&dump(&fresh(&MIGRATIONS[..=until])), shipped, "format {version} changed after it was shipped");
        }
        assert_eq!(DUMPS.len(), MIGRATIONS.len(), "a migration without a dump");
    }

    #[test]
    fn fresh_equals_upgraded_from_every_shipped_format() {
        let newest = dump(&fresh(MIGRATIONS));
        for (version, shipped) in DUMPS {
            let mut old = Connection::open_in_memory().unwrap();
            old.execute_batch(shipped).unwrap();
            old.pragma_update(None, "user_version", version).unwrap();
            old.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
            assert_eq!(upgrade(&mut old, MIGRATIONS).unwrap(), *version);
            assert_eq!(dump(&old), newest);
        }
    }

    const FIRST: Migration = Migration {
        version: 1,
        sql: "CREATE TABLE library (one INTEGER PRIMARY KEY, id TEXT, seq INTEGER, created_at INTEGER) STRICT;",
    };
    const SECOND: Migration = Migration { version: 2, sql: "ALTER TABLE library ADD COLUMN place TEXT;" };
    const BROKEN: Migration =
        Migration { version: 3, sql: "ALTER TABLE library ADD COLUMN colour TEXT; SELECT no_such_function();" };

    #[test]
    fn steps_run_once_and_a_broken_one_leaves_the_file_as_it_was() {
        let mut conn = fresh(&[FIRST]);
        let id: String = conn.query_row("SELECT id FROM library", [], |row| row.get(0)).unwrap();
        assert!(upgrade(&mut conn, &[FIRST, SECOND, BROKEN]).is_err());
        assert_eq!(format_of(&conn).unwrap(), Format::Library(1));
        assert_eq!(upgrade(&mut conn, &[FIRST, SECOND]).unwrap(), 1);
        assert_eq!(upgrade(&mut conn, &[FIRST, SECOND]).unwrap(), 2);
        let same: String = conn.query_row("SELECT id FROM library", [], |row| row.get(0)).unwrap();
        assert_eq!(id, same);
        assert_eq!(dump(&conn), dump(&fresh(&[FIRST, SECOND])));
    }

    #[test]
    fn another_programs_database_is_left_alone() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE books (title TEXT)").unwrap();
        assert!(matches!(upgrade(&mut conn, MIGRATIONS), Err(Error::Foreign(_))));
        assert_eq!(format_of(&conn).unwrap(), Format::Foreign);
    }
}
