//! The `tearsheet` command: reads arguments, calls the wire, prints for people or programs.
//!
//! **Invariant:** links no window; knows only `api` and `library`.
//! **Invariant:** with `--json`, standard output carries one JSON value (`search --batch` and `watch`: one a line) or, when
//! the call is refused, nothing; `man` and `completions` are no values and stay as they are.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is this crate's business")]

mod args;
mod care;
mod clip;
mod export;
mod extract;
mod import;
mod input;
mod manual;
mod outcome;
mod print;
mod run;
mod search;
mod theme;
mod watch;

use std::{io::ErrorKind, process::ExitCode};

use clap::Parser;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == library::READ_APART) {
        return library::read_apart();
    }
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return said(&answer),
    };
    let json = arguments.json;
    match run::run(arguments) {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => match error.downcast_ref::<clap::Error>() {
            Some(answer) => said(answer),
            None => {
                outcome::report(&error, json);
                ExitCode::from(1)
            }
        },
    }
}

/// Prints help, or what is wrong with the call. Help that cannot be printed has failed, unless who asked had seen enough.
fn said(answer: &clap::Error) -> ExitCode {
    match answer.print() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => ExitCode::from(1),
        _ => ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2)),
    }
}
