//! Quotes: where a passage stands, whose words it is.

pub(crate) mod anchoring;
mod naming;
pub(crate) mod pictures;
pub(crate) mod quotes;
pub(crate) mod speakers;
