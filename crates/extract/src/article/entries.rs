//! Pages with several texts, one below the other: the archive of a blog, a thread of a forum. The first of them is the article.

use dom_query::{Document, NodeRef};

use super::tree::Tree;
use crate::metadata::find_date;

/// From so many texts on, each dated, a page is such a page.
const ENTRIES_MIN: usize = 3;

/// What stands between two texts is looked at up to so many characters.
const BETWEEN_CHARS_MAX: usize = 600;

/// The first text of such a page. Its texts are parts that are called the body of an article by the same name, and a date stands
/// between each and the next.
pub(super) fn first(document: &Document, tree: &Tree) -> Option<usize> {
    let node = |at: usize| NodeRef::new(tree.parts[at].node, &document.tree);
    let bodies = bodies(tree);
    let named = |at: usize| node(at).attr("class").filter(|class| !class.trim().is_empty());
    let name = named(*bodies.first()?)?;
    let same: Vec<usize> = bodies.into_iter().filter(|at| named(*at).is_some_and(|other| other == name)).collect();
    let dated = |pair: &[usize]| {
        let said: String = between(tree, pair[0], pair[1]).map(|at| format!("{}\n", node(at).text())).collect();
        said.chars().take(BETWEEN_CHARS_MAX).collect::<String>().lines().any(|line| find_date(line).is_some())
    };
    (same.len() >= ENTRIES_MIN && same.windows(2).all(dated)).then(|| same[0])
}

/// The outermost parts that are called the body of an article and hold sentences.
fn bodies(tree: &Tree) -> Vec<usize> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tree.parts.len() {
        let part = &tree.parts[at];
        if !part.cut && part.hints.body == 3 && part.all.prose > 0 {
            found.push(at);
            at = part.end;
        } else {
            at += 1;
        }
    }
    found
}

/// The largest parts that begin after one ends and end before another begins.
fn between(tree: &Tree, one: usize, other: usize) -> impl Iterator<Item = usize> + '_ {
    let mut next = tree.parts[one].end;
    std::iter::from_fn(move || {
        while next < other {
            let at = next;
            if tree.parts[at].end <= other {
                next = tree.parts[at].end;
                return Some(at);
            }
            next += 1;
        }
        None
    })
}
