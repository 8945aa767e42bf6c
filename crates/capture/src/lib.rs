//! A drop becomes a capture: bytes, media type, address.
//!
//! **Invariant:** the only crate that touches the network.
//! **Invariant:** no request goes to an address of this machine or a private network unless the policy allows it.

mod address;
mod canonical;
mod error;
mod fetch;
mod files;
mod links;

use std::net::SocketAddr;

pub use address::public_address;
pub use canonical::canonical_url;
pub use error::Error;
pub use fetch::Fetcher;
pub use files::{FILE_BYTES_MAX, FILES_MAX, files_of, read_file};
pub use links::urls_in;

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
    /// The one address of this machine or a private network that may be fetched; meant for a single clip.
    pub private_address_allowed: Option<SocketAddr>,
}

impl Policy {
    /// Whether an address may be connected to; port 0 is any port, as a resolver knows none.
    pub(crate) fn allows(&self, address: SocketAddr) -> bool {
        let named = |one: SocketAddr| one.ip() == address.ip() && (address.port() == 0 || one.port() == address.port());
        public_address(address.ip()) || self.private_address_allowed.is_some_and(named)
    }
}
