//! Errors on the wire.

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
}
