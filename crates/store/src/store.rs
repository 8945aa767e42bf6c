//! A library folder, open: one writing connection, a few reading ones.

use std::{
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use model::{BlobHash, Timestamp};
use rusqlite::Connection;

use crate::{
    backup,
    blobs::{self, Blob, Blobs, Collected, Staged},
    connection::{self, Access, BUSY_TIMEOUT},
    error::{Error, ReadOnly, Result},
    journal,
    migrations::{self, Format, MIGRATIONS, format_of},
    place::{Hold, Place},
    reserve,
    transaction::{Reading, Writing, Written, read_with, write_with},
};

/// Reading connections kept open between reads; more are opened when more threads read at once.
const READERS_KEPT: usize = 4;

/// How long to wait before opening a file again that another process is just setting up.
const OPEN_PAUSE: Duration = Duration::from_millis(20);

/// Whether a library may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It may be read and written.
    ReadWrite,
    /// It may only be read.
    ReadOnly(ReadOnly),
}

/// A library that is open; clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    place: Place,
    blobs: Blobs,
    mode: Mode,
    access: Access,
    /// Set when the disk failed during a write.
    failed: AtomicBool,
    // Readers close before the connection that cuts the log back.
    readers: Mutex<Vec<Connection>>,
    /// The writing connection; a reading one when the library may only be read.
    primary: Mutex<Connection>,
    _hold: Hold,
}

/// What opening found, before it is a [`Store`].
struct Opened {
    primary: Connection,
    mode: Mode,
    access: Access,
}

impl Store {
    /// Opens the library in `folder`, making folder and library when there is none.
    ///
    /// A library that was written by a newer version or may not be written opens read-only, see [`Store::mode`].
    pub fn open(folder: &Path) -> Result<Self> {
        let place = Place::new(folder);
        place.make()?;
        let (hold, writable) = place.share()?;
        if !place.file().exists() {
            place.make_file()?;
        }
        let Opened { primary, mode, access } = open_with_room(&place, writable)?;
        if mode == Mode::ReadWrite
            && reserve::has_room(folder)
            && let Err(error) = reserve::fill(&place.reserve())
        {
            tracing::warn!(%error, "no reserve");
        }
        Ok(Self {
            inner: Arc::new(Inner {
                blobs: Blobs::new(place.blobs()),
                place,
                mode,
                access,
                failed: AtomicBool::new(false),
                readers: Mutex::default(),
                primary: Mutex::new(primary),
                _hold: hold,
            }),
        })
    }

    /// The folder it was opened on.
    pub fn folder(&self) -> &Path {
        &self.inner.place.folder
    }

    /// Whether it may be written now, and if not, why.
    pub fn mode(&self) -> Mode {
        if self.inner.failed.load(Ordering::Acquire) { Mode::ReadOnly(ReadOnly::Failed) } else { self.inner.mode }
    }

    /// Whether the disk was full and the reserve is gone; new articles should wait until there is room.
    pub fn is_full(&self) -> bool {
        self.mode() == Mode::ReadWrite && !reserve::is_whole(&self.inner.place.reserve())
    }

    /// Takes the reserve back when there is room again; fails with [`Error::Full`] when there is not.
    pub fn refill_reserve(&self) -> Result<()> {
        reserve::fill(&self.inner.place.reserve())
    }

    /// Does `work` on one consistent snapshot.
    pub fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T>) -> Result<T> {
        let kept = self.readers().pop();
        let mut conn = match kept {
            Some(conn) => conn,
            None => connection::open(&self.inner.place.file(), self.inner.access_to_read())?,
        };
        let done = read_with(&mut conn, work);
        let mut readers = self.readers();
        if readers.len() < READERS_KEPT && !matches!(done, Err(Error::Damaged | Error::Io { .. })) {
            readers.push(conn);
        }
        done
    }

    /// Does `work` in one write transaction: all of it is on the disk when this returns, or nothing.
    ///
    /// Not to be called within another write of the same thread.
    pub fn write<T>(&self, work: impl FnOnce(&Writing<'_>) -> Result<T>) -> Result<Written<T>> {
        if let Mode::ReadOnly(reason) = self.mode() {
            return Err(Error::ReadOnly(reason));
        }
        let done = write_with(&mut self.primary(), &self.inner.blobs, work);
        done.inspect_err(|error| self.note(error))
    }

    /// Like [`Store::write`], and answers what it changed, so that it can be taken back.
    pub fn write_recorded<T>(
        &self,
        work: impl FnOnce(&Writing<'_>) -> Result<T>,
    ) -> Result<(Written<T>, journal::Step)> {
        if self.mode() == Mode::ReadWrite {
            journal::prepare(&self.primary())?;
        }
        let Written { value: (value, step), seq, touched, receipts } = self.write(|db| journal::record(db, work))?;
        Ok((Written { value, seq, touched, receipts }, step))
    }

    /// Takes back what a step changed, and answers the step that does it again. Fails with [`Error::Outdated`], changing nothing,
    /// when a row was changed since.
    pub fn revert(&self, step: &journal::Step) -> Result<(Written<()>, journal::Step)> {
        self.write_recorded(|db| journal::revert(db, step))
    }

    /// A number that changes when another process (or another [`Store`]) wrote; SQLite's `data_version`.
    pub fn data_version(&self) -> Result<u64> {
        let version: i64 = self.primary().pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(version.unsigned_abs())
    }

    /// Brings bytes to the disk under their hash; [`blobs::keep`] then makes them part of the library.
    pub fn stage(&self, bytes: &[u8], media_type: &str) -> Result<Staged> {
        if let Mode::ReadOnly(reason) = self.mode() {
            return Err(Error::ReadOnly(reason));
        }
        self.inner.blobs.stage(bytes, media_type).inspect_err(|error| self.note_full(error))
    }

    /// Keeps bytes in the library, in a write of its own.
    pub fn put_blob(&self, bytes: &[u8], media_type: &str) -> Result<BlobHash> {
        let staged = self.stage(bytes, media_type)?;
        Ok(self.write(|db| blobs::keep(db, &staged))?.value)
    }

    /// The bytes with this hash, checked against it, and their media type.
    pub fn blob(&self, hash: &BlobHash) -> Result<Blob> {
        let row = self.read(|db| blobs::get(db, hash))?;
        Ok(Blob { bytes: self.inner.blobs.read(hash)?, media_type: row.media_type })
    }

    /// The files of the blobs.
    pub fn blobs(&self) -> &Blobs {
        &self.inner.blobs
    }

    /// Removes blobs that nothing names and that are older than a day at `now`.
    pub fn collect_blobs(&self, now: Timestamp) -> Result<Collected> {
        blobs::collect(self, now)
    }

    /// Removes the files of blobs that [`blobs::release`] took out of the library, unless they were kept anew meanwhile.
    pub fn free(&self, hashes: &[BlobHash]) -> Result<Collected> {
        if hashes.is_empty() { Ok(Collected::default()) } else { blobs::free(self, hashes) }
    }

    /// How connections of their own may read the file.
    pub(crate) fn access_to_read(&self) -> Access {
        self.inner.access_to_read()
    }

    pub(crate) fn place(&self) -> &Place {
        &self.inner.place
    }

    /// The writing connection, for statements that must stand outside a transaction.
    pub(crate) fn primary(&self) -> MutexGuard<'_, Connection> {
        // A panic while holding it rolled its transaction back.
        self.inner.primary.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Draws the consequence of a failed write.
    fn note(&self, error: &Error) {
        self.note_full(error);
        if matches!(error, Error::Io { .. }) {
            self.inner.failed.store(true, Ordering::Release);
        }
    }

    fn note_full(&self, error: &Error) {
        if matches!(error, Error::Full) && reserve::is_whole(&self.inner.place.reserve()) {
            reserve::release(&self.inner.place.reserve());
        }
    }
}

impl Inner {
    fn access_to_read(&self) -> Access {
        if self.access == Access::Still { Access::Still } else { Access::Read }
    }
}

/// Opens the file; where the disk has no room even for that, the reserve is let go for it.
fn open_with_room(place: &Place, writable: bool) -> Result<Opened> {
    let open = || if writable { open_patiently(place) } else { open_still(place) };
    match open() {
        Err(Error::Full) if reserve::is_whole(&place.reserve()) => {
            reserve::release(&place.reserve());
            open()
        }
        opened => opened,
    }
}

/// Opens for writing; while another process sets the file up, SQLite may answer "busy" without waiting.
fn open_patiently(place: &Place) -> Result<Opened> {
    let began = Instant::now();
    loop {
        match open_for_writing(place) {
            Err(Error::Busy) if began.elapsed() < BUSY_TIMEOUT => thread::sleep(OPEN_PAUSE),
            done => return done,
        }
    }
}

fn open_for_writing(place: &Place) -> Result<Opened> {
    let mut conn = connection::open(&place.file(), Access::Write)?;
    if conn.is_readonly("main")? {
        return open_still(place);
    }
    let format = format_of(&conn)?;
    match format {
        Format::Foreign => return Err(Error::Foreign(place.file())),
        Format::Library(found) if found > migrations::newest() => return open_newer(place, found),
        // Blobs come after the first tables: when another process was quicker, the file is not empty any more.
        Format::Empty if place.has_remains() && format_of(&conn)? == Format::Empty => {
            return Err(Error::Missing(place.folder.clone()));
        }
        Format::Empty | Format::Library(_) => connection::log_ahead(&conn)?,
    }
    if let Format::Library(found) = format
        && found < migrations::newest()
    {
        backup::copy_of(&conn, place, Timestamp::now())?;
    }
    if format != Format::Library(migrations::newest()) {
        migrations::upgrade(&mut conn, MIGRATIONS)?;
    }
    finish(&mut conn)?;
    Ok(Opened { primary: conn, mode: Mode::ReadWrite, access: Access::Write })
}

/// Makes sure that the library can be read.
fn finish(conn: &mut Connection) -> Result<()> {
    read_with(conn, |db| db.library().map(|_| ()))
}

fn open_newer(place: &Place, found: u32) -> Result<Opened> {
    let primary = connection::open(&place.file(), Access::Read)?;
    let reason = ReadOnly::Newer { found, known: migrations::newest() };
    Ok(Opened { primary, mode: Mode::ReadOnly(reason), access: Access::Read })
}

/// Opens what may not be written: beside a writer when there is one, else as a file that does not change.
fn open_still(place: &Place) -> Result<Opened> {
    if !place.file().exists() {
        return Err(Error::ReadOnly(ReadOnly::NotWritable));
    }
    let (mut primary, access) = match connection::open(&place.file(), Access::Read).and_then(readable) {
        Ok(conn) => (conn, Access::Read),
        Err(_) if !has_log(place) => (connection::open(&place.file(), Access::Still)?, Access::Still),
        Err(error) => return Err(error),
    };
    let reason = match format_of(&primary)? {
        Format::Library(found) if found > migrations::newest() => {
            ReadOnly::Newer { found, known: migrations::newest() }
        }
        Format::Library(_) => {
            finish(&mut primary)?;
            ReadOnly::NotWritable
        }
        Format::Empty => return Err(Error::ReadOnly(ReadOnly::NotWritable)),
        Format::Foreign => return Err(Error::Foreign(place.file())),
    };
    Ok(Opened { primary, mode: Mode::ReadOnly(reason), access })
}

fn readable(conn: Connection) -> Result<Connection> {
    format_of(&conn)?;
    Ok(conn)
}

/// Whether writes wait in the log beside the file, which a still connection would not see.
fn has_log(place: &Place) -> bool {
    place.folder.join("library.db-wal").metadata().is_ok_and(|metadata| metadata.len() > 0)
}

#[cfg(test)]
mod tests;
