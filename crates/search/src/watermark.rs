//! How far the index has come, kept in the commit payload so that it moves with the segments.

use model::Id;
use serde::{Deserialize, Serialize};

/// The version of the index's fields; raised with every change of them.
pub const SCHEMA_VERSION: u32 = 5;

/// The version of the analysis; raised with every change of folding, tokens or stems.
pub const ANALYSER_VERSION: u32 = 4;

/// Where a committed index stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watermark {
    /// The library it was made from.
    pub library: Id,
    /// Every change up to this sequence number is in it.
    pub seq: u64,
    /// A random number that the library file keeps beside `seq`, so that a library that went back is recognised.
    pub nonce: u64,
    /// The number of items in it, filled in by the commit; the library compares it with its own count.
    pub live_docs: u64,
    /// [`SCHEMA_VERSION`] of the program that wrote it.
    pub schema: u32,
    /// [`ANALYSER_VERSION`] of the program that wrote it.
    pub analyser: u32,
    /// The version of the text extraction the articles went through.
    pub extractor: u32,
    /// The version of the program that wrote it.
    pub app: String,
}

impl Watermark {
    /// The watermark of this program's versions at a sequence number.
    pub fn at(library: Id, seq: u64, nonce: u64, extractor: u32) -> Self {
        Self {
            library,
            seq,
            nonce,
            live_docs: 0,
            schema: SCHEMA_VERSION,
            analyser: ANALYSER_VERSION,
            extractor,
            app: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}
