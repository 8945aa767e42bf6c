//! What can be read of a damaged library file, row by row, in a new file.
//!
//! The b-trees that the file names are followed first; then every page that none of them reached is looked at by itself, so that a
//! damaged page costs its own rows and no others. Rows are held against their hashes, and references are mended.
//!
//! **Invariant:** the damaged file is kept under another name, and stays as it is when anything fails.
//! **Invariant:** a quote or a note that can be read is kept, even when its article is lost.
//! **Invariant:** no finding carries the user's text.

mod fill;
mod mend;
mod pages;
mod tables;

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

use model::{Id, Timestamp};
use rusqlite::Connection;

use crate::{
    backup::keep_present,
    blobs::Blobs,
    check::{self, Finding},
    connection::{self, Access},
    error::{Error, Result},
    migrations::{self, MIGRATIONS},
    place::{Hold, Place, private, sync_folder},
    transaction::{Touched, read_with, write_with},
};

/// What came of a salvage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// Where the damaged file is kept.
    pub kept_as: PathBuf,
    /// How many rows of each table are in the new file.
    pub rows: BTreeMap<String, u64>,
    /// What was lost or mended, by kind and id.
    pub findings: Vec<Finding>,
}

/// Fills a new library file with what can be read of the present one, which nobody may have open, and puts it in its place.
///
/// Fails with [`Error::Busy`] while the library is open, with [`Error::Missing`] when there is no file, and with
/// [`Error::Damaged`] when nothing of a library can be read in it; the file is then left where it is.
pub fn salvage(folder: &Path, now: Timestamp) -> Result<Salvaged> {
    let (place, _hold) = hold_damaged(folder)?;
    let ready = folder.join(format!("library.db.salvaging-{}", Id::new()));
    let done = salvage_into(&place, &ready).and_then(|(rows, findings)| {
        let kept_as = keep_present(&place, now)?.ok_or_else(|| Error::Missing(folder.to_owned()))?;
        fs::rename(&ready, place.file()).map_err(Error::io("putting the salvaged library in place"))?;
        sync_folder(folder)?;
        Ok(Salvaged { kept_as, rows, findings })
    });
    if ready.exists() {
        fs::remove_file(&ready).map_err(Error::io("removing an unfinished salvage"))?;
    }
    done
}

/// Fills a library in a new folder with what can be read of another, whose file nobody may have open and which stays as it is.
///
/// Its blobs are linked, or copied where there are no links. Fails as [`salvage`] does.
pub fn salvage_beside(folder: &Path, into: &Path) -> Result<Vec<Finding>> {
    let (place, _hold) = hold_damaged(folder)?;
    let beside = Place::new(into);
    beside.make()?;
    let (_, findings) = salvage_into(&place, &beside.file())?;
    share_blobs(&place.blobs(), &beside.blobs()).map_err(Error::io("bringing pictures and originals along"))?;
    Ok(findings)
}

/// The place of a library file that nobody else has open.
fn hold_damaged(folder: &Path) -> Result<(Place, Hold)> {
    let place = Place::new(folder);
    let hold = place.hold_alone()?;
    if !place.file().exists() {
        return Err(Error::Missing(folder.to_owned()));
    }
    Ok((place, hold))
}

fn share_blobs(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            share_blobs(&entry.path(), &there)?;
        } else if fs::hard_link(entry.path(), &there).is_err() {
            fs::copy(entry.path(), &there)?;
        }
    }
    Ok(())
}

type Brought = (BTreeMap<String, u64>, Vec<Finding>);

fn salvage_into(place: &Place, ready: &Path) -> Result<Brought> {
    crate::backup::settle(place);
    let mut damaged = pages::Pages::open(&place.file())?;
    private(OpenOptions::new().create_new(true).write(true)).open(ready).map_err(Error::io("making a new library"))?;
    let mut conn = connection::open(ready, Access::Write)?;
    let version = damaged.version();
    let steps = MIGRATIONS.iter().position(|step| step.version == version).map_or(MIGRATIONS.len(), |at| at + 1);
    migrations::upgrade(&mut conn, &MIGRATIONS[..steps])?;
    // What a row names may come later, or never; that is mended at the end.
    conn.pragma_update(None, "foreign_keys", 0)?;
    let blobs = Blobs::new(place.blobs());
    let known = write_with(&mut conn, &blobs, |db| fill::fill(db, &mut damaged))?.value;
    if known.rows == 0 {
        let newest = crate::backup::list(&place.folder)?.pop().map(|backup| backup.path);
        return Err(Error::NothingSaved(newest));
    }
    migrations::upgrade(&mut conn, MIGRATIONS)?;
    let findings = write_with(&mut conn, &blobs, |db| mend::mend(db, &known))?.value;
    let rows = read_with(&mut conn, tables::counts)?;
    finish(conn, ready)?;
    Ok((rows, findings))
}

/// Makes sure that the new file is in order and on the disk.
fn finish(mut conn: Connection, ready: &Path) -> Result<()> {
    let wrong = read_with(&mut conn, |db| {
        let mut wrong = check::structure(db)?;
        wrong.extend(check::references(db)?);
        wrong.extend(check::damaged_rows(db, None)?);
        Ok(wrong)
    })?;
    if !wrong.is_empty() {
        return Err(Error::BadBackup(ready.to_owned()));
    }
    drop(conn);
    File::options()
        .write(true)
        .open(ready)
        .and_then(|file| file.sync_all())
        .map_err(Error::io("bringing the salvaged library to the disk"))
}

/// What was read of a damaged file besides its rows.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Rows that were taken over, before they were held against their hashes.
    rows: u64,
    /// Cells and pages that could not be read.
    unreadable: u64,
    /// The items that the file says were there.
    live: Vec<Touched>,
}

#[cfg(test)]
mod tests;
