//! What may be said when the window is started from a terminal.

use std::{env, ffi::OsString, path::PathBuf};

/// Shown for `--help`.
pub(crate) const HELP: &str = "\
The Tearsheet window: clip, mark, tag, write, find.

Usage: tearsheet-window [--library DIR] [LINK]

  LINK            what to show: tearsheet://article/ID, or the like of a
                  quote, a note, a theme or a search
  --library DIR   the library's folder (or the variable TEARSHEET_LIBRARY);
                  the platform's place for application data unless named
  --version       print the version
  --help          print this";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The window.
    Window {
        /// A library other than the default one.
        library: Option<PathBuf>,
        /// What to show first.
        link: Option<String>,
    },
    /// A file from standard input to be read apart: what the program starts itself for.
    ReadApart,
    /// A text for the terminal.
    Print(String),
    /// What cannot be understood.
    Wrong(String),
}

/// The scheme of links to things of the library.
const LINK: &str = "tearsheet:";
/// As long as a query in a link may be, with what escapes its characters.
const LINK_BYTES_MAX: usize = 20_000;

/// The link among the arguments of a start, when there is one.
pub(crate) fn link_in(arguments: impl IntoIterator<Item = String>) -> Option<String> {
    arguments.into_iter().find(|argument| is_link(argument))
}

/// Whether something is a link to a thing of the library, of bearable length.
pub(crate) fn is_link(argument: &str) -> bool {
    let scheme = argument.get(..LINK.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(LINK));
    scheme && argument.len() <= LINK_BYTES_MAX
}

/// Reads the arguments and the environment of this process.
pub(crate) fn read() -> Asked {
    let named = env::var_os("TEARSHEET_LIBRARY").filter(|folder| !folder.is_empty());
    if env::args_os().nth(1).is_some_and(|first| first == library::READ_APART) {
        return Asked::ReadApart;
    }
    understand(env::args_os().skip(1), named.map(PathBuf::from))
}

fn understand(mut arguments: impl Iterator<Item = OsString>, mut library: Option<PathBuf>) -> Asked {
    let mut link = None;
    while let Some(argument) = arguments.next() {
        match argument.to_string_lossy().split_once('=') {
            _ if is_link(&argument.to_string_lossy()) => link = Some(argument.to_string_lossy().into_owned()),
            Some(("--library", folder)) if !folder.is_empty() => library = Some(folder.into()),
            None if argument == "--library" => match arguments.next() {
                Some(folder) => library = Some(folder.into()),
                None => return Asked::Wrong("--library needs a folder".to_owned()),
            },
            None if argument == "--help" || argument == "-h" => return Asked::Print(HELP.to_owned()),
            None if argument == "--version" || argument == "-V" => {
                return Asked::Print(format!("tearsheet-window {}", env!("CARGO_PKG_VERSION")));
            }
            _ => return Asked::Wrong(format!("{} is not understood", argument.to_string_lossy())),
        }
    }
    Asked::Window { library, link }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str], variable: Option<&str>) -> Asked {
        understand(arguments.iter().map(OsString::from), variable.map(PathBuf::from))
    }

    #[test]
    fn the_argument_goes_before_the_variable() {
        let window = |folder: Option<&str>| Asked::Window { library: folder.map(PathBuf::from), link: None };
        assert_eq!(asked(&[], None), window(None));
        assert_eq!(asked(&[], Some("/v")), window(Some("/v")));
        assert_eq!(asked(&["--library", "/a b"], Some("/v")), window(Some("/a b")));
        assert_eq!(asked(&["--library=/a=b"], None), window(Some("/a=b")));
    }

    #[test]
    fn a_link_is_handed_on_and_other_schemes_are_not() {
        let link = |link: &str| Asked::Window { library: None, link: Some(link.to_owned()) };
        for written in ["tearsheet://article/1", "tearsheet:1", "TEARSHEET://search?q=a=b"] {
            assert_eq!(asked(&[written], None), link(written));
        }
        for other in ["https://example.com/", "tearsheet-blob:1", "file:///etc/passwd"] {
            assert!(matches!(asked(&[other], None), Asked::Wrong(_)), "{other}");
        }
        let endless = format!("tearsheet://search?q={}", "a".repeat(LINK_BYTES_MAX));
        assert!(matches!(asked(&[&endless], None), Asked::Wrong(_)));
        let again = ["tearsheet-window", "--library", "/a", "tearsheet:1"].map(str::to_owned);
        assert_eq!(link_in(again), Some("tearsheet:1".to_owned()));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for arguments in [&["--library"][..], &["--library="], &["--librarry", "/a"], &["/a"]] {
            assert!(matches!(asked(arguments, None), Asked::Wrong(_)), "{arguments:?}");
        }
        assert!(matches!(asked(&["--help"], None), Asked::Print(_)));
    }
}
