//! What is said of a clip, told apart by codes, so that it can be said in other languages.
//!
//! The library keeps and the command line prints the sentence; it is the one source of the code. So a receipt that was written before there
//! were codes has one as well, and no sentence stands in two places.

use std::sync::LazyLock;

use crate::{
    NotUnderstood,
    clipping::{letters, reading, work},
    error::capitalised,
};

/// A sentence about a clip, for programs and other languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which sentence: one of [`remark_codes`].
    pub code: &'static str,
    /// The numbers, names and words in it, in order.
    pub values: Vec<String>,
    /// The sentence that stands in it as its reason.
    pub cause: Option<Box<Self>>,
}

/// A sentence that may be said: the pieces between its values.
struct Known {
    code: &'static str,
    pieces: Vec<String>,
    ends_with_cause: bool,
}

/// Stands in an example for the value of a sentence; no sentence holds it by itself.
pub(crate) const NUMBER: u16 = 7_177;
/// Stands in an example for a word that is the same in all languages, such as the name of a format; no sentence holds it by itself.
pub(crate) const WORD: &str = "7177";
/// Stands in an example for the reason that a sentence gives.
pub(crate) const CAUSE: &str = "⟨cause⟩";

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let said = errors().into_iter().map(|(code, error)| (code, capitalised(&error.to_string())));
    let refused = refusals().into_iter().map(|(code, refusal)| (code, refusal.to_string()));
    let found = reading::remarks().into_iter().chain([("some-unread", letters::SOME_UNREAD)]);
    let found = found.map(|(code, sentence)| (code, sentence.to_owned()));
    said.chain(kept_from_saving())
        .chain(refused)
        .chain(found)
        .chain(work::remarks())
        .map(|(code, example)| Known::of(code, &example))
        .collect()
});

impl Known {
    fn of(code: &'static str, example: &str) -> Self {
        let number = NUMBER.to_string();
        let (ends_with_cause, numbered) = (example.contains(CAUSE), example.replace(CAUSE, &number));
        Self { code, pieces: numbered.split(&number).map(str::to_owned).collect(), ends_with_cause }
    }

    /// The values of a sentence, when it is this one.
    fn values(&self, sentence: &str) -> Option<Vec<String>> {
        let (first, rest) = self.pieces.split_first()?;
        let (mut left, mut values) = (sentence.strip_prefix(first.as_str())?, Vec::new());
        for (at, piece) in rest.iter().enumerate() {
            let is_last = at + 1 == rest.len();
            let end = if is_last { left.strip_suffix(piece.as_str())?.len() } else { left.find(piece.as_str())? };
            values.push(left[..end].to_owned());
            left = &left[end + piece.len()..];
        }
        left.is_empty().then_some(values)
    }
}

/// The remark that a sentence is; `None` for one of another origin, which stays as it is.
pub fn remark_in(sentence: &str) -> Option<Remark> {
    KNOWN.iter().find_map(|known| {
        let mut values = known.values(sentence)?;
        let cause = match known.ends_with_cause {
            true => values.pop().and_then(|cause| remark_in(&capitalised(&cause))),
            false => None,
        };
        values.iter().all(|value| is_value(value)).then(|| Remark {
            code: known.code,
            values,
            cause: cause.map(Box::new),
        })
    })
}

/// Whether this may be the number or the word in a sentence, and not a part of another sentence.
fn is_value(text: &str) -> bool {
    let may_stand = |c: char| c.is_numeric() || c.is_ascii_alphabetic() || " -/()".contains(c);
    !text.is_empty() && text.chars().all(may_stand)
}

/// The codes of all remarks.
pub fn remark_codes() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|known| known.code)
}

/// Why something could not be fetched, or read from the disk.
fn errors() -> Vec<(&'static str, capture::Error)> {
    use capture::Error;
    vec![
        ("bad-address", Error::BadAddress),
        ("user-info", Error::UserInfo),
        ("private-address", Error::PrivateAddress),
        ("offline", Error::Offline),
        ("no-host", Error::NoHost),
        ("refused", Error::Broken),
        ("untrusted", Error::Untrusted),
        ("timeout", Error::Timeout),
        ("status", Error::Status(NUMBER)),
        ("site-fault", Error::Fault(NUMBER)),
        ("busy", Error::Busy { after: std::time::Duration::from_secs(NUMBER.into()) }),
        ("redirects", Error::Redirects),
        ("too-big", Error::TooBig { limit_mb: NUMBER.into() }),
        ("bad-encoding", Error::BadEncoding),
        ("no-tls", Error::NoTls),
        ("no-file", Error::NotFound),
        ("denied-file", Error::Denied),
        ("no-plain-file", Error::NotAFile),
        ("empty-folder", Error::EmptyFolder),
        ("too-many-files", Error::TooMany { limit: NUMBER.into() }),
    ]
}

/// Why nothing could be saved, and what the disk said of a file.
fn kept_from_saving() -> Vec<(&'static str, String)> {
    use std::io::{self, ErrorKind};
    use store::{Error, ReadOnly};
    let said = [
        ("library-busy", Error::Busy),
        ("disk-full", Error::Full),
        ("library-damaged", Error::Damaged),
        ("library-not-writable", Error::ReadOnly(ReadOnly::NotWritable)),
        ("library-disk-failed", Error::ReadOnly(ReadOnly::Failed)),
    ];
    let said = said.map(|(code, error)| (code, capitalised(&error.to_string())));
    let refused = [
        ("saving-missing", ErrorKind::NotFound),
        ("saving-in-the-way", ErrorKind::AlreadyExists),
        ("saving-into-a-folder", ErrorKind::IsADirectory),
        ("saving-denied", ErrorKind::PermissionDenied),
    ];
    let refused = refused.map(|(code, kind)| (code, io::Error::from(kind)));
    let failed = refused.into_iter().chain([("saving-failed", io::Error::other(WORD))]);
    let failed = failed.map(|(code, source)| (code, Error::Io { doing: WORD, source }.to_string()));
    let disk = capture::Error::Io(ErrorKind::Other).to_string().replace(&ErrorKind::Other.to_string(), WORD);
    said.into_iter().chain(failed).chain([("disk-failed", capitalised(&disk))]).collect()
}

/// Why nothing can be kept of a drop.
fn refusals() -> Vec<(&'static str, NotUnderstood)> {
    vec![
        ("empty", NotUnderstood::Empty),
        ("too-long", NotUnderstood::TooLong),
        ("unknown-type", NotUnderstood::UnknownType),
        ("too-big-file", NotUnderstood::TooBig(NUMBER.into())),
        ("no-text", NotUnderstood::NoText),
        ("no-web-address", NotUnderstood::BadAddress),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn remark(code: &'static str, values: &[&str]) -> Remark {
        Remark { code, values: values.iter().map(|value| (*value).to_owned()).collect(), cause: None }
    }

    #[test]
    fn a_sentence_is_known_by_its_code_with_the_values_in_it() {
        let error = capture::Error::Status(404);
        assert_eq!(remark_in(&capitalised(&error.to_string())), Some(remark("status", &["404"])));
        assert_eq!(remark_in(&NotUnderstood::TooBig(50).to_string()), Some(remark("too-big-file", &["50"])));
        assert_eq!(remark_in("A sentence of an earlier version."), None);
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let denied = store::Error::Io { doing: "Writing a picture", source: denied };
        assert_eq!(remark_in(&denied.to_string()), Some(remark("saving-denied", &["Writing a picture"])));
        let strange = store::Error::Io { doing: "Writing", source: std::io::Error::other("broken pipe") };
        assert_eq!(remark_in(&strange.to_string()).unwrap().code, "saving-failed");
        let unread = capture::Error::Io(std::io::ErrorKind::TimedOut);
        assert_eq!(remark_in(&capitalised(&unread.to_string())).unwrap().code, "disk-failed");
        let fault = capture::Error::Fault(503).to_string();
        let broken = remark_in(&work::ends_early(3, &fault)).unwrap();
        assert_eq!((broken.code, broken.values), ("ends-early", vec!["3".to_owned()]));
        assert_eq!(*broken.cause.unwrap(), remark("site-fault", &["503"]));
    }

    #[test]
    fn no_two_sentences_are_taken_for_each_other() {
        let codes: BTreeSet<&str> = remark_codes().collect();
        assert_eq!(codes.len(), KNOWN.len(), "a code stands twice");
        for known in KNOWN.iter() {
            assert_eq!(remark_in(&known.pieces.join("7")).map(|remark| remark.code), Some(known.code));
        }
    }
}
