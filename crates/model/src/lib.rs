//! The words of the field: what an article, a capture, a quote, a note and a theme are.
//!
//! **Invariant:** no input or output; nothing here reads a clock, a file or the network (except [`Id::new`], which reads the clock and the random source).
//! **Invariant:** nothing of ours is imported.
//!
//! Positions in text are counted in Unicode scalar values ("characters"), never bytes or UTF-16 units. Times are UTC.

mod article;
mod clip;
mod content;
mod id;
mod note;
mod published;
mod quote;
mod text;
mod theme;

pub use article::{Article, Capture, Picture, PictureState};
pub use clip::{ClipState, Drop, Foreign, MediaType, Part};
pub use content::{Content, PictureRef, Removed};
pub use id::{BlobHash, Id, ItemKind, ParseIdError};
pub use jiff::Timestamp;
pub use note::{Note, NoteRevision};
pub use published::{ParsePublishedError, Published};
pub use quote::{Anchor, COLOURS, Colour, Quote, QuotedPicture};
pub use text::{char_len, char_slice};
pub use theme::{Alias, TaggedBy, Tagging, TaggingState, Theme, ThemeKind};
