//! The table of commands: the dispatcher and the TypeScript are both made from it.

use std::path::Path;

use library::Library;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::{Config, TS};

use crate::{
    ErrorCode, WireError, annotations, articles, citations, clips, desk, exports, items, journal, notes, quotes,
    reposts, rescue, search, searches, themes,
};

macro_rules! commands {
    (
        $($name:literal: $request:ty => $reply:ty = $handler:path;)*
        folder { $($folder_name:literal: $folder_request:ty => $folder_reply:ty = $folder_handler:path;)* }
    ) => {
        /// Does the command `name`. The whole surface of the program, for the window and for tests.
        pub fn call(library: &Library, name: &str, request: Value) -> Result<Value, WireError> {
            match name {
                $($name => answer(name, request, |request: $request| {
                    journal::recorded(library, name, |library| $handler(library, request))
                }),)*
                _ => Err(WireError::new(ErrorCode::UnknownCommand, "There is no such command.", Some(name))),
            }
        }

        /// Does a command that works on a library's folder while the library is closed; `None` when `name` is none of those.
        pub fn call_on_folder(folder: &Path, name: &str, request: &Value) -> Option<Result<Value, WireError>> {
            match name {
                $($folder_name => {
                    Some(answer(name, request.clone(), |request: $folder_request| $folder_handler(folder, request)))
                })*
                _ => None,
            }
        }

        fn rows(cfg: &Config) -> String {
            [
                $(format!("  \"{}\": {{ request: {}; reply: {} }};\n", $name, <$request>::name(cfg), <$reply>::name(cfg)),)*
                $(format!(
                    "  \"{}\": {{ request: {}; reply: {} }};\n",
                    $folder_name, <$folder_request>::name(cfg), <$folder_reply>::name(cfg)
                ),)*
            ]
            .concat()
        }
    };
}

/// Reads the request, does the work, writes the reply.
fn answer<Q: DeserializeOwned, R: Serialize>(
    name: &str,
    request: Value,
    work: impl FnOnce(Q) -> Result<R, WireError>,
) -> Result<Value, WireError> {
    let request = serde_json::from_value(request).map_err(|error| bad_request(name, &error))?;
    serde_json::to_value(work(request)?).map_err(|error| bad_request(name, &error))
}

macro_rules! wire_types {
    ($($kind:ty),* $(,)?) => {
        fn declarations(cfg: &Config) -> Vec<String> {
            vec![$(<$kind>::decl(cfg)),*]
        }
    };
}

/// Names the command and the place in the request, never its contents.
fn bad_request(name: &str, error: &serde_json::Error) -> WireError {
    let what = format!("The request does not fit the command (column {}).", error.column());
    WireError::new(ErrorCode::BadRequest, &what, Some(name))
}

commands! {
    "library.begin": desk::Begin => desk::Begun = desk::begin;
    "library.status": items::Nothing => desk::Status = desk::status;
    "library.check": desk::Check => desk::Checked = desk::check;
    "library.reindex": items::Nothing => desk::Reindexed = desk::reindex;
    "library.backup": items::Nothing => desk::BackedUp = desk::backup;
    "library.undo": journal::Turn => journal::Undone = journal::undo;
    "library.redo": journal::Turn => journal::Undone = journal::redo;
    "settings.get": items::Nothing => desk::Settings = desk::settings;
    "settings.put": desk::Settings => desk::Settings = desk::put_settings;
    "clips.drop": clips::DropClips => Vec<clips::Clipped> = clips::drop;
    "clips.sample": items::Nothing => Vec<clips::Clipped> = clips::sample;
    "clips.receipts": items::Nothing => Vec<clips::Receipt> = clips::receipts;
    "clips.retry": items::OneItem => Vec<clips::Receipt> = clips::retry;
    "clips.cancel": items::OneItem => Vec<clips::Receipt> = clips::cancel;
    "clips.get": items::OneItem => Option<clips::Clipped> = clips::get;
    "clips.undo": clips::UndoClip => items::Nothing = clips::undo;
    "reposts.list": items::OneItem => Vec<reposts::Similar> = reposts::list;
    "reposts.keep": reposts::KeepRepost => Vec<reposts::Similar> = reposts::keep;
    "reposts.merge": reposts::MergeRepost => articles::ArticleRow = reposts::merge;
    "articles.list": articles::ListArticles => articles::ArticleList = articles::list;
    "articles.ids": articles::ListArticles => Vec<String> = articles::ids;
    "articles.get": articles::GetArticle => articles::Article = articles::get;
    "articles.original": articles::GetArticle => articles::Original = articles::original;
    "articles.mark": articles::MarkArticles => Vec<articles::ArticleRow> = articles::mark;
    "articles.turn": articles::TurnArticles => articles::Turned = articles::turn;
    "articles.edit": articles::EditArticle => articles::ArticleRow = articles::edit;
    "articles.diff": articles::DiffArticle => articles::Diff = articles::diff;
    "citations.styles": items::Nothing => Vec<citations::CitationStyle> = citations::styles;
    "citations.write": citations::WriteCitation => citations::Citation = citations::write;
    "quotes.add": quotes::AddQuote => quotes::Quote = quotes::add;
    "quotes.edit": quotes::EditQuote => quotes::Quote = quotes::edit;
    "quotes.get": items::OneItem => quotes::Quote = quotes::get;
    "quotes.list": quotes::ListQuotes => Vec<quotes::Quote> = quotes::list;
    "quotes.count": quotes::ListQuotes => u32 = quotes::count;
    "quotes.speakers": items::Nothing => Vec<String> = quotes::speakers;
    "quotes.suggestSpeakers": quotes::SuggestSpeakers => Vec<quotes::SpeakerOffer> = quotes::suggest_speakers;
    "quotes.annotations": annotations::ListAnnotations => annotations::Annotations = annotations::list;
    "notes.add": notes::AddNote => notes::Note = notes::add;
    "notes.edit": notes::EditNote => notes::Note = notes::edit;
    "notes.get": items::OneItem => notes::Note = notes::get;
    "notes.list": notes::ListNotes => Vec<notes::Note> = notes::list;
    "notes.count": notes::ListNotes => u32 = notes::count;
    "notes.revisions": items::OneItem => Vec<notes::Revision> = notes::revisions;
    "themes.list": items::Nothing => Vec<themes::Theme> = themes::list;
    "themes.sources": items::OneItem => Vec<themes::ThemeSource> = themes::sources;
    "themes.said": themes::OfPerson => Vec<quotes::Quote> = themes::said;
    "themes.wrote": themes::OfPerson => articles::ArticleList = themes::wrote;
    "themes.add": themes::AddTheme => themes::Theme = themes::add;
    "themes.edit": themes::EditTheme => themes::Theme = themes::edit;
    "themes.merge": themes::MergeThemes => themes::Theme = themes::merge;
    "themes.remove": items::OneItem => items::TouchedItem = themes::remove;
    "themes.takeTable": themes::TakeThemeTable => themes::ThemeTableTaken = themes::take_table;
    "themes.starter": items::Nothing => themes::ThemeTableTaken = themes::starter;
    "themes.table": items::Nothing => themes::ThemeTable = themes::table;
    "themes.applyRule": items::OneItem => Vec<clips::Receipt> = themes::apply_rule;
    "themes.suggest": items::OneItem => Vec<themes::Suggestion> = themes::suggest;
    "items.tag": items::TagItems => Vec<items::TaggedItem> = items::tag;
    "items.untag": items::TagItems => Vec<items::TaggedItem> = items::untag;
    "items.backlinks": items::OneItem => Vec<notes::Backlink> = items::backlinks;
    "items.reasons": items::OneItem => Vec<items::RuleReason> = items::reasons;
    "items.trash": items::SomeItems => Vec<items::TouchedItem> = items::trash;
    "items.restore": items::SomeItems => Vec<items::TouchedItem> = items::restore;
    "items.remove": items::SomeItems => Vec<items::TouchedItem> = items::remove;
    "items.emptyTrash": items::Nothing => items::EmptiedTrash = items::empty_trash;
    "exports.save": exports::SaveExport => Vec<exports::ExportedFile> = exports::save;
    "search.find": search::Find => search::Answer = search::find;
    "search.inside": search::FindInside => search::Inside = search::inside;
    "search.like": search::FindLike => search::Answer = search::like;
    "search.complete": search::Complete => search::Completion = search::complete;
    "searches.list": searches::ListSearches => Vec<searches::SavedSearch> = searches::list;
    "searches.add": searches::AddSearch => searches::SavedSearch = searches::add;
    "searches.edit": searches::EditSearch => searches::SavedSearch = searches::edit;
    "searches.remove": searches::OneSearch => Vec<searches::SavedSearch> = searches::remove;
    "searches.arrange": searches::ArrangeSearches => Vec<searches::SavedSearch> = searches::arrange;
    "searches.history": items::Nothing => Vec<String> = searches::history;
    "searches.remember": searches::AskedQuery => Vec<String> = searches::remember;
    "searches.forget": searches::ForgetQueries => Vec<String> = searches::forget;
    folder {
        "rescue.backups": items::Nothing => Vec<rescue::Backup> = rescue::backups;
        "rescue.restore": rescue::RestoreBackup => desk::Checked = rescue::restore;
        "rescue.salvage": items::Nothing => desk::Checked = rescue::salvage;
        "rescue.export": rescue::ExportDamaged => rescue::Rescued = rescue::export;
    }
}

wire_types! {
    items::ThemeRef, items::OneItem, items::SomeItems, items::Nothing, items::TouchedItem, items::EmptiedTrash, items::TagItems, items::TaggedItem, items::RuleReason,
    articles::Shelf, articles::Order, articles::ListArticles, articles::ArticleList, articles::ArticleRow, articles::CaptureRow,
    articles::PictureRow, articles::Article, articles::GetArticle, articles::Original, articles::MarkArticles, articles::Mark, articles::TurnArticles, articles::Turned, articles::EditArticle,
    articles::DiffArticle, articles::Diff, articles::Change,
    quotes::Quote, quotes::QuotedPicture, quotes::AddQuote, quotes::EditQuote, quotes::ListQuotes, quotes::SuggestSpeakers, quotes::SpeakerOffer,
    annotations::ListAnnotations, annotations::Annotations, journal::Turn, journal::Undone,
    notes::Note, notes::Backlink, notes::AddNote, notes::EditNote, notes::ListNotes, notes::Revision,
    themes::Theme, themes::ThemeSource, themes::OfPerson, themes::Alias, themes::AddTheme, themes::EditTheme, themes::MergeThemes, themes::Suggestion,
    themes::TakeThemeTable, themes::ThemeTable, themes::ThemeTableTaken, themes::ThemeTableProblem,
    exports::SaveExport, exports::ExportedFile, exports::PassageFault,
    search::Sort, search::Find, search::Answer, search::Remark, search::Hit, search::Facets, search::Facet,
    clips::Drop, clips::DropClips, clips::Clipped, clips::ClippedPicture, clips::ClipRemark, clips::UndoClip, clips::Receipt, clips::Ruling,
    citations::CitationStyle, citations::StyleProblem, citations::WriteCitation, citations::Citation,
    reposts::Similar, reposts::KeepRepost, reposts::MergeRepost,
    search::Filter, search::FindInside, search::Inside, search::FindLike, search::Complete, search::Completion, search::Offer,
    searches::SavedSearch, searches::ListSearches, searches::AddSearch, searches::EditSearch, searches::OneSearch, searches::ArrangeSearches,
    searches::AskedQuery, searches::ForgetQueries,
    desk::Begin, desk::Begun, desk::Status, desk::IndexTrouble, desk::Counts, desk::Check, desk::Checked, desk::Finding, desk::Reindexed, desk::BackedUp, desk::Settings, desk::Changed,
    rescue::Backup, rescue::RestoreBackup, rescue::ExportDamaged, rescue::Rescued,
    WireError, ErrorCode,
}

/// The TypeScript of every wire type and of the table, as `ui/src/api/wire.ts` holds it.
pub fn typescript() -> String {
    let cfg = Config::new().with_large_int("number");
    let types: String = declarations(&cfg).iter().map(|declaration| format!("export {declaration}\n\n")).collect();
    format!(
        "// Made by crates/api from its table of commands; do not edit.\n\n{types}export interface Commands {{\n{}}}\n",
        rows(&cfg)
    )
}
