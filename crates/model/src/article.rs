//! Articles, their captures and their pictures.

use serde::{Deserialize, Serialize};

use crate::{BlobHash, Id, Published, Timestamp};

/// What was clipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its public id.
    pub id: Id,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// Its headline; never empty (the address or file name stands in).
    pub title: String,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The publication, as printed, or the host.
    pub site: Option<String>,
    /// Its address as first clipped.
    pub url: Option<String>,
    /// The address by which the same article is recognised again.
    pub canonical_url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// BCP 47 language, `zh` or `en` for instance.
    pub lang: Option<String>,
    /// The abstract that the site printed, apart from the body.
    pub abstract_text: Option<String>,
    /// The capture that is shown and searched.
    pub capture: Id,
    /// When it was first clipped.
    pub clipped_at: Timestamp,
    /// When it was marked as read.
    pub read_at: Option<Timestamp>,
    /// When it was starred.
    pub starred_at: Option<Timestamp>,
    /// When it was put in the trash.
    pub trashed_at: Option<Timestamp>,
}

/// One taking of an article at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Its public id.
    pub id: Id,
    /// The article it was taken of.
    pub article: Id,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// The bytes as they came.
    pub original: Option<BlobHash>,
    /// The media type of the original, `text/html` for instance.
    pub media_type: String,
    /// The address it was taken from.
    pub url: Option<String>,
    /// What its source called it then; `None` where it said nothing, or where that was not kept yet.
    pub title: Option<String>,
    /// Clean HTML: sanitised, pictures as `<img data-picture="N">` with N the position in `pictures`.
    pub html: String,
    /// Plain text: the text of `html`, a line a block. Anchors count its characters.
    pub text: String,
}

/// A picture of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The capture it belongs to.
    pub capture: Id,
    /// Its position among the pictures of the capture, from 0; the N of `data-picture="N"`.
    pub position: u32,
    /// Where it came from; empty for a picture that was dropped by itself.
    pub url: String,
    /// Where the same picture lies in a smaller size, for when that address gives none.
    pub smaller: Option<String>,
    /// What it shows, as the page says.
    pub alt: Option<String>,
    /// Whether its bytes are in the library.
    pub state: PictureState,
    /// Its bytes, once kept.
    pub blob: Option<BlobHash>,
    /// Why it failed, in the words of whoever keeps it.
    pub message: Option<String>,
}

/// How far the keeping of a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureState {
    /// Not fetched yet.
    Waiting,
    /// Its bytes are in the library.
    Kept,
    /// It could not be fetched; it may be retried.
    Failed,
}

impl PictureState {
    /// The word used in SQL and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Kept => "kept",
            Self::Failed => "failed",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Kept, Self::Failed].into_iter().find(|s| s.as_str() == word)
    }
}
