//! What may be asked about quotes, notes and the captures of an article.

use clap::{Args, Subcommand};

use super::values;

#[derive(Debug, Subcommand)]
pub(crate) enum QuoteVerb {
    /// Keep a passage, whose words must stand in the article, or a picture of it
    #[command(
        after_help = "Examples:\n  tearsheet quote add ID --text '良率大约 62%' --speaker 设备商高管 --theme HBM\n  tearsheet quote add ID --picture 2 --comment '良率走势'"
    )]
    Add {
        /// The article's id
        article: String,
        /// The words
        #[arg(long, required_unless_present = "picture")]
        text: Option<String>,
        /// In place of words, the picture with this number in the article, from 1
        #[arg(long, value_name = "N", conflicts_with = "text", value_parser = clap::value_parser!(u32).range(1..))]
        picture: Option<u32>,
        /// Which occurrence of the words, from 1
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        occurrence: u32,
        /// Who said it
        #[arg(long)]
        speaker: Option<String>,
        /// A remark
        #[arg(long)]
        comment: Option<String>,
        /// A theme; may be repeated
        #[arg(long = "theme", value_name = "NAME", value_parser = values::name)]
        themes: Vec<String>,
    },
    /// Change what is said of a quote, or put it at another place of its article
    #[command(
        after_help = "Examples:\n  tearsheet quote edit ID --speaker 'Jensen Huang' --comment ''\n  tearsheet quote edit ID --text '良率大约 58%'"
    )]
    Edit {
        /// The quote's id
        id: String,
        /// Who said it; an empty text takes the name away
        #[arg(long)]
        speaker: Option<String>,
        /// A remark; an empty text takes it away
        #[arg(long)]
        comment: Option<String>,
        /// The colour of its mark
        #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
        colour: Option<u8>,
        /// Other words of the article's current capture, where the quote stands from now on
        #[arg(long)]
        text: Option<String>,
        /// Which occurrence of these words, from 1
        #[arg(long, requires = "text", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        occurrence: u32,
        /// In place of words, the picture with this number in the article, from 1
        #[arg(long, value_name = "N", conflicts_with = "text", value_parser = clap::value_parser!(u32).range(1..))]
        picture: Option<u32>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum NoteVerb {
    /// Write a note
    #[command(
        after_help = "Examples:\n  tearsheet note add --title 'HBM 供需' --body '先看良率。'\n  tearsheet note add --article ID --body - < note.md"
    )]
    Add {
        /// Its title
        #[arg(long)]
        title: Option<String>,
        /// Markdown, or - for standard input
        #[arg(long)]
        body: Option<String>,
        /// The article it is written beside
        #[arg(long, value_name = "ID")]
        article: Option<String>,
    },
    /// Change a note; the older wording is kept
    #[command(after_help = "Example:\n  tearsheet note edit ID --body - < note.md")]
    Edit {
        /// The note's id
        id: String,
        /// A new title
        #[arg(long)]
        title: Option<String>,
        /// Markdown, or - for standard input
        #[arg(long)]
        body: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The article's id
    pub(crate) article: String,
    /// The older capture
    #[arg(long, value_name = "CAPTURE")]
    pub(crate) from: Option<String>,
    /// The newer capture
    #[arg(long, value_name = "CAPTURE")]
    pub(crate) to: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Cite {
    /// Articles, or quotes, which go with their words
    #[arg(value_name = "ID", required_unless_present = "styles")]
    pub(crate) ids: Vec<String>,
    /// A style, by its id
    #[arg(long, default_value = "gb-7714-2015-numeric")]
    pub(crate) style: String,
    /// List the styles
    #[arg(long, conflicts_with = "ids")]
    pub(crate) styles: bool,
}
