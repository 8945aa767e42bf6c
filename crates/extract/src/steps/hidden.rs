//! Cuts what a reader never sees.

use crate::formats::html::Page;

/// Elements that a style or an attribute hides. `visibility` is left out: WeChat hides the article by it until a script runs.
const HIDDEN: &str =
    "[hidden], [style*='display:none'], [style*='display: none'], [aria-hidden='true'], dialog, template";

/// A hidden part with more than this share of the page's text is the page itself, shown later by a script.
const TEXT_SHARE_MAX: f64 = 0.4;

/// Cuts hidden elements, save those that hold most of the text or a picture.
#[allow(clippy::cast_precision_loss)]
pub(super) fn cut(page: &mut Page) {
    let all = page.document.body().map_or(0, |body| body.text().len());
    let selection = page.document.select(HIDDEN);
    for node in selection.nodes() {
        let length = node.text().len();
        let is_page = length as f64 > all as f64 * TEXT_SHARE_MAX;
        let shows_picture = node.has_name("img") || node.has_name("picture") || node.has_name("svg");
        if !is_page && !shows_picture && !node.has_name("body") && !node.has_name("html") {
            let text = node.text();
            node.remove_from_parent();
            log_hidden(&mut page.removed, &text);
        }
    }
}

fn log_hidden(removed: &mut Vec<model::Removed>, text: &str) {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
    if !text.is_empty() && removed.len() < 20 {
        removed.push(model::Removed { step: "hidden", reason: "not shown on the page".to_owned(), text });
    }
}
