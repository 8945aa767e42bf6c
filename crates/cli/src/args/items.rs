//! What may be asked about any item: articles, quotes, notes and themes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum What {
    Articles,
    Quotes,
    Notes,
    Themes,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// What to list
    pub(crate) what: What,
    /// Only what carries this theme or one below it
    #[arg(long, value_name = "NAME")]
    pub(crate) theme: Option<String>,
    /// How many at the most
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    /// The item's id (for a theme, its name will do)
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The item's id (for a theme, its name will do)
    pub(crate) id: String,
    /// Write the bytes of an article's capture, or those that a receipt keeps, into this file as they came
    #[arg(long, value_name = "FILE")]
    pub(crate) original: Option<PathBuf>,
    /// The capture whose bytes are written; the current one unless given
    #[arg(long, value_name = "CAPTURE", requires = "original")]
    pub(crate) capture: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Several {
    /// Ids of items
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Trash {
    /// Ids of items
    #[arg(required_unless_present = "empty", conflicts_with = "empty", value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Remove for good what lies in the trash, and free what nothing else uses
    #[arg(long)]
    pub(crate) empty: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Tag {
    /// The item's id
    pub(crate) id: String,
    /// Names or aliases of themes
    #[arg(required = true, value_name = "NAME", value_parser = values::name)]
    pub(crate) themes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// CommonMark with numbered sources
    Markdown,
    /// One page that needs nothing beside it
    Html,
    /// Word
    Docx,
    /// PDF, with the fonts of this system
    Pdf,
    /// Whole, as `show --json` prints it
    Json,
    /// Quotes as W3C Web Annotations (JSON-LD), all of them in one file
    W3c,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The format
    #[arg(ignore_case = true)]
    pub(crate) format: ExportFormat,
    /// Ids of items (for a theme, its name will do)
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Write what can be read of a damaged library, which stays as it is, into a new folder in DIR
    #[arg(long, conflicts_with = "ids")]
    pub(crate) damaged: bool,
    /// The folder; it is made when it is not there, and no file in it is written over
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The language of the words that are added
    #[arg(long, value_parser = ["en", "zh-CN"])]
    pub(crate) lang: Option<String>,
}
