//! Why bytes that came in place of a picture cannot be kept.

use crate::Remark;

/// Beginnings of picture formats that no part of the program decodes safely.
const KINDS: [(&[u8], &str); 6] = [
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\0\0\x01\0", "ICO"),
    (b"%PDF-", "PDF"),
];

/// Brands of the ISO container that hold pictures.
const BRANDS: [(&[u8], &str); 6] =
    [(b"avif", "AVIF"), (b"avis", "AVIF"), (b"heic", "HEIC"), (b"heix", "HEIC"), (b"hevc", "HEIC"), (b"mif1", "HEIC")];

/// What is said of bytes whose type was told as `media_type`.
pub(super) fn why_not(bytes: &[u8], media_type: &str) -> Remark {
    if bytes.is_empty() {
        return Remark::of("picture-nothing");
    }
    match kind(bytes, media_type) {
        Some(kind) => Remark::of("picture-kind").with(&kind),
        None if media_type == "text/html" => Remark::of("picture-page"),
        None => Remark::of("picture-none"),
    }
}

fn kind(bytes: &[u8], media_type: &str) -> Option<&'static str> {
    let brand = bytes.get(4..12).and_then(|part| part.strip_prefix(b"ftyp"));
    let branded = brand.and_then(|brand| BRANDS.iter().find(|(known, _)| brand == *known));
    let begun = || KINDS.iter().find(|(start, _)| bytes.starts_with(start));
    let known = branded.or_else(begun).map(|(_, kind)| *kind);
    known.or_else(|| (media_type == "image/svg+xml").then_some("SVG"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_cannot_be_shown_says_its_kind() {
        let said = |bytes: &[u8], media_type: &str| why_not(bytes, media_type).to_string();
        assert!(said(b"\0\0\0\x20ftypavif\0\0", "image/jpeg").contains("AVIF"));
        assert!(said(b"<svg xmlns='x'/>", "image/svg+xml").contains("SVG"));
        assert!(said(b"<!doctype html>", "text/html").contains("a page"));
        assert!(said(b"", "text/plain").contains("nothing"));
        assert!(said(b"abc", "application/octet-stream").contains("not a picture"));
    }
}
