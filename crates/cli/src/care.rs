//! The verbs for the library as a whole: `check`, `reindex`, `backup`, `restore-backup`.

use std::path::{Path, PathBuf};

use api::desk;
use library::Library;
use serde::Serialize;

use crate::{
    outcome::Outcome,
    print::{self, line, show},
};

/// What a verb did, in the shape in which `check` answers: what it could not do is an error and no finding.
#[derive(Serialize)]
struct InOrder<T> {
    ok: bool,
    findings: [(); 0],
    #[serde(flatten)]
    done: T,
}

/// Prints what was done, as JSON or in `words`.
fn tell(done: impl Serialize, words: &str, json: bool) -> anyhow::Result<()> {
    if json { line(&serde_json::to_string(&InOrder { ok: true, findings: [], done })?) } else { line(words) }
}

/// Looks for damage, and mends what can be mended when asked.
pub(crate) fn check(folder: &Path, repair: bool, json: bool) -> anyhow::Result<Outcome> {
    let checked = desk::check_folder(folder, desk::Check { repair })?;
    show(&checked, json)?;
    Ok(match checked {
        desk::Checked { ok: true, .. } => Outcome::Done,
        // A new file is in place; what is named was lost.
        desk::Checked { kept_as: Some(_), .. } => Outcome::Partly,
        desk::Checked { .. } => Outcome::Failed,
    })
}

/// Builds the index anew, with a bar.
pub(crate) fn reindex(library: &Library, json: bool) -> anyhow::Result<()> {
    let bar = print::bar(0);
    let done = desk::reindex_telling(library, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    tell(&done, &format!("{} documents in {} ms", done.documents, done.took_ms), json)
}

/// Writes a verified copy.
pub(crate) fn backup(library: &Library, to: Option<PathBuf>, json: bool) -> anyhow::Result<()> {
    let done = desk::back_up_to(library, to.as_deref())?;
    tell(&done, &format!("{} ({} bytes, verified)", done.file, done.bytes), json)
}

/// Puts a backup in the place of the library's database.
pub(crate) fn restore_backup(folder: &Path, file: &Path, json: bool) -> anyhow::Result<Outcome> {
    let kept = library::restore_backup(folder, file).map_err(api::WireError::from)?;
    let kept = kept.map(|path| path.display().to_string());
    let before = kept.as_ref().map(|path| format!(" The library as it was lies in {path}.")).unwrap_or_default();
    tell(serde_json::json!({ "keptAs": kept }), &format!("The backup is in place.{before}"), json)?;
    Ok(Outcome::Done)
}
