//! Judges the release build on a folder of judged data: `eval FOLDER`.
//!
//! **Invariant:** works on temporary libraries alone.
#![allow(clippy::print_stdout, reason = "printing figures is this program's business")]

mod questions;

use std::path::PathBuf;

use anyhow::Context;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).context("name the folder of judged data")?;
    anyhow::ensure!(folder.join(questions::QUERIES).exists(), "{} holds no {}", folder.display(), questions::QUERIES);
    questions::judge(&folder)
}
