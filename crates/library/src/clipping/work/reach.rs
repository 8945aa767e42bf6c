//! What may be reached for a clip.

use std::{collections::HashSet, net::SocketAddr};

use capture::Policy;

use crate::{Library, Result};

/// The setting that allows private addresses, and its value.
const PRIVATE: (&str, &str) = ("private-addresses", "allowed");

/// Addresses that one run of the program may reach: `IP:PORT`, several with commas.
const ENVIRONMENT: &str = "TEARSHEET_ALLOW_PRIVATE";

/// How far the link of a clip may lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// To the public internet, and where the settings allow more, to the private host that it names.
    #[default]
    Settings,
    /// Also to the private host that it names: the user said so for this clip.
    Private,
}

impl Library {
    /// Whether links may lead to hosts of this machine and of private networks.
    pub fn allows_private(&self) -> Result<bool> {
        Ok(self.setting(PRIVATE.0)?.as_deref() == Some(PRIVATE.1))
    }

    /// Allows or forbids links to hosts of this machine and of private networks.
    pub fn allow_private(&self, allowed: bool) -> Result<()> {
        self.put_setting(PRIVATE.0, if allowed { PRIVATE.1 } else { "" })
    }
}

/// What may be fetched for a link: the public internet, and its own host where the user allowed that. No page leads further
/// into a private network than the host the user named.
pub(super) fn policy(library: &Library, url: &str, reach: Reach) -> Policy {
    let policy = with_environment(Policy::default(), url);
    let allowed = reach == Reach::Private || library.allows_private().unwrap_or_default();
    if allowed { policy.allowing_host_of(url) } else { policy }
}

/// The policy, and the address of `url` when it is written as one that the environment names.
pub(super) fn with_environment(policy: Policy, url: &str) -> Policy {
    let named = std::env::var(ENVIRONMENT).unwrap_or_default();
    let named: HashSet<SocketAddr> = named.split(',').filter_map(|address| address.trim().parse().ok()).collect();
    let asked = url::Url::parse(url).ok().and_then(|url| {
        let port = url.port_or_known_default()?;
        format!("{}:{port}", url.host_str()?).parse().ok()
    });
    match asked.filter(|asked| named.contains(asked)) {
        Some(asked) => policy.allowing(asked),
        None => policy,
    }
}
