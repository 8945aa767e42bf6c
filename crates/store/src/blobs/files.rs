//! The files under `blobs/`: `ab/cdef…`, each named by the hash of its bytes.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use model::BlobHash;

use super::Collected;
use crate::{
    error::{Error, Result},
    place::{make_folder, sync_folder},
};

/// The beginning of the names of files that are not whole yet.
const UNFINISHED: &str = ".part-";

/// The end of the names under which damaged files are kept.
const DAMAGED: &str = "damaged";

/// Bytes that are on the disk under their hash, but not yet part of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// Their name.
    pub hash: BlobHash,
    /// Their media type.
    pub media_type: String,
    /// How many.
    pub bytes: u64,
}

/// The folder of the blobs.
#[derive(Clone, Debug)]
pub struct Blobs {
    root: PathBuf,
}

impl Blobs {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The path of the blob with this hash, whether it is there or not.
    pub fn path(&self, hash: &BlobHash) -> PathBuf {
        let (folder, name) = hash.as_str().split_at(2);
        self.root.join(folder).join(name)
    }

    /// Whether the file is there.
    pub fn exists(&self, hash: &BlobHash) -> bool {
        self.path(hash).is_file()
    }

    /// The bytes; fails with [`Error::BlobMissing`] or [`Error::BlobDamaged`].
    pub fn read(&self, hash: &BlobHash) -> Result<Vec<u8>> {
        let bytes = fs::read(self.path(hash)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::BlobMissing(hash.clone()),
            _ => Error::io("reading a blob")(error),
        })?;
        if hash_of(&bytes)? == *hash { Ok(bytes) } else { Err(Error::BlobDamaged(hash.clone())) }
    }

    /// Writes bytes under a temporary name, brings them to the disk, gives them their name, and brings that to the disk.
    pub(crate) fn stage(&self, bytes: &[u8], media_type: &str) -> Result<Staged> {
        let hash = hash_of(bytes)?;
        let staged = Staged { media_type: media_type.to_owned(), bytes: bytes.len() as u64, hash };
        match self.read(&staged.hash) {
            Ok(_) => self.renew(&staged.hash)?,
            Err(_) => self.write(&staged.hash, bytes)?,
        }
        Ok(staged)
    }

    /// Moves a damaged file aside, so that the right bytes can take its name.
    pub(crate) fn set_aside(&self, hash: &BlobHash) -> Result<()> {
        let path = self.path(hash);
        fs::rename(&path, path.with_extension(DAMAGED)).map_err(Error::io("setting a damaged blob aside"))
    }

    /// Removes files that `is_named` disowns and that were not touched since `before` (milliseconds since 1970).
    pub(crate) fn sweep(&self, before: i64, is_named: impl Fn(&BlobHash) -> bool) -> Result<Collected> {
        let mut collected = Collected::default();
        for folder in entries(&self.root)? {
            for file in entries(&folder)? {
                if is_waste(&folder, &file, &is_named) && touched_before(&file, before) {
                    collected.bytes += file.metadata().map_or(0, |metadata| metadata.len());
                    collected.files += 1;
                    fs::remove_file(&file).map_err(Error::io("removing an unused blob"))?;
                }
            }
        }
        Ok(collected)
    }

    /// Removes the file of a blob; one that is gone already is nothing.
    pub(crate) fn remove(&self, hash: &BlobHash) -> Result<Collected> {
        let path = self.path(hash);
        let bytes = path.metadata().map_or(0, |metadata| metadata.len());
        match fs::remove_file(&path) {
            Ok(()) => Ok(Collected { files: 1, bytes }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Collected::default()),
            Err(error) => Err(Error::io("removing an unused blob")(error)),
        }
    }

    fn write(&self, hash: &BlobHash, bytes: &[u8]) -> Result<()> {
        let doing = "keeping a blob";
        let path = self.path(hash);
        let folder = path.parent().unwrap_or(&self.root);
        if !folder.is_dir() {
            make_folder(folder)?;
            sync_folder(&self.root)?;
        }
        // Temporary files of this crate are readable by their owner alone, and gone when dropped.
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).map_err(Error::io(doing))?;
        file.write_all(bytes).map_err(Error::io(doing))?;
        file.as_file().sync_all().map_err(Error::io(doing))?;
        file.persist(&path).map_err(|error| Error::io(doing)(error.error))?;
        sync_folder(folder)
    }

    /// Makes a file young again, so that no collection takes it before its row is written.
    fn renew(&self, hash: &BlobHash) -> Result<()> {
        let file = File::options().write(true).open(self.path(hash)).map_err(Error::io("keeping a blob"))?;
        file.set_modified(SystemTime::now()).map_err(Error::io("keeping a blob"))
    }
}

/// The name of these bytes.
fn hash_of(bytes: &[u8]) -> Result<BlobHash> {
    blake3::hash(bytes).to_hex().parse().map_err(|_| Error::Damaged)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<_>>()
            .map_err(Error::io("listing blobs")),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Vec::new()),
        Err(error) => Err(Error::io("listing blobs")(error)),
    }
}

/// Whether a file is a blob that nothing names, or a part that was never finished.
fn is_waste(folder: &Path, file: &Path, is_named: impl Fn(&BlobHash) -> bool) -> bool {
    let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let own = name(file);
    match (name(folder) + &own).parse::<BlobHash>() {
        Ok(hash) => !is_named(&hash),
        Err(_) => own.starts_with(UNFINISHED),
    }
}

fn touched_before(file: &Path, before: i64) -> bool {
    let touched = file.metadata().and_then(|metadata| metadata.modified()).ok();
    let since = touched.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    since.is_some_and(|since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX) < before)
}
