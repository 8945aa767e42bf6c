//! Notes, articles with their quotes, quotes and themes as files for others: Markdown, HTML, Word, PDF.
//!
//! **Invariant:** every quoted passage is held against its capture, and one that differs is told in the file and beside it.
//! **Invariant:** no file that is there already is written over, unless the user named that very file.

mod check;
mod docx;
mod gather;
mod html;
mod markdown;
mod paper;
mod pdf;
mod picture;
mod read;
mod rescue;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use model::BlobHash;

use self::paper::{Block, Paper};
pub use self::{
    paper::{Passage, Tongue},
    rescue::{Rescued, export_damaged},
};
use crate::{Error, Library, Result};

/// The bytes of a file name that every file system takes, less room for a number and the ending.
const NAME_BYTES_MAX: usize = 100;

/// The format of an exported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with tables and footnotes.
    Markdown,
    /// One file that needs nothing beside it.
    Html,
    /// Office Open XML, for Word.
    Docx,
    /// PDF with the fonts of the system.
    Pdf,
}

/// An item as a file.
#[derive(Clone, Debug)]
pub struct Exported {
    /// What the file is called, without its ending.
    pub title: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The pictures that lie beside a Markdown file, by hash.
    pub pictures: Vec<(BlobHash, Vec<u8>)>,
    /// How many sources it numbers.
    pub sources: u32,
    /// The passages it quotes, each after its check.
    pub passages: Vec<Passage>,
}

/// An item that was written into a folder.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The file.
    pub file: PathBuf,
    /// How many sources it numbers.
    pub sources: u32,
    /// The passages it quotes, each after its check.
    pub passages: Vec<Passage>,
}

impl Library {
    /// An article with its quotes, a quote, a note or a theme's page as a file; themes also by name.
    pub fn export(&self, item: &str, format: Format, tongue: Tongue) -> Result<Exported> {
        let (kind, id) = self.kind(item)?;
        let mut paper = self.read(|db| gather::paper(db, kind, id, tongue))?;
        self.fetch_pictures(&mut paper);
        let bytes = match format {
            Format::Markdown => Some(markdown::write(&paper)),
            Format::Html => Some(html::write(&paper)),
            Format::Docx => docx::write(&paper),
            Format::Pdf => pdf::write(&paper),
        };
        let Paper { title, sources, passages, pictures, .. } = paper;
        let beside = if format == Format::Markdown { pictures } else { Default::default() };
        Ok(Exported {
            title,
            bytes: bytes.ok_or(Error::NotWritten(format.ending()))?,
            pictures: beside.into_iter().map(|(hash, (bytes, _))| (hash, bytes)).collect(),
            sources: u32::try_from(sources.len()).unwrap_or(u32::MAX),
            passages,
        })
    }

    /// Where exports go when no folder is named.
    pub fn export_folder(&self) -> PathBuf {
        export_folder(self.folder())
    }

    /// Writes an item into a folder, under its own title.
    pub fn export_to(&self, item: &str, format: Format, tongue: Tongue, folder: &Path) -> Result<Saved> {
        let Exported { title, bytes, pictures, sources, passages } = self.export(item, format, tongue)?;
        let file = self.write_export(folder, &file_name(&title), format.ending(), &bytes)?;
        write_beside(&file, pictures).map_err(not_written)?;
        Ok(Saved { file, sources, passages })
    }

    /// Writes an item into the very file that the user named, over what was there.
    pub fn export_as(&self, item: &str, format: Format, tongue: Tongue, file: &Path) -> Result<Saved> {
        let Exported { title: _, bytes, pictures, sources, passages } = self.export(item, format, tongue)?;
        let file = self.write_export_as(file, &bytes)?;
        write_beside(&file, pictures).map_err(not_written)?;
        Ok(Saved { file, sources, passages })
    }

    /// What the file of an item is called, without its ending.
    pub fn export_name(&self, item: &str) -> Result<String> {
        let (kind, id) = self.kind(item)?;
        Ok(file_name(&self.read(|db| gather::paper(db, kind, id, Tongue::default()))?.title))
    }

    /// Writes a file that was not there into a folder, which is made when it is not there.
    pub fn write_export(&self, folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf> {
        std::fs::create_dir_all(folder).map_err(not_written)?;
        write_new(folder, name, ending, bytes).map_err(not_written)
    }

    /// Writes the very file that the user named.
    pub fn write_export_as(&self, file: &Path, bytes: &[u8]) -> Result<PathBuf> {
        std::fs::write(file, bytes).map_err(not_written)?;
        Ok(file.to_owned())
    }

    /// A picture that is lost stands as its words.
    fn fetch_pictures(&self, paper: &mut Paper) {
        let mut named = Vec::new();
        pictures_of(&paper.blocks, &mut named);
        paper.pictures = named.into_iter().filter_map(|hash| Some((hash.clone(), self.blob(&hash).ok()?))).collect();
    }
}

/// Where exports of the library in `folder` go when no other is named: the user's downloads, or its own `exports`.
pub fn export_folder(folder: &Path) -> PathBuf {
    dirs::download_dir().filter(|downloads| downloads.is_dir()).unwrap_or_else(|| folder.join("exports"))
}

impl Format {
    /// The format with this name.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "markdown" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// How its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

fn not_written(source: std::io::Error) -> Error {
    Error::Io { doing: "writing the exported file", source }
}

/// Writes the pictures of a Markdown file beside it.
fn write_beside(file: &Path, pictures: Vec<(BlobHash, Vec<u8>)>) -> std::io::Result<()> {
    let beside = file.with_file_name("pictures");
    for (hash, bytes) in pictures {
        std::fs::create_dir_all(&beside)?;
        std::fs::write(beside.join(hash.as_str()), bytes)?;
    }
    Ok(())
}

fn pictures_of(blocks: &[Block], found: &mut Vec<BlobHash>) {
    for block in blocks {
        match block {
            Block::Picture { hash, .. } => found.push(hash.clone()),
            Block::Indented(inside) => pictures_of(inside, found),
            Block::List { items, .. } => items.iter().for_each(|item| pictures_of(item, found)),
            _ => {}
        }
    }
}

/// A title as a file name: what systems refuse or hide becomes a hyphen.
pub(crate) fn file_name(title: &str) -> String {
    let safe = |c: char| {
        let bidi = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || bidi || "/\\:*?\"<>|".contains(c) { '-' } else { c }
    };
    let mut name: String = title.chars().map(safe).collect();
    while name.len() > NAME_BYTES_MAX {
        name.pop();
    }
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT"));
    match ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered {
        _ if name.is_empty() => "tearsheet".to_owned(),
        true => format!("_{name}"),
        false => name,
    }
}

/// Writes a file that was not there; a number tells it from others of its name.
fn write_new(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    for number in 1..10_000 {
        let numbered = if number == 1 { format!("{name}.{ending}") } else { format!("{name} ({number}).{ending}") };
        let path = folder.join(numbered);
        match std::fs::File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                return Ok(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(std::io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests;
