//! Likeness: how much of one text stands in another, and a sketch by which texts alike are found among many.
//!
//! A text is read as its words (letters, figures and Han characters of the analysis, folded, without signs and white
//! space) and these as **shingles** of five words in a row (Broder, 1997). So a changed headline, another
//! script, other punctuation or other line ends leave almost all shingles as they were.
//!
//! **Invariant:** pure; the same texts give the same sketch and the same likeness on every machine.
//! **Invariant:** a sketch only proposes; what is said of two texts comes from [`compare`].

mod compare;
mod sketch;
mod words;

pub use compare::{Likeness, compare};
pub use sketch::{SKETCH_BYTES, SKETCH_VERSION, Sketch};
pub use words::Words;
