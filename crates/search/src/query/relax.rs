//! What follows when too little has every word: items with most of the parts of the words.

use tantivy::query::{BooleanQuery, Occur, Query};

use super::{
    compile::{Compiler, looked_of},
    tree::{Looked, Node},
};
use crate::Filters;

/// A relaxed hit must have half of the parts, but of a long question not more than this: most of it is how one asks
/// (asking for a third of the parts lost one answer in eight, measured on judged questions).
const RELAXED_PARTS_MAX: usize = 2;

/// Ever looser queries, and the parts they count.
pub(super) type Relaxed = (Vec<Box<dyn Query>>, Vec<Looked>);

impl Compiler<'_> {
    /// Finds what has most of the parts of the words and fulfils every condition; `None` when there is nothing to relax.
    pub(super) fn relaxed(&mut self, nodes: &[Node], filters: &Filters) -> Option<Relaxed> {
        let mut parts: Vec<Looked> = Vec::new();
        let mut clauses = self.filters(filters);
        for node in nodes {
            match node {
                Node::Words(words) => {
                    parts.extend(words.iter().flat_map(looked_of).flat_map(|looked| parts_of(&looked)));
                }
                Node::Phrase(needle) => {
                    parts.extend(parts_of(&Looked { needle: needle.clone(), is_prefix: false, with_stem: true }));
                }
                Node::Not(excluded) => clauses.push((Occur::MustNot, self.excluded(excluded))),
                Node::Field(condition) => clauses.push((Occur::Must, self.condition(condition))),
                Node::Any(_) | Node::All(_) => return None,
            }
        }
        let mut seen = Vec::new();
        parts.retain(|part| {
            !seen.contains(part) && {
                seen.push(part.clone());
                true
            }
        });
        if parts.len() < 2 {
            return None;
        }
        let telling: Vec<Looked> = parts.iter().filter(|part| !self.is_common(&part.needle)).cloned().collect();
        if telling.len() >= RELAXED_PARTS_MAX {
            parts = telling;
        }
        let needed = parts.len().div_ceil(2).min(RELAXED_PARTS_MAX);
        let queries = [needed, 1].map(|needed| {
            let found = parts.iter().map(|part| self.look(part.clone())).collect();
            let most = BooleanQuery::union_with_minimum_required_clauses(found, needed);
            let conditions = clauses.iter().map(|(occur, query)| (*occur, query.box_clone()));
            Box::new(BooleanQuery::new(conditions.chain([(Occur::Must, Box::new(most) as _)]).collect()))
                as Box<dyn Query>
        });
        Some((queries.into(), parts))
    }
}

fn parts_of(looked: &Looked) -> Vec<Looked> {
    let mut parts: Vec<Looked> =
        looked.needle.parts().into_iter().map(|needle| Looked { needle, is_prefix: false, with_stem: true }).collect();
    if let Some(last) = parts.last_mut() {
        last.is_prefix = looked.is_prefix;
    }
    parts
}
