//! Themes: what they are called, where a text speaks of them, which rule tags.

mod alias_cell;
pub(crate) mod lexicon;
pub(crate) mod persons;
pub(crate) mod rules;
pub(crate) mod suggest;
pub(crate) mod theme_table;
pub(crate) mod themes;
