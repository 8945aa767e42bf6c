//! Finds the part of a page that is the article.

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::{formats::html::Page, metadata::visible_lines};

/// Elements beyond which the scoring is not tried, so that a page stays under a second.
const ELEMENTS_MAX: usize = 100_000;

/// Lines outside the article that the log names.
const LOGGED_MAX: usize = 60;

/// Parts that are never the article, cut when all of a page has to be kept.
const NEVER: &str = "script, style, nav, header, footer, aside, form, iframe, button, [role='navigation'], [role='banner'], \
    [role='contentinfo'], [role='complementary']";

/// Leaves only the article: the part that scoring finds, or the whole body without its frame.
pub(super) fn find(page: &mut Page) {
    let url = page.base.as_ref().map(|base| base.as_str().to_owned());
    let before = visible_lines(&page.document);
    let ruled = page.rule.as_ref().and_then(|rule| rule.body(&page.document));
    let html = match ruled.or_else(|| scored(&page.document, url.as_deref())) {
        Some(html) => html,
        None => whole(&page.document),
    };
    page.document = Document::fragment(html);
    let after: HashSet<String> = visible_lines(&page.document).into_iter().collect();
    before
        .iter()
        .filter(|line| !after.contains(*line))
        .take(LOGGED_MAX)
        .for_each(|line| page.log("readable", "outside the article", line));
}

fn scored(document: &Document, url: Option<&str>) -> Option<String> {
    let config =
        Config { max_elements_to_parse: ELEMENTS_MAX, disable_json_ld: true, char_threshold: 200, ..Config::default() };
    let mut readability = Readability::with_document(document.clone(), url, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    (!article.text_content.trim().is_empty()).then(|| article.content.to_string())
}

fn whole(document: &Document) -> String {
    for node in document.select(NEVER).nodes() {
        node.remove_from_parent();
    }
    document.body().map(|body| body.inner_html().to_string()).unwrap_or_default()
}
