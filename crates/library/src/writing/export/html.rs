//! A paper as one HTML file that needs nothing beside it.

use std::fmt::Write;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::paper::{Block, Paper, Span, credit, note_label};

/// Serifs and Han faces of the usual systems; black on white, so that it prints.
const STYLE: &str = "body{max-width:42em;margin:3em auto;padding:0 1em;color:#1d1b18;background:#fff;font:17px/1.75 Georgia,\"Songti SC\",\"Noto Serif CJK SC\",SimSun,serif}\
h1,h2,h3{line-height:1.35}blockquote{margin:1em 0;padding-left:1em;border-left:3px solid #c9c2b6}.by,.credit,.sources{color:#6b655c;font-size:.9em}\
.fault{color:#a3341f}pre{overflow:auto;padding:.8em;background:#f4f1ec}table{border-collapse:collapse}th,td{padding:.25em .7em;border-bottom:1px solid #ddd;text-align:left}\
img{max-width:100%}sup a{text-decoration:none}";

/// The paper as HTML.
pub(super) fn write(paper: &Paper) -> Vec<u8> {
    let title = escaped(&paper.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        paper.tongue.name()
    );
    if let Some(line) = &paper.byline {
        let _ = writeln!(out, "<p class=\"by\">{}</p>", escaped(line));
    }
    blocks(paper, &paper.blocks, &mut out);
    if !paper.sources.is_empty() {
        let _ = writeln!(out, "<h2>{}</h2>\n<ol class=\"sources\">", paper.tongue.of("Sources", "来源"));
        for (at, source) in paper.sources.iter().enumerate() {
            let address = source.url.as_ref().map(|url| format!(" <a href=\"{0}\">{0}</a>", escaped(url)));
            let _ = writeln!(
                out,
                "<li id=\"source-{}\">{}{}</li>",
                at + 1,
                escaped(&source.line),
                address.unwrap_or_default()
            );
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</body>\n</html>\n");
    out.into_bytes()
}

fn blocks(paper: &Paper, all: &[Block], out: &mut String) {
    for one in all {
        block(paper, one, out);
    }
}

fn block(paper: &Paper, block: &Block, out: &mut String) {
    let _ = match block {
        Block::Heading(level, spans) => {
            let level = (level + 1).clamp(2, 6);
            writeln!(out, "<h{level}>{}</h{level}>", line(spans))
        }
        Block::Paragraph(spans) => writeln!(out, "<p>{}</p>", line(spans)),
        Block::Quoted { words, speaker, source, comment, fault } => {
            let _ = writeln!(out, "<blockquote><p>{}</p>", escaped(words).replace('\n', "<br>"));
            let credit = credit(speaker.as_deref(), *source);
            if !credit.is_empty() {
                let linked = match source {
                    Some(number) => escaped(&credit)
                        .replace(&format!("[{number}]"), &format!("<a href=\"#source-{number}\">[{number}]</a>")),
                    None => escaped(&credit),
                };
                let _ = writeln!(out, "<p class=\"credit\">{linked}</p>");
            }
            if let Some(fault) = fault {
                let _ = writeln!(out, "<p class=\"fault\">⚠ {}</p>", escaped(fault));
            }
            out.push_str("</blockquote>\n");
            comment.as_ref().map_or(Ok(()), |comment| writeln!(out, "<p>{}</p>", escaped(comment)))
        }
        Block::Indented(inside) => {
            out.push_str("<blockquote>\n");
            blocks(paper, inside, out);
            writeln!(out, "</blockquote>")
        }
        Block::List { start, items } => {
            let (open, close) = match start {
                Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
                None => ("<ul>".to_owned(), "</ul>"),
            };
            let _ = writeln!(out, "{open}");
            for item in items {
                out.push_str("<li>");
                blocks(paper, item, out);
                out.push_str("</li>\n");
            }
            writeln!(out, "{close}")
        }
        Block::Code(code) => writeln!(out, "<pre><code>{}</code></pre>", escaped(code)),
        Block::Table(rows) => {
            out.push_str("<table>\n");
            for (number, row) in rows.iter().enumerate() {
                let cell = if number == 0 { "th" } else { "td" };
                let cells: String = row.iter().map(|spans| format!("<{cell}>{}</{cell}>", line(spans))).collect();
                let _ = writeln!(out, "<tr>{cells}</tr>");
            }
            writeln!(out, "</table>")
        }
        Block::Rule => writeln!(out, "<hr>"),
        Block::Picture { hash, alt } => match paper.pictures.get(hash) {
            Some((bytes, media_type)) => {
                let (kind, data) = (escaped(media_type), STANDARD.encode(bytes));
                writeln!(out, "<p><img alt=\"{}\" src=\"data:{kind};base64,{data}\"></p>", escaped(alt))
            }
            None => writeln!(out, "<p>[{}]</p>", escaped(alt)),
        },
        Block::Footnote(label, spans) => {
            let label = escaped(label);
            writeln!(out, "<p class=\"credit\" id=\"note-{label}\"><sup>{label}</sup> {}</p>", line(spans))
        }
    };
}

fn line(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let Span { text, strong, emphasised, code, struck, href, source, task: _ } = span;
    let mut words = match note_label(text) {
        Some(label) => format!("<sup><a href=\"#note-{0}\">{0}</a></sup>", escaped(label)),
        None => escaped(text).replace('\n', "<br>"),
    };
    for (on, tag) in [(*code, "code"), (*emphasised, "em"), (*strong, "strong"), (*struck, "s")] {
        if on {
            words = format!("<{tag}>{words}</{tag}>");
        }
    }
    if let Some(href) = href {
        words = format!("<a href=\"{}\">{words}</a>", escaped(href));
    }
    let cited = source.map(|number| format!("<sup><a href=\"#source-{number}\">[{number}]</a></sup>"));
    words + &cited.unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
