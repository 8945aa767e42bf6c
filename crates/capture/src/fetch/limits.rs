//! How long and how much a fetch may take.

use std::time::Duration;

/// A host that has not accepted a connection by then is not there.
pub(super) const CONNECT: Duration = Duration::from_secs(10);
/// A server that has not begun to answer by then will not be waited for.
pub(super) const FIRST_BYTE: Duration = Duration::from_secs(15);
/// The whole fetch with all redirects: longer than a person waits for a page.
pub(super) const TOTAL: Duration = Duration::from_secs(60);
/// The slowest body that is waited for, in bytes a second: slower ones would only hold a connection.
pub(super) const BYTES_PER_SECOND_MIN: u64 = 1_000;
/// How long a body may be slower than that before it is given up.
pub(super) const SLOW_GRACE: Duration = Duration::from_secs(10);
/// Redirects followed: browsers follow 20, honest sites need 5.
pub(super) const REDIRECTS_MAX: usize = 10;
/// Bytes on the wire: as much as the largest file that is taken in.
pub(super) const WIRE_BYTES_MAX: usize = 50_000_000;
/// Bytes once unpacked: what is held in memory while a page is read.
pub(super) const UNPACKED_BYTES_MAX: usize = 100_000_000;
/// Unpacked bytes for each packed one: HTML packs some 10 times, a bomb 1,000 times.
pub(super) const RATIO_MAX: usize = 100;
/// Bytes that may always come out, so that a short page of blanks is no bomb.
pub(super) const RATIO_FREE_BYTES: usize = 1_000_000;

/// The limits of one fetcher; tests make them small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) connect: Duration,
    pub(super) first_byte: Duration,
    pub(super) total: Duration,
    pub(super) bytes_per_second: u64,
    pub(super) slow_grace: Duration,
    pub(super) redirects: usize,
    pub(super) wire_bytes: usize,
    pub(super) unpacked_bytes: usize,
    pub(super) ratio: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: CONNECT,
            first_byte: FIRST_BYTE,
            total: TOTAL,
            bytes_per_second: BYTES_PER_SECOND_MIN,
            slow_grace: SLOW_GRACE,
            redirects: REDIRECTS_MAX,
            wire_bytes: WIRE_BYTES_MAX,
            unpacked_bytes: UNPACKED_BYTES_MAX,
            ratio: RATIO_MAX,
        }
    }
}
