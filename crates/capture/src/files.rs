//! Files of the user's own.
//!
//! **Invariant:** no symbolic link is followed and no device or pipe is opened.
//! **Invariant:** a file that says it is empty is not read: the kernel's own files say so, and some of them never end.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

use model::{Drop, Part};

use percent_encoding::percent_decode_str;

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
    let text = || String::from_utf8_lossy(&bytes);
    let beside = match folder_beside(path) {
        Some(folder) => parts_in(&folder),
        None if is_page(path) => pictures_beside(path, sources_in(&text())),
        None if is_markdown(path) => pictures_beside(path, targets_in(&text())),
        None => Vec::new(),
    };
    if beside.is_empty() {
        Ok(Drop::File { name, bytes, url })
    } else {
        Ok(Drop::SavedPage { name, bytes, url, beside })
    }
}

/// The folder that a browser wrote beside a page, when the path is a page's and there is one.
fn folder_beside(path: &Path) -> Option<PathBuf> {
    if !is_page(path) {
        return None;
    }
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let folders = BESIDE_ENDINGS.iter().map(|ending| path.with_file_name(format!("{stem}{ending}")));
    folders.into_iter().find(|folder| fs::symlink_metadata(folder).is_ok_and(|about| about.is_dir()))
}

/// Whether a folder belongs to a saved page among its neighbours.
pub fn is_beside(folder: &Path) -> bool {
    page_of(folder).is_some_and(|stem| {
        PAGE_ENDINGS.iter().any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
    })
}

/// Whether a folder is called like one that belongs to a saved page.
pub fn is_called_beside(folder: &Path) -> bool {
    page_of(folder).is_some()
}

/// The name, without its ending, of the page that a folder would belong to by its own name.
fn page_of(folder: &Path) -> Option<String> {
    let name = folder.file_name()?.to_string_lossy();
    BESIDE_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).map(str::to_owned)
}

/// The files in the folder beside a saved page, when the path is a page's and there is one.
pub fn files_beside(page: &Path) -> Vec<PathBuf> {
    folder_beside(page).map(|folder| parts_of(&folder)).unwrap_or_default()
}

/// Endings of pages.
const PAGE_ENDINGS: [&str; 3] = ["html", "htm", "xhtml"];

fn is_page(path: &Path) -> bool {
    ends_in(path, &PAGE_ENDINGS)
}

fn is_markdown(path: &Path) -> bool {
    ends_in(path, &["md", "markdown"])
}

/// Whether a name ends in one of these, in any case.
fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Endings of the pictures that a page or a Markdown file brings along.
const PICTURE_ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "bmp"];

/// What the pictures of a page are called in it: `<img src="charts/yield.png">`, `data-src='…'`.
fn sources_in(html: &str) -> impl Iterator<Item = &str> {
    html.split("src=").skip(1).filter_map(|rest| {
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(name, _)| name.trim())
    })
}

/// What Markdown leads to: `![yield](charts/yield.png "HBM")`.
fn targets_in(markdown: &str) -> impl Iterator<Item = &str> {
    let named = markdown.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(name, _)| name);
    named.map(|name| name.split(" \"").next().unwrap_or(name).trim().trim_start_matches('<').trim_end_matches('>'))
}

/// The pictures of these names at or below the place of a file, called as it calls them.
fn pictures_beside<'a>(path: &Path, names: impl Iterator<Item = &'a str>) -> Vec<Part> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let (mut parts, mut left): (Vec<Part>, u64) = (Vec::new(), BESIDE_BYTES_MAX);
    for name in names {
        let known = parts.len() >= BESIDE_MAX || parts.iter().any(|part| part.names.iter().any(|known| known == name));
        if let Some(file) = (!known).then(|| below(folder, name)).flatten() {
            add(&mut parts, &mut left, &file, name.to_owned());
        }
    }
    parts
}

/// Adds a file called `name` to what lies beside a page, if it can be read and no more than `left` bytes are in it.
fn add(parts: &mut Vec<Part>, left: &mut u64, file: &Path, name: String) {
    let size = fs::symlink_metadata(file).map_or(u64::MAX, |about| about.len());
    if let Some(bytes) = (size <= *left).then(|| read_plain(file).ok()).flatten() {
        *left -= size;
        parts.push(Part { names: vec![name], bytes });
    }
}

/// The picture file below `folder` that a relative address names, if no step of the way is a symbolic link.
fn below(folder: &Path, address: &str) -> Option<PathBuf> {
    let name = percent_decode_str(address).decode_utf8().ok()?;
    let path = Path::new(&*name);
    let steps: Vec<_> = path.components().filter(|step| *step != Component::CurDir).collect();
    if !ends_in(path, &PICTURE_ENDINGS) || !steps.iter().all(|step| matches!(step, Component::Normal(_))) {
        return None;
    }
    let mut file = folder.to_path_buf();
    for step in steps {
        file.push(step);
        fs::symlink_metadata(&file).ok().filter(|about| !about.is_symlink())?;
    }
    Some(file)
}

/// The files in a page's folder that are looked at.
fn parts_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let _ = walk(folder, 0, &mut files);
    files.sort();
    files.truncate(BESIDE_MAX);
    files
}

/// The files in a page's folder, called as the page calls them; what cannot be read is left out.
fn parts_in(folder: &Path) -> Vec<Part> {
    let (mut parts, mut left) = (Vec::new(), BESIDE_BYTES_MAX);
    for file in parts_of(folder) {
        let Some(inside) = folder.parent().and_then(|parent| file.strip_prefix(parent).ok()) else { continue };
        add(&mut parts, &mut left, &file, inside.to_string_lossy().replace('\\', "/"));
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

/// The address in the comment that browsers, and the extension SingleFile, put at the head of a saved page.
fn saved_from(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]);
    let by_browser = || head.split_once("saved from url=(")?.1.split_once(')');
    let by_extension = || head.split_once("Page saved with SingleFile")?.1.split_once("url:");
    let (_, rest) = by_browser().or_else(by_extension)?;
    let rest = rest.trim_start();
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
        let page = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://news.example/a/2 \n saved date: Mon\n-->";
        fs::write(&path, page).unwrap();
        assert!(matches!(read_file(&path), Ok(Drop::File { url: Some(url), .. }) if url == "https://news.example/a/2"));
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
    fn a_page_without_such_a_folder_brings_the_pictures_it_names_below_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("other_files")).unwrap();
        fs::write(folder.path().join("other_files/chart.png"), "picture").unwrap();
        fs::write(folder.path().join("notes.txt"), "no picture").unwrap();
        let page = "<img data-src='other_files/chart.png'><img src=\"./gone.png\"><script src='notes.txt'></script>";
        fs::write(folder.path().join("renamed.html"), page).unwrap();
        let Ok(Drop::SavedPage { beside, .. }) = read_file(&folder.path().join("renamed.html")) else {
            panic!("no picture came")
        };
        assert_eq!(beside, [Part { names: vec!["other_files/chart.png".into()], bytes: b"picture".to_vec() }]);
    }

    #[test]
    fn a_markdown_file_brings_the_pictures_it_names_below_it() {
        let folder = tempfile::tempdir().unwrap();
        let desk = folder.path().join("desk");
        fs::create_dir_all(desk.join("my charts")).unwrap();
        fs::write(desk.join("my charts/yield.png"), "picture").unwrap();
        fs::write(folder.path().join("above.png"), "not of this note").unwrap();
        fs::write(desk.join("notes.txt"), "no picture").unwrap();
        let absolute = folder.path().join("above.png");
        let text = format!(
            "![yield](my%20charts/yield.png \"HBM\") ![](../above.png) ![]({}) [x](notes.txt) ![](https://a.example/b.png)",
            absolute.display()
        );
        fs::write(desk.join("a.md"), text).unwrap();
        let Drop::SavedPage { beside, .. } = read_file(&desk.join("a.md")).unwrap() else { panic!("no picture came") };
        assert_eq!(beside, [Part { names: vec!["my%20charts/yield.png".into()], bytes: b"picture".to_vec() }]);
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
        std::os::unix::fs::symlink("/usr/share", folder.path().join("shared")).unwrap();
        assert_eq!((below(folder.path(), "shared/a.png"), below(folder.path(), "b/../a.png")), (None, None));
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let found = files_of(folder.path()).unwrap();
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a.txt", "b/1.txt", "b/2.txt"]);
        assert!(matches!(read_file(&folder.path().join("c.txt")), Err(Error::NotAFile)));
    }
}
