//! A drop becomes a capture: bytes, media type, address.
//!
//! **Invariant:** the only crate that touches the network.
//! **Invariant:** no request goes to an address of this machine or a private network unless the policy allows it.

mod error;

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

pub use error::Error;

/// What came from the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The body, unpacked.
    pub bytes: Vec<u8>,
    /// The address after redirects.
    pub url: String,
    /// The media type that the header named, without parameters.
    pub media_type: Option<String>,
    /// The charset that the header named.
    pub charset: Option<String>,
}

/// What a fetcher may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Whether addresses of this machine and of private networks may be fetched; meant for a single clip.
    pub private_addresses_allowed: bool,
}

/// Fetches pages and pictures within the limits of this crate.
#[derive(Clone, Debug)]
pub struct Fetcher {
    policy: Policy,
}

impl Fetcher {
    /// Makes a fetcher. Fails only when TLS cannot be set up.
    pub fn new(policy: Policy) -> Result<Self, Error> {
        Ok(Self { policy })
    }

    /// Fetches a page.
    pub async fn page(&self, url: &str) -> Result<Fetched, Error> {
        let _ = (url, self.policy);
        Err(Error::BadAddress)
    }

    /// Fetches a picture, naming the page it stands on where hosts ask for that.
    pub async fn picture(&self, url: &str, referer: Option<&str>) -> Result<Fetched, Error> {
        let _ = (url, referer);
        Err(Error::BadAddress)
    }
}

/// Whether an address belongs to the public internet.
pub fn public_address(ip: IpAddr) -> bool {
    !ip.is_loopback()
}

/// The address by which the same article is recognised again: tracking and share parameters, mobile and AMP hosts, and the fragment folded.
pub fn canonical_url(url: &str) -> String {
    url.to_owned()
}

/// Reads a file as a drop; `.url`, `.webloc` and `.desktop` become the link they hold.
pub fn read_file(path: &Path) -> Result<model::Drop, Error> {
    let _ = path;
    Err(Error::NotFound)
}

/// The plain files in a folder and its folders, sorted; hidden ones and links left out.
pub fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let _ = folder;
    Err(Error::NotFound)
}

/// The links of a text that is nothing but one or several links; empty for any other text.
pub fn urls_in(text: &str) -> Vec<String> {
    let _ = text;
    Vec::new()
}
