//! Links in plain text and in link files.

use url::Url;

/// More links than this in one text are a list of something else.
const LINKS_MAX: usize = 100;

/// What stands around the links of a text, as applications write it when a page is shared, is no longer than this, in characters; a longer
/// text is something to keep.
const WORDS_CHARS_MAX: usize = 120;

/// Signs around a link that do not belong to it.
const AROUND: [char; 20] =
    ['<', '>', '"', '“', '”', '，', ',', '、', '。', '；', ';', '-', '*', '•', '（', '）', '【', '】', '《', '》'];

/// The links of a text that is made of links, with a headline or a few words around them; empty for any other text.
pub fn urls_in(text: &str) -> Vec<String> {
    let (mut urls, mut others): (Vec<String>, usize) = (Vec::new(), 0);
    for word in text.split_whitespace() {
        let word = word.trim_matches(AROUND);
        let (before, address) = word.find("http").map_or(("", word), |at| word.split_at(at));
        match web_address(address) {
            Some(url) => {
                others += before.chars().count();
                if !urls.contains(&url) {
                    urls.push(url);
                }
            }
            None => others += word.chars().count(),
        }
    }
    if urls.len() > LINKS_MAX || others > WORDS_CHARS_MAX { Vec::new() } else { urls }
}

/// The address when a word is one: http or https with a host, or a bare `www.` host.
pub(crate) fn web_address(word: &str) -> Option<String> {
    let full = if word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        format!("https://{word}")
    } else {
        word.to_owned()
    };
    let url = Url::parse(&full).ok()?;
    let names_host = full.contains("://") && url.host_str().is_some_and(|host| !host.is_empty());
    (matches!(url.scheme(), "http" | "https") && names_host).then(|| url.into())
}

/// Whether an address names a user or a password.
pub fn has_user_info(address: &str) -> bool {
    Url::parse(address.trim()).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

/// An address as it may be shown and kept: without the user name and password in it. What is no address stays as it is.
pub fn without_user_info(address: &str) -> String {
    match Url::parse(address.trim()) {
        // An address without a host has no place for either.
        Ok(mut url) if has_user_info(address) => {
            url.set_username("").and_then(|()| url.set_password(None)).map_or_else(|()| String::new(), |()| url.into())
        }
        Ok(_) => address.to_owned(),
        // A password may be what keeps it from being an address.
        Err(_) => match address.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?.1))) {
            Some((scheme, host)) => format!("{scheme}://{host}"),
            None => address.to_owned(),
        },
    }
}

/// The address and title in a link file: `.url` (Windows), `.desktop` (freedesktop.org), `.webloc` (macOS, a property list). An address that is
/// none of the web is given as it stands, to be refused by its name rather than kept as words.
pub(crate) fn link_in_file(name: &str, bytes: &[u8]) -> Option<(String, Option<String>)> {
    let (stem, extension) = name.rsplit_once('.')?;
    let text = String::from_utf8_lossy(bytes);
    let address = match extension.to_ascii_lowercase().as_str() {
        "url" | "desktop" => value_of(&text, "URL").map(str::to_owned),
        "webloc" => address_in_list(bytes),
        _ => None,
    }?;
    let title = value_of(&text, "Name").map(str::to_owned).unwrap_or_else(|| stem.trim().to_owned());
    Some((web_address(&address).unwrap_or(address), Some(title).filter(|title| !title.is_empty())))
}

/// The address in a property list, as XML or as the bytes that Finder writes.
fn address_in_list(bytes: &[u8]) -> Option<String> {
    let list = plist::Value::from_reader(std::io::Cursor::new(bytes)).ok()?;
    list.as_dictionary()?.get("URL")?.as_string().map(|url| url.trim().to_owned())
}

fn value_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.trim().strip_prefix(key)?.trim_start().strip_prefix('=').map(str::trim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_made_of_links_are_links() {
        assert_eq!(urls_in(" https://a.example/x?y=1 "), ["https://a.example/x?y=1"]);
        assert_eq!(
            urls_in("https://a.example/1\nhttps://b.example/2，\n- <https://a.example/1>"),
            ["https://a.example/1", "https://b.example/2"]
        );
        assert_eq!(urls_in("www.a.example/x"), ["https://www.a.example/x"]);
        assert_eq!(urls_in("看这篇 https://a.example/1"), ["https://a.example/1"]);
        assert_eq!(urls_in("【先进封装的瓶颈】https://a.example/1 （来自示例财经）"), ["https://a.example/1"]);
        let passage = "良率".repeat(60) + "，见 https://a.example/1";
        assert!(urls_in(&passage).is_empty());
        for text in ["", "良率", "javascript:alert(1)", "https:", "file:///etc/passwd", "a.example"] {
            assert!(urls_in(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        for (address, shown) in [
            ("https://reader:secret@a.example/x?y=1", "https://a.example/x?y=1"),
            ("ftp://reader@a.example/x", "ftp://a.example/x"),
            ("http://reader:se#cret@a.example/x", "http://a.example/x"),
            ("https://a.example/@reader", "https://a.example/@reader"),
            ("mailto:reader@a.example", "mailto:reader@a.example"),
            ("HBM @ 62%", "HBM @ 62%"),
        ] {
            assert_eq!(without_user_info(address), shown);
        }
    }

    #[test]
    fn link_files_hold_links() {
        let link = |name: &str, text: &str| link_in_file(name, text.as_bytes());
        let expected = |title: &str| Some(("https://a.example/x?a=1&b=2".to_owned(), Some(title.to_owned())));
        assert_eq!(link("良率.url", "[InternetShortcut]\r\nURL=https://a.example/x?a=1&b=2\r\n"), expected("良率"));
        assert_eq!(
            link("a.desktop", "[Desktop Entry]\nType=Link\nName=HBM\nURL=https://a.example/x?a=1&b=2\n"),
            expected("HBM")
        );
        assert_eq!(
            link(
                "b.webloc",
                "<plist><dict><key>URL</key><string>https://a.example/x?a=1&amp;b=2</string></dict></plist>"
            ),
            expected("b")
        );
        let mut list = plist::Dictionary::new();
        list.insert("URL".to_owned(), "https://a.example/x?a=1&b=2".into());
        let mut written = Vec::new();
        plist::Value::Dictionary(list).to_writer_binary(&mut written).unwrap();
        assert_eq!(link_in_file("b.webloc", &written), expected("b"));
        let local = ("file:///etc/passwd".to_owned(), Some("c".to_owned()));
        assert_eq!(link("c.url", "URL=file:///etc/passwd"), Some(local));
        assert_eq!(link("d.html", "URL=https://a.example/"), None);
    }
}
