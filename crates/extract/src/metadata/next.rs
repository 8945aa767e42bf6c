//! The next page of an article that goes over several.

use std::ops::Range;

use dom_query::{Document, NodeRef};
use url::{Position, Url};

/// What a link says that leads to another page of the same text, and not to another text.
const SAYS_PAGE: [&str; 7] = ["下一页", "下一頁", "下页", "下頁", "后一页", "next page", "2"];

/// What a link says that leads on, to whatever comes next.
const SAYS_NEXT: [&str; 2] = ["next", "continue reading"];

/// Signs around these words.
const SIGNS: [char; 11] = ['›', '»', '>', '→', '·', '[', ']', '【', '】', '(', ')'];

/// Pages that an article goes over at the most.
const PAGES: Range<u32> = 2..100;

/// What stands before the number of a page in an address.
const BEFORE_PAGE: [&str; 9] = ["_", "_p", "/page/", "/page-", "?page=", "&page=", "?pagenum=", "?pn=", "&pn="];

/// What stands before the number of a page, or before that of an article.
const BEFORE_NUMBER: [&str; 5] = ["-", "/", "/p", "?p=", "&p="];

/// The address that a page links to as its next page. Believed only when the two addresses are one but for the number of the page,
/// which is one more: the next article of a site is not the next page of this one.
pub(super) fn read(document: &Document, url: Option<&str>) -> Option<String> {
    let here = Url::parse(url?).ok()?;
    document.select("a[href], link[rel~='next'][href]").nodes().iter().find_map(|link| {
        let says_page = says(link, &SAYS_PAGE);
        let rel = link.attr("rel").unwrap_or_default();
        let leads_on = says_page || rel.split_ascii_whitespace().any(|word| word == "next") || says(link, &SAYS_NEXT);
        let next = here.join(link.attr("href").filter(|_| leads_on)?.trim()).ok()?;
        is_page_after(&here, &next, says_page).then(|| next.into())
    })
}

fn says(link: &NodeRef, words: &[&str]) -> bool {
    let text = link.text();
    let said = text.trim_matches(|c: char| c.is_whitespace() || SIGNS.contains(&c));
    words.iter().any(|word| said.eq_ignore_ascii_case(word))
}

/// Whether the second address is that of the page after the first, of the same text.
fn is_page_after(here: &Url, next: &Url, says_page: bool) -> bool {
    let same = (here.scheme(), here.host_str(), here.port()) == (next.scheme(), next.host_str(), next.port());
    let path = |url: &Url| url[Position::BeforePath..Position::AfterQuery].trim_end_matches('/').to_owned();
    let (one, other) = (path(here), path(next));
    let first = |sign: &str| without_number(&other, sign).is_some_and(|(number, rest)| number == 2 && rest == one);
    let later = |sign: &str| match (without_number(&one, sign), without_number(&other, sign)) {
        (Some((number, rest)), Some((after, same))) => after == number + 1 && rest == same && PAGES.contains(&after),
        _ => false,
    };
    same && (BEFORE_PAGE.iter().chain(&BEFORE_NUMBER).any(|sign| first(sign))
        || BEFORE_PAGE.iter().any(|sign| later(sign))
        || (says_page && BEFORE_NUMBER.iter().any(|sign| later(sign))))
}

/// An address without the last number behind a sign, and that number.
fn without_number(address: &str, sign: &str) -> Option<(u32, String)> {
    let at = address.rfind(sign)?;
    let from = at + sign.len();
    let length = address[from..].bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = (address[from..from + length].parse().ok()?, &address[from + length..]);
    (after.is_empty() || after.starts_with(['.', '&', '?'])).then(|| (number, format!("{}{after}", &address[..at])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follows(here: &str, next: &str) -> bool {
        is_page_after(&Url::parse(here).unwrap(), &Url::parse(next).unwrap(), false)
    }

    #[test]
    fn pages_of_one_article_differ_by_their_number_alone() {
        for (here, next) in [
            ("https://a.example/2026/x.html", "https://a.example/2026/x_2.html"),
            ("https://a.example/2026/x_2.html", "https://a.example/2026/x_3.html"),
            ("https://a.example/x", "https://a.example/x?page=2"),
            ("https://a.example/x?page=2", "https://a.example/x?page=3"),
            ("https://a.example/x/", "https://a.example/x/2/"),
            ("https://a.example/x", "https://a.example/x/page/2"),
        ] {
            assert!(follows(here, next), "{here} {next}");
        }
        let url = |text: &str| Url::parse(text).unwrap();
        assert!(is_page_after(&url("https://a.example/x/2/"), &url("https://a.example/x/3/"), true));
    }

    #[test]
    fn other_articles_are_not_the_next_page() {
        for (here, next) in [
            ("https://a.example/x", "https://a.example/y"),
            ("https://a.example/x", "https://b.example/x?page=2"),
            ("https://a.example/x.html", "https://a.example/x.html"),
            ("https://a.example/x.html", "https://a.example/x_3.html"),
            ("https://a.example/x_2.html", "https://a.example/x_2.html"),
            ("https://a.example/news/12", "https://a.example/news/13"),
            ("https://a.example/part-1", "https://a.example/part-2"),
            ("https://a.example/?p=12", "https://a.example/?p=13"),
            ("https://a.example/news/1001.html", "https://a.example/news/1002.html"),
            ("https://a.example/x?page=3", "https://a.example/x?page=2"),
        ] {
            assert!(!follows(here, next), "{here} {next}");
        }
    }
}
