//! What can go wrong with the index.

use std::path::PathBuf;

/// Why the index did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process or thread is writing; normal, try again later.
    #[error("the search index is being written by another process; the change is picked up by its next pass")]
    Busy,
    /// There is no usable index; rebuild it.
    #[error("there is no search index yet, or it no longer fits the library; run `tearsheet reindex`")]
    NotReady,
    /// Three rebuilds in a row ended before their first commit.
    #[error(
        "rebuilding the search index was interrupted three times in a row; free memory and disk space, then run `tearsheet reindex`"
    )]
    RebuildKeepsFailing,
    /// What a rebuild made did not pass its check.
    #[error(
        "the rebuilt search index holds {found} items where the library has {expected}; run `tearsheet reindex` again"
    )]
    RebuildIncomplete {
        /// Items the library has.
        expected: u64,
        /// Items the new index has.
        found: u64,
    },
    /// A file of the index is damaged; rebuild it.
    #[error("the search index is damaged; run `tearsheet reindex`")]
    Damaged,
    /// A theme cannot be put into the index.
    #[error("themes are not searched by text")]
    NotSearchable,
    /// The folder of the index could not be read or written.
    #[error("the search index in {} could not be read or written ({}); check the disk and the permissions", path.display(), source)]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The disk is full; nothing is lost, the next pass catches up.
    #[error("the disk is full; free some space, the search index then catches up by itself")]
    DiskFull,
    /// The index engine failed; open the index anew, then rebuild it.
    #[error("the search index failed; run `tearsheet reindex`")]
    Engine(#[source] tantivy::TantivyError),
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        use tantivy::{TantivyError, directory::error::LockError};
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            TantivyError::DataCorruption(_) => Self::Damaged,
            TantivyError::IoError(error) if error.kind() == std::io::ErrorKind::StorageFull => Self::DiskFull,
            other => Self::Engine(other),
        }
    }
}
