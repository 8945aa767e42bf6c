//! A paper as Markdown: CommonMark with tables and footnotes.

use super::paper::{Block, Paper, Span, credit};

/// The paper as Markdown. Pictures lie in `pictures/`, by their hash.
pub(super) fn write(paper: &Paper) -> Vec<u8> {
    let mut parts = vec![format!("# {}", escaped(&paper.title))];
    parts.extend(paper.byline.as_ref().map(|line| escaped(line)));
    parts.extend(blocks(&paper.blocks));
    if !paper.sources.is_empty() {
        parts.push(format!("## {}", paper.tongue.of("Sources", "来源")));
        let line = |(at, source): (usize, &super::paper::Source)| {
            let address = source.url.as_ref().map(|url| format!(" <{url}>")).unwrap_or_default();
            format!("{}. {}{address}", at + 1, escaped(&source.line))
        };
        parts.push(paper.sources.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    }
    (parts.join("\n\n") + "\n").into_bytes()
}

fn blocks(all: &[Block]) -> Vec<String> {
    all.iter().map(block).filter(|text| !text.is_empty()).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, spans) => format!("{} {}", "#".repeat(usize::from(*level).clamp(1, 6)), line(spans)),
        Block::Paragraph(spans) => line(spans),
        Block::Quoted { words, speaker, source, comment, fault } => {
            let credit = escaped(&credit(speaker.as_deref(), *source));
            let fault = fault.as_ref().map(|fault| format!("⚠ {}", escaped(fault)));
            let lines =
                [Some(escaped(words)), Some(credit), fault].into_iter().flatten().filter(|text| !text.is_empty());
            let quoted = prefixed(&lines.collect::<Vec<_>>().join("\n\n"), "> ", "> ");
            comment.as_ref().map_or(quoted.clone(), |comment| format!("{quoted}\n\n{}", escaped(comment)))
        }
        Block::Indented(inside) => prefixed(&blocks(inside).join("\n\n"), "> ", "> "),
        Block::List { start, items } => {
            let item = |(at, item): (usize, &Vec<Block>)| {
                let mark = start.map_or("- ".to_owned(), |start| format!("{}. ", start + at as u64));
                prefixed(&blocks(item).join("\n\n"), &mark, &" ".repeat(mark.len()))
            };
            items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Code(code) => {
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0).max(2);
            let fence = "`".repeat(longest + 1);
            format!("{fence}\n{code}\n{fence}")
        }
        Block::Table(rows) => table(rows),
        Block::Rule => "---".to_owned(),
        Block::Picture { hash, alt } => format!("![{}](pictures/{})", escaped(alt), hash.as_str()),
        Block::Footnote(label, spans) => format!("[^{label}]: {}", line(spans)),
    }
}

fn table(rows: &[Vec<Vec<Span>>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let cell = |at: usize| row.get(at).map(|cell| line(cell).replace('|', "\\|")).unwrap_or_default();
        lines.push(format!("| {} |", (0..columns).map(cell).collect::<Vec<_>>().join(" | ")));
        if number == 0 {
            lines.push(format!("|{}", " --- |".repeat(columns)));
        }
    }
    lines.join("\n")
}

fn line(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let Span { text, strong, emphasised, code, struck, href, source, task } = span;
    if let Some(done) = task {
        return if *done { "[x] " } else { "[ ] " }.to_owned();
    }
    let footnote = text.starts_with("[^");
    let mut words = match (code, footnote) {
        (true, _) => format!("`{}`", text.replace('`', "'")),
        (_, true) => text.clone(),
        _ => escaped(text).replace('\n', "  \n"),
    };
    // Marks must touch the words they mark.
    let (before, after) = (blank(&words, true), blank(&words, false));
    let marks = [(*emphasised, "*"), (*strong, "**"), (*struck, "~~")];
    if !words.trim().is_empty() {
        let mut inner = words.trim().to_owned();
        for (_, mark) in marks.iter().filter(|(on, _)| *on) {
            inner = format!("{mark}{inner}{mark}");
        }
        words = format!("{before}{inner}{after}");
    }
    let linked = href.as_ref().map_or(words.clone(), |href| format!("[{words}](<{href}>)"));
    source.map_or(linked.clone(), |number| format!("{linked}\\[{number}\\]"))
}

fn blank(text: &str, front: bool) -> String {
    let cut = if front { text.len() - text.trim_start().len() } else { text.len() - text.trim_end().len() };
    match (text.trim().is_empty(), front) {
        (true, _) => String::new(),
        (_, true) => text[..cut].to_owned(),
        (_, false) => text[text.len() - cut..].to_owned(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let first = at == 0 || text[..at].ends_with('\n');
        let opens_block = first && matches!(character, '#' | '+' | '-' | '>' | '=');
        if opens_block || matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let line = |(at, line): (usize, &str)| format!("{}{line}", if at == 0 { first } else { others });
    text.lines().enumerate().map(line).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
