//! The English words of what is said of a clip. In a sentence `{}` stands for a value and `{cause}` for its reason.

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use super::{Remark, Told, of_capture, of_refusal, of_store};
use crate::{NotUnderstood, error::capitalised};

/// Stands in an example for a value of a sentence that an error makes; no sentence holds it by itself.
const NUMBER: u16 = 7_177;
const WORD: &str = "7177";

/// Where a sentence goes on to what became of the file.
const KEPT: &str = " The file itself was kept";

/// The sentences that no error makes.
const SENTENCES: &[(&str, &str)] = &[
    (
        "cut-page",
        "The page is larger or more deeply nested than is safe to read: a part of it was left out. The file itself was kept whole.",
    ),
    (
        "many-pictures",
        "The page shows more pictures than one article keeps: the first 200 are in it. The file itself was kept whole.",
    ),
    (
        "wrong-mark",
        "The mark at its beginning names another character set than the text is in: it was read by its looks. The file itself was kept; if characters are wrong, save it as UTF-8 and clip that.",
    ),
    (
        "walled",
        "The page asks to log in or to subscribe before it shows the article: its beginning, or nothing of it, was given. The file itself was kept; log in with a browser and drop the article from there.",
    ),
    (
        "broken-picture",
        "The picture is damaged or cut off. The file itself was kept as it is and may show in part only.",
    ),
    ("too-large-to-show", "The picture has more than 100 million points and is not shown. The file itself was kept."),
    (
        "encrypted",
        "It opens with a password only, so nothing of it could be read. The file itself was kept; save a copy without the password and clip that.",
    ),
    (
        "damaged",
        "It is damaged or cut off, so nothing of it could be read. The file itself was kept; fetch it again, or save it anew in its own program.",
    ),
    (
        "bomb",
        "It unpacks to far more than is safe to read, so nothing of it was read. The file itself was kept; trust it only if you know where it comes from.",
    ),
    ("cut", "It is very long: its beginning was read. The file itself was kept whole."),
    (
        "scanned",
        "Its pages are pictures without text, so there is nothing to find in it. The file itself was kept and can be read page by page.",
    ),
    ("blank", "There is no text in it. The file itself was kept as it is."),
    ("partly", "Some of its pages could not be read. The file itself was kept whole."),
    (
        "cut-off",
        "It is cut off: what is there was read. The file itself was kept as it is; save the page anew for the rest.",
    ),
    (
        "lost-time",
        "Reading it took more than 30 seconds, so nothing of it was read. The file itself was kept; split it and clip the parts that matter.",
    ),
    (
        "lost-crash",
        "Reading it failed or needed too much memory. The file itself was kept; it may be damaged or made to do harm.",
    ),
    (
        "lost-size",
        "More came out of it than is taken in. The file itself was kept; split it and clip the parts that matter.",
    ),
    (
        "lost-start",
        "The part of the program that reads such files could not be started. The file itself was kept; start the program again and clip it once more.",
    ),
    (
        "some-unread",
        "Some of what is attached cannot be read as an article. It is listed, and stays in the letter, which was kept whole.",
    ),
    ("broke-off", "Only the beginning of the page came, and that is kept: {cause}. Clip it again for the rest."),
    ("unreadable", "The page could not be read."),
    ("joined", "The article goes over {} pages; all of them are kept as one text."),
    ("too-many-pages", "The article goes over more than {} pages; those are kept."),
    (
        "ends-early-at-once",
        "The article goes over more pages than could be fetched; the first is kept: {cause}. Clip it again for the rest.",
    ),
    (
        "ends-early",
        "The article goes over more pages than could be fetched; the first {} are kept: {cause}. Clip it again for the rest.",
    ),
    ("no-text-there", "No text was found on it."),
    ("some-pictures", "Some pictures could not be fetched yet."),
    ("tried-out", "It was tried many times, and each time the program ended before it was done."),
    ("unreadable-file", "The file could not be read."),
    ("nothing-in-file", "There was nothing in the file."),
    ("not-kept", "The file itself is not in the library. Drop it again."),
    ("unreadable-rule", "What was to be looked through could not be read."),
    ("cancelled", "It was cancelled."),
    ("picture-nothing", "The address gives nothing."),
    ("picture-page", "The site gave a page in the picture's place. Try again later."),
    ("picture-cut", "The picture ends before its end: the site gave a part of it. Try again later."),
    ("picture-none", "What the address gives is not a picture that can be shown."),
    ("picture-kind", "This picture is {}, a kind that is not shown. Open the page in a browser to see it."),
    (
        "picture-enormous",
        "This picture has more than 100 million points and is not shown. Open the page in a browser to see it.",
    ),
    ("picture-inline", "What stands in the page here is not a picture that can be shown."),
];

/// The sentence of each code.
static WORDS: LazyLock<BTreeMap<&'static str, String>> = LazyLock::new(|| {
    let written = SENTENCES.iter().map(|(code, sentence)| (*code, (*sentence).to_owned()));
    let fetching = errors().into_iter().map(|error| by_example(of_capture(&error), &error));
    let refused = refusals().into_iter().map(|refusal| by_example(of_refusal(refusal), &refusal));
    let saving = savings().into_iter().filter_map(|error| Some(by_example(of_store(&error)?, &error)));
    written.chain(fetching).chain(refused).chain(saving).collect()
});

/// The sentence of an error, without the values of the one it is taken from.
fn by_example((code, values): Told, said: &dyn fmt::Display) -> (&'static str, String) {
    let said = capitalised(&said.to_string());
    (code, values.iter().fold(said, |sentence, value| sentence.replacen(value, "{}", 1)))
}

/// The codes of all sentences.
pub fn codes() -> impl Iterator<Item = &'static str> {
    WORDS.keys().copied()
}

/// Whether there are words for a code.
pub(super) fn knows(code: &str) -> bool {
    WORDS.contains_key(code)
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(sentence) = WORDS.get(&*self.code) else {
            // A sentence without a code; or one of a later version, of which the code is all that is known.
            return f.write_str(self.values.first().map_or(&*self.code, String::as_str));
        };
        let cause = self.cause.as_ref().map(|cause| in_a_sentence(&cause.to_string())).unwrap_or_default();
        let mut pieces = sentence.split("{}");
        let mut said = pieces.next().unwrap_or_default().to_owned();
        for (piece, value) in pieces.zip(self.values.iter().map(String::as_str).chain(std::iter::repeat("…"))) {
            said += value;
            said += piece;
        }
        f.write_str(&capitalised(&said.replace("{cause}", &cause)))
    }
}

impl Remark {
    /// Its sentence without what it says of the file that was kept, for a reader that keeps nothing.
    pub fn without_keeping(&self) -> String {
        let said = self.to_string();
        said.split_once(KEPT).map_or(said.clone(), |(found, _)| found.to_owned())
    }
}

/// A sentence as a part of another.
fn in_a_sentence(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// An example of each reason why something could not be fetched, or read from the disk.
fn errors() -> Vec<capture::Error> {
    use capture::Error;
    vec![
        Error::BadAddress,
        Error::UserInfo,
        Error::PrivateAddress,
        Error::Offline,
        Error::NoHost,
        Error::Broken,
        Error::Untrusted,
        Error::Timeout,
        Error::Status(NUMBER),
        Error::Fault(NUMBER),
        Error::Busy { after: std::time::Duration::from_secs(NUMBER.into()) },
        Error::Redirects,
        Error::TooBig { limit_mb: NUMBER.into() },
        Error::BadEncoding,
        Error::NoTls,
        Error::NotFound,
        Error::Denied,
        Error::NotAFile,
        Error::EmptyFolder,
        Error::TooMany { limit: NUMBER.into() },
        Error::Io(std::io::ErrorKind::Other),
    ]
}

/// An example of each reason why nothing could be saved.
fn savings() -> Vec<store::Error> {
    use std::io::{self, ErrorKind};
    use store::{Error, ReadOnly};
    let plain = [
        Error::Busy,
        Error::Full,
        Error::Damaged,
        Error::ReadOnly(ReadOnly::NotWritable),
        Error::ReadOnly(ReadOnly::Failed),
    ];
    let refused = [ErrorKind::NotFound, ErrorKind::AlreadyExists, ErrorKind::IsADirectory, ErrorKind::PermissionDenied];
    let sources = refused.map(io::Error::from).into_iter().chain([io::Error::other(WORD)]);
    plain.into_iter().chain(sources.map(|source| Error::Io { doing: WORD, source })).collect()
}

/// An example of each reason why nothing can be kept of a drop.
fn refusals() -> [NotUnderstood; 9] {
    [
        NotUnderstood::Empty,
        NotUnderstood::TooLong,
        NotUnderstood::UnknownType,
        NotUnderstood::BrokenPicture,
        NotUnderstood::TooBig(NUMBER.into()),
        NotUnderstood::CutShort,
        NotUnderstood::NoText,
        NotUnderstood::BadAddress,
        NotUnderstood::UserInfo,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_reasons_stand_in_their_places() {
        let fault = Remark::of("ends-early").with(&3).because(&capture::Error::Fault(503));
        let said = fault.to_string();
        assert!(said.contains("the first 3 are kept: the site has a fault of its own (status 503);"), "{said}");
        assert!(said.ends_with("again later. Clip it again for the rest."), "{said}");
        assert_eq!(Remark::of("joined").with(&4).to_string().matches('4').count(), 1);
        for code in codes() {
            assert!(!Remark::of(code).to_string().contains(['{', '}']), "{code}");
        }
    }

    #[test]
    fn a_remark_of_an_error_says_what_the_error_says() {
        let told = |error: &dyn fmt::Display| capitalised(&error.to_string());
        for error in errors() {
            assert_eq!(Remark::from(&error).to_string(), told(&error));
        }
        for refusal in refusals() {
            assert_eq!(Remark::from(refusal).to_string(), told(&refusal));
        }
        for error in savings() {
            let said = told(&error);
            assert_eq!(Remark::from(&crate::Error::from(error)).to_string(), said);
        }
    }

    #[test]
    fn what_is_only_read_is_not_said_to_be_kept() {
        for (code, sentence) in SENTENCES.iter().filter(|(_, sentence)| sentence.contains(KEPT)) {
            let said = Remark::of(code).without_keeping();
            assert!(said.len() < sentence.len() && said.ends_with('.') && !said.contains("kept"), "{code}: {said}");
        }
    }
}
