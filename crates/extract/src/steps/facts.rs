//! Reads what the page says about its article, before anything is cut from it.

use crate::{formats::html::Page, metadata};

/// Fills the facts of the page.
pub(super) fn read(page: &mut Page) {
    let url = page.base.as_ref().map(|base| base.as_str().to_owned());
    page.facts = metadata::read(&page.document, url.as_deref());
}
