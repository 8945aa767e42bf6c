//! Formats that are read in a worker process: documents, books, letters and pages saved as one file.
//!
//! **Invariant:** no archive is looked into before [`archive::check`] has counted what it unpacks to.
//! **Invariant:** what is found is clean HTML like that of any page; an archive within an archive is never opened.

mod archive;
mod book;
mod letter;
mod office;
mod pdf;
mod picture;
mod radicals;
mod sheet;
mod write;

pub(crate) use letter::IN_MAILBOX;

use model::{Content, Foreign, Part};
use serde::{Deserialize, Serialize};

use super::title_of_name;
use crate::{
    clean::{self, Block, Body, line_text},
    metadata::{language_of, same_words},
};

/// A file in a foreign format, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// What they are, as told by [`media_type`](crate::media_type); `None` for a raster picture.
    pub format: Option<Foreign>,
    /// The file name; stands in when there is no title at all.
    pub name: Option<String>,
    /// The address they came from.
    pub url: Option<String>,
}

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpacked {
    /// The article; empty when nothing could be read.
    pub content: Content,
    /// The files that came along with it; its pictures named `part:N` are the N-th of them.
    pub parts: Vec<Part>,
    /// What was attached to a letter, in order.
    pub attachments: Vec<Attachment>,
    /// Why there is less than the file holds.
    pub trouble: Option<Trouble>,
}

/// A file attached to a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name, without folders.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Why less was found than a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// It opens with a password only.
    Encrypted,
    /// It ends too early, or is not built as its format demands.
    Damaged,
    /// It unpacks to more than is believable.
    Bomb,
    /// It is longer than what is read; the beginning was.
    Cut,
    /// Its pages are pictures without text.
    Scanned,
    /// Some of its pages could not be read.
    Partly,
    /// It ends before its end; what is there was read.
    CutOff,
}

/// Reads a file in a foreign format; to be called in a worker process alone.
pub fn unpack(packed: &Packed) -> Unpacked {
    let name = packed.name.as_deref();
    let found = match packed.format {
        Some(Foreign::Pdf) => pdf::read(&packed.bytes),
        Some(Foreign::Docx | Foreign::Pptx) => archive::check(&packed.bytes).and_then(|()| office::read(&packed.bytes)),
        Some(Foreign::Xlsx) => archive::check(&packed.bytes).and_then(|()| sheet::read(&packed.bytes, name)),
        Some(Foreign::OldOffice) => office::read(&packed.bytes).or_else(|trouble| match trouble {
            Trouble::Encrypted => Err(trouble),
            _ => sheet::read(&packed.bytes, name),
        }),
        Some(Foreign::Epub) => archive::check(&packed.bytes).and_then(|()| book::read(&packed.bytes)),
        Some(Foreign::WebArchive) => letter::page(packed),
        Some(Foreign::Letter) => letter::read(packed),
        None => picture::read(&packed.bytes),
    };
    let mut unpacked = found.unwrap_or_else(|trouble| Unpacked { trouble: Some(trouble), ..Unpacked::default() });
    let title = unpacked.content.title.take().filter(|title| !title.trim().is_empty());
    unpacked.content.title = title.or_else(|| name.and_then(title_of_name));
    unpacked
}

/// What a document says of itself.
#[derive(Debug, Default)]
struct Said {
    title: Option<String>,
    author: Option<String>,
    published: Option<model::Published>,
    lang: Option<String>,
}

/// Titles that programs write by themselves.
const EMPTY_TITLES: [&str; 12] = [
    "untitled",
    "document",
    "presentation",
    "powerpoint presentation",
    "powerpoint 演示文稿",
    "ppt",
    "slide 1",
    "幻灯片 1",
    "无标题",
    "无标题文档",
    "文档",
    "新建 microsoft word 文档",
];

/// Authors that programs write by themselves.
const EMPTY_AUTHORS: [&str; 18] = [
    "administrator",
    "admin",
    "user",
    "users",
    "microsoft",
    "microsoft office user",
    "windows user",
    "windows 用户",
    "微软用户",
    "微软中国",
    "用户",
    "lenovo",
    "dell",
    "hp",
    "python-docx",
    "openpyxl",
    "apache poi",
    "unknown",
];

/// A title that a person wrote: not a program's own words, not a file's name.
fn told_title(title: Option<&str>) -> Option<String> {
    let words = title?.split_whitespace().collect::<Vec<_>>().join(" ");
    let words =
        words.strip_prefix("Microsoft Word - ").or(words.strip_prefix("Microsoft PowerPoint - ")).unwrap_or(&words);
    let lower = words.to_lowercase();
    let is_file = [".doc", ".docx", ".ppt", ".pptx", ".pdf", ".indd", ".xls", ".xlsx", ".tex", ".html"]
        .iter()
        .any(|ending| lower.ends_with(ending));
    let shown = words.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    (shown && !is_file && !EMPTY_TITLES.contains(&lower.as_str())).then(|| words.to_owned())
}

/// An author that a person wrote.
fn told_author(author: Option<&str>) -> Option<String> {
    let words = author?.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = words.chars().any(char::is_alphabetic);
    (shown && !EMPTY_AUTHORS.contains(&words.to_lowercase().as_str())).then_some(words)
}

/// The article of these blocks; its title is what the document says, or its first heading, which then does not stand twice.
fn content(mut blocks: Vec<Block>, said: Said) -> Content {
    let head = blocks.iter().position(|block| !matches!(block.body, Body::Nothing));
    let heading = head.and_then(|at| heading_of(&blocks[at]));
    let title = said.title.clone().or_else(|| heading.clone());
    let again = heading.zip(title.as_deref()).is_some_and(|(heading, title)| same_words(&heading, title));
    if let (true, Some(at)) = (again, head) {
        remove_keeping_page(&mut blocks, at);
    }
    as_it_stands(&blocks, Said { title, ..said })
}

/// The article of these blocks, nothing taken for its title.
fn as_it_stands(blocks: &[Block], said: Said) -> Content {
    let text = clean::text(blocks);
    Content {
        title: said.title,
        byline: said.author,
        published: said.published,
        lang: language_of(&text, said.lang.as_deref()),
        html: clean::write(blocks),
        text,
        ..Content::default()
    }
}

fn heading_of(block: &Block) -> Option<String> {
    match (&block.body, block.tag) {
        (Body::Line(pieces), "h1" | "h2") => Some(line_text(pieces)).filter(|line| !line.trim().is_empty()),
        _ => None,
    }
}

/// Removes a block; that its page begins there is then said by the next one.
fn remove_keeping_page(blocks: &mut Vec<Block>, at: usize) {
    let gone = blocks.remove(at);
    let page = gone.numbers.iter().find(|(name, _)| *name == clean::PAGE);
    if let (Some(page), Some(next)) = (page, blocks.get_mut(at))
        && !next.numbers.iter().any(|(name, _)| *name == clean::PAGE)
    {
        next.numbers.push(*page);
    }
}

/// Whether a character is a Han ideograph.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Says on the first of these blocks that a page begins there.
fn begin_page(blocks: &mut [Block], page: u32) {
    if let Some(first) = blocks.first_mut() {
        first.numbers.push((clean::PAGE, page));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_by_themselves_is_no_title_and_no_author() {
        for title in ["Untitled", "Microsoft Word - 周报.docx", "report_final.pdf", " ", "幻灯片 1", "-"] {
            assert_eq!(told_title(Some(title)), None, "{title}");
        }
        assert_eq!(told_title(Some("Microsoft Word - 扩产 周记")).as_deref(), Some("扩产 周记"));
        assert_eq!(told_author(Some("微软用户")), None);
        assert_eq!(told_author(Some("顾小舟 ")).as_deref(), Some("顾小舟"));
    }

    #[test]
    fn the_page_of_a_heading_that_goes_is_said_by_what_follows() {
        let mut blocks = clean::sanitise("<h1>扩产周记</h1><p>良率</p>", clean::Links::Web);
        begin_page(&mut blocks, 3);
        let content = content(blocks, Said::default());
        assert_eq!(content.title.as_deref(), Some("扩产周记"));
        assert_eq!(content.html, "<p data-page=\"3\">良率</p>");
    }
}
