//! Each verb, told in calls of the wire.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context;
use api::{articles, clips, desk, items, notes, quotes, reposts, themes};
use clap::CommandFactory;
use library::{Library, Role};

use crate::{
    args::{self, Arguments, Import, NoteVerb, QuoteVerb, RepostVerb, Verb, What},
    clip, export, extract, import, input,
    outcome::Outcome,
    print::{self, line, show},
    search, theme, watch,
};

/// Does what the arguments ask.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let Arguments { library, json, verb } = arguments;
    match verb {
        Verb::Extract(asked) => return extract::run(&asked, json),
        Verb::Completions(asked) => return completions(asked.shell),
        Verb::Man => return man(),
        Verb::RestoreBackup(asked) => return restore_backup(&folder(library)?, &asked.file, json),
        Verb::Check(asked) => return check(&folder(library)?, asked.repair, json),
        Verb::Export(asked) if asked.damaged => return export::run_damaged(&folder(library)?, asked, json),
        _ => {}
    }
    let folder = folder(library)?;
    let library = Library::open(&folder, Role::Command).map_err(api::WireError::from)?;
    in_library(&library, verb, json)
}

fn folder(asked: Option<PathBuf>) -> anyhow::Result<PathBuf> {
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
        Verb::Trash(asked) => show(&items::trash(library, items::SomeItems { ids: asked.ids })?, json)?,
        Verb::Restore(asked) => show(&items::restore(library, items::SomeItems { ids: asked.ids })?, json)?,
        Verb::Reindex => reindex(library, json)?,
        Verb::Backup(asked) => backup(library, asked.to, json)?,
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

/// A capture to remove means that the article was there; without one the clip made it.
fn unclip(library: &Library, asked: args::Unclip, json: bool) -> anyhow::Result<()> {
    let args::Unclip { id, capture } = asked;
    let state = if capture.is_some() { "captured" } else { "new" };
    clips::undo(library, clips::UndoClip { id: id.clone(), state: state.to_owned(), capture, from_trash: None })?;
    show(&articles::get(library, articles::GetArticle { id, capture: None })?.row, json)
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
    let mut created = std::fs::File::create_new(file).with_context(|| format!("{} cannot be made", file.display()))?;
    created.write_all(&bytes).with_context(|| format!("{} cannot be written", file.display()))?;
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
    let QuoteVerb::Add { article, text, occurrence, speaker, comment, themes } = asked;
    let request = quotes::AddQuote {
        article,
        text: Some(text),
        occurrence: Some(occurrence),
        speaker,
        comment,
        themes: Some(themes),
        ..Default::default()
    };
    show(&quotes::add(library, request)?, json)
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

fn check(folder: &Path, repair: bool, json: bool) -> anyhow::Result<Outcome> {
    let checked = desk::check_folder(folder, desk::Check { repair })?;
    show(&checked, json)?;
    Ok(match checked {
        desk::Checked { ok: true, .. } => Outcome::Done,
        // A new file is in place; what is named was lost.
        desk::Checked { kept_as: Some(_), .. } => Outcome::Partly,
        desk::Checked { .. } => Outcome::Failed,
    })
}

fn reindex(library: &Library, json: bool) -> anyhow::Result<()> {
    let bar = print::bar(0);
    let done = desk::reindex_telling(library, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    if json {
        line(&serde_json::to_string(&done)?)
    } else {
        line(&format!("{} documents in {} ms", done.documents, done.took_ms))
    }
}

fn backup(library: &Library, to: Option<PathBuf>, json: bool) -> anyhow::Result<()> {
    let done = desk::back_up_to(library, to.as_deref())?;
    if json {
        line(&serde_json::to_string(&done)?)
    } else {
        line(&format!("{} ({} bytes, verified)", done.file, done.bytes))
    }
}

fn restore_backup(folder: &Path, file: &Path, json: bool) -> anyhow::Result<Outcome> {
    let kept = library::restore_backup(folder, file).map_err(api::WireError::from)?;
    let kept = kept.map(|path| path.display().to_string());
    if json {
        line(&serde_json::json!({ "ok": true, "findings": [], "keptAs": kept }).to_string())?;
    } else {
        let before = kept.map(|path| format!(" The library as it was lies in {path}.")).unwrap_or_default();
        line(&format!("The copy is in place.{before}"))?;
    }
    Ok(Outcome::Done)
}

fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "tearsheet", &mut out);
    line(String::from_utf8_lossy(&out).trim_end())?;
    Ok(Outcome::Done)
}

/// One verb, and those below it, as a section of the one manual page.
fn manual_of(verb: &clap::Command, out: &mut Vec<u8>) -> anyhow::Result<()> {
    let name = verb.get_bin_name().unwrap_or_else(|| verb.get_name()).to_uppercase();
    writeln!(out, ".SH \"{name}\"")?;
    let page = clap_mangen::Man::new(verb.clone());
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    if verb.get_after_help().is_some() {
        page.render_extra_section(out)?;
    }
    verb.get_subcommands().filter(|below| below.get_name() != "help").try_for_each(|below| manual_of(below, out))
}

fn man() -> anyhow::Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let mut out = Vec::new();
    clap_mangen::Man::new(command.clone().disable_help_subcommand(true)).render(&mut out)?;
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        manual_of(verb, &mut out)?;
    }
    line(String::from_utf8_lossy(&out).trim_end())?;
    Ok(Outcome::Done)
}
