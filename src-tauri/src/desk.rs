//! The library behind the window: opened on a thread of its own before the window is, tried again when it could not be.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
    time::Duration,
};

use api::{
    ErrorCode, WireError,
    clips::{self, Clipped},
    desk::{Changed, Settings},
    exports::{self, ExportedFile, SaveExport},
};
use library::{Library, Role, Unread};
use model::BlobHash;
use serde_json::Value;
use tauri::{AppHandle, Emitter};
use tokio::sync::broadcast::Receiver;

use crate::{drops::Found, window::MAIN};

/// The one kind of document whose pages the reader paints by itself.
const DOCUMENT: &str = "application/pdf";

/// Between two tellings of what changed: shorter than a person notices, long enough to draw what is shown in between.
const BETWEEN_CHANGES: Duration = Duration::from_millis(100);

/// The library's folder, and the library once it is open.
pub(crate) struct Desk {
    folder: Option<PathBuf>,
    library: Mutex<Option<Library>>,
    app: Arc<OnceLock<AppHandle>>,
}

impl Desk {
    /// A desk on a folder, or on the platform's place for data.
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder: folder.or_else(library::default_folder), library: Mutex::default(), app: Arc::default() }
    }

    /// The library's folder, where this system has a place for one.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Opens the library on a thread of its own, while the web view starts.
    pub(crate) fn begin(self: &Arc<Self>) {
        let desk = Arc::clone(self);
        thread::spawn(move || desk.library().map(drop));
    }

    /// Tells this window what changes, from the opening of the library on.
    pub(crate) fn tell(&self, app: &AppHandle) {
        let _ = self.app.set(app.clone());
    }

    /// Lets go of the library, so that it can end its work.
    pub(crate) fn close(&self) {
        drop(self.lock().take());
    }

    /// Calls a command by its name.
    pub(crate) fn call(&self, name: &str, request: Value) -> Result<Value, WireError> {
        if let Some(answer) = self.call_on_folder(name, &request) {
            return answer;
        }
        api::call(&self.library()?, name, request)
    }

    /// Calls a command that works on the folder of a closed library; nothing opens it meanwhile.
    fn call_on_folder(&self, name: &str, request: &Value) -> Option<Result<Value, WireError>> {
        let folder = self.folder()?;
        let _closed = self.lock();
        api::call_on_folder(folder, name, request)
    }

    /// Watches a folder from now on.
    pub(crate) fn watch_folder(&self, folder: &Path) -> Result<Settings, WireError> {
        api::desk::watch_folder(&self.library()?, folder)
    }

    /// Where an export goes unless the user says otherwise: a folder, and the file's name.
    pub(crate) fn export_place(&self, request: &SaveExport) -> Result<(PathBuf, String), WireError> {
        let library = self.library()?;
        Ok((library.export_folder(), exports::proposed(&library, request)?))
    }

    /// Writes an export into the file that the user named.
    pub(crate) fn save_export(&self, request: SaveExport, file: &Path) -> Result<ExportedFile, WireError> {
        exports::save_as(&self.library()?, request, file)
    }

    /// Clips what was found in a drop; files are read here, a few at once.
    pub(crate) fn clip(&self, found: Vec<Found>) -> Result<Vec<Clipped>, WireError> {
        Ok(clips::clip_many(&self.library()?, found.into_iter().flat_map(drops_in), &[]))
    }

    /// Keeps the pictures among what was found for a note.
    pub(crate) fn note_pictures(&self, note: &str, found: Vec<Found>) -> Result<Vec<String>, WireError> {
        let library = self.library()?;
        let drops = found.into_iter().flat_map(drops_in).filter_map(Result::ok);
        let pictures = drops.filter_map(|drop| match drop {
            model::Drop::Picture { bytes, .. } | model::Drop::File { bytes, .. } => Some(bytes),
            _ => None,
        });
        pictures.map(|bytes| api::notes::keep_picture(&library, note, &bytes)).collect()
    }

    /// The bytes of a blob, when the library is open and has it.
    pub(crate) fn blob(&self, hash: &BlobHash) -> Option<Vec<u8>> {
        self.library().ok()?.blob(hash).ok().map(|(bytes, _)| bytes)
    }

    /// The bytes of a document with pages of its own; no other blob is handed to the page.
    pub(crate) fn document(&self, hash: &BlobHash) -> Option<Vec<u8>> {
        let (bytes, media_type) = self.library().ok()?.blob(hash).ok()?;
        (media_type == DOCUMENT).then_some(bytes)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Library>> {
        self.library.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn library(&self) -> Result<Library, WireError> {
        let mut library = self.lock();
        if let Some(open) = library.as_ref() {
            return Ok(open.clone());
        }
        let folder = self.folder().ok_or_else(no_place)?;
        let opened = Library::open(folder, Role::Window).map_err(WireError::from).inspect_err(|error| {
            tracing::warn!(code = ?error.code, "the library could not be opened");
        })?;
        tracing::info!("the library is open");
        let (app, changes) = (Arc::clone(&self.app), opened.subscribe());
        tauri::async_runtime::spawn_blocking(move || {
            tauri::async_runtime::spawn(tell(app.wait().clone(), changes));
        });
        *library = Some(opened.clone());
        Ok(opened)
    }
}

/// What one thing that was dropped gives, file by file, each read when its turn comes.
fn drops_in(found: Found) -> Box<dyn Iterator<Item = Result<model::Drop, Unread>> + Send> {
    match found {
        Found::Drop(drop) => Box::new(std::iter::once(Ok(drop))),
        Found::Path(path) => Box::new(
            library::drops_of(&path)
                .map(|read| read.map_err(|unread| Unread { name: name_of(Path::new(&unread.name)), ..unread })),
        ),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn no_place() -> WireError {
    WireError {
        code: ErrorCode::Io,
        message: "There is no place for application data here. Start the window with --library DIR.".to_owned(),
        detail: None,
    }
}

/// Tells the window what changes until the library is closed: the first change at once, those that follow soon together, since the window
/// reads again all that it shows for each.
async fn tell(app: AppHandle, mut changes: Receiver<library::Changed>) {
    while let Some(changed) = library::Changed::next(&mut changes).await {
        let _ = app.emit_to(MAIN, "changed", Changed::from(changed));
        tokio::time::sleep(BETWEEN_CHANGES).await;
    }
}
