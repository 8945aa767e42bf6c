//! Clean HTML as a small tree of blocks: what an article is once everything foreign is gone.
//!
//! **Invariant:** only the tags named here are ever written; every text and attribute is escaped.
//! **Invariant:** `read(write(blocks)) == blocks`, so offsets into the text stay true wherever it is read again.

mod attributes;
mod edit;
mod line;
mod markdown;
mod pictures;
mod read;
mod reader;
mod sanitise;
mod table;
mod text;
mod write;

use std::rc::Rc;

pub(crate) use edit::{line_tags, lines, renumber, shares, shift_pictures, without};
pub(crate) use line::merged;
pub(crate) use markdown::markdown;
pub(crate) use pictures::pictures;
pub(crate) use read::read;
pub(crate) use reader::reader;
pub(crate) use sanitise::{Links, sanitise};
pub(crate) use text::text;
pub(crate) use write::{escape, write};

/// Groups nested deeper than this are opened up: no article needs more, and recursion stays shallow.
pub(crate) const NESTING_MAX: usize = 24;

/// The number of the page of a document that begins with a block.
pub(crate) const PAGE: &str = "data-page";

/// A block: a line of text, a group of blocks, or a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its tag; empty for a bare line of pictures in a figure.
    pub(crate) tag: &'static str,
    /// Its prefixed id, when a link of the article leads to it.
    pub(crate) id: Option<Rc<str>>,
    /// `start`, `colspan`, `rowspan` and [`PAGE`], in this order, digits only.
    pub(crate) numbers: Vec<(&'static str, u32)>,
    /// What it holds.
    pub(crate) body: Body,
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// Other blocks.
    Blocks(Vec<Block>),
    /// A line of text.
    Line(Vec<Piece>),
    /// Nothing (a rule).
    Nothing,
}

/// A part of a line under one set of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What it is.
    pub(crate) kind: PieceKind,
    /// The marks it stands under, outermost first, no tag twice.
    pub(crate) marks: Vec<Mark>,
}

/// What a piece of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// Characters.
    Text(String),
    /// A line break, one character of the text.
    Break,
    /// A picture by its number, with what it shows; no character of the text.
    Picture(u32, Rc<str>),
}

/// A mark over text: a link or an emphasis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its tag.
    pub(crate) tag: &'static str,
    /// Where a link leads.
    pub(crate) href: Option<Rc<str>>,
    /// Its prefixed id, when a link of the article leads to it.
    pub(crate) id: Option<Rc<str>>,
}

impl Block {
    /// A block with nothing but a tag and a body.
    pub(crate) fn new(tag: &'static str, body: Body) -> Self {
        Self { tag, id: None, numbers: Vec::new(), body }
    }

    /// Calls `visit` for this block and all blocks in it that hold a line, in order.
    pub(crate) fn each_line<'a>(&'a self, visit: &mut dyn FnMut(&'a Block, &'a [Piece])) {
        match &self.body {
            Body::Blocks(blocks) => blocks.iter().for_each(|block| block.each_line(visit)),
            Body::Line(pieces) => visit(self, pieces),
            Body::Nothing => {}
        }
    }
}

/// A blank between two pieces of a line.
pub(crate) fn space() -> Piece {
    Piece { kind: PieceKind::Text(" ".to_owned()), marks: Vec::new() }
}

/// The text of a line, a break being `\n`.
pub(crate) fn line_text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(part) => text.push_str(part),
            PieceKind::Break => text.push('\n'),
            PieceKind::Picture(..) => {}
        }
    }
    text
}
