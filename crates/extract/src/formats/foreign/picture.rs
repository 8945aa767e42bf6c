//! Pictures that were dropped: decoded once as a whole, so that a hostile one ends a worker and not the window.

use std::io::Cursor;

use image::ImageReader;

use super::{Trouble, Unpacked};
use crate::formats::image::is_enormous;

/// Decodes a picture and says what is wrong with it; what it shows is read elsewhere.
pub(super) fn read(bytes: &[u8]) -> Result<Unpacked, Trouble> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Trouble::Damaged);
    let (width, height) = reader()?.into_dimensions().map_err(|_| Trouble::Damaged)?;
    if is_enormous(width, height) {
        return Err(Trouble::Bomb);
    }
    reader()?.decode().map_err(|_| Trouble::Damaged)?;
    Ok(Unpacked::default())
}
