//! What can go wrong with the library file and its blobs.

use std::{
    io,
    path::{Path, PathBuf},
};

use model::{BlobHash, Id};
use rusqlite::ErrorCode;

/// The outcome of a call into the store.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure, with what a caller can do about it; none carries the user's text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process wrote for longer than the timeout; try again.
    #[error("the library is being written by another program; try again in a moment")]
    Busy,
    /// Somebody has the library open that nobody may have open for this.
    #[error("the library is open in a window or another command; close it and try again")]
    Open,
    /// No room on the disk; nothing was saved, the reserve was released.
    #[error("the disk is full and nothing was saved; free some space, deleting and exporting still work")]
    Full,
    /// The library may only be read.
    #[error("the library can only be read: {0}")]
    ReadOnly(ReadOnly),
    /// The file was written by a newer version.
    #[error("the file was written by a newer Tearsheet (format {found}, this one knows {known}); update Tearsheet")]
    Newer {
        /// The format found.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// The file is an SQLite database of something else.
    #[error("{0} is a database, but no library of Tearsheet; choose another one")]
    Foreign(PathBuf),
    /// The folder holds blobs or backups, but `library.db` is gone.
    #[error(
        "the library file is missing from {0}, which holds backups or blobs of one; restore a backup with `tearsheet restore-backup`"
    )]
    Missing(PathBuf),
    /// The file, or a row that was asked for, cannot be read; it is left as it is.
    #[error("the library is damaged; run `tearsheet check --repair` to save what can be read, or restore a backup")]
    Damaged,
    /// Nothing could be read of a damaged file; the file stays.
    #[error("nothing could be read of the damaged library, which stays as it is; {}", way_back(.0.as_deref()))]
    NothingSaved(Option<PathBuf>),
    /// A backup that was just made or chosen does not hold what it should.
    #[error("the backup {0} is damaged and was not used; choose another one")]
    BadBackup(PathBuf),
    /// What was said to be a backup is no database at all.
    #[error("{0} is no backup of a library; choose another file")]
    NoDatabase(PathBuf),
    /// There is no file where a backup was said to be.
    #[error("there is no backup at {0}; name another file")]
    NoBackup(PathBuf),
    /// There is something where a backup was to be written.
    #[error("there is something at {0} already; name another file")]
    Exists(PathBuf),
    /// There is no such thing.
    #[error("there is no {what} with the id {id}")]
    NotFound {
        /// The kind of thing in one word.
        what: &'static str,
        /// The id asked for.
        id: Id,
    },
    /// A theme has that name or alias already.
    #[error("the name “{0}” is taken by another theme")]
    Duplicate(String),
    /// A theme's name or alias has more characters than one may have.
    #[error("a name of a theme has at most {0} characters; give a shorter one")]
    LongName(usize),
    /// A theme would lie under itself.
    #[error("a theme cannot lie under itself; name another parent")]
    Circle,
    /// What was to be taken back was changed again since.
    #[error("this was changed again since, so it stays as it is")]
    Outdated,
    /// A blob's file is not there.
    #[error("the bytes {0} are missing from the library; fetch the pictures again, or clip the page again")]
    BlobMissing(BlobHash),
    /// A blob's file holds other bytes than its name says.
    #[error("the bytes {0} are damaged; fetch the pictures again, or clip the page again")]
    BlobDamaged(BlobHash),
    /// The disk or file system failed; nothing was saved.
    #[error("{doing} failed: {}; nothing was saved", plainly(source))]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite answered what no library in order makes it answer.
    #[error("the library could not answer; please report this with the log")]
    Unexpected(#[source] rusqlite::Error),
}

/// Why a library may only be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// The folder or file may not be written.
    #[error("its folder may not be written; change its permissions or copy it elsewhere")]
    NotWritable,
    /// It was written by a newer version.
    #[error("it was written by a newer Tearsheet (format {found}, this one knows {known}); update Tearsheet to write")]
    Newer {
        /// The format found.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// The disk failed during a write.
    #[error("the disk failed while saving; close Tearsheet, check the disk, and open the library again")]
    Failed,
}

/// What to do when nothing of a library can be read: the newest backup is named, if there is one.
fn way_back(backup: Option<&Path>) -> String {
    match backup {
        Some(file) => format!("go back to its newest backup with `tearsheet restore-backup {}`", file.display()),
        None => "there is no backup of it in its folder, restore one from elsewhere".to_owned(),
    }
}

/// What the system said, in words that tell what to do.
pub fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "a file or folder on the way is missing, make it or name another place".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "a file is in the way, move it or name another place".to_owned()
        }
        io::ErrorKind::IsADirectory => "this is a folder and no file, name a file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read or written, change its permissions".to_owned(),
        _ => format!("{error}, check the disk"),
    }
}

impl Error {
    /// Wraps what the system said while `doing` something.
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly(ReadOnly::NotWritable)
            }
            _ => Self::Io { doing, source },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sql;
        match &error {
            Sql::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::DiskFull => Self::Full,
                // The file that readers and writers share could not be made as large as it must be.
                ErrorCode::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => {
                    Self::Full
                }
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly(ReadOnly::NotWritable),
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => {
                    Self::Io { doing: "reading or writing the library", source: io::Error::other(failure.to_string()) }
                }
                _ => Self::Unexpected(error),
            },
            Sql::FromSqlConversionFailure(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::InvalidColumnType(..)
            | Sql::Utf8Error(..) => Self::Damaged,
            _ => Self::Unexpected(error),
        }
    }
}
