//! Blocks as Markdown, for export.

use super::{Block, Body, Mark, Piece, PieceKind, line_text};

/// CommonMark with tables; pictures stand as `![what it shows](picture-N)`.
pub(crate) fn markdown(blocks: &[Block]) -> String {
    let mut text = sequence(blocks);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn sequence(blocks: &[Block]) -> String {
    blocks.iter().map(one).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn one(block: &Block) -> String {
    match (block.tag, &block.body) {
        ("hr", _) => "---".to_owned(),
        ("pre", Body::Line(pieces)) => fenced(&line_text(pieces)),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", Body::Line(pieces)) => {
            let level = block.tag.bytes().last().map_or(1, |digit| usize::from(digit - b'0'));
            format!("{} {}", "#".repeat(level), inline(pieces).replace("  \n", " "))
        }
        ("figcaption" | "caption" | "dt", Body::Line(pieces)) => format!("*{}*", inline(pieces)),
        (_, Body::Line(pieces)) => inline(pieces),
        ("blockquote", Body::Blocks(blocks)) => prefixed(&sequence(blocks), "> ", "> "),
        ("ul", Body::Blocks(items)) => listed(items, |_| "- ".to_owned()),
        ("ol", Body::Blocks(items)) => {
            let start = block.numbers.first().map_or(1, |(_, start)| *start as usize);
            listed(items, |position| format!("{}. ", start + position))
        }
        ("table", Body::Blocks(parts)) => table(parts),
        (_, Body::Blocks(blocks)) => sequence(blocks),
        (_, Body::Nothing) => String::new(),
    }
}

fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{code}\n{fence}")
}

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let line = |(number, line): (usize, &str)| format!("{}{line}", if number == 0 { first } else { others });
    text.lines().enumerate().map(line).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn listed(items: &[Block], bullet: impl Fn(usize) -> String) -> String {
    let item = |(position, item): (usize, &Block)| {
        let bullet = bullet(position);
        prefixed(&one(item), &bullet, &" ".repeat(bullet.len()))
    };
    items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
}

/// A table of pipes: its first row stands as the heading, blocks in a cell become one line.
fn table(parts: &[Block]) -> String {
    let caption = parts.iter().filter(|part| part.tag == "caption").map(one);
    let rows: Vec<Vec<String>> = parts.iter().filter(|part| part.tag != "caption").flat_map(section_rows).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    for (number, mut row) in rows.into_iter().enumerate() {
        row.resize(columns, String::new());
        lines.push(format!("| {} |", row.join(" | ")));
        if number == 0 {
            lines.push(format!("|{}", " --- |".repeat(columns)));
        }
    }
    caption.chain([lines.join("\n")]).collect::<Vec<_>>().join("\n\n")
}

fn section_rows(section: &Block) -> Vec<Vec<String>> {
    let Body::Blocks(rows) = &section.body else { return Vec::new() };
    rows.iter().map(row_cells).collect()
}

fn row_cells(row: &Block) -> Vec<String> {
    let Body::Blocks(cells) = &row.body else { return Vec::new() };
    let mut texts = Vec::new();
    for cell in cells {
        let text = one(cell).lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        texts.push(text.replace('|', "\\|"));
        let span = cell.numbers.iter().find(|(name, _)| *name == "colspan").map_or(1, |(_, span)| *span as usize);
        texts.resize(texts.len() + span.min(100) - 1, String::new());
    }
    texts
}

fn inline(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut open: &[Mark] = &[];
    for piece in pieces {
        let shared = open.iter().zip(&piece.marks).take_while(|(a, b)| a == b).count();
        open[shared..].iter().rev().for_each(|mark| text.push_str(&closing(mark)));
        piece.marks[shared..].iter().for_each(|mark| text.push_str(opening(mark)));
        open = &piece.marks;
        let is_code = piece.marks.iter().any(|mark| mark.tag == "code");
        match &piece.kind {
            PieceKind::Text(part) if is_code => text.push_str(&part.replace('`', "'")),
            PieceKind::Text(part) => text.push_str(&escaped(part)),
            PieceKind::Break => text.push_str("  \n"),
            PieceKind::Picture(number, alt) => text.push_str(&format!("![{}](picture-{number})", escaped(alt))),
        }
    }
    open.iter().rev().for_each(|mark| text.push_str(&closing(mark)));
    guarded_start(text)
}

fn opening(mark: &Mark) -> &'static str {
    match mark.tag {
        "a" if mark.href.as_ref().is_some_and(|href| !href.starts_with('#')) => "[",
        "strong" => "**",
        "em" => "*",
        "code" => "`",
        "s" => "~~",
        _ => "",
    }
}

fn closing(mark: &Mark) -> String {
    match (&mark.href, opening(mark)) {
        (Some(href), "[") => format!("](<{}>)", href.replace('<', "%3C").replace('>', "%3E")),
        (_, same) => same.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Keeps the first characters of a paragraph from beginning a heading, a list or a rule.
fn guarded_start(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after_digits = text.as_bytes().get(digits).copied();
    if digits > 0 && digits <= 9 && matches!(after_digits, Some(b'.' | b')')) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    let is_sign = text.starts_with(['#', '+', '-', '=', '>', '|']);
    if is_sign { format!("\\{text}") } else { text }
}
