//! Tables and paragraphs for people.

use api::imports::Imported;
use api::{
    articles::{Article, ArticleRow, Diff},
    clips::{Clipped, Extracted},
    desk::Checked,
    items::{TaggedItem, ThemeRef, TouchedItem},
    notes::Note,
    quotes::Quote,
    search::{Answer, Hit},
    themes::{Suggestion, Theme, ThemeTableTaken},
};
use comfy_table::{ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::{IsTerminal, Write};

/// Something that can be shown to a person.
pub(crate) trait ForPeople {
    /// The text to print.
    fn for_people(&self) -> String;
}

/// Prints a reply as JSON or for people.
pub(crate) fn show<T: Serialize + ForPeople>(reply: &T, json: bool) -> anyhow::Result<()> {
    if json { line(&serde_json::to_string(reply)?) } else { line(reply.for_people().trim_end()) }
}

/// Prints a line. Who stops reading early, as `head` does, has what it wanted: that ends the program without complaint.
pub(crate) fn line(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        printed => Ok(printed?),
    }
}

fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_header(heads);
    rows.for_each(|row| {
        table.add_row(row);
    });
    if table.is_empty() { "Nothing.".into() } else { table.to_string() }
}

fn names(themes: &[ThemeRef]) -> String {
    themes.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn day(published: Option<&str>) -> String {
    published.unwrap_or_default().chars().take(10).collect()
}

fn or_empty(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// A running count on standard error when that is a terminal.
pub(crate) fn spinner() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} lines, {per_sec}");
    ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

impl ForPeople for Imported {
    fn for_people(&self) -> String {
        let failed: String =
            self.failed.iter().map(|failure| format!("\nline {}: {}", failure.line, failure.message)).collect();
        format!(
            "{} imported, {} updated, {} failed, {:.1} s{failed}",
            self.imported,
            self.updated,
            self.failed.len(),
            self.seconds
        )
    }
}

impl ForPeople for Vec<Clipped> {
    fn for_people(&self) -> String {
        let line = |clip: &Clipped| {
            let kept = clip.pictures.iter().filter(|picture| picture.state == "kept").count();
            let pictures = if clip.pictures.is_empty() {
                String::new()
            } else {
                format!("  pictures {kept}/{}", clip.pictures.len())
            };
            let reason = clip.message.as_ref().map(|message| format!("\n    {message}")).unwrap_or_default();
            format!("{:<9}{}  {}{pictures}{reason}", clip.state, clip.id, clip.title)
        };
        self.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl ForPeople for Extracted {
    fn for_people(&self) -> String {
        let fields = [
            ("title", &self.title),
            ("byline", &self.byline),
            ("site", &self.site),
            ("published", &self.published),
            ("lang", &self.lang),
            ("abstract", &self.abstract_text),
        ];
        let head: String = fields
            .iter()
            .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name:<10} {value}\n")))
            .collect();
        let cut: String = self
            .removed
            .iter()
            .map(|part| format!("cut by {}: {} ({})\n", part.step, part.text, part.reason))
            .collect();
        format!("{head}pictures   {}\n\n{}\n\n{cut}", self.images.len(), self.text)
    }
}

impl ForPeople for Answer {
    fn for_people(&self) -> String {
        let remarks: String = self.remarks.iter().map(|remark| format!("({})\n", remark.message)).collect();
        let hits: Vec<String> = self.hits.iter().map(hit).collect();
        let relaxed = if self.relaxed { "; some with most of the words only" } else { "" };
        format!(
            "{remarks}{} found in {:.1} ms{relaxed}\n\n{}",
            self.total,
            self.took_us as f64 / 1000.0,
            hits.join("\n\n")
        )
    }
}

fn hit(hit: &Hit) -> String {
    let source: Vec<String> = [
        hit.kind.clone(),
        or_empty(hit.speaker.as_deref()),
        or_empty(hit.site.as_deref()),
        day(hit.published.as_deref()),
        names(&hit.themes),
        hit.id.clone(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    format!("{}\n  {}\n  {}", hit.title, marked(&hit.snippet, &hit.highlights), source.join(" · "))
}

/// Puts the character ranges of `text` between marks.
fn marked(text: &str, ranges: &[(u32, u32)]) -> String {
    let mut out = String::new();
    for (at, c) in (0u32..).zip(text.chars()) {
        if ranges.iter().any(|range| range.0 == at) {
            out.push('[');
        }
        out.push(c);
        if ranges.iter().any(|range| range.1 == at + 1) {
            out.push(']');
        }
    }
    out
}

impl ForPeople for Vec<ArticleRow> {
    fn for_people(&self) -> String {
        table(
            &["title", "site", "published", "themes", "id"],
            self.iter().map(|row| {
                vec![
                    row.title.clone(),
                    or_empty(row.site.as_deref()),
                    day(row.published.as_deref()),
                    names(&row.themes),
                    row.id.clone(),
                ]
            }),
        )
    }
}

impl ForPeople for Vec<Quote> {
    fn for_people(&self) -> String {
        table(
            &["quote", "speaker", "article", "themes", "id"],
            self.iter().map(|quote| {
                vec![
                    quote.exact.clone(),
                    or_empty(quote.speaker.as_deref()),
                    quote.article_title.clone(),
                    names(&quote.themes),
                    quote.id.clone(),
                ]
            }),
        )
    }
}

impl ForPeople for Vec<Note> {
    fn for_people(&self) -> String {
        table(
            &["title", "beside", "themes", "id"],
            self.iter().map(|note| {
                vec![note.title.clone(), or_empty(note.article_title.as_deref()), names(&note.themes), note.id.clone()]
            }),
        )
    }
}

impl ForPeople for Vec<Theme> {
    fn for_people(&self) -> String {
        let forms =
            |theme: &Theme| theme.aliases.iter().map(|alias| alias.form.as_str()).collect::<Vec<_>>().join(", ");
        table(
            &["theme", "kind", "aliases", "count", "id"],
            self.iter().map(|theme| {
                vec![theme.name.clone(), theme.kind.clone(), forms(theme), theme.count.to_string(), theme.id.clone()]
            }),
        )
    }
}

impl ForPeople for Vec<Suggestion> {
    fn for_people(&self) -> String {
        let line = |s: &Suggestion| {
            vec![
                s.theme.clone(),
                s.forms.join(", "),
                s.count.to_string(),
                if s.tagged { "tagged".into() } else { String::new() },
            ]
        };
        table(&["theme", "found as", "times", ""], self.iter().map(line))
    }
}

impl ForPeople for Article {
    fn for_people(&self) -> String {
        let row = &self.row;
        let source: Vec<String> = [
            or_empty(row.site.as_deref()),
            or_empty(row.byline.as_deref()),
            or_empty(row.published.as_deref()),
            names(&row.themes),
            or_empty(row.url.as_deref()),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
        let quotes: String = self.quote_list.iter().map(|quote| format!("\n> {}\n", quote.exact)).collect();
        format!("{}\n{}\n\n{}\n{quotes}", row.title, source.join(" · "), self.text)
    }
}

impl ForPeople for Quote {
    fn for_people(&self) -> String {
        let place = if self.placed { "" } else { "\n(its place in the article is lost)" };
        let comment = self.comment.as_ref().map(|comment| format!("\n{comment}")).unwrap_or_default();
        format!(
            "> {}\n{} · {} · {}{comment}{place}\n{}",
            self.exact,
            or_empty(self.speaker.as_deref()),
            self.article_title,
            names(&self.themes),
            self.id
        )
    }
}

impl ForPeople for Note {
    fn for_people(&self) -> String {
        format!("# {}\n\n{}\n\n{}", self.title, self.body, self.id)
    }
}

impl ForPeople for Theme {
    fn for_people(&self) -> String {
        vec![self.clone()].for_people()
    }
}

impl ForPeople for ThemeTableTaken {
    fn for_people(&self) -> String {
        let problems: String =
            self.problems.iter().map(|problem| format!("\nline {}: {}", problem.line, problem.message)).collect();
        format!("{} new themes, {} that were there gained something{problems}", self.added, self.extended)
    }
}

impl ForPeople for Diff {
    fn for_people(&self) -> String {
        if self.changes.is_empty() {
            return "Nothing changed.".into();
        }
        self.changes.iter().map(|change| format!("- {}\n+ {}\n", change.before, change.after)).collect()
    }
}

impl ForPeople for Checked {
    fn for_people(&self) -> String {
        let line = |finding: &api::desk::Finding| {
            format!("{}{}: {}", finding.what, if finding.repaired { " (mended)" } else { "" }, finding.message)
        };
        let end = if self.ok { "The library is in order." } else { "The library is not in order." };
        self.findings.iter().map(line).chain(std::iter::once(end.to_owned())).collect::<Vec<_>>().join("\n")
    }
}

impl ForPeople for Vec<TouchedItem> {
    fn for_people(&self) -> String {
        self.iter().map(|item| format!("{} {}", item.kind, item.id)).collect::<Vec<_>>().join("\n")
    }
}

impl ForPeople for TouchedItem {
    fn for_people(&self) -> String {
        format!("{} {}", self.kind, self.id)
    }
}

impl ForPeople for TaggedItem {
    fn for_people(&self) -> String {
        format!("{} {}: {}", self.kind, self.id, names(&self.themes))
    }
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn highlights_count_characters() {
        assert_eq!(marked("HBM良率62%", &[(3, 5)]), "HBM[良率]62%");
        assert_eq!(marked("良率", &[]), "良率");
    }
}
