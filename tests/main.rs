//! Table of contents of the tests of the whole program.

mod architecture;
mod bad_input;
mod command_line;
mod kill;
mod programs;
mod wire;
