//! From a drop to an article's content: what kind of thing it is, its bytes, and what stands in it. Touches no library.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use extract::{Attachment, Packed, Sites, Source, Trouble, Unpacked};
use model::{Content, Drop, Foreign, Id, MediaType, Part, Removed, Timestamp};

use crate::{
    Unread,
    clipping::{addresses::on_the_web, apart, remarks::Remark},
};

/// Text is taken up to this many bytes: a book is 2 MB, and an anchor's distance is searched through all of it.
pub const TEXT_BYTES_MAX: u64 = 20 << 20;
/// Files are taken up to this many bytes, the limit of a fetched page.
pub const FILE_BYTES_MAX: u64 = 50 << 20;

/// Said of a page of which only a part was read.
const CUT_PAGE: &str = "cut-page";

/// Said of a page that asks to log in or to pay before it shows its article.
const WALLED: &str = "walled";

/// The bytes of a drop and what is known about them.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: MediaType,
    pub(crate) charset: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) name: Option<String>,
    /// When the page was as it is; not known of a file.
    pub(crate) captured: Option<Timestamp>,
    pub(crate) whole_page: bool,
    pub(crate) parts: Vec<Part>,
    /// The article that the beginning of the same file became.
    pub(crate) grown_from: Option<Id>,
}

impl Taken {
    /// What was fetched of the web.
    pub(crate) fn page(fetched: capture::Fetched, media_type: MediaType, title: Option<String>) -> Self {
        Self {
            bytes: fetched.bytes,
            media_type,
            charset: fetched.charset,
            url: Some(fetched.url),
            title,
            name: None,
            captured: Some(Timestamp::now()),
            whole_page: true,
            parts: Vec::new(),
            grown_from: None,
        }
    }
}

/// What stands in what was taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read {
    pub(crate) content: Content,
    /// The files that came along; pictures named `part:N` are the N-th of them.
    pub(crate) parts: Vec<Part>,
    /// What was attached to a letter.
    pub(crate) attachments: Vec<Attachment>,
    /// Why there is less than was dropped.
    pub(crate) remark: Option<Remark>,
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
    #[error("There was nothing in it. Give a link, a selection, text, a picture or a file.")]
    Empty,
    /// What was safe to read of a very large page had no text.
    #[error(
        "The page is larger or more deeply nested than is safe to read, and no text was found in what was read of it. Select the text in the browser and drop the selection."
    )]
    TooLong,
    /// The type is not one that can be read.
    #[error(
        "This kind of file cannot be read. Pages (HTML, MHTML), PDF, Word, PowerPoint, Excel, EPUB, letters (EML), Markdown, plain text and pictures can."
    )]
    UnknownType,
    /// It begins as a picture and cannot be shown.
    #[error("The picture is damaged or cut off, so nothing of it can be shown. Save it anew from where it came.")]
    BrokenPicture,
    /// More bytes than are taken in.
    #[error("It is larger than {0} MB. Save the part that matters and clip that.")]
    TooBig(u64),
    /// It ends before its text begins.
    #[error("It is cut off before its text begins. Fetch it again, or save it anew.")]
    CutShort,
    /// Neither text nor a picture was found.
    #[error(
        "No text was found in it. If the page fills itself by script, select the text in the browser and drop the selection."
    )]
    NoText,
    /// Only http and https addresses can be fetched.
    #[error("This is not a web address that can be fetched. Only http and https addresses are.")]
    BadAddress,
    /// The address names a user or a password.
    #[error("The address contains a user name or password; remove it and try again")]
    UserInfo,
}

/// A drop of which no article can be made.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) why: NotUnderstood,
    /// The address that it is or comes from, as it may be shown.
    pub(crate) url: Option<String>,
    /// Its bytes, where there are any and no more than can be kept.
    pub(crate) taken: Option<Box<Taken>>,
}

impl From<NotUnderstood> for Refused {
    fn from(why: NotUnderstood) -> Self {
        Self { why, url: None, taken: None }
    }
}

/// Whether this is an address that can be fetched.
pub fn is_web_address(text: &str) -> bool {
    link(text, None).is_ok()
}

/// Tells what a drop is.
pub(crate) fn understand(drop: Drop) -> Result<Understood, Refused> {
    match drop {
        Drop::Url { url, title } => link(&url, title).map_err(Refused::from),
        Drop::Text { text, url } => plain(text, url),
        Drop::Html { html, url, title } => selection(html, url, title),
        Drop::File { name, bytes, url } => file(name, bytes, url, Vec::new()),
        Drop::SavedPage { name, bytes, url, beside } => file(name, bytes, url, beside),
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

/// The links that a text is made of. A selection says where it is from, in `url`; links in it are part of it.
fn links(text: &str, url: Option<&str>) -> Option<Understood> {
    let links = if url.is_none() { capture::urls_in(text) } else { Vec::new() };
    (!links.is_empty()).then(|| Understood::Links(links.into_iter().map(|link| (link, None)).collect()))
}

fn plain(text: String, url: Option<String>) -> Result<Understood, Refused> {
    if let Some(links) = links(&text, url.as_deref()) {
        return Ok(links);
    }
    let taken = Taken { media_type: MediaType::Text, whole_page: false, ..utf8(text, url) };
    filled(taken)
}

fn selection(html: String, url: Option<String>, title: Option<String>) -> Result<Understood, Refused> {
    filled(Taken { media_type: MediaType::Html, title, whole_page: false, ..utf8(html, url) })
}

fn utf8(text: String, url: Option<String>) -> Taken {
    let (charset, captured) = (Some("utf-8".to_owned()), Some(Timestamp::now()));
    Taken { media_type: MediaType::Text, charset, captured, ..as_it_came(text.into_bytes(), url) }
}

/// Bytes of which nothing more is known than where they are from.
pub(crate) fn as_it_came(bytes: Vec<u8>, url: Option<String>) -> Taken {
    Taken {
        bytes,
        media_type: MediaType::Text,
        charset: None,
        url,
        title: None,
        name: None,
        captured: None,
        whole_page: true,
        parts: Vec::new(),
        grown_from: None,
    }
}

fn file(name: String, bytes: Vec<u8>, url: Option<String>, parts: Vec<Part>) -> Result<Understood, Refused> {
    let media_type = extract::media_type(&bytes, Some(&name), None);
    // What came without a name, as from standard input, may be links.
    let text = str::from_utf8(&bytes).ok().filter(|_| name.is_empty() && matches!(media_type, MediaType::Text));
    if let Some(links) = text.and_then(|text| links(text, url.as_deref())) {
        return Ok(links);
    }
    filled(Taken { media_type, name: Some(name), parts, ..as_it_came(bytes, url) })
}

fn picture(bytes: Vec<u8>, url: Option<String>, page: Option<String>) -> Result<Understood, Refused> {
    let media_type = extract::media_type(&bytes, None, None);
    let name = url.as_deref().and_then(|url| url::Url::parse(url).ok()).and_then(|url| file_name(&url));
    let url = page.or(url);
    let taken = Taken { media_type, name, whole_page: false, ..as_it_came(bytes, url) };
    match taken.media_type {
        MediaType::Image(_) => filled(taken),
        _ if taken.bytes.is_empty() => Err(NotUnderstood::Empty.into()),
        _ => Err(unknown(taken)),
    }
}

fn file_name(url: &url::Url) -> Option<String> {
    url.path_segments()?.next_back().filter(|name| !name.is_empty()).map(str::to_owned)
}

fn filled(taken: Taken) -> Result<Understood, Refused> {
    if without_mark(&taken.bytes).iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(NotUnderstood::Empty.into());
    }
    if taken.bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(NotUnderstood::TooBig(FILE_BYTES_MAX >> 20).into());
    }
    match taken.media_type {
        MediaType::Unknown(_) => Err(unknown(taken)),
        _ => Ok(Understood::Taken(Taken { url: on_the_web(taken.url), ..taken })),
    }
}

fn unknown(taken: Taken) -> Refused {
    Refused { why: unread_kind(&taken.media_type), url: None, taken: Some(Box::new(taken)) }
}

/// Why what is of this type cannot be read.
pub(crate) fn unread_kind(media_type: &MediaType) -> NotUnderstood {
    match media_type.as_str() {
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" => NotUnderstood::BrokenPicture,
        _ => NotUnderstood::UnknownType,
    }
}

/// The bytes behind the mark by which some editors begin a text.
fn without_mark(bytes: &[u8]) -> &[u8] {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    marks.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes)
}

/// Reads what was taken: foreign formats and pictures by a process apart, pages here behind the checks of `extract`.
fn read(taken: &Taken, sites: &Sites) -> Result<Read, NotUnderstood> {
    match taken.media_type {
        MediaType::Foreign(format) => Ok(read_apart(taken, Some(format))),
        MediaType::Image(_) => read_picture(taken, sites),
        _ => read_here(taken, sites),
    }
}

/// Reads a page. A panic of a parser is caught: the page then counts as one without text.
fn read_here(taken: &Taken, sites: &Sites) -> Result<Read, NotUnderstood> {
    let source = Source {
        bytes: &taken.bytes,
        media_type: &taken.media_type,
        charset: taken.charset.as_deref(),
        url: taken.url.as_deref(),
        title: taken.title.as_deref(),
        name: taken.name.as_deref(),
        captured: taken.captured,
        sites,
        whole_page: taken.whole_page,
    };
    let content = catch_unwind(AssertUnwindSafe(|| extract::extract_with(&source, &taken.parts)));
    let content = content.map_err(|_| NotUnderstood::NoText)?;
    let has = |known: fn(&Removed) -> bool| content.removed.iter().any(known);
    let remark = if has(|removed| removed.step == extract::GUARD) {
        Some(CUT_PAGE)
    } else if has(|removed| removed.step == extract::MARK) {
        Some("wrong-mark")
    } else if has(|removed| removed.step == extract::WALL) {
        Some(WALLED)
    } else {
        has(|removed| removed.reason == extract::MORE_PICTURES).then_some("many-pictures")
    };
    let is_page = matches!(taken.media_type, MediaType::Html) && taken.whole_page;
    let is_walled = remark == Some(WALLED);
    let remark = if is_page && !is_walled && extract::is_cut_off(&taken.bytes) {
        Some(Trouble::CutOff.into())
    } else {
        remark.map(Remark::of)
    };
    Ok(Read { content, parts: taken.parts.clone(), remark, ..Read::default() })
}

fn read_apart(taken: &Taken, format: Option<Foreign>) -> Read {
    let in_address = || taken.url.as_deref().and_then(|url| url::Url::parse(url).ok()).and_then(|url| file_name(&url));
    let name = taken.title.clone().or_else(|| taken.name.clone().filter(|name| !name.is_empty())).or_else(in_address);
    let packed = Packed { bytes: taken.bytes.clone(), format, name, url: taken.url.clone() };
    match apart::read(&packed) {
        Ok(unpacked) => Read {
            remark: unpacked
                .trouble
                .map(Remark::from)
                .or_else(|| (format.is_some() && is_blank(&unpacked)).then(|| Remark::of("blank"))),
            content: unpacked.content,
            parts: unpacked.parts,
            attachments: unpacked.attachments,
        },
        Err(lost) => Read { remark: Some(lost.into()), ..Read::default() },
    }
}

/// Whether a document was read well and holds nothing.
fn is_blank(unpacked: &Unpacked) -> bool {
    let Unpacked { content, attachments, .. } = unpacked;
    content.text.trim().is_empty() && content.pictures.is_empty() && attachments.is_empty()
}

/// A picture is decoded apart once; one that cannot be is kept and said to be broken, an enormous one is not shown.
fn read_picture(taken: &Taken, sites: &Sites) -> Result<Read, NotUnderstood> {
    match read_apart(taken, None).remark {
        None => read_here(taken, sites),
        Some(remark) if remark == Trouble::Bomb.into() => {
            Ok(Read { remark: Some(Remark::of("too-large-to-show")), ..Read::default() })
        }
        Some(_) => Ok(Read { remark: Some(Remark::of("broken-picture")), ..read_here(taken, sites)? }),
    }
}

/// Reads what was taken and insists on something to keep: text, a picture, or a file that can be opened by itself.
pub(crate) fn read_to_keep(taken: &Taken, sites: &Sites) -> Result<Read, NotUnderstood> {
    let read = read(taken, sites)?;
    let stands_alone = matches!(taken.media_type, MediaType::Foreign(_) | MediaType::Image(_));
    let nothing = read.content.text.trim().is_empty() && read.content.pictures.is_empty();
    if !nothing || stands_alone {
        return Ok(read);
    }
    Err(match read.remark {
        Some(remark) if remark.code == CUT_PAGE => NotUnderstood::TooLong,
        Some(remark) if remark == Trouble::CutOff.into() => NotUnderstood::CutShort,
        _ => NotUnderstood::NoText,
    })
}

/// Reads what was taken, if it is of a kind that can be read.
pub(crate) fn read_known(taken: &Taken, sites: &Sites) -> Result<Read, NotUnderstood> {
    match taken.media_type {
        MediaType::Unknown(_) => Err(unread_kind(&taken.media_type)),
        _ => read_to_keep(taken, sites),
    }
}

/// Reads a drop without keeping anything: what clipping it would find, even when that is nothing, and why there is less.
pub fn read_page(drop: Drop, sites: &Sites) -> Result<(Content, Option<Remark>), NotUnderstood> {
    match understand(drop).map_err(|refused| refused.why)? {
        Understood::Taken(taken) => {
            let Read { mut content, parts, remark, .. } = read(&taken, sites)?;
            for picture in &mut content.pictures {
                let name = part(&picture.url, &parts).and_then(|part| part.names.first());
                picture.url = name.cloned().unwrap_or_else(|| picture.url.clone());
            }
            Ok((content, remark))
        }
        Understood::Links(_) => Err(NotUnderstood::NoText),
    }
}

/// The part that a picture's address names, when it came along.
pub(crate) fn part<'a>(address: &str, parts: &'a [Part]) -> Option<&'a Part> {
    address.strip_prefix("part:").and_then(|number| number.parse::<usize>().ok()).and_then(|number| parts.get(number))
}

/// The drops that a file, or every file of a folder, makes, each read when its turn comes; what cannot be read comes as a sentence that names it.
pub fn drops_of(path: &Path) -> impl Iterator<Item = Result<Drop, Unread>> + Send + use<> {
    let files = if path.is_dir() { capture::files_of(path) } else { Ok(vec![path.to_owned()]) };
    let (files, failed) = match files {
        Ok(files) if files.is_empty() => (files, Some(Err(unread(path, &capture::Error::EmptyFolder)))),
        Ok(files) => (files, None),
        Err(error) => (Vec::new(), Some(Err(unread(path, &error)))),
    };
    failed.into_iter().chain(files.into_iter().map(|file| drop_of(&file)))
}

/// The drop that one file makes.
pub(crate) fn drop_of(file: &Path) -> Result<Drop, Unread> {
    capture::read_file(file).map_err(|error| unread(file, &error))
}

fn unread(path: &Path, error: &capture::Error) -> Unread {
    let is_there = !matches!(error, capture::Error::NotFound | capture::Error::EmptyFolder);
    Unread::new(path.display().to_string(), error, is_there.then_some(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_drop_and_a_strange_address_say_so() {
        let text = |text: &str| Drop::Text { text: text.into(), url: None };
        assert_eq!(understand(text(" \n")).unwrap_err().why, NotUnderstood::Empty);
        for bytes in [b"\xff\xfe\0".as_slice(), b"\xef\xbb\xbf\n", b"\xfe\xff", b"\0\0"] {
            let file = Drop::File { name: "a.txt".into(), bytes: bytes.to_vec(), url: None };
            assert_eq!(understand(file).unwrap_err().why, NotUnderstood::Empty, "{bytes:?}");
        }
        let url = Drop::Url { url: "javascript:alert(1)".into(), title: None };
        assert_eq!(understand(url).unwrap_err().why, NotUnderstood::BadAddress);
    }

    #[test]
    fn bytes_of_no_known_kind_are_refused() {
        let drop = Drop::Picture { bytes: b"not a picture".to_vec(), url: None, page: None };
        assert_eq!(understand(drop).unwrap_err().why, NotUnderstood::UnknownType);
    }

    #[test]
    fn more_than_the_limit_is_refused_before_it_is_read() {
        let drop = Drop::File { name: "big.txt".into(), bytes: vec![b'a'; 50 * 1024 * 1024 + 1], url: None };
        assert_eq!(understand(drop).unwrap_err().why, NotUnderstood::TooBig(50));
    }
}
