//! The folder of a library: its parts, its permissions, and the lock that says it is open.
//!
//! **Invariant:** no folder that holds remains of a library gets a new, empty library file.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

/// Where the parts of a library lie.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The folder itself.
    pub(crate) folder: PathBuf,
}

/// A shared or exclusive hold on a library folder, for as long as it lives.
pub(crate) struct Hold(#[allow(dead_code)] Option<File>);

impl Place {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The library file.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join("library.db")
    }

    /// The content-addressed files.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.folder.join("blobs")
    }

    /// The verified copies.
    pub(crate) fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// The file that is let go when the disk is full.
    pub(crate) fn reserve(&self) -> PathBuf {
        self.folder.join("reserve.bin")
    }

    fn lock(&self) -> PathBuf {
        self.folder.join("library.lock")
    }

    /// Makes the folder, readable by its owner alone, when it is not there.
    pub(crate) fn make(&self) -> Result<()> {
        make_folder(&self.folder)
    }

    /// Holds the folder beside other users of it, and says whether it may be written.
    ///
    /// Fails with [`Error::Busy`] while a backup is being restored.
    pub(crate) fn share(&self) -> Result<(Hold, bool)> {
        match self.open_lock() {
            Ok(file) => match file.try_lock_shared() {
                Ok(()) => Ok((Hold(Some(file)), true)),
                Err(TryLockError::WouldBlock) => Err(Error::Busy),
                Err(TryLockError::Error(_)) => Ok((Hold(None), true)),
            },
            Err(Error::ReadOnly(_)) => Ok((Hold(None), false)),
            Err(error) => Err(error),
        }
    }

    /// Holds the folder alone; fails with [`Error::Open`] while anyone has the library open.
    pub(crate) fn hold_alone(&self) -> Result<Hold> {
        let file = self.open_lock()?;
        match file.try_lock() {
            Ok(()) => Ok(Hold(Some(file))),
            Err(TryLockError::WouldBlock) => Err(Error::Open),
            Err(TryLockError::Error(source)) => Err(Error::io("locking the library's folder")(source)),
        }
    }

    fn open_lock(&self) -> Result<File> {
        private(OpenOptions::new().create(true).truncate(false).read(true).write(true))
            .open(self.lock())
            .map_err(Error::io("opening the library's folder"))
    }

    /// Whether the folder holds what belongs to a library that was in use.
    pub(crate) fn has_remains(&self) -> bool {
        has_entries(&self.backups()) || has_entries(&self.blobs())
    }

    /// Makes an empty library file, unless remains in the folder say that one is missing.
    pub(crate) fn make_file(&self) -> Result<()> {
        if self.has_remains() {
            return Err(Error::Missing(self.folder.clone()));
        }
        match private(OpenOptions::new().create_new(true).write(true)).open(self.file()) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(Error::io("making the library file")(error)),
            _ => sync_folder(&self.folder),
        }
    }
}

fn has_entries(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Makes a folder, and those above it, for its owner alone.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(Error::io("making a folder of the library"))
}

/// Makes files readable and writable by their owner alone.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Brings the names in a folder to the disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        let doing = "bringing a folder of the library to the disk";
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(doing))?;
    }
    Ok(())
}
