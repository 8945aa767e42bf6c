//! What the window may have beside itself on the desktop: a key for the clipboard, a place in the tray, notices.
//!
//! **Invariant:** nothing here is begun before the page asks for it, so what is switched off costs neither time nor memory.

mod notices;
mod shortcut;
mod tray;

use std::sync::{Mutex, PoisonError};

use api::{ErrorCode, WireError};
use serde::Deserialize;
use tauri::{AppHandle, Manager, Window, WindowEvent, Wry};

pub(crate) use self::notices::show as show_notice;
use self::tray::Tray;
use crate::{call, window::MAIN};

/// What the page wishes for; all of it each time.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Wishes {
    /// The key that clips the clipboard, such as `Ctrl+Alt+KeyK`.
    shortcut: Option<String>,
    /// The words of the tray's menu; absent for no tray.
    tray: Option<Words>,
}

/// The words of the tray's menu, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Words {
    show: String,
    clip: String,
    quit: String,
}

/// What was begun.
#[derive(Default)]
pub(crate) struct System {
    begun: Mutex<Begun>,
}

#[derive(Default)]
struct Begun {
    shortcut: Option<String>,
    tray: Option<Tray>,
}

impl System {
    /// Begins what is wished for and ends what is not. Blocks on the desktop, so it runs away from the window's own thread.
    pub(crate) fn fit(&self, app: &AppHandle, wishes: Wishes) -> Result<(), WireError> {
        let Wishes { shortcut, tray } = wishes;
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let fitted = match (tray, begun.tray.take()) {
            (Some(words), Some(there)) => {
                there.rename(words);
                Ok(Some(there))
            }
            (Some(words), None) => Tray::begin(app, words).map(Some),
            (None, there) => {
                there.into_iter().for_each(Tray::end);
                Ok(None)
            }
        };
        let key = shortcut::set(app, &mut begun.shortcut, shortcut);
        begun.tray = fitted?;
        key
    }

    fn has_tray(&self) -> bool {
        self.begun.lock().is_ok_and(|begun| begun.tray.is_some())
    }
}

/// What the desktop does not have, or does not allow, of a wish.
fn refused(wish: &str, code: ErrorCode, message: &str) -> WireError {
    WireError { detail: Some(wish.to_owned()), ..call::refused(code, message) }
}

/// Brings the window to the front, from wherever it is.
pub(crate) fn to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// A window that is closed while the tray has its icon waits there.
pub(crate) fn heard(window: &Window<Wry>, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event
        && window.state::<System>().has_tray()
    {
        api.prevent_close();
        let _ = window.hide();
    }
}
