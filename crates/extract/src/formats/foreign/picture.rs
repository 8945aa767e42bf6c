//! Pictures that were dropped: decoded once as a whole, so that a hostile one ends a worker and not the window.

use std::io::Cursor;

use image::ImageReader;

use super::{Trouble, Unpacked};

/// More pixels than a screen ever shows: a 100-megapixel picture takes 400 MB when it is shown.
const PIXELS_MAX: u64 = 100_000_000;

/// Decodes a picture and says what is wrong with it; what it shows is read elsewhere.
pub(super) fn read(bytes: &[u8]) -> Result<Unpacked, Trouble> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Trouble::Damaged);
    let (width, height) = reader()?.into_dimensions().map_err(|_| Trouble::Damaged)?;
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Trouble::Bomb);
    }
    reader()?.decode().map_err(|_| Trouble::Damaged)?;
    Ok(Unpacked::default())
}
