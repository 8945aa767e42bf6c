//! The parts of a page that may be its article, and the choice among them.

use super::tree::Tree;

/// Going down stops at a part when no part of it holds this percentage of its prose.
const DESCENT_PERCENT: u32 = 90;

/// A part that names itself the article is believed when it holds this percentage of the page's prose, by how surely it says so.
const BELIEVED_PERCENT: [u32; 4] = [100, 70, 60, 50];

/// The part of the page that is the article.
pub(super) fn choose(tree: &Tree) -> Option<usize> {
    let all = tree.parts.first()?.all.prose;
    if all == 0 {
        return None;
    }
    let named = named(tree, all);
    Some(named.unwrap_or_else(|| descend(tree, 0)))
}

/// The smallest part that names itself the article and holds enough of the prose.
fn named(tree: &Tree, all: u32) -> Option<usize> {
    for rank in [3_u8, 2, 1] {
        let least = all / 100 * BELIEVED_PERCENT[usize::from(rank)];
        let found = (0..tree.parts.len())
            .filter(|at| {
                let part = &tree.parts[*at];
                !part.cut && part.hints.body == rank && part.all.prose >= least
            })
            .min_by_key(|at| tree.parts[*at].all.weight);
        if let Some(at) = found {
            return Some(if rank == 3 { at } else { descend(tree, at) });
        }
    }
    None
}

/// The deepest part below `at` that still holds nearly all of its prose.
fn descend(tree: &Tree, mut at: usize) -> usize {
    let all = tree.parts[at].all.prose;
    loop {
        let heaviest = tree.children(at).max_by_key(|child| tree.parts[*child].all.prose);
        match heaviest {
            Some(child)
                if tree.parts[child].all.prose * 100 >= all * DESCENT_PERCENT && child_may_hold(tree, child) =>
            {
                at = child;
            }
            _ => return at,
        }
    }
}

fn child_may_hold(tree: &Tree, child: usize) -> bool {
    tree.parts[child].end > child + 1 && tree.parts[child].own.stops == 0
}
