//! Table of contents of the tests of the whole program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "a test that fails should say so at once"
)]

mod architecture;
mod bad_input;
mod calls;
mod command_line;
mod covered;
mod damaged;
mod formats;
mod kill;
mod locked;
mod made;
mod programs;
mod reposts;
mod searching;
mod taking_in;
mod wire;
