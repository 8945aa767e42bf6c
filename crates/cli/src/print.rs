//! Tables and paragraphs for people.

use api::imports::Imported;
use api::{
    articles::{Article, ArticleRow, Change, Diff},
    clips::{Clipped, Extracted, Receipt},
    desk::Checked,
    exports::ExportedFile,
    items::{EmptiedTrash, TaggedItem, ThemeRef, TouchedItem},
    notes::Note,
    quotes::Quote,
    reposts::Similar,
    rescue::Rescued,
    search::{Answer, Hit},
    searches::SavedSearch,
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

impl ForPeople for Vec<ExportedFile> {
    fn for_people(&self) -> String {
        let one = |file: &ExportedFile| {
            let faults = file.faults.iter().map(|fault| format!("\n  “{}”: {}", fault.words, fault.message));
            format!(
                "{} ({} sources, {} passages){}",
                file.file,
                file.sources,
                file.passages,
                faults.collect::<String>()
            )
        };
        if self.is_empty() { "Nothing.".into() } else { self.iter().map(one).collect::<Vec<_>>().join("\n") }
    }
}

impl ForPeople for Rescued {
    fn for_people(&self) -> String {
        let Self { folder, files, lost } = self;
        format!("{files} files are in {folder}; {lost} things could not be read.")
    }
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

/// A bar on standard error when that is a terminal.
pub(crate) fn bar(length: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length).with_style(style)
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
        self.iter().map(clip).collect::<Vec<_>>().join("\n")
    }
}

/// What was understood of a clip: the same facts as the window's sheet.
fn clip(clip: &Clipped) -> String {
    let source = joined(&[
        kind(clip.media_type.as_deref()).to_owned(),
        or_empty(clip.site.as_deref()),
        or_empty(clip.byline.as_deref()),
        day(clip.published.as_deref()),
        pictures(clip),
    ]);
    let lines = [
        source,
        or_empty(clip.message.as_deref()),
        again(clip),
        clip.similar_to.iter().map(similar).collect::<Vec<_>>().join("\n    "),
        listed("themes", &names(&clip.themes)),
        listed("speaks of", &names(&clip.suggested)),
    ];
    let rest: String = lines.iter().filter(|line| !line.is_empty()).map(|line| format!("\n    {line}")).collect();
    format!("{:<9}{}  {}{rest}", clip.state, clip.id, clip.title)
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

fn listed(what: &str, names: &str) -> String {
    if names.is_empty() { String::new() } else { format!("{what}: {names}") }
}

/// What was taken, in a word; the end of a media type where there is no word for it.
fn kind(media_type: Option<&str>) -> &str {
    match media_type {
        None => "",
        Some("text/html") => "page",
        Some("text/plain") => "text",
        Some("text/markdown") => "Markdown",
        Some("application/pdf") => "PDF",
        Some(picture) if picture.starts_with("image/") => "picture",
        Some(other) => other.rsplit(['/', '.']).next().unwrap_or(other),
    }
}

fn pictures(clip: &Clipped) -> String {
    let kept = clip.pictures.iter().filter(|picture| picture.state == "kept").count();
    if clip.pictures.is_empty() { String::new() } else { format!("pictures {kept}/{}", clip.pictures.len()) }
}

fn again(clip: &Clipped) -> String {
    match clip.state.as_str() {
        "seen" => "in the library already, with the same text".to_owned(),
        "captured" if clip.unplaced > 0 => {
            format!("capture {} of it; {} of its quotes have no place any more", clip.captures, clip.unplaced)
        }
        "captured" => format!("capture {} of it; `tearsheet diff` shows what changed", clip.captures),
        _ => String::new(),
    }
}

/// "87 % the same as X, 2 new paragraphs".
fn similar(other: &Similar) -> String {
    let share = |share: f64| format!("{:.0} %", (share * 100.0).floor());
    let fresh = match other.fresh {
        0 => "nothing new".to_owned(),
        1 => "1 new paragraph".to_owned(),
        more => format!("{more} new paragraphs"),
    };
    let back = if other.share_back < other.share {
        format!(", {} of that one", share(other.share_back))
    } else {
        String::new()
    };
    let kept = if other.kept { " (kept)" } else { "" };
    format!("{} the same as {} [{}], {fresh}{back}{kept}", share(other.share), other.title, other.id)
}

impl ForPeople for Vec<Similar> {
    fn for_people(&self) -> String {
        if self.is_empty() {
            "Like no other article.".into()
        } else {
            self.iter().map(similar).collect::<Vec<_>>().join("\n")
        }
    }
}

impl ForPeople for ArticleRow {
    fn for_people(&self) -> String {
        let trashed = if self.trashed { "  (in the trash)" } else { "" };
        format!("{}  {}{trashed}", self.id, self.title)
    }
}

impl ForPeople for Vec<Receipt> {
    fn for_people(&self) -> String {
        let line = |receipt: &Receipt| {
            let kept = match receipt.pictures {
                0 => String::new(),
                all => format!("  pictures {}/{all}", receipt.pictures_kept),
            };
            let reason = receipt.message.as_ref().map(|message| format!("\n    {message}")).unwrap_or_default();
            format!("{:<9}{}  {}{kept}{reason}", receipt.state, receipt.id, receipt.title)
        };
        if self.is_empty() { "Nothing.".into() } else { self.iter().map(line).collect::<Vec<_>>().join("\n") }
    }
}

impl ForPeople for EmptiedTrash {
    fn for_people(&self) -> String {
        format!("{} removed for good, {} bytes freed", self.items, self.freed_bytes)
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

impl ForPeople for SavedSearch {
    fn for_people(&self) -> String {
        vec![self.clone()].for_people()
    }
}

impl ForPeople for Vec<SavedSearch> {
    fn for_people(&self) -> String {
        let count = |search: &SavedSearch| search.count.map(|count| count.to_string()).unwrap_or_default();
        table(
            &["name", "finds", "query", "id"],
            self.iter().map(|search| vec![search.name.clone(), count(search), search.query.clone(), search.id.clone()]),
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
        let alike: String = row.similar_to.iter().map(|other| format!("{}\n", similar(other))).collect();
        format!("{}\n{}\n{alike}\n{}\n{quotes}", row.title, source.join(" · "), self.text)
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
        let text: Vec<char> = self.text.chars().collect();
        self.changes.iter().map(|change| in_place(&text, change)).collect::<Vec<_>>().join("\n\n")
    }
}

/// Characters shown around a change.
const AROUND: usize = 24;

/// A change among its neighbours: `…今年的良率大约 [-62%-]{+58%+}，到年底…`, as `git diff --word-diff` writes it.
fn in_place(text: &[char], change: &Change) -> String {
    let start = (change.at as usize).min(text.len());
    let end = (start + change.after.chars().count()).min(text.len());
    let line = |c: &&char| **c != '\n';
    let before: String = text[..start].iter().rev().take_while(line).take(AROUND).collect();
    let after: String = text[end..].iter().take_while(line).take(AROUND).collect();
    let gone = if change.before.is_empty() { String::new() } else { format!("[-{}-]", change.before) };
    let come = if change.after.is_empty() { String::new() } else { format!("{{+{}+}}", change.after) };
    let mark = if change.figures { "# " } else { "  " };
    format!("{mark}{}{gone}{come}{after}", before.chars().rev().collect::<String>())
}

impl ForPeople for Checked {
    fn for_people(&self) -> String {
        let line = |finding: &api::desk::Finding| {
            let of = [finding.kind.as_deref(), finding.item.as_deref()].into_iter().flatten();
            let of: String = of.map(|word| format!(" {word}")).collect();
            format!("{}{of}{}: {}", finding.what, if finding.repaired { " (mended)" } else { "" }, finding.message)
        };
        let end = match &self.kept_as {
            Some(path) => format!("A new library file holds what could be read; the damaged one is kept as {path}."),
            None if self.ok => "The library is in order.".to_owned(),
            None => "The library is not in order.".to_owned(),
        };
        self.findings.iter().map(line).chain(std::iter::once(end)).collect::<Vec<_>>().join("\n")
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
