//! Why bytes that came in place of a picture cannot be kept, in words.

use crate::clipping::remarks::WORD;

const NOTHING: &str = "The address gives nothing.";
const A_PAGE: &str = "The site gave a page in the picture's place. Try again later.";
const NO_PICTURE: &str = "What the address gives is not a picture that can be shown.";

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

/// The sentence for bytes whose type was told as `media_type`.
pub(super) fn why_not(bytes: &[u8], media_type: &str) -> String {
    if bytes.is_empty() {
        return NOTHING.to_owned();
    }
    match kind(bytes, media_type) {
        Some(kind) => of_kind(kind),
        None if media_type == "text/html" => A_PAGE.to_owned(),
        None => NO_PICTURE.to_owned(),
    }
}

fn of_kind(kind: &str) -> String {
    format!("This picture is {kind}, a kind that is not shown. Open the page in a browser to see it.")
}

/// What may be said of a picture, each sentence with its code.
pub(super) fn remarks() -> Vec<(&'static str, String)> {
    let fixed = [("picture-nothing", NOTHING), ("picture-page", A_PAGE), ("picture-none", NO_PICTURE)];
    let fixed = fixed.map(|(code, sentence)| (code, sentence.to_owned()));
    fixed.into_iter().chain([("picture-kind", of_kind(WORD))]).collect()
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
        assert!(why_not(b"\0\0\0\x20ftypavif\0\0", "image/jpeg").contains("AVIF"));
        assert!(why_not(b"<svg xmlns='x'/>", "image/svg+xml").contains("SVG"));
        assert!(why_not(b"<!doctype html>", "text/html").contains("a page"));
        assert!(why_not(b"", "text/plain").contains("nothing"));
        assert!(why_not(b"abc", "application/octet-stream").contains("not a picture"));
    }
}
