//! A parsed document read as blocks.

use std::{mem, rc::Rc};

use dom_query::{Document, NodeRef};

use super::{
    Block, Body, Mark, NESTING_MAX, PAGE, Piece, PieceKind,
    attributes::{allowed_href, digits, keep_linked_ids, plain, prefixed_id},
    line, line_text, table,
};

/// The blocks of a document; tags without a meaning here are opened up.
pub(crate) fn read(document: &Document) -> Vec<Block> {
    let mut builder = Builder::new(0);
    builder.flow(&document.root());
    let mut blocks = builder.finish();
    trim_rules(&mut blocks);
    keep_linked_ids(&mut blocks);
    blocks
}

/// Collects blocks and the line that is being read.
pub(super) struct Builder {
    depth: usize,
    in_figure: bool,
    blocks: Vec<Block>,
    line: Vec<Piece>,
    marks: Vec<Mark>,
    id: Option<Rc<str>>,
    page: Option<u32>,
}

impl Builder {
    pub(super) fn new(depth: usize) -> Self {
        Self { depth, in_figure: false, blocks: Vec::new(), line: Vec::new(), marks: Vec::new(), id: None, page: None }
    }

    /// A builder for what lies in a group, under the same marks.
    fn inner(&self) -> Self {
        Self { marks: self.marks.clone(), ..Self::new(self.depth + 1) }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }

    /// Reads the children of a node.
    pub(super) fn flow(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.piece(PieceKind::Text(child.text().to_string()));
            } else if child.is_element() {
                self.element(&child);
            }
        }
    }

    fn piece(&mut self, kind: PieceKind) {
        self.line.push(Piece { kind, marks: self.marks.clone() });
    }

    fn element(&mut self, node: &NodeRef) {
        let Some(name) = node.node_name() else { return };
        match &*name {
            "script" | "style" | "template" | "noscript" | "title" | "svg" | "math" | "textarea" | "iframe" => {}
            "br" => self.piece(PieceKind::Break),
            "img" => self.picture(node),
            "a" => self.marked("a", node),
            "b" | "strong" => self.marked("strong", node),
            "i" | "em" | "cite" | "dfn" => self.marked("em", node),
            "code" | "samp" | "tt" => self.marked("code", node),
            "kbd" => self.marked("kbd", node),
            "sub" => self.marked("sub", node),
            "sup" => self.marked("sup", node),
            "mark" => self.marked("mark", node),
            "s" | "strike" | "del" => self.marked("s", node),
            "u" | "ins" => self.marked("u", node),
            "h1" => self.heading("h1", node),
            "h2" => self.heading("h2", node),
            "h3" => self.heading("h3", node),
            "h4" => self.heading("h4", node),
            "h5" => self.heading("h5", node),
            "h6" => self.heading("h6", node),
            "pre" => self.preformatted(node),
            "blockquote" => self.group("blockquote", node, Vec::new()),
            "ul" => self.list("ul", node),
            "ol" => self.list("ol", node),
            "dl" => self.group_of("dl", node, &["dt", "dd"]),
            "figure" => self.figure(node),
            "table" => self.table(node),
            "hr" => self.rule(),
            "p" | "div" | "section" | "article" | "aside" | "main" | "address" | "center" | "summary"
            | "figcaption" | "caption" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "details" | "header" | "footer"
            | "nav" | "form" | "body" | "thead" | "tbody" | "tfoot" => self.open_block(node),
            _ => self.flow(node),
        }
    }

    /// Reads a block that leaves only its lines.
    fn open_block(&mut self, node: &NodeRef) {
        self.end_line();
        self.remember_id(node);
        self.flow(node);
        self.end_line();
    }

    fn remember_id(&mut self, node: &NodeRef) {
        self.id = prefixed_id(node).or(self.id.take());
        // Pages are told of whole documents: only where nothing stands around a block.
        let page = node.attr(PAGE).filter(|_| self.depth == 0).and_then(|page| digits(&page));
        self.page = page.or(self.page.take());
    }

    /// Ends the line: what was read becomes paragraphs, or a bare line of pictures in a figure.
    pub(super) fn end_line(&mut self) {
        for line in line::lines(mem::take(&mut self.line)) {
            let bare = self.in_figure && line_text(&line).is_empty();
            if let (true, Some(Block { tag: "", body: Body::Line(known), .. })) = (bare, self.blocks.last_mut()) {
                known.extend(line);
                continue;
            }
            let mut block = Block::new(if bare { "" } else { "p" }, Body::Line(line));
            if !bare {
                block.id = self.id.take();
                block.numbers.extend(self.page.take().map(|page| (PAGE, page)));
            }
            self.blocks.push(block);
        }
    }

    fn push(&mut self, node: &NodeRef, mut block: Block) {
        self.remember_id(node);
        block.id = self.id.take();
        block.numbers.extend(self.page.take().map(|page| (PAGE, page)));
        self.blocks.push(block);
    }

    fn marked(&mut self, tag: &'static str, node: &NodeRef) {
        let href = if tag == "a" { node.attr("href").and_then(|href| allowed_href(&href)) } else { None };
        let id = prefixed_id(node);
        let useless = (tag == "a" && href.is_none() && id.is_none()) || self.marks.iter().any(|mark| mark.tag == tag);
        if useless {
            return self.flow(node);
        }
        self.marks.push(Mark { tag, href, id });
        self.flow(node);
        self.marks.pop();
    }

    fn picture(&mut self, node: &NodeRef) {
        let Some(number) = node.attr("data-picture").and_then(|number| digits(&number)) else { return };
        self.piece(PieceKind::Picture(number, plain(&node.attr("alt").unwrap_or_default())));
    }

    fn heading(&mut self, tag: &'static str, node: &NodeRef) {
        self.end_line();
        if let Some(line) = self.flat_line(node) {
            self.push(node, Block::new(tag, Body::Line(line)));
        }
    }

    /// Everything in a node as one line, or `None` when there is nothing.
    fn flat_line(&self, node: &NodeRef) -> Option<Vec<Piece>> {
        let mut inner = self.inner();
        inner.flow(node);
        let mut lines = Vec::new();
        for block in inner.finish() {
            block.each_line(&mut |_, pieces| lines.push(pieces.to_vec()));
        }
        let line = line::joined(line::lines(line::joined(lines)));
        Some(line).filter(|line| !line.is_empty())
    }

    fn preformatted(&mut self, node: &NodeRef) {
        self.end_line();
        let mut raw = String::new();
        raw_text(node, &mut raw);
        let kept: String = raw.chars().filter(|c| *c == '\t' || *c == '\n' || !c.is_control()).collect();
        let text = kept.trim_end().trim_start_matches('\n');
        let text = text.get(blank_lines_before(text)..).unwrap_or_default();
        if !text.is_empty() {
            let piece = Piece { kind: PieceKind::Text(text.to_owned()), marks: Vec::new() };
            self.push(node, Block::new("pre", Body::Line(vec![piece])));
        }
    }

    fn group(&mut self, tag: &'static str, node: &NodeRef, numbers: Vec<(&'static str, u32)>) {
        if self.depth >= NESTING_MAX {
            return self.open_block(node);
        }
        self.end_line();
        let mut inner = self.inner();
        inner.flow(node);
        let blocks = inner.finish();
        if !blocks.is_empty() {
            self.push(node, Block { numbers, ..Block::new(tag, Body::Blocks(blocks)) });
        }
    }

    fn list(&mut self, tag: &'static str, node: &NodeRef) {
        self.group_of(tag, node, &["li"]);
        let start = node.attr("start").and_then(|start| digits(&start)).filter(|start| tag == "ol" && *start != 1);
        if let (Some(start), Some(last)) = (start, self.blocks.last_mut().filter(|last| last.tag == "ol")) {
            last.numbers.insert(0, ("start", start));
        }
    }

    /// Reads a group whose children are items with one of these tags; what stands between items becomes one of the last tag.
    fn group_of(&mut self, tag: &'static str, node: &NodeRef, items: &[&'static str]) {
        if self.depth >= NESTING_MAX {
            return self.open_block(node);
        }
        self.end_line();
        let mut blocks = Vec::new();
        self.items(node, items, &mut blocks);
        if !blocks.is_empty() {
            self.push(node, Block::new(tag, Body::Blocks(blocks)));
        }
    }

    fn items(&self, node: &NodeRef, items: &[&'static str], blocks: &mut Vec<Block>) {
        let mut stray = self.inner();
        for child in node.children_it(false) {
            let name = child.node_name().unwrap_or_default();
            if let Some(tag) = items.iter().find(|tag| **tag == &*name) {
                let between = mem::replace(&mut stray, self.inner()).finish();
                blocks.extend(item(items[items.len() - 1], between));
                blocks.extend(self.item_of(tag, &child));
            } else if &*name == "div" && items.len() > 1 {
                self.items(&child, items, blocks);
            } else if child.is_text() {
                stray.piece(PieceKind::Text(child.text().to_string()));
            } else if child.is_element() {
                stray.element(&child);
            }
        }
        blocks.extend(item(items[items.len() - 1], stray.finish()));
    }

    /// An item or a cell: a line when it is a single paragraph, blocks otherwise.
    pub(super) fn item_of(&self, tag: &'static str, node: &NodeRef) -> Option<Block> {
        let mut inner = self.inner();
        inner.flow(node);
        let mut block = item(tag, inner.finish())?;
        block.id = prefixed_id(node).or(block.id);
        Some(block)
    }

    fn figure(&mut self, node: &NodeRef) {
        if self.depth >= NESTING_MAX || self.in_figure {
            return self.open_block(node);
        }
        self.end_line();
        let mut inner = Self { in_figure: true, ..self.inner() };
        inner.figure_parts(node);
        let blocks = inner.finish();
        if blocks.iter().any(|block| block.tag.is_empty()) {
            self.push(node, Block::new("figure", Body::Blocks(blocks)));
        } else {
            blocks.into_iter().for_each(|block| self.blocks.push(opened(block)));
        }
    }

    fn figure_parts(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            match child.node_name().as_deref() {
                Some("figcaption") => {
                    self.end_line();
                    if let Some(line) = self.flat_line(&child) {
                        self.push(&child, Block::new("figcaption", Body::Line(line)));
                    }
                }
                Some("div" | "section" | "p") => {
                    self.end_line();
                    self.figure_parts(&child);
                    self.end_line();
                }
                Some(_) => self.element(&child),
                None if child.is_text() => self.piece(PieceKind::Text(child.text().to_string())),
                None => {}
            }
        }
    }

    fn table(&mut self, node: &NodeRef) {
        if self.depth >= NESTING_MAX || table::is_layout(node) {
            return self.open_block(node);
        }
        let rows = table::rows(self, node);
        if rows.is_empty() {
            return self.open_block(node);
        }
        self.end_line();
        let caption = node.children_it(false).find(|child| child.has_name("caption"));
        let caption = caption.and_then(|caption| self.flat_line(&caption));
        let mut blocks: Vec<Block> = caption.into_iter().map(|line| Block::new("caption", Body::Line(line))).collect();
        blocks.extend(rows);
        self.push(node, Block::new("table", Body::Blocks(blocks)));
    }

    fn rule(&mut self) {
        self.end_line();
        if self.blocks.last().is_some_and(|block| block.tag != "hr") {
            self.blocks.push(Block::new("hr", Body::Nothing));
        }
    }
}

/// A block that lost the group it belonged to, as a paragraph.
fn opened(mut block: Block) -> Block {
    if matches!(block.tag, "figcaption" | "caption") {
        block.tag = "p";
    }
    block
}

/// An item made of blocks; a single paragraph becomes its line.
fn item(tag: &'static str, mut blocks: Vec<Block>) -> Option<Block> {
    trim_rules(&mut blocks);
    let single = blocks.len() == 1 && blocks[0].tag == "p";
    match (blocks.is_empty(), single) {
        (true, _) => None,
        (_, true) => blocks.pop().map(|block| Block { tag, ..block }),
        _ => Some(Block::new(tag, Body::Blocks(blocks))),
    }
}

fn trim_rules(blocks: &mut Vec<Block>) {
    while blocks.last().is_some_and(|block| block.tag == "hr") {
        blocks.pop();
    }
}

fn raw_text(node: &NodeRef, text: &mut String) {
    for child in node.children_it(false) {
        if child.is_text() {
            text.push_str(&child.text().replace("\r\n", "\n").replace('\r', "\n"));
        } else if child.has_name("br") {
            text.push('\n');
        } else if child.is_element() {
            let is_row = ["div", "p", "li", "tr"].iter().any(|tag| child.has_name(tag));
            if is_row && !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            raw_text(&child, text);
        }
    }
}

/// The length of the lines before the first that shows something.
fn blank_lines_before(text: &str) -> usize {
    let shown = text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len());
    text[..shown].rfind('\n').map_or(0, |at| at + 1)
}
