//! Markdown: notes of the user's own, and files with front matter.

use std::fmt::Write;

use model::{Content, MediaType, Part};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};

use super::{html, text, title_of_name};
use crate::{
    Source,
    charset::decode,
    clean::{self, Block, Body, Links, escape, line_text},
    metadata::{language_of, read_date, same_words},
};

/// Stands for a picture that says nothing of itself.
const PICTURE_SIGN: &str = "▣";
/// Longer Markdown than this is shown as plain text: parsing is linear, what it makes may not be.
const MARKDOWN_BYTES_MAX: usize = 5_000_000;

/// The blocks of a Markdown text; raw HTML is shown as it is written, pictures as links.
pub(crate) fn blocks(markdown: &str, links: Links) -> Vec<Block> {
    if markdown.len() > MARKDOWN_BYTES_MAX {
        return clean::sanitise(&text::html(markdown), links);
    }
    let mut written = String::new();
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, options()).collect();
    let wordless = |at: usize| matches!(events.get(at + 1), Some(Event::End(TagEnd::Image)));
    let tame = events.iter().enumerate().flat_map(|(at, event)| tamed(event.clone(), wordless(at)));
    push_html(&mut written, tame);
    clean::sanitise(&written, links)
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

/// The words of a Markdown text without its signs, a line for each line; numbers of lists stay, and addresses of links
/// follow at the end, so that nothing that was written is lost.
pub(crate) fn plain(markdown: &str) -> String {
    if markdown.len() > MARKDOWN_BYTES_MAX {
        return markdown.to_owned();
    }
    let mut plain = Plain::default();
    Parser::new_ext(markdown, options()).for_each(|event| plain.take(event));
    plain.finish()
}

/// Collects what [`plain`] answers.
#[derive(Default)]
struct Plain {
    text: String,
    addresses: Vec<String>,
    /// The next number of each open list, innermost last.
    lists: Vec<Option<u64>>,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(&text);
            }
            Event::FootnoteReference(name) => self.write(format_args!("[{name}]")),
            Event::TaskListMarker(done) => self.text.push_str(task(done)),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.end_line(),
            Event::Start(tag) => self.begin(tag),
            Event::End(TagEnd::TableCell) => self.text.push(' '),
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::End(end) if is_block(end) => self.end_line(),
            _ => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.end_line();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_line();
                if let Some(Some(number)) = self.lists.last_mut() {
                    let now = *number;
                    *number = now.saturating_add(1);
                    self.write(format_args!("{now}. "));
                }
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } if !dest_url.starts_with("tearsheet:") => {
                self.addresses.push(dest_url.into_string());
            }
            Tag::FootnoteDefinition(name) => self.write(format_args!("[{name}] ")),
            _ => {}
        }
    }

    fn write(&mut self, written: std::fmt::Arguments<'_>) {
        // Writing into a string does not fail.
        let _ = self.text.write_fmt(written);
    }

    fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> String {
        for address in std::mem::take(&mut self.addresses) {
            if !self.text.contains(&address) {
                self.end_line();
                self.text.push_str(&address);
            }
        }
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

fn is_block(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
    )
}

/// An event with raw HTML as text, tasks as signs, and pictures as links to them; `wordless` when nothing stands in a picture's place.
fn tamed(event: Event<'_>, wordless: bool) -> Vec<Event<'_>> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => vec![Event::Text(raw)],
        Event::TaskListMarker(done) => vec![Event::Text(task(done).into())],
        Event::Start(Tag::Image { dest_url, .. }) => {
            let mut link = String::new();
            // What is shown itself, an item or a picture of the library, is told from a link by its end.
            let shown = if dest_url.starts_with("tearsheet:") { "#shown" } else { "" };
            let _ = write!(link, "<a href=\"{}{shown}\">", escape(&dest_url));
            // A link without words would vanish.
            let words = wordless.then(|| Event::Text(PICTURE_SIGN.into()));
            std::iter::once(Event::InlineHtml(link.into())).chain(words).collect()
        }
        Event::End(TagEnd::Image) => vec![Event::InlineHtml("</a>".into())],
        other => vec![other],
    }
}

/// An article of a Markdown file, read like a selection of a page, with its pictures and the HTML in it: title, author, date, address and
/// tags from its front matter, or the first heading.
pub(crate) fn content(source: &Source, parts: &[Part]) -> Content {
    let decoded = decode(source.bytes, source.charset);
    let (front, body) = front_matter(&decoded.text);
    let get = |keys: &[&str]| {
        keys.iter().find_map(|key| front.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()))
    };
    let url = get(&["url", "source", "link"]).filter(|url| url.starts_with("http"));
    let page = as_page(body, get(&["tags", "tag", "keywords"]).as_deref());
    let read = html::content(
        &Source {
            bytes: page.as_bytes(),
            media_type: &MediaType::Html,
            charset: Some("utf-8"),
            url: url.as_deref().or(source.url),
            title: None,
            name: None,
            whole_page: false,
            ..*source
        },
        parts,
    );
    let mut blocks = crate::blocks_of(&read.html);
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
        url,
        published: get(&["published", "date", "created"]).and_then(|date| read_date(&date)),
        lang: language_of(&text, get(&["lang", "language"]).as_deref()),
        html: clean::write(&blocks),
        text,
        pictures: read.pictures,
        removed: decoded.log().into_iter().chain(read.removed).collect(),
        ..Content::default()
    }
}

/// The HTML of a Markdown text, its tags behind it as one writes them in notes: `#HBM #ASIC`.
fn as_page(markdown: &str, tags: Option<&str>) -> String {
    let mut page = String::new();
    if markdown.len() > MARKDOWN_BYTES_MAX {
        page.push_str(&text::html(markdown));
    } else {
        let signed = Parser::new_ext(markdown, options()).map(|event| match event {
            Event::TaskListMarker(done) => Event::Text(task(done).into()),
            other => other,
        });
        push_html(&mut page, signed);
    }
    let tags = tags.into_iter().flat_map(|tags| tags.split(','));
    let tags: Vec<String> = tags
        .map(|tag| tag.trim().trim_start_matches('#'))
        .filter(|tag| !tag.is_empty())
        .map(|tag| format!("#{}", escape(tag)))
        .collect();
    if !tags.is_empty() {
        let _ = write!(page, "<p>{}</p>", tags.join(" "));
    }
    page
}

/// The sign of a task.
fn task(done: bool) -> &'static str {
    if done { "☑ " } else { "☐ " }
}

fn heading_text(block: &Block) -> String {
    match &block.body {
        Body::Line(pieces) => line_text(pieces),
        _ => String::new(),
    }
}

/// The simple pairs between the first two lines of three hyphens, and what follows them; a list is its items between commas.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let start = text.trim_start_matches('\u{feff}');
    let Some(inside) = start.strip_prefix("---\n").or_else(|| start.strip_prefix("---\r\n")) else {
        return (Vec::new(), text);
    };
    let Some(end) = inside.find("\n---") else { return (Vec::new(), text) };
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in inside[..end].lines() {
        match (line.trim_start().strip_prefix("- "), pairs.last_mut(), line.split_once(':')) {
            (Some(item), Some((_, list)), _) => {
                list.push_str(if list.is_empty() { "" } else { ", " });
                list.push_str(&unquoted(item));
            }
            (None, _, Some((key, value))) => {
                let items: Vec<String> = unquoted(value).split(", ").map(unquoted).collect();
                pairs.push((key.trim().to_lowercase(), items.join(", ")));
            }
            _ => {}
        }
    }
    pairs.retain(|(_, value)| !value.is_empty());
    let body = inside[end + 4..].find('\n').map_or("", |line_end| &inside[end + 4 + line_end..]);
    (pairs, body)
}

/// A value without its quotation marks and the brackets of a list or a link.
fn unquoted(value: &str) -> String {
    value.trim().trim_matches(['"', '\'', '[', ']']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(plain(markdown), expected);
    }

    #[test]
    fn signs_go_and_words_stay() {
        check("测试机台要等**四十周**，`HBM良率` 因此~~不~~更要紧。", "测试机台要等四十周，HBM良率 因此不更要紧。");
        check("# 周记\n\n> 交期 *又* 拉长\n\n- 一\n- [x] 二", "周记\n交期 又 拉长\n一\n☑ 二");
        check("a\\*b 2 * 3 * 4 snake_case_name", "a*b 2 * 3 * 4 snake_case_name");
        check("```\n2330.TW\n```", "2330.TW");
    }

    #[test]
    fn nothing_that_was_written_is_lost() {
        check("2026. 三月起\n2027. 再看", "2026. 三月起\n2027. 再看");
        check(
            "见 [这里](https://paichan.example/a) 和 [周岚](tearsheet:x)",
            "见 这里 和 周岚\nhttps://paichan.example/a",
        );
        check("<https://paichan.example>", "https://paichan.example");
        check("|型号|交期|\n|-|-|\n|H100|36 周|", "型号 交期\nH100 36 周");
        check("x <b>y</b>", "x <b>y</b>");
        check("据说[^1]\n\n[^1]: 周岚", "据说[1]\n[1] 周岚");
    }
}
