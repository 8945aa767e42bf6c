//! The parts of a page that may be its article, and the choice among them.

use dom_query::local_name;

use super::tree::{Part, Tree};

/// Going down stops at a part when no part of it holds this percentage of its prose.
const DESCENT_PERCENT: u32 = 90;

/// A part that names itself the article is believed when it holds this percentage of the page's prose, by how surely it says so.
const BELIEVED_PERCENT: [u32; 4] = [100, 70, 60, 50];

/// An article with the headline in it says at least this many lines of prose.
const TITLED_PARAGRAPHS_MIN: u32 = 3;

/// A part beside the body that goes on with it is linked by no more than this percentage.
const JOINED_LINKED_PERCENT_MAX: u32 = 30;

/// The parts of the page that are the article: the first is the body, the others go on with it. `heads` are the headings that say its title.
pub(super) fn choose(tree: &Tree, heads: &[usize], classes: &dyn Fn(usize) -> String) -> Option<Vec<usize>> {
    let all = tree.parts.first()?.all.prose;
    if all == 0 {
        return None;
    }
    let body = named(tree, 0, &[3, 2])
        .or_else(|| titled(tree, heads).map(|scope| named(tree, scope, &[3]).unwrap_or_else(|| descend(tree, scope))))
        .or_else(|| named(tree, 0, &[1]))
        .unwrap_or_else(|| descend(tree, 0));
    Some(with_next(tree, body, classes))
}

/// The article of a page without prose: the lines of a flash are too short to be told by themselves. It is the smallest part that
/// calls itself so or has the headline in it, and holds most of what is said without links.
pub(super) fn light(tree: &Tree, heads: &[usize]) -> Option<Vec<usize>> {
    let said = |part: &Part| part.all.weight.saturating_sub(part.all.linked);
    let all = tree.parts.first().map(said)?;
    let fits = |at: &usize| {
        let part = &tree.parts[*at];
        let is_about = part.hints.body > 0 || heads.iter().any(|head| (*at + 1..part.end).contains(head));
        !part.cut && is_about && part.all.weight > 0 && said(part) * 100 >= all * LIGHT_PERCENT_MIN
    };
    (0..tree.parts.len()).filter(fits).min_by_key(|at| tree.parts[*at].all.weight).map(|body| vec![body])
}

/// Of what is said without links, a short article holds at least this percentage.
const LIGHT_PERCENT_MIN: u32 = 60;

/// The smallest part in `scope` that names itself the article and holds enough of the prose there.
fn named(tree: &Tree, scope: usize, ranks: &[u8]) -> Option<usize> {
    let all = tree.parts[scope].all.prose;
    for rank in ranks {
        let least = all / 100 * BELIEVED_PERCENT[usize::from(*rank)];
        let found = (scope..tree.parts[scope].end)
            .filter(|at| {
                let part = &tree.parts[*at];
                !part.cut && part.hints.body == *rank && part.all.prose >= least
            })
            .min_by_key(|at| tree.parts[*at].all.weight);
        if let Some(at) = found {
            return Some(if *rank == 3 { around_sections(tree, at) } else { descend(tree, at) });
        }
    }
    None
}

/// The body around a body that is only one of its sections: the rest of it is in parts that are named so as well.
fn around_sections(tree: &Tree, body: usize) -> usize {
    let is_body = |at: &usize| tree.parts[*at].hints.body == 3 && !tree.parts[*at].cut;
    let Some(outer) = (0..body).rev().filter(|at| tree.parts[*at].end > body).find(is_body) else { return body };
    let beside = prose_beside(tree, outer, body, &is_body);
    let own = tree.parts[body].all.prose;
    let rest = tree.parts[outer].all.prose - own;
    let goes_on = beside * 100 >= own * SECTION_PERCENT_MIN && beside * 100 >= rest * SECTIONS_PERCENT_MIN;
    if goes_on { around_sections(tree, outer) } else { body }
}

/// The other sections of a body hold at least this percentage of the prose of the first one found.
const SECTION_PERCENT_MIN: u32 = 10;

/// They hold at least this percentage of all that stands around it.
const SECTIONS_PERCENT_MIN: u32 = 60;

/// The prose of the outermost parts inside `outer` that fit, without those that hold `inner` or stand in it.
fn prose_beside(tree: &Tree, outer: usize, inner: usize, fits: &dyn Fn(&usize) -> bool) -> u32 {
    let (mut prose, mut at) = (0, outer + 1);
    while at < tree.parts[outer].end {
        let part = &tree.parts[at];
        let counts = fits(&at) && !(at..part.end).contains(&inner);
        prose += if counts { part.all.prose } else { 0 };
        at = if counts || at == inner { part.end } else { at + 1 };
    }
    prose
}

/// The smallest part that calls itself an article, has the headline in it, and says something: what is around it are other articles.
fn titled(tree: &Tree, heads: &[usize]) -> Option<usize> {
    let holds = |part: usize| heads.iter().any(|head| (part..tree.parts[part].end).contains(head));
    (0..tree.parts.len())
        .filter(|at| {
            let part = &tree.parts[*at];
            !part.cut && part.hints.body >= 2 && part.all.paragraphs >= TITLED_PARAGRAPHS_MIN && holds(*at)
        })
        .min_by_key(|at| tree.parts[*at].all.weight)
}

/// A body with the parts beside it that are made like it and go on with it.
fn with_next(tree: &Tree, body: usize, classes: &dyn Fn(usize) -> String) -> Vec<usize> {
    let own = classes(body);
    let like =
        |at: usize| own.split_whitespace().any(|class| classes(at).split_whitespace().any(|other| other == class));
    let goes_on = |at: usize| {
        let part = &tree.parts[at];
        let linked_head =
            (at..part.end).any(|inner| is_heading(&tree.parts[inner]) && tree.parts[inner].own.linked > 0);
        part.all.prose > 0 && part.all.linked_percent() <= JOINED_LINKED_PERCENT_MAX && !linked_head
    };
    let beside = tree.children(tree.parts[body].parent).filter(|at| *at > body && goes_on(*at) && like(*at));
    if body == 0 { vec![body] } else { std::iter::once(body).chain(beside).collect() }
}

/// Parts between the headline and the body that may introduce it.
const LEADS_MAX: usize = 3;

/// An introduction weighs no more than this.
const LEAD_WEIGHT_MAX: u32 = 900;

/// Names of the line below a headline that says what the article is about.
const LEADS: [&str; 11] =
    ["dek", "deck", "subhed", "subhead", "subtitle", "sub-title", "standfirst", "lede", "strapline", "intro", "lead"];

/// What introduces the body between the headline and it: a line made for that, or a paragraph.
pub(super) fn leads(tree: &Tree, heads: &[usize], body: usize, classes: &dyn Fn(usize) -> String) -> Vec<usize> {
    let Some(head) = heads.iter().rev().find(|head| **head < body && !tree.parts[**head].cut) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = tree.parts[*head].end;
    while at < body && found.len() < LEADS_MAX {
        let part = &tree.parts[at];
        let alone = part.end <= body && !part.cut && part.all.linked_percent() <= JOINED_LINKED_PERCENT_MAX;
        // An excerpt is what lists of articles show of this one.
        let is_excerpt = (at..part.end).any(|inner| classes(inner).to_lowercase().contains("excerpt"));
        let fits = alone && !is_excerpt && part.all.weight <= LEAD_WEIGHT_MAX && part.all.controls == 0;
        let paragraph = part.tag == local_name!("p") && part.is_prose();
        let named = || {
            let names = classes(at).to_lowercase();
            part.all.stops > 0 && LEADS.iter().any(|lead| names.contains(lead))
        };
        if fits && (paragraph || named()) {
            found.push(at);
            at = part.end;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a part is a heading.
pub(super) fn is_heading(part: &Part) -> bool {
    matches!(part.tag, local_name!("h1") | local_name!("h2") | local_name!("h3"))
}

/// The deepest part below `at` that still holds nearly all of its prose.
fn descend(tree: &Tree, mut at: usize) -> usize {
    let all = tree.parts[at].all.prose;
    loop {
        let heaviest = tree.children(at).max_by_key(|child| tree.parts[*child].all.prose);
        match heaviest {
            Some(child)
                if tree.parts[child].all.prose * 100 >= all * DESCENT_PERCENT
                    && child_may_hold(tree, child)
                    && !leaves_out(tree, at, child) =>
            {
                at = child;
            }
            _ => return at,
        }
    }
}

/// Whether a list or a quoted passage stands beside a part: it belongs to what is said there, although it is no prose itself.
fn leaves_out(tree: &Tree, at: usize, child: usize) -> bool {
    tree.children(at).filter(|beside| *beside > child).any(|beside| {
        let part = &tree.parts[beside];
        let is_said =
            matches!(part.tag, local_name!("ul") | local_name!("ol") | local_name!("blockquote") | local_name!("pre"));
        is_said && part.all.weight > 0 && part.all.links == 0
    })
}

fn child_may_hold(tree: &Tree, child: usize) -> bool {
    tree.parts[child].end > child + 1 && tree.parts[child].own.stops == 0
}
