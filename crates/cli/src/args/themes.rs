//! What may be asked about themes.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ThemeKind {
    Topic,
    Company,
    Person,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ThemeVerb {
    /// Make a theme, or give an existing one more aliases
    #[command(
        after_help = "Example:\n  tearsheet theme add HBM --alias 高带宽内存 --alias 'high bandwidth memory' --parent 'AI 服务器'"
    )]
    Add {
        /// Its name
        name: String,
        /// What it stands for
        #[arg(long)]
        kind: Option<ThemeKind>,
        /// The theme it lies under, made when it is not there
        #[arg(long, value_name = "NAME")]
        parent: Option<String>,
        /// Another name; may be repeated
        #[arg(long = "alias", value_name = "FORM")]
        aliases: Vec<String>,
        /// Its colour, 1 to 8
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=8))]
        colour: Option<u8>,
    },
    /// Change a theme
    #[command(
        after_help = "Examples:\n  tearsheet theme edit HBM --description '堆叠的存储' --colour 3\n  tearsheet theme edit HBM --rule 3"
    )]
    Edit {
        /// Its name, an alias or its id
        theme: String,
        /// A new name
        #[arg(long)]
        name: Option<String>,
        /// What it stands for
        #[arg(long)]
        kind: Option<ThemeKind>,
        /// The theme it lies under; empty for none
        #[arg(long)]
        parent: Option<String>,
        /// What it means
        #[arg(long)]
        description: Option<String>,
        /// Give it by itself to articles and notes in which its names stand at least so often, and to quotes that
        /// name it at all; 0 for no rule
        #[arg(long, value_name = "TIMES")]
        rule: Option<u32>,
        /// Its colour, 1 to 8
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=8))]
        colour: Option<u8>,
    },
    /// Make one theme an alias of another
    #[command(after_help = "Example:\n  tearsheet theme merge 高带宽内存 HBM")]
    Merge {
        /// The theme that goes
        from: String,
        /// The theme that stays
        into: String,
    },
    /// Remove a theme; what carried it stays
    #[command(after_help = "Example:\n  tearsheet theme remove HBM")]
    Remove {
        /// Its name, an alias or its id
        theme: String,
    },
    /// Look through all articles, quotes and notes with the rule of a theme
    #[command(after_help = "Example:\n  tearsheet theme edit HBM --rule 3 && tearsheet theme apply HBM")]
    Apply {
        /// Its name, an alias or its id
        theme: String,
    },
    /// Take themes from a CSV table; themes that are there only gain what they lack
    #[command(
        after_help = "The first line names the columns: name, kind, parent, colour, description, aliases, rule. Aliases are parted by |,\neach with its rules behind it: ARM{case} asks for the capitals, ON{context} counts only beside other names,\nmem{part} is also found inside a word. A rule is a number, as of theme edit --rule.\n\nExamples:\n  tearsheet theme import themes.csv\n  tearsheet theme export | tearsheet --library other theme import -"
    )]
    Import {
        /// The file, or - for standard input
        file: PathBuf,
    },
    /// Print all themes as a CSV table
    #[command(after_help = "Example:\n  tearsheet theme export --to themes.csv")]
    Export {
        /// The file to write; standard output unless given
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Take the starter set: topics, companies and people of AI hardware, with names in both languages and tickers
    #[command(after_help = "Example:\n  tearsheet theme starter")]
    Starter,
}
