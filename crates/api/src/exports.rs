//! Exports on the wire: items as files, with the check of what they quote.

use std::path::{Path, PathBuf};

use library::{Format, Library, QuotedPassage, Saved, Tongue};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{WireError, annotations};

/// Request of `exports.save`. The files are written into the user's folder of downloads, or the library's `exports`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveExport {
    /// Articles, quotes, notes and themes, or a receipt.
    pub ids: Vec<String>,
    /// `markdown`, `html`, `docx` or `pdf`; `w3c` for the quotes of all of them in one file of Web Annotations; `csv`, without ids, for
    /// the table of all themes; or `original` for the bytes that a receipt keeps.
    pub format: String,
    /// BCP 47 language of the words that are added; English unless Chinese is asked for.
    pub lang: Option<String>,
}

/// An exported item. Reply of `exports.save`, one for each file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// The item; empty for a file of more than one.
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
    if let Some(single) = Single::of(&format, &ids)? {
        let (name, ending) = single.name(library)?;
        return Ok(vec![single.save(library, |bytes| library.write_export(folder, &name, &ending, bytes))?]);
    }
    let format = self::format(&format)?;
    let tongue = lang.as_deref().map(Tongue::from_name).unwrap_or_default();
    let one = |id: String| Ok(wire(id.clone(), library.export_to(&id, format, tongue, folder)?));
    ids.into_iter().map(one).collect()
}

/// What the file of an export may be called, for a dialog in which the user says where it goes.
pub fn proposed(library: &Library, request: &SaveExport) -> Result<String, WireError> {
    let SaveExport { ids, format, lang: _ } = request;
    if let Some(single) = Single::of(format, ids)? {
        let (name, ending) = single.name(library)?;
        return Ok(format!("{name}.{ending}"));
    }
    Ok(format!("{}.{}", library.export_name(one(ids)?)?, self::format(format)?.ending()))
}

/// Writes one export into the file that the user named in a dialog, over what was there.
pub fn save_as(library: &Library, request: SaveExport, file: &Path) -> Result<ExportedFile, WireError> {
    let SaveExport { ids, format, lang } = request;
    if let Some(single) = Single::of(&format, &ids)? {
        return single.save(library, |bytes| library.write_export_as(file, bytes));
    }
    let format = self::format(&format)?;
    let tongue = lang.as_deref().map(Tongue::from_name).unwrap_or_default();
    let id = one(&ids)?;
    Ok(wire(id.to_owned(), library.export_as(id, format, tongue, file)?))
}

fn one(ids: &[String]) -> Result<&str, WireError> {
    match ids {
        [id] => Ok(id),
        _ => Err(WireError::bad("ids", "one item")),
    }
}

/// What is no paper but something for programs, in one file.
enum Single<'a> {
    /// The quotes of these items as Web Annotations.
    Annotations(&'a [String]),
    /// The table of all themes; one of some of them there is not.
    Themes,
    /// The bytes that a receipt keeps, as they came.
    Original(&'a str),
}

impl<'a> Single<'a> {
    fn of(format: &str, ids: &'a [String]) -> Result<Option<Self>, WireError> {
        match format {
            "w3c" => Ok(Some(Self::Annotations(ids))),
            "csv" if ids.is_empty() => Ok(Some(Self::Themes)),
            "csv" => Err(WireError::bad("ids", "none: the table holds all themes")),
            "original" => Ok(Some(Self::Original(one(ids)?))),
            _ => Ok(None),
        }
    }

    /// What its file is called, and how it ends: annotations are JSON-LD, as the Recommendation has it.
    fn name(&self, library: &Library) -> Result<(String, String), WireError> {
        let (name, ending) = match self {
            Self::Annotations([id]) => (library.export_name(id)?, "jsonld"),
            Self::Annotations(_) => ("tearsheet".to_owned(), "jsonld"),
            Self::Themes => ("themes".to_owned(), "csv"),
            Self::Original(receipt) => return Ok(library.original_name(receipt)?),
        };
        Ok((name, ending.to_owned()))
    }

    fn save(
        &self,
        library: &Library,
        write: impl FnOnce(&[u8]) -> library::Result<PathBuf>,
    ) -> Result<ExportedFile, WireError> {
        let (bytes, passages, id) = match self {
            Self::Annotations(ids) => {
                let annotations = annotations::of(library, ids)?;
                let id = if let [id] = ids { id.clone() } else { String::new() };
                (annotations.json.into_bytes(), annotations.count, id)
            }
            Self::Themes => (library.theme_table()?.into_bytes(), 0, String::new()),
            Self::Original(receipt) => (library.original_bytes(receipt, None)?.0, 0, (*receipt).to_owned()),
        };
        let file = write(&bytes)?.display().to_string();
        Ok(ExportedFile { id, file, sources: 0, passages, faults: Vec::new() })
    }
}

pub(crate) fn format(word: &str) -> Result<Format, WireError> {
    Format::from_word(word).ok_or_else(|| WireError::bad("format", "markdown, html, docx, pdf or w3c"))
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
