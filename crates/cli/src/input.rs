//! What a verb reads from a file, or from standard input for `-`; how refusals of the file system are said.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, anyhow, ensure};

/// Opens a file, or standard input for `-`.
pub(crate) fn open(file: &Path) -> anyhow::Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(file).map_err(unread(file))?))
}

/// Says what could not be read, and why.
pub(crate) fn unread(file: &Path) -> impl FnOnce(io::Error) -> anyhow::Error {
    move |error| anyhow!("{} cannot be read: {}.", file.display(), library::plainly(&error))
}

/// Says what could not be written, and why.
pub(crate) fn unwritten(file: &Path) -> impl FnOnce(io::Error) -> anyhow::Error {
    move |error| anyhow!("{} cannot be written: {}.", file.display(), library::plainly(&error))
}

/// All bytes of a source that holds `most` at most; more is refused and never cut off. `what` names it.
pub(crate) fn bounded(source: impl Read, most: u64, what: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes).with_context(|| format!("{what} cannot be read"))?;
    ensure!(bytes.len() as u64 <= most, "{what} is larger than {} MB; give it in parts.", most >> 20);
    Ok(bytes)
}

/// The text of a file, or of standard input for `-`; `what` names it when it is no text.
pub(crate) fn text(file: &Path, what: &str) -> anyhow::Result<String> {
    let bytes = bounded(open(file)?, library::TEXT_BYTES_MAX, what)?;
    String::from_utf8(bytes).with_context(|| format!("{what} is not text in UTF-8"))
}
