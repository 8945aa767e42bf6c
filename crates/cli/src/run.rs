//! Each verb, told in calls of the wire.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context;
use api::{articles, citations, clips, items, notes, quotes, reposts, themes};
use library::{Library, Role};

use crate::{
    args::{self, Arguments, Import, NoteVerb, QuoteVerb, RepostVerb, Verb, What},
    care, clip, export, extract, import, input, manual,
    outcome::Outcome,
    print::{line, show},
    search, theme, watch,
};

/// Does what the arguments ask.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let Arguments { library, json, verb } = arguments;
    match verb {
        Verb::Extract(asked) => return extract::run(&asked, json),
        Verb::Completions(asked) => return manual::completions(asked.shell),
        Verb::Man => return manual::man(),
        Verb::RestoreBackup(asked) => return care::restore_backup(&folder(library)?, &asked.file, json),
        Verb::Check(asked) => return care::check(&folder(library)?, asked.repair, json),
        Verb::Export(asked) if asked.damaged => return export::run_damaged(&folder(library)?, asked, json),
        _ => {}
    }
    let library = open(&folder(library)?)?;
    let outcome = in_library(&library, verb, json);
    if let Some(trouble) = library.index_trouble() {
        eprintln!("tearsheet: {}", trouble.message);
    }
    outcome
}

/// Opens the library; says when it was made just now, which may be a mistyped folder, and when it can only be read.
fn open(folder: &Path) -> anyhow::Result<Library> {
    let known = Library::is_in(folder);
    let library = Library::open(folder, Role::Command).map_err(api::WireError::from)?;
    if !known {
        eprintln!("tearsheet: there was no library in {}; a new one was made.", folder.display());
    }
    if let Some(reason) = library.read_only() {
        eprintln!("tearsheet: the library can only be read: {reason}.");
    }
    Ok(library)
}

/// The folder of the library. An empty name is wrong usage, but only of a verb that needs a library.
fn folder(asked: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    anyhow::ensure!(asked.as_ref().is_none_or(|folder| !folder.as_os_str().is_empty()), args::nameless());
    asked
        .or_else(library::default_folder)
        .context("There is no place for application data here; name a folder with --library DIR.")
}

fn in_library(library: &Library, verb: Verb, json: bool) -> anyhow::Result<Outcome> {
    let writes = is_write(&verb);
    let mut outcome = Outcome::Done;
    match verb {
        Verb::Clip(asked) => return clip::run(library, asked, json),
        Verb::Unclip(asked) => unclip(library, asked, json)?,
        Verb::Repost(asked) => repost(library, asked, json)?,
        Verb::Search(asked) => return search::run(library, &asked, json),
        Verb::Searches(asked) => search::searches(library, asked, json)?,
        Verb::Import(Import::Jsonl { file }) => return import::run(library, &file, json),
        Verb::Export(asked) => return export::run(library, asked, json),
        Verb::List(asked) => list(library, asked, json)?,
        Verb::Show(asked) => match &asked.original {
            Some(file) => write_original(library, &asked.id, asked.capture.as_deref(), file, json)?,
            None => show_one(library, asked.id, json)?,
        },
        Verb::Watch(asked) => return watch::run(library, &asked, json),
        Verb::Receipts(asked) => receipts(library, asked.retry, json)?,
        Verb::Trash(asked) if asked.empty => show(&items::empty_trash(library, items::Nothing {})?, json)?,
        Verb::Theme(asked) => outcome = theme::run(library, asked, json)?,
        Verb::Tag(asked) => tagged(items::tag(library, tag_request(asked))?, json)?,
        Verb::Untag(asked) => tagged(items::untag(library, tag_request(asked))?, json)?,
        Verb::Suggest(asked) => show(&themes::suggest(library, items::OneItem { id: asked.id })?, json)?,
        Verb::Quote(asked) => quote(library, asked, json)?,
        Verb::Note(asked) => note(library, asked, json)?,
        Verb::Diff(asked) => show(
            &articles::diff(library, articles::DiffArticle { id: asked.article, from: asked.from, to: asked.to })?,
            json,
        )?,
        Verb::Cite(asked) => cite(library, asked, json)?,
        Verb::Trash(asked) => show(&items::trash(library, items::SomeItems { ids: asked.ids })?, json)?,
        Verb::Restore(asked) => show(&items::restore(library, items::SomeItems { ids: asked.ids })?, json)?,
        Verb::Reindex => care::reindex(library, json)?,
        Verb::Backup(asked) => care::backup(library, asked.to, json)?,
        Verb::Extract(_) | Verb::Completions(_) | Verb::Man | Verb::RestoreBackup(_) | Verb::Check(_) => {}
    }
    if writes {
        library.settle();
    }
    Ok(outcome)
}

/// Whether a verb changes what the index shows; reading must not wait for an index.
fn is_write(verb: &Verb) -> bool {
    let edits = matches!(verb, Verb::Theme(_) | Verb::Tag(_) | Verb::Untag(_) | Verb::Quote(_) | Verb::Note(_));
    edits || matches!(verb, Verb::Trash(_) | Verb::Restore(_) | Verb::Unclip(_) | Verb::Repost(_))
}

/// A capture to remove means that the article was there; without one the clip made it. What waits or failed has a receipt alone.
fn unclip(library: &Library, asked: args::Unclip, json: bool) -> anyhow::Result<()> {
    let args::Unclip { id, capture } = asked;
    let receipt = clips::receipt(library, &items::OneItem { id: id.clone() })?;
    let state = match (&receipt, &capture) {
        (Some(_), _) => "waiting",
        (None, Some(_)) => "captured",
        (None, None) => "new",
    };
    clips::undo(library, clips::UndoClip { id: id.clone(), state: state.to_owned(), capture, from_trash: None })?;
    match receipt {
        Some(receipt) => show(&receipt, json),
        None => show(&articles::get(library, articles::GetArticle { id, capture: None })?.row, json),
    }
}

fn cite(library: &Library, asked: args::Cite, json: bool) -> anyhow::Result<()> {
    let args::Cite { ids, style, styles } = asked;
    if styles {
        return show(&citations::styles(library, items::Nothing {})?, json);
    }
    let write = |id| citations::write(library, citations::WriteCitation { id, style: style.clone() });
    let written: Vec<_> = ids.into_iter().map(write).collect::<Result<_, _>>()?;
    show(&written, json)
}

fn repost(library: &Library, asked: RepostVerb, json: bool) -> anyhow::Result<()> {
    match asked {
        RepostVerb::Show(args::One { id }) => show(&reposts::list(library, items::OneItem { id })?, json),
        RepostVerb::Keep(args::One { id }) => {
            show(&reposts::keep(library, reposts::KeepRepost { id, kept: Some(true) })?, json)
        }
        RepostVerb::Merge { id, into } => {
            let likest = || reposts::list(library, items::OneItem { id: id.clone() }).map(|all| all.into_iter().next());
            let into = match into {
                Some(into) => into,
                None => likest()?.context("This article is like no other; name the one that stays.")?.id,
            };
            show(&reposts::merge(library, reposts::MergeRepost { id, into })?, json)
        }
        RepostVerb::Discard(args::One { id }) => {
            show(&items::trash(library, items::SomeItems { ids: vec![id] })?, json)
        }
    }
}

/// The word of a choice, as the wire writes it.
pub(crate) fn word(kind: impl clap::ValueEnum) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn list(library: &Library, asked: args::List, json: bool) -> anyhow::Result<()> {
    let args::List { what, theme, limit } = asked;
    let theme = theme.map(|name| themes::resolve(library, &name)).transpose()?;
    match what {
        What::Articles => {
            let request = articles::ListArticles { theme, limit, ..Default::default() };
            show(&articles::list(library, request)?.rows, json)
        }
        What::Quotes => {
            show(&quotes::list(library, quotes::ListQuotes { theme, limit: Some(limit), ..Default::default() })?, json)
        }
        What::Notes => {
            show(&notes::list(library, notes::ListNotes { theme, limit: Some(limit), ..Default::default() })?, json)
        }
        What::Themes => show(&themes::list(library, items::Nothing {})?, json),
    }
}

fn show_one(library: &Library, id: String, json: bool) -> anyhow::Result<()> {
    match items::kind(library, &id)?.as_str() {
        "article" => show(&articles::get(library, articles::GetArticle { id, capture: None })?, json),
        "quote" => show(&quotes::get(library, items::OneItem { id })?, json),
        "note" => show(&notes::get(library, items::OneItem { id })?, json),
        _ => show(&themes::get(library, items::OneItem { id })?, json),
    }
}

/// Writes the bytes of a capture as they came; a file that is there is left alone.
fn write_original(library: &Library, id: &str, capture: Option<&str>, file: &Path, json: bool) -> anyhow::Result<()> {
    let (bytes, media_type) = library.original_bytes(id, capture).map_err(api::WireError::from)?;
    std::fs::File::create_new(file).and_then(|mut made| made.write_all(&bytes)).map_err(input::unwritten(file))?;
    if json {
        let (file, bytes) = (file.display().to_string(), bytes.len());
        line(&serde_json::json!({ "file": file, "bytes": bytes, "mediaType": media_type }).to_string())
    } else {
        line(&format!("{} ({} bytes, {media_type})", file.display(), bytes.len()))
    }
}

fn receipts(library: &Library, retry: bool, json: bool) -> anyhow::Result<()> {
    let receipts = if retry { clips::retry_all(library)? } else { clips::receipts(library, items::Nothing {})? };
    if retry {
        library.settle();
    }
    show(&receipts, json)
}

fn tag_request(asked: args::Tag) -> items::TagItems {
    items::TagItems { ids: vec![asked.id], themes: asked.themes }
}

fn tagged(mut items: Vec<items::TaggedItem>, json: bool) -> anyhow::Result<()> {
    match items.pop() {
        Some(item) => show(&item, json),
        None => Ok(()),
    }
}

fn quote(library: &Library, asked: QuoteVerb, json: bool) -> anyhow::Result<()> {
    let quote = match asked {
        QuoteVerb::Add { article, text, picture, occurrence, speaker, comment, themes } => {
            let request = quotes::AddQuote {
                article,
                occurrence: text.is_some().then_some(occurrence),
                text,
                picture: picture.map(|number| number - 1),
                speaker,
                comment,
                themes: Some(themes),
                ..Default::default()
            };
            quotes::add(library, request)?
        }
        QuoteVerb::Edit { id, speaker, comment, colour, text, occurrence, picture } => {
            let request = quotes::EditQuote {
                id,
                speaker,
                comment,
                colour,
                occurrence: text.is_some().then_some(occurrence),
                text,
                picture: picture.map(|number| number - 1),
                ..Default::default()
            };
            quotes::edit(library, request)?
        }
    };
    show(&quote, json)
}

fn note(library: &Library, asked: NoteVerb, json: bool) -> anyhow::Result<()> {
    match asked {
        NoteVerb::Add { title, body, article } => {
            let body = body.map(from_input).transpose()?;
            let says = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
            anyhow::ensure!(says(&title) || says(&body), "A note needs words: give --body, --title or both.");
            show(&notes::add(library, notes::AddNote { title, body, article })?, json)
        }
        NoteVerb::Edit { id, title, body } => {
            let body = body.map(from_input).transpose()?;
            show(&notes::edit(library, notes::EditNote { id, title, body })?, json)
        }
    }
}

/// The text itself, or standard input for `-`.
fn from_input(text: String) -> anyhow::Result<String> {
    if text == "-" { input::text(Path::new("-"), "Standard input") } else { Ok(text) }
}
