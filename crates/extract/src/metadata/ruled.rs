//! What the rule of a page's site finds.

use dom_query::Document;

use super::{Facts, dates::read_date, marked::author_alone, names, title::unescaped};
use crate::sites::Rule;

/// The facts at the places that the rule names.
pub(super) fn read(document: &Document, rule: &Rule) -> Facts {
    let authors = rule.bylines(document).iter().filter_map(|text| author_alone(text)).collect();
    Facts {
        title: rule.titles(document).first().and_then(|text| unescaped(text)),
        byline: names::joined(authors),
        site: rule.sites(document).into_iter().next().or_else(|| rule.name.clone()),
        published: rule.dates(document).iter().find_map(|text| read_date(text)),
        next: rule.next(document),
        ..Facts::default()
    }
}
