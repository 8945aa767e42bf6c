//! Pictures for the formats that take only some kinds of them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits};

/// A picture of more pixels would need more memory than an export may take: four bytes each.
const PIXELS_MAX: u64 = 50_000_000;

/// The picture's pixels; `None` when it cannot be read or is too large.
pub(super) fn decoded(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(PIXELS_MAX * 4);
    reader.limits(limits);
    reader.decode().ok()
}

/// The picture as PNG with its width and height.
pub(super) fn png(bytes: &[u8]) -> Option<(Vec<u8>, u32, u32)> {
    let picture = decoded(bytes)?;
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).ok()?;
    Some((png.into_inner(), picture.width(), picture.height()))
}
