//! What extraction is given.

use jiff::Timestamp;
use model::MediaType;

use crate::Sites;

/// The bytes of a capture and what is known about them.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// Their type, as told by [`media_type`](crate::media_type).
    pub media_type: &'a MediaType,
    /// The charset that the transfer's header named.
    pub charset: Option<&'a str>,
    /// The address they came from.
    pub url: Option<&'a str>,
    /// The title that the drop gave; stands in when the bytes name none.
    pub title: Option<&'a str>,
    /// The file name; stands in when there is no title at all.
    pub name: Option<&'a str>,
    /// When they were taken; "three hours ago" counts from it.
    pub captured: Option<Timestamp>,
    /// What is known about single sites.
    pub sites: &'a Sites,
    /// Whether to look for the article in a page; false keeps everything (a selection).
    pub whole_page: bool,
}

/// What the reader shows in a picture's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureView {
    /// The picture, at this address of the blob scheme.
    Kept(String),
    /// It is still on its way.
    Waiting,
    /// It could not be kept.
    Failed,
}

/// Where a picture stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PicturePlace {
    /// Its number, the N of `data-picture="N"`.
    pub number: u32,
    /// The character that follows it in [`crate::text_of`]; the length of the text at its end.
    pub at: u32,
    /// What is said of it: the caption of its figure, else what it shows as the page says; may be empty.
    pub words: String,
}
