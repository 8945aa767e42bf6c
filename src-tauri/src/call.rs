//! The commands that the page may call: one door for all that is JSON, others for drops, bytes and links.

use std::sync::Arc;

use api::{
    ErrorCode, WireError,
    clips::Clipped,
    desk::Settings,
    exports::{ExportedFile, SaveExport},
};
use model::Drop;
use rfd::{AsyncFileDialog, FileHandle};
use serde_json::Value;
use tauri::{
    AppHandle, Emitter, Manager, State, Url,
    ipc::{InvokeBody, Request, Response},
};
use tauri_plugin_opener::OpenerExt;

use crate::{
    desk::Desk,
    drops::{self, Drags, Found, Offered, Seen},
    system::{self, System, Wishes},
    window::MAIN,
};

/// The schemes that a link may be opened with.
const OPENED: [&str; 3] = ["http", "https", "mailto"];

/// Calls a command of the library by its name.
#[tauri::command]
pub(crate) async fn call(desk: State<'_, Arc<Desk>>, name: String, request: Value) -> Result<Value, WireError> {
    away(&desk, move |desk| desk.call(&name, request)).await
}

/// Clips what was just dropped: what was watched natively, else what the page saw.
#[tauri::command]
pub(crate) async fn take_drop(
    desk: State<'_, Arc<Desk>>,
    drags: State<'_, Arc<Drags>>,
    seen: Seen,
) -> Result<Vec<Clipped>, WireError> {
    let dragged = if seen.pasted { None } else { drags.take().await };
    let found = dragged.unwrap_or_else(|| seen.found());
    away(&desk, move |desk| desk.clip(found)).await
}

/// Clips the bytes of a file; its name comes percent-encoded in the header `x-name`.
#[tauri::command]
pub(crate) async fn clip_bytes(desk: State<'_, Arc<Desk>>, request: Request<'_>) -> Result<Vec<Clipped>, WireError> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(refused(ErrorCode::BadRequest, "the file did not arrive as bytes; drop it again"));
    };
    let name = request.headers().get("x-name").map(tauri::http::HeaderValue::as_bytes).unwrap_or_default();
    let name = percent_encoding::percent_decode(name).decode_utf8_lossy();
    let file = Drop::File { name: last_part(&name), bytes: bytes.clone(), url: None };
    away(&desk, move |desk| desk.clip(vec![Found::Drop(file)])).await
}

/// Clips what is on the clipboard: the picture or the files that a page is not shown, or whatever is there when `whole`; empty when
/// it holds nothing of that kind.
#[tauri::command]
pub(crate) async fn paste_picture(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    whole: bool,
) -> Result<Vec<Clipped>, WireError> {
    let found = drops::clipboard(&app, if whole { Offered::All } else { Offered::Unseen }).await;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    away(&desk, move |desk| desk.clip(found)).await
}

/// Keeps pictures for a note: the bytes themselves, or, where the page is shown none (header `x-from`), those on the clipboard or of the
/// drop. Answers their addresses in the note's Markdown.
#[tauri::command]
pub(crate) async fn note_picture(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    drags: State<'_, Arc<Drags>>,
    request: Request<'_>,
) -> Result<Vec<String>, WireError> {
    let header =
        |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (note, from) = (header("x-note"), header("x-from"));
    let found = match (from.as_str(), request.body()) {
        ("clipboard", _) => drops::clipboard(&app, Offered::Unseen).await,
        ("drop", _) => drags.take().await.unwrap_or_default(),
        (_, InvokeBody::Raw(bytes)) => {
            vec![Found::Drop(Drop::Picture { bytes: bytes.clone(), url: None, page: None })]
        }
        _ => return Err(refused(ErrorCode::BadRequest, "the picture did not arrive as bytes; paste it again")),
    };
    away(&desk, move |desk| desk.note_pictures(&note, found)).await
}

/// Gives the bytes of a kept document whose pages the reader shows.
#[tauri::command]
pub(crate) async fn original(desk: State<'_, Arc<Desk>>, hash: String) -> Result<Response, WireError> {
    let gone = || refused(ErrorCode::NotFound, "this document is not in the library any more");
    let hash = hash.parse().map_err(|_| gone())?;
    away(&desk, move |desk| desk.document(&hash).ok_or_else(gone)).await.map(Response::new)
}

/// Opens a link of the web, or a letter to someone, with the system's program for it.
#[tauri::command]
pub(crate) async fn open_link(app: AppHandle, url: String) -> Result<(), WireError> {
    let url =
        openable(&url).ok_or_else(|| refused(ErrorCode::BadRequest, "only http, https and mailto links are opened"))?;
    app.opener()
        .open_url(url.as_str(), None::<&str>)
        .map_err(|_| refused(ErrorCode::Io, "no program could be started for this link; copy it into a browser"))
}

/// Lets the user choose the folder that is watched, in a window of the system: the page never names a path.
#[tauri::command]
pub(crate) async fn choose_folder(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Result<Option<Settings>, WireError> {
    let Some(folder) = choose(&app, "a folder", AsyncFileDialog::pick_folder).await? else { return Ok(None) };
    away(&desk, move |desk| desk.watch_folder(folder.path()).map(Some)).await
}

/// Writes an item as a file where the user says, in a window of the system; nothing when the user thinks better of it.
#[tauri::command]
pub(crate) async fn save_export(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    request: SaveExport,
) -> Result<Option<ExportedFile>, WireError> {
    let asked = request.clone();
    let (folder, name) = away(&desk, move |desk| desk.export_place(&asked)).await?;
    let proposed = |dialog: AsyncFileDialog| dialog.set_directory(folder).set_file_name(name).save_file();
    let Some(file) = choose(&app, "a file", proposed).await? else { return Ok(None) };
    away(&desk, move |desk| desk.save_export(request, file.path()).map(Some)).await
}

/// Asks in a window of the system; such windows are opened on the thread that has them all.
async fn choose<F: Future<Output = Option<FileHandle>> + Send + 'static>(
    app: &AppHandle,
    what: &str,
    ask: impl FnOnce(AsyncFileDialog) -> F + Send + 'static,
) -> Result<Option<FileHandle>, WireError> {
    let (said, heard) = tokio::sync::oneshot::channel();
    let opened = app.run_on_main_thread(move || {
        let asked = ask(AsyncFileDialog::new());
        tauri::async_runtime::spawn(async move { drop(said.send(asked.await)) });
    });
    let closed = || format!("the window for choosing {what} could not be opened; try again");
    opened.map_err(|_| refused(ErrorCode::Io, &closed()))?;
    Ok(heard.await.ok().flatten())
}

/// Begins and ends what the window has beside itself on the desktop.
#[tauri::command]
pub(crate) async fn fit_system(app: AppHandle, desk: State<'_, Arc<Desk>>, wishes: Wishes) -> Result<(), WireError> {
    away(&desk, move |_| app.state::<System>().fit(&app, wishes)).await
}

/// Shows a notice of the desktop, when the window is not in front.
#[tauri::command]
pub(crate) async fn notify(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    title: String,
    body: String,
) -> Result<(), WireError> {
    away(&desk, move |_| system::show_notice(&app, &title, &body)).await
}

/// Clips what is on the clipboard, whatever program is in front, and tells the page what became of it.
pub(crate) fn clip_clipboard(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let found = drops::clipboard(&app, Offered::All).await;
        clip_and_tell(&app, Ok(found)).await;
    });
}

/// Clips a drop that the page was not shown, and tells the page what became of it.
pub(crate) fn clip_dropped(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let drags = Arc::clone(&app.state::<Arc<Drags>>());
        let nothing = || refused(ErrorCode::NotUnderstood, "Nothing that can be kept came with what was dropped.");
        let found = drags.take().await.ok_or_else(nothing);
        clip_and_tell(&app, found).await;
    });
}

/// Clips what was found where the page does not see it, and tells the page what became of it.
async fn clip_and_tell(app: &AppHandle, found: Result<Vec<Found>, WireError>) {
    let desk = Arc::clone(&app.state::<Arc<Desk>>());
    let clipped = match found {
        Ok(found) => away(&desk, move |desk| desk.clip(found)).await,
        Err(error) => Err(error),
    };
    let clipped = clipped.unwrap_or_else(|error| vec![Clipped::failed("", &error.message)]);
    let _ = app.emit_to(MAIN, "dropped", clipped);
}

/// Does the work away from the window's own thread.
async fn away<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&Desk) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    let desk = Arc::clone(desk);
    let done = tauri::async_runtime::spawn_blocking(move || work(&desk)).await;
    done.unwrap_or_else(|_| Err(refused(ErrorCode::Io, "something went wrong inside the program; start it again")))
}

pub(crate) fn refused(code: ErrorCode, message: &str) -> WireError {
    WireError { code, message: message.to_owned(), detail: None }
}

fn openable(url: &str) -> Option<Url> {
    Url::parse(url.trim()).ok().filter(|url| OPENED.contains(&url.scheme()))
}

/// A file's name without the folders that any system writes before it.
fn last_part(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_letters_are_opened() {
        for url in ["https://example.com/a", " HTTP://example.com", "mailto:someone@example.com"] {
            assert!(openable(url).is_some(), "{url}");
        }
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "java\nscript:x",
            "data:text/html,x",
            "smb://x/y",
            "/bin/sh",
            "",
        ] {
            assert!(openable(url).is_none(), "{url}");
        }
    }

    #[test]
    fn names_lose_their_folders() {
        assert_eq!(last_part("../../a/良率.html"), "良率.html");
        assert_eq!(last_part(r"C:\x\b.html"), "b.html");
    }
}
