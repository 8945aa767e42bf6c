//! The way out when a library cannot be opened: a copy put in its place, or a new file of what can be read.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{WireError, desk::Checked, items::Nothing};

/// A verified copy of the library. Reply of `rescue.copies`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Copy {
    /// Its name in the folder of copies.
    pub name: String,
    /// When it was made, milliseconds since 1970 UTC.
    pub made_at: i64,
    /// Its size, bytes.
    pub bytes: u64,
}

/// Request of `rescue.restore`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreCopy {
    /// The copy's name, one of `rescue.copies`.
    pub name: String,
}

/// The copies that may be put in the library's place.
pub fn copies(folder: &Path, _: Nothing) -> Result<Vec<Copy>, WireError> {
    let copies = library::copies(folder)?.into_iter().filter_map(|library::Copy { path, made_at, bytes }| {
        let name = path.file_name()?.to_str()?.to_owned();
        Some(Copy { name, made_at: made_at.as_millisecond(), bytes })
    });
    Ok(copies.collect())
}

/// Puts a copy in the library's place; the present file is kept. The page names a copy and never a path.
pub fn restore(folder: &Path, request: RestoreCopy) -> Result<Checked, WireError> {
    let known = library::copies(folder)?.into_iter().map(|copy| copy.path);
    let named = |path: &std::path::PathBuf| path.file_name().is_some_and(|name| name == request.name.as_str());
    let copy = known.into_iter().find(named).ok_or_else(|| WireError::not_found("copy", &request.name))?;
    let kept_as = library::restore_backup(folder, &copy)?.map(|path| path.display().to_string());
    Ok(Checked { ok: true, findings: Vec::new(), kept_as })
}

/// Fills a new file with what can be read of the present one, which is kept.
pub fn salvage(folder: &Path, _: Nothing) -> Result<Checked, WireError> {
    Ok(library::salvage(folder)?.into())
}
