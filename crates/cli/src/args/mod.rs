//! What may be asked on the command line; each verb says by an example how it is asked.

mod care;
mod clip;
mod find;
mod items;
mod themes;
mod values;
mod writing;

use std::path::PathBuf;

use clap::{
    CommandFactory, Parser, Subcommand,
    builder::{OsStringValueParser, TypedValueParser},
    error::ErrorKind,
};

pub(crate) use self::{
    care::{Backup, Check, Completions, RestoreBackup},
    clip::{Clip, Extract, Import, Receipts, RepostVerb, Unclip, Watch},
    find::{Search, SearchesVerb, Sort},
    items::{Export, ExportFormat, List, One, Several, Show, Tag, Trash, What},
    themes::ThemeVerb,
    writing::{Cite, Diff, NoteVerb, QuoteVerb},
};

/// Clip articles, keep quotes and notes, tag themes, and find any of it again
///
/// Tearsheet keeps a library on this computer: articles that were clipped from the web or from files, passages of them,
/// notes, and themes that tie them together. This command and the window work on the same library, also at the same time.
/// A library that is not there is made.
#[derive(Debug, Parser)]
#[command(
    name = "tearsheet",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done.\n\nExamples:\n  tearsheet clip page.html --theme HBM\n  tearsheet search 'HBM良率'\n  tearsheet list quotes --json"
)]
pub(crate) struct Arguments {
    /// The library's folder; the platform's place for application data unless given
    #[arg(long, global = true, env = "TEARSHEET_LIBRARY", value_name = "DIR", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub(crate) library: Option<PathBuf>,
    /// Print one JSON value on standard output, for programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// The library's folder was named by nothing, as by a variable that a script forgot to set: that is no wish for the usual place.
pub(crate) fn nameless() -> clap::Error {
    let said = "The library's name is empty: name a folder, or give neither --library nor TEARSHEET_LIBRARY.";
    Arguments::command().error(ErrorKind::InvalidValue, said)
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Clip files, folders, addresses, or standard input (-)
    #[command(
        after_help = "Files may be pages (HTML with their _files folder, MHTML), PDF, Word, PowerPoint, Excel, EPUB, letters (EML, or a mailbox of several; what is attached becomes articles too), Markdown, plain text, pictures, and link files (.url, .webloc, .desktop). Their kind is told by content, not by name.\n\nThe exit code is 3 when some of it failed, waits for the network, or was kept without the text that could not be read, as of a PDF whose pages are pictures.\n\nExamples:\n  tearsheet clip article.html --url https://example.org/a\n  tearsheet clip https://example.org/a --theme HBM\n  tearsheet clip ~/Downloads/reports --theme HBM\n  pbpaste | tearsheet clip -"
    )]
    Clip(Clip),
    /// Take a clip back: a new article goes to the trash, another capture is removed again, what waits or failed is given up
    #[command(
        after_help = "Examples:\n  tearsheet unclip ID\n  tearsheet unclip ID --capture CAPTURE\n  tearsheet unclip RECEIPT"
    )]
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
        after_help = "Without ids every article, note and theme is written, and for w3c every quote. A passage that does not stand as it is quoted is named in the file\nand in the answer, and the exit code is 3.\n\nExamples:\n  tearsheet export pdf NOTE --out ~/Desktop\n  tearsheet export markdown --out notes/\n  tearsheet export html --damaged --out rescued/\n  tearsheet export w3c ARTICLE --out annotations/"
    )]
    Export(Export),
    /// List articles, quotes, notes or themes, newest first
    #[command(
        after_help = "Examples:\n  tearsheet list articles --theme HBM\n  tearsheet list quotes --limit 20 --json"
    )]
    List(List),
    /// Show one article, quote, note or theme whole
    #[command(after_help = "Examples:\n  tearsheet show ID\n  tearsheet show ID --original page.html")]
    Show(Show),
    /// Make, change, merge and remove themes
    #[command(subcommand)]
    Theme(ThemeVerb),
    /// Put themes on an item; unknown themes are made
    #[command(after_help = "Example:\n  tearsheet tag ID HBM CoWoS")]
    Tag(Tag),
    /// Take themes off an item
    #[command(after_help = "Example:\n  tearsheet untag ID CoWoS")]
    Untag(Tag),
    /// Tell which themes an item's text speaks of
    #[command(after_help = "Example:\n  tearsheet suggest ID")]
    Suggest(One),
    /// Keep passages of articles
    #[command(subcommand)]
    Quote(QuoteVerb),
    /// Write notes
    #[command(subcommand)]
    Note(NoteVerb),
    /// Show what a publisher changed between two captures
    #[command(after_help = "Examples:\n  tearsheet diff ARTICLE\n  tearsheet diff ARTICLE --from OLDER --to NEWER")]
    Diff(Diff),
    /// Write an article or a quote as a source, for a paper or a note
    #[command(
        after_help = "Styles are those of the manuals in the Citation Style Language, BibTeX, Markdown and plain text; your own are *.csl in the folder `styles` of the library.\n\nExamples:\n  tearsheet cite ID\n  tearsheet cite ID ID --style apa\n  tearsheet cite --styles"
    )]
    Cite(Cite),
    /// Put items in the trash, or remove for good what lies there
    #[command(after_help = "Examples:\n  tearsheet trash ID ID\n  tearsheet trash --empty")]
    Trash(Trash),
    /// Take items out of the trash
    #[command(after_help = "Example:\n  tearsheet restore ID ID")]
    Restore(Several),
    /// Clip the files that land in a folder
    #[command(
        after_help = "Files in its folders are taken too, up to 10,000 files and folders, and a saved page with its _files folder as one page; links, hidden names, what is still being downloaded and libraries are left alone. So is what is there at the start, unless --existing is given. Each file is taken once, when it stopped growing; nothing in the folder is changed.\n\nExamples:\n  tearsheet watch ~/Clippings\n  tearsheet watch ~/Clippings --existing\n  tearsheet watch ~/Clippings --once"
    )]
    Watch(Watch),
    /// Tell what failed, what is on its way and what was done last
    #[command(
        after_help = "What could not be read as an article stays with its receipt: `show RECEIPT --original FILE` writes it out, `unclip RECEIPT` gives it up.\n\nExamples:\n  tearsheet receipts\n  tearsheet receipts --retry\n  tearsheet show RECEIPT --original report.bin\n  tearsheet unclip RECEIPT"
    )]
    Receipts(Receipts),
    /// Look for damage in the library and its index
    #[command(after_help = "Examples:\n  tearsheet check\n  tearsheet check --repair")]
    Check(Check),
    /// Build the full-text index anew from the library
    #[command(after_help = "Example:\n  tearsheet reindex")]
    Reindex,
    /// Write a verified copy of the library's database
    #[command(after_help = "Examples:\n  tearsheet backup\n  tearsheet backup --to /media/stick/tearsheet.sqlite")]
    Backup(Backup),
    /// Put a backup in the place of the library's database; the present file is kept under another name
    #[command(after_help = "Example:\n  tearsheet restore-backup /media/stick/tearsheet.sqlite")]
    RestoreBackup(RestoreBackup),
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  tearsheet completions bash > ~/.local/share/bash-completion/completions/tearsheet"
    )]
    Completions(Completions),
    /// Print the manual page
    #[command(after_help = "Example:\n  tearsheet man | man -l -")]
    Man,
}
