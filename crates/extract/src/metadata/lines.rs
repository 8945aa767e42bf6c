//! The lines a reader sees on a page, short ones with their neighbours kept apart.

use dom_query::{Document, NodeRef};

/// Lines longer than this are cut: nobody prints a source line so long.
const LINE_CHARS_MAX: usize = 400;

/// Recursion stops here; the parser's own bound is of this size.
const DEPTH_MAX: usize = 1_200;

/// The text of a page's blocks in order, collapsed; neighbouring inline elements are kept apart by a blank.
pub(crate) fn visible_lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    walk(&document.root(), 0, &mut line, &mut lines);
    end(&mut line, &mut lines);
    lines
}

/// The words of an element as a reader sees them: breaks and blocks set them apart.
pub(super) fn words_of(node: &NodeRef) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    walk(node, 0, &mut line, &mut lines);
    end(&mut line, &mut lines);
    lines.join(" ")
}

fn walk(node: &NodeRef, depth: usize, line: &mut String, lines: &mut Vec<String>) {
    for child in node.children_it(false) {
        if child.is_text() {
            line.push_str(&child.text());
        } else if child.is_element() && depth < DEPTH_MAX {
            element(&child, depth, line, lines);
        }
    }
}

fn element(node: &NodeRef, depth: usize, line: &mut String, lines: &mut Vec<String>) {
    let name = node.node_name().unwrap_or_default();
    match &*name {
        "script" | "style" | "template" | "noscript" | "head" | "title" | "textarea" | "select" | "option" => {}
        "br" | "hr" => end(line, lines),
        "a" | "b" | "strong" | "i" | "em" | "u" | "font" | "sup" | "sub" | "mark" | "code" => {
            walk(node, depth + 1, line, lines);
        }
        "span" | "time" | "small" | "label" | "cite" | "abbr" | "ins" => {
            line.push(' ');
            walk(node, depth + 1, line, lines);
            line.push(' ');
        }
        _ => {
            end(line, lines);
            walk(node, depth + 1, line, lines);
            end(line, lines);
        }
    }
}

fn end(line: &mut String, lines: &mut Vec<String>) {
    let words: Vec<&str> = line.split_whitespace().collect();
    if !words.is_empty() {
        lines.push(words.join(" ").chars().take(LINE_CHARS_MAX).collect());
    }
    line.clear();
}
