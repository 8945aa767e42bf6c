//! Names to addresses, each address checked.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::{Policy, public_address};

/// A name that leads to an address the policy forbids.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to a private address")]
pub(super) struct PrivateName;

/// A name without an address.
#[derive(Debug, thiserror::Error)]
#[error("the name has no address")]
pub(super) struct NoAddress;

/// The system's resolver behind the policy: one forbidden address among several refuses the name.
#[derive(Clone, Debug)]
pub(super) struct Resolver {
    pub(super) policy: Policy,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let is_named = self.policy.names(name.as_str(), None);
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| NoAddress)?;
            let addresses: Vec<SocketAddr> = found.collect();
            if addresses.is_empty() {
                return Err(NoAddress.into());
            }
            if !is_named && !addresses.iter().all(|address| public_address(address.ip())) {
                return Err(PrivateName.into());
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}
