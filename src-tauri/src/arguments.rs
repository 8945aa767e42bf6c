//! What may be said when the window is started from a terminal.

use std::{env, ffi::OsString, path::PathBuf};

/// Shown for `--help`.
pub(crate) const HELP: &str = "\
The Tearsheet window: clip, mark, tag, write, find.

Usage: tearsheet-window [--library DIR]

  --library DIR   the library's folder (or the variable TEARSHEET_LIBRARY);
                  the platform's place for application data unless named
  --version       print the version
  --help          print this";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The window, on a library other than the default one when named.
    Window(Option<PathBuf>),
    /// A file from standard input to be read apart: what the program starts itself for.
    ReadApart,
    /// A text for the terminal.
    Print(String),
    /// What cannot be understood.
    Wrong(String),
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
    while let Some(argument) = arguments.next() {
        match argument.to_string_lossy().split_once('=') {
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
    Asked::Window(library)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str], variable: Option<&str>) -> Asked {
        understand(arguments.iter().map(OsString::from), variable.map(PathBuf::from))
    }

    #[test]
    fn the_argument_goes_before_the_variable() {
        assert_eq!(asked(&[], None), Asked::Window(None));
        assert_eq!(asked(&[], Some("/v")), Asked::Window(Some("/v".into())));
        assert_eq!(asked(&["--library", "/a b"], Some("/v")), Asked::Window(Some("/a b".into())));
        assert_eq!(asked(&["--library=/a=b"], None), Asked::Window(Some("/a=b".into())));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for arguments in [&["--library"][..], &["--library="], &["--librarry", "/a"], &["/a"]] {
            assert!(matches!(asked(arguments, None), Asked::Wrong(_)), "{arguments:?}");
        }
        assert!(matches!(asked(&["--help"], None), Asked::Print(_)));
    }
}
