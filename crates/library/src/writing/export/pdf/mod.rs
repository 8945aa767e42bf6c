//! A paper as PDF: A4, serif, set with the fonts of the system, words that can be searched and copied.

mod pages;
mod setting;

use super::{
    paper::{Block, Paper, Span, credit, note_sign},
    picture,
};
use pages::Pages;
use setting::{INK, Look, QUIET, Setter, WARN};

/// Points of an indentation.
const STEP: f32 = 18.0;
/// Points between two blocks.
const GAP: f32 = 7.0;
const BODY: Look = Look { size: 10.5, strong: false, code: false, colour: INK };
const SMALL: Look = Look { size: 9.0, colour: QUIET, ..BODY };

/// The paper as PDF; `None` when it could not be written.
pub(super) fn write(paper: &Paper) -> Option<Vec<u8>> {
    let mut writer = Writer { pages: Pages::new(), setter: Setter::new(paper.tongue.name()), paper };
    writer.set(&[Span::plain(paper.title.clone())], Look { size: 20.0, strong: true, ..BODY }, 0.0);
    if let Some(line) = &paper.byline {
        writer.set(&[Span::plain(line.clone())], SMALL, 0.0);
    }
    writer.blocks(&paper.blocks, 0.0);
    writer.sources();
    writer.pages.finish(&paper.title, paper.tongue.name())
}

struct Writer<'a> {
    pages: Pages,
    setter: Setter,
    paper: &'a Paper,
}

impl Writer<'_> {
    fn set(&mut self, spans: &[Span], look: Look, indent: f32) {
        let lines = self.setter.lines(spans, look, self.pages.width() - indent);
        self.pages.lines(lines, indent, None);
        self.pages.gap(GAP);
    }

    fn blocks(&mut self, blocks: &[Block], indent: f32) {
        for block in blocks {
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: f32) {
        match block {
            Block::Heading(level, spans) => {
                let size = match level {
                    1 => 16.0,
                    2 => 13.5,
                    _ => 11.5,
                };
                self.pages.gap(GAP);
                // A heading does not stand alone at the foot of a page.
                self.pages.need(size * 4.5);
                self.set(spans, Look { size, strong: true, ..BODY }, indent);
            }
            Block::Paragraph(spans) => self.set(spans, BODY, indent),
            Block::Quoted { words, speaker, source, comment, fault } => {
                let credit = credit(speaker.as_deref(), *source);
                let rows = [(Some(words.clone()), BODY), (Some(credit), SMALL)];
                let fault = fault.as_ref().map(|fault| (Some(format!("⚠ {fault}")), Look { colour: WARN, ..SMALL }));
                for (text, look) in rows.into_iter().chain(fault) {
                    let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
                    let width = self.pages.width() - indent - STEP;
                    let lines = self.setter.lines(&[Span::plain(text)], look, width);
                    self.pages.lines(lines, indent + STEP, Some(indent + STEP / 2.0));
                }
                self.pages.gap(GAP);
                if let Some(comment) = comment {
                    self.set(&[Span::plain(comment.clone())], BODY, indent);
                }
            }
            Block::Indented(inside) => self.blocks(inside, indent + STEP),
            Block::List { start, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = start.map_or("•".to_owned(), |start| format!("{}.", start + at as u64));
                    let lines = self.setter.lines(&[Span::plain(mark)], BODY, STEP * 2.0);
                    self.pages.hang(lines, indent + STEP / 4.0);
                    self.blocks(item, indent + STEP * 1.25);
                }
            }
            Block::Code(code) => {
                let look = Look { size: 9.0, code: true, ..BODY };
                self.set(&[Span::plain(code.clone())], look, indent);
            }
            Block::Table(rows) => self.table(rows, indent),
            Block::Rule => self.pages.rule(),
            Block::Picture { hash, alt } => {
                let picture = self.paper.pictures.get(hash).and_then(|(bytes, _)| picture::decoded(bytes));
                match picture {
                    Some(picture) => self.pages.picture(picture.to_rgba8(), indent),
                    None => self.set(&[Span::plain(alt.clone())], SMALL, indent),
                }
            }
            Block::Footnote(label, spans) => {
                let mut all = vec![Span::plain(format!("{} ", note_sign(label)))];
                all.extend(spans.iter().cloned());
                self.set(&all, SMALL, indent);
            }
        }
    }

    /// Columns of one width; a row stays on one page.
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    fn table(&mut self, rows: &[Vec<Vec<Span>>], indent: f32) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let width = (self.pages.width() - indent) / columns as f32;
        for (number, row) in rows.iter().enumerate() {
            let look = Look { size: 9.5, strong: number == 0, ..BODY };
            let cells: Vec<_> = row.iter().map(|cell| self.setter.lines(cell, look, width - GAP)).collect();
            self.pages.row(cells, indent, width);
        }
        self.pages.gap(GAP);
    }

    fn sources(&mut self) {
        let paper = self.paper;
        if paper.sources.is_empty() {
            return;
        }
        self.block(&Block::Heading(2, vec![Span::plain(paper.tongue.of("Sources", "来源"))]), 0.0);
        for (at, source) in paper.sources.iter().enumerate() {
            let mut spans = vec![Span::plain(format!("[{}] {} ", at + 1, source.line))];
            spans.extend(source.url.as_ref().map(|url| Span { href: Some(url.clone()), ..Span::plain(url.clone()) }));
            self.set(&spans, Look { size: 9.0, ..BODY }, 0.0);
        }
    }
}
