//! What follows when too little has every word: items with half of the parts of the words. A phrase stays whole.

use tantivy::query::{BooleanQuery, Occur, Query};

use super::{
    AtLeast,
    compile::{Compiler, looked_of},
    parts::{Part, parts_of},
    tree::{Looked, Node, Word},
};
use crate::{Filters, analysis::telling::asks};

/// A relaxed hit must have half of the parts, but of a long query not more than this: most of a question is how one asks
/// (asking for a third of the parts lost one answer in eight, measured on judged questions), and one part may answer it.
const RELAXED_PARTS_MAX: usize = 2;
/// From so many parts on one rare part suffices: `班杰是什么职业` is answered where 班杰 stands.
const PARTS_FOR_A_RARE_ONE: usize = 4;
/// Where nearly all parts are common, the rarest so many find what is put in order by all of them.
const COMMON_PARTS_MAX: usize = 5;
/// A question has at least so many words; `who` or `which yield` look for themselves.
const QUESTION_WORDS_MIN: usize = 3;

/// What to do when too little has every word.
pub(crate) struct Relaxed {
    /// Ever looser queries.
    pub(crate) queries: Vec<Box<dyn Query>>,
    /// The parts they count, and those that only put in order.
    pub(crate) parts: Vec<Part>,
    /// Whether the words are a question, which a text answers without saying each of them.
    pub(crate) is_question: bool,
}

impl Relaxed {
    /// What is looked for in the texts of hits.
    pub(crate) fn looked(&self) -> impl Iterator<Item = Looked> + '_ {
        self.parts.iter().filter(|part| part.is_telling).map(|part| part.looked.clone())
    }
}

impl Compiler<'_> {
    /// Finds what has half of the parts of the words and fulfils every condition; `None` when there is nothing to relax.
    pub(super) fn relaxed(&mut self, nodes: &[Node], filters: &Filters) -> Option<Relaxed> {
        let mut parts: Vec<Part> = Vec::new();
        let mut clauses = self.filters(filters);
        let mut sought: Vec<Looked> = Vec::new();
        for node in nodes {
            match node {
                Node::Words(words) => sought.extend(words.iter().flat_map(looked_of)),
                Node::Phrase(_) => clauses.push((Occur::Must, self.node(node))),
                Node::Not(excluded) => clauses.push((Occur::MustNot, self.excluded(excluded))),
                Node::Field(condition) => clauses.push((Occur::Must, self.condition(condition))),
                Node::Any(_) | Node::All(_) => return None,
            }
        }
        for part in sought.iter().flat_map(parts_of) {
            if !parts.iter().any(|known| known.looked == part.looked) {
                parts.push(part);
            }
        }
        let finding: Vec<Looked> =
            parts.iter().filter(|part| part.is_telling).map(|part| part.looked.clone()).collect();
        if finding.is_empty() || sought == finding && sought.len() == 1 {
            return None;
        }
        let finding = self.rarest(finding);
        let half = finding.len().div_ceil(2).min(RELAXED_PARTS_MAX);
        let is_question = nodes.iter().any(is_question);
        let written: usize = nodes.iter().map(words_of).sum();
        let mut queries: Vec<Box<dyn Query>> = Vec::new();
        for needed in if is_question { vec![half, 1] } else { vec![half] } {
            let most = self.most_of(&finding, needed, is_question || written <= 1);
            let conditions = clauses.iter().map(|(occur, query)| (*occur, query.box_clone()));
            queries.push(Box::new(BooleanQuery::new(conditions.chain([(Occur::Must, most)]).collect())));
        }
        Some(Relaxed { queries, parts, is_question })
    }

    /// The parts that are not common, or the rarest where nearly all are.
    fn rarest(&self, finding: Vec<Looked>) -> Vec<Looked> {
        let (mut rare, mut common): (Vec<Looked>, Vec<Looked>) =
            finding.into_iter().partition(|part| !self.is_common(&part.needle));
        if rare.len() < RELAXED_PARTS_MAX {
            common.sort_by_cached_key(|part| self.documents_with(&part.needle));
            common.truncate(COMMON_PARTS_MAX);
            rare.append(&mut common);
        }
        rare
    }

    /// Finds what has so many of the parts; where it may be asked in a sentence, a rare one of many is enough.
    fn most_of(&mut self, finding: &[Looked], needed: usize, is_sentence: bool) -> Box<dyn Query> {
        let clauses = finding.iter().map(|part| self.look(part.clone())).collect();
        let most = Box::new(AtLeast { needed, clauses });
        if !is_sentence || needed < RELAXED_PARTS_MAX || finding.len() < PARTS_FOR_A_RARE_ONE {
            return most;
        }
        let rare = finding.iter().filter(|part| self.is_rare(&part.needle)).cloned().collect::<Vec<_>>();
        let rare = rare.into_iter().map(|part| self.look(part));
        Box::new(BooleanQuery::union(std::iter::once(most as Box<dyn Query>).chain(rare).collect()))
    }
}

/// How many words stand set apart; a sentence in Chinese is one.
fn words_of(node: &Node) -> usize {
    if let Node::Words(words) = node { words.len() } else { 0 }
}

/// Whether words side by side ask: in English, where each word would have to be found. A Chinese question is one string.
fn is_question(node: &Node) -> bool {
    let Node::Words(words) = node else { return false };
    let mut needles = words.iter().flat_map(|word: &Word| &word.needles);
    needles.clone().count() >= QUESTION_WORDS_MIN && needles.any(|needle| needle.single_word().is_some_and(asks))
}
