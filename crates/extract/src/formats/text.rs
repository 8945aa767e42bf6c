//! Plain text: paragraphs at blank lines, or at each line when there are none.

use model::Content;

use super::title_of_name;
use crate::{
    Source,
    charset::decode,
    clean::{self, Links, escape},
    guard::HTML_BYTES_MAX,
    metadata::language_of,
};

/// The longest first line that is taken for a title.
const TITLE_CHARS_MAX: usize = 80;

/// An article of plain text; a short first line is its title when nothing else is.
pub(crate) fn content(source: &Source) -> Content {
    let decoded = decode(source.bytes, source.charset);
    let blocks = clean::sanitise(&html(&decoded.text), Links::Web);
    let text = clean::text(&blocks);
    let first = text.lines().next().filter(|line| line.chars().count() <= TITLE_CHARS_MAX).map(str::to_owned);
    Content {
        title: source.title.map(str::to_owned).or(first).or_else(|| source.name.and_then(title_of_name)),
        lang: language_of(&text, None),
        html: clean::write(&blocks),
        text,
        removed: decoded.log().into_iter().collect(),
        ..Content::default()
    }
}

/// Paragraphs of a plain text as HTML.
pub(crate) fn html(text: &str) -> String {
    let text = &text[..text.floor_char_boundary(HTML_BYTES_MAX / 4)];
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
    paragraphs.iter().map(|part| format!("<p>{}</p>", escape(part).replace('\n', "<br>"))).collect()
}
