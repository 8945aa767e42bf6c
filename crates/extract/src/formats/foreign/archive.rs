//! Archives: what one unpacks to is counted before any parser sees it.
//!
//! **Invariant:** no entry is written anywhere; bytes are counted while they are unpacked, whatever the archive says of itself.

use std::io::{self, Cursor, Read};

use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::Trouble;

/// More entries than any document or book has.
const ENTRIES_MAX: usize = 10_000;

/// One entry unpacked: the largest picture or sheet that is worth reading.
const ENTRY_BYTES_MAX: u64 = 200 << 20;

/// All entries unpacked: what the worker's memory holds.
const BYTES_MAX: u64 = 1 << 30;

/// Times that an entry may grow; text and markup grow three to twenty times.
const RATIO_MAX: u64 = 200;

/// Up to this size an entry's growth does not matter.
const RATIO_FREE_BYTES: u64 = 1 << 20;

/// The beginning of a part in which a document type declaration would stand.
const PROLOG_BYTES: usize = 4_096;

/// Counts what an archive unpacks to, and looks at its names and declarations.
pub(super) fn check(bytes: &[u8]) -> Result<(), Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| trouble(&error))?;
    if archive.len() > ENTRIES_MAX {
        return Err(Trouble::Bomb);
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| trouble(&error))?;
        total += entry_bytes(entry)?;
        if total > BYTES_MAX {
            return Err(Trouble::Bomb);
        }
    }
    Ok(())
}

fn entry_bytes<R: Read>(mut entry: ZipFile<'_, R>) -> Result<u64, Trouble> {
    if entry.enclosed_name().is_none() || entry.is_symlink() {
        return Err(Trouble::Damaged);
    }
    let allowed = (entry.compressed_size().saturating_mul(RATIO_MAX)).clamp(RATIO_FREE_BYTES, ENTRY_BYTES_MAX);
    let name = entry.name().map_err(|error| trouble(&error))?.into_owned();
    let is_markup = [".xml", ".rels", ".opf", ".ncx"].iter().any(|ending| name.ends_with(ending));
    let mut prolog = vec![0; PROLOG_BYTES];
    let read = read_some(&mut entry, &mut prolog).map_err(|_| Trouble::Damaged)?;
    if is_markup && declares_entities(&prolog[..read]) {
        return Err(Trouble::Damaged);
    }
    let rest = io::copy(&mut (&mut entry).take(allowed + 1), &mut io::sink()).map_err(|_| Trouble::Damaged)?;
    let size = read as u64 + rest;
    if size > allowed { Err(Trouble::Bomb) } else { Ok(size) }
}

/// The text of an entry, up to so many bytes; `None` when there is none of this name.
pub(super) fn text_of(bytes: &[u8], name: &str, bytes_max: u64) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = Vec::new();
    archive.by_name(name).ok()?.take(bytes_max).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

fn read_some(from: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < into.len() {
        match from.read(&mut into[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

/// Whether a part declares entities; none of the formats needs any.
fn declares_entities(prolog: &[u8]) -> bool {
    let text: String = String::from_utf8_lossy(prolog).chars().filter(|c| *c != '\0').collect();
    text.to_ascii_uppercase().contains("<!ENTITY")
}

fn trouble(error: &ZipError) -> Trouble {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Trouble::Encrypted,
        _ => Trouble::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn ordinary_archives_pass() {
        assert_eq!(check(&archive(&[("a/b.xml", b"<a/>"), ("c.txt", &[b'x'; 900_000])])), Ok(()));
    }

    #[test]
    fn what_grows_beyond_belief_is_a_bomb() {
        assert_eq!(check(&archive(&[("word/document.xml", &vec![b' '; 8 << 20])])), Err(Trouble::Bomb));
        let many: Vec<String> = (0..=ENTRIES_MAX).map(|n| n.to_string()).collect();
        let entries: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(check(&archive(&entries)), Err(Trouble::Bomb));
    }

    #[test]
    fn names_that_lead_out_and_entities_are_refused() {
        for entry in [("../../etc/passwd", &b"x"[..]), ("a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")] {
            assert_eq!(check(&archive(&[entry])), Err(Trouble::Damaged), "{}", entry.0);
        }
    }

    #[test]
    fn what_ends_early_is_damaged() {
        let whole = archive(&[("a.txt", &[b'x'; 5_000])]);
        for end in [0, 1, 20, whole.len() / 2, whole.len() - 1] {
            assert_eq!(check(&whole[..end]), Err(Trouble::Damaged), "{end}");
        }
    }
}
