//! The tray of macOS and Windows.

use api::WireError;
use tauri::{
    AppHandle, Wry,
    menu::{Menu, MenuItem, PredefinedMenuItem},
    tray::{TrayIcon, TrayIconBuilder},
};

use super::{Deed, unsupported};
use crate::system::Words;

const ID: &str = "tearsheet";
const DEEDS: [(&str, Deed); 3] = [("show", Deed::Show), ("clip", Deed::Clip), ("quit", Deed::Quit)];

/// The icon in the tray, as long as it is there.
pub(in crate::system) struct Tray(TrayIcon<Wry>);

impl Tray {
    pub(in crate::system) fn begin(app: &AppHandle, words: Words) -> Result<Self, WireError> {
        build(app, &words).map(Self).map_err(|_| unsupported())
    }

    pub(in crate::system) fn rename(&self, words: Words) {
        if let Ok(menu) = menu(self.0.app_handle(), &words) {
            let _ = self.0.set_menu(Some(menu));
        }
    }

    pub(in crate::system) fn end(self) {
        drop(self.0.app_handle().remove_tray_by_id(ID));
    }
}

fn build(app: &AppHandle, words: &Words) -> tauri::Result<TrayIcon<Wry>> {
    let mut builder = TrayIconBuilder::with_id(ID).tooltip("Tearsheet").menu(&menu(app, words)?);
    if let Some(icon) = app.default_window_icon() {
        builder = builder.icon(icon.clone());
    }
    let chosen = |app: &AppHandle, id: &str| {
        DEEDS.iter().filter(|(name, _)| *name == id).for_each(|(_, deed)| deed.run(app));
    };
    builder.on_menu_event(move |app, event| chosen(app, event.id().as_ref())).build(app)
}

fn menu(app: &AppHandle, words: &Words) -> tauri::Result<Menu<Wry>> {
    let Words { show, clip, quit } = words;
    let line = |id: &str, label: &str| MenuItem::with_id(app, id, label, true, None::<&str>);
    Menu::with_items(
        app,
        &[&line("show", show)?, &line("clip", clip)?, &PredefinedMenuItem::separator(app)?, &line("quit", quit)?],
    )
}
