//! The key that clips the clipboard, whatever program is in front.

use api::{ErrorCode, WireError};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_global_shortcut::{Builder, Error, GlobalShortcut, Shortcut, ShortcutState};

use super::refused;
use crate::call;

/// The wish that is granted here, as the page names it.
const WISH: &str = "shortcut";

/// Watches another key than before, or none; when it cannot be watched the one before stays.
pub(super) fn set(app: &AppHandle, now: &mut Option<String>, wanted: Option<String>) -> Result<(), WireError> {
    if *now == wanted {
        return Ok(());
    }
    if let Some(key) = &wanted {
        watch(app, key)?;
    }
    if let Some(before) = now.take() {
        let _ = keys(app).map(|keys| keys.unregister(before.as_str()));
    }
    *now = wanted;
    Ok(())
}

fn watch(app: &AppHandle, key: &str) -> Result<(), WireError> {
    let shortcut: Shortcut = key.parse().map_err(|_| no_key())?;
    if shortcut.mods.is_empty() {
        return Err(no_key());
    }
    let watched = keys(app)?.on_shortcut(shortcut, |app, _, event| {
        if event.state == ShortcutState::Pressed {
            call::clip_clipboard(app.clone());
        }
    });
    watched.map_err(|error| taken(&error))
}

/// The plugin, begun when the first key is wished for.
fn keys(app: &AppHandle) -> Result<tauri::State<'_, GlobalShortcut<Wry>>, WireError> {
    if !keys_are_watched_here() {
        return Err(unsupported());
    }
    if app.try_state::<GlobalShortcut<Wry>>().is_none() {
        app.plugin(Builder::new().build()).map_err(|_| unsupported())?;
    }
    Ok(app.state())
}

/// Wayland lets no program watch keys: those that the plugin grabs through X11 would reach it from X11 programs alone.
fn keys_are_watched_here() -> bool {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let wayland = is("XDG_SESSION_TYPE", "wayland") || std::env::var_os("WAYLAND_DISPLAY").is_some();
    !(cfg!(target_os = "linux") && wayland)
}

fn taken(error: &Error) -> WireError {
    tracing::warn!(%error, "a key could not be watched");
    refused(WISH, ErrorCode::NameTaken, "Another program has this key already; choose another.")
}

fn no_key() -> WireError {
    let message = "This is no key that can be watched; press one together with Ctrl, Alt or Super.";
    refused(WISH, ErrorCode::BadRequest, message)
}

fn unsupported() -> WireError {
    let message = "This desktop lets no program watch keys; paste into the window instead.";
    refused(WISH, ErrorCode::Unsupported, message)
}
