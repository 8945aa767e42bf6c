//! Cuts cards of authors: a name that leads to the author's page, and a paragraph about who that is.

use dom_query::NodeRef;

use crate::{article::weight, formats::html::Page};

/// Links to the page of an author.
const LINKS: &str = "a[href*='/author/'], a[href*='/authors/'], a[rel='author']";

/// Such links that are looked at.
const LOOKED_AT_MAX: usize = 40;

/// Elements around a link that may be its card.
const AROUND_MAX: usize = 8;

/// What stands beside the name weighs at least this much where it tells of somebody: Latin letters; a Han character weighs three.
const ABOUT_WEIGHT_MIN: u32 = 120;

/// A card weighs no more than this; more is an article.
const CARD_WEIGHT_MAX: u32 = 900;

/// A card has no more paragraphs than this.
const PARAGRAPHS_MAX: usize = 2;

/// Elements that only group; a link within another is a part of what is said there.
const GROUPS: [&str; 6] = ["div", "section", "aside", "article", "header", "footer"];

/// Cuts such cards.
pub(super) fn cut(page: &mut Page) {
    let document = std::mem::take(&mut page.document);
    for link in document.select(LINKS).nodes().iter().take(LOOKED_AT_MAX) {
        if let Some(card) = card_of(link) {
            page.log("author-card", "who the author is", &card.text());
            card.remove_from_parent();
        }
    }
    page.document = document;
}

/// The smallest group around a link that tells of somebody, where that is the one whom the link names.
fn card_of<'a>(link: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let text = link.text();
    let name: Vec<&str> = text.split_whitespace().collect();
    let is_name = (2..=4).contains(&name.len()) && name.iter().all(|word| word.starts_with(char::is_uppercase));
    let around = || link.ancestors_it(Some(AROUND_MAX));
    let card = around().find(|part| weight(&part.text()) >= weight(&text) + ABOUT_WEIGHT_MIN).filter(|_| is_name)?;
    let says_name = card.text().matches(name[0]).count() >= 2;
    let inner: Vec<NodeRef> = card.descendants_it().collect();
    let count = |tags: &[&str]| inner.iter().filter(|node| tags.iter().any(|tag| node.has_name(tag))).count();
    let is_group = GROUPS.iter().any(|tag| card.has_name(tag));
    let is_alone = around().take_while(|part| part.id != card.id).any(|part| part.text().trim() == text.trim());
    let is_small = weight(&card.text()) <= CARD_WEIGHT_MAX && count(&["p"]) <= PARAGRAPHS_MAX && count(&["h1"]) == 0;
    (is_group && is_alone && is_small && says_name).then_some(card)
}
