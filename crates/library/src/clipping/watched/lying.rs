//! What lies in a watched folder, and in the folders in it.
//!
//! **Invariant:** no link is followed, no library is entered, and what belongs to a saved page is no file of its own.

use std::{
    collections::{HashSet, VecDeque},
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use model::Timestamp;
use store::watched::File;

use super::names;
use crate::Library;

/// Files and folders that are looked at, those on top first: more are somebody's archive.
const ENTRIES_MAX: usize = 10_000;

/// The deepest folder that is looked into, as in a folder that is dropped.
const DEPTH_MAX: usize = 16;

/// How long a folder that is called like one of a saved page waits for its page: browsers write the page last.
const PAGE_WAIT: Duration = Duration::from_secs(20);

/// What lies in a folder.
#[derive(Debug, Default)]
pub(super) struct Lying {
    /// The plain files that may be whole.
    pub(super) files: Vec<File>,
    /// Whether a folder in it may be that of a page which has not come yet.
    pub(super) awaits_page: bool,
}

/// Looks into a folder and the folders in it.
pub(super) fn lying_in(folder: &Path) -> Lying {
    let (mut lying, mut left) = (Lying::default(), ENTRIES_MAX);
    let mut folders = VecDeque::from([(folder.to_owned(), 0)]);
    while let Some((folder, depth)) = folders.pop_front() {
        for path in whole_in(&folder, &mut left) {
            let Ok(about) = fs::symlink_metadata(&path) else { continue };
            if about.is_file() {
                lying.files.extend(file(&path, &about));
            } else if about.is_dir() && depth < DEPTH_MAX && !Library::is_in(&path) && !capture::is_beside(&path) {
                if capture::is_called_beside(&path) && is_fresh(&about) {
                    lying.awaits_page = true;
                } else {
                    folders.push_back((path, depth + 1));
                }
            }
        }
    }
    lying
}

/// What lies directly in a folder, apart from what is hidden, is still written, or holds the place of that.
fn whole_in(folder: &Path, left: &mut usize) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let entries: Vec<_> = entries.take(*left).flatten().collect();
    *left -= entries.len();
    let named = entries.iter().filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())));
    let named: Vec<(String, PathBuf)> = named.collect();
    let unfinished: HashSet<&str> = named.iter().filter_map(|(name, _)| names::finished_name(name)).collect();
    let whole = named.iter().filter(|(name, _)| !names::is_unfinished(name) && !unfinished.contains(name.as_str()));
    whole.map(|(_, path)| path.clone()).collect()
}

/// A file that holds something. A saved page is as large and as new as all that lies beside it.
fn file(path: &Path, about: &fs::Metadata) -> Option<File> {
    let (mut bytes, mut modified) = (about.len(), about.modified().ok()?);
    if bytes == 0 {
        return None;
    }
    for part in capture::files_beside(path) {
        let Ok(about) = fs::symlink_metadata(&part) else { continue };
        bytes += about.len();
        modified = modified.max(about.modified().unwrap_or(modified));
    }
    Some(File { path: path.to_str()?.to_owned(), bytes, modified_at: Timestamp::try_from(modified).ok()? })
}

/// Whether something came into a folder just now.
fn is_fresh(about: &fs::Metadata) -> bool {
    let changed = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    changed.elapsed().unwrap_or_default() < PAGE_WAIT
}
