//! Reads what the page says about its article, before anything is cut from it.

use url::Url;

use crate::{formats::html::Page, metadata};

/// Fills the facts of the page.
pub(super) fn read(page: &mut Page) {
    let url = page.base.as_ref().map(|base| base.as_str().to_owned());
    page.facts = metadata::read(&page.document, url.as_deref(), page.rule.as_deref(), page.source.captured);
    page.facts.next = page.facts.next.take().and_then(|next| absolute(page, &next));
}

/// An address of the web, as seen from the page.
fn absolute(page: &Page, address: &str) -> Option<String> {
    let joined = match &page.base {
        Some(base) => base.join(address).ok()?,
        None => Url::parse(address).ok()?,
    };
    matches!(joined.scheme(), "http" | "https").then(|| joined.into())
}
