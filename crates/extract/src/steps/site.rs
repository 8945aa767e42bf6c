//! Cuts what the rule of the page's site names.

use crate::formats::html::Page;

/// Cuts it and says so.
pub(super) fn cut(page: &mut Page) {
    let Some(rule) = page.rule.clone() else { return };
    for text in rule.cut(&page.document) {
        page.log("site", "the rule of this site cuts it", &text);
    }
}
