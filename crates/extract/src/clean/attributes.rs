//! The attributes that are kept of an element: ids, links, and the words of a picture.
//!
//! **Invariant:** no link leads to an id that is not there, and no id stays that no link leads to.

use std::{collections::HashSet, mem, rc::Rc};

use dom_query::NodeRef;
use url::Url;

use super::{Block, Body, Mark, line};

/// Before every id, so that a page cannot name anything of the application's.
const ID_PREFIX: &str = "at-";

/// Ids and alternative texts longer than this are cut off: nothing of use is so long.
const ATTRIBUTE_CHARS_MAX: usize = 500;

/// Links longer than this are dropped: browsers refuse them too.
const HREF_BYTES_MAX: usize = 8_192;

/// Schemes a link may have.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tearsheet", "tearsheet-blob"];

/// Words in one line, without what cannot be seen.
pub(super) fn plain(text: &str) -> Rc<str> {
    let words = text.split(line::is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    words.chars().filter(|c| !line::is_invisible(*c)).take(ATTRIBUTE_CHARS_MAX).collect::<String>().trim().into()
}

/// A number of nine digits at the most, and nothing but digits.
pub(super) fn digits(text: &str) -> Option<u32> {
    let right = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

/// The id of an element with our prefix.
pub(super) fn prefixed_id(node: &NodeRef) -> Option<Rc<str>> {
    let id = node.attr("id")?;
    let id = prefixed(&id)?;
    Some(id.into())
}

fn prefixed(id: &str) -> Option<String> {
    let right = !id.is_empty()
        && id.len() <= ATTRIBUTE_CHARS_MAX
        && !id.contains(|c: char| c.is_whitespace() || c.is_control());
    right.then(|| if id.starts_with(ID_PREFIX) { id.to_owned() } else { format!("{ID_PREFIX}{id}") })
}

/// Where a link may lead: the web, a letter, the application's own places, or an id of the article.
pub(super) fn allowed_href(href: &str) -> Option<Rc<str>> {
    if href.len() > HREF_BYTES_MAX {
        return None;
    }
    if let Some(id) = href.strip_prefix('#') {
        return prefixed(id).map(|id| format!("#{id}").into());
    }
    let url = Url::parse(href).ok()?;
    SCHEMES.contains(&url.scheme()).then(|| url.as_str().into())
}

/// Drops ids that no link leads to, and links that lead to no id.
pub(super) fn keep_linked_ids(blocks: &mut [Block]) {
    let (mut ids, mut targets) = (HashSet::new(), HashSet::new());
    for block in blocks.iter() {
        collect(block, &mut ids, &mut targets);
    }
    let linked: HashSet<Rc<str>> = ids.intersection(&targets).cloned().collect();
    let mut free = linked.clone();
    blocks.iter_mut().for_each(|block| prune(block, &linked, &mut free));
}

fn collect(block: &Block, ids: &mut HashSet<Rc<str>>, targets: &mut HashSet<Rc<str>>) {
    ids.extend(block.id.clone());
    match &block.body {
        Body::Blocks(blocks) => blocks.iter().for_each(|inner| collect(inner, ids, targets)),
        Body::Line(pieces) => {
            for mark in pieces.iter().flat_map(|piece| &piece.marks) {
                ids.extend(mark.id.clone());
                targets.extend(mark.href.as_deref().and_then(|href| href.strip_prefix('#')).map(Rc::from));
            }
        }
        Body::Nothing => {}
    }
}

fn prune(block: &mut Block, linked: &HashSet<Rc<str>>, free: &mut HashSet<Rc<str>>) {
    if !block.id.as_ref().is_some_and(|id| free.remove(id)) {
        block.id = None;
    }
    match &mut block.body {
        Body::Blocks(blocks) => blocks.iter_mut().for_each(|inner| prune(inner, linked, free)),
        Body::Line(pieces) => {
            pieces.iter_mut().for_each(|piece| prune_marks(&mut piece.marks, linked));
            *pieces = line::merged(mem::take(pieces));
        }
        Body::Nothing => {}
    }
}

fn prune_marks(marks: &mut Vec<Mark>, linked: &HashSet<Rc<str>>) {
    for mark in marks.iter_mut() {
        mark.id = mark.id.take().filter(|id| linked.contains(id));
        mark.href = mark.href.take().filter(|href| href.strip_prefix('#').is_none_or(|id| linked.contains(id)));
    }
    marks.retain(|mark| mark.tag != "a" || mark.href.is_some() || mark.id.is_some());
}
