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
    /// A page that a browser saved, with the files it wrote beside it.
    SavedPage {
        /// The name without folders.
        name: String,
        /// The page itself.
        bytes: Vec<u8>,
        /// The address it was saved from, when known.
        url: Option<String>,
        /// What lies in its folder.
        beside: Vec<Part>,
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

/// A file that came along with a page: beside it on the disk, or in the same archive or letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What the page calls it: `cid:…`, an address, or a path relative to the page.
    pub names: Vec<String>,
    /// The contents.
    pub bytes: Vec<u8>,
}

/// A format that only a worker process reads; see [`MediaType::Foreign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Foreign {
    /// Portable Document Format.
    Pdf,
    /// A Word document (OOXML).
    Docx,
    /// A PowerPoint presentation (OOXML).
    Pptx,
    /// An Excel workbook (OOXML).
    Xlsx,
    /// A Word, PowerPoint or Excel file of before 2007, or an encrypted one of any age.
    OldOffice,
    /// An electronic book.
    Epub,
    /// A page saved as one file by a browser (MIME HTML).
    WebArchive,
    /// A letter (RFC 5322) with its attachments.
    Letter,
}

impl Foreign {
    /// The IANA media type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::OldOffice => "application/x-ole-storage",
            Self::Epub => "application/epub+zip",
            Self::WebArchive => "multipart/related",
            Self::Letter => "message/rfc822",
        }
    }
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
    /// A format that only a worker process reads.
    Foreign(Foreign),
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
            Self::Foreign(format) => format.as_str(),
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
