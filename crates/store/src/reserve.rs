//! Room kept back on the disk, let go when the disk is full so that deleting and exporting still work.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::Path,
};

use crate::{
    error::{Error, Result},
    place::private,
};

/// The size of the reserve: enough for the log of a large deletion.
pub(crate) const RESERVE_BYTES: u64 = 16 * 1024 * 1024;

/// The bytes written at a time.
const PIECE: usize = 256 * 1024;

/// Opening takes the reserve only from a disk with so many times its room: what was let go for deletions is left to them.
const ROOM_FOR: u64 = 4;

/// Whether the disk has so much room that the reserve may be taken from it; where that is not known it is tried.
pub(crate) fn has_room(folder: &Path) -> bool {
    free_bytes(folder).is_none_or(|free| free >= ROOM_FOR * RESERVE_BYTES)
}

#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

/// Whether the reserve is whole.
pub(crate) fn is_whole(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|metadata| metadata.len() >= RESERVE_BYTES)
}

/// Fills the reserve with real bytes (a hole would keep no room); what does not fit is let go again.
pub(crate) fn fill(file: &Path) -> Result<()> {
    if is_whole(file) {
        return Ok(());
    }
    let filled = write(file);
    if filled.is_err() {
        release(file);
    }
    filled
}

fn write(file: &Path) -> Result<()> {
    let doing = "keeping room on the disk";
    let mut out =
        private(OpenOptions::new().create(true).truncate(true).write(true)).open(file).map_err(Error::io(doing))?;
    let piece = vec![0x54; PIECE];
    let mut left = RESERVE_BYTES;
    while left > 0 {
        out.write_all(&piece).map_err(Error::io(doing))?;
        left = left.saturating_sub(PIECE as u64);
    }
    out.flush().map_err(Error::io(doing))
}

/// Lets the reserve go.
pub(crate) fn release(file: &Path) {
    if let Err(error) = fs::remove_file(file) {
        tracing::warn!(kind = %error.kind(), "the reserve could not be released");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_filled_once_and_released() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reserve.bin");
        fill(&file).unwrap();
        assert!(is_whole(&file));
        release(&file);
        assert!(!is_whole(&file) && !file.exists());
        fill(&file).unwrap();
        assert!(is_whole(&file));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_from_a_broken_one() {
        assert!(matches!(write(Path::new("/dev/full")), Err(Error::Full)));
    }
}
