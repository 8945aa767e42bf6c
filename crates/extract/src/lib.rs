//! A capture becomes an article's content: clean HTML, text, metadata, the pictures to keep, and a log of what was removed and why.
//!
//! **Invariant:** no input or output; the same bytes give the same content.
//! **Invariant:** never fails; what cannot be read is not found.

mod source;

use model::{Content, MediaType};

pub use source::{PictureView, Source};

/// Tells the type of `bytes` by content; the file name and the declared type decide only between kinds of text.
pub fn media_type(bytes: &[u8], name: Option<&str>, declared: Option<&str>) -> MediaType {
    let _ = (bytes, name, declared);
    MediaType::Html
}

/// Reads the content of a capture; what is not found stays empty.
pub fn extract(source: &Source) -> Content {
    let _ = source;
    Content::default()
}

/// The plain text of clean HTML: the text of its blocks joined by `\n`, a `<br>` being `\n`; equals [`Content::text`].
pub fn text_of(clean_html: &str) -> String {
    clean_html.to_owned()
}

/// Clean HTML for the reader frame: each block with text carries `data-at`, the character offset in [`text_of`] of its first character.
pub fn reader_html(clean_html: &str, picture: &dyn Fn(u32) -> PictureView) -> String {
    let _ = picture;
    clean_html.to_owned()
}

/// A note's Markdown (CommonMark, tables, tasks, footnotes, strikethrough; raw HTML off) as sanitised HTML.
pub fn note_html(markdown: &str) -> String {
    markdown.to_owned()
}

/// Clean HTML as Markdown (CommonMark with tables), for export.
pub fn markdown_of(clean_html: &str) -> String {
    clean_html.to_owned()
}

/// Plain text as clean HTML: a paragraph for each line or group of lines.
pub fn text_html(text: &str) -> String {
    text.to_owned()
}
