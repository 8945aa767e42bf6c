//! One window for one library: a second start brings the first one's window to the front.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use tauri::{AppHandle, Builder, Manager, Wry};

use crate::window::MAIN;

/// Joins the window that is open on the same library, where the platform can tell libraries apart.
///
/// D-Bus takes a name of our own for each; elsewhere one name serves the default library, and `named` ones go without.
pub(crate) fn join(builder: Builder<Wry>, folder: &Path, named: bool) -> Builder<Wry> {
    if named && !cfg!(target_os = "linux") {
        return builder;
    }
    let name = format!("org.tearsheet.desk.L{:016x}", number(folder));
    builder.plugin(tauri_plugin_single_instance::Builder::new().callback(to_front).dbus_id(name).build())
}

fn to_front(app: &AppHandle, _: Vec<String>, _: String) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// A number that two starts on the same folder share.
fn number(folder: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).hash(&mut hasher);
    hasher.finish()
}
