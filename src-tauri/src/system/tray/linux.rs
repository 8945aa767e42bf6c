//! The tray of Linux desktops: a StatusNotifierItem (freedesktop.org) on the session's bus.

use api::WireError;
use ksni::{
    Icon, MenuItem,
    blocking::{Handle, TrayMethods},
    menu::StandardItem,
};
use tauri::AppHandle;

use super::{Deed, unsupported};
use crate::system::Words;

/// The icon in the tray, as long as it is there.
pub(in crate::system) struct Tray(Handle<Item>);

impl Tray {
    pub(in crate::system) fn begin(app: &AppHandle, words: Words) -> Result<Self, WireError> {
        let item = Item { app: app.clone(), words };
        item.spawn().map(Self).map_err(|error| {
            tracing::warn!(%error, "the tray took no icon");
            unsupported()
        })
    }

    pub(in crate::system) fn rename(&self, words: Words) {
        self.0.update(|item| item.words = words);
    }

    pub(in crate::system) fn end(self) {
        self.0.shutdown().wait();
    }
}

struct Item {
    app: AppHandle,
    words: Words,
}

impl Item {
    fn line(label: &str, deed: Deed) -> MenuItem<Self> {
        // An underscore would mark the key of a menu.
        let label = label.replace('_', "__");
        StandardItem {
            label,
            activate: Box::new(move |item: &mut Self| deed.run(&item.app)),
            ..StandardItem::default()
        }
        .into()
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        self.app.config().identifier.clone()
    }

    fn title(&self) -> String {
        "Tearsheet".to_owned()
    }

    fn icon_name(&self) -> String {
        "tearsheet".to_owned()
    }

    /// For a program that was not installed, whose icon no theme knows.
    fn icon_pixmap(&self) -> Vec<Icon> {
        self.app.default_window_icon().into_iter().map(argb).collect()
    }

    fn activate(&mut self, _: i32, _: i32) {
        Deed::Show.run(&self.app);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let Words { show, clip, quit } = &self.words;
        vec![
            Self::line(show, Deed::Show),
            Self::line(clip, Deed::Clip),
            MenuItem::Separator,
            Self::line(quit, Deed::Quit),
        ]
    }
}

/// The pixels as the specification has them: ARGB32 in network byte order.
fn argb(icon: &tauri::image::Image<'_>) -> Icon {
    let data = icon.rgba().as_chunks::<4>().0.iter().flat_map(|[r, g, b, a]| [*a, *r, *g, *b]).collect();
    let side = |pixels: u32| i32::try_from(pixels).unwrap_or_default();
    Icon { width: side(icon.width()), height: side(icon.height()), data }
}
