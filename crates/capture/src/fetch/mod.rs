//! Fetching pages and pictures.
//!
//! **Invariant:** every hop's host and every address it resolves to is checked before a connection is made.
//! **Invariant:** no cookie leaves the host that set it, and none outlives the fetch.

mod body;
mod cookies;
mod limits;
mod resolver;
#[cfg(test)]
mod tests;

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use reqwest::{
    Client, Response, StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, REFERER},
    redirect,
};
use tokio::time::{Instant, timeout_at};
use url::{Host, Url};

use crate::{Error, Fetched, Policy};
use cookies::Cookies;
use limits::Limits;
use resolver::{PrivateName, Resolver};

/// How the program names itself: as a browser that sites answer, and as what it is.
const USER_AGENT: &str =
    concat!("Mozilla/5.0 (compatible; Tearsheet/", env!("CARGO_PKG_VERSION"), "; personal research notes)");

/// Fetches pages and pictures within the limits of this crate.
#[derive(Clone, Debug)]
pub struct Fetcher {
    client: Client,
    policy: Policy,
    limits: Limits,
}

impl Fetcher {
    /// Makes a fetcher. Fails only when TLS cannot be set up.
    pub fn new(policy: Policy) -> Result<Self, Error> {
        Self::with_limits(policy, Limits::default())
    }

    fn with_limits(policy: Policy, limits: Limits) -> Result<Self, Error> {
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
            .dns_resolver(Arc::new(Resolver { policy }))
            .build()
            .map_err(|_| Error::NoTls)?;
        Ok(Self { client, policy, limits })
    }

    /// Fetches a page.
    pub async fn page(&self, url: &str) -> Result<Fetched, Error> {
        self.fetch(url, None, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").await
    }

    /// Fetches a picture, naming the page it stands on where hosts ask for that.
    pub async fn picture(&self, url: &str, referer: Option<&str>) -> Result<Fetched, Error> {
        self.fetch(url, referer, "image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8,*/*;q=0.5").await
    }

    async fn fetch(&self, url: &str, referer: Option<&str>, accept: &str) -> Result<Fetched, Error> {
        let deadline = Instant::now() + self.limits.total;
        let referer = referer.and_then(|referer| Url::parse(referer).ok());
        let mut url = self.checked(Url::parse(url.trim()).map_err(|_| Error::BadAddress)?)?;
        let mut cookies = Cookies::default();
        for _ in 0..=self.limits.redirects {
            let response = self.request(&url, referer.as_ref(), accept, &cookies, deadline).await?;
            self.check_peer(&response)?;
            cookies.keep(&url, response.headers());
            match target_of(&response, &url)? {
                Some(next) => url = self.checked(next)?,
                None => return self.answer(response, url, deadline).await,
            }
        }
        Err(Error::Redirects)
    }

    /// An address that may be fetched: http or https, no user name, no host that the policy forbids.
    fn checked(&self, mut url: Url) -> Result<Url, Error> {
        url.set_fragment(None);
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::BadAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::UserInfo);
        }
        let literal: Option<IpAddr> = match url.host() {
            Some(Host::Ipv4(ip)) => Some(ip.into()),
            Some(Host::Ipv6(ip)) => Some(ip.into()),
            Some(Host::Domain(_)) => None,
            None => return Err(Error::BadAddress),
        };
        let port = url.port_or_known_default().unwrap_or_default();
        let allowed = literal.is_none_or(|ip| self.policy.allows(SocketAddr::new(ip, port)));
        if allowed { Ok(url) } else { Err(Error::PrivateAddress) }
    }

    async fn request(
        &self,
        url: &Url,
        referer: Option<&Url>,
        accept: &str,
        cookies: &Cookies,
        deadline: Instant,
    ) -> Result<Response, Error> {
        let mut request =
            self.client.get(url.clone()).header(ACCEPT, accept).header(ACCEPT_ENCODING, "gzip, deflate, br");
        request = request.header(ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.8");
        if let Some(referer) = referer.and_then(|referer| referer_for(referer, url)) {
            request = request.header(REFERER, referer);
        }
        if let Some(cookie) = cookies.for_url(url) {
            request = request.header(COOKIE, cookie);
        }
        let until = deadline.min(Instant::now() + self.limits.connect + self.limits.first_byte);
        timeout_at(until, request.send()).await.map_err(|_| Error::Timeout)?.map_err(|error| reason(&error))
    }

    /// The address connected to is checked once more, should anything between resolver and socket have changed it.
    fn check_peer(&self, response: &Response) -> Result<(), Error> {
        let allowed = response.remote_addr().is_none_or(|peer| self.policy.allows(peer));
        if allowed { Ok(()) } else { Err(Error::PrivateAddress) }
    }

    async fn answer(&self, response: Response, url: Url, deadline: Instant) -> Result<Fetched, Error> {
        if response.status() != StatusCode::OK {
            return Err(Error::Status(response.status().as_u16()));
        }
        let (media_type, charset) = content_type(response.headers());
        let bytes = body::read(response, &self.limits, deadline).await?;
        Ok(Fetched { bytes, url: url.into(), media_type, charset })
    }
}

/// Where a redirect leads.
fn target_of(response: &Response, url: &Url) -> Result<Option<Url>, Error> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let location = response.headers().get(LOCATION).ok_or(Error::BadAddress)?;
    let location = String::from_utf8_lossy(location.as_bytes());
    url.join(&location).map(Some).map_err(|_| Error::BadAddress)
}

/// The page's address for its own host, its origin for others, nothing from a secure page to an insecure host.
fn referer_for(referer: &Url, url: &Url) -> Option<String> {
    let downgrade = referer.scheme() == "https" && url.scheme() == "http";
    if !matches!(referer.scheme(), "http" | "https") || downgrade {
        return None;
    }
    let mut shown = referer.clone();
    shown.set_fragment(None);
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    if referer.origin() != url.origin() {
        shown.set_path("/");
        shown.set_query(None);
    }
    Some(shown.into())
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

/// What a failed request means to a person.
fn reason(error: &reqwest::Error) -> Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if inner.is::<PrivateName>() {
            return Error::PrivateAddress;
        }
        if inner.is::<resolver::NoAddress>() {
            return Error::Offline;
        }
        if inner.is::<rustls::Error>() {
            return Error::Untrusted;
        }
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            match io.get_ref() {
                Some(inner) if inner.is::<rustls::Error>() => return Error::Untrusted,
                _ if is_unreachable(io.kind()) => return Error::Offline,
                _ => {}
            }
        }
        cause = inner.source();
    }
    if error.is_timeout() { Error::Timeout } else { Error::Broken }
}

fn is_unreachable(kind: std::io::ErrorKind) -> bool {
    use std::io::ErrorKind;
    matches!(kind, ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown)
}
