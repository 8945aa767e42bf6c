//! Quotes and their anchors.

use serde::{Deserialize, Serialize};

use crate::{BlobHash, Id, Timestamp};

/// A passage of an article, kept with who said it and why it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its public id.
    pub id: Id,
    /// The article it stands in.
    pub article: Id,
    /// Where it stands.
    pub anchor: Anchor,
    /// Whether the anchor fits the capture it names; an unplaced quote is listed, never dropped.
    pub placed: bool,
    /// Who said it.
    pub speaker: Option<String>,
    /// The user's remark.
    pub comment: Option<String>,
    /// The colour of its mark.
    pub colour: Colour,
    /// When it was marked.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub edited_at: Timestamp,
    /// When it was put in the trash.
    pub trashed_at: Option<Timestamp>,
}

/// Where a quote stands: its words, what surrounds them, and their place in one capture
/// (the text quote and text position selectors of the W3C Web Annotation Data Model).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The capture whose text `start` and `end` count.
    pub capture: Id,
    /// The exact words.
    pub exact: String,
    /// Up to 32 characters before.
    pub prefix: String,
    /// Up to 32 characters after.
    pub suffix: String,
    /// First character, from 0.
    pub start: u32,
    /// One past the last character; the first one for a picture.
    pub end: u32,
    /// The picture that is quoted in place of words: `exact` is then what is said of it, and may be empty.
    pub picture: Option<QuotedPicture>,
}

/// A picture that is a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedPicture {
    /// Its number among the pictures of the capture, from 0.
    pub number: u32,
    /// Its bytes as they were marked, whatever the publisher made of them.
    pub blob: BlobHash,
}

/// The number of mark colours.
pub const COLOURS: u8 = 5;

/// One of the five mark colours, from 1; the appearance says what they look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Colour(u8);

impl Colour {
    /// The colour with this number, the nearest for one outside `1..=5`.
    pub fn new(number: u8) -> Self {
        Self(number.clamp(1, COLOURS))
    }

    /// Its number, `1..=5`.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl Default for Colour {
    fn default() -> Self {
        Self(1)
    }
}
