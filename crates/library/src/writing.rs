//! Notes, and papers made of what is kept.

pub(crate) mod export;
pub(crate) mod notes;
