//! Full text: analysis, query language, ranking, snippets, facets, likeness; derived from the library file and disposable.
//!
//! **Invariant:** the only crate that speaks Tantivy.
//! **Invariant:** nothing here is the only copy of anything; every file of the index may be deleted at any time.
//! **Invariant:** no query is an error and none panics; what is not understood is searched as words, with a [`Remark`].
//! **Invariant:** no text of an item and no query appears in an error or a log.
//!
//! What a text is made of, and so what finds it, is said in `analysis`, the query language in `query`.

mod analysis;
mod closeness;
mod collect;
mod columns;
mod deadline;
mod docs;
mod document;
mod error;
mod extras;
mod facets;
mod find;
mod index;
mod lexicon;
mod like;
mod likeness;
mod met;
mod people;
mod query;
mod request;
mod schema;
mod snippet;
mod threads;
mod watermark;

pub use analysis::fold_name;
pub use deadline::Deadline;
pub use document::{Change, Document, Has};
pub use error::Error;
pub use facets::FACETS_MAX;
pub use find::{LIMIT_MAX, OFFSET_MAX};
pub use index::{Effort, Index, Pass, Reason, Rebuild, RebuildStart, State};
pub use lexicon::{Lexicon, LexiconTheme};
pub use like::Like;
pub use likeness::{Likeness, SKETCH_BYTES, SKETCH_VERSION, Sketch, Words, compare};
pub use query::{
    Offered, QUERY_CHARS_MAX, Unfinished, fields_beginning_with, folded, unfinished, values_beginning_with,
};
pub use request::{Answer, Facets, Filter, Filters, Hit, Matchers, Remark, Request, Sort};
pub use snippet::{Marks, Matcher, Snippet};
pub use watermark::{ANALYSER_VERSION, SCHEMA_VERSION, Watermark};
