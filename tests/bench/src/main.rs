//! Prints the figures of the release build.
fn main() {}
