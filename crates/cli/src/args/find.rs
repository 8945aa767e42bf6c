//! What may be asked about searching.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    Article,
    Quote,
    Note,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Sort {
    Relevance,
    Published,
    Clipped,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words, "phrases", -not, OR, (…), field:value
    #[arg(required_unless_present_any = ["batch", "like"], conflicts_with_all = ["batch", "like"], allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
    /// A file with one query a line
    #[arg(long, value_name = "FILE")]
    pub(crate) batch: Option<PathBuf>,
    /// What is like this article, quote or note
    #[arg(long, value_name = "ID", conflicts_with = "batch")]
    pub(crate) like: Option<String>,
    /// Only this kind
    #[arg(long)]
    pub(crate) kind: Option<Kind>,
    /// The order of the hits
    #[arg(long, default_value = "relevance")]
    pub(crate) sort: Sort,
    /// How many hits at the most
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: u32,
    /// How many hits to leave out at the start
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SearchesVerb {
    /// List saved searches with how much they find now
    #[command(after_help = "Example:\n  tearsheet searches list")]
    List,
    /// Keep a query under a name
    #[command(after_help = "Example:\n  tearsheet searches add 'HBM 良率' 'theme:HBM 良率 after:2026-01'")]
    Add {
        /// Its name
        name: String,
        /// The query
        #[arg(allow_hyphen_values = true)]
        query: String,
    },
    /// Change the name or the query of a saved search
    #[command(after_help = "Example:\n  tearsheet searches edit 'HBM 良率' --query 'theme:HBM 良率 after:2026-03'")]
    Edit {
        /// Its name or id
        search: String,
        /// A new name
        #[arg(long)]
        name: Option<String>,
        /// A new query
        #[arg(long, allow_hyphen_values = true)]
        query: Option<String>,
    },
    /// Remove a saved search; what it found stays
    #[command(after_help = "Example:\n  tearsheet searches remove 'HBM 良率'")]
    Remove {
        /// Its name or id
        search: String,
    },
    /// Search with a saved search
    #[command(after_help = "Example:\n  tearsheet searches run 'HBM 良率' --sort published")]
    Run {
        /// Its name or id
        search: String,
        /// The order of the hits
        #[arg(long, default_value = "relevance")]
        sort: Sort,
        /// How many hits at the most
        #[arg(long, default_value_t = 20)]
        limit: u32,
        /// How many hits to leave out at the start
        #[arg(long, default_value_t = 0)]
        offset: u32,
    },
}
