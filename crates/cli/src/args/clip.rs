//! What may be asked about clipping and reading.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{One, values};

#[derive(Debug, Args)]
pub(crate) struct Clip {
    /// A file, a folder, an address, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
    /// Where the page came from, when a file does not say
    #[arg(long, value_parser = values::web_address)]
    pub(crate) url: Option<String>,
    /// A theme for what is clipped; may be repeated
    #[arg(long = "theme", value_name = "NAME", value_parser = values::name)]
    pub(crate) themes: Vec<String>,
    /// Let the addresses given here lead to this machine or a private network
    #[arg(long)]
    pub(crate) allow_private: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Unclip {
    /// The article's id, or that of a receipt
    pub(crate) id: String,
    /// The capture to remove, when the clip added one to an article that was there
    #[arg(long, value_name = "CAPTURE")]
    pub(crate) capture: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RepostVerb {
    /// Show what an article is like: how much of it stands in others, and how much is new
    #[command(after_help = "Example:\n  tearsheet repost show ID")]
    Show(One),
    /// Keep an article beside those it is like, and ask no more
    #[command(after_help = "Example:\n  tearsheet repost keep ID")]
    Keep(One),
    /// Make an article another source of the one it repeats; quotes, notes and themes move along
    #[command(after_help = "Example:\n  tearsheet repost merge NEW OLD")]
    Merge {
        /// The article that goes to the trash
        id: String,
        /// The one that stays; what it is likest to unless named
        into: Option<String>,
    },
    /// Put an article in the trash
    #[command(after_help = "Example:\n  tearsheet repost discard ID")]
    Discard(One),
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// A page or document
    #[arg(required_unless_present = "manifest", conflicts_with = "manifest")]
    pub(crate) file: Option<PathBuf>,
    /// Where the page came from
    #[arg(long, value_parser = values::web_address)]
    pub(crate) url: Option<String>,
    /// Rules for sites, *.toml, as in the folder `sites` of a library
    #[arg(long, value_name = "DIR")]
    pub(crate) sites: Option<PathBuf>,
    /// Pages to read, one JSON object a line: id, path, url; a page may be a .gz
    #[arg(long, requires = "out", value_name = "LIST.jsonl")]
    pub(crate) manifest: Option<PathBuf>,
    /// Where DIR/ID.json are written
    #[arg(long, requires = "manifest", value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// The folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Take what lies there already, too
    #[arg(long)]
    pub(crate) existing: bool,
    /// Take what is there and was not taken before, then end
    #[arg(long)]
    pub(crate) once: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Receipts {
    /// Try everything again that failed or waits, missing pictures too
    #[arg(long)]
    pub(crate) retry: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// One article a line: id, title, source, url, published, author, lang, body, tags
    #[command(
        after_help = "Examples:\n  tearsheet import jsonl articles.jsonl\n  zcat articles.jsonl.gz | tearsheet import jsonl -"
    )]
    Jsonl {
        /// The file, or - for standard input
        file: PathBuf,
    },
}
