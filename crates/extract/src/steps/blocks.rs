//! The lines of an article as they stand in the document: what the steps after scoring look at.

use dom_query::{Document, NodeRef};

/// Elements that hold a line of text.
const LINES: &str =
    "p, h1, h2, h3, h4, h5, h6, li, blockquote, td, th, pre, div, section, figcaption, dt, dd, span, strong, em, a";

/// The innermost blocks with text, in order, with their collapsed text.
pub(super) fn lines(document: &Document) -> Vec<(NodeRef<'_>, String)> {
    let selection = document.select(LINES);
    let mut lines: Vec<(NodeRef, String)> = Vec::new();
    for node in selection.nodes() {
        if is_inline(node) && node.parent().is_some_and(|parent| !is_container(&parent)) {
            continue;
        }
        let has_block = node.descendants_it().any(|inner| inner.is_element() && !is_inline(&inner) && is_block(&inner));
        if has_block {
            continue;
        }
        let text = collapsed(&node.text());
        if !text.is_empty() {
            lines.push((*node, text));
        }
    }
    lines
}

/// Text with its blanks collapsed.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_inline(node: &NodeRef) -> bool {
    ["span", "strong", "em", "a"].iter().any(|name| node.has_name(name))
}

fn is_container(node: &NodeRef) -> bool {
    ["div", "section", "article", "body", "main", "html"].iter().any(|name| node.has_name(name))
}

fn is_block(node: &NodeRef) -> bool {
    const BLOCKS: [&str; 22] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "td",
        "th",
        "pre",
        "div",
        "section",
        "figcaption",
        "dt",
        "dd",
        "table",
        "ul",
        "ol",
        "figure",
        "dl",
    ];
    BLOCKS.iter().any(|name| node.has_name(name))
}
