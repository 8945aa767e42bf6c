//! The seal: the files of a generation as they were when its last writer closed it in good order.
//!
//! A generation without its seal was left by a kill or a loss of power and is checked, checksum by checksum, before
//! it answers. A seal that does not fit (restored, copied, touched files) has the same effect.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use serde::{Deserialize, Serialize};

use super::files;

const SEAL: &str = "seal.json";
const META: &str = "meta.json";

/// What a file looked like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Look {
    bytes: u64,
    changed_ns: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seal {
    meta: String,
    files: BTreeMap<PathBuf, Look>,
}

/// What the seal says of a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing changed since it was closed.
    Whole,
    /// It was not closed, or files were touched since: the checksums decide.
    Unknown,
    /// The list of segments, which has no checksum, is not the one that was sealed.
    Forged,
}

/// Seals a generation; `segment_files` are those of the committed segments.
pub(super) fn close(folder: &Path, segment_files: impl IntoIterator<Item = PathBuf>) -> io::Result<()> {
    let files =
        segment_files.into_iter().filter_map(|file| look(&folder.join(&file)).map(|look| (file, look))).collect();
    let seal = Seal { meta: hash(folder)?, files };
    files::replace(&folder.join(SEAL), &serde_json::to_vec(&seal)?)
}

/// Breaks the seal before the first write.
pub(super) fn break_open(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(SEAL)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Compares a generation with its seal.
pub(super) fn verdict(folder: &Path) -> Verdict {
    let seal = fs::read(folder.join(SEAL)).ok().and_then(|bytes| serde_json::from_slice::<Seal>(&bytes).ok());
    let Some(seal) = seal else { return Verdict::Unknown };
    if hash(folder).ok().as_ref() != Some(&seal.meta) {
        return Verdict::Forged;
    }
    let same = seal.files.iter().all(|(file, then)| look(&folder.join(file)).as_ref() == Some(then));
    if same { Verdict::Whole } else { Verdict::Unknown }
}

fn hash(folder: &Path) -> io::Result<String> {
    Ok(blake3::hash(&fs::read(folder.join(META))?).to_hex().to_string())
}

fn look(file: &Path) -> Option<Look> {
    let metadata = fs::metadata(file).ok()?;
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Look { bytes: metadata.len(), changed_ns: u64::try_from(since.as_nanos()).unwrap_or(u64::MAX) })
}
