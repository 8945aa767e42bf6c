//! Drops: what arrives, and what becomes of it.

use serde::{Deserialize, Serialize};

/// What arrives by drag, paste or command, with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drop {
    /// An address to fetch.
    Url {
        /// The address.
        url: String,
        /// The title the source gave.
        title: Option<String>,
    },
    /// A selection of a page.
    Html {
        /// Raw HTML, hostile until sanitised.
        html: String,
        /// The page it came from, or its origin.
        url: Option<String>,
        /// The title the source gave.
        title: Option<String>,
    },
    /// Plain text.
    Text {
        /// The text.
        text: String,
        /// The page it came from.
        url: Option<String>,
    },
    /// A file's name and contents.
    File {
        /// The name without folders.
        name: String,
        /// The contents.
        bytes: Vec<u8>,
        /// The address it was saved from, when known.
        url: Option<String>,
    },
    /// A picture dragged by itself.
    Picture {
        /// The encoded bytes.
        bytes: Vec<u8>,
        /// Its address.
        url: Option<String>,
        /// The page it stood on.
        page: Option<String>,
    },
}

/// The type of a capture's bytes, told by content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// An HTML page.
    Html,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A raster picture, with its media type (`image/png`).
    Image(&'static str),
    /// Something this version cannot read, with a name for it.
    Unknown(String),
}

impl MediaType {
    /// The IANA media type.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Html => "text/html",
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Image(name) => name,
            Self::Unknown(name) => name,
        }
    }
}

/// What became of a drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClipState {
    /// A new article.
    New,
    /// The article was there with the same text.
    Seen,
    /// The article was there with another text: a new capture of it.
    Captured,
    /// Not yet an article: it waits for the network.
    Waiting,
    /// Nothing could be kept; the message says why.
    Failed,
}
