//! Cuts parts that are not the article: by their names before it is found, by their shape inside it.

use dom_query::local_name;

use super::{
    Cut,
    candidates::is_heading,
    tree::{Part, Tree},
};

/// A part named as something else is cut when it holds at most this percentage of the page's prose.
const NAMED_PERCENT_MAX: u32 = 30;

/// Readers may write more than the author did.
const BY_READERS_PERCENT_MAX: u32 = 80;

/// Cuts parts whose names say that they are something else, unless the headline stands in them with something said below it.
pub(super) fn by_names(tree: &mut Tree, heads: &[usize]) -> Vec<Cut> {
    let all = tree.parts.first().map_or(0, |part| part.all.prose);
    let mut cuts = Vec::new();
    let mut at = 1;
    while at < tree.parts.len() {
        let part = &tree.parts[at];
        let most = if part.hints.by_readers { BY_READERS_PERCENT_MAX } else { NAMED_PERCENT_MAX };
        match part.hints.other {
            Some(name)
                if part.hints.body < 3
                    && !only_borrows(part)
                    && !(part.all.paragraphs > 0 && heads.iter().any(|head| (at..part.end).contains(head)))
                    && u64::from(part.all.prose) * 100 <= u64::from(all) * u64::from(most) =>
            {
                cuts.push(Cut { node: part.node, reason: format!("named {name}") });
                let end = part.end;
                tree.cut(at);
                at = end;
            }
            _ => at += 1,
        }
    }
    tree.sum();
    cuts
}

/// Whether a part that is named like the frame of a page is mostly paragraphs: sections are named `toc_…` for the links that lead to them.
fn only_borrows(part: &Part) -> bool {
    part.hints.is_frame && part.all.paragraphs >= 2 && part.all.prose * 2 > part.all.weight
}

/// Lists and groups inside the article whose text is mostly links.
pub(super) fn by_shape(tree: &mut Tree, root: usize) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut at = root + 1;
    while at < tree.parts[root].end {
        if tree.parts[at].cut {
            at = tree.parts[at].end;
            continue;
        }
        let reason = if is_list_of_links(tree, at) && !is_led_in(tree, at, root) {
            Some("a list of links")
        } else {
            is_shelf(tree, at, root).then_some("headlines of other articles")
        };
        if let Some(reason) = reason {
            let end = tree.parts[at].end;
            for part in head_of(tree, at, root).into_iter().chain([at]) {
                cuts.push(Cut { node: tree.parts[part].node, reason: reason.to_owned() });
                tree.cut(part);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    tree.sum();
    cuts
}

/// The heading of a group that is cut, where the group is all that stands below it.
fn head_of(tree: &Tree, at: usize, root: usize) -> Option<usize> {
    let says = |at: &usize| !tree.parts[*at].cut && tree.parts[*at].own.weight > 0;
    let end = tree.parts[at].end;
    let below = (end..tree.parts[root].end).find(says);
    let alone = below.is_none_or(|below| is_heading(&tree.parts[below]));
    (root + 1..at).rev().find(says).filter(|before| alone && is_heading(&tree.parts[*before]))
}

fn is_list_of_links(tree: &Tree, at: usize) -> bool {
    let part = &tree.parts[at];
    let is_group = matches!(
        part.tag,
        local_name!("ul")
            | local_name!("ol")
            | local_name!("div")
            | local_name!("section")
            | local_name!("table")
            | local_name!("dl")
    );
    is_group && part.all.links >= 3 && part.all.linked_percent() >= 70 && part.all.prose == 0
}

/// A shelf of other articles, and what follows it unless it is made of cards, hold no more than this percentage of the prose of the article.
const SHELF_PERCENT_MAX: u32 = 15;

/// A headline with its blurb weighs no more than this.
const CARD_WEIGHT_MAX: u32 = 700;

/// Whether a group is a shelf of other articles, each a headline that is a link and a line about it: at the foot of the article,
/// or anywhere when it is named so.
fn is_shelf(tree: &Tree, at: usize, root: usize) -> bool {
    let prose = |from: usize, to: usize| -> u32 {
        tree.parts[from..to].iter().filter(|part| !part.cut).map(|part| part.own.with_prose(&part.tag).prose).sum()
    };
    let is_linked_head = |part: &Part| {
        matches!(part.tag, local_name!("h2") | local_name!("h3") | local_name!("h4"))
            && part.all.weight > 0
            && part.all.linked_percent() >= 90
    };
    let is_card = |child: usize| {
        let part = &tree.parts[child];
        part.all.weight <= CARD_WEIGHT_MAX
            && part.all.paragraphs <= 1
            && tree.parts[child..part.end].iter().filter(|inner| is_linked_head(inner)).count() == 1
    };
    let cards: Vec<usize> = tree.children(at).filter(|child| tree.parts[*child].all.weight > 0).collect();
    let (end, all) = (tree.parts[at].end, tree.parts[root].all.prose);
    let named = cards.iter().all(|card| tree.parts[*card].hints.is_card);
    let after = if named { 0 } else { prose(end, tree.parts[root].end) };
    cards.len() >= 2
        && cards.iter().all(|card| is_card(*card))
        && (prose(at, end) + after) * 100 <= all * SHELF_PERCENT_MAX
}

/// Whether a list is part of what is said: a sentence or a colon leads to it, and sentences follow it.
fn is_led_in(tree: &Tree, at: usize, root: usize) -> bool {
    let is_list = |at: usize| matches!(tree.parts[at].tag, local_name!("ul") | local_name!("ol"));
    let mut inside = tree.children(at);
    let is_list = is_list(at) || (inside.next().is_some_and(is_list) && inside.next().is_none());
    let led_in = tree.said_before(at).is_some_and(|before| before.own.stops > 0 && before.own.linked_percent() < 50);
    let end = tree.parts[at].end;
    let goes_on = || tree.parts[end..tree.parts[root].end].iter().any(|after| !after.cut && after.is_prose());
    is_list && led_in && goes_on()
}
