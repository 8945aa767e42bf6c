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

/// Whether a PNG, JPEG or WebP ends before its end. What stands behind its end is no part of it; a GIF may leave its end out.
pub(crate) fn is_cut_off(bytes: &[u8]) -> bool {
    match begun(bytes) {
        // The last chunk, with its check sum (PNG 3rd edition, 11.2.5).
        Some("image/png") => !bytes.windows(8).rev().any(|end| end == b"IEND\xaeB`\x82"),
        Some("image/jpeg") => !reaches_end_of_jpeg(bytes),
        // The length at the head (RFC 9649, 2.4); some programs do not count the byte that makes it even.
        Some("image/webp") => bytes
            .get(4..8)
            .and_then(|four| four.try_into().ok())
            .is_some_and(|four| u64::from(u32::from_le_bytes(four)) + 8 > bytes.len() as u64 + 1),
        _ => false,
    }
}

/// Whether the segments of a JPEG lead to its last marker (T.81, B.1.1); of one that is built otherwise nothing is known.
fn reaches_end_of_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let (Some(&first), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) {
        at += match (first, marker) {
            (0xff, 0xd9) => return true,
            (0xff, 0xff) => 1,
            (0xff, 0x01 | 0xd0..=0xd7) => 2,
            (0xff, _) => {
                let Some(&[high, low]) = bytes.get(at + 2..at + 4).and_then(|two| two.first_chunk()) else {
                    return false;
                };
                let segment = 2 + usize::from(u16::from_be_bytes([high, low]));
                // Behind the head of a scan stand its points, up to the next marker.
                segment + if marker == 0xda { points(bytes.get(at + segment..).unwrap_or_default()) } else { 0 }
            }
            _ => return true,
        };
    }
    false
}

/// How many bytes there are up to the next marker that is none of a scan's own.
fn points(scan: &[u8]) -> usize {
    let marks = |two: &[u8]| two[0] == 0xff && !matches!(two[1], 0 | 0xd0..=0xd7 | 0xff);
    scan.windows(2).position(marks).unwrap_or(scan.len())
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

#[cfg(test)]
mod tests {
    use super::is_cut_off;

    #[test]
    fn a_picture_that_ends_before_its_end_is_cut_off_and_what_stands_behind_its_end_is_none_of_it() {
        let jpeg = b"\xff\xd8\xff\xe1\x00\x06\xff\xd9..\xff\xda\x00\x04..\x12\xff\x00\x34\xff\xd0\x56\xff\xda\x00\x04..\x78\xff\xd9";
        let png = b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82";
        let webp = b"RIFF\x08\0\0\0WEBP....";
        for whole in [&jpeg[..], png, webp] {
            assert!(!is_cut_off(whole), "{whole:?}");
            assert!(!is_cut_off(&[whole, b"more"].concat()), "{whole:?}");
            for end in 12..whole.len() - 1 {
                assert!(is_cut_off(&whole[..end]), "{:?}", &whole[..end]);
            }
        }
        assert!(!is_cut_off(b"GIF89a") && !is_cut_off(b"\xff\xd8\xff\xe0\x00\x02strange"));
    }
}
