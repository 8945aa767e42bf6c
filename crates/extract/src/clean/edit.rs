//! Lines of an article by their number: looked at, and cut.

use std::collections::HashSet;

use super::{Block, Body, PieceKind, line_text};

/// The text of each line that has any or shows a picture, in order; a line's place is its number.
pub(crate) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    blocks.iter().for_each(|block| block.each_line(&mut |_, pieces| lines.push(line_text(pieces))));
    lines
}

/// The tag of each line.
pub(crate) fn line_tags(blocks: &[Block]) -> Vec<&'static str> {
    let mut tags = Vec::new();
    blocks.iter().for_each(|block| block.each_line(&mut |block, _| tags.push(block.tag)));
    tags
}

/// The share of a line's characters that stand under a mark, as links do under `a`, from 0 to 1, for each line.
pub(crate) fn shares(blocks: &[Block], tag: &str) -> Vec<f32> {
    let mut shares = Vec::new();
    let mut share = |pieces: &[super::Piece]| {
        let length = |marked: bool| -> usize {
            let counted = pieces.iter().filter(|piece| !marked || piece.marks.iter().any(|mark| mark.tag == tag));
            counted.map(|piece| if let PieceKind::Text(text) = &piece.kind { text.chars().count() } else { 0 }).sum()
        };
        #[allow(clippy::cast_precision_loss)]
        shares.push(length(true) as f32 / length(false).max(1) as f32);
    };
    blocks.iter().for_each(|block| block.each_line(&mut |_, pieces| share(pieces)));
    shares
}

/// The blocks without the lines of these numbers, and without the groups that lose all they held.
pub(crate) fn without(blocks: Vec<Block>, cut: &HashSet<usize>) -> Vec<Block> {
    if cut.is_empty() { blocks } else { kept(blocks, cut, &mut 0) }
}

fn kept(blocks: Vec<Block>, cut: &HashSet<usize>, number: &mut usize) -> Vec<Block> {
    blocks.into_iter().filter_map(|block| kept_block(block, cut, number)).collect()
}

fn kept_block(mut block: Block, cut: &HashSet<usize>, number: &mut usize) -> Option<Block> {
    match block.body {
        Body::Nothing => Some(block),
        Body::Line(pieces) => {
            *number += 1;
            let gone = cut.contains(&(*number - 1));
            let in_row = matches!(block.tag, "td" | "th");
            block.body = Body::Line(if gone { Vec::new() } else { pieces });
            (!gone || in_row).then_some(block)
        }
        Body::Blocks(inner) => {
            let inner = kept(inner, cut, number);
            let in_row = matches!(block.tag, "td" | "th");
            let empty = inner.is_empty() || (block.tag == "tr" && inner.iter().all(|cell| is_empty(&cell.body)));
            block.body = Body::Blocks(inner);
            (!empty || in_row).then_some(block)
        }
    }
}

fn is_empty(body: &Body) -> bool {
    match body {
        Body::Blocks(blocks) => blocks.is_empty(),
        Body::Line(pieces) => pieces.is_empty(),
        Body::Nothing => true,
    }
}

/// Numbers the pictures from `first` on, as those of a text that follows another.
pub(crate) fn shift_pictures(blocks: &mut [Block], first: u32) {
    for block in blocks {
        match &mut block.body {
            Body::Blocks(inner) => shift_pictures(inner, first),
            Body::Line(pieces) => pieces.iter_mut().for_each(|piece| {
                if let PieceKind::Picture(number, _) = &mut piece.kind {
                    *number = number.saturating_add(first);
                }
            }),
            Body::Nothing => {}
        }
    }
}

/// Numbers the pictures anew in order, and returns the old number of each.
pub(crate) fn renumber(blocks: &mut [Block]) -> Vec<u32> {
    let mut known: Vec<u32> = Vec::new();
    blocks.iter_mut().for_each(|block| renumber_block(block, &mut known));
    known
}

fn renumber_block(block: &mut Block, known: &mut Vec<u32>) {
    match &mut block.body {
        Body::Blocks(blocks) => blocks.iter_mut().for_each(|inner| renumber_block(inner, known)),
        Body::Line(pieces) => {
            for piece in pieces {
                if let PieceKind::Picture(number, _) = &mut piece.kind {
                    let at = known.iter().position(|old| old == number).unwrap_or_else(|| {
                        known.push(*number);
                        known.len() - 1
                    });
                    *number = u32::try_from(at).unwrap_or(u32::MAX);
                }
            }
        }
        Body::Nothing => {}
    }
}
