//! Makes links absolute, and ends those that nobody ended.

use dom_query::{NodeRef, Selection};

use crate::formats::html::Page;

/// What no link is meant to hold.
const NEVER_LINKED: &str = "ul, ol, table";

/// Resolves each link against the page's address; places within the page stay as they are.
pub(super) fn resolve(page: &mut Page) {
    end_runaways(page.document.select("a[href]").nodes());
    let Some(base) = &page.base else { return };
    for link in page.document.select("a[href]").nodes() {
        let href = link.attr("href").unwrap_or_default();
        let href = href.trim();
        if href.starts_with('#') {
            continue;
        }
        match base.join(href) {
            Ok(url) => link.set_attr("href", url.as_str()),
            Err(_) => link.remove_attr("href"),
        }
    }
}

/// A parser goes on with an unclosed link in every block that follows: neighbours of one address, one of which holds a list or a
/// table. Only the first of them is a link.
fn end_runaways(links: &[NodeRef]) {
    for run in links.chunk_by(|one, other| one.attr("href") == other.attr("href")).filter(|run| run.len() > 1) {
        if run[1..].iter().any(|link| Selection::from(*link).select(NEVER_LINKED).exists()) {
            run[1..].iter().for_each(|link| link.remove_attr("href"));
        }
    }
}
