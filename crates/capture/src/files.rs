//! Files of the user's own.
//!
//! **Invariant:** no symbolic link is followed and no device is opened.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use model::Drop;

use crate::{Error, links::link_in_file};

/// The largest file that is taken in; what is read is held in memory while it is clipped.
pub const FILE_BYTES_MAX: u64 = 50_000_000;

/// The most files of one folder; a drop of more is a mistake.
pub const FILES_MAX: usize = 10_000;

/// The deepest folder that is looked into.
const FOLDER_DEPTH_MAX: usize = 16;

/// A link file is a few lines; a larger one is something else.
const LINK_FILE_BYTES_MAX: usize = 65_536;

/// Reads a file as a drop; `.url`, `.webloc` and `.desktop` become the link they hold.
pub fn read_file(path: &Path) -> Result<Drop, Error> {
    let bytes = read_plain(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let link = if bytes.len() <= LINK_FILE_BYTES_MAX { link_in_file(&name, &bytes) } else { None };
    if let Some((url, title)) = link {
        return Ok(Drop::Url { url, title });
    }
    let url = saved_from(&bytes);
    Ok(Drop::File { name, bytes, url })
}

fn read_plain(path: &Path) -> Result<Vec<u8>, Error> {
    let about = fs::symlink_metadata(path).map_err(|error| reason(&error))?;
    if !about.is_file() {
        return Err(Error::NotAFile);
    }
    if about.len() > FILE_BYTES_MAX {
        return Err(Error::TooBig { limit_mb: FILE_BYTES_MAX / 1_000_000 });
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| reason(&error))?;
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Error::TooBig { limit_mb: FILE_BYTES_MAX / 1_000_000 });
    }
    Ok(bytes)
}

/// The address in the comment that browsers put at the head of a saved page.
fn saved_from(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]);
    let (_, rest) = head.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let address = rest.split(|c: char| c.is_whitespace()).next()?.trim_end_matches("-->");
    crate::links::web_address(address)
}

/// The plain files in a folder and its folders, sorted by path; hidden ones and links left out.
pub fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let about = fs::symlink_metadata(folder).map_err(|error| reason(&error))?;
    if !about.is_dir() {
        return Err(Error::NotAFile);
    }
    let mut files = Vec::new();
    walk(folder, 0, &mut files)?;
    files.sort();
    Ok(files)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(|error| reason(&error))? {
        let entry = entry.map_err(|error| reason(&error))?;
        let kind = entry.file_type().map_err(|error| reason(&error))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden {
            continue;
        }
        if kind.is_dir() && depth < FOLDER_DEPTH_MAX {
            walk(&entry.path(), depth + 1, files)?;
        } else if kind.is_file() {
            if files.len() >= FILES_MAX {
                return Err(Error::TooMany { limit: FILES_MAX });
            }
            files.push(entry.path());
        }
    }
    Ok(())
}

fn reason(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => Error::NotFound,
        io::ErrorKind::PermissionDenied => Error::Denied,
        kind => Error::Io(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_with_the_address_they_were_saved_from() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("良率.html");
        let page = "<!DOCTYPE html>\n<!-- saved from url=(0027)https://news.example/a/1 -->\n<p>x";
        fs::write(&path, page).unwrap();
        let expected =
            Drop::File { name: "良率.html".into(), bytes: page.into(), url: Some("https://news.example/a/1".into()) };
        assert_eq!(read_file(&path).unwrap(), expected);
        fs::write(folder.path().join("a.url"), "URL=https://a.example/").unwrap();
        assert!(matches!(read_file(&folder.path().join("a.url")).unwrap(), Drop::Url { .. }));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_file(&folder.path().join("none")), Err(Error::NotFound)));
        assert!(matches!(read_file(folder.path()), Err(Error::NotAFile)));
        let big = folder.path().join("big");
        File::create(&big).unwrap().set_len(FILE_BYTES_MAX + 1).unwrap();
        assert!(matches!(read_file(&big), Err(Error::TooBig { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_and_folders_are_sorted() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("b/.git")).unwrap();
        for name in ["b/2.txt", "a.txt", ".hidden", "b/.git/x", "b/1.txt"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("c.txt")).unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let found = files_of(folder.path()).unwrap();
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a.txt", "b/1.txt", "b/2.txt"]);
        assert!(matches!(read_file(&folder.path().join("c.txt")), Err(Error::NotAFile)));
    }
}
