//! Themes: what they are called, where a text speaks of them, which rule tags.

pub(crate) mod lexicon;
pub(crate) mod rules;
pub(crate) mod suggest;
pub(crate) mod theme_table;
pub(crate) mod themes;
