//! The plain text of blocks: what is searched and what anchors count.

use super::{Block, line_text};

/// The text of all lines that have any, joined by `\n`.
pub(crate) fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        block.each_line(&mut |_, pieces| {
            let line = line_text(pieces);
            if line.is_empty() {
                return;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line);
        });
    }
    text
}
