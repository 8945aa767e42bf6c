//! Which hosts may be reached.
//!
//! **Invariant:** a private place is reached only under the very host that the user named; no public page leads to one.

use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

use crate::public_address;

/// What a fetcher may reach: the public internet, and the private hosts that the user named for this clip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    private: Vec<Place>,
}

/// A host, on one port or on any.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    host: String,
    port: Option<u16>,
}

impl Policy {
    /// Allows the host of an address, whatever it leads to, on every port.
    pub fn allowing_host_of(mut self, url: &str) -> Self {
        if let Some(host) = Url::parse(url).ok().as_ref().and_then(Url::host_str) {
            self.private.push(Place { host: host.to_owned(), port: None });
        }
        self
    }

    /// Allows one address with its port.
    pub fn allowing(mut self, place: SocketAddr) -> Self {
        let host = match place.ip() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        self.private.push(Place { host, port: Some(place.port()) });
        self
    }

    /// Whether the user named this host; a resolver knows no port.
    pub(crate) fn names(&self, host: &str, port: Option<u16>) -> bool {
        let fits = |place: &Place| place.port.is_none() || port.is_none() || place.port == port;
        self.private.iter().any(|place| place.host == host && fits(place))
    }

    /// Whether a connection to `ip` may serve a request to `url`.
    pub(crate) fn allows(&self, url: &Url, ip: IpAddr) -> bool {
        public_address(ip) || self.names(url.host_str().unwrap_or_default(), url.port_or_known_default())
    }

    /// Whether the host as written may be asked: a name is judged when it is resolved.
    pub(crate) fn allows_written(&self, url: &Url) -> bool {
        match url.host() {
            Some(Host::Ipv4(ip)) => self.allows(url, ip.into()),
            Some(Host::Ipv6(ip)) => self.allows(url, ip.into()),
            Some(Host::Domain(_)) => true,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_host_is_private_and_allowed() {
        let policy = Policy::default().allowing_host_of("http://nas.home.example:5000/x");
        let url = |text: &str| Url::parse(text).unwrap();
        let private = "192.168.1.5".parse().unwrap();
        assert!(policy.allows(&url("https://nas.home.example/y"), private));
        assert!(!policy.allows(&url("https://news.example/y"), private));
        assert!(!policy.allows_written(&url("http://192.168.1.5/")));
        let one = Policy::default().allowing("127.0.0.1:80".parse().unwrap());
        assert!(one.allows_written(&url("http://127.0.0.1/")) && !one.allows_written(&url("http://127.0.0.1:81/")));
        assert!(Policy::default().allowing("[::1]:80".parse().unwrap()).allows_written(&url("http://[::1]/")));
    }
}
