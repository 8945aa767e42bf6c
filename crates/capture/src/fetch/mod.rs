//! Fetching pages and pictures.
//!
//! **Invariant:** every hop's host and every address it resolves to is checked before a connection is made.
//! **Invariant:** no cookie leaves the host that set it, and none outlives the fetcher.

mod body;
mod cookies;
mod errors;
mod limits;
mod pace;
mod referer;
mod refresh;
mod resolver;
#[cfg(test)]
mod tests;
mod whole;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reqwest::{
    Client, Response, StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, REFERER},
    redirect,
};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::{Error, Fetched, Policy};
use cookies::Cookies;
use resolver::Resolver;

pub use limits::Limits;
pub use pace::Pace;

/// How the program names itself. The beginning is what its own window would say, being a WebKit: many sites answer nothing else.
/// The end says who asks and why, so that a site can see it and make a rule for it.
const USER_AGENT: &str = concat!(
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15 Tearsheet/",
    env!("CARGO_PKG_VERSION"),
    " (personal research notes)"
);

/// A part of a page shorter than this holds nothing worth keeping.
const PART_BYTES_MIN: usize = 1_000;

/// Fetches the pages and pictures of one clip; clones share its cookies.
#[derive(Clone, Debug)]
pub struct Fetcher {
    client: Client,
    policy: Policy,
    limits: Limits,
    pace: Pace,
    cookies: Arc<Mutex<Cookies>>,
}

/// What is asked for, apart from its address.
#[derive(Clone, Copy)]
struct Wish<'a> {
    accept: &'a str,
    referer: Option<&'a str>,
    spacing: Duration,
    bytes: usize,
}

impl Fetcher {
    /// Makes a fetcher that keeps a pace with others. Fails only when TLS cannot be set up.
    pub fn new(policy: Policy, limits: Limits, pace: Pace) -> Result<Self, Error> {
        // A provider that another part of the program installed serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .connect_timeout(limits.connect)
            .referer(false)
            .dns_resolver(Arc::new(Resolver { policy: policy.clone() }))
            .build()
            .map_err(|_| Error::NoTls)?;
        Ok(Self { client, policy, limits, pace, cookies: Arc::default() })
    }

    /// Fetches a page. One that broke off is asked for once more; then what came of it is given, with why the rest did not.
    pub async fn page(&self, url: &str) -> Result<Fetched, Error> {
        let first = self.page_once(url).await?;
        if first.broke_off != Some(Error::Broken) {
            return Ok(first);
        }
        tokio::time::sleep(self.limits.second_try).await;
        match self.page_once(url).await {
            Ok(second) if second.broke_off.is_none() || second.bytes.len() > first.bytes.len() => Ok(second),
            _ => Ok(first),
        }
    }

    async fn page_once(&self, url: &str) -> Result<Fetched, Error> {
        let (limits, accept) = (&self.limits, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        let wish = Wish { accept, referer: None, spacing: limits.page_spacing, bytes: limits.wire_bytes };
        let page = self.fetch(url, wish).await?;
        match &page.broke_off {
            Some(error) if page.bytes.len() < PART_BYTES_MIN => Err(error.clone()),
            _ => Ok(page),
        }
    }

    /// Fetches a picture as a reader of `page` would. A host that refuses is asked again as one who came from nowhere, then as one
    /// who came from itself.
    pub async fn picture(&self, url: &str, page: Option<&str>) -> Result<Fetched, Error> {
        let (limits, accept) = (&self.limits, "image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8,*/*;q=0.5");
        let mut refused = Error::BadAddress;
        for referer in referer::tries(url, page) {
            let referer = referer.as_deref();
            let wish = Wish { accept, referer, spacing: limits.picture_spacing, bytes: limits.picture_bytes };
            match self.fetch(url, wish).await {
                Err(error @ Error::Status(401 | 403)) => refused = error,
                Ok(Fetched { broke_off: Some(error), .. }) => return Err(error),
                ended => return ended,
            }
        }
        Err(refused)
    }

    async fn fetch(&self, url: &str, wish: Wish<'_>) -> Result<Fetched, Error> {
        let mut url = self.checked(Url::parse(url.trim()).map_err(|_| Error::BadAddress)?)?;
        let (mut visited, mut deadline) = (String::new(), Instant::now() + self.limits.total);
        for _ in 0..=self.limits.redirects {
            let server = server_of(&url);
            if visited != server {
                let begun = Instant::now();
                self.pace.turn(&server, wish.spacing).await.map_err(|after| Error::Busy { after })?;
                deadline += begun.elapsed();
                visited = server;
            }
            let response = self.request(&url, wish, deadline).await?;
            self.check_peer(&response, &url)?;
            self.cookies().keep(&url, response.headers());
            if let Some(next) = target_of(&response, &url)? {
                url = self.checked(next)?;
                continue;
            }
            let answer = self.answer(response, &url, wish, deadline).await?;
            match refresh::target(&answer.bytes, &url) {
                Some(next) if answer.broke_off.is_none() => url = self.checked(next)?,
                _ => return Ok(answer),
            }
        }
        Err(Error::Redirects)
    }

    /// An address that may be fetched: http or https, no user name, no host that the policy forbids.
    fn checked(&self, mut url: Url) -> Result<Url, Error> {
        url.set_fragment(None);
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(Error::BadAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::UserInfo);
        }
        if self.policy.allows_written(&url) { Ok(url) } else { Err(Error::PrivateAddress) }
    }

    async fn request(&self, url: &Url, wish: Wish<'_>, deadline: Instant) -> Result<Response, Error> {
        let mut request = self
            .client
            .get(url.clone())
            .header(ACCEPT, wish.accept)
            .header(ACCEPT_ENCODING, "gzip, deflate, br, zstd")
            .header(ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.8");
        if let Some(referer) = wish.referer.and_then(|referer| referer::shown(referer, url)) {
            request = request.header(REFERER, referer);
        }
        if let Some(cookie) = self.cookies().for_url(url) {
            request = request.header(COOKIE, cookie);
        }
        let until = deadline.min(Instant::now() + self.limits.connect + self.limits.first_byte);
        timeout_at(until, request.send()).await.map_err(|_| Error::Timeout)?.map_err(|error| errors::reason(&error))
    }

    /// The address connected to is checked once more, should anything between resolver and socket have changed it.
    fn check_peer(&self, response: &Response, url: &Url) -> Result<(), Error> {
        let allowed = response.remote_addr().is_none_or(|peer| self.policy.allows(url, peer.ip()));
        if allowed { Ok(()) } else { Err(Error::PrivateAddress) }
    }

    async fn answer(&self, response: Response, url: &Url, wish: Wish<'_>, deadline: Instant) -> Result<Fetched, Error> {
        if response.status() != StatusCode::OK {
            return Err(self.refusal(&response, url).await);
        }
        let (media_type, charset) = content_type(response.headers());
        let limits = Limits { wire_bytes: wish.bytes, ..self.limits };
        let (bytes, broke_off) = body::read(response, limits, deadline).await?;
        let broke_off = broke_off.filter(|_| !whole::is_whole(&bytes));
        Ok(Fetched { bytes, url: url.to_string(), media_type, charset, broke_off })
    }

    /// What a status says; a host that asks for rest is given it.
    async fn refusal(&self, response: &Response, url: &Url) -> Error {
        match errors::rest_asked_for(response) {
            Some(after) => {
                self.pace.rest(&server_of(url), after).await;
                Error::Busy { after }
            }
            None => Error::of_status(response.status().as_u16()),
        }
    }

    fn cookies(&self) -> MutexGuard<'_, Cookies> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The host and port that are asked.
fn server_of(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

/// Where a redirect leads.
fn target_of(response: &Response, url: &Url) -> Result<Option<Url>, Error> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let leads_nowhere = Error::Status(response.status().as_u16());
    let location = response.headers().get(LOCATION).ok_or(leads_nowhere)?;
    let location = String::from_utf8_lossy(location.as_bytes());
    url.join(&location).map(Some).map_err(|_| Error::BadAddress)
}

fn content_type(headers: &HeaderMap) -> (Option<String>, Option<String>) {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return (None, None) };
    let mut parts = value.split(';').map(str::trim);
    let media_type = parts.next().filter(|kind| kind.contains('/')).map(str::to_ascii_lowercase);
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media_type, charset.filter(|charset| !charset.is_empty()))
}
