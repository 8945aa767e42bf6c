//! The user's own rules for sites: `sites/*.toml` in the library's folder, read when it opens.

use std::{fs, io::Read, path::Path};

use extract::Sites;

/// The folder in the library that holds them.
pub(crate) const FOLDER: &str = "sites";

/// More files than this are not rules, but something that was put there by mistake.
const FILES_MAX: usize = 500;

/// A rule is some twenty lines.
const FILE_BYTES_MAX: u64 = 64 << 10;

/// The rules in a folder before those of the project, and a sentence for each that cannot be used. No folder is no rule.
pub fn sites_in(folder: &Path) -> (Sites, Vec<String>) {
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for path in rule_files(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match text(&path) {
            Ok(text) => files.push((name, text)),
            Err(message) => problems.push(format!("The site rule {name} is not used: {message}.")),
        }
    }
    let (sites, malformed) = Sites::with_own(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    problems.extend(malformed.iter().map(ToString::to_string));
    (sites, problems)
}

fn rule_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut files: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files.truncate(FILES_MAX);
    files
}

fn text(path: &Path) -> Result<String, &'static str> {
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|_| "the file cannot be opened")?;
    file.take(FILE_BYTES_MAX + 1).read_to_string(&mut text).map_err(|_| "the file is not text in UTF-8")?;
    if text.len() as u64 > FILE_BYTES_MAX { Err("the file is larger than 64 KB") } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_used_is_told_and_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), "hosts = ['a.example']").unwrap();
        fs::write(folder.path().join("b.toml"), "hosts = ['b.example']\nbody = 'x'").unwrap();
        fs::write(folder.path().join("c.toml"), [0xff, 0xfe, 0x00]).unwrap();
        fs::write(folder.path().join("notes.txt"), "not a rule").unwrap();
        let (_, problems) = sites_in(folder.path());
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].contains("c.toml") && problems[1].contains("b.toml, line 2"), "{problems:?}");
        assert_eq!(sites_in(&folder.path().join("missing")).1, Vec::<String>::new());
    }
}
