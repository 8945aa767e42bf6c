//! The library as a whole: damage and copies, and taking back what was done.

pub(crate) mod care;
pub(crate) mod journal;
pub(crate) mod undo;
