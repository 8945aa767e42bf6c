//! The wire: every command with its request and reply; makes the dispatcher and the TypeScript of the view from one table.
//!
//! **Invariant:** the only crate that defines what is said on the wire.
//! **Invariant:** no rule of the application lives here; a handler translates words and calls the library once.

pub mod annotations;
pub mod articles;
pub mod citations;
pub mod clips;
pub mod desk;
mod error;
pub mod exports;
pub mod extracting;
pub mod imports;
pub mod items;
pub mod journal;
pub mod notes;
pub mod quotes;
pub mod reposts;
pub mod rescue;
pub mod search;
pub mod searches;
mod table;
pub mod themes;

pub use error::{ErrorCode, WireError};
pub use table::{call, call_on_folder, typescript};
