//! The key that clips the clipboard, whatever program is in front.

use api::{ErrorCode, WireError};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_global_shortcut::{Builder, Error, GlobalShortcut, Shortcut, ShortcutState};

use crate::call;

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
    watched.map_err(|error| refused(&error))
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

fn refused(error: &Error) -> WireError {
    tracing::warn!(%error, "a key could not be watched");
    WireError {
        code: ErrorCode::NameTaken,
        message: "Another program has this key already; choose another.".to_owned(),
        detail: Some("shortcut".to_owned()),
    }
}

fn no_key() -> WireError {
    WireError {
        code: ErrorCode::BadRequest,
        message: "This is no key that can be watched; press one together with Ctrl, Alt or Super.".to_owned(),
        detail: Some("shortcut".to_owned()),
    }
}

fn unsupported() -> WireError {
    WireError {
        code: ErrorCode::Unsupported,
        message: "This desktop lets no program watch keys; paste into the window instead.".to_owned(),
        detail: Some("shortcut".to_owned()),
    }
}
