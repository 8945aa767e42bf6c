//! What a verb reads from a file, or from standard input for `-`.

use std::{fs::File, io::Read, path::Path};

use anyhow::Context;

/// Opens a file, or standard input for `-`.
pub(crate) fn open(file: &Path) -> anyhow::Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(std::io::stdin()));
    }
    Ok(Box::new(File::open(file).with_context(|| format!("{} cannot be read", file.display()))?))
}

/// The text of a file, or of standard input for `-`; `what` names it when it is no text.
pub(crate) fn text(file: &Path, what: &str) -> anyhow::Result<String> {
    let mut text = String::new();
    open(file)?
        .take(library::TEXT_BYTES_MAX)
        .read_to_string(&mut text)
        .with_context(|| format!("{what} is not text in UTF-8."))?;
    Ok(text)
}
