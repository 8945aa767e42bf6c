//! The doors through which what others wrote comes into `extract`, each with what must hold of any input whatever. The fuzz targets and
//! `crates/extract/tests/broken.rs` go through them.

use extract::{Packed, Sites, Source, extract, joined, media_type, text_of, unpack};
use model::{Content, Foreign, MediaType};

/// A page, as it came and as a selection.
pub(crate) fn html(bytes: &[u8]) {
    let _ = media_type(bytes, Some("page"), None);
    for whole_page in [true, false] {
        let content = read(bytes, whole_page);
        is_whole(&content);
        is_whole(&joined(content.clone(), content));
    }
}

/// A page saved in one file (MHTML).
pub(crate) fn mhtml(bytes: &[u8]) {
    foreign(bytes, Foreign::WebArchive);
}

/// A letter.
pub(crate) fn eml(bytes: &[u8]) {
    foreign(bytes, Foreign::Letter);
}

/// The line below a headline that says who wrote an article, for whom and when.
pub(crate) fn source_line(bytes: &[u8]) {
    let line = String::from_utf8_lossy(bytes).replace(['<', '&'], " ");
    let page = format!(
        "<html><title>良率提升</title><body><h1>良率提升</h1><p>{line}</p><p>第二季度的良率继续提升，三家供应商都在扩大产能。</p></body></html>"
    );
    is_whole(&read(page.as_bytes(), true));
}

fn read(bytes: &[u8], whole_page: bool) -> Content {
    extract(&Source {
        bytes,
        media_type: &MediaType::Html,
        charset: None,
        url: Some("https://news.example/a/1.html"),
        title: None,
        name: Some("page.html"),
        captured: None,
        sites: Sites::built_in(),
        whole_page,
    })
}

fn foreign(bytes: &[u8], format: Foreign) {
    let packed = Packed { bytes: bytes.to_vec(), format: Some(format), name: None, url: None };
    is_whole(&unpack(&packed).content);
}

/// The text is that of the HTML, and the HTML shows no picture that is not there.
fn is_whole(content: &Content) {
    assert_eq!(text_of(&content.html), content.text);
    let shown = content.html.matches("data-picture=\"").count();
    assert!(shown >= content.pictures.len(), "a picture is kept that nobody sees");
}
