//! Walking beside another walk.

use tantivy::{DocId, DocSet};

/// Moves to a document or the first behind it, and says where that is; Tantivy's `seek` may not be asked to go back or to stay.
pub(crate) fn at_or_after<S: DocSet + ?Sized>(set: &mut S, doc: DocId) -> DocId {
    if set.doc() < doc { set.seek(doc) } else { set.doc() }
}
