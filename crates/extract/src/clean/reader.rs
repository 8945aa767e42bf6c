//! Blocks as HTML for the reader frame, with the place of each line in the text.

use model::char_len;

use super::{Block, Piece, line_text, write::escape, write::write_block};
use crate::PictureView;

/// HTML in which each line with text carries `data-at`, the offset of its first character in the text of all blocks.
pub(crate) fn reader(blocks: &[Block], picture: &dyn Fn(u32) -> PictureView) -> String {
    let mut html = String::new();
    let mut at = 0;
    let mut place = |pieces: &[Piece]| {
        let length = char_len(&line_text(pieces));
        if length == 0 {
            return String::new();
        }
        let attr = format!(" data-at=\"{at}\"");
        at += length + 1;
        attr
    };
    let mut show = |number: u32, alt: &str| picture_html(number, alt, &picture(number));
    blocks.iter().for_each(|block| write_block(&mut html, block, &mut place, &mut show));
    html
}

fn picture_html(number: u32, alt: &str, view: &PictureView) -> String {
    let alt = escape(alt);
    let state = match view {
        PictureView::Kept(src) => {
            return format!("<img data-picture=\"{number}\" src=\"{}\" alt=\"{alt}\">", escape(src));
        }
        PictureView::Waiting => "waiting",
        PictureView::Failed => "failed",
    };
    format!("<span class=\"picture {state}\" data-picture=\"{number}\" role=\"img\" aria-label=\"{alt}\"></span>")
}
