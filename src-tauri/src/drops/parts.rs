//! What a drag or a clipboard offered, understood as drops.

use std::path::PathBuf;

use image::ImageFormat;
use model::Drop;
use tauri::Url;

/// The types of data that are understood, by their names on the wire of the desktop (X11, Wayland).
pub(crate) mod names {
    /// A list of addresses (RFC 2483).
    pub(crate) const URI_LIST: &str = "text/uri-list";
    /// A piece of a page.
    pub(crate) const HTML: &str = "text/html";
    /// Text, right in every script.
    pub(crate) const UTF8: &str = "UTF8_STRING";
    /// Text, as newer programs name it.
    pub(crate) const UTF8_PLAIN: &str = "text/plain;charset=utf-8";
    /// Text, in what should be the machine's encoding and is UTF-8.
    pub(crate) const PLAIN: &str = "text/plain";
    /// An address and its title, from browsers.
    pub(crate) const NETSCAPE_URL: &str = "_NETSCAPE_URL";
    /// An address and its title, UTF-16, from browsers.
    pub(crate) const MOZ_URL: &str = "text/x-moz-url";
    /// The bytes of a dragged picture, from Chromium.
    pub(crate) const BYTES: &str = "application/octet-stream";
    /// The origin of the page that a drag began in, from Chromium.
    pub(crate) const TAINT: &str = "chromium/x-renderer-taint";
    /// Encoded pictures, the ones without loss first.
    pub(crate) const PICTURES: [&str; 6] =
        ["image/png", "image/webp", "image/jpeg", "image/gif", "image/bmp", "image/tiff"];
}

/// Everything that arrived of one drag or clipboard.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    uris: Vec<String>,
    html: Option<String>,
    text: Option<String>,
    link: Option<(String, String)>,
    picture: Option<Vec<u8>>,
    origin: Option<String>,
    from_page: bool,
}

/// One thing to clip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Something complete.
    Drop(Drop),
    /// A file or folder to read.
    Path(PathBuf),
}

/// What hovers over the window, for the overlay.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Hover {
    /// `files`, `link`, `selection`, `text` or `picture`.
    pub(crate) kind: &'static str,
    /// How many things; 0 while unknown.
    pub(crate) count: usize,
    /// The beginning of what it is called or says; may be empty.
    pub(crate) label: String,
    /// The host that it comes from, where that is known.
    pub(crate) source: Option<String>,
}

impl Hover {
    /// How much of a text the overlay shows, characters.
    const LABEL_MAX: usize = 80;

    fn new(kind: &'static str, count: usize, label: &str) -> Self {
        let words = label.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { kind, count, label: words.chars().take(Self::LABEL_MAX).collect(), source: None }
    }

    fn from(self, address: Option<&str>) -> Self {
        let host = |url: Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        Self { source: address.and_then(|address| Url::parse(address).ok()).and_then(host), ..self }
    }
}

impl Parts {
    /// Notes which types are offered, before any of them has arrived.
    pub(crate) fn announce(&mut self, offered: &[String]) {
        self.from_page =
            offered.iter().any(|name| matches!(name.as_str(), names::TAINT | names::HTML | names::MOZ_URL));
    }

    /// Takes in the data of one type; what cannot be read is left out.
    pub(crate) fn receive(&mut self, name: &str, bytes: Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match name {
            names::URI_LIST => self.uris = uri_list(&decoded(&bytes)),
            names::HTML => self.html = Some(decoded(&bytes)),
            names::UTF8 => self.text = Some(decoded(&bytes)),
            names::UTF8_PLAIN | names::PLAIN if self.text.is_none() => self.text = Some(decoded(&bytes)),
            names::MOZ_URL | names::NETSCAPE_URL => self.link = named_url(&bytes),
            names::TAINT => self.origin = web_address(&decoded(&bytes)),
            names::BYTES => self.picture = Some(bytes).filter(|bytes| is_picture(bytes)),
            _ if names::PICTURES.contains(&name) && self.picture.is_none() => self.picture = Some(bytes),
            _ => {}
        }
    }

    /// What hovers, as far as it is known.
    pub(crate) fn hover(&self) -> Option<Hover> {
        let text = self.text.as_deref().unwrap_or_default();
        match self.found().as_slice() {
            [] => None,
            [Found::Path(path)] => {
                Some(Hover::new("files", 1, &path.file_name().unwrap_or_default().to_string_lossy()))
            }
            all @ [Found::Path(_), ..] => Some(Hover::new("files", all.len(), "")),
            all @ [Found::Drop(drop), ..] => Some(match drop {
                Drop::Url { url, title } => {
                    Hover::new("link", all.len(), title.as_deref().unwrap_or(url)).from(Some(url))
                }
                Drop::Html { url, .. } => Hover::new("selection", 1, text).from(url.as_deref()),
                Drop::Text { text, .. } if web_address(text).is_some() => Hover::new("link", 1, text),
                Drop::Text { text, .. } => Hover::new("text", 1, text),
                Drop::Picture { url, page, .. } => {
                    Hover::new("picture", 1, "").from(page.as_deref().or(url.as_deref()))
                }
                Drop::File { name, .. } | Drop::SavedPage { name, .. } => Hover::new("files", 1, name),
            }),
        }
    }

    /// The things to clip: files, else a picture by itself, else links, else a selection, else text.
    pub(crate) fn found(&self) -> Vec<Found> {
        let paths = self.paths();
        if !paths.is_empty() {
            return paths.into_iter().map(Found::Path).collect();
        }
        self.drops().into_iter().map(Found::Drop).collect()
    }

    /// The files of a drag that no page began: a page could name any path it likes.
    fn paths(&self) -> Vec<PathBuf> {
        if self.from_page {
            return Vec::new();
        }
        let file = |uri: &String| Url::parse(uri).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok();
        self.uris.iter().filter_map(file).collect()
    }

    fn drops(&self) -> Vec<Drop> {
        let page = self.origin.clone();
        if let Some(bytes) = self.picture.as_ref().filter(|_| !self.is_wrapped()) {
            let url = self.html.as_deref().and_then(picture_address).or_else(|| self.links().into_iter().next());
            return vec![Drop::Picture { bytes: bytes.clone(), url, page }];
        }
        let links = self.links();
        if !links.is_empty() {
            let title = |url: &str| self.title_of(url);
            return links.into_iter().map(|url| Drop::Url { title: title(&url), url }).collect();
        }
        match (&self.html, &self.text) {
            (Some(html), _) if !html.trim().is_empty() => {
                vec![Drop::Html { html: html.clone(), url: page, title: None }]
            }
            (_, Some(text)) if !text.trim().is_empty() => vec![Drop::Text { text: text.clone(), url: page }],
            _ => Vec::new(),
        }
    }

    /// Whether a link was dragged by the picture in it: then the article that it leads to is meant.
    fn is_wrapped(&self) -> bool {
        let picture = self.html.as_deref().and_then(picture_address);
        // Sizes and the like stand in the query; the picture is the same.
        let place = |address: &str| address.split(['?', '#']).next().unwrap_or_default().to_owned();
        picture.is_some_and(|picture| self.links().first().is_some_and(|link| place(link) != place(&picture)))
    }

    fn links(&self) -> Vec<String> {
        let listed: Vec<String> = self.uris.iter().filter_map(|uri| web_address(uri)).collect();
        if listed.is_empty() { self.link.iter().filter_map(|(url, _)| web_address(url)).collect() } else { listed }
    }

    fn title_of(&self, url: &str) -> Option<String> {
        let (address, title) = self.link.as_ref()?;
        let right = web_address(address).as_deref() == Some(url) && !title.trim().is_empty() && title != address;
        right.then(|| title.trim().to_owned())
    }
}

/// The address, when it is one of the web.
pub(crate) fn web_address(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

fn uri_list(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

fn named_url(bytes: &[u8]) -> Option<(String, String)> {
    let text = if bytes.get(1) == Some(&0) { utf16(bytes, u16::from_le_bytes) } else { decoded(bytes) };
    let (url, title) = text.split_once('\n').unwrap_or((&text, ""));
    Some((url.trim().to_owned(), title.trim().to_owned())).filter(|(url, _)| !url.is_empty())
}

/// Whether the bytes are a picture and not another file that a browser lets one drag out.
fn is_picture(bytes: &[u8]) -> bool {
    image::guess_format(bytes).is_ok_and(|format| {
        matches!(
            format,
            ImageFormat::Png
                | ImageFormat::Jpeg
                | ImageFormat::Gif
                | ImageFormat::WebP
                | ImageFormat::Bmp
                | ImageFormat::Tiff
                | ImageFormat::Avif
        )
    })
}

/// The web address of the first picture in a piece of HTML that a browser wrote.
fn picture_address(html: &str) -> Option<String> {
    let tag = &html[html.find("<img")?..];
    let tag = &tag[..tag.find('>')?];
    let value = tag.split_once("src=")?.1;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    web_address(&value[1..].split(quote).next()?.replace("&amp;", "&"))
}

/// Text in UTF-16 when it says or shows so (Firefox), else in UTF-8.
fn decoded(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    text.trim_start_matches('\u{FEFF}').trim_end_matches('\0').to_owned()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(arrived: &[(&str, &[u8])]) -> Parts {
        let mut parts = Parts::default();
        parts.announce(&arrived.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
        for (name, bytes) in arrived {
            parts.receive(name, bytes.to_vec());
        }
        parts
    }

    fn little_endian(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

    #[test]
    fn files_come_from_file_managers_only() {
        let list: &[u8] = b"# two\r\nfile:///tmp/%E8%89%AF%E7%8E%87.html\r\nfile:///tmp/b.html\r\n";
        let dragged = parts(&[("text/uri-list", list), ("UTF8_STRING", list)]);
        let paths = ["/tmp/良率.html", "/tmp/b.html"].map(|path| Found::Path(path.into()));
        assert_eq!(dragged.found(), paths);
        assert_eq!(dragged.hover(), Some(Hover::new("files", 2, "")));
        for mark in ["chromium/x-renderer-taint", "text/html", "text/x-moz-url"] {
            let lured =
                parts(&[("text/uri-list", b"file:///etc/passwd"), (mark, b"<a href='file:///etc/passwd'>x</a>")]);
            assert!(lured.found().iter().all(|found| !matches!(found, Found::Path(_))), "{mark}");
        }
    }

    #[test]
    fn a_link_brings_its_title() {
        let url = little_endian("https://example.com/a?b=1&c=2\nHBM 良率");
        let dragged = parts(&[
            ("text/uri-list", b"https://example.com/a?b=1&c=2\r\n"),
            ("text/html", b"<a href=\"https://example.com/a?b=1&amp;c=2\">x</a>"),
            ("text/x-moz-url", &url),
        ]);
        let link = Drop::Url { url: "https://example.com/a?b=1&c=2".into(), title: Some("HBM 良率".into()) };
        assert_eq!(dragged.found(), [Found::Drop(link)]);
        assert_eq!(dragged.hover(), Some(Hover::new("link", 1, "HBM 良率").from(Some("https://www.example.com/"))));
    }

    #[test]
    fn a_selection_keeps_its_html_and_origin_in_either_encoding() {
        let html = "<p>台积电的<b>CoWoS</b></p>";
        for bytes in
            [html.as_bytes().to_vec(), little_endian(html), [b"\xFF\xFE".to_vec(), little_endian(html)].concat()]
        {
            let dragged = parts(&[("text/html", &bytes), ("chromium/x-renderer-taint", b"https://example.com")]);
            let page = Some("https://example.com/".to_owned());
            assert_eq!(dragged.found(), [Found::Drop(Drop::Html { html: html.into(), url: page, title: None })]);
        }
    }

    #[test]
    fn a_picture_by_itself_brings_bytes_address_and_page() {
        let dragged = parts(&[
            ("application/octet-stream", PNG),
            ("text/html", b"<img alt=\"x\" src=\"https://example.com/a.png?x=1&amp;y=2\">"),
            ("text/uri-list", b"https://example.com/a.png"),
            ("chromium/x-renderer-taint", b"https://example.com"),
        ]);
        let url = Some("https://example.com/a.png?x=1&y=2".to_owned());
        let page = Some("https://example.com/".to_owned());
        assert_eq!(dragged.found(), [Found::Drop(Drop::Picture { bytes: PNG.to_vec(), url, page })]);
        assert!(parts(&[("application/octet-stream", b"MZ not a picture")]).found().is_empty());
    }

    #[test]
    fn a_picture_wrapped_in_a_link_is_the_link() {
        let dragged = parts(&[
            ("application/octet-stream", PNG),
            ("text/html", b"<a href=\"https://example.com/story\"><img src=\"https://cdn.example.com/a.png\"></a>"),
            ("text/uri-list", b"https://example.com/story"),
        ]);
        let link = Drop::Url { url: "https://example.com/story".into(), title: None };
        assert_eq!(dragged.found(), [Found::Drop(link)]);
    }

    #[test]
    fn text_is_handed_on_as_it_is() {
        let dragged =
            parts(&[("text/plain;charset=utf-8", b"\xC3\xA8\xC2\x89"), ("UTF8_STRING", "良率 62%".as_bytes())]);
        assert_eq!(dragged.found(), [Found::Drop(Drop::Text { text: "良率 62%".into(), url: None })]);
        assert_eq!(parts(&[("UTF8_STRING", b" https://example.com/a\n")]).hover().unwrap().kind, "link");
        assert_eq!(parts(&[("UTF8_STRING", b"javascript:alert(1)")]).hover().unwrap().kind, "text");
        assert!(parts(&[("UTF8_STRING", b" \n")]).found().is_empty());
    }

    #[test]
    fn broken_data_is_no_panic() {
        for name in
            ["text/uri-list", "text/html", "UTF8_STRING", "text/x-moz-url", "chromium/x-renderer-taint", "image/png"]
        {
            for bytes in
                [&b"\xFF"[..], b"\0", b"\xFF\xFE\x00", b"<img src=", b"<img src=\xE2\x80", b"file://%00", b"a\0\xD8"]
            {
                let dragged = parts(&[(name, bytes)]);
                let _ = (dragged.found(), dragged.hover());
            }
        }
    }
}
