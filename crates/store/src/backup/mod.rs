//! Verified copies of the library file, and the way back from one.
//!
//! **Invariant:** no copy gets a backup's name before it was read back and found in order.
//! **Invariant:** a restore deletes nothing; the present file is kept under another name.

mod restore;
mod retention;

use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

use model::{Id, Timestamp};
use rusqlite::Connection;

use crate::{
    changes, check,
    connection::{self, Access},
    error::{Error, Result},
    migrations::{self, Format, format_of},
    place::{Place, make_folder, private, sync_folder},
    store::Store,
    transaction::read_with,
    values::Col,
};
pub use restore::restore;
pub(crate) use restore::{keep_present, settle};
pub use retention::kept;

/// Rows of each table whose words are read back in a new backup.
const SAMPLE: u32 = 500;

/// The time between two backups while the library changes: 30 minutes.
pub const INTERVAL_MS: i64 = 30 * 60 * 1000;

/// How a time is written in a backup's name: UTC.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// The beginning of the names of backups.
const PREFIX: &str = "library-";

/// A verified copy of the library file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: Timestamp,
    /// The sequence of the library then.
    pub seq: u64,
    /// Its size.
    pub bytes: u64,
}

/// Makes a verified backup in the library's folder and removes those that [`kept`] lets go.
pub fn make(store: &Store, now: Timestamp) -> Result<Backup> {
    let conn = reader(store)?;
    let made = copy_of(&conn, store.place(), now)?;
    prune(store.folder())?;
    Ok(made)
}

/// Makes a verified backup in a file of the user's choice; fails with [`Error::Exists`] where there is one.
pub fn make_at(store: &Store, file: &Path, now: Timestamp) -> Result<Backup> {
    let conn = reader(store)?;
    let seq = sequence(&conn)?;
    if file.exists() {
        return Err(Error::Exists(file.to_owned()));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    copy(&conn, folder, file)?;
    described(file.to_owned(), now, seq)
}

/// The backups in a library's folder, oldest first.
pub fn list(folder: &Path) -> Result<Vec<Backup>> {
    let Ok(entries) = fs::read_dir(Place::new(folder).backups()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(Error::io("listing backups"))?.path();
        if let Some((made_at, seq)) = path.file_name().and_then(|name| parse_name(name.to_str()?)) {
            found.push(described(path, made_at, seq)?);
        }
    }
    found.sort_by_key(|backup| (backup.made_at, backup.seq));
    Ok(found)
}

/// Whether the library changed since the last backup and that is [`INTERVAL_MS`] ago.
pub fn is_due(store: &Store, now: Timestamp) -> Result<bool> {
    // Not the library's own count, which bookkeeping raises too: a copy of an unchanged library is none.
    let seq = store.read(changes::head)?;
    Ok(match list(store.folder())?.last() {
        Some(last) => last.seq < seq && now.as_millisecond() - last.made_at.as_millisecond() >= INTERVAL_MS,
        None => seq > 0,
    })
}

/// Makes a verified copy of the file that `conn` has open, under its name in `backups/`.
pub(crate) fn copy_of(conn: &Connection, place: &Place, now: Timestamp) -> Result<Backup> {
    let seq = sequence(conn)?;
    make_folder(&place.backups())?;
    let path = place.backups().join(format!("{PREFIX}{}-{seq}.db", stamp(now)));
    copy(conn, &place.backups(), &path)?;
    described(path, now, seq)
}

/// Copies, reads back, brings to the disk, and only then gives the name.
pub(crate) fn copy(conn: &Connection, folder: &Path, path: &Path) -> Result<()> {
    let doing = "making the backup";
    let part = folder.join(format!(".part-{}", Id::new()));
    private(OpenOptions::new().create_new(true).write(true)).open(&part).map_err(Error::io(doing))?;
    let done = fill(conn, &part).and_then(|()| {
        fs::rename(&part, path).map_err(Error::io(doing))?;
        sync_folder(folder)
    });
    if done.is_err() && part.exists() {
        fs::remove_file(&part).map_err(Error::io(doing))?;
    }
    done
}

fn fill(conn: &Connection, part: &Path) -> Result<()> {
    conn.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
    verify(part)?;
    File::options().write(true).open(part).and_then(|file| file.sync_all()).map_err(Error::io("making the backup"))
}

/// Reads a copy and holds it against what every library holds; fails with [`Error::BadBackup`].
pub(crate) fn verify(file: &Path) -> Result<()> {
    let in_order = connection::open(file, Access::Still).and_then(|mut conn| is_in_order(&mut conn, file));
    match in_order {
        Ok(true) => Ok(()),
        Ok(false) | Err(Error::Damaged) => Err(Error::BadBackup(file.to_owned())),
        Err(error) => Err(error),
    }
}

fn is_in_order(conn: &mut Connection, file: &Path) -> Result<bool> {
    let newest = migrations::newest();
    let found = match format_of(conn)? {
        Format::Library(found) if found > newest => return Err(Error::Newer { found, known: newest }),
        Format::Library(found) => found,
        Format::Empty | Format::Foreign => return Err(Error::Foreign(file.to_owned())),
    };
    read_with(conn, |db| {
        // Other tables than today's are read back by SQLite alone.
        let words = |db| if found == newest { check::damaged_rows(db, Some(SAMPLE)) } else { Ok(Vec::new()) };
        Ok(check::structure(db)?.is_empty() && words(db)?.is_empty())
    })
}

fn reader(store: &Store) -> Result<Connection> {
    connection::open(&store.place().file(), store.access_to_read())
}

fn sequence(conn: &Connection) -> Result<u64> {
    Ok(conn.query_row(include_str!("../library.sql"), [], |row| row.get::<_, Col<u64>>("seq"))?.0)
}

/// Removes the backups that retention lets go.
fn prune(folder: &Path) -> Result<()> {
    let all = list(folder)?;
    let times: Vec<Timestamp> = all.iter().map(|backup| backup.made_at).collect();
    for (backup, keep) in all.iter().zip(kept(&times)) {
        if !keep {
            fs::remove_file(&backup.path).map_err(Error::io("removing an old backup"))?;
        }
    }
    Ok(())
}

fn described(path: PathBuf, made_at: Timestamp, seq: u64) -> Result<Backup> {
    let bytes = fs::metadata(&path).map_err(Error::io("reading a backup"))?.len();
    Ok(Backup { path, made_at, seq, bytes })
}

pub(crate) fn stamp(at: Timestamp) -> String {
    at.strftime(STAMP).to_string()
}

fn parse_name(name: &str) -> Option<(Timestamp, u64)> {
    let (at, seq) = name.strip_prefix(PREFIX)?.strip_suffix(".db")?.split_once('-')?;
    let at = jiff::civil::DateTime::strptime(STAMP, at).ok()?;
    Some((jiff::tz::TimeZone::UTC.to_timestamp(at).ok()?, seq.parse().ok()?))
}

#[cfg(test)]
mod tests;
