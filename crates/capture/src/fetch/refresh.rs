//! Pages that are nothing but a way to another: `<meta http-equiv="refresh" content="0; url=…">`.

use url::Url;

/// A page that leads on is short; a long one with a refresh reloads itself.
const BYTES_MAX: usize = 8_192;

/// A longer wait is for reading, not for leading on, in seconds.
const DELAY_MAX: u32 = 5;

/// Where a page sends its reader at once.
pub(super) fn target(bytes: &[u8], url: &Url) -> Option<Url> {
    if bytes.len() > BYTES_MAX {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    // ASCII alone changes its case, so that places in both texts are the same.
    let lower = text.to_ascii_lowercase();
    let outside = without_noscript(&lower);
    let tag = outside.match_indices("<meta").find_map(|(at, _)| {
        let end = at + lower[at..].find('>')?;
        lower[at..end].contains("refresh").then_some(at..end)
    })?;
    let content = attribute(&lower[tag.clone()], &text[tag], "content")?;
    let (delay, rest) = content.split_once([';', ','])?;
    if delay.trim().parse::<u32>().ok()? > DELAY_MAX {
        return None;
    }
    let rest = rest.trim_start();
    let address = rest.get(..3).filter(|start| start.eq_ignore_ascii_case("url")).map_or(rest, |_| &rest[3..]);
    let address = address.trim_start().trim_start_matches('=').trim().trim_matches(['"', '\'']).replace("&amp;", "&");
    url.join(&address).ok().filter(|target| target.as_str() != url.as_str())
}

/// The page as a reader with scripts sees it; what it hides from scripts is blanked, so that places stay.
fn without_noscript(lower: &str) -> String {
    let mut text = lower.to_owned();
    let mut from = 0;
    while let Some(start) = text[from..].find("<noscript").map(|at| at + from) {
        let end = text[start..].find("</noscript").map_or(text.len(), |at| at + start);
        text.replace_range(start..end, &" ".repeat(end - start));
        from = end;
    }
    text
}

/// The value of an attribute, found in the lower-case tag and taken from the tag as written.
fn attribute<'a>(lower: &str, tag: &'a str, name: &str) -> Option<&'a str> {
    let after = lower.find(&format!("{name}=")).map(|at| &tag[at + name.len() + 1..])?;
    match after.chars().next()? {
        quote @ ('"' | '\'') => after[1..].split(quote).next(),
        _ => after.split(|c: char| c.is_whitespace() || c == '>').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(page: &str) -> Option<String> {
        target(page.as_bytes(), &Url::parse("https://t.example/x").unwrap()).map(String::from)
    }

    #[test]
    fn a_page_that_leads_on_is_followed_and_others_are_not() {
        let to = Some("https://news.example/良率?a=1&b=2".parse::<Url>().unwrap().into());
        let page =
            "<HEAD><META http-equiv=\"Refresh\" content=\"0;URL='https://news.example/良率?a=1&amp;b=2'\"></HEAD>";
        assert_eq!(leads(page), to);
        assert_eq!(leads("<meta content='0; url=/b' http-equiv=refresh>").as_deref(), Some("https://t.example/b"));
        for page in [
            "<meta http-equiv=refresh content=300>",
            "<meta http-equiv=refresh content='60;url=/b'>",
            "<meta http-equiv=refresh content='0;url=/x'>",
            "<noscript><meta http-equiv=refresh content='0;url=/nojs'></noscript>良率",
            "<p>良率</p>",
        ] {
            assert_eq!(leads(page), None, "{page}");
        }
        let long = format!("<meta http-equiv=refresh content='0;url=/b'>{}", "x".repeat(9_000));
        assert_eq!(leads(&long), None);
    }
}
