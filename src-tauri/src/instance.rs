//! One window for one library: a second start brings the first one's window to the front and hands its link over.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use tauri::{AppHandle, Builder, Emitter, Wry};

use crate::{arguments, system, window::MAIN};

/// Joins the window that is open on the same library, where the platform can tell libraries apart.
///
/// D-Bus takes a name of our own for each; elsewhere one name serves the default library, and `named` ones go without.
pub(crate) fn join(builder: Builder<Wry>, folder: &Path, named: bool) -> Builder<Wry> {
    if named && !cfg!(target_os = "linux") {
        return builder;
    }
    let name = format!("org.tearsheet.desk.L{:016x}", number(folder));
    builder.plugin(tauri_plugin_single_instance::Builder::new().callback(again).dbus_id(name).build())
}

fn again(app: &AppHandle, arguments: Vec<String>, _: String) {
    match arguments::link_in(arguments) {
        Some(link) => follow(app, &link),
        None => system::to_front(app),
    }
}

/// Shows what a link leads to.
pub(crate) fn follow(app: &AppHandle, link: &str) {
    system::to_front(app);
    if arguments::is_link(link) {
        let _ = app.emit_to(MAIN, "linked", link);
    }
}

/// A number that two starts on the same folder share.
fn number(folder: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).hash(&mut hasher);
    hasher.finish()
}
