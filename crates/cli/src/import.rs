//! The verb `import`.

use std::path::Path;

use anyhow::Context;
use api::imports;
use indicatif::ProgressBar;
use library::Library;

use crate::{outcome::Outcome, print};

/// Imports a file of articles, one JSON object a line; what was imported before is updated.
pub(crate) fn run(library: &Library, file: &Path, json: bool) -> anyhow::Result<Outcome> {
    let reader: Box<dyn std::io::Read> = if file == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).with_context(|| format!("{} cannot be read", file.display()))?)
    };
    let progress: ProgressBar = print::spinner();
    let imported = imports::jsonl(library, reader, &mut |lines| progress.set_position(lines))?;
    progress.finish_and_clear();
    print::show(&imported, json)?;
    let failed = imported.failed.len();
    Ok(Outcome::of(usize::try_from(imported.imported + imported.updated)? + failed, failed))
}
