//! The verb `theme`.

use std::path::Path;

use anyhow::ensure;
use api::{items, themes};
use library::Library;

use crate::{
    args::ThemeVerb,
    input,
    outcome::Outcome,
    print::{line, show},
    run::word,
};

/// Does what is asked of themes.
pub(crate) fn run(library: &Library, asked: ThemeVerb, json: bool) -> anyhow::Result<Outcome> {
    match asked {
        ThemeVerb::Add { name, kind, parent, aliases, colour } => {
            let request = themes::AddTheme {
                name,
                kind: kind.map(word),
                parent,
                colour,
                description: None,
                aliases: Some(aliases),
            };
            show(&themes::add(library, request)?, json)?;
        }
        ThemeVerb::Edit { theme, name, kind, parent, description, colour, rule } => {
            let texts = [&name, &parent, &description].into_iter().any(Option::is_some);
            let changes = texts || kind.is_some() || colour.is_some() || rule.is_some();
            ensure!(
                changes,
                "There is nothing to change: give --name, --kind, --parent, --description, --rule or --colour."
            );
            let request = themes::EditTheme {
                theme,
                name,
                kind: kind.map(word),
                parent,
                colour,
                description,
                aliases: None,
                rule,
            };
            show(&themes::edit(library, request)?, json)?;
        }
        ThemeVerb::Merge { from, into } => show(&themes::merge(library, themes::MergeThemes { from, into })?, json)?,
        ThemeVerb::Remove { theme } => show(&themes::remove(library, items::OneItem { id: theme })?, json)?,
        ThemeVerb::Apply { theme } => show(&themes::apply_rule_now(library, &theme)?, json)?,
        ThemeVerb::Import { file } => {
            let csv = input::text(&file, "The table")?;
            return told(&themes::take_table(library, themes::TakeThemeTable { csv })?, json);
        }
        ThemeVerb::Export { to } => export(library, to.as_deref(), json)?,
        ThemeVerb::Starter => return told(&themes::starter(library, items::Nothing {})?, json),
    }
    Ok(Outcome::Done)
}

/// Tells what became of a table; rows that were left out make it partly done.
fn told(taken: &themes::ThemeTableTaken, json: bool) -> anyhow::Result<Outcome> {
    show(taken, json)?;
    Ok(if taken.problems.is_empty() { Outcome::Done } else { Outcome::Partly })
}

fn export(library: &Library, to: Option<&Path>, json: bool) -> anyhow::Result<()> {
    let table = themes::table(library, items::Nothing {})?;
    match to {
        Some(file) => {
            std::fs::write(file, &table.csv).map_err(input::unwritten(file))?;
            if json {
                line(&serde_json::json!({ "file": file }).to_string())
            } else {
                line(&file.display().to_string())
            }
        }
        None if json => line(&serde_json::to_string(&table)?),
        None => line(table.csv.trim_end()),
    }
}
