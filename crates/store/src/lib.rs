//! The library file and its blobs: the only crate that speaks SQL.
//!
//! A [`Store`] is opened on a folder. [`Store::read`] gives one snapshot, [`Store::write`] one transaction; the
//! modules named after entities hold the functions that take either.
//!
//! **Invariant:** nothing is acknowledged before COMMIT returned under `synchronous=FULL`.
//! **Invariant:** no row names a blob whose file was not on the disk before.
//! **Invariant:** no error or log line carries the user's text.
//! **Invariant:** no damaged file is replaced or deleted.

pub mod articles;
pub mod backup;
pub mod blobs;
pub mod captures;
pub mod changes;
pub mod check;
pub mod checkpoints;
mod connection;
pub mod counts;
mod error;
pub mod jobs;
pub mod journal;
pub mod links;
mod migrations;
pub mod notes;
mod place;
pub mod quotes;
pub mod reposts;
mod reserve;
mod row_hash;
pub mod rules;
pub mod salvage;
pub mod searches;
pub mod settings;
pub mod sketches;
mod store;
pub mod taggings;
pub mod themes;
mod transaction;
pub mod trash;
mod values;
pub mod watched;

#[cfg(test)]
mod samples;

pub use error::{Error, ReadOnly, Result, plainly};
pub use migrations::newest;
pub use store::{Mode, Store};
pub use transaction::{LibraryRow, Reading, Touched, Writing, Written};

/// Whether a library lies in a folder, in order or not.
pub fn is_in(folder: &std::path::Path) -> bool {
    place::Place::new(folder).file().exists()
}
