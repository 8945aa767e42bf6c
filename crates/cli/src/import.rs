//! The verb `import`.

use std::path::Path;

use api::imports;
use indicatif::ProgressBar;
use library::Library;

use crate::{input, outcome::Outcome, print};

/// Imports a file of articles, one JSON object a line; what was imported before is updated, or passed over when it has no id.
pub(crate) fn run(library: &Library, file: &Path, json: bool) -> anyhow::Result<Outcome> {
    let reader = input::open(file)?;
    let progress: ProgressBar = print::spinner();
    let imported = imports::jsonl(library, reader, &mut |lines| progress.set_position(lines))?;
    progress.finish_and_clear();
    let failed = imported.failed.len();
    let lines = usize::try_from(imported.imported + imported.updated + imported.known)? + failed;
    anyhow::ensure!(lines > 0, "There was nothing to import: {} holds no line.", file.display());
    print::show(&imported, json)?;
    Ok(Outcome::of(lines, failed))
}
