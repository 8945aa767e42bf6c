//! From a drop to an article's content: what kind of thing it is, its bytes, and what stands in it. Touches no library.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use extract::Source;
use model::{Content, Drop, MediaType};

/// Text is taken up to this many bytes: a book is 2 MB, and an anchor's distance is searched through all of it.
pub const TEXT_BYTES_MAX: u64 = 20 << 20;
/// Files are taken up to this many bytes, the limit of a fetched page.
pub const FILE_BYTES_MAX: u64 = 50 << 20;

/// The bytes of a drop and what is known about them.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: MediaType,
    pub(crate) charset: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) whole_page: bool,
}

/// What a drop is.
#[derive(Clone, Debug)]
pub(crate) enum Understood {
    /// Bytes to read now.
    Taken(Taken),
    /// Addresses to fetch, with the title the source gave.
    Links(Vec<(String, Option<String>)>),
}

/// Why nothing can be kept of a drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotUnderstood {
    /// There was nothing in it.
    #[error("There was nothing in what was dropped. Drop a link, a selection, text, a picture or a file.")]
    Empty,
    /// The type is not one that can be read.
    #[error("This kind of file cannot be read. HTML, Markdown, plain text and pictures can.")]
    UnknownType,
    /// More bytes than are taken in.
    #[error("It is larger than {0} MB. Save the part that matters and clip that.")]
    TooBig(u64),
    /// Neither text nor a picture was found.
    #[error(
        "No text was found in it. If the page fills itself by script, select the text in the browser and drop the selection."
    )]
    NoText,
    /// Only http and https addresses can be fetched.
    #[error("This is not a web address that can be fetched. Only http and https addresses are.")]
    BadAddress,
}

/// Tells what a drop is.
pub(crate) fn understand(drop: Drop) -> Result<Understood, NotUnderstood> {
    match drop {
        Drop::Url { url, title } => link(&url, title),
        Drop::Text { text, url } => plain(text, url),
        Drop::Html { html, url, title } => selection(html, url, title),
        Drop::File { name, bytes, url } => file(name, bytes, url),
        Drop::Picture { bytes, url, page } => picture(bytes, url, page),
    }
}

fn link(url: &str, title: Option<String>) -> Result<Understood, NotUnderstood> {
    let parsed = url::Url::parse(url.trim()).map_err(|_| NotUnderstood::BadAddress)?;
    if matches!(parsed.scheme(), "http" | "https") {
        Ok(Understood::Links(vec![(parsed.into(), title)]))
    } else {
        Err(NotUnderstood::BadAddress)
    }
}

fn plain(text: String, url: Option<String>) -> Result<Understood, NotUnderstood> {
    let links = capture::urls_in(&text);
    if !links.is_empty() {
        return Ok(Understood::Links(links.into_iter().map(|link| (link, None)).collect()));
    }
    let taken = Taken { media_type: MediaType::Text, whole_page: false, ..utf8(text, url) };
    filled(taken)
}

fn selection(html: String, url: Option<String>, title: Option<String>) -> Result<Understood, NotUnderstood> {
    filled(Taken { media_type: MediaType::Html, title, whole_page: false, ..utf8(html, url) })
}

fn utf8(text: String, url: Option<String>) -> Taken {
    let charset = Some("utf-8".to_owned());
    Taken {
        bytes: text.into_bytes(),
        media_type: MediaType::Text,
        charset,
        url,
        title: None,
        name: None,
        whole_page: true,
    }
}

fn file(name: String, bytes: Vec<u8>, url: Option<String>) -> Result<Understood, NotUnderstood> {
    let media_type = extract::media_type(&bytes, Some(&name), None);
    filled(Taken { bytes, media_type, charset: None, url, title: None, name: Some(name), whole_page: true })
}

fn picture(bytes: Vec<u8>, url: Option<String>, page: Option<String>) -> Result<Understood, NotUnderstood> {
    let media_type = extract::media_type(&bytes, None, None);
    let name = url.as_deref().and_then(|url| url::Url::parse(url).ok()).and_then(|url| file_name(&url));
    match media_type {
        MediaType::Image(_) => {
            filled(Taken { bytes, media_type, charset: None, url: page.or(url), title: None, name, whole_page: false })
        }
        _ if bytes.is_empty() => Err(NotUnderstood::Empty),
        _ => Err(NotUnderstood::UnknownType),
    }
}

fn file_name(url: &url::Url) -> Option<String> {
    url.path_segments()?.next_back().filter(|name| !name.is_empty()).map(str::to_owned)
}

fn filled(taken: Taken) -> Result<Understood, NotUnderstood> {
    if taken.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(NotUnderstood::Empty);
    }
    if taken.bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(NotUnderstood::TooBig(FILE_BYTES_MAX >> 20));
    }
    match taken.media_type {
        MediaType::Unknown(_) => Err(NotUnderstood::UnknownType),
        _ => Ok(Understood::Taken(taken)),
    }
}

/// Reads what was taken. A panic of a parser is caught: the page then counts as one without text.
fn read(taken: &Taken) -> Result<Content, NotUnderstood> {
    let source = Source {
        bytes: &taken.bytes,
        media_type: &taken.media_type,
        charset: taken.charset.as_deref(),
        url: taken.url.as_deref(),
        title: taken.title.as_deref(),
        name: taken.name.as_deref(),
        whole_page: taken.whole_page,
    };
    catch_unwind(AssertUnwindSafe(|| extract::extract(&source))).map_err(|_| NotUnderstood::NoText)
}

/// Reads what was taken and insists on something to keep: text or a picture.
pub(crate) fn read_to_keep(taken: &Taken) -> Result<Content, NotUnderstood> {
    let content = read(taken)?;
    if content.text.trim().is_empty() && content.pictures.is_empty() { Err(NotUnderstood::NoText) } else { Ok(content) }
}

/// Reads the bytes of a file without keeping anything: what clipping it would find, even when that is nothing.
pub fn read_page(bytes: Vec<u8>, name: Option<&str>, url: Option<&str>) -> Result<Content, NotUnderstood> {
    let drop = Drop::File { name: name.unwrap_or_default().to_owned(), bytes, url: url.map(str::to_owned) };
    match understand(drop)? {
        Understood::Taken(taken) => read(&taken),
        Understood::Links(_) => Err(NotUnderstood::NoText),
    }
}

/// The drops that a file, or every file of a folder, makes; what cannot be read comes as a sentence that names it.
pub fn drops_of(path: &Path) -> Vec<Result<Drop, String>> {
    let named = |path: &Path, error: capture::Error| format!("{}: {error}", path.display());
    let files = if path.is_dir() { capture::files_of(path) } else { Ok(vec![path.to_owned()]) };
    match files {
        Ok(files) => files.iter().map(|file| capture::read_file(file).map_err(|error| named(file, error))).collect(),
        Err(error) => vec![Err(named(path, error))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_drop_and_a_strange_address_say_so() {
        let text = |text: &str| Drop::Text { text: text.into(), url: None };
        assert_eq!(understand(text(" \n")).unwrap_err(), NotUnderstood::Empty);
        let url = Drop::Url { url: "javascript:alert(1)".into(), title: None };
        assert_eq!(understand(url).unwrap_err(), NotUnderstood::BadAddress);
    }

    #[test]
    fn bytes_of_no_known_kind_are_refused() {
        let drop = Drop::Picture { bytes: b"not a picture".to_vec(), url: None, page: None };
        assert_eq!(understand(drop).unwrap_err(), NotUnderstood::UnknownType);
    }

    #[test]
    fn more_than_the_limit_is_refused_before_it_is_read() {
        let drop = Drop::File { name: "big.txt".into(), bytes: vec![b'a'; 50 * 1024 * 1024 + 1], url: None };
        assert_eq!(understand(drop).unwrap_err(), NotUnderstood::TooBig(50));
    }
}
