//! The query language, from what was typed to what Tantivy looks for.
//!
//! ```text
//! query  = all { "OR" all }                 OR binds looser than standing side by side
//! all    = part { part }                    every part must match; AND between parts changes nothing
//! part   = [ "-" ] ( "(" query ")" | field ":" value | '"' phrase '"' | word )
//! field  = theme site author speaker kind lang before after on is has url title
//! value  = word | '"' phrase '"'
//! kind   = article quote note        is  = unread read starred untagged        has = quote note figure picture
//! date   = 2024 | 2024-03 | 2024-03-12 | 2024Q1          (UTC; also 2024/03/12 and 2024年3月12日)
//! ```
//!
//! A bare word also finds its other English forms, and the other names of a theme; in quotes only what is written.
//! A word may end in `*`. The signs may be full width. Whatever does not fit is searched as words, with a remark.
//!
//! **Invariant:** no input is refused, and none makes the tree deeper or wider than the limits in [`parse`].

mod compile;
mod continued;
mod dates;
mod excluding;
mod lex;
mod parse;
mod parts;
mod relax;
mod terms;
mod tree;

pub(crate) use compile::compile;
pub(crate) use excluding::Excludable;
pub(crate) use parse::parse;
pub(crate) use parts::Part;
pub(crate) use relax::Relaxed;
pub(crate) use terms::cover;
pub(crate) use tree::Looked;
