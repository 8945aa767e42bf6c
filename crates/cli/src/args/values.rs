//! What a value must be, wherever it is given.

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};

/// A name of something: any text with a word in it.
pub(super) fn name(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("a name needs at least one letter") } else { Ok(text.to_owned()) }
}

/// A library's folder. An empty name, as of a variable that a script forgot to set, is no wish for the usual place.
pub(super) fn folder() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|name| match name.is_empty() {
        true => Err("it is empty: name a folder, or give neither --library nor TEARSHEET_LIBRARY"),
        false => Ok(PathBuf::from(name)),
    })
}

/// An address that can be fetched.
pub(super) fn web_address(text: &str) -> Result<String, &'static str> {
    if library::is_web_address(text) {
        Ok(text.to_owned())
    } else {
        Err("only http and https addresses can be sources")
    }
}
