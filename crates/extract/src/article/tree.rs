//! A page measured in one walk: each element with the text it holds, its links, its sentences, and what its names hint at.

use dom_query::{LocalName, NodeData, NodeId, NodeRef, local_name};

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
        reader.element(root, &local_name!("body"), 0, 0, 0);
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
    fn element(&mut self, node: &NodeRef, tag: &LocalName, parent: usize, block: usize, depth: usize) {
        let at = self.parts.len();
        self.parts.push(Part {
            node: node.id,
            tag: tag.clone(),
            parent,
            end: at + 1,
            hints: hints::read(node, tag),
            own: Measure::default(),
            all: Measure::default(),
            cut: false,
        });
        let block = if is_inline(tag) { block } else { at };
        let outer_link = self.linked;
        self.linked |= *tag == local_name!("a") && node.has_attr("href");
        if depth < DEPTH_MAX {
            self.children(node, at, block, depth);
        }
        self.linked = outer_link;
        self.parts[at].end = self.parts.len();
    }

    fn children(&mut self, node: &NodeRef, at: usize, block: usize, depth: usize) {
        for child in node.children_it(false) {
            let found = child.query_or(Found::Nothing, |node| match &node.data {
                NodeData::Text { contents } => Found::Text(Run::of(contents)),
                NodeData::Element(element) => Found::Element(element.name.local.clone()),
                _ => Found::Nothing,
            });
            match found {
                Found::Text(run) => self.parts[block].own.take(&run, self.linked),
                Found::Element(tag) if is_silent(&tag) => {}
                Found::Element(tag) => {
                    self.count(&tag, block);
                    self.element(&child, &tag, at, block, depth + 1);
                }
                Found::Nothing => {}
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

enum Found {
    Nothing,
    Text(Run),
    Element(LocalName),
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
