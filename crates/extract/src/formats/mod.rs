//! The formats a capture may have, told by content.

pub(crate) mod html;
pub(crate) mod image;
pub(crate) mod markdown;
pub(crate) mod text;

use dom_query::Document;
use model::MediaType;

/// Bytes looked at to tell a type.
const SAMPLE_BYTES: usize = 4_096;

/// The share of control bytes from which bytes are not text.
const CONTROL_SHARE_MAX: usize = 50;

/// Magic numbers of formats that are recognised by name only.
const SIGNATURES: [(&[u8], &str); 12] = [
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
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
    if let Some((_, known)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return MediaType::Unknown(refined(known, name).to_owned());
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let wide = sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff");
    if !wide && is_binary(sample) {
        return MediaType::Unknown(declared.map_or("application/octet-stream", essence).to_owned());
    }
    kind_of_text(sample, name.and_then(extension).as_deref(), declared.map(essence))
}

fn kind_of_text(sample: &[u8], extension: Option<&str>, declared: Option<&str>) -> MediaType {
    let start: String =
        String::from_utf8_lossy(sample).replace('\0', "").trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let content = after_comments(&start);
    let is_mail =
        extension.is_some_and(|ext| matches!(ext, "mhtml" | "mht" | "eml")) || content.starts_with("mime-version:");
    if is_mail {
        return MediaType::Unknown("message/rfc822".to_owned());
    }
    let is_markdown =
        extension.is_some_and(|ext| matches!(ext, "md" | "markdown" | "mdown")) || declared == Some("text/markdown");
    if is_markdown && !content.starts_with("<!doctype html") {
        return MediaType::Markdown;
    }
    if content.starts_with("<svg") || (content.starts_with("<?xml") && content.contains("<svg")) {
        return MediaType::Unknown("image/svg+xml".to_owned());
    }
    let says_html = extension.is_some_and(|ext| matches!(ext, "html" | "htm" | "xhtml" | "shtml"))
        || declared.is_some_and(|kind| matches!(kind, "text/html" | "application/xhtml+xml"));
    let looks_html = HTML_STARTS.iter().any(|tag| content.starts_with(tag)) || content.contains("<html");
    let says_text = extension.is_some_and(|ext| matches!(ext, "txt" | "text" | "log" | "csv"));
    if looks_html || (says_html && !says_text && start.contains('<')) { MediaType::Html } else { MediaType::Text }
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

/// The type of an office file by its name, since all are archives.
fn refined(known: &'static str, name: Option<&str>) -> &'static str {
    match (known, name.and_then(extension).as_deref()) {
        ("application/zip", Some("docx")) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ("application/zip", Some("xlsx")) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ("application/zip", Some("pptx")) => {
            "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        }
        ("application/zip", Some("epub")) => "application/epub+zip",
        _ => known,
    }
}

fn is_binary(sample: &[u8]) -> bool {
    let controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    controls * CONTROL_SHARE_MAX > sample.len() || sample.contains(&0)
}

/// The depth of a parsed document, without recursion.
pub(crate) fn depth(document: &Document) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut node = document.root();
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            deepest = deepest.max(depth);
            node = child;
            continue;
        }
        loop {
            if depth == 0 {
                return deepest;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return deepest };
            node = parent;
            depth -= 1;
        }
    }
}

/// The name of a file without its extension, as a title.
pub(crate) fn title_of_name(name: &str) -> Option<String> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = match stem.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 8 => stem,
        _ => stem,
    };
    let title = stem.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_by_content_not_by_name() {
        let html = |text: &str, name| media_type(text.as_bytes(), name, None);
        assert_eq!(html("<!-- saved -->\n<!DOCTYPE html><p>x", Some("a.txt")), MediaType::Html);
        assert_eq!(html("良率 < 70%", Some("a.txt")), MediaType::Text);
        assert_eq!(html("# 良率\n\n- a", Some("notes.MD")), MediaType::Markdown);
        assert_eq!(media_type(b"hello <b>x</b>", None, Some("text/html; charset=gbk")), MediaType::Html);
        assert_eq!(media_type(b"%PDF-1.7", Some("a.html"), None).as_str(), "application/pdf");
        assert_eq!(
            media_type(b"PK\x03\x04....", Some("a.docx"), None).as_str(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        );
        assert_eq!(media_type(&[0, 1, 2, 3, 0, 9], Some("a.html"), None).as_str(), "application/octet-stream");
        assert_eq!(media_type(b"<svg xmlns='x'/>", None, None).as_str(), "image/svg+xml");
        assert_eq!(media_type(b"", None, None), MediaType::Text);
    }

    #[test]
    fn names_become_titles() {
        assert_eq!(title_of_name("/a/HBM_良率.v2.html").as_deref(), Some("HBM 良率.v2"));
        assert_eq!(title_of_name(".html").as_deref(), Some(".html"));
    }
}
