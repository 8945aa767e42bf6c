//! Foreign HTML made clean: bounds, an allow-list, and the tree of blocks, one after the other.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use dom_query::Document;

use super::{Block, read};
use crate::guard;

/// Which links stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// Those of a page: http, https, mailto, and places within the article.
    Web,
    /// Those of a note: `tearsheet:` and `tearsheet-blob:` as well, which name things and pictures of the library.
    Note,
}

/// Tags that mean something to [`read`]; all others are opened up.
const TAGS: [&str; 65] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
];

/// Tags that vanish with everything in them: code, raw text, foreign namespaces, forms, frames.
const FORBIDDEN: [&str; 30] = [
    "applet", "audio", "base", "button", "canvas", "dialog", "embed", "form", "frame", "frameset", "head", "iframe",
    "input", "link", "math", "meta", "noembed", "noframes", "noscript", "object", "option", "param", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
];

static WEB: LazyLock<Builder<'static>> = LazyLock::new(|| builder(&["http", "https", "mailto"]));
static NOTE: LazyLock<Builder<'static>> =
    LazyLock::new(|| builder(&["http", "https", "mailto", "tearsheet", "tearsheet-blob"]));

/// The blocks of foreign HTML; nothing of it is trusted.
pub(crate) fn sanitise(html: &str, links: Links) -> Vec<Block> {
    let bounded = guard::bounded(html);
    let allowed = match links {
        Links::Web => &WEB,
        Links::Note => &NOTE,
    };
    let clean = allowed.clean(&bounded.html).to_string();
    read(&Document::fragment(clean))
}

fn builder(schemes: &[&'static str]) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from(FORBIDDEN))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["data-picture", "alt"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
        ]))
        .generic_attributes(HashSet::from(["id"]))
        .generic_attribute_prefixes(HashSet::new())
        .allowed_classes(HashMap::new())
        .url_schemes(schemes.iter().copied().collect())
        .url_relative(UrlRelative::Custom(Box::new(place_within)))
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// Of relative links, only those to a place within the article stay.
fn place_within(url: &str) -> Option<Cow<'_, str>> {
    url.starts_with('#').then_some(Cow::Borrowed(url))
}
