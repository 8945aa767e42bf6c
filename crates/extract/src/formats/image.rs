//! Pictures: their type by the decoder, never by name.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use model::{Content, PictureRef};

use super::title_of_name;
use crate::{Source, clean};

/// More pixels than a screen ever shows: a 100-megapixel picture takes 400 MB when it is shown.
const PIXELS_MAX: u64 = 100_000_000;

/// Whether a picture of these sides has more pixels than are shown.
pub(crate) fn is_enormous(width: u32, height: u32) -> bool {
    u64::from(width) * u64::from(height) > PIXELS_MAX
}

/// The media type of a raster picture whose header our decoder can read, with both sides at least one pixel.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    measured(bytes).map(|(name, ..)| name)
}

/// The media type of a raster picture that can be shown in a page.
pub(crate) fn shown_type(bytes: &[u8]) -> Option<&'static str> {
    measured(bytes).filter(|(_, width, height)| !is_enormous(*width, *height)).map(|(name, ..)| name)
}

fn measured(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
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
    (width > 0 && height > 0).then_some((name, width, height))
}

/// The media type that the first bytes name, of a picture whose header cannot be read.
pub(crate) fn begun(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 3] =
        [(b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif")];
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let known = known.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name);
    known.or(is_webp.then_some("image/webp"))
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
