//! Lines, rules and pictures on pages.

use krilla::{
    Document,
    action::LinkAction,
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    geom::{PathBuilder, Point, Rect, Size, Transform},
    image::Image,
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule},
};

use super::setting::{Colour, QUIET, SetLine};

/// A4, points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 68.0;
const HAIR: f32 = 0.5;
const BAR: f32 = 2.0;
const RULE_COLOUR: Colour = [0xc9, 0xc2, 0xb6];

enum Mark {
    Line { x: f32, y: f32, line: SetLine },
    Rule { x: f32, y: f32, width: f32, height: f32, colour: Colour },
    Picture { x: f32, y: f32, width: f32, height: f32, picture: Box<Image> },
}

/// Pages under way.
pub(super) struct Pages {
    pages: Vec<Vec<Mark>>,
    /// Points from the top of the present page.
    y: f32,
}

impl Pages {
    pub(super) fn new() -> Self {
        Self { pages: vec![Vec::new()], y: MARGIN }
    }

    /// Points between the margins.
    pub(super) fn width(&self) -> f32 {
        PAGE.0 - 2.0 * MARGIN
    }

    fn bottom() -> f32 {
        PAGE.1 - MARGIN
    }

    /// Turns the page unless so many points are left on it.
    pub(super) fn need(&mut self, points: f32) {
        if self.y + points > Self::bottom() && self.y > MARGIN {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
    }

    /// Leaves space, but not at the top of a page.
    pub(super) fn gap(&mut self, points: f32) {
        if self.y > MARGIN {
            self.y += points;
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Puts lines one below the other; `bar` draws a bar beside them.
    pub(super) fn lines(&mut self, lines: Vec<SetLine>, indent: f32, bar: Option<f32>) {
        for line in lines {
            self.need(line.height);
            let (y, height) = (self.y, line.height);
            if let Some(bar) = bar {
                self.mark(Mark::Rule { x: MARGIN + bar, y, width: BAR, height, colour: RULE_COLOUR });
            }
            self.mark(Mark::Line { x: MARGIN + indent, y, line });
            self.y += height;
        }
    }

    /// Puts the mark of a list's item beside the line that comes next.
    pub(super) fn hang(&mut self, lines: Vec<SetLine>, indent: f32) {
        for line in lines.into_iter().take(1) {
            self.need(line.height);
            let y = self.y;
            self.mark(Mark::Line { x: MARGIN + indent, y, line });
        }
    }

    /// Puts the cells of a row side by side, with a hair below them; a row higher than a page flows over.
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    pub(super) fn row(&mut self, cells: Vec<Vec<SetLine>>, indent: f32, width: f32) {
        let height = |cell: &Vec<SetLine>| cell.iter().map(|line| line.height).sum::<f32>();
        let tallest = cells.iter().map(height).fold(0.0, f32::max);
        if tallest > Self::bottom() - MARGIN {
            return cells.into_iter().for_each(|cell| self.lines(cell, indent, None));
        }
        self.need(tallest);
        let top = self.y;
        let columns = cells.len() as f32;
        for (number, cell) in cells.into_iter().enumerate() {
            let mut y = top;
            for line in cell {
                let below = y + line.height;
                self.mark(Mark::Line { x: MARGIN + indent + width * number as f32, y, line });
                y = below;
            }
        }
        self.y = top + tallest + 2.0;
        let (x, y) = (MARGIN + indent, self.y - 1.0);
        self.mark(Mark::Rule { x, y, width: width * columns, height: HAIR, colour: RULE_COLOUR });
    }

    pub(super) fn rule(&mut self) {
        self.gap(6.0);
        self.need(12.0);
        let (y, width) = (self.y, self.width());
        self.mark(Mark::Rule { x: MARGIN, y, width, height: HAIR, colour: QUIET });
        self.y += 12.0;
    }

    /// Puts a picture, no wider than the text and no higher than two thirds of a page. A pixel is three quarters of a point.
    #[expect(clippy::cast_precision_loss, reason = "pictures are smaller than that")]
    pub(super) fn picture(&mut self, pixels: image::RgbaImage, indent: f32) {
        let (wide, tall) = (pixels.width().max(1) as f32, pixels.height().max(1) as f32);
        let most = (Self::bottom() - MARGIN) * 2.0 / 3.0;
        let scale = 0.75_f32.min((self.width() - indent) / wide).min(most / tall);
        let (width, height) = (wide * scale, tall * scale);
        self.need(height);
        let (x, y) = (MARGIN + indent, self.y);
        let (across, down) = pixels.dimensions();
        let picture = Box::new(Image::from_rgba8(pixels.into_raw(), across, down));
        self.mark(Mark::Picture { x, y, width, height, picture });
        self.y += height;
        self.gap(7.0);
    }

    /// All pages as a file.
    pub(super) fn finish(self, title: &str, language: &str) -> Option<Vec<u8>> {
        let mut document = Document::new();
        document.set_metadata(Metadata::new().title(title.to_owned()).language(language.to_owned()));
        for marks in self.pages {
            draw(&mut document, marks)?;
        }
        document.finish().ok()
    }
}

fn draw(document: &mut Document, marks: Vec<Mark>) -> Option<()> {
    let mut page = document.start_page_with(PageSettings::from_wh(PAGE.0, PAGE.1)?);
    let mut links = Vec::new();
    let mut surface = page.surface();
    for mark in marks {
        match mark {
            Mark::Line { x, y, line } => {
                for piece in line.pieces {
                    surface.set_fill(Some(fill(piece.colour)));
                    let at = Point::from_xy(x + piece.x, y + line.baseline);
                    surface.draw_glyphs(at, &piece.glyphs, piece.font, &piece.text, piece.size, false);
                    let area = Rect::from_xywh(x + piece.x, y, piece.width.max(1.0), line.height);
                    links.extend(piece.href.zip(area));
                }
            }
            Mark::Rule { x, y, width, height, colour } => {
                let mut path = PathBuilder::new();
                path.push_rect(Rect::from_xywh(x, y, width, height)?);
                surface.set_fill(Some(fill(colour)));
                surface.draw_path(&path.finish()?);
            }
            Mark::Picture { x, y, width, height, picture } => {
                surface.push_transform(&Transform::from_translate(x, y));
                surface.draw_image(*picture, Size::from_wh(width, height)?);
                surface.pop();
            }
        }
    }
    surface.finish();
    for (href, area) in links {
        let target = Target::Action(LinkAction::new(href).into());
        page.add_annotation(Annotation::new_link(LinkAnnotation::new(area, target), None));
    }
    page.finish();
    Some(())
}

fn fill([red, green, blue]: Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}
