//! The place in the tray: show the window, clip the clipboard, quit.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

use api::{ErrorCode, WireError};
use tauri::AppHandle;

#[cfg(target_os = "linux")]
pub(super) use self::linux::Tray;
#[cfg(not(target_os = "linux"))]
pub(super) use self::other::Tray;
use super::{refused, to_front};
use crate::call;

/// What can be done from the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Show,
    Clip,
    Quit,
}

impl Deed {
    fn run(self, app: &AppHandle) {
        match self {
            Self::Show => to_front(app),
            Self::Clip => call::clip_clipboard(app.clone()),
            Self::Quit => app.exit(0),
        }
    }
}

fn unsupported() -> WireError {
    refused("tray", ErrorCode::Unsupported, "This desktop has no tray, or it is not running.")
}
