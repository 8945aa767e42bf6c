//! A capture becomes an article's content: clean HTML, text, metadata, the pictures to keep, and a log of what was removed and why.
//!
//! **Invariant:** no input or output; the same bytes give the same content.
//! **Invariant:** never fails; what cannot be read is not found.
//! **Invariant:** no HTML reaches a parser that [`guard`] has not bounded, and none leaves but what [`clean`] writes.

mod article;
mod charset;
mod clean;
mod formats;
mod formula;
mod guard;
mod joining;
mod metadata;
mod sites;
mod source;
mod steps;

use dom_query::Document;
use model::{Content, MediaType, Part};

use clean::{Block, Links};

/// The step of the removal log that tells of what was cut before the page was read, for its size or depth.
pub const GUARD: &str = "guard";

/// The reason in the removal log for pictures that are more than one article keeps.
pub const MORE_PICTURES: &str = "more pictures than one article keeps";

/// The step of the removal log that tells of a page which asks to log in or to pay before it shows the rest.
pub const WALL: &str = "wall";

pub use charset::MARK;
pub use formats::foreign::{Attachment, Packed, Trouble, Unpacked, unpack};
pub use joining::joined;
pub use sites::{RuleProblem, Sites};
pub use source::{PicturePlace, PictureView, Source};

/// Tells the type of `bytes` by content; the file name and the declared type decide only between kinds of text.
pub fn media_type(bytes: &[u8], name: Option<&str>, declared: Option<&str>) -> MediaType {
    formats::media_type(bytes, name, declared)
}

/// The media type of a raster picture that can be shown in a page: of one that claims more than 100 million pixels, and would take
/// the window's memory, there is none.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    formats::image::shown_type(bytes)
}

/// Whether a text is a Chinese personal name: two or three Han characters that begin with a family name.
pub fn is_chinese_name(text: &str) -> bool {
    metadata::is_chinese_name(text)
}

/// Whether the bytes of a picture end before its end.
pub fn is_picture_cut_off(picture: &[u8]) -> bool {
    formats::image::is_cut_off(picture)
}

/// Whether the bytes of an HTML page end in its middle.
pub fn is_cut_off(page: &[u8]) -> bool {
    formats::is_cut_off(page)
}

/// Reads the content of a capture; what is not found stays empty. Foreign formats are read by [`unpack`].
pub fn extract(source: &Source) -> Content {
    extract_with(source, &[])
}

/// Reads the content of a capture with the files that came along; a picture that is the N-th of them is called `part:N`.
pub fn extract_with(source: &Source, parts: &[Part]) -> Content {
    match source.media_type {
        MediaType::Html => formats::html::content(source, parts),
        MediaType::Text => formats::text::content(source),
        MediaType::Markdown => formats::markdown::content(source, parts),
        MediaType::Image(_) => formats::image::content(source),
        MediaType::Foreign(_) | MediaType::Unknown(_) => Content {
            title: source.title.map(str::to_owned).or_else(|| source.name.and_then(formats::title_of_name)),
            ..Content::default()
        },
    }
}

/// The plain text of clean HTML: the text of its blocks joined by `\n`, a `<br>` being `\n`; equals [`Content::text`].
pub fn text_of(clean_html: &str) -> String {
    clean::text(&blocks_of(clean_html))
}

/// Clean HTML for the reader frame: each block with text carries `data-at`, the character offset in [`text_of`] of its first character.
pub fn reader_html(clean_html: &str, picture: &dyn Fn(u32) -> PictureView) -> String {
    clean::reader(&blocks_of(clean_html), picture)
}

/// The pictures of clean HTML in order of place.
pub fn pictures_of(clean_html: &str) -> Vec<PicturePlace> {
    clean::pictures(&blocks_of(clean_html))
}

/// A note's Markdown (CommonMark, tables, tasks, footnotes, strikethrough; raw HTML off) as sanitised HTML; links of the scheme `tearsheet:` stay.
pub fn note_html(markdown: &str) -> String {
    clean::write(&formats::markdown::blocks(markdown, Links::Note))
}

/// A note's Markdown as its reader sees it: the words without the signs, then the addresses of its links; for search and its snippets.
pub fn note_text(markdown: &str) -> String {
    formats::markdown::plain(markdown)
}

/// Clean HTML as Markdown (CommonMark with tables), for export; picture N stands as `![what it shows](picture-N)`.
pub fn markdown_of(clean_html: &str) -> String {
    clean::markdown(&blocks_of(clean_html))
}

/// The content of a letter with a list of what is attached to it at its end: names, each with the id of the article it became.
pub fn with_attachments(mut content: Content, attached: &[(String, Option<String>)]) -> Content {
    let item = |(name, id): &(String, Option<String>)| {
        let name = clean::escape(if name.is_empty() { "?" } else { name });
        match id {
            Some(id) => format!("<li><a href=\"tearsheet:{}\">{name}</a></li>", clean::escape(id)),
            None => format!("<li>{name}</li>"),
        }
    };
    let list: String = attached.iter().map(item).collect();
    let mut blocks = blocks_of(&content.html);
    blocks.extend(clean::sanitise(&format!("<ul>{list}</ul>"), Links::Note));
    content.html = clean::write(&blocks);
    content.text = clean::text(&blocks);
    content
}

/// Plain text as clean HTML: a paragraph at each blank line, a break at each other line end.
pub fn text_html(text: &str) -> String {
    clean::write(&clean::sanitise(&formats::text::html(text), Links::Web))
}

/// The blocks of clean HTML, bounded once more in case it did not come from here.
fn blocks_of(clean_html: &str) -> Vec<Block> {
    clean::read(&Document::fragment(guard::bounded(clean_html).html))
}
