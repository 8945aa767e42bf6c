//! Errors on the wire.

use library::{Error, SearchError, StoreError, capitalised};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a command failed. Programs decide by `code` alone.
#[derive(Clone, Debug, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{message}")]
pub struct WireError {
    /// A stable word.
    pub code: ErrorCode,
    /// What happened and what to do, for people.
    pub message: String,
    /// A fact that goes with the code: the name or id in question.
    pub detail: Option<String>,
}

/// What a caller can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// There is no such command.
    UnknownCommand,
    /// The request does not fit the command.
    BadRequest,
    /// There is no such item.
    NotFound,
    /// The name or alias is taken.
    NameTaken,
    /// The words of the quote do not stand in the article.
    NotInArticle,
    /// What was to be taken back was changed since.
    Outdated,
    /// Another program holds the library.
    Busy,
    /// The disk is full.
    DiskFull,
    /// The library may only be read.
    ReadOnly,
    /// The library was written by a newer version.
    Newer,
    /// The library's file is damaged.
    Damaged,
    /// The drop could not be understood.
    NotUnderstood,
    /// The network refused or failed.
    Network,
    /// The file system refused.
    Io,
    /// The platform has no such thing.
    Unsupported,
}

impl WireError {
    pub(crate) fn new(code: ErrorCode, message: &str, detail: Option<&str>) -> Self {
        Self { code, message: message.to_owned(), detail: detail.map(str::to_owned) }
    }

    /// There is no item with this id or name.
    pub(crate) fn not_found(what: &'static str, id: &str) -> Self {
        Self::new(ErrorCode::NotFound, &sentence(&Error::NotFound(what).to_string()), Some(id))
    }

    /// The request's field does not hold what it should.
    pub(crate) fn bad(field: &str, should: &str) -> Self {
        Self::new(ErrorCode::BadRequest, &format!("{field} must be {should}."), Some(field))
    }

    /// The file system refused.
    pub(crate) fn io(error: &std::io::Error) -> Self {
        Self::new(ErrorCode::Io, &format!("The file could not be read ({}).", error.kind()), None)
    }
}

impl From<Error> for WireError {
    fn from(error: Error) -> Self {
        let detail = match &error {
            Error::Store(StoreError::Duplicate(form)) => Some(form.clone()),
            _ => None,
        };
        Self { code: code(&error), message: sentence(&error.to_string()), detail }
    }
}

fn code(error: &Error) -> ErrorCode {
    match error {
        Error::Store(error) => store_code(error),
        Error::Search(SearchError::NotReady | SearchError::Busy) => ErrorCode::Busy,
        Error::Search(_) | Error::Io { .. } | Error::Background(_) | Error::NotWritten(_) => ErrorCode::Io,
        Error::NotFound(_) | Error::NoOriginal => ErrorCode::NotFound,
        Error::NotWatchable(_) => ErrorCode::BadRequest,
        Error::NotInArticle => ErrorCode::NotInArticle,
        Error::SameArticle | Error::SameTheme => ErrorCode::BadRequest,
        Error::NotUnderstood(_) | Error::Table(_) | Error::Style(_) | Error::NotAPicture => ErrorCode::NotUnderstood,
    }
}

fn store_code(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::Busy | StoreError::Open => ErrorCode::Busy,
        StoreError::Outdated => ErrorCode::Outdated,
        StoreError::Full => ErrorCode::DiskFull,
        StoreError::ReadOnly(_) => ErrorCode::ReadOnly,
        StoreError::Newer { .. } => ErrorCode::Newer,
        StoreError::Damaged
        | StoreError::NothingSaved(_)
        | StoreError::Foreign(_)
        | StoreError::Missing(_)
        | StoreError::BadBackup(_)
        | StoreError::NoDatabase(_)
        | StoreError::BlobMissing(_)
        | StoreError::BlobDamaged(_) => ErrorCode::Damaged,
        StoreError::NotFound { .. } | StoreError::NoBackup(_) => ErrorCode::NotFound,
        StoreError::Duplicate(_) | StoreError::Exists(_) => ErrorCode::NameTaken,
        StoreError::Circle | StoreError::LongName(_) => ErrorCode::BadRequest,
        StoreError::Io { .. } | StoreError::Unexpected(_) => ErrorCode::Io,
    }
}

/// Begins with a capital and ends with a full stop.
fn sentence(text: &str) -> String {
    let end = if text.ends_with('.') { "" } else { "." };
    capitalised(text) + end
}
