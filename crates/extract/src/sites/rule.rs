//! The rule for one site, and what it finds on a page.

use dom_query::{Document, Matcher, NodeRef};
use jiff::tz::TimeZone;

/// Elements that one selector may name as the article; more is a list of articles.
const PARTS_MAX: usize = 200;

/// Where things stand on the pages of a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rule {
    /// The site's own name.
    pub(crate) name: Option<String>,
    /// The zone of the times that it prints.
    pub(crate) zone: Option<TimeZone>,
    pub(super) hosts: Vec<String>,
    pub(super) signs: Vec<Matcher>,
    pub(super) body: Vec<Matcher>,
    pub(super) title: Vec<Matcher>,
    pub(super) byline: Vec<Matcher>,
    pub(super) site: Vec<Matcher>,
    pub(super) date: Vec<Matcher>,
    pub(super) summary: Vec<Matcher>,
    pub(super) cut: Vec<Matcher>,
    pub(super) next: Vec<Matcher>,
}

impl Rule {
    /// How much of a host's name the rule knows, in bytes; 0 when it is another host.
    pub(super) fn fit(&self, host: &str) -> usize {
        let fits = |name: &&String| {
            host.strip_suffix(name.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        self.hosts.iter().filter(fits).map(String::len).max().unwrap_or(0)
    }

    /// Whether the page shows a sign of the system that the rule is for.
    pub(super) fn signed(&self, document: &Document) -> bool {
        self.signs.iter().any(|sign| document.select_single_matcher(sign).exists())
    }

    /// The HTML of the article's body.
    pub(crate) fn body(&self, document: &Document) -> Option<String> {
        self.body.iter().find_map(|selector| {
            let parts = document.select_matcher(selector);
            let outer = parts.nodes().iter().take(PARTS_MAX).filter(|node| !has_ancestor_in(node, parts.nodes()));
            let html: String = outer.map(|node| node.html().to_string()).collect();
            (!parts.text().trim().is_empty()).then_some(html)
        })
    }

    /// The texts of the headline, one a selector that finds some.
    pub(crate) fn titles(&self, document: &Document) -> Vec<String> {
        first_texts(document, &self.title)
    }

    /// The texts of the elements that name the site.
    pub(crate) fn sites(&self, document: &Document) -> Vec<String> {
        first_texts(document, &self.site)
    }

    /// The texts of the elements that name the authors.
    pub(crate) fn bylines(&self, document: &Document) -> Vec<String> {
        first_texts(document, &self.byline)
    }

    /// The texts of the elements that print the date, those of each selector in turn.
    pub(crate) fn dates(&self, document: &Document) -> Vec<String> {
        self.date.iter().flat_map(|selector| texts(document, selector)).collect()
    }

    /// The element that holds the site's own abstract.
    pub(crate) fn summary<'a>(&self, document: &'a Document) -> Option<NodeRef<'a>> {
        self.summary.iter().find_map(|selector| document.select_single_matcher(selector).nodes().first().copied())
    }

    /// Takes out what the rule says is no article; answers the texts of it.
    pub(crate) fn cut(&self, document: &Document) -> Vec<String> {
        let found: Vec<NodeRef> =
            self.cut.iter().flat_map(|selector| document.select_matcher(selector).nodes().to_vec()).collect();
        let said = found.iter().map(|node| node.text().to_string()).collect();
        found.iter().for_each(NodeRef::remove_from_parent);
        said
    }

    /// Where the next page of the article is, as the page writes it.
    pub(crate) fn next(&self, document: &Document) -> Option<String> {
        self.next
            .iter()
            .find_map(|selector| document.select_matcher(selector).attr("href"))
            .map(|href| href.to_string())
    }
}

fn has_ancestor_in(node: &NodeRef, others: &[NodeRef]) -> bool {
    node.ancestors(None).iter().any(|ancestor| others.iter().any(|other| other.id == ancestor.id))
}

/// The texts that the first selector with any finds.
fn first_texts(document: &Document, selectors: &[Matcher]) -> Vec<String> {
    selectors.iter().map(|selector| texts(document, selector)).find(|texts| !texts.is_empty()).unwrap_or_default()
}

/// What elements say: by an attribute made for programs, or else by their text.
fn texts(document: &Document, selector: &Matcher) -> Vec<String> {
    let said = |node: &NodeRef| {
        let given = ["content", "datetime"].iter().find_map(|name| node.attr(name));
        given.unwrap_or_else(|| node.text()).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let found = document.select_matcher(selector);
    found.nodes().iter().take(12).map(said).filter(|text| !text.is_empty()).collect()
}
