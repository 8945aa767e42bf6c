//! The cookies of one fetch: some sites answer only a reader who brings back what it was given on the way.

use reqwest::header::{HeaderMap, SET_COOKIE};
use url::Url;

/// Cookies kept in one fetch.
const COOKIES_MAX: usize = 50;

/// Bytes of one cookie (RFC 6265, 6.1).
const COOKIE_BYTES_MAX: usize = 4_096;

/// Name and value, each with the exact origin that set it.
#[derive(Debug, Default)]
pub(super) struct Cookies(Vec<(url::Origin, String, String)>);

impl Cookies {
    /// Keeps what an answer sets.
    pub(super) fn keep(&mut self, url: &Url, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let Ok(text) = header.to_str() else { continue };
            let pair = text.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else { continue };
            let (origin, name) = (url.origin(), name.trim().to_owned());
            self.0.retain(|(known_origin, known, _)| (known_origin, known) != (&origin, &name));
            if self.0.len() < COOKIES_MAX && pair.len() <= COOKIE_BYTES_MAX {
                self.0.push((origin, name, value.trim().to_owned()));
            }
        }
    }

    /// The header for a request to this address.
    pub(super) fn for_url(&self, url: &Url) -> Option<String> {
        let origin = url.origin();
        let pairs: Vec<String> = self
            .0
            .iter()
            .filter(|(known, ..)| *known == origin)
            .map(|(_, name, value)| format!("{name}={value}"))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}
