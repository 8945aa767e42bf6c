//! Drags over the window and what the clipboard holds: what the page is not shown, or shown wrongly, is watched natively.
//!
//! **Invariant:** a page never names a path; files are read only where the desktop itself said that files were dragged.
//! **Invariant:** nothing here decides what becomes of a drop; it is handed to the library whole.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;
mod parts;
mod seen;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tauri::{AppHandle, Emitter, WebviewWindow};
use tokio::sync::Notify;

#[cfg(target_os = "linux")]
use self::linux::Native;
#[cfg(not(target_os = "linux"))]
use self::other::Native;
pub(crate) use self::{
    parts::{Found, Hover, Parts},
    seen::Seen,
};
use crate::window::MAIN;

/// How long the page waits for parts that were asked for and have not come; a large picture takes some tens of milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a platform can tell beyond the page's own events.
pub(crate) trait Watch {
    /// Begins to watch the drags over the window.
    fn drags(window: &WebviewWindow, drags: Arc<Drags>) -> tauri::Result<()>;

    /// Reads the clipboard; empty when it holds nothing of that kind.
    fn clipboard(app: &AppHandle, offered: Offered) -> impl Future<Output = Parts> + Send;
}

/// What of the clipboard is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offered {
    /// What the page is not shown of a paste: files, or a picture.
    Unseen,
    /// All of it.
    All,
}

/// Begins to watch the drags over the window.
pub(crate) fn watch(window: &WebviewWindow, drags: Arc<Drags>) -> tauri::Result<()> {
    Native::drags(window, drags)
}

/// Reads the clipboard.
pub(crate) async fn clipboard(app: &AppHandle, offered: Offered) -> Vec<Found> {
    Native::clipboard(app, offered).await.found()
}

/// The plugin that reads the clipboard where the platform's watch does not.
#[cfg(not(target_os = "linux"))]
pub(crate) fn clipboard_plugin() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_clipboard_manager::init()
}

/// GTK reads the clipboard here.
#[cfg(target_os = "linux")]
pub(crate) fn clipboard_plugin() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri::plugin::Builder::new("clipboard").build()
}

/// What was watched of the drag over the window, between the platform's thread and the page's calls.
#[derive(Default)]
pub(crate) struct Drags {
    now: Mutex<Drag>,
    arrived: Notify,
}

/// One drag.
#[derive(Default)]
struct Drag {
    parts: Parts,
    awaited: usize,
    let_go: bool,
    shown: Option<Hover>,
}

impl Drags {
    fn now(&self) -> MutexGuard<'_, Drag> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A drag came over the window that offers these types; `awaited` of them were asked for.
    pub(crate) fn enter(&self, offered: &[String], awaited: usize) {
        let mut parts = Parts::default();
        parts.announce(offered);
        *self.now() = Drag { parts, awaited, ..Drag::default() };
    }

    /// The data of one type came; `asked` when it was one of those awaited.
    pub(crate) fn receive(&self, name: &str, bytes: Vec<u8>, asked: bool) {
        let mut now = self.now();
        now.parts.receive(name, bytes);
        now.awaited = now.awaited.saturating_sub(usize::from(asked));
        drop(now);
        self.arrived.notify_waiters();
    }

    /// Whether nothing is awaited any more.
    pub(crate) fn complete(&self) -> bool {
        self.now().awaited == 0
    }

    /// The button was released.
    pub(crate) fn let_go(&self) {
        self.now().let_go = true;
    }

    /// Whether the button was released and the page has not asked for the drop yet.
    pub(crate) fn was_let_go(&self) -> bool {
        self.now().let_go
    }

    /// Tells the page what hovers, when that changed.
    pub(crate) fn show(&self, app: &AppHandle) {
        let mut now = self.now();
        let hover = now.parts.hover();
        if hover.is_some() && hover != now.shown {
            now.shown = hover;
            let _ = app.emit_to(MAIN, "hover", &now.shown);
        }
    }

    /// Tells the page that nothing hovers.
    pub(crate) fn hide(&self, app: &AppHandle) {
        self.now().shown = None;
        let _ = app.emit_to(MAIN, "hover", Option::<Hover>::None);
    }

    /// What was let go, once it is all there; `None` where nothing was watched.
    pub(crate) async fn take(&self) -> Option<Vec<Found>> {
        if !self.now().let_go {
            return None;
        }
        let _ = tokio::time::timeout(PATIENCE, self.all_arrived()).await;
        let found = std::mem::take(&mut *self.now()).parts.found();
        Some(found).filter(|found| !found.is_empty())
    }

    async fn all_arrived(&self) {
        loop {
            let arrived = self.arrived.notified();
            if self.complete() {
                return;
            }
            arrived.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        tauri::async_runtime::block_on(future)
    }

    #[test]
    fn a_drop_is_taken_once_and_only_after_it_was_let_go() {
        let drags = Drags::default();
        drags.enter(&["UTF8_STRING".to_owned()], 1);
        drags.receive("UTF8_STRING", b"words".to_vec(), true);
        assert!(block_on(drags.take()).is_none());
        drags.let_go();
        assert_eq!(block_on(drags.take()).map(|found| found.len()), Some(1));
        assert!(block_on(drags.take()).is_none());
    }

    #[test]
    fn taking_waits_for_what_was_asked_for() {
        let drags = Arc::new(Drags::default());
        drags.enter(&["image/png".to_owned()], 1);
        drags.let_go();
        let taking = tauri::async_runtime::spawn({
            let drags = Arc::clone(&drags);
            async move { drags.take().await }
        });
        drags.receive("text/plain", Vec::new(), false);
        drags.receive("image/png", b"bytes".to_vec(), true);
        assert_eq!(block_on(taking).unwrap().map(|found| found.len()), Some(1));
    }
}
