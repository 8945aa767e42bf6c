//! Pages on the disk, as they are or packed with gzip.

use std::{fs, io::Read, path::Path};

use anyhow::Context;

/// The bytes of a page; one whose name ends in `.gz` is unpacked.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let read = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    if path.extension().is_none_or(|end| end != "gz") {
        return Ok(read);
    }
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(&read[..]).take(library::FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}
