//! What a value must be, wherever it is given.

/// A name of something: any text with a word in it.
pub(super) fn name(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("a name needs at least one letter") } else { Ok(text.to_owned()) }
}

/// An address that can be fetched.
pub(super) fn web_address(text: &str) -> Result<String, &'static str> {
    if library::is_web_address(text) {
        Ok(text.to_owned())
    } else {
        Err("only http and https addresses can be sources")
    }
}
