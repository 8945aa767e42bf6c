//! Writes what a document holds as HTML: paragraphs, lists by their levels, tables, pictures.

use std::fmt::Write;

use crate::clean::escape;

/// Lists nested deeper than this are set at this level.
const LEVELS_MAX: usize = 8;

/// HTML under way.
#[derive(Debug, Default)]
pub(super) struct Writer {
    html: String,
    open: Vec<&'static str>,
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look<'a> {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) raised: bool,
    pub(super) lowered: bool,
    pub(super) link: Option<&'a str>,
}

/// A run of text with its look, as HTML; blanks at its ends stay outside of the marks.
pub(super) fn run(text: &str, look: Look) -> String {
    if text.trim().is_empty() {
        return escape(text);
    }
    let marks: [(bool, &str); 5] =
        [(look.bold, "strong"), (look.italic, "em"), (look.struck, "s"), (look.raised, "sup"), (look.lowered, "sub")];
    let worn: Vec<&str> = marks.iter().filter(|(worn, _)| *worn).map(|(_, tag)| *tag).collect();
    let mut html = String::new();
    if let Some(link) = look.link {
        let _ = write!(html, "<a href=\"{}\">", escape(link));
    }
    html.extend(worn.iter().map(|tag| format!("<{tag}>")));
    html.push_str(&escape(text).replace('\n', "<br>"));
    html.extend(worn.iter().rev().map(|tag| format!("</{tag}>")));
    if look.link.is_some() {
        html.push_str("</a>");
    }
    html
}

impl Writer {
    /// A block of this tag around what is inside already HTML.
    pub(super) fn block(&mut self, tag: &str, inner: &str) {
        self.close_to(0);
        let _ = write!(self.html, "<{tag}>{inner}</{tag}>");
    }

    /// An item of a list at a level from 0.
    pub(super) fn item(&mut self, level: usize, number: Option<u32>, inner: &str) {
        let depth = level.min(LEVELS_MAX) + 1;
        let tag = if number.is_some() { "ol" } else { "ul" };
        self.close_to(depth);
        if self.open.len() == depth && self.open.last() != Some(&tag) {
            self.close_to(depth - 1);
        }
        if self.open.len() == depth {
            self.html.push_str("</li>");
        }
        while self.open.len() < depth {
            let start = number.filter(|_| self.open.len() + 1 == depth).unwrap_or(1);
            let _ = if tag == "ol" { write!(self.html, "<ol start=\"{start}\">") } else { write!(self.html, "<ul>") };
            self.open.push(tag);
            if self.open.len() < depth {
                self.html.push_str("<li>");
            }
        }
        let _ = write!(self.html, "<li>{inner}");
    }

    /// A picture by its number.
    pub(super) fn picture(&mut self, number: usize, alt: &str) {
        self.close_to(0);
        self.html.push_str(&picture(number, alt));
    }

    /// A table of rows of cells, each with its spans of columns and rows.
    pub(super) fn table(&mut self, caption: Option<&str>, rows: &[Vec<Cell>]) {
        self.close_to(0);
        self.html.push_str(&table(caption, rows));
    }

    /// What was written.
    pub(super) fn finish(mut self) -> String {
        self.close_to(0);
        self.html
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let tag = self.open.pop().unwrap_or("ul");
            let _ = write!(self.html, "</li></{tag}>");
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// What it holds, as HTML.
    pub(super) html: String,
    /// Columns and rows it covers.
    pub(super) spans: (u32, u32),
    /// Whether it names what stands below or beside it.
    pub(super) heads: bool,
}

/// A picture by its number, as HTML.
pub(super) fn picture(number: usize, alt: &str) -> String {
    format!("<p><img data-picture=\"{number}\" alt=\"{}\"></p>", escape(alt))
}

/// A table as HTML.
pub(super) fn table(caption: Option<&str>, rows: &[Vec<Cell>]) -> String {
    let mut html = String::from("<table>");
    if let Some(caption) = caption.filter(|caption| !caption.trim().is_empty()) {
        let _ = write!(html, "<caption>{}</caption>", escape(caption));
    }
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let tag = if cell.heads { "th" } else { "td" };
            let (columns, lines) = cell.spans;
            let _ = write!(html, "<{tag} colspan=\"{columns}\" rowspan=\"{lines}\">{}</{tag}>", cell.html);
        }
        html.push_str("</tr>");
    }
    html.push_str("</table>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{self, Links};

    fn clean(html: &str) -> String {
        clean::write(&clean::sanitise(html, Links::Web))
    }

    #[test]
    fn lists_follow_their_levels() {
        let mut writer = Writer::default();
        for (level, number, text) in [(0, None, "a"), (1, Some(3), "b"), (1, Some(4), "c"), (0, None, "d")] {
            writer.item(level, number, text);
        }
        writer.block("p", "e");
        let html = "<ul><li><p>a</p><ol start=\"3\"><li>b</li><li>c</li></ol></li><li>d</li></ul><p>e</p>";
        assert_eq!(clean(&writer.finish()), html);
    }

    #[test]
    fn runs_wear_their_marks_and_nothing_else() {
        let look = Look { bold: true, link: Some("https://a.example/\"><script>"), ..Look::default() };
        assert_eq!(
            clean(&run("<b>良率", look)),
            "<p><a href=\"https://a.example/%22%3E%3Cscript%3E\"><strong>&lt;b&gt;良率</strong></a></p>"
        );
    }
}
