//! The watch of macOS and Windows: their web views show the page all of a drop, files included, so only the clipboard
//! is read natively.

use std::{io::Cursor, sync::Arc};

use image::{DynamicImage, ImageFormat, RgbaImage};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt;

use super::{
    Drags, Offered, Parts, Watch,
    parts::names::{PICTURES, UTF8},
};

/// The watch of the web views that need none.
pub(super) struct Native;

impl Watch for Native {
    fn drags(_: &WebviewWindow, _: Arc<Drags>) -> tauri::Result<()> {
        Ok(())
    }

    async fn clipboard(app: &AppHandle, offered: Offered) -> Parts {
        let mut parts = Parts::default();
        if offered == Offered::All
            && let Ok(text) = app.clipboard().read_text()
        {
            parts.receive(UTF8, text.into_bytes());
        }
        if let Some(bytes) = app.clipboard().read_image().ok().and_then(|image| encoded(&image)) {
            parts.receive(PICTURES[0], bytes);
        }
        parts
    }
}

fn encoded(image: &tauri::image::Image<'_>) -> Option<Vec<u8>> {
    let pixels = RgbaImage::from_raw(image.width(), image.height(), image.rgba().to_vec())?;
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(pixels).write_to(&mut bytes, ImageFormat::Png).ok()?;
    Some(bytes.into_inner())
}
