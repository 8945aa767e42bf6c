//! The way back from a backup.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use model::Timestamp;

use super::{copy, stamp, verify};
use crate::{
    connection::{self, Access},
    error::{Error, Result},
    migrations::format_of,
    place::{Place, sync_folder},
};

/// Puts a verified copy of `backup` in the place of the library in `folder`, which nobody may have open.
///
/// Answers with the path under which the present file was kept, if there was one. Fails with [`Error::Busy`] while
/// the library is open, with [`Error::NoBackup`], [`Error::NoDatabase`], [`Error::BadBackup`], [`Error::Newer`] or [`Error::Foreign`] for a bad choice.
pub fn restore(folder: &Path, backup: &Path, now: Timestamp) -> Result<Option<PathBuf>> {
    let place = Place::new(folder);
    place.make()?;
    let _hold = place.hold_alone()?;
    if !backup.is_file() {
        return Err(Error::NoBackup(backup.to_owned()));
    }
    let ready = folder.join("library.db.restoring");
    let source = connection::open(backup, Access::Read)
        .and_then(|conn| format_of(&conn).map(|_| conn))
        .or_else(|_| connection::open(backup, Access::Still));
    let source = source.map_err(|_| unusable(backup))?;
    copy(&source, folder, &ready).map_err(|error| named(error, backup))?;
    verify(&ready)?;
    let kept = keep_present(&place, now)?;
    fs::rename(&ready, place.file()).map_err(Error::io("restoring the backup"))?;
    sync_folder(folder)?;
    Ok(kept)
}

/// How an SQLite file begins (file format, section 1.3).
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// A file that is no database was chosen by mistake; a database that does not open is damaged.
fn unusable(backup: &Path) -> Error {
    let mut head = [0; SQLITE.len()];
    let begun = fs::File::open(backup).and_then(|mut file| file.read_exact(&mut head));
    if begun.is_ok() && head == *SQLITE {
        Error::BadBackup(backup.to_owned())
    } else {
        Error::NoDatabase(backup.to_owned())
    }
}

/// Errors of the copy name the backup that the user chose.
fn named(error: Error, backup: &Path) -> Error {
    match error {
        Error::Damaged | Error::BadBackup(_) => Error::BadBackup(backup.to_owned()),
        Error::Foreign(_) => Error::Foreign(backup.to_owned()),
        error => error,
    }
}

/// Keeps the present file, with the writes that wait in its log, under another name.
pub(crate) fn keep_present(place: &Place, now: Timestamp) -> Result<Option<PathBuf>> {
    let doing = "keeping the present library";
    if !place.file().exists() {
        return Ok(None);
    }
    settle(place);
    let kept = free_name(place, now);
    fs::hard_link(place.file(), &kept)
        .or_else(|_| fs::copy(place.file(), &kept).map(|_| ()))
        .map_err(Error::io(doing))?;
    // A log that stayed would be taken for one of the restored file.
    for (beside, follows) in [("library.db-wal", true), ("library.db-shm", false)] {
        let path = place.folder.join(beside);
        if path.exists() && follows {
            fs::rename(&path, with_end(&kept, "-wal")).map_err(Error::io(doing))?;
        } else if path.exists() {
            fs::remove_file(&path).map_err(Error::io(doing))?;
        }
    }
    sync_folder(&place.folder)?;
    Ok(Some(kept))
}

/// Brings the log into the present file where that can still be done.
pub(crate) fn settle(place: &Place) {
    let settled = connection::open(&place.file(), Access::Write)
        .and_then(|conn| Ok(conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?));
    if let Err(error) = settled {
        tracing::warn!(%error, "the present library is kept with its log");
    }
}

fn free_name(place: &Place, now: Timestamp) -> PathBuf {
    let name = |number: u32| place.folder.join(format!("library-kept-{}-{number}.db", stamp(now)));
    (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
