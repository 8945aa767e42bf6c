//! What may be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Clips articles, keeps quotes and notes, and finds any of it again.
#[derive(Debug, Parser)]
#[command(
    name = "tearsheet",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done.\n\nExamples:\n  tearsheet clip page.html --theme HBM\n  tearsheet search 'HBM良率'\n  tearsheet list quotes --json"
)]
pub(crate) struct Arguments {
    /// The library's folder; the platform's place for application data unless given
    #[arg(long, global = true, env = "TEARSHEET_LIBRARY", value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    /// Print one JSON value on standard output, for programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Clip files, folders, addresses, or standard input (-)
    #[command(
        after_help = "Files may be pages (HTML with their _files folder, MHTML), PDF, Word, PowerPoint, Excel, EPUB, letters (EML; what is attached becomes articles too), Markdown, plain text, pictures, and link files (.url, .webloc, .desktop). Their kind is told by content, not by name.\n\nExamples:\n  tearsheet clip article.html --url https://example.org/a\n  tearsheet clip https://example.org/a --theme HBM\n  tearsheet clip ~/Downloads/reports --theme HBM\n  pbpaste | tearsheet clip -"
    )]
    Clip(Clip),
    /// Take a clip back: a new article goes to the trash, another capture is removed again
    Unclip(Unclip),
    /// Deal with articles that say what others say
    #[command(subcommand)]
    Repost(RepostVerb),
    /// Read a page or document and print what was understood; touches no library
    #[command(
        after_help = "Reads what `tearsheet clip` reads: pages, PDF, Word, PowerPoint, Excel, EPUB, letters, Markdown, text, pictures.\n\nExamples:\n  tearsheet extract page.html --json\n  tearsheet extract report.pdf\n  tearsheet extract --manifest list.jsonl --out read/"
    )]
    Extract(Extract),
    /// Search articles, quotes and notes
    #[command(
        after_help = "Examples:\n  tearsheet search 'HBM良率'\n  tearsheet search '\"CoWoS-L\" kind:quote after:2026-01' --limit 5\n  tearsheet search --batch queries.txt --json\n  tearsheet search --like ID --kind article"
    )]
    Search(Search),
    /// Keep searches under a name and run them again
    #[command(subcommand)]
    Searches(SearchesVerb),
    /// Import articles from another program
    #[command(subcommand)]
    Import(Import),
    /// Write articles with their quotes, notes and themes as files; every quoted passage is checked against its capture
    #[command(
        after_help = "Without ids every article, note and theme is written. A passage that does not stand as it is quoted is named in the file\nand in the answer, and the exit code is 3.\n\nExamples:\n  tearsheet export pdf NOTE --out ~/Desktop\n  tearsheet export markdown --out notes/\n  tearsheet export html --damaged --out rescued/"
    )]
    Export(Export),
    /// List articles, quotes, notes or themes, newest first
    List(List),
    /// Show one article, quote, note or theme whole
    Show(Show),
    /// Make, change, merge and remove themes
    #[command(subcommand)]
    Theme(ThemeVerb),
    /// Put themes on an item; unknown themes are made
    Tag(Tag),
    /// Take themes off an item
    Untag(Tag),
    /// Tell which themes an item's text speaks of
    Suggest(One),
    /// Keep passages of articles
    #[command(subcommand)]
    Quote(QuoteVerb),
    /// Write notes
    #[command(subcommand)]
    Note(NoteVerb),
    /// Show what a publisher changed between two captures
    Diff(Diff),
    /// Put items in the trash, or remove for good what lies there
    Trash(Trash),
    /// Take items out of the trash
    Restore(Several),
    /// Clip the files that land in a folder
    #[command(
        after_help = "Files there at the start are left alone unless --existing is given; each file is taken once, when it stopped growing.\n\nExamples:\n  tearsheet watch ~/Clippings\n  tearsheet watch ~/Clippings --once"
    )]
    Watch(Watch),
    /// Tell what failed, what is on its way and what was done last
    Receipts(Receipts),
    /// Look for damage in the library and its index
    Check(Check),
    /// Build the full-text index anew from the library
    Reindex,
    /// Write a verified copy of the library's database
    Backup(Backup),
    /// Put a copy in the place of the library's database; the present file is kept under another name
    RestoreBackup(RestoreBackup),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Clip {
    /// A file, a folder, an address, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<String>,
    /// Where the page came from, when a file does not say
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// A theme for what is clipped; may be repeated
    #[arg(long = "theme", value_name = "NAME")]
    pub(crate) themes: Vec<String>,
    /// Let the addresses given here lead to this machine or a private network
    #[arg(long)]
    pub(crate) allow_private: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Unclip {
    /// The article's id
    pub(crate) id: String,
    /// The capture to remove, when the clip added one to an article that was there
    #[arg(long, value_name = "CAPTURE")]
    pub(crate) capture: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RepostVerb {
    /// Show what an article is like: how much of it stands in others, and how much is new
    Show(One),
    /// Keep an article beside those it is like, and ask no more
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
    Discard(One),
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// A page or document
    #[arg(required_unless_present = "manifest", conflicts_with = "manifest")]
    pub(crate) file: Option<PathBuf>,
    /// Where the page came from
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// Rules for sites, *.toml, as in the folder `sites` of a library
    #[arg(long, value_name = "DIR")]
    pub(crate) sites: Option<PathBuf>,
    /// Pages to read, one JSON object a line: id, path, url; .gz allowed
    #[arg(long, requires = "out", value_name = "LIST.jsonl")]
    pub(crate) manifest: Option<PathBuf>,
    /// Where DIR/ID.json are written
    #[arg(long, requires = "manifest", value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

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
    Remove {
        /// Its name or id
        search: String,
    },
    /// Search with a saved search
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

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// One article a line: id, title, source, url, published, author, lang, body, tags
    Jsonl {
        /// The file, or - for standard input
        file: PathBuf,
    },
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
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The format
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
    /// The language of the words that are added: en, zh-CN
    #[arg(long)]
    pub(crate) lang: Option<String>,
}

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
    #[arg(long, default_value_t = 200)]
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
    /// Write the bytes of an article's capture as they came into this file
    #[arg(long, value_name = "FILE")]
    pub(crate) original: Option<PathBuf>,
    /// The capture whose bytes are written; the current one unless given
    #[arg(long, value_name = "CAPTURE", requires = "original")]
    pub(crate) capture: Option<String>,
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
    /// Try everything again that failed or waits
    #[arg(long)]
    pub(crate) retry: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Several {
    /// Ids of items
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
}

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
        /// The theme it lies under
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
        /// Give it by itself to articles in which its names stand at least so often; 0 for no rule
        #[arg(long, value_name = "TIMES")]
        rule: Option<u32>,
        /// Its colour, 1 to 8
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=8))]
        colour: Option<u8>,
    },
    /// Make one theme an alias of another
    Merge {
        /// The theme that goes
        from: String,
        /// The theme that stays
        into: String,
    },
    /// Remove a theme; what carried it stays
    Remove {
        /// Its name, an alias or its id
        theme: String,
    },
    /// Take themes from a CSV table; themes that are there only gain what they lack
    #[command(
        after_help = "The first line names the columns: name, kind, parent, colour, description, aliases. Aliases are parted by |,\neach with its rules behind it: ARM{case} asks for the capitals, ON{context} counts only beside other names,\nmem{part} is also found inside a word.\n\nExamples:\n  tearsheet theme import themes.csv\n  tearsheet theme export | tearsheet --library other theme import -"
    )]
    Import {
        /// The file, or - for standard input
        file: PathBuf,
    },
    /// Print all themes as a CSV table
    Export {
        /// The file to write; standard output unless given
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Take the starter set: topics, companies and people of AI hardware, with names in both languages and tickers
    Starter,
}

#[derive(Debug, Args)]
pub(crate) struct Tag {
    /// The item's id
    pub(crate) id: String,
    /// Names or aliases of themes
    #[arg(required = true, value_name = "NAME")]
    pub(crate) themes: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum QuoteVerb {
    /// Keep a passage; its words must stand in the article
    #[command(after_help = "Example:\n  tearsheet quote add ID --text '良率大约 62%' --speaker 设备商高管 --theme HBM")]
    Add {
        /// The article's id
        article: String,
        /// The words
        #[arg(long)]
        text: String,
        /// Which occurrence of the words, from 1
        #[arg(long, default_value_t = 1)]
        occurrence: u32,
        /// Who said it
        #[arg(long)]
        speaker: Option<String>,
        /// A remark
        #[arg(long)]
        comment: Option<String>,
        /// A theme; may be repeated
        #[arg(long = "theme", value_name = "NAME")]
        themes: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum NoteVerb {
    /// Write a note
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
pub(crate) struct Check {
    /// Mend what can be mended safely; of a damaged file, save row by row what can be read into a new one (exit code 3 when something was lost)
    #[arg(long)]
    pub(crate) repair: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; in the library's backups folder unless given
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreBackup {
    /// The copy
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
