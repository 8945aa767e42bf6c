//! What can go wrong in the hall.

use crate::NotUnderstood;

/// A failure, with what a caller can do about it; none carries the user's text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The library file or its blobs.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The full-text index; it is derived and can be built anew.
    #[error(transparent)]
    Search(#[from] search::Error),
    /// There is no such item.
    #[error("there is no such {0}; it may have been removed for good, or is written in another way")]
    NotFound(&'static str),
    /// The words of a quote do not stand in the article.
    #[error("these words do not stand in the article; copy them as they are printed there")]
    NotInArticle,
    /// A text is no table of themes.
    #[error("this is no table of themes: {0}")]
    Table(&'static str),
    /// A theme was to be merged with itself.
    #[error("a theme cannot be merged with itself; name the one that stays")]
    SameTheme,
    /// An article was to be merged with itself.
    #[error("an article cannot be merged with itself; name the one that stays")]
    SameArticle,
    /// Nothing can be kept of a drop.
    #[error(transparent)]
    NotUnderstood(#[from] NotUnderstood),
    /// The file system refused.
    #[error("{doing} failed: {}", store::plainly(source))]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file cannot be used as a style of citations.
    #[error("this style cannot be used: {0}")]
    Style(#[from] cite::NotAStyle),
    /// A folder cannot be watched.
    #[error("the folder cannot be watched: {0}")]
    NotWatchable(&'static str),
    /// The bytes of a capture as they came are not in the library.
    #[error("the original bytes of this capture were not kept; it was imported as text")]
    NoOriginal,
    /// What was put into a note is no picture that can be shown.
    #[error("this is no picture that can be shown; take PNG, JPEG, GIF, WebP or BMP")]
    NotAPicture,
    /// A file of this kind could not be made.
    #[error("the {0} file could not be made; choose another format")]
    NotWritten(&'static str),
    /// Work in the background could not be set up.
    #[error("work in the background could not be started ({0}); close other programs and try again")]
    Background(std::io::ErrorKind),
}

/// The text with its first letter as a capital: errors begin small, sentences for people do not.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
