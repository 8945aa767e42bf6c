//! What is said of a clip: a code, and what stands in its sentence. Whoever finds something says it by its code; the words are made where
//! somebody reads them: in the window's language there, in English by [`Remark`]'s `Display`.
//!
//! **Invariant:** no sentence is kept in the library; one that an earlier version kept is read as it is.

mod words;

use std::borrow::Cow;

use extract::Trouble;

use crate::{Error, NotUnderstood, clipping::apart::Lost, error::capitalised};

pub use words::codes as remark_codes;

/// Something said of a clip, for programs and all languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which sentence: one of [`remark_codes`], or [`SENTENCE`].
    pub code: Cow<'static, str>,
    /// The numbers, names and words in it, in order.
    pub values: Vec<String>,
    /// What is said in it as its reason.
    pub cause: Option<Box<Self>>,
}

/// The code of a sentence that has none: it is its only value.
pub const SENTENCE: &str = "sentence";

/// What is said of something kept of which no text could be read, or not the rest of it.
const PARTLY: [&str; 15] = [
    "encrypted",
    "damaged",
    "bomb",
    "scanned",
    "blank",
    "partly",
    "lost-time",
    "lost-crash",
    "lost-size",
    "lost-start",
    "too-large-to-show",
    "broke-off",
    "walled",
    "ends-early",
    "ends-early-at-once",
];

/// Whether what is said by this code of something kept is that it was clipped in part only.
pub fn is_partly(code: &str) -> bool {
    PARTLY.contains(&code)
}

/// Stands before each remark of a chain of causes as it is kept; no sentence begins with it (ASCII: record separator).
const RECORD: char = '\u{1e}';

/// Stands before each value of a remark as it is kept (ASCII: unit separator).
const UNIT: char = '\u{1f}';

impl Remark {
    /// What is said by this code; values follow with [`Remark::with`].
    pub(crate) fn of(code: &'static str) -> Self {
        debug_assert!(code == SENTENCE || words::knows(code), "no words for {code}");
        Self { code: Cow::Borrowed(code), values: Vec::new(), cause: None }
    }

    /// The same with another value.
    pub(crate) fn with(mut self, value: &dyn ToString) -> Self {
        self.values.push(value.to_string().replace([RECORD, UNIT], " "));
        self
    }

    /// The same with its reason.
    pub(crate) fn because(self, cause: impl Into<Self>) -> Self {
        Self { cause: Some(Box::new(cause.into())), ..self }
    }

    /// A sentence that has no code.
    pub fn sentence(text: &str) -> Self {
        Self::of(SENTENCE).with(&text)
    }

    /// As it is kept in the library.
    pub(crate) fn to_kept(&self) -> String {
        let values = self.values.iter().map(|value| format!("{UNIT}{value}")).collect::<String>();
        let cause = self.cause.as_ref().map(|cause| cause.to_kept()).unwrap_or_default();
        format!("{RECORD}{}{values}{cause}", self.code)
    }

    /// What is kept in the library; a sentence of an earlier version is one still.
    pub fn from_kept(kept: &str) -> Self {
        let Some(records) = kept.strip_prefix(RECORD) else { return Self::sentence(kept) };
        let chain = records.split(RECORD).rev().fold(None, |cause: Option<Box<Self>>, record| {
            let mut parts = record.split(UNIT).map(str::to_owned);
            let code = Cow::Owned(parts.next().unwrap_or_default());
            Some(Box::new(Self { code, values: parts.collect(), cause }))
        });
        chain.map_or_else(|| Self::sentence(kept), |first| *first)
    }
}

/// The code of what an error says, and the values in its sentence.
type Told = (&'static str, Vec<String>);

impl From<Told> for Remark {
    fn from((code, values): Told) -> Self {
        values.iter().fold(Self::of(code), |remark, value| remark.with(value))
    }
}

impl From<&capture::Error> for Remark {
    fn from(error: &capture::Error) -> Self {
        of_capture(error).into()
    }
}

/// Why something could not be fetched, or read from the disk.
fn of_capture(error: &capture::Error) -> Told {
    use capture::Error;
    let code = match error {
        Error::BadAddress => "bad-address",
        Error::UserInfo => "user-info",
        Error::PrivateAddress => "private-address",
        Error::Offline => "offline",
        Error::NoHost => "no-host",
        Error::Broken => "refused",
        Error::Untrusted => "untrusted",
        Error::Timeout => "timeout",
        Error::Status(status) => return ("status", vec![status.to_string()]),
        Error::Fault(status) => return ("site-fault", vec![status.to_string()]),
        Error::Busy { after } => return ("busy", vec![after.as_secs().to_string()]),
        Error::Redirects => "redirects",
        Error::TooBig { limit_mb } => return ("too-big", vec![limit_mb.to_string()]),
        Error::TooMany { limit } => return ("too-many-files", vec![limit.to_string()]),
        Error::EmptyFolder => "empty-folder",
        Error::BadEncoding => "bad-encoding",
        Error::NotFound => "no-file",
        Error::Denied => "denied-file",
        Error::NotAFile => "no-plain-file",
        Error::Io(kind) => return ("disk-failed", vec![kind.to_string()]),
        Error::NoTls => "no-tls",
    };
    (code, Vec::new())
}

impl From<NotUnderstood> for Remark {
    fn from(refusal: NotUnderstood) -> Self {
        of_refusal(refusal).into()
    }
}

/// Why nothing can be kept of a drop.
fn of_refusal(refusal: NotUnderstood) -> Told {
    let code = match refusal {
        NotUnderstood::Empty => "empty",
        NotUnderstood::TooLong => "too-long",
        NotUnderstood::UnknownType => "unknown-type",
        NotUnderstood::BrokenPicture => "no-picture",
        NotUnderstood::TooBig(limit_mb) => return ("too-big-file", vec![limit_mb.to_string()]),
        NotUnderstood::CutShort => "cut-short",
        NotUnderstood::NoText => "no-text",
        NotUnderstood::BadAddress => "no-web-address",
        NotUnderstood::UserInfo => "user-info",
    };
    (code, Vec::new())
}

impl From<Trouble> for Remark {
    fn from(trouble: Trouble) -> Self {
        Self::of(match trouble {
            Trouble::Encrypted => "encrypted",
            Trouble::Damaged => "damaged",
            Trouble::Bomb => "bomb",
            Trouble::Cut => "cut",
            Trouble::Scanned => "scanned",
            Trouble::Partly => "partly",
            Trouble::CutOff => "cut-off",
        })
    }
}

impl From<Lost> for Remark {
    fn from(lost: Lost) -> Self {
        Self::of(match lost {
            Lost::Time => "lost-time",
            Lost::Crash => "lost-crash",
            Lost::Size => "lost-size",
            Lost::Start => "lost-start",
        })
    }
}

impl From<&Error> for Remark {
    fn from(error: &Error) -> Self {
        match error {
            Error::NotUnderstood(refusal) => Self::from(*refusal),
            Error::Store(error) => {
                of_store(error).map_or_else(|| Self::sentence(&capitalised(&error.to_string())), Self::from)
            }
            other => Self::sentence(&capitalised(&other.to_string())),
        }
    }
}

/// Why nothing could be saved, where there is a code for it; with what was being done, and what the disk said.
fn of_store(error: &store::Error) -> Option<Told> {
    use std::io::ErrorKind;
    use store::{Error, ReadOnly};
    let code = match error {
        Error::Busy => "library-busy",
        Error::Full => "disk-full",
        Error::Damaged => "library-damaged",
        Error::ReadOnly(ReadOnly::NotWritable) => "library-not-writable",
        Error::ReadOnly(ReadOnly::Failed) => "library-disk-failed",
        Error::Io { doing, source } => {
            let doing = (*doing).to_owned();
            return Some(match source.kind() {
                ErrorKind::NotFound => ("saving-missing", vec![doing]),
                ErrorKind::AlreadyExists | ErrorKind::NotADirectory => ("saving-in-the-way", vec![doing]),
                ErrorKind::IsADirectory => ("saving-into-a-folder", vec![doing]),
                ErrorKind::PermissionDenied => ("saving-denied", vec![doing]),
                _ => ("saving-failed", vec![doing, source.to_string()]),
            });
        }
        _ => return None,
    };
    Some((code, Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_kept_by_its_code_and_an_earlier_sentence_as_it_is() {
        let plain = Remark::of("cancelled");
        let fault = Remark::of("ends-early").with(&3).because(&capture::Error::Fault(503));
        for remark in [plain, fault.clone(), Remark::from(NotUnderstood::TooBig(50))] {
            assert_eq!(Remark::from_kept(&remark.to_kept()), remark);
            assert!(!remark.to_kept().contains(' '), "a sentence is kept: {remark}");
        }
        let earlier = "A sentence of an earlier version.";
        assert_eq!(Remark::from_kept(earlier).to_string(), earlier);
        let cause = fault.cause.unwrap();
        assert_eq!((&*cause.code, &cause.values[..]), ("site-fault", &["503".to_owned()][..]));
    }

    #[test]
    fn what_the_disk_said_keeps_its_code() {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let denied = Remark::from(&Error::Store(store::Error::Io { doing: "writing a picture", source: denied }));
        assert_eq!((&*denied.code, denied.values.len()), ("saving-denied", 1));
        assert!(denied.to_string().starts_with("Writing a picture failed"), "{denied}");
        for kind in [std::io::ErrorKind::TimedOut, std::io::ErrorKind::NotADirectory, std::io::ErrorKind::NotFound] {
            let error = store::Error::Io { doing: "writing a picture", source: kind.into() };
            let said = capitalised(&error.to_string());
            assert_eq!(Remark::from(&Error::Store(error)).to_string(), said);
        }
        let broken = Remark::from(&capture::Error::Io(std::io::ErrorKind::TimedOut));
        assert_eq!((&*broken.code, &*broken.to_string()), ("disk-failed", "The file could not be read: timed out"));
    }
}
