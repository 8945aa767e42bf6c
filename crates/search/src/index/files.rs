//! The files beside the generations: which one answers, which one is being rebuilt, and who may write.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::Path,
    time::SystemTime,
};

use model::Id;
use serde::{Deserialize, Serialize};

use crate::Error;

const CURRENT: &str = "CURRENT";
const REBUILD: &str = "REBUILD";
const LOCK: &str = ".lock";

/// A rebuild that was begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Begun {
    pub(super) generation: String,
    /// Starts since the last commit.
    pub(super) attempts: u32,
    pub(super) library: Id,
    pub(super) schema: u32,
    pub(super) analyser: u32,
    pub(super) extractor: u32,
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
    number: u64,
}

/// The stamp of a file; `None` when it is not there.
pub(super) fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(file).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let number = 0;
    Some(Stamp { bytes: metadata.len(), changed: metadata.modified().ok(), number })
}

/// The stamp of the file that names the generation that answers.
pub(super) fn current_stamp(folder: &Path) -> Option<Stamp> {
    stamp(&folder.join(CURRENT))
}

/// The generation that answers.
pub(super) fn current(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(CURRENT)).ok().map(|text| text.trim().to_owned()).filter(|name| is_generation(name))
}

/// Makes a generation the one that answers.
pub(super) fn set_current(folder: &Path, generation: &str) -> Result<(), Error> {
    replace(&folder.join(CURRENT), generation.as_bytes())
        .map_err(|source| Error::Io { path: folder.to_owned(), source })
}

/// The name of a new generation.
pub(super) fn new_generation() -> String {
    format!("g{}", Id::new())
}

fn is_generation(name: &str) -> bool {
    name.strip_prefix('g').is_some_and(|id| id.parse::<Id>().is_ok())
}

/// Whether there is any generation.
pub(super) fn has_generation(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(|entry| entry.file_name().to_str().is_some_and(is_generation))
}

/// Deletes every generation but these; what cannot be deleted now stays for the next time.
pub(super) fn sweep(folder: &Path, keep: &[&str]) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        if is_generation(name)
            && !keep.contains(&name)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::debug!(%error, "an old generation of the index could not be deleted");
        }
    }
}

/// The rebuild that was begun.
pub(super) fn begun(folder: &Path) -> Option<Begun> {
    fs::read(folder.join(REBUILD))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Begun>(&bytes).ok())
        .filter(|begun| is_generation(&begun.generation))
}

/// Notes down a rebuild, before its work begins.
pub(super) fn set_begun(folder: &Path, begun: &Begun) -> io::Result<()> {
    replace(&folder.join(REBUILD), &serde_json::to_vec(begun)?)
}

/// The rebuild is done.
pub(super) fn clear_begun(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(REBUILD)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The right to write; given back when dropped, and by the system when the process ends.
#[derive(Debug)]
pub(super) struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Takes the right to write to the index in `folder`; [`Error::Busy`] when another has it.
    pub(super) fn take(folder: &Path) -> Result<Self, Error> {
        let io_error = |source| Error::Io { path: folder.to_owned(), source };
        let file =
            File::options().create(true).truncate(false).write(true).open(folder.join(LOCK)).map_err(io_error)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(source)) => Err(io_error(source)),
        }
    }
}

/// Makes a folder for its owner alone; a file in its way is moved aside, since what stands here can be built anew.
pub(super) fn make_folder(folder: &Path) -> Result<(), Error> {
    let failed = |source| Error::Io { path: folder.to_owned(), source };
    if folder.is_file() {
        fs::rename(folder, folder.with_extension("aside")).map_err(failed)?;
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(failed)
}

/// Writes a file whole or not at all.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let mut file = File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    match path.parent() {
        #[cfg(unix)]
        Some(folder) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
