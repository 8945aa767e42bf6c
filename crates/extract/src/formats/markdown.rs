//! Markdown: notes of the user's own, and files with front matter.

use std::fmt::Write;

use model::Content;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use super::{text, title_of_name};
use crate::{
    Source,
    charset::decode,
    clean::{self, Block, Body, Links, escape, line_text},
    metadata::{language_of, read_date, same_words},
};

/// Longer Markdown than this is shown as plain text: parsing is linear, what it makes may not be.
const MARKDOWN_BYTES_MAX: usize = 5_000_000;

/// The blocks of a Markdown text; raw HTML is shown as it is written, pictures as links.
pub(crate) fn blocks(markdown: &str, links: Links) -> Vec<Block> {
    if markdown.len() > MARKDOWN_BYTES_MAX {
        return clean::sanitise(&text::html(markdown), links);
    }
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut written = String::new();
    html::push_html(&mut written, Parser::new_ext(markdown, options).flat_map(tamed));
    clean::sanitise(&written, links)
}

/// An event with raw HTML as text, tasks as signs, and pictures as links to them.
fn tamed(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => vec![Event::Text(raw)],
        Event::TaskListMarker(done) => vec![Event::Text(if done { "☑ " } else { "☐ " }.into())],
        Event::Start(Tag::Image { dest_url, .. }) => {
            let mut link = String::new();
            let _ = write!(link, "<a href=\"{}\">", escape(&dest_url));
            vec![Event::InlineHtml(link.into())]
        }
        Event::End(TagEnd::Image) => vec![Event::InlineHtml("</a>".into())],
        other => vec![other],
    }
}

/// An article of a Markdown file: title, author, date and address from its front matter, or the first heading.
pub(crate) fn content(source: &Source) -> Content {
    let decoded = decode(source.bytes, source.charset);
    let (front, body) = front_matter(&decoded);
    let get = |keys: &[&str]| {
        keys.iter().find_map(|key| front.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()))
    };
    let mut blocks = blocks(body, Links::Web);
    let heading = blocks.first().filter(|block| block.tag == "h1").map(heading_text);
    let title = get(&["title"]).or_else(|| heading.clone()).or_else(|| source.title.map(str::to_owned));
    if heading.zip(title.as_deref()).is_some_and(|(heading, title)| same_words(&heading, title)) {
        blocks.remove(0);
    }
    let text = clean::text(&blocks);
    Content {
        title: title.or_else(|| source.name.and_then(title_of_name)),
        byline: get(&["author", "authors", "byline"]),
        site: get(&["site", "publication"]),
        url: get(&["url", "source", "link"]).filter(|url| url.starts_with("http")),
        published: get(&["published", "date", "created"]).and_then(|date| read_date(&date)),
        lang: language_of(&text, get(&["lang", "language"]).as_deref()),
        html: clean::write(&blocks),
        text,
        ..Content::default()
    }
}

fn heading_text(block: &Block) -> String {
    match &block.body {
        Body::Line(pieces) => line_text(pieces),
        _ => String::new(),
    }
}

/// The simple pairs between the first two lines of three hyphens, and what follows them.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let start = text.trim_start_matches('\u{feff}');
    let Some(inside) = start.strip_prefix("---\n").or_else(|| start.strip_prefix("---\r\n")) else {
        return (Vec::new(), text);
    };
    let Some(end) = inside.find("\n---") else { return (Vec::new(), text) };
    let pairs = inside[..end].lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'', '[', ']']).trim();
        (!value.is_empty()).then(|| (key.trim().to_lowercase(), value.to_owned()))
    });
    let body = inside[end + 4..].find('\n').map_or("", |line_end| &inside[end + 4 + line_end..]);
    (pairs.collect(), body)
}
