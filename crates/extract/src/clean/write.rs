//! Blocks as HTML.

use std::fmt::Write;

use super::{Block, Body, Mark, Piece, PieceKind};

/// Clean HTML of the blocks, no white space between them.
pub(crate) fn write(blocks: &[Block]) -> String {
    let mut html = String::new();
    blocks.iter().for_each(|block| write_block(&mut html, block, &mut |_| String::new(), &mut kept_picture));
    html
}

/// The form of a picture in clean HTML.
fn kept_picture(number: u32, alt: &str) -> String {
    format!("<img data-picture=\"{number}\" alt=\"{}\">", escape(alt))
}

/// Writes a block; `attrs` gives further attributes of a line's block, `picture` the form of a picture.
pub(super) fn write_block(
    html: &mut String,
    block: &Block,
    attrs: &mut dyn FnMut(&[Piece]) -> String,
    picture: &mut dyn FnMut(u32, &str) -> String,
) {
    if block.tag.is_empty() {
        if let Body::Line(pieces) = &block.body {
            write_line(html, pieces, picture);
        }
        return;
    }
    let _ = write!(html, "<{}", block.tag);
    if let Some(id) = &block.id {
        let _ = write!(html, " id=\"{}\"", escape(id));
    }
    for (name, number) in &block.numbers {
        let _ = write!(html, " {name}=\"{number}\"");
    }
    match &block.body {
        Body::Nothing => html.push('>'),
        Body::Blocks(blocks) => {
            html.push('>');
            blocks.iter().for_each(|inner| write_block(html, inner, attrs, picture));
            let _ = write!(html, "</{}>", block.tag);
        }
        Body::Line(pieces) => {
            html.push_str(&attrs(pieces));
            html.push('>');
            write_line(html, pieces, picture);
            let _ = write!(html, "</{}>", block.tag);
        }
    }
}

fn write_line(html: &mut String, pieces: &[Piece], picture: &mut dyn FnMut(u32, &str) -> String) {
    let mut open: &[Mark] = &[];
    for piece in pieces {
        let shared = open.iter().zip(&piece.marks).take_while(|(a, b)| a == b).count();
        close_marks(html, &open[shared..]);
        piece.marks[shared..].iter().for_each(|mark| open_mark(html, mark));
        open = &piece.marks;
        match &piece.kind {
            PieceKind::Text(text) => html.push_str(&escape(text)),
            PieceKind::Break => html.push_str("<br>"),
            PieceKind::Picture(number, alt) => html.push_str(&picture(*number, alt)),
        }
    }
    close_marks(html, open);
}

fn open_mark(html: &mut String, mark: &Mark) {
    let _ = write!(html, "<{}", mark.tag);
    if let Some(href) = &mark.href {
        let _ = write!(html, " href=\"{}\"", escape(href));
    }
    if let Some(id) = &mark.id {
        let _ = write!(html, " id=\"{}\"", escape(id));
    }
    html.push('>');
}

fn close_marks(html: &mut String, marks: &[Mark]) {
    for mark in marks.iter().rev() {
        let _ = write!(html, "</{}>", mark.tag);
    }
}

/// Text with the characters that mean something to HTML escaped, fit for contents and for quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
