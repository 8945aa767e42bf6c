//! What is printed: one JSON value for programs, tables and paragraphs for people.

mod care;
mod citations;
mod clips;
mod diff;
mod items;
mod search;
mod themes;

use std::io::{IsTerminal, Write};

use api::items::ThemeRef;
use comfy_table::{ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

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

/// Rows under their heads.
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

/// A bar on standard error when that is a terminal.
pub(crate) fn bar(length: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length).with_style(style)
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}
