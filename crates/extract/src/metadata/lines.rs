//! The lines a reader sees on a page, short ones with their neighbours kept apart.

use dom_query::{Document, NodeRef};

/// Lines longer than this are cut: nobody prints a source line so long.
const LINE_CHARS_MAX: usize = 400;

/// Recursion stops here; the parser's own bound is of this size.
const DEPTH_MAX: usize = 1_200;

/// What a reader sees on a page.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The text of its blocks in order, collapsed; neighbouring inline elements are kept apart by a blank.
    pub(crate) all: Vec<String>,
    /// The numbers of those that are headings of the first rank.
    pub(super) heads: Vec<usize>,
}

impl Lines {
    /// Reads the lines of a page.
    pub(crate) fn of(document: &Document) -> Self {
        Self::below(&document.root())
    }

    fn below(node: &NodeRef) -> Self {
        let mut reader = Reader::default();
        reader.walk(node, 0);
        reader.end();
        reader.found
    }
}

/// The words of an element as a reader sees them: breaks and blocks set them apart.
pub(super) fn words_of(node: &NodeRef) -> String {
    Lines::below(node).all.join(" ")
}

#[derive(Default)]
struct Reader {
    found: Lines,
    line: String,
}

impl Reader {
    fn walk(&mut self, node: &NodeRef, depth: usize) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.line.push_str(&child.text());
            } else if child.is_element() && depth < DEPTH_MAX {
                self.element(&child, depth);
            }
        }
    }

    fn element(&mut self, node: &NodeRef, depth: usize) {
        let name = node.node_name().unwrap_or_default();
        match &*name {
            "script" | "style" | "template" | "noscript" | "head" | "title" | "textarea" | "select" | "option" => {}
            "br" | "hr" => self.end(),
            "a" | "b" | "strong" | "i" | "em" | "u" | "font" | "sup" | "sub" | "mark" | "code" => {
                self.walk(node, depth + 1);
            }
            "span" | "time" | "small" | "label" | "cite" | "abbr" | "ins" => {
                self.line.push(' ');
                self.walk(node, depth + 1);
                self.line.push(' ');
            }
            _ => {
                self.end();
                let first = self.found.all.len();
                self.walk(node, depth + 1);
                self.end();
                if &*name == "h1" {
                    self.found.heads.extend(first..self.found.all.len());
                }
            }
        }
    }

    fn end(&mut self) {
        let words: Vec<&str> = self.line.split_whitespace().collect();
        if !words.is_empty() {
            self.found.all.push(words.join(" ").chars().take(LINE_CHARS_MAX).collect());
        }
        self.line.clear();
    }
}
