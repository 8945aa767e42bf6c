//! Tells what bytes are: by their signature, the members of an archive, the headers of a letter, the looks of a text.

use model::{Foreign, MediaType};

use super::{foreign::IN_MAILBOX, image};

/// Bytes looked at to tell a type.
const SAMPLE_BYTES: usize = 4_096;

/// The share of control bytes from which bytes are not text.
const CONTROL_SHARE_MAX: usize = 50;

/// Where the signature of a PDF may stand: readers accept as much before it (PDF 1.7, appendix H, note 13).
const PDF_SIGNATURE_BYTES: usize = 1_024;

/// Members of an archive whose names are looked at.
const MEMBERS_MAX: usize = 10_000;

/// The first bytes of a member of a ZIP archive, and of its entry in the directory (APPNOTE 4.3.7, 4.3.12), with the
/// places of the name's length and of the name.
const MEMBER_HEADS: [(&[u8], usize, usize); 2] = [(b"PK\x03\x04", 26, 30), (b"PK\x01\x02", 28, 46)];

/// Headers of letters and saved pages; two of them at the head tell one.
const LETTER_HEADERS: [&str; 12] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "content-type",
    "snapshot-content-location",
    "x-mailer",
];

/// Lines at the head in which those headers are looked for.
const LETTER_LINES_MAX: usize = 100;

/// Magic numbers of formats that are named and not read.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-executable"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"OggS", "application/ogg"),
];

/// Beginnings by which HTML is told, after blanks and comments.
const HTML_STARTS: [&str; 26] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<script",
    "<style",
    "<link",
    "<div",
    "<p>",
    "<p ",
    "<article",
    "<section",
    "<main",
    "<table",
    "<h1",
    "<h2",
    "<h3",
    "<br",
    "<a ",
    "<ul",
    "<span",
    "<img",
    "<figure",
    "<blockquote",
];

/// Tells the type of `bytes`: signatures first, then the looks of the text, then name and declared type between kinds of text.
pub(crate) fn media_type(bytes: &[u8], name: Option<&str>, declared: Option<&str>) -> MediaType {
    if let Some(picture) = image::media_type(bytes) {
        return MediaType::Image(picture);
    }
    if let Some(broken) = image::begun(bytes) {
        return MediaType::Unknown(broken.to_owned());
    }
    if let Some(format) = packed(bytes, name) {
        return format;
    }
    if let Some((_, known)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return MediaType::Unknown((*known).to_owned());
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let marks: [&[u8]; 3] = [b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"];
    let wide = marks.iter().any(|mark| sample.starts_with(mark));
    if !wide && is_binary(sample) && !is_stained_page(sample) {
        return MediaType::Unknown(declared.map_or("application/octet-stream", essence).to_owned());
    }
    kind_of_text(sample, name.and_then(extension).as_deref(), declared.map(essence))
}

/// The formats that are told by their bytes alone: PDF, archives by their members, old office files.
fn packed(bytes: &[u8], name: Option<&str>) -> Option<MediaType> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(archive(bytes, name));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(MediaType::Foreign(Foreign::OldOffice));
    }
    let head = &bytes[..bytes.len().min(PDF_SIGNATURE_BYTES)];
    let at = head.windows(5).position(|window| window == b"%PDF-")?;
    let alone = at == 0 || is_binary(head) || head[..at].iter().all(u8::is_ascii_whitespace);
    alone.then_some(MediaType::Foreign(Foreign::Pdf))
}

/// What an archive is by its members. One of an office program that is cut off before they tell is what its name says.
fn archive(bytes: &[u8], name: Option<&str>) -> MediaType {
    let (mut found, mut is_book, mut is_office) = (None, false, false);
    for name in member_names(bytes) {
        match name {
            b"word/document.xml" | b"word/document2.xml" => found = found.or(Some(Foreign::Docx)),
            b"ppt/presentation.xml" => found = found.or(Some(Foreign::Pptx)),
            b"xl/workbook.xml" | b"xl/workbook.bin" => found = found.or(Some(Foreign::Xlsx)),
            b"META-INF/container.xml" => is_book = true,
            b"[Content_Types].xml" => is_office = true,
            _ => {}
        }
    }
    // The first member of a book is its type, stored as it is (OCF 3.3, 4.3).
    let says_book = bytes.get(30..58) == Some(b"mimetypeapplication/epub+zip");
    let book = (says_book || is_book).then_some(Foreign::Epub);
    let named = || match name.and_then(extension)?.as_str() {
        "docx" => Some(Foreign::Docx),
        "pptx" => Some(Foreign::Pptx),
        "xlsx" => Some(Foreign::Xlsx),
        _ => None,
    };
    match book.or(found).or_else(|| if is_office { named() } else { None }) {
        Some(format) => MediaType::Foreign(format),
        None => MediaType::Unknown("application/zip".to_owned()),
    }
}

/// The names of an archive's members, from the heads of the members and from the directory: one of them may be cut off.
fn member_names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let heads = bytes.windows(4).enumerate().filter(|(_, window)| window.starts_with(b"PK"));
    let named = heads.filter_map(|(at, window)| {
        let (_, length, name) = MEMBER_HEADS.iter().find(|(head, ..)| *head == window)?;
        let size = bytes.get(at + length..at + length + 2)?;
        let size = usize::from(u16::from_le_bytes([size[0], size[1]]));
        bytes.get(at + name..at + name + size)
    });
    named.take(MEMBERS_MAX)
}

/// A letter, or a page that a browser saved as one, by the headers at the head.
fn letter(sample: &[u8]) -> Option<Foreign> {
    let text = String::from_utf8_lossy(sample);
    let lines = text.lines().skip_while(|line| line.trim().is_empty() || line.starts_with(IN_MAILBOX));
    let head: Vec<&str> = lines.take(LETTER_LINES_MAX).collect();
    let head = head.split(|line| line.trim().is_empty()).next()?;
    let headers: Vec<(String, &str)> = head
        .iter()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .collect();
    let first = head.first()?.split_once(':').map(|(name, _)| name)?;
    let begins = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let has = |wanted: &str| headers.iter().any(|(name, _)| name == wanted);
    let known = LETTER_HEADERS.iter().filter(|name| has(name)).count();
    // Notes begin with pairs too; a letter says what MIME demands, or who wrote it to whom by which message.
    let sent = has("mime-version") || has("message-id") || has("received") || (has("from") && has("to"));
    if !begins || known < 2 || !sent {
        return None;
    }
    let saved = has("snapshot-content-location")
        || headers.iter().any(|(name, value)| name == "from" && value.to_ascii_lowercase().starts_with("<saved by"));
    let related = text.to_ascii_lowercase().contains("multipart/related") && !has("to") && !has("received");
    Some(if saved || related { Foreign::WebArchive } else { Foreign::Letter })
}

/// Whether a text begins with pairs between two lines of three hyphens.
fn has_front_matter(start: &str) -> bool {
    let Some(inside) = start.strip_prefix("---").map(|rest| rest.trim_start_matches('\r')) else { return false };
    let pairs = inside.strip_prefix('\n').and_then(|rest| rest.split_once("\n---")).map(|(pairs, _)| pairs);
    pairs.is_some_and(|pairs| pairs.lines().next().is_some_and(|line| line.contains(':')))
}

fn kind_of_text(sample: &[u8], extension: Option<&str>, declared: Option<&str>) -> MediaType {
    let start: String = String::from_utf8_lossy(sample)
        .replace('\0', "")
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start()
        .to_lowercase();
    let content = after_comments(&start);
    if let Some(letter) = letter(sample) {
        return MediaType::Foreign(letter);
    }
    let is_markdown = extension.is_some_and(|ext| matches!(ext, "md" | "markdown" | "mdown"))
        || declared == Some("text/markdown")
        || has_front_matter(content);
    if is_markdown && !content.starts_with("<!doctype html") {
        return MediaType::Markdown;
    }
    if content.starts_with("<svg")
        || content.starts_with("<!doctype svg")
        || (content.starts_with("<?xml") && content.contains("<svg"))
    {
        return MediaType::Unknown("image/svg+xml".to_owned());
    }
    let says_html = extension.is_some_and(|ext| matches!(ext, "html" | "htm" | "xhtml" | "shtml"))
        || declared.is_some_and(|kind| matches!(kind, "text/html" | "application/xhtml+xml"));
    let looks_html = HTML_STARTS.iter().any(|tag| content.starts_with(tag));
    let says_text = extension.is_some_and(|ext| matches!(ext, "txt" | "text" | "log" | "csv"));
    let holds_html = !says_text && (holds_page(content) || (says_html && start.contains('<')));
    if looks_html || holds_html { MediaType::Html } else { MediaType::Text }
}

/// Whether a page begins behind something else, such as a declaration or what a server said before it: at the beginning of a line.
fn holds_page(content: &str) -> bool {
    let before = content.find("<html").map(|at| content[..at].trim_end_matches([' ', '\t']));
    before.is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\r', '>']))
}

fn after_comments(start: &str) -> &str {
    let mut rest = start;
    while let Some(end) = rest.strip_prefix("<!--").and_then(|body| body.find("-->").map(|at| at + 7)) {
        rest = rest[end..].trim_start();
    }
    rest
}

/// The type without parameters.
fn essence(declared: &str) -> &str {
    declared.split(';').next().unwrap_or(declared).trim()
}

fn extension(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase())
}

/// Whether it begins as a page does and holds a few bytes of zero, which a reader of HTML passes over.
fn is_stained_page(sample: &[u8]) -> bool {
    let start: Vec<u8> = sample.trim_ascii_start().iter().take(14).map(u8::to_ascii_lowercase).collect();
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    (start.starts_with(b"<!doctype html") || start.starts_with(b"<html")) && zeros * CONTROL_SHARE_MAX <= sample.len()
}

fn is_binary(sample: &[u8]) -> bool {
    let controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    controls * CONTROL_SHARE_MAX > sample.len() || sample.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_a_zero_in_it_is_a_page() {
        let page = format!("<!DOCTYPE html><p>{}\0</p>", "words ".repeat(40));
        assert_eq!(media_type(page.as_bytes(), None, None), MediaType::Html);
        assert_ne!(media_type(format!("{}\0", "words ".repeat(40)).as_bytes(), None, None), MediaType::Html);
    }

    #[test]
    fn types_are_told_by_content_not_by_name() {
        let html = |text: &str, name| media_type(text.as_bytes(), name, None);
        assert_eq!(html("<!-- saved -->\n<!DOCTYPE html><p>x", Some("a.txt")), MediaType::Html);
        assert_eq!(html("良率 < 70%", Some("a.txt")), MediaType::Text);
        assert_eq!(html("# 良率\n\n- a", Some("notes.MD")), MediaType::Markdown);
        let told_of = "How a page is built\n\nEvery page begins with <html lang=en>, and ends with </html>.";
        assert_eq!(html(told_of, None), MediaType::Text);
        assert_eq!(html("Notes\n<html>\nis what stands first.", Some("notes.txt")), MediaType::Text);
        assert_eq!(html("<?xml version='1.0'?>\n<html xmlns='x'><body>x", None), MediaType::Html);
        assert_eq!(html("Notice: a variable is not set\n<html><body>x", None), MediaType::Html);
        assert_eq!(media_type(b"hello <b>x</b>", None, Some("text/html; charset=gbk")), MediaType::Html);
        assert_eq!(media_type(b"%PDF-1.7", Some("a.html"), None), MediaType::Foreign(Foreign::Pdf));
        assert_eq!(html("The file begins with %PDF-1.7, they said.", None), MediaType::Text);
        assert_eq!(html("---\ntitle: 良率\n---\n正文", Some("a.txt")), MediaType::Markdown);
        assert_eq!(media_type(&[0, 1, 2, 3, 0, 9], Some("a.html"), None).as_str(), "application/octet-stream");
        assert_eq!(media_type(b"<svg xmlns='x'/>", None, None).as_str(), "image/svg+xml");
        assert_eq!(media_type(b"<!DOCTYPE svg [<!ENTITY a 'a'>]><svg/>", None, None).as_str(), "image/svg+xml");
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\njunk", Some("a.html"), None).as_str(), "image/png");
        assert_eq!(media_type(b"RIFF\xff\xff\xff\xffWEBPVP8 ", None, None).as_str(), "image/webp");
        assert_eq!(media_type(b"", None, None), MediaType::Text);
    }

    #[test]
    fn archives_are_told_by_their_members_even_when_they_end_early() {
        let member = |name: &str| {
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            [b"PK\x03\x04", &[0; 22][..], &length, &[0, 0], name.as_bytes()].concat()
        };
        let told = |names: &[&str]| {
            media_type(&names.iter().flat_map(|name| member(name)).collect::<Vec<_>>(), Some("a.pdf"), None)
        };
        assert_eq!(told(&["[Content_Types].xml", "word/document.xml"]), MediaType::Foreign(Foreign::Docx));
        assert_eq!(told(&["[Content_Types].xml", "ppt/presentation.xml"]), MediaType::Foreign(Foreign::Pptx));
        assert_eq!(told(&["xl/workbook.xml"]), MediaType::Foreign(Foreign::Xlsx));
        assert_eq!(told(&["mimetypeapplication/epub+zip"]), MediaType::Foreign(Foreign::Epub));
        assert_eq!(told(&["META-INF/container.xml"]), MediaType::Foreign(Foreign::Epub));
        assert_eq!(told(&["a.txt"]).as_str(), "application/zip");
        let cut = |name| media_type(&member("[Content_Types].xml"), Some(name), None);
        assert_eq!(cut("a.PPTX"), MediaType::Foreign(Foreign::Pptx));
        assert_eq!(cut("a.vsdx").as_str(), "application/zip");
    }

    #[test]
    fn letters_are_told_by_their_headers() {
        let told = |text: &str| media_type(text.as_bytes(), Some("a.txt"), None);
        assert_eq!(
            told("From: a@a.example\r\nTo: b@b.example\r\nSubject: x\r\n\r\nhi"),
            MediaType::Foreign(Foreign::Letter)
        );
        assert_eq!(
            told("From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nMIME-Version: 1.0\n\nx"),
            MediaType::Foreign(Foreign::WebArchive)
        );
        assert_eq!(told("From: the beginning\nit was said: x\n\nhi"), MediaType::Text);
        assert_eq!(told("Subject: 良率\nDate: 2026-03-12\n\n正文"), MediaType::Text);
    }
}
