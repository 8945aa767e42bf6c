//! A query that may be excluded.
//!
//! Tantivy 0.27 asks what it excludes for documents that lie before the one found, which its phrases and its
//! optional clauses do not allow (they assert in debug builds). This wrapper answers such a question itself.

use tantivy::{
    DocId, DocSet, Score, SeekDangerResult, SegmentReader, TantivyError, Term,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
};

use crate::docs::at_or_after;

/// The query, asked in any order.
#[derive(Debug)]
pub(crate) struct Excludable(pub(crate) Box<dyn Query>);

impl Clone for Excludable {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Excludable {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let scoring = match scoring {
            EnableScoring::Enabled { searcher, .. } => EnableScoring::disabled_from_searcher(searcher),
            disabled => disabled,
        };
        Ok(Box::new(ExcludableWeight(self.0.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct ExcludableWeight(Box<dyn Weight>);

impl Weight for ExcludableWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Ahead(self.0.scorer(reader, boost)?)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("an exclusion has no score".to_owned()))
    }
}

/// A scorer that may be ahead of what it is asked for.
struct Ahead(Box<dyn Scorer>);

impl DocSet for Ahead {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        at_or_after(&mut self.0, target)
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        let doc = self.seek(target);
        if doc == target { SeekDangerResult::Found } else { SeekDangerResult::SeekLowerBound(doc) }
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }
}

impl Scorer for Ahead {
    fn score(&mut self) -> Score {
        0.0
    }
}
