//! What a failed request means to a person.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::{Response, header::RETRY_AFTER};

use super::resolver::{NoAddress, PrivateName};
use crate::{Error, is_online};

/// The longest rest that a host is given; one that asks for more is asked again after a day.
pub(super) const REST_MAX: Duration = Duration::from_secs(86_400);

/// What a failed request means.
pub(super) fn reason(error: &reqwest::Error) -> Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if inner.is::<PrivateName>() {
            return Error::PrivateAddress;
        }
        if inner.is::<NoAddress>() {
            return offline().unwrap_or(Error::NoHost);
        }
        if inner.is::<rustls::Error>() {
            return Error::Untrusted;
        }
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            match io.get_ref() {
                Some(inner) if inner.is::<rustls::Error>() => return Error::Untrusted,
                _ if is_unreachable(io.kind()) => return offline().unwrap_or(Error::Broken),
                _ => {}
            }
        }
        cause = inner.source();
    }
    if error.is_timeout() { Error::Timeout } else { Error::Broken }
}

/// A host that cannot be reached says nothing of the network while this machine has one.
fn offline() -> Option<Error> {
    (!is_online()).then_some(Error::Offline)
}

fn is_unreachable(kind: std::io::ErrorKind) -> bool {
    use std::io::ErrorKind;
    matches!(kind, ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown)
}

/// For how long a busy host asks to be left alone (RFC 9110, 10.2.3): seconds, or a date.
pub(super) fn rest_asked_for(response: &Response) -> Option<Duration> {
    if !matches!(response.status().as_u16(), 429 | 503) {
        return None;
    }
    rest(response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim(), Timestamp::now())
}

fn rest(asked: &str, now: Timestamp) -> Option<Duration> {
    let after = match asked.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let until = jiff::fmt::rfc2822::parse(asked).ok()?.timestamp();
            Duration::try_from(until.duration_since(now)).unwrap_or_default()
        }
    };
    Some(after.min(REST_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rest_is_seconds_or_a_date_and_never_longer_than_a_day() {
        let now = "2026-03-12T09:00:00Z".parse().unwrap();
        let seconds = |asked: &str| rest(asked, now).map(|rest| rest.as_secs());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("Thu, 12 Mar 2026 09:05:00 GMT"), Some(300));
        assert_eq!(seconds("Thu, 12 Mar 2026 08:00:00 GMT"), Some(0));
        assert_eq!(seconds("99999999"), Some(86_400));
        assert_eq!(seconds("soon"), None);
    }
}
