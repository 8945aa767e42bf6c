//! Exports on the wire: items as files, with the check of what they quote.

use std::path::Path;

use library::{Format, Library, QuotedPassage, Saved, Tongue};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WireError;

/// Request of `exports.save`. The files are written into the user's folder of downloads, or the library's `exports`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveExport {
    /// Articles, quotes, notes and themes.
    pub ids: Vec<String>,
    /// `markdown`, `html`, `docx` or `pdf`.
    pub format: String,
    /// BCP 47 language of the words that are added; English unless Chinese is asked for.
    pub lang: Option<String>,
}

/// An exported item. Reply of `exports.save`, one for each.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// The item.
    pub id: String,
    /// Where the file is.
    pub file: String,
    /// How many sources it numbers.
    pub sources: u32,
    /// How many passages it quotes.
    pub passages: u32,
    /// The passages that do not stand as they are quoted.
    pub faults: Vec<PassageFault>,
}

/// A passage that does not stand as it is quoted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PassageFault {
    /// Its words.
    pub words: String,
    /// The headline of its article; empty when that is lost.
    pub title: String,
    /// What is wrong, for people.
    pub message: String,
}

/// The ids of every article, note and theme.
pub fn whole(library: &Library) -> Result<Vec<String>, WireError> {
    Ok(library.whole()?.into_iter().map(|id| id.to_string()).collect())
}

/// Writes items into the folder for exports.
pub fn save(library: &Library, request: SaveExport) -> Result<Vec<ExportedFile>, WireError> {
    let folder = library.export_folder();
    save_to(library, request, &folder)
}

/// Writes items into a folder that the user named.
pub fn save_to(library: &Library, request: SaveExport, folder: &Path) -> Result<Vec<ExportedFile>, WireError> {
    let SaveExport { ids, format, lang } = request;
    let format = self::format(&format)?;
    let tongue = lang.as_deref().map(Tongue::from_name).unwrap_or_default();
    let one = |id: String| Ok(wire(id.clone(), library.export_to(&id, format, tongue, folder)?));
    ids.into_iter().map(one).collect()
}

pub(crate) fn format(word: &str) -> Result<Format, WireError> {
    Format::from_word(word).ok_or_else(|| WireError::bad("format", "markdown, html, docx or pdf"))
}

fn wire(id: String, saved: Saved) -> ExportedFile {
    let Saved { file, sources, passages } = saved;
    let count = u32::try_from(passages.len()).unwrap_or(u32::MAX);
    let fault = |passage: QuotedPassage| {
        let QuotedPassage { words, title, fault } = passage;
        fault.map(|message| PassageFault { words, title, message })
    };
    let faults = passages.into_iter().filter_map(fault).collect();
    ExportedFile { id, file: file.display().to_string(), sources, passages: count, faults }
}
