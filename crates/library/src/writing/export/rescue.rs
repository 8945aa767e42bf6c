//! Everything that can be read of a damaged library as files, without changing it.

use std::path::{Path, PathBuf};

use model::{Id, Timestamp};
use store::salvage;

use super::{Format, Tongue};
use crate::{Error, Library, Result, Role};

/// What came of exporting a damaged library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// The new folder with the files.
    pub folder: PathBuf,
    /// How many articles, notes and themes are in it.
    pub files: u32,
    /// How many things could not be read.
    pub lost: u32,
}

impl Library {
    /// Every article, note and theme that is not in the trash.
    pub fn whole(&self) -> Result<Vec<Id>> {
        self.read(store::counts::whole)
    }
}

/// Writes what can be read of a library, which nobody may have open and which stays as it is, into a new folder in `into`.
///
/// Fails like [`crate::salvage`]; an item that cannot be written is counted as lost and the others are written.
pub fn export_damaged(folder: &Path, format: Format, tongue: Tongue, into: &Path) -> Result<Rescued> {
    let failed = |source| Error::Io { doing: "making a folder for what can be read", source };
    let room = tempfile::Builder::new().prefix("rescuing-").tempdir_in(folder).map_err(failed)?;
    let readable = room.path().join("library");
    let findings = salvage::salvage_beside(folder, &readable)?;
    let library = Library::open(&readable, Role::Command)?;
    let out = into.join(format!("tearsheet-{}", Timestamp::now().strftime("%Y%m%dT%H%M%SZ")));
    let mut lost = findings.iter().filter(|finding| !finding.repaired).count();
    let mut files = 0;
    for id in library.whole()? {
        match library.export_to(&id.to_string(), format, tongue, &out) {
            Ok(_) => files += 1,
            Err(error @ Error::Io { .. }) => return Err(error),
            Err(_) => lost += 1,
        }
    }
    Ok(Rescued { folder: out, files, lost: u32::try_from(lost).unwrap_or(u32::MAX) })
}
