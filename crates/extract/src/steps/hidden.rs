//! Cuts what a reader never sees.

use crate::formats::html::Page;

/// Elements that a style or an attribute hides. `visibility` is left out: WeChat hides the article by it until a script runs.
const HIDDEN: &str =
    "[hidden], [style*='display:none'], [style*='display: none'], [aria-hidden='true'], dialog, template";

/// A hidden part with more than this share of the page's text is the page itself, shown later by a script.
const TEXT_SHARE_MAX: f64 = 0.4;

/// Entries in the log of removals.
const LOGGED_MAX: usize = 20;

/// Cuts hidden elements, save those that hold most of the text or a picture; then no style is left that could hide anything.
#[allow(clippy::cast_precision_loss)]
pub(super) fn cut(page: &mut Page) {
    let document = std::mem::take(&mut page.document);
    let all = document.body().map_or(0, |body| body.text().len());
    let mut logged = 0;
    for node in document.select(HIDDEN).nodes() {
        let text = node.text();
        let is_page = text.len() as f64 > all as f64 * TEXT_SHARE_MAX;
        let is_kept = ["img", "picture", "body", "html"].iter().any(|name| node.has_name(name));
        if is_page || is_kept {
            node.remove_attrs(&["hidden", "aria-hidden"]);
            continue;
        }
        node.remove_from_parent();
        if logged < LOGGED_MAX && !text.trim().is_empty() {
            page.log("hidden", "not shown on the page", &text);
            logged += 1;
        }
    }
    document.select("[style]").remove_attr("style");
    page.document = document;
}
