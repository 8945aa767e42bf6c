//! Finds the article of a page: measures the page, cuts what its names or its shape tell to be something else, and chooses the part that is left.
//!
//! **Invariant:** nothing is cut that holds most of the page's prose.

mod candidates;
mod hints;
mod measure;
mod prune;
mod tree;

use dom_query::{Document, NodeId};

use tree::Tree;

/// A part that was cut, and why.
pub(crate) struct Cut {
    /// The node.
    pub(crate) node: NodeId,
    /// The reason, in a few words.
    pub(crate) reason: String,
}

/// The article of a page.
pub(crate) struct Article {
    /// The parts that are the article, in order.
    pub(crate) roots: Vec<NodeId>,
    /// Parts of these and of the page that are not.
    pub(crate) cuts: Vec<Cut>,
    /// The weight of its prose: Latin letters; a Han character weighs three.
    pub(crate) prose: u32,
}

/// Finds the article, or nothing when the page has no prose.
pub(crate) fn find(document: &Document) -> Option<Article> {
    let body = document.body()?;
    let mut tree = Tree::read(&body);
    let mut cuts = prune::by_names(&mut tree);
    let root = candidates::choose(&tree)?;
    cuts.extend(prune::by_shape(&mut tree, root));
    Some(Article { roots: vec![tree.parts[root].node], cuts, prose: tree.parts[root].all.prose })
}
