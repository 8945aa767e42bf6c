//! What extraction finds in a capture.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Published;

/// An article's content as read from the bytes of a capture; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The publication, as printed.
    pub site: Option<String>,
    /// The canonical address that the page names.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// The address of the article's next page, when it goes over several.
    pub next_page: Option<String>,
    /// The site's own abstract.
    pub abstract_text: Option<String>,
    /// Clean HTML with pictures as `<img data-picture="N" alt="…">`, N the position in `pictures`.
    pub html: String,
    /// Plain text of `html`, a line a block.
    pub text: String,
    /// The pictures to keep, in order.
    pub pictures: Vec<PictureRef>,
    /// What was cut from the page, step by step.
    pub removed: Vec<Removed>,
}

/// A picture that an article shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureRef {
    /// Its absolute address (http, https or data), or `part:N` for the N-th of the parts that came along.
    pub url: String,
    /// The address of the same picture in a smaller size, for when that one gives none.
    pub smaller: Option<String>,
    /// What it shows, as the page says.
    pub alt: Option<String>,
}

/// A part of a page that a step of extraction cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The step that cut it.
    pub step: Cow<'static, str>,
    /// Why, in a few words.
    pub reason: String,
    /// The beginning of its text.
    pub text: String,
}
