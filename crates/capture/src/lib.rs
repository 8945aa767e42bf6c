//! A drop becomes a capture: bytes, media type, address.
//!
//! **Invariant:** the only crate that touches the network.
//! **Invariant:** no request goes to an address of this machine or a private network unless the policy allows it.

mod address;
mod addresses;
mod error;
mod fetch;
mod files;
mod links;
mod online;
mod policy;

pub use address::public_address;
pub use addresses::{Addresses, BadRules};
pub use error::Error;
pub use fetch::{Fetcher, Limits, Pace};
pub use files::{FILE_BYTES_MAX, FILES_MAX, files_beside, files_of, is_beside, is_called_beside, read_file};
pub use links::{has_user_info, urls_in, without_user_info};
pub use online::is_online;
pub use policy::Policy;

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
    /// Why the body ended before its end.
    pub broke_off: Option<Error>,
}
