//! Documents and presentations: paragraphs, lists, tables, notes and pictures in order, slide by slide.

use std::collections::HashMap;

use model::{Part, PictureRef};
use undoc::{
    Error, OoxmlContainer,
    model::{Block as Piece, Cell as TableCell, Document, ListType, Metadata, Paragraph, RevisionType, Section, Table},
};

use super::{
    Said, Trouble, Unpacked, begin_page, content, told_author, told_title,
    write::{self, Cell, Look, Writer},
};
use crate::{
    clean::{self, Block, Links, escape},
    formats::image,
    metadata::read_date,
};

/// Tables within tables deeper than this are left out; documents have one.
const TABLES_MAX: usize = 4;

/// Pictures of a document that are kept (safety: pictures of a page).
const PICTURES_MAX: usize = 200;

/// The text of a document or presentation.
pub(super) fn read(bytes: &[u8]) -> Result<Unpacked, Trouble> {
    let document = undoc::parse_bytes(bytes).map_err(|error| trouble(&error))?;
    let mut pictures = Pictures { document: &document, known: HashMap::new(), parts: Vec::new(), refs: Vec::new() };
    let slides = matches!(document.format, undoc::FormatType::Pptx | undoc::FormatType::Ppt);
    let mut blocks = Vec::new();
    for (section, number) in document.sections.iter().zip(1..) {
        let mut found = section_blocks(section, slides, &mut pictures);
        if slides {
            begin_page(&mut found, number);
        }
        blocks.extend(found);
    }
    let said = said(&document);
    let Pictures { parts, refs, .. } = pictures;
    let mut content = content(blocks, said);
    content.pictures = refs;
    Ok(Unpacked { content, parts, ..Unpacked::default() })
}

fn trouble(error: &Error) -> Trouble {
    match error {
        Error::Encrypted => Trouble::Encrypted,
        _ => Trouble::Damaged,
    }
}

fn said(document: &Document) -> Said {
    let said = said_in(&document.metadata);
    let styled = || document.sections.first().and_then(|section| section.content.iter().find_map(titled));
    Said { title: said.title.or_else(styled), ..said }
}

/// What the properties of a document, presentation or workbook say of it.
fn said_in(about: &Metadata) -> Said {
    Said {
        title: told_title(about.title.as_deref()),
        author: told_author(about.author.as_deref()),
        published: about.created.as_deref().or(about.modified.as_deref()).and_then(read_date),
        lang: None,
    }
}

/// What a workbook says of itself; nothing where its properties cannot be read.
pub(super) fn said_of_workbook(bytes: &[u8]) -> Said {
    let about = OoxmlContainer::from_bytes(bytes.to_vec()).and_then(|package| package.parse_core_metadata());
    about.map(|about| said_in(&about)).unwrap_or_default()
}

/// The words of a paragraph in the style of a title.
fn titled(piece: &Piece) -> Option<String> {
    let Piece::Paragraph(paragraph) = piece else { return None };
    let style = paragraph.style_name.as_deref().or(paragraph.style_id.as_deref())?.to_lowercase();
    (style == "title" || style == "标题").then(|| paragraph.plain_text()).and_then(|text| told_title(Some(&text)))
}

fn section_blocks(section: &Section, slide: bool, pictures: &mut Pictures) -> Vec<Block> {
    let mut writer = Writer::default();
    let name = section.name.as_deref().map(str::trim).filter(|name| slide && is_told(name));
    let heads_itself = section.content.first().is_some_and(|piece| match (piece, name) {
        (Piece::Paragraph(paragraph), Some(name)) => paragraph.plain_text().trim() == name,
        _ => false,
    });
    if let Some(name) = name {
        writer.block("h2", &escape(name));
    }
    for piece in section.content.iter().skip(usize::from(heads_itself)) {
        write_piece(&mut writer, piece, pictures);
    }
    let notes: Vec<String> = section.notes.iter().flatten().map(inline).collect();
    let notes: String = notes.iter().filter(|note| !note.is_empty()).map(|note| format!("<p>{note}</p>")).collect();
    if !notes.is_empty() {
        writer.block("blockquote", &notes);
    }
    clean::sanitise(&writer.finish(), Links::Web)
}

/// Whether a person gave the slide its name; those without one are counted.
fn is_told(name: &str) -> bool {
    let counted = name.strip_prefix("Slide ").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    !name.is_empty() && !counted
}

fn write_piece(writer: &mut Writer, piece: &Piece, pictures: &mut Pictures) {
    match piece {
        Piece::Paragraph(paragraph) => write_paragraph(writer, paragraph, pictures),
        Piece::Table(table) => {
            let rows = rows(table, 0);
            writer.table(table.caption.as_deref(), &rows);
        }
        Piece::Note { label, content } => {
            let text: Vec<String> = content.iter().map(inline).collect();
            writer.block("p", &format!("<sup>{}</sup> {}", escape(label), text.join("<br>")));
        }
        Piece::Image { resource_id, alt_text, .. } => {
            if let Some(number) = pictures.number(resource_id, alt_text.as_deref()) {
                writer.picture(number, alt_text.as_deref().unwrap_or_default());
            }
        }
        Piece::PageBreak | Piece::SectionBreak => {}
    }
}

fn write_paragraph(writer: &mut Writer, paragraph: &Paragraph, pictures: &mut Pictures) {
    let inner = inline(paragraph);
    if !inner.trim().is_empty() {
        let listed = paragraph.list_info.as_ref().filter(|list| list.list_type != ListType::None);
        match (paragraph.heading.level(), listed) {
            (level @ 1..=6, _) => writer.block(&format!("h{level}"), &inner),
            (_, Some(list)) => {
                let number = (list.list_type == ListType::Numbered).then(|| list.number.unwrap_or(1));
                writer.item(usize::from(list.level), number, &inner);
            }
            _ => writer.block("p", &inner),
        }
    }
    for shown in &paragraph.images {
        if let Some(number) = pictures.number(&shown.resource_id, shown.alt_text.as_deref()) {
            writer.picture(number, shown.alt_text.as_deref().unwrap_or_default());
        }
    }
}

/// The runs of a paragraph as HTML; what was struck out by a tracked change is gone.
fn inline(paragraph: &Paragraph) -> String {
    let merged = paragraph.with_merged_runs();
    let mut html = String::new();
    for run in merged.runs.iter().filter(|run| run.revision != RevisionType::Deleted) {
        let style = &run.style;
        let look = Look {
            bold: style.bold && !merged.heading.is_heading(),
            italic: style.italic,
            struck: style.strikethrough,
            raised: style.superscript,
            lowered: style.subscript,
            link: run.hyperlink.as_deref(),
        };
        html.push_str(&write::run(&run.text, look));
        if let Some(label) = &run.note {
            html.push_str(&write::run(label, Look { raised: true, ..Look::default() }));
        }
        if run.line_break {
            html.push_str("<br>");
        }
    }
    html.trim_end_matches("<br>").to_owned()
}

fn rows(table: &Table, depth: usize) -> Vec<Vec<Cell>> {
    let cell = |cell: &TableCell, heads: bool| Cell {
        html: cell_html(cell, depth),
        spans: (cell.col_span.max(1), cell.row_span.max(1)),
        heads: heads || cell.is_header,
    };
    table.rows.iter().map(|row| row.cells.iter().map(|one| cell(one, row.is_header)).collect()).collect()
}

fn cell_html(cell: &TableCell, depth: usize) -> String {
    let paragraphs = cell.content.iter().map(inline);
    let mut html: String = paragraphs.filter(|html| !html.is_empty()).map(|html| format!("<p>{html}</p>")).collect();
    if depth < TABLES_MAX {
        html.extend(cell.nested_tables.iter().map(|inner| write::table(None, &rows(inner, depth + 1))));
    }
    html
}

/// The pictures of a document that are shown, each once.
struct Pictures<'a> {
    document: &'a Document,
    known: HashMap<String, Option<usize>>,
    parts: Vec<Part>,
    refs: Vec<PictureRef>,
}

impl Pictures<'_> {
    /// The number of a picture; `None` for one that cannot be shown.
    fn number(&mut self, id: &str, alt: Option<&str>) -> Option<usize> {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        let bytes = self.document.resources.get(id).map(|resource| &resource.data);
        let shown = bytes.filter(|bytes| self.parts.len() < PICTURES_MAX && image::media_type(bytes).is_some());
        let number = shown.map(|bytes| {
            self.parts.push(Part { names: vec![id.to_owned()], bytes: bytes.clone() });
            let number = self.parts.len() - 1;
            let alt = alt.filter(|alt| !alt.trim().is_empty()).map(str::to_owned);
            self.refs.push(PictureRef { url: format!("part:{number}"), smaller: None, alt });
            number
        });
        self.known.insert(id.to_owned(), number);
        number
    }
}
