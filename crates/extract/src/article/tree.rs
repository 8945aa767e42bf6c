//! A page measured in one walk: each element with the text it holds, its links, its sentences, and what its names hint at.

use dom_query::{Element, LocalName, NodeData, NodeId, NodeRef, local_name};

use super::{
    hints::{self, Hints},
    measure::{Measure, Run},
};

/// Recursion stops here; the parser's own bound is of this size.
const DEPTH_MAX: usize = 1_200;

/// An element of the page, measured. The parts below it follow it, up to `end`.
#[derive(Debug)]
pub(super) struct Part {
    /// The node of the document.
    pub(super) node: NodeId,
    /// Its tag.
    pub(super) tag: LocalName,
    /// The part that holds it; itself for the first.
    pub(super) parent: usize,
    /// One more than the number of the last part in it.
    pub(super) end: usize,
    /// What its names hint at.
    pub(super) hints: Hints,
    /// The text of its own lines, without that of blocks in it.
    pub(super) own: Measure,
    /// All text in it.
    pub(super) all: Measure,
    /// Whether it was cut.
    pub(super) cut: bool,
}

impl Part {
    /// Whether its own lines are sentences.
    pub(super) fn is_prose(&self) -> bool {
        self.own.with_prose(&self.tag).prose > 0
    }
}

/// All parts of a page in document order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The parts; the first is the root.
    pub(super) parts: Vec<Part>,
}

impl Tree {
    /// Measures a page.
    pub(super) fn read(root: &NodeRef) -> Self {
        let mut reader = Reader { parts: Vec::new(), linked: false };
        let body = Found { tag: local_name!("body"), hints: Hints::default(), is_link: false };
        reader.element(root, body, 0, 0, 0);
        let mut tree = Self { parts: reader.parts };
        tree.sum();
        tree
    }

    /// Adds up what each part holds, without what was cut.
    pub(super) fn sum(&mut self) {
        for part in &mut self.parts {
            part.all = if part.cut { Measure::default() } else { part.own.with_prose(&part.tag) };
        }
        for at in (1..self.parts.len()).rev() {
            let all = self.parts[at].all;
            let parent = self.parts[at].parent;
            if !self.parts[parent].cut {
                self.parts[parent].all.add(&all);
            }
        }
    }

    /// The part nearest before one that says something by itself, and was not cut.
    pub(super) fn said_before(&self, at: usize) -> Option<&Part> {
        self.parts[..at].iter().rev().find(|part| !part.cut && part.own.weight > 0)
    }

    /// Cuts a part with all in it.
    pub(super) fn cut(&mut self, at: usize) {
        for part in at..self.parts[at].end {
            self.parts[part].cut = true;
        }
    }

    /// The parts directly in a part that were not cut.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.parts[at].end;
        let mut next = at + 1;
        std::iter::from_fn(move || {
            while next < end {
                let child = next;
                next = self.parts[child].end;
                if !self.parts[child].cut {
                    return Some(child);
                }
            }
            None
        })
    }
}

struct Reader {
    parts: Vec<Part>,
    linked: bool,
}

impl Reader {
    /// Reads an element whose text belongs to the lines of the part `block`.
    fn element(&mut self, node: &NodeRef, found: Found, parent: usize, block: usize, depth: usize) {
        let at = self.parts.len();
        let Found { tag, hints, is_link } = found;
        let block = if is_inline(&tag) { block } else { at };
        self.parts.push(Part {
            node: node.id,
            tag,
            parent,
            end: at + 1,
            hints,
            own: Measure::default(),
            all: Measure::default(),
            cut: false,
        });
        let outer_link = self.linked;
        self.linked |= is_link;
        if depth < DEPTH_MAX {
            self.children(node, at, block, depth);
        }
        self.linked = outer_link;
        self.parts[at].end = self.parts.len();
    }

    fn children(&mut self, node: &NodeRef, at: usize, block: usize, depth: usize) {
        for child in node.children_it(false) {
            let linked = self.linked;
            let own = &mut self.parts[block].own;
            let found = child.query_or(None, |node| match &node.data {
                NodeData::Text { contents } => {
                    own.take(&Run::of(contents), linked);
                    None
                }
                NodeData::Element(element) if !is_silent(&element.name.local) => Some(Found::of(element)),
                _ => None,
            });
            if let Some(found) = found {
                self.count(&found.tag, block);
                self.element(&child, found, at, block, depth + 1);
            }
        }
    }

    fn count(&mut self, tag: &LocalName, block: usize) {
        let own = &mut self.parts[block].own;
        match *tag {
            local_name!("img") => own.pictures += 1,
            local_name!("a") => own.links += 1,
            local_name!("input") | local_name!("select") | local_name!("button") => own.controls += 1,
            _ => {}
        }
    }
}

/// What is told of an element before its contents are read.
struct Found {
    tag: LocalName,
    hints: Hints,
    is_link: bool,
}

impl Found {
    fn of(element: &Element) -> Self {
        let tag = element.name.local.clone();
        let is_link = tag == local_name!("a")
            && element.attrs.iter().any(|attribute| attribute.name.local == local_name!("href"));
        Self { hints: hints::read(element, &tag), tag, is_link }
    }
}

/// Elements whose text a reader does not see.
fn is_silent(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("script")
            | local_name!("style")
            | local_name!("template")
            | local_name!("noscript")
            | local_name!("head")
            | local_name!("svg")
            | local_name!("iframe")
            | local_name!("textarea")
    )
}

/// Elements whose text belongs to the line around them.
fn is_inline(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("a")
            | local_name!("b")
            | local_name!("strong")
            | local_name!("i")
            | local_name!("em")
            | local_name!("u")
            | local_name!("s")
            | local_name!("font")
            | local_name!("span")
            | local_name!("sup")
            | local_name!("sub")
            | local_name!("small")
            | local_name!("big")
            | local_name!("mark")
            | local_name!("code")
            | local_name!("kbd")
            | local_name!("cite")
            | local_name!("abbr")
            | local_name!("time")
            | local_name!("label")
            | local_name!("q")
            | local_name!("ins")
            | local_name!("del")
            | local_name!("br")
            | local_name!("img")
    )
}
