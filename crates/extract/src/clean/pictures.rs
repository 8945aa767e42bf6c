//! Where the pictures stand between the words.

use super::{Block, Body, Piece, PieceKind};
use crate::PicturePlace;

/// Every picture in order of place; one that stands twice is named twice.
pub(crate) fn pictures(blocks: &[Block]) -> Vec<PicturePlace> {
    let mut walk = Walk { at: 0, found: Vec::new() };
    walk.blocks(blocks, "");
    // A text does not end with the break that a line after it would bring.
    let end = walk.at.saturating_sub(1);
    walk.found.iter_mut().for_each(|place| place.at = place.at.min(end));
    walk.found
}

struct Walk {
    /// The character at which the next line of text begins.
    at: u32,
    found: Vec<PicturePlace>,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block], caption: &str) {
        for block in blocks {
            match &block.body {
                Body::Blocks(inner) if block.tag == "figure" => self.blocks(inner, &caption_of(inner)),
                Body::Blocks(inner) => self.blocks(inner, caption),
                Body::Line(pieces) => self.line(pieces, caption),
                Body::Nothing => {}
            }
        }
    }

    fn line(&mut self, pieces: &[Piece], caption: &str) {
        let mut passed = 0;
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(text) => passed += model::char_len(text),
                PieceKind::Break => passed += 1,
                PieceKind::Picture(number, alt) => {
                    let words = if caption.is_empty() { alt.to_string() } else { caption.to_owned() };
                    self.found.push(PicturePlace { number: *number, at: self.at + passed, words });
                }
            }
        }
        if passed > 0 {
            self.at += passed + 1;
        }
    }
}

/// The words below the pictures of a figure.
fn caption_of(figure: &[Block]) -> String {
    let mut caption = String::new();
    for block in figure {
        block.each_line(&mut |block, pieces| {
            if block.tag == "figcaption" && caption.is_empty() {
                caption = super::line_text(pieces);
            }
        });
    }
    caption
}

#[cfg(test)]
mod tests {
    use crate::{pictures_of, text_of};

    #[test]
    fn a_picture_stands_where_the_words_around_it_say_and_its_caption_speaks_for_it() {
        let html = "<p>良率<img data-picture=\"0\" alt=\"角标\">升至 62%。</p>\
                    <figure><img data-picture=\"1\" alt=\"chart\"><figcaption>良率走势</figcaption></figure>\
                    <p>后文。</p><figure><img data-picture=\"2\" alt=\"last\"></figure>";
        let text = text_of(html);
        let told: Vec<(u32, String, String)> = pictures_of(html)
            .into_iter()
            .map(|place| (place.number, model::char_slice(&text, place.at, place.at + 2).to_owned(), place.words))
            .collect();
        let told: Vec<(u32, &str, &str)> =
            told.iter().map(|(number, next, words)| (*number, next.as_str(), words.as_str())).collect();
        assert_eq!(told, [(0, "升至", "角标"), (1, "良率", "良率走势"), (2, "", "last")]);
        assert_eq!(pictures_of("<figure><img data-picture=\"0\" alt=\"\"></figure>")[0].at, 0);
    }
}
