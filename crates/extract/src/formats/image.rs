//! Pictures: their type by the decoder, never by name.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use model::{Content, PictureRef};

use super::title_of_name;
use crate::{Source, clean};

/// The media type of a raster picture whose header our decoder can read, with both sides at least one pixel.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let name = match reader.format()? {
        ImageFormat::Png => "image/png",
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Gif => "image/gif",
        ImageFormat::WebP => "image/webp",
        ImageFormat::Bmp => "image/bmp",
        _ => return None,
    };
    let (width, height) = reader.into_dimensions().ok()?;
    (width > 0 && height > 0).then_some(name)
}

/// An article of one picture; its title is the drop's, or the file's name.
pub(crate) fn content(source: &Source) -> Content {
    let title = source.title.map(str::to_owned).or_else(|| source.name.and_then(title_of_name));
    let alt = title.clone().unwrap_or_default();
    let html = clean::write(&clean::sanitise(
        &format!("<p><img data-picture=\"0\" alt=\"{}\"></p>", clean::escape(&alt)),
        clean::Links::Web,
    ));
    let picture = PictureRef { url: source.url.unwrap_or_default().to_owned(), smaller: None, alt: title.clone() };
    Content { title, html, pictures: vec![picture], ..Content::default() }
}
