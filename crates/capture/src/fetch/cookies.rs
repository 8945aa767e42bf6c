//! The cookies of one clip: some sites answer only a reader who brings back what it was given on the way.
//!
//! **Invariant:** a cookie goes to the host that set it and no other, whatever domain it asks for.
//! **Invariant:** what came over a secure connection leaves over no other.

use reqwest::header::{HeaderMap, SET_COOKIE};
use url::Url;

/// Cookies kept in one clip.
const COOKIES_MAX: usize = 50;

/// Bytes of one cookie (RFC 6265, 6.1).
const COOKIE_BYTES_MAX: usize = 4_096;

/// The dates by which servers take a cookie back.
const LONG_AGO: [&str; 2] = ["01 jan 1970", "01-jan-1970"];

#[derive(Debug)]
struct Cookie {
    host: String,
    secure: bool,
    name: String,
    value: String,
}

/// What the hosts of one clip have set.
#[derive(Debug, Default)]
pub(super) struct Cookies(Vec<Cookie>);

impl Cookies {
    /// Keeps what an answer sets, and forgets what it takes back.
    pub(super) fn keep(&mut self, url: &Url, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let (Ok(text), Some(host)) = (header.to_str(), url.host_str()) else { continue };
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            let name = name.trim();
            self.0.retain(|known| known.host != host || known.name != name);
            if self.0.len() < COOKIES_MAX && pair.len() <= COOKIE_BYTES_MAX && !is_taken_back(attributes) {
                let (name, value, secure) = (name.to_owned(), value.trim().to_owned(), url.scheme() == "https");
                self.0.push(Cookie { host: host.to_owned(), secure, name, value });
            }
        }
    }

    /// The header for a request to this address.
    pub(super) fn for_url(&self, url: &Url) -> Option<String> {
        let fits =
            |cookie: &&Cookie| Some(&*cookie.host) == url.host_str() && (!cookie.secure || url.scheme() == "https");
        let pairs: Vec<String> =
            self.0.iter().filter(fits).map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

fn is_taken_back(attributes: &str) -> bool {
    attributes.to_ascii_lowercase().split(';').map(str::trim).any(|attribute| match attribute.split_once('=') {
        Some(("max-age", age)) => age.parse::<i64>().is_ok_and(|age| age <= 0),
        Some(("expires", date)) => LONG_AGO.iter().any(|day| date.contains(day)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(cookies: &mut Cookies, url: &str, header: &str) {
        let mut headers = HeaderMap::new();
        headers.append(SET_COOKIE, header.parse().unwrap());
        cookies.keep(&Url::parse(url).unwrap(), &headers);
    }

    #[test]
    fn cookies_stay_with_their_host_and_with_security() {
        let mut cookies = Cookies::default();
        set(&mut cookies, "http://a.example/", "seen=1; Path=/; Domain=example");
        set(&mut cookies, "https://a.example/", "token=x; Secure");
        let sent = |cookies: &Cookies, url: &str| cookies.for_url(&Url::parse(url).unwrap());
        assert_eq!(sent(&cookies, "https://a.example/b").as_deref(), Some("seen=1; token=x"));
        assert_eq!(sent(&cookies, "http://a.example/b").as_deref(), Some("seen=1"));
        for other in ["https://b.example/", "https://www.a.example/", "https://example/"] {
            assert_eq!(sent(&cookies, other), None, "{other}");
        }
        set(&mut cookies, "https://a.example/", "seen=; Max-Age=0");
        set(&mut cookies, "https://a.example/", "token=; expires=Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(sent(&cookies, "https://a.example/b"), None);
    }
}
