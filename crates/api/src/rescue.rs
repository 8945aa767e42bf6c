//! The way out when a library cannot be opened: a backup put in its place, a new file of what can be read, or files for others.

use std::path::Path;

use library::Tongue;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{WireError, desk::Checked, items::Nothing};

/// A verified copy of the library. Reply of `rescue.backups`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    /// Its name in the folder of backups.
    pub name: String,
    /// When it was made, milliseconds since 1970 UTC.
    pub made_at: i64,
    /// Its size, bytes.
    pub bytes: u64,
}

/// Request of `rescue.restore`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreBackup {
    /// The backup's name, one of `rescue.backups`.
    pub name: String,
}

/// The backups that may be put in the library's place.
pub fn backups(folder: &Path, _: Nothing) -> Result<Vec<Backup>, WireError> {
    let backups = library::backups(folder)?.into_iter().filter_map(|library::Backup { path, made_at, bytes }| {
        let name = path.file_name()?.to_str()?.to_owned();
        Some(Backup { name, made_at: made_at.as_millisecond(), bytes })
    });
    Ok(backups.collect())
}

/// Puts a backup in the library's place; the present file is kept. The page names a backup and never a path.
pub fn restore(folder: &Path, request: RestoreBackup) -> Result<Checked, WireError> {
    let known = library::backups(folder)?.into_iter().map(|backup| backup.path);
    let named = |path: &std::path::PathBuf| path.file_name().is_some_and(|name| name == request.name.as_str());
    let backup = known.into_iter().find(named).ok_or_else(|| WireError::not_found("backup", &request.name))?;
    let kept_as = library::restore_backup(folder, &backup)?.map(|path| path.display().to_string());
    Ok(Checked { ok: true, findings: Vec::new(), kept_as })
}

/// Fills a new file with what can be read of the present one, which is kept.
pub fn salvage(folder: &Path, _: Nothing) -> Result<Checked, WireError> {
    Ok(library::salvage(folder)?.into())
}

/// Request of `rescue.export`. The files are written into the user's folder of downloads, or the library's `exports`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportDamaged {
    /// `markdown`, `html`, `docx` or `pdf`.
    pub format: String,
    /// BCP 47 language of the words that are added.
    pub lang: String,
}

/// What came of exporting a damaged library. Reply of `rescue.export`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Rescued {
    /// The new folder with the files.
    pub folder: String,
    /// How many articles, notes and themes are in it.
    pub files: u32,
    /// How many things could not be read.
    pub lost: u32,
}

/// Writes what can be read as files; the library stays as it is.
pub fn export(folder: &Path, request: ExportDamaged) -> Result<Rescued, WireError> {
    export_to(folder, request, &library::export_folder(folder))
}

/// Writes what can be read into a new folder in one that the user named.
pub fn export_to(folder: &Path, request: ExportDamaged, into: &Path) -> Result<Rescued, WireError> {
    let format = crate::exports::format(&request.format)?;
    let library::Rescued { folder, files, lost } =
        library::export_damaged(folder, format, Tongue::from_name(&request.lang), into)?;
    Ok(Rescued { folder: folder.display().to_string(), files, lost })
}
