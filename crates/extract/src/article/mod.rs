//! Finds the article of a page: measures the page, cuts what its names or its shape tell to be something else, and chooses the part that is left.
//!
//! **Invariant:** nothing is cut that holds most of the page's prose.

mod candidates;
mod entries;
mod hints;
mod measure;
mod prune;
mod tree;

use dom_query::{Document, NodeId, NodeRef};

use crate::metadata::same_words;
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

/// Headings that may say the title.
const HEADS_MAX: usize = 40;

/// Finds the article of this title, or nothing when the page has no prose and no part of it is known as the article.
pub(crate) fn find(document: &Document, title: Option<&str>) -> Option<Article> {
    let body = document.body()?;
    let mut tree = Tree::read(&body);
    let heads = title.map_or_else(Vec::new, |title| heads(document, &tree, title));
    let mut cuts = prune::by_names(&mut tree, &heads);
    let classes =
        |at: usize| NodeRef::new(tree.parts[at].node, &document.tree).attr("class").unwrap_or_default().to_string();
    let roots = match entries::first(document, &tree) {
        Some(entry) => vec![entry],
        None => candidates::choose(&tree, &heads, &classes).or_else(|| candidates::light(&tree, &heads))?,
    };
    let leads = candidates::leads(&tree, &heads, roots[0], &classes);
    let prose = roots.iter().map(|root| tree.parts[*root].all.prose).sum();
    for root in &roots {
        cuts.extend(prune::by_shape(&mut tree, *root));
    }
    Some(Article { roots: leads.iter().chain(&roots).map(|root| tree.parts[*root].node).collect(), cuts, prose })
}

/// What a text weighs: Latin letters; a Han character weighs three.
pub(crate) fn weight(text: &str) -> u32 {
    measure::Run::of(text).weight()
}

/// The headings that say the title.
fn heads(document: &Document, tree: &Tree, title: &str) -> Vec<usize> {
    let headings = (0..tree.parts.len()).filter(|at| candidates::is_heading(&tree.parts[*at]));
    let says = |at: &usize| same_words(&NodeRef::new(tree.parts[*at].node, &document.tree).text(), title);
    headings.take(HEADS_MAX).filter(says).collect()
}
