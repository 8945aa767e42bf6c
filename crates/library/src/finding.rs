//! Search: the index kept true, and what is asked of it.

pub(crate) mod complete;
pub(crate) mod find;
pub(crate) mod indexing;
pub(crate) mod searches;
