//! PDF: the text in reading order, each page's beginning marked, running heads and feet left out.

use std::collections::{HashMap, HashSet};

use jiff::{Timestamp, civil::Date, tz::Offset};
use model::{Content, Published, Removed};
use unpdf::{
    Block as Piece, Document, Error, InlineContent, Page, ParseOptions, PdfParser, Table,
    model::{ListStyle, Paragraph},
};

use super::{
    Said, Trouble, Unpacked, content, is_han, radicals, told_author, told_title,
    write::{self, Cell, Look, Writer},
};
use crate::{
    clean::{self, Block, Body, Links, line_text},
    metadata::{find_date, is_source_line},
};

/// Pages that are read; longer books are cut there.
const PAGES_MAX: usize = 2_000;

/// Programs that print pages of the web into a file, as they name themselves as its producer.
const PAGE_PRINTERS: [&str; 5] = ["skia/pdf", "chromium", "wkhtmltopdf", "weasyprint", "headlesschrome"];

/// Browsers, as they name themselves as a file's creator.
const BROWSERS: [&str; 7] = ["mozilla", "firefox", "chromium", "chrome", "safari", "wkhtmltopdf", "edge"];

/// Lines at the head of a printed page in which its source line is looked for.
const SOURCE_LINES: usize = 20;

/// Lines at the head and at the foot of a page that may run through a document.
const MARGIN_LINES: usize = 2;

/// Pages on which a line must stand again to be a running head.
const RUNNING_MIN: usize = 3;

/// The longest line that is taken for a running head.
const RUNNING_CHARS_MAX: usize = 80;

/// A paragraph at the foot of a page that is shorter than this is not taken for one that goes on.
const GOING_ON_CHARS_MIN: usize = 12;

/// Characters of a line, at least, in which doubled glyphs are looked for.
const DOUBLED_CHARS_MIN: usize = 8;

/// The text of a document, page by page.
pub(super) fn read(bytes: &[u8]) -> Result<Unpacked, Trouble> {
    // One thread: each would take 64 MB of the worker's address space for its heap.
    let options = ParseOptions::new().lenient().sequential();
    let parser = PdfParser::from_bytes_with_options(bytes, options).map_err(|error| trouble(&error))?;
    let document = parser.parse().map_err(|error| trouble(&error))?;
    let mut pages: Vec<(u32, Vec<Block>)> =
        document.pages.iter().take(PAGES_MAX).map(|page| (page.number, page_blocks(page))).collect();
    let mut removed = cut_printed(&mut pages, document.metadata.title.as_deref());
    removed.extend(cut_running(&mut pages));
    let blocks = joined(pages);
    let trouble = shortfall(&document, blocks.is_empty());
    let said = said(&document, &blocks);
    let content = Content { removed, ..content(blocks, said) };
    Ok(Unpacked { content: in_its_zone(content), trouble, ..Unpacked::default() })
}

fn trouble(error: &Error) -> Trouble {
    match error {
        Error::Encrypted | Error::InvalidPassword => Trouble::Encrypted,
        _ => Trouble::Damaged,
    }
}

/// Why a document gave less than it holds.
fn shortfall(document: &Document, empty: bool) -> Option<Trouble> {
    let lost = document.metadata.page_count as usize > document.pages.len();
    let dark = |page: &Page| page.undecodable_content_streams > 0;
    match (empty, document.pages.len() > PAGES_MAX) {
        (true, _) if document.pages.iter().any(|page| page.image_op_count > 0) => Some(Trouble::Scanned),
        (true, _) => Some(Trouble::Damaged),
        (_, true) => Some(Trouble::Cut),
        _ => (lost || document.pages.iter().any(dark)).then_some(Trouble::Partly),
    }
}

fn said(document: &Document, blocks: &[Block]) -> Said {
    let about = &document.metadata;
    let written = about.created.or(about.modified).and_then(|at| Timestamp::from_second(at.timestamp()).ok());
    let written = written.map(|at| Published::Zoned(Offset::UTC.to_datetime(at), Offset::UTC));
    let (producer, creator) = (about.producer.as_deref(), about.creator.as_deref());
    let is_print = is_print_of_a_page(producer.unwrap_or_default(), creator.unwrap_or_default());
    Said {
        title: told_title(about.title.as_deref()).map(|title| radicals::read_as_characters(&title)),
        author: told_author(about.author.as_deref()),
        published: if is_print { printed_date(blocks, written) } else { written },
        lang: None,
    }
}

/// Whether a browser made the file: then its time is that of the printing, not of the writing.
fn is_print_of_a_page(producer: &str, creator: &str) -> bool {
    let (producer, creator) = (producer.to_lowercase(), creator.to_lowercase());
    let of_browser = BROWSERS.iter().any(|name| creator.contains(name));
    // Programs of a Mac write with the same library as its browser, and name themselves.
    let of_system = producer.contains("quartz pdfcontext") && creator.is_empty();
    let of_printer = PAGE_PRINTERS.iter().any(|name| producer.contains(name)) && !producer.contains("google docs");
    of_browser || of_system || of_printer
}

/// The date in the source line of a printed page. The browser prints the day of printing at the head.
fn printed_date(blocks: &[Block], printed: Option<Published>) -> Option<Published> {
    let lines = blocks.iter().take(SOURCE_LINES).filter_map(|block| match &block.body {
        Body::Line(line) => Some(line_text(line)),
        _ => None,
    });
    let dates = lines.enumerate().filter(|(_, line)| is_source_line(line)).filter_map(|(at, line)| {
        let date = find_date(&line)?;
        let of_head = at == 0 && printed.is_some_and(|printed| printed.day() == date.day());
        (!of_head).then_some(date)
    });
    dates.into_iter().next()
}

/// The day of writing on the clock of the language's readers: the file's own clock is not told.
fn in_its_zone(content: Content) -> Content {
    let chinese = content.lang.as_deref() == Some("zh");
    let day = |published: Published| if chinese { crate::metadata::in_beijing(published) } else { published }.day();
    let believable = |day: &Date| (1993..2100).contains(&day.year());
    let published = content.published.map(day).filter(believable).map(Published::Day);
    Content { published, ..content }
}

fn page_blocks(page: &Page) -> Vec<Block> {
    let mut writer = Writer::default();
    for piece in &page.elements {
        match piece {
            Piece::Paragraph(paragraph) => write_paragraph(&mut writer, paragraph),
            Piece::Table(table) => writer.table(table.caption.as_deref(), &rows(table)),
            Piece::Code { content } => writer.block("pre", &clean::escape(content)),
            _ => {}
        }
    }
    clean::sanitise(&writer.finish(), Links::Web)
}

fn write_paragraph(writer: &mut Writer, paragraph: &Paragraph) {
    let inner = inline(paragraph);
    if inner.trim().is_empty() {
        return;
    }
    match (paragraph.style.heading_level, &paragraph.style.list_info) {
        // The headline of the article stands above them all.
        (Some(level @ 1..=6), _) => writer.block(&format!("h{}", level.max(2)), &inner),
        (_, Some(list)) => {
            let ordered = matches!(list.style, ListStyle::Ordered { .. });
            writer.item(usize::from(list.level), ordered.then(|| list.item_number.unwrap_or(1)), &inner);
        }
        _ => writer.block("p", &inner),
    }
}

fn inline(paragraph: &Paragraph) -> String {
    let heads = paragraph.style.heading_level.is_some();
    let doubled = is_doubled(&paragraph.plain_text());
    let words = |text: &str| radicals::read_as_characters(&if doubled { halved(text) } else { text.to_owned() });
    let piece = |piece: &InlineContent| match piece {
        InlineContent::Text(run) => {
            let style = &run.style;
            let look = Look {
                bold: style.bold && !heads,
                italic: style.italic,
                struck: style.strikethrough,
                raised: style.superscript,
                lowered: style.subscript,
                link: None,
            };
            write::run(&words(&run.text), look)
        }
        InlineContent::LineBreak => "<br>".to_owned(),
        InlineContent::Link { text, url, .. } => write::run(&words(text), Look { link: Some(url), ..Look::default() }),
        InlineContent::Image { .. } => String::new(),
    };
    paragraph.content.iter().map(piece).collect()
}

fn rows(table: &Table) -> Vec<Vec<Cell>> {
    let html = |content: &[Paragraph]| content.iter().map(inline).collect::<Vec<_>>().join("<br>");
    let row = |(row, number): (&unpdf::TableRow, usize)| {
        let heads = row.is_header || number < usize::from(table.header_rows);
        let cells = row.cells.iter().map(|cell| Cell {
            html: html(&cell.content),
            spans: (cell.colspan.max(1).into(), cell.rowspan.max(1).into()),
            heads,
        });
        cells.collect()
    };
    table.rows.iter().zip(0..).map(row).collect()
}

/// Whether a line was set twice, glyph upon glyph, to look bold: each character then comes twice.
fn is_doubled(text: &str) -> bool {
    let shown: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let pairs = shown.chunks(2).filter(|pair| pair.len() == 2 && pair[0] == pair[1]).count();
    shown.len() >= DOUBLED_CHARS_MIN && shown.len().is_multiple_of(2) && pairs * 2 == shown.len()
}

/// Every second of the characters that come twice.
fn halved(text: &str) -> String {
    let mut odd = false;
    text.chars()
        .filter(|c| {
            odd = !odd || c.is_whitespace();
            odd
        })
        .collect()
}

/// Cuts lines that stand at the head or foot of many pages, numbers left aside, and says which.
fn cut_running(pages: &mut [(u32, Vec<Block>)]) -> Vec<Removed> {
    let mut seen: HashMap<String, HashSet<u32>> = HashMap::new();
    for (number, blocks) in pages.iter() {
        for at in margins(blocks.len(), MARGIN_LINES) {
            if let Some(key) = running_key(&blocks[at]) {
                seen.entry(key).or_default().insert(*number);
            }
        }
    }
    let enough = RUNNING_MIN.max(pages.len() / 3);
    seen.retain(|_, on| on.len() >= enough);
    let mut removed: HashMap<String, Removed> = HashMap::new();
    let runs = |block: &Block| running_key(block).is_some_and(|key| seen.contains_key(&key));
    for block in pages.iter_mut().flat_map(|(_, blocks)| take_out(blocks, MARGIN_LINES, runs)) {
        if let (Some(key), Some(log)) = (running_key(&block), log(&block, "stands on many pages")) {
            removed.entry(key).or_insert(log);
        }
    }
    let mut removed: Vec<Removed> = removed.into_values().collect();
    removed.sort_by(|a, b| a.text.cmp(&b.text));
    removed
}

/// Cuts what a browser prints above and below a page: the time and the title, the address and the number.
fn cut_printed(pages: &mut [(u32, Vec<Block>)], title: Option<&str>) -> Vec<Removed> {
    let is_printed = |block: &Block| is_printed_by_browser(block, title);
    let printed = pages.iter_mut().flat_map(|(_, blocks)| take_out(blocks, 1, is_printed));
    printed.filter_map(|block| log(&block, "printed by the browser around each page")).collect()
}

/// Takes such lines out of the first and the last `lines` of a page, and gives them.
fn take_out(blocks: &mut Vec<Block>, lines: usize, is_such: impl Fn(&Block) -> bool) -> Vec<Block> {
    let gone: Vec<usize> = margins(blocks.len(), lines).filter(|at| is_such(&blocks[*at])).collect();
    gone.into_iter().rev().map(|at| blocks.remove(at)).collect()
}

/// A line that was cut, for the log.
fn log(block: &Block, reason: &str) -> Option<Removed> {
    let Body::Line(line) = &block.body else { return None };
    Some(Removed { step: "running-head".into(), reason: reason.to_owned(), text: line_text(line) })
}

/// Whether a line is a moment and the title, or an address and a number; digits may be lost, which are taken for those of the page.
fn is_printed_by_browser(block: &Block, title: Option<&str>) -> bool {
    let Body::Line(line) = &block.body else { return false };
    let text = line_text(line);
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
    let before_title = |title: &str| {
        let (all, title) = (letters(&text), letters(title));
        let moment = all.strip_suffix(&title).filter(|_| !title.is_empty());
        let is_first = text.starts_with(|c: char| c.is_ascii_digit() || c == '/');
        moment.is_some_and(|moment| ["", "AM", "PM", "上午", "下午"].contains(&moment)) && is_first
    };
    let is_address = || {
        let (address, number) = text.split_once(' ').unwrap_or((&text, ""));
        ["http://", "https://", "file://"].iter().any(|scheme| address.starts_with(scheme))
            && letters(number).is_empty()
    };
    title.is_some_and(before_title) || is_address()
}

/// The places of the first and the last `lines` of so many.
fn margins(length: usize, lines: usize) -> impl Iterator<Item = usize> {
    (0..length).filter(move |at| *at < lines || at + lines >= length)
}

/// A line by which it is known again on another page: short, its numbers left aside.
fn running_key(block: &Block) -> Option<String> {
    let Body::Line(line) = &block.body else { return None };
    let text = line_text(line);
    let short = text.chars().count() <= RUNNING_CHARS_MAX;
    short.then(|| text.chars().filter(|c| !c.is_whitespace() && !c.is_numeric()).collect())
}

/// All blocks in order, each page's first one marked; a sentence that goes on over the page's end is one again.
fn joined(pages: Vec<(u32, Vec<Block>)>) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    for (number, mut blocks) in pages {
        if let (Some(last), Some(first)) = (all.last_mut(), blocks.first())
            && goes_on(last, first)
        {
            let rest = blocks.remove(0);
            append(last, rest);
        }
        super::begin_page(&mut blocks, number);
        all.extend(blocks);
    }
    all
}

/// Whether a paragraph stops in mid-sentence and the next one takes it up.
fn goes_on(last: &Block, first: &Block) -> bool {
    let (Body::Line(before), Body::Line(after)) = (&last.body, &first.body) else { return false };
    let (before, after) = (line_text(before), line_text(after));
    let open = before.trim_end().chars().next_back().is_some_and(|c| c.is_alphanumeric() || "，、,；;（(".contains(c));
    let taken_up = after.chars().next().is_some_and(|c| c.is_lowercase() || is_han(c));
    let long = before.chars().count() >= GOING_ON_CHARS_MIN;
    last.tag == "p" && first.tag == "p" && open && taken_up && long
}

fn append(last: &mut Block, rest: Block) {
    let (Body::Line(before), Body::Line(mut after)) = (&mut last.body, rest.body) else { return };
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
    let (end, start) = (line_text(before).chars().next_back(), line_text(&after).chars().next());
    if latin(end) && latin(start) {
        before.push(clean::space());
    }
    before.append(&mut after);
    *before = clean::merged(std::mem::take(before));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(pages: &[&str]) -> Vec<(u32, Vec<Block>)> {
        (1..).zip(pages).map(|(number, html)| (number, clean::sanitise(html, Links::Web))).collect()
    }

    #[test]
    fn the_day_on_which_a_page_was_printed_is_not_that_of_its_writing() {
        for (producer, creator) in [
            ("Skia/PDF m139", "Mozilla/5.0 (X11; Linux x86_64) Chrome/139.0.0.0"),
            ("Skia/PDF m120", "Chromium"),
            ("macOS Version 14.5 (Build 23F79) Quartz PDFContext", ""),
            ("macOS Version 14.5 (Build 23F79) Quartz PDFContext", "Safari"),
            ("Qt 5.15.8", "wkhtmltopdf 0.12.6"),
            ("cairo 1.17.4", "Mozilla Firefox 128.3"),
        ] {
            assert!(is_print_of_a_page(producer, creator), "{producer}, {creator}");
        }
        for (producer, creator) in [
            ("Skia/PDF m120 Google Docs Renderer", ""),
            ("macOS Version 14.5 Quartz PDFContext", "Pages"),
            ("Microsoft Word 2019", "Microsoft Word 2019"),
            ("Adobe PDF Library 17.0", "Adobe InDesign 18.0"),
        ] {
            assert!(!is_print_of_a_page(producer, creator), "{producer}, {creator}");
        }
        let printed = crate::metadata::read_date("2026-04-01");
        let dated = |html: &str| printed_date(&clean::sanitise(html, Links::Web), printed);
        let head = "<p>2026/4/1 09:41</p><h2>良率过六成</h2>";
        let source = "<p>来源：样张观察 作者：顾小舟 2026-03-12 09:41</p><p>正文。</p>";
        assert_eq!(dated(&format!("{head}{source}")).map(|date| date.day().to_string()).as_deref(), Some("2026-03-12"));
        assert_eq!(dated(&format!("{head}<p>2025年3月2日，公司发布了新一代产品，客户很满意。</p>")), None);
    }

    #[test]
    fn running_heads_and_page_numbers_are_cut_and_named() {
        let mut pages = pages(&[
            "<p>样张证券 研究报告</p><p>良率到七成。</p><p>第 1 页</p>",
            "<p>样张证券 研究报告</p><p>交期拉长。</p><p>第 2 页</p>",
            "<p>样张证券 研究报告</p><p>订单饱满。</p><p>第 3 页</p>",
        ]);
        let removed = cut_running(&mut pages);
        assert_eq!(removed.len(), 2);
        assert_eq!(clean::text(&joined(pages)), "良率到七成。\n交期拉长。\n订单饱满。");
    }

    #[test]
    fn what_a_browser_prints_around_a_page_is_cut_and_named() {
        let mut pages = pages(&[
            "<p>/ / , : PM 样张：HBM 良率首次超过 %_示例财经</p><p>良率到七成。</p><p>file:///tmp/page.html 1/2</p>",
            "<p>11/26/26, 6:28 PM 样张：HBM4良率首次超过70%_示例财经</p><p>样张：HBM4良率首次超过70%_示例财经</p>",
            "<p>https://www.news.example/a</p><p>Lead times grow.</p><p>详见 https://www.news.example/a</p>",
        ]);
        let removed = cut_printed(&mut pages, Some("样张：HBM4良率首次超过70%_示例财经"));
        assert_eq!(removed.len(), 4);
        let left = clean::text(&joined(pages));
        assert_eq!(
            left,
            "良率到七成。\n样张：HBM4良率首次超过70%_示例财经\nLead times grow.\n详见 https://www.news.example/a"
        );
    }

    #[test]
    fn a_sentence_goes_on_over_the_end_of_a_page() {
        let html = |first: &str, second: &str| clean::write(&joined(pages(&[first, second])));
        let one = html("<p>一位主管说今年的 HBM 良率大约</p>", "<p>六成二，到年底能到七成。</p><p>交期。</p>");
        assert_eq!(
            one,
            "<p data-page=\"1\">一位主管说今年的 HBM 良率大约六成二，到年底能到七成。</p><p data-page=\"2\">交期。</p>"
        );
        let two = html("<p>Suppliers said that the yield of the</p>", "<p>new stack rose.</p>");
        assert_eq!(two, "<p data-page=\"1\">Suppliers said that the yield of the new stack rose.</p>");
        let apart = html("<p>今年的良率大约是六成二左右。</p>", "<p>到年底</p>");
        assert!(apart.contains("左右。</p><p data-page=\"2\">"), "{apart}");
    }

    #[test]
    fn glyphs_set_twice_are_read_once() {
        assert!(is_doubled("良良率率过过六六成成 HHBBMM"));
        assert_eq!(halved("良良率率 HHBBMM"), "良率 HBM");
        assert!(!is_doubled("看看谢谢"));
        assert!(!is_doubled("扩产周记：良率过六成"));
    }
}
