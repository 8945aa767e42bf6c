//! The verb `export`.

use std::{io::Write, path::Path};

use anyhow::bail;
use api::{articles, exports, items, notes, quotes, rescue, themes};
use library::Library;

use crate::{
    args::{Export, ExportFormat},
    input::unwritten,
    outcome::Outcome,
    print::show,
    run::word,
};

/// Writes items as files; passages that do not stand as they are quoted make it partly done.
pub(crate) fn run(library: &Library, asked: Export, json: bool) -> anyhow::Result<Outcome> {
    let Export { format, ids, damaged: _, out, lang } = asked;
    // Annotations are of quotes: all of them, when nothing is named.
    let whole = ids.is_empty() && format != ExportFormat::W3c;
    let ids = if whole { exports::whole(library)? } else { ids };
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

/// Writes what can be read of a damaged library as files; what is lost makes it partly done.
pub(crate) fn run_damaged(folder: &Path, asked: Export, json: bool) -> anyhow::Result<Outcome> {
    let Export { format, ids: _, damaged: _, out, lang } = asked;
    if matches!(format, ExportFormat::Json | ExportFormat::W3c) {
        bail!("A damaged library is written as markdown, html, docx or pdf.");
    }
    let request = rescue::ExportDamaged { format: word(format), lang: lang.unwrap_or_default() };
    let rescued = rescue::export_to(folder, request, &out)?;
    show(&rescued, json)?;
    Ok(if rescued.lost == 0 { Outcome::Done } else { Outcome::Partly })
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
    std::fs::create_dir_all(out).map_err(unwritten(out))?;
    let safe: String = id.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let file = out.join(format!("{safe}.json"));
    std::fs::File::create_new(&file).and_then(|mut made| made.write_all(&value)).map_err(unwritten(&file))?;
    let file = file.display().to_string();
    Ok(exports::ExportedFile { id: id.to_owned(), file, sources: 0, passages: 0, faults: Vec::new() })
}
