//! The query language, from what was typed to what Tantivy looks for.
//!
//! The grammar, with examples, is in `docs/query.md`: `syntax` reads what was typed into a tree with positions, `parse`
//! says what it means, `compile` makes a query of the engine of its words, `conditions` of its fields. `unfinished`
//! looks at the word that is being typed.
//!
//! **Invariant:** no input is refused, and none makes the tree deeper or wider than the limits in [`parse`].

mod at_least;
mod beginning;
mod common;
mod compile;
mod conditions;
mod continued;
mod dates;
mod excluding;
mod fields;
mod heard;
mod near;
mod parse;
mod parts;
mod places;
mod relax;
mod syntax;
mod terms;
mod tree;
mod unfinished;

pub(crate) use at_least::AtLeast;
pub(crate) use compile::{Compiled, compile};
pub(crate) use conditions::outside_the_trash;
pub(crate) use excluding::Excludable;
pub(crate) use near::{is_near, may_have_another};
pub(crate) use parse::parse;
pub(crate) use parts::Part;
pub(crate) use relax::Relaxed;
pub use syntax::QUERY_CHARS_MAX;
pub(crate) use terms::{any_term, terms_in_text};
pub(crate) use tree::Looked;
pub use unfinished::{Offered, Unfinished, fields_beginning_with, folded, unfinished, values_beginning_with};
