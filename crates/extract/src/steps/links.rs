//! Makes links absolute.

use crate::formats::html::Page;

/// Resolves each link against the page's address; places within the page stay as they are.
pub(super) fn resolve(page: &mut Page) {
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
