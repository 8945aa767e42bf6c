//! The verb `export`.

use std::{io::Write, path::Path};

use anyhow::Context;
use api::{articles, exports, items, notes, quotes, themes};
use library::Library;

use crate::{
    args::{Export, ExportFormat},
    outcome::Outcome,
    print::show,
    run::word,
};

/// Items listed at once where all are exported.
const PAGE: u32 = 500;

/// Writes items as files; passages that do not stand as they are quoted make it partly done.
pub(crate) fn run(library: &Library, asked: Export, json: bool) -> anyhow::Result<Outcome> {
    let Export { format, ids, out, lang } = asked;
    let ids = if ids.is_empty() { all(library)? } else { ids };
    let saved = match format {
        ExportFormat::Json => ids.iter().map(|id| as_json(library, id, &out)).collect::<anyhow::Result<Vec<_>>>()?,
        format => {
            let request = exports::SaveExport { ids, format: word(format), lang };
            exports::save_to(library, request, &out)?
        }
    };
    show(&saved, json)?;
    Ok(if saved.iter().all(|file| file.faults.is_empty()) { Outcome::Done } else { Outcome::Partly })
}

/// Every article, note and theme.
fn all(library: &Library) -> anyhow::Result<Vec<String>> {
    let mut ids = Vec::new();
    loop {
        let offset = u32::try_from(ids.len())?;
        let request = articles::ListArticles { offset, limit: PAGE, ..Default::default() };
        let page = articles::list(library, request)?.rows;
        if page.is_empty() {
            break;
        }
        ids.extend(page.into_iter().map(|row| row.id));
    }
    let all_notes = notes::ListNotes { limit: Some(u32::MAX >> 1), ..Default::default() };
    ids.extend(notes::list(library, all_notes)?.into_iter().map(|note| note.id));
    ids.extend(themes::list(library, items::Nothing {})?.into_iter().map(|theme| theme.id));
    Ok(ids)
}

/// An item whole, as `show --json` prints it, under its id.
fn as_json(library: &Library, id: &str, out: &Path) -> anyhow::Result<exports::ExportedFile> {
    let one = || items::OneItem { id: id.to_owned() };
    let value = match items::kind(library, id)?.as_str() {
        "article" => {
            serde_json::to_vec(&articles::get(library, articles::GetArticle { id: id.to_owned(), capture: None })?)?
        }
        "quote" => serde_json::to_vec(&quotes::get(library, one())?)?,
        "note" => serde_json::to_vec(&notes::get(library, one())?)?,
        _ => serde_json::to_vec(&themes::get(library, one())?)?,
    };
    std::fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let safe: String = id.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let file = out.join(format!("{safe}.json"));
    let mut created = std::fs::File::create_new(&file).with_context(|| format!("{} cannot be made", file.display()))?;
    created.write_all(&value).with_context(|| format!("{} cannot be written", file.display()))?;
    let file = file.display().to_string();
    Ok(exports::ExportedFile { id: id.to_owned(), file, sources: 0, passages: 0, faults: Vec::new() })
}
