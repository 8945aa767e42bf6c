//! The watched folder: what lands in it is clipped.
//!
//! **Invariant:** no file is taken while it still grows, and none twice, also when the program ends in between. One that paused so long
//! that it was taken, and then grew, is another capture of the same article.
//! **Invariant:** nothing in the folder is changed.

mod follow;
mod lying;
mod names;

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use model::Timestamp;
use store::watched::File;

pub(crate) use follow::follow;
use lying::Lying;

use crate::{Clipped, Error, Library, Result, clipping::work};

/// The setting that names the folder.
const FOLDER: &str = "watched-folder";

/// A file that did not change for so long has landed: programs write at least once a second.
const SETTLED: Duration = Duration::from_secs(2);

/// How often a file that has not settled yet is looked at.
pub const LOOK: Duration = Duration::from_millis(500);

/// Watches a folder for files that land in it.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    settled: Duration,
    /// Files that have not settled: as they were, and since when.
    growing: HashMap<PathBuf, (File, Instant)>,
    /// Files that are known, so that the library is asked once for each.
    known: HashMap<PathBuf, File>,
    /// Whether a folder in it may be that of a page which has not come yet.
    awaits_page: bool,
}

impl Watch {
    /// Watches a folder. What lies in it already is taken too unless [`Watch::leave_what_is_there`] is called.
    pub fn new(library: &Library, folder: &Path) -> Result<Self> {
        let folder = watchable(library, folder)?;
        Ok(Self { folder, settled: SETTLED, growing: HashMap::new(), known: HashMap::new(), awaits_page: false })
    }

    /// Leaves alone what lies in the folder now, and in the folders in it.
    pub fn leave_what_is_there(&mut self, library: &Library) -> Result<()> {
        let files = lying::lying_in(&self.folder).files;
        library.write(|db| files.iter().try_for_each(|file| store::watched::put(db, file, Timestamp::now())))?;
        self.known.extend(files.into_iter().map(|file| (PathBuf::from(&file.path), file)));
        Ok(())
    }

    /// The files that have landed since the last look and were never taken; they count as taken with [`Watch::taken`].
    pub fn landed(&mut self, library: &Library) -> Result<Vec<File>> {
        let files = self.unknown(library)?;
        self.growing.retain(|path, _| files.iter().any(|file| Path::new(&file.path) == path));
        let now = Instant::now();
        let mut landed = Vec::new();
        for file in files {
            let (was, since) = self.growing.entry(PathBuf::from(&file.path)).or_insert_with(|| (file.clone(), now));
            if *was != file {
                (*was, *since) = (file, now);
            } else if since.elapsed() >= self.settled && *since != now {
                landed.push(file);
            }
        }
        Ok(landed)
    }

    fn unknown(&mut self, library: &Library) -> Result<Vec<File>> {
        let Lying { mut files, awaits_page } = lying::lying_in(&self.folder);
        self.awaits_page = awaits_page;
        files.retain(|file| self.known.get(Path::new(&file.path)) != Some(file));
        let (known, unknown): (Vec<File>, Vec<File>) = library.read(|db| {
            let mut parts = (Vec::new(), Vec::new());
            for file in files {
                if store::watched::knows(db, &file)? { parts.0.push(file) } else { parts.1.push(file) }
            }
            Ok(parts)
        })?;
        self.known.extend(known.into_iter().map(|file| (PathBuf::from(&file.path), file)));
        Ok(unknown)
    }

    /// Whether something has not settled yet, so that it must be looked at again soon.
    pub fn is_waiting(&self) -> bool {
        self.awaits_page || !self.growing.is_empty()
    }

    /// Counts a file as taken, and knows what it became.
    pub fn taken(&mut self, library: &Library, file: &File, clipped: &[Clipped]) -> Result<()> {
        library.write(|db| {
            store::watched::put(db, file, Timestamp::now())?;
            store::watched::became(db, &file.path, work::only_article(clipped))
        })?;
        self.forget(file);
        Ok(())
    }

    fn forget(&mut self, file: &File) {
        self.growing.remove(Path::new(&file.path));
        self.known.insert(PathBuf::from(&file.path), file.clone());
    }
}

impl Library {
    /// The folder that is watched while a window is open.
    pub fn watched_folder(&self) -> Result<Option<PathBuf>> {
        Ok(self.setting(FOLDER)?.filter(|folder| !folder.is_empty()).map(PathBuf::from))
    }

    /// Watches a folder from now on, or none. What lies in it now is left alone.
    pub fn watch_folder(&self, folder: Option<&Path>) -> Result<()> {
        let Some(folder) = folder else { return self.put_setting(FOLDER, "") };
        let mut watch = Watch::new(self, folder)?;
        watch.leave_what_is_there(self)?;
        self.put_setting(FOLDER, &watch.folder.to_string_lossy())
    }
}

/// The whole path of a folder that may be watched: it is there, and the library neither lies in it nor holds it.
fn watchable(library: &Library, folder: &Path) -> Result<PathBuf> {
    let folder = fs::canonicalize(folder).map_err(|_| Error::NotWatchable("there is no such folder"))?;
    if !folder.is_dir() {
        return Err(Error::NotWatchable("this is not a folder"));
    }
    if folder.to_str().is_none_or(|path| path.contains('\n')) {
        return Err(Error::NotWatchable("its name cannot be written as text"));
    }
    let own = fs::canonicalize(library.folder()).unwrap_or_else(|_| library.folder().to_owned());
    if folder.starts_with(&own) {
        return Err(Error::NotWatchable("it lies in the library itself"));
    }
    Ok(folder)
}

#[cfg(test)]
mod tests;
