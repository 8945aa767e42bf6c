//! How long and how much a fetch may take.

use std::time::Duration;

/// A host that has not accepted a connection by then is not there.
const CONNECT: Duration = Duration::from_secs(10);
/// A server that has not begun to answer by then will not be waited for.
const FIRST_BYTE: Duration = Duration::from_secs(15);
/// The whole fetch with all redirects: longer than a person waits for a page.
const TOTAL: Duration = Duration::from_secs(60);
/// The slowest body that is waited for, in bytes a second: slower ones would only hold a connection.
const BYTES_PER_SECOND_MIN: u64 = 1_000;
/// How long a body may be slower than that before it is given up.
const SLOW_GRACE: Duration = Duration::from_secs(10);
/// Redirects followed: browsers follow 20, honest sites need 5.
const REDIRECTS_MAX: usize = 10;
/// Bytes on the wire: as much as the largest file that is taken in.
const WIRE_BYTES_MAX: usize = 50_000_000;
/// Bytes of one picture: a photograph at full size has 10 MB, and an article may have 200 of them.
const PICTURE_BYTES_MAX: usize = 25_000_000;
/// Bytes once unpacked: what is held in memory while a page is read.
const UNPACKED_BYTES_MAX: usize = 100_000_000;
/// Unpacked bytes for each packed one: HTML packs some 10 times, a bomb 1,000 times.
const RATIO_MAX: usize = 100;
/// Bytes that may always come out, so that a short page of blanks is no bomb.
pub(super) const RATIO_FREE_BYTES: usize = 1_000_000;
/// Between two pages of one host: a person who opens links in tabs is no slower.
const PAGE_SPACING: Duration = Duration::from_millis(500);
/// Between two pictures of one host: a browser asks for a page's pictures six at once.
const PICTURE_SPACING: Duration = Duration::from_millis(50);
/// Before a page that broke off is asked for once more.
const SECOND_TRY: Duration = Duration::from_secs(1);

/// The limits of one fetcher.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time for a connection.
    pub connect: Duration,
    /// Time from there to the beginning of the answer.
    pub first_byte: Duration,
    /// Time for all of it.
    pub total: Duration,
    /// The slowest body, bytes a second.
    pub bytes_per_second: u64,
    /// Time for which a body may be slower.
    pub slow_grace: Duration,
    /// Redirects followed.
    pub redirects: usize,
    /// Bytes of a page on the wire.
    pub wire_bytes: usize,
    /// Bytes of a picture on the wire.
    pub picture_bytes: usize,
    /// Bytes of a body once unpacked.
    pub unpacked_bytes: usize,
    /// Unpacked bytes for each packed one.
    pub ratio: usize,
    /// Time between two pages of one host.
    pub page_spacing: Duration,
    /// Time between two pictures of one host.
    pub picture_spacing: Duration,
    /// Time before a page that broke off is asked for once more.
    pub second_try: Duration,
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
            picture_bytes: PICTURE_BYTES_MAX,
            unpacked_bytes: UNPACKED_BYTES_MAX,
            ratio: RATIO_MAX,
            page_spacing: PAGE_SPACING,
            picture_spacing: PICTURE_SPACING,
            second_try: SECOND_TRY,
        }
    }
}
