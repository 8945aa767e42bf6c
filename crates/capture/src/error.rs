//! Why something could not be taken in.

use std::time::Duration;

/// Why something could not be taken in; each sentence says what happened and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is not an address that can be fetched.
    #[error("this is not a web address that can be fetched; only http and https addresses are")]
    BadAddress,
    /// The address carries a user name or password.
    #[error("the address contains a user name or password; remove it and try again")]
    UserInfo,
    /// The host is on this machine or a private network.
    #[error(
        "the address leads to this machine or a private network; allow private addresses in the settings, or for one clip with --allow-private, if that is meant"
    )]
    PrivateAddress,
    /// This machine has no network.
    #[error("there is no network; it will be fetched when the network is back")]
    Offline,
    /// The host's name has no address.
    #[error("no site of this name was found; check the address, it will be tried again later")]
    NoHost,
    /// The connection was refused or broke off.
    #[error("the site refused or broke the connection; try again later")]
    Broken,
    /// The secure connection could not be trusted.
    #[error("the site's certificate could not be verified; the page was not fetched")]
    Untrusted,
    /// The server took too long to answer, or sent too slowly.
    #[error("the site took too long to answer; try again later")]
    Timeout,
    /// The server answered with an error status.
    #[error("the site answered with the status {0}; open the page in a browser and clip it from there")]
    Status(u16),
    /// The server answered that it has a fault of its own, which may pass.
    #[error("the site has a fault of its own (status {0}); the address and the network are in order, try again later")]
    Fault(u16),
    /// The server asked to be left alone for a while.
    #[error("the site is busy and asks to be left alone for {} s; it will be tried again then", after.as_secs())]
    Busy {
        /// For how long.
        after: Duration,
    },
    /// More redirects than are followed.
    #[error("the site redirects without end; open the page in a browser and clip it from there")]
    Redirects,
    /// More bytes than are taken in.
    #[error("it is larger than {limit_mb} MB; save the part that matters and clip that")]
    TooBig {
        /// The limit in megabytes.
        limit_mb: u64,
    },
    /// A folder holds more files than are taken in at once.
    #[error("the folder holds more than {limit} files; choose a smaller one")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// A folder in which no file lies.
    #[error("there is no file in this folder; choose another one")]
    EmptyFolder,
    /// The packed body unpacks to far more than is believable, or does not unpack.
    #[error(
        "the site's answer is packed in a way that cannot be unpacked safely; open the page in a browser and clip it from there"
    )]
    BadEncoding,
    /// There is no such file or folder.
    #[error("there is no such file; check the path")]
    NotFound,
    /// The file may not be read.
    #[error("the file may not be read; check its permissions")]
    Denied,
    /// It is a link, a pipe or a device, not a plain file.
    #[error("this is not a plain file; links are not followed, pipes and devices are not read")]
    NotAFile,
    /// The disk failed to give the file.
    #[error("the file could not be read: {0}")]
    Io(std::io::ErrorKind),
    /// The network part could not be made ready on this system.
    #[error(
        "secure connections could not be set up on this system; install its certificates (on Debian: ca-certificates)"
    )]
    NoTls,
}

impl Error {
    /// What an error status means.
    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            // 501 and 505 say that the server will never know how.
            500 | 502..=504 | 506..=599 => Self::Fault(status),
            _ => Self::Status(status),
        }
    }

    /// Whether the same attempt may succeed later.
    pub fn is_worth_retrying(&self) -> bool {
        match self {
            Self::Offline | Self::NoHost | Self::Broken | Self::Timeout | Self::Busy { .. } | Self::Fault(_) => true,
            Self::Status(status) => matches!(status, 408 | 425 | 429),
            _ => false,
        }
    }

    /// The soonest that another attempt makes sense.
    pub fn not_before(&self) -> Option<Duration> {
        match self {
            Self::Busy { after } => Some(*after),
            _ => None,
        }
    }
}
