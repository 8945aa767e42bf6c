//! Puts parts of a streamed page where a script would have put them.

use std::collections::HashMap;

use dom_query::{NodeData, NodeRef};

use crate::formats::html::Page;

/// Streamed parts moved per page; more come from no real page.
const PARTS_MAX: usize = 500;

/// Moves what lies in `<div hidden id="S:n">` to `<template id="B:n">` or `P:n`: React sends slow parts of a page after the rest.
pub(super) fn place(page: &mut Page) {
    let parts = page.document.select("div[hidden][id^='S:']");
    if parts.nodes().is_empty() {
        return;
    }
    let templates = page.document.select("template[id^='B:'], template[id^='P:']");
    let places: HashMap<String, NodeRef> = templates.nodes().iter().map(|place| (number(place), *place)).collect();
    for part in parts.nodes().iter().take(PARTS_MAX) {
        let Some(place) = places.get(&number(part)) else { continue };
        if place.ancestors_it(None).any(|around| around.id == part.id) {
            continue;
        }
        remove_stand_in(place);
        part.remove_attr("hidden");
        place.insert_after(part);
    }
}

fn number(node: &NodeRef) -> String {
    node.attr("id").unwrap_or_default().chars().skip(2).collect()
}

/// What stands in for a part that is still to come says no more than this many bytes.
const STAND_IN_BYTES_MAX: usize = 40;

/// Removes what stood in the place meanwhile: everything up to the comment `/$`; without one, a short `Loading…`.
fn remove_stand_in(place: &NodeRef) {
    let mut meanwhile = Vec::new();
    let mut next = place.next_sibling();
    while let Some(node) = next {
        if node.query_or(false, |node| matches!(&node.data, NodeData::Comment { contents } if &**contents == "/$")) {
            meanwhile.iter().for_each(NodeRef::remove_from_parent);
            return;
        }
        next = node.next_sibling();
        meanwhile.push(node);
    }
    let loading = |node: &NodeRef| {
        let text = node.text();
        text.len() <= STAND_IN_BYTES_MAX && text.trim_start().starts_with("Loading")
    };
    if let Some(first) = place.next_element_sibling().filter(loading) {
        first.remove_from_parent();
    }
}
