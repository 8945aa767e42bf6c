//! Keeps the source of formulas that a script would have drawn.

use dom_query::Selection;

use crate::{formats::html::Page, formula};

/// Formulas kept per page.
const FORMULAS_MAX: usize = 2_000;

/// Elements in which a script has drawn a formula.
const DRAWN: &str = ".katex-html, .MathJax_Preview, .MathJax, .mjx-chtml";

/// The formula beside a drawing of it, for readers of screens.
const TOLD: &str = "mjx-assistive-mml code, .MJX_Assistive_MathML code";

/// Turns TeX in scripts and data attributes into code, and drops what only draws it.
pub(super) fn keep(page: &mut Page) {
    for script in page.document.select("script[type^='math/tex']").nodes().iter().take(FORMULAS_MAX) {
        script.replace_with_html(formula::tex(&script.text()));
    }
    for drawn in page.document.select(DRAWN).nodes() {
        // What a reader of screens is told is the formula itself.
        let told = Selection::from(*drawn).select(TOLD);
        match told.nodes().first().filter(|told| !told.text().trim().is_empty()) {
            Some(told) => drawn.replace_with_html(told.html()),
            None => drawn.remove_from_parent(),
        }
    }
    for image in page.document.select("img[data-formula], img[eeimg]").nodes().iter().take(FORMULAS_MAX) {
        let source = image.attr("data-formula").or_else(|| image.attr("alt")).unwrap_or_default();
        if !source.trim().is_empty() {
            image.replace_with_html(formula::tex(&source));
        }
    }
}
