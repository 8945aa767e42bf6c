//! Judges the release build on a folder of judged data: `eval FOLDER`.
//!
//! **Invariant:** works on temporary libraries alone.
#![allow(clippy::print_stdout, reason = "printing figures is this program's business")]

mod alike;
#[path = "../packed.rs"]
mod packed;
mod pages;
mod questions;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context;

fn main() -> anyhow::Result<ExitCode> {
    // A judged page may be a document, which this program reads apart.
    if std::env::args_os().nth(1).is_some_and(|first| first == library::READ_APART) {
        return Ok(library::read_apart());
    }
    judge().map(|()| ExitCode::SUCCESS)
}

fn judge() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).context("name the folder of judged data")?;
    let holds = |name: &str| folder.join(name).exists();
    anyhow::ensure!(
        holds(questions::QUERIES) || holds(pages::GOLD),
        "{} holds neither {} nor {}",
        folder.display(),
        questions::QUERIES,
        pages::GOLD
    );
    if holds(questions::QUERIES) { questions::judge(&folder) } else { pages::judge(&folder) }
}
