//! A paper as a Word document.

use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, Hyperlink, HyperlinkType, IndentLevel, Level, LevelJc, LevelText,
    NumberFormat, Numbering, NumberingId, Paragraph, Pic, Run, RunFonts, Start, Style, StyleType, Table, TableCell,
    TableRow,
};

use super::{
    paper::{Block, Paper, Span, credit, note_label, note_sign, words_of},
    picture,
};

/// Twips (a twentieth of a point) of an indentation.
const STEP: i32 = 420;
/// Half-points.
const BODY: usize = 22;
/// The text's width in pixels of 1/96 inch: A4 less the margins that the format has by default.
const WIDTH_PX: u32 = 560;
const BULLETS: usize = 1;
const NUMBERS: usize = 2;

/// The paper as DOCX; `None` when it could not be packed.
pub(super) fn write(paper: &Paper) -> Option<Vec<u8>> {
    let mut writer = Writer { docx: styled(Docx::new()), paper, numbered: 2 };
    writer.add(Paragraph::new().style("Title").add_run(Run::new().add_text(&paper.title)));
    if let Some(line) = &paper.byline {
        writer.add(quiet(line));
    }
    writer.blocks(&paper.blocks, 0, None);
    if !paper.sources.is_empty() {
        let heading = paper.tongue.of("Sources", "来源");
        writer.add(Paragraph::new().style("Heading2").add_run(Run::new().add_text(heading)));
    }
    for (at, source) in paper.sources.iter().enumerate() {
        let mut line = Paragraph::new().add_run(Run::new().add_text(format!("[{}] {} ", at + 1, source.line)));
        if let Some(url) = &source.url {
            line = line.add_hyperlink(link(url, Run::new().add_text(url)));
        }
        writer.add(line);
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    writer.docx.build().pack(&mut bytes).ok()?;
    Some(bytes.into_inner())
}

fn styled(docx: Docx) -> Docx {
    let fonts = RunFonts::new().ascii("Georgia").hi_ansi("Georgia").east_asia("SimSun");
    let heading = |id: &str, name: &str, size: usize| Style::new(id, StyleType::Paragraph).name(name).size(size).bold();
    let level = |format: &str, text: &str| {
        let left = Some(STEP);
        let hanging = Some(docx_rs::SpecialIndentType::Hanging(STEP));
        Level::new(0, Start::new(1), NumberFormat::new(format), LevelText::new(text), LevelJc::new("left"))
            .indent(left, hanging, None, None)
    };
    docx.default_fonts(fonts)
        .default_size(BODY)
        .add_style(heading("Title", "Title", 40))
        .add_style(heading("Heading1", "heading 1", 32))
        .add_style(heading("Heading2", "heading 2", 28))
        .add_style(heading("Heading3", "heading 3", 24))
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(level("bullet", "•")))
        .add_abstract_numbering(AbstractNumbering::new(NUMBERS).add_level(level("decimal", "%1.")))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .add_numbering(Numbering::new(NUMBERS, NUMBERS))
}

struct Writer<'a> {
    docx: Docx,
    paper: &'a Paper,
    /// The last numbering that was begun: each numbered list counts by itself.
    numbered: usize,
}

impl Writer<'_> {
    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    /// `list` is the numbering of the item whose first paragraph is still to come.
    fn blocks(&mut self, blocks: &[Block], depth: i32, mut list: Option<usize>) {
        for block in blocks {
            self.block(block, depth, list.take());
        }
    }

    fn block(&mut self, block: &Block, depth: i32, list: Option<usize>) {
        match block {
            Block::Heading(level, spans) => {
                let style = format!("Heading{}", level.clamp(&1, &3));
                self.add(runs(Paragraph::new().style(&style), spans));
            }
            Block::Paragraph(spans) => self.add(runs(placed(depth, list), spans)),
            Block::Quoted { words, speaker, source, comment, fault } => {
                for line in words.lines() {
                    self.add(placed(depth + 1, list).add_run(Run::new().add_text(line)));
                }
                let credit = credit(speaker.as_deref(), *source);
                if !credit.is_empty() {
                    self.add(placed(depth + 1, None).add_run(Run::new().add_text(credit).color("6B655C")));
                }
                if let Some(fault) = fault {
                    let said = Run::new().add_text(format!("⚠ {fault}")).color("A3341F");
                    self.add(placed(depth + 1, None).add_run(said));
                }
                if let Some(comment) = comment {
                    self.add(placed(depth, None).add_run(Run::new().add_text(comment)));
                }
            }
            Block::Indented(inside) => self.blocks(inside, depth + 1, None),
            Block::List { start, items } => self.list(*start, items, depth),
            Block::Code(code) => {
                for line in code.lines() {
                    let mono = RunFonts::new().ascii("Courier New").hi_ansi("Courier New").east_asia("SimSun");
                    self.add(placed(depth, None).add_run(Run::new().add_text(line).fonts(mono)));
                }
            }
            Block::Table(rows) => self.table(rows),
            Block::Rule => {
                self.add(Paragraph::new().align(AlignmentType::Center).add_run(Run::new().add_text("* * *")));
            }
            Block::Picture { hash, alt } => {
                match self.paper.pictures.get(hash).and_then(|(bytes, _)| picture::png(bytes)) {
                    Some((png, width, height)) => {
                        let shown = width.min(WIDTH_PX);
                        let tall = u32::try_from(u64::from(height) * u64::from(shown) / u64::from(width.max(1)));
                        let pic = Pic::new_with_dimensions(png, shown, tall.unwrap_or(height));
                        self.add(placed(depth, None).add_run(Run::new().add_image(pic)));
                    }
                    None => self.add(quiet(alt)),
                }
            }
            Block::Footnote(label, spans) => {
                self.add(quiet(&format!("{} {}", note_sign(label), words_of(spans))));
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], depth: i32) {
        let numbering = match start {
            None => BULLETS,
            Some(_) => {
                self.numbered += 1;
                let begun = Numbering::new(self.numbered, NUMBERS).add_override(
                    docx_rs::LevelOverride::new(0)
                        .start(start.and_then(|start| usize::try_from(start).ok()).unwrap_or(1)),
                );
                self.docx = std::mem::take(&mut self.docx).add_numbering(begun);
                self.numbered
            }
        };
        for item in items {
            self.blocks(item, depth + 1, Some(numbering));
        }
    }

    fn table(&mut self, rows: &[Vec<Vec<Span>>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |row: &Vec<Vec<Span>>, at: usize| {
            let spans = row.get(at).cloned().unwrap_or_default();
            TableCell::new().add_paragraph(runs(Paragraph::new(), &spans))
        };
        let made = rows.iter().map(|row| TableRow::new((0..columns).map(|at| cell(row, at)).collect())).collect();
        self.docx = std::mem::take(&mut self.docx).add_table(Table::new(made));
    }
}

/// A paragraph at a depth; the first of a list's item carries its mark.
fn placed(depth: i32, list: Option<usize>) -> Paragraph {
    let paragraph = Paragraph::new();
    match list {
        Some(numbering) => paragraph.numbering(NumberingId::new(numbering), IndentLevel::new(0)).indent(
            Some(STEP * depth),
            Some(docx_rs::SpecialIndentType::Hanging(STEP)),
            None,
            None,
        ),
        None if depth > 0 => paragraph.indent(Some(STEP * depth), None, None, None),
        None => paragraph,
    }
}

fn quiet(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text).color("6B655C").size(BODY - 3))
}

fn link(url: &str, run: Run) -> Hyperlink {
    Hyperlink::new(url, HyperlinkType::External).add_run(run.color("2B5EA7"))
}

fn runs(mut paragraph: Paragraph, spans: &[Span]) -> Paragraph {
    for span in spans {
        let run = run_of(span);
        paragraph = match &span.href {
            Some(href) => paragraph.add_hyperlink(link(href, run)),
            None => paragraph.add_run(run),
        };
        if let Some(number) = span.source {
            paragraph = paragraph.add_run(Run::new().add_text(format!("[{number}]")).color("6B655C"));
        }
    }
    paragraph
}

fn run_of(span: &Span) -> Run {
    let Span { text, strong, emphasised, code, struck, href: _, source: _, task: _ } = span;
    let mut run = Run::new();
    let text = note_label(text).map_or_else(|| text.clone(), note_sign);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(docx_rs::BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    if *strong {
        run = run.bold();
    }
    if *emphasised {
        run = run.italic();
    }
    if *struck {
        run = run.strike();
    }
    if *code { run.fonts(RunFonts::new().ascii("Courier New").hi_ansi("Courier New")) } else { run }
}
