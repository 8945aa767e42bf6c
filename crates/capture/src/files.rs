//! Files of the user's own.
//!
//! **Invariant:** no symbolic link is followed and no device or pipe is opened.
//! **Invariant:** a file that says it is empty is not read: the kernel's own files say so, and some of them never end.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use model::{Drop, Part};

use crate::{Error, links::link_in_file};

/// The largest file that is taken in; what is read is held in memory while it is clipped.
pub const FILE_BYTES_MAX: u64 = 50_000_000;

/// The most files of one folder; a drop of more is a mistake.
pub const FILES_MAX: usize = 10_000;

/// The deepest folder that is looked into.
const FOLDER_DEPTH_MAX: usize = 16;

/// Files that lie beside a saved page and are looked at.
const BESIDE_MAX: usize = 2_000;

/// What the files beside a saved page may hold in all; the page itself counts by itself.
const BESIDE_BYTES_MAX: u64 = 50_000_000;

/// How browsers call the folder beside a saved page: its name without the ending, and one of these.
const BESIDE_ENDINGS: [&str; 3] = ["_files", ".files", "_fichiers"];

/// A link file is a few lines; a larger one is something else.
const LINK_FILE_BYTES_MAX: usize = 65_536;

/// Reads a file as a drop; `.url`, `.webloc` and `.desktop` become the link they hold, a saved page brings what lies beside it.
pub fn read_file(path: &Path) -> Result<Drop, Error> {
    let bytes = read_plain(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let link = if bytes.len() <= LINK_FILE_BYTES_MAX { link_in_file(&name, &bytes) } else { None };
    if let Some((url, title)) = link {
        return Ok(Drop::Url { url, title });
    }
    let url = saved_from(&bytes);
    let beside = folder_beside(path).map(|folder| parts_in(&folder)).unwrap_or_default();
    if beside.is_empty() {
        Ok(Drop::File { name, bytes, url })
    } else {
        Ok(Drop::SavedPage { name, bytes, url, beside })
    }
}

/// The folder that a browser wrote beside a page, when the path is a page's and there is one.
fn folder_beside(path: &Path) -> Option<PathBuf> {
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    if !matches!(ending.as_str(), "html" | "htm" | "xhtml") {
        return None;
    }
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let folders = BESIDE_ENDINGS.iter().map(|ending| path.with_file_name(format!("{stem}{ending}")));
    folders.into_iter().find(|folder| fs::symlink_metadata(folder).is_ok_and(|about| about.is_dir()))
}

/// Whether a folder belongs to a saved page among its neighbours.
fn is_beside(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = BESIDE_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    stem.is_some_and(|stem| {
        ["html", "htm", "xhtml"].iter().any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
    })
}

/// The files in a page's folder, called as the page calls them; what cannot be read is left out.
fn parts_in(folder: &Path) -> Vec<Part> {
    let mut files = Vec::new();
    let _ = walk(folder, 0, &mut files);
    files.sort();
    let (mut parts, mut left) = (Vec::new(), BESIDE_BYTES_MAX);
    for file in files.into_iter().take(BESIDE_MAX) {
        let size = fs::metadata(&file).map_or(u64::MAX, |about| about.len());
        let (Some(parent), true) = (folder.parent(), size <= left) else { continue };
        let Some(name) = file.strip_prefix(parent).ok().map(|path| path.to_string_lossy().replace('\\', "/")) else {
            continue;
        };
        if let Ok(bytes) = read_plain(&file) {
            left -= size;
            parts.push(Part { names: vec![name], bytes });
        }
    }
    parts
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
    if about.len() == 0 {
        return Ok(bytes);
    }
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
        if kind.is_dir() && is_beside(&entry.path()) {
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
    fn a_saved_page_brings_what_lies_beside_it_and_nothing_of_it_is_clipped_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("周报_files")).unwrap();
        fs::write(folder.path().join("周报.html"), "<img src=\"./周报_files/chart.png\">").unwrap();
        fs::write(folder.path().join("周报_files/chart.png"), "picture").unwrap();
        let files = files_of(folder.path()).unwrap();
        assert_eq!(files, [folder.path().join("周报.html")]);
        let Drop::SavedPage { beside, .. } = read_file(&files[0]).unwrap() else { panic!("not a saved page") };
        assert_eq!(beside, [Part { names: vec!["周报_files/chart.png".into()], bytes: b"picture".to_vec() }]);
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

    #[cfg(target_os = "linux")]
    #[test]
    fn what_never_ends_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(matches!(read_file(&pipe), Err(Error::NotAFile)));
        assert!(matches!(read_file(Path::new("/dev/zero")), Err(Error::NotAFile)));
        let kernel = read_file(Path::new("/proc/kmsg"));
        assert!(
            matches!(kernel, Err(Error::Denied | Error::NotFound))
                || kernel == Ok(Drop::File { name: "kmsg".into(), bytes: Vec::new(), url: None })
        );
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
