//! The library as a whole on the wire: status, settings, care.

use std::{path::Path, time::Instant};

use library::Library;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    articles::{self, ArticleList, ListArticles},
    items::Nothing,
};

/// Reply of `library.status`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The library's folder.
    pub folder: String,
    /// Whether it may only be read, and why.
    pub read_only: Option<String>,
    /// Counts for the sidebar.
    pub counts: Counts,
    /// The number of the last change.
    pub seq: u64,
    /// Whether nothing was ever clipped, so that the sample is offered.
    pub empty: bool,
    /// This program's version.
    pub version: String,
    /// What was wrong with the search index since the library was opened, or is wrong with it now.
    pub index_trouble: Option<IndexTrouble>,
}

/// What was or is wrong with the search index as a whole.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexTrouble {
    /// A stable word for programs: `damaged`, `another-number`, `other-version` or `not-finished`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
    /// Whether the index was built anew; it is being built otherwise.
    pub mended: bool,
}

impl From<library::IndexTrouble> for IndexTrouble {
    fn from(trouble: library::IndexTrouble) -> Self {
        let library::IndexTrouble { code, message, mended } = trouble;
        Self { code: code.to_owned(), message, mended }
    }
}

/// How many there are, outside the trash.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Unread articles.
    pub inbox: u32,
    /// Articles.
    pub articles: u32,
    /// Starred articles.
    pub starred: u32,
    /// Quotes.
    pub quotes: u32,
    /// Quotes whose place is lost.
    pub unplaced: u32,
    /// Notes.
    pub notes: u32,
    /// Articles, quotes and notes in the trash.
    pub trash: u32,
}

/// Request of `library.begin`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Begin {
    /// The list that is shown first.
    pub list: ListArticles,
}

/// Reply of `library.begin`: all that the first view of a window shows, in one answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Begun {
    /// As `settings.get` answers.
    pub settings: Settings,
    /// As `library.status` answers.
    pub status: Status,
    /// As `articles.list` answers.
    pub list: ArticleList,
}

/// Request of `library.check`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Check {
    /// Whether to mend what can be mended safely.
    pub repair: bool,
}

/// Reply of `library.check`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Checked {
    /// Whether nothing is wrong (any more).
    pub ok: bool,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Where the damaged file is kept, when a new one was made of what could be read of it.
    pub kept_as: Option<String>,
}

/// Something that is wrong with the library.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// A stable word for programs.
    pub what: String,
    /// The item, where there is one.
    pub item: Option<String>,
    /// What the item is, where that is known: article, quote, note or theme.
    pub kind: Option<String>,
    /// What is wrong and what to do, for people.
    pub message: String,
    /// Whether it was mended.
    pub repaired: bool,
}

/// Reply of `library.reindex`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reindexed {
    /// Documents in the new index.
    pub documents: u64,
    /// How long it took, milliseconds.
    pub took_ms: u64,
}

/// Reply of `library.backup`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackedUp {
    /// The file that was written and verified.
    pub file: String,
    /// Its size, bytes.
    pub bytes: u64,
}

/// Reply of `settings.get` and request of `settings.put`: what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Settings {
    /// `system`, `en` or `zh-CN`.
    pub language: Option<String>,
    /// `system`, `light` or `dark`.
    pub appearance: Option<String>,
    /// Whether links may lead to hosts of this machine and of private networks; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub private_addresses: Option<bool>,
    /// The folder whose new files are clipped; empty for none. It can be given up here, but is chosen where the page has no word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub watched_folder: Option<String>,
    /// Whether the window has an icon in the tray of the desktop; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tray: Option<bool>,
    /// Whether the desktop tells what was clipped while the window is not in front; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub notices: Option<bool>,
    /// The key that clips the clipboard from every program, such as `Ctrl+Alt+KeyK`; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub clip_key: Option<String>,
}

/// The event `changed`: what a write touched, in this process or another; views read again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The number of the last change.
    pub seq: u64,
    /// What was touched; empty when it may be anything.
    pub items: Vec<crate::items::TouchedItem>,
    /// Whether the receipts changed.
    pub receipts: bool,
}

/// Settings that are kept in the library.
const LANGUAGE: &str = "language";
const APPEARANCE: &str = "appearance";
const TRAY: &str = "tray";
const NOTICES: &str = "notices";
const CLIP_KEY: &str = "clipKey";
/// What a setting that is on says.
const ON: &str = "on";

/// What the first view of a window shows.
pub fn begin(library: &Library, request: Begin) -> Result<Begun, WireError> {
    Ok(Begun {
        settings: settings(library, Nothing {})?,
        status: status(library, Nothing {})?,
        list: articles::list(library, request.list)?,
    })
}

/// How the library is.
pub fn status(library: &Library, _: Nothing) -> Result<Status, WireError> {
    let (counts, seq) = library.counts()?;
    Ok(Status {
        folder: library.folder().display().to_string(),
        read_only: library.read_only(),
        empty: counts.articles == 0 && counts.notes == 0 && counts.trash == 0,
        counts: Counts {
            inbox: counts.inbox,
            articles: counts.articles,
            starred: counts.starred,
            quotes: counts.quotes,
            unplaced: counts.unplaced,
            notes: counts.notes,
            trash: counts.trash,
        },
        seq,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        index_trouble: library.index_trouble().map(IndexTrouble::from),
    })
}

/// Looks for damage.
pub fn check(library: &Library, request: Check) -> Result<Checked, WireError> {
    Ok(library.check(request.repair)?.into())
}

/// Looks for damage in the library of a folder, which need not open; asked to repair, a damaged file is salvaged.
pub fn check_folder(folder: &Path, request: Check) -> Result<Checked, WireError> {
    Ok(library::check_folder(folder, request.repair)?.into())
}

impl From<library::Checked> for Checked {
    fn from(checked: library::Checked) -> Self {
        let library::Checked { findings, ok, kept_as } = checked;
        Self {
            ok,
            findings: findings.into_iter().map(Finding::from).collect(),
            kept_as: kept_as.map(|path| path.display().to_string()),
        }
    }
}

impl From<library::Finding> for Finding {
    fn from(finding: library::Finding) -> Self {
        let library::Finding { what, item, kind, message, repaired } = finding;
        let kind = kind.map(|kind| kind.as_str().to_owned());
        Self { what: what.to_owned(), item: item.map(|id| id.to_string()), kind, message, repaired }
    }
}

/// Builds the index anew.
pub fn reindex(library: &Library, _: Nothing) -> Result<Reindexed, WireError> {
    reindex_telling(library, &mut |_, _| {})
}

/// Builds the index anew, telling now and then how many of how many documents were read.
pub fn reindex_telling(library: &Library, progress: &mut dyn FnMut(u64, u64)) -> Result<Reindexed, WireError> {
    let begun = Instant::now();
    let documents = library.reindex(progress)?;
    Ok(Reindexed { documents, took_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX) })
}

/// Writes a verified copy among the library's backups.
pub fn backup(library: &Library, _: Nothing) -> Result<BackedUp, WireError> {
    back_up_to(library, None)
}

/// Writes a verified copy to a file.
pub fn back_up_to(library: &Library, to: Option<&Path>) -> Result<BackedUp, WireError> {
    let (file, bytes) = library.back_up(to)?;
    Ok(BackedUp { file: file.display().to_string(), bytes })
}

/// The settings.
pub fn settings(library: &Library, _: Nothing) -> Result<Settings, WireError> {
    Ok(Settings {
        language: library.setting(LANGUAGE)?,
        appearance: library.setting(APPEARANCE)?,
        private_addresses: library.allows_private()?.then_some(true),
        watched_folder: library.watched_folder()?.map(|folder| folder.display().to_string()),
        tray: is_on(library, TRAY)?,
        notices: is_on(library, NOTICES)?,
        clip_key: library.setting(CLIP_KEY)?.filter(|key| !key.is_empty()),
    })
}

/// Changes settings.
pub fn put_settings(library: &Library, request: Settings) -> Result<Settings, WireError> {
    let Settings { language, appearance, private_addresses, watched_folder, tray, notices, clip_key } = request;
    if let Some(folder) = watched_folder {
        give_up_folder(library, &folder)?;
    }
    if let Some(allowed) = private_addresses.filter(|allowed| library.allows_private().ok() != Some(*allowed)) {
        library.allow_private(allowed)?;
    }
    let switch = |on: bool| if on { ON } else { "" }.to_owned();
    let others = [(TRAY, tray.map(switch)), (NOTICES, notices.map(switch)), (CLIP_KEY, clip_key)];
    for (key, value) in [(LANGUAGE, language), (APPEARANCE, appearance)].into_iter().chain(others) {
        if let Some(value) = value {
            library.put_setting(key, &value)?;
        }
    }
    settings(library, Nothing {})
}

fn is_on(library: &Library, key: &str) -> Result<Option<bool>, WireError> {
    Ok(library.setting(key)?.is_some_and(|value| value == ON).then_some(true))
}

/// A page may let go of the watched folder; it cannot name one.
fn give_up_folder(library: &Library, folder: &str) -> Result<(), WireError> {
    let present = library.watched_folder()?.map(|folder| folder.display().to_string()).unwrap_or_default();
    match folder {
        same if same == present => Ok(()),
        "" => Ok(library.watch_folder(None)?),
        _ => Err(WireError::bad("watchedFolder", "the present folder or nothing")),
    }
}

/// Watches a folder from now on.
pub fn watch_folder(library: &Library, folder: &Path) -> Result<Settings, WireError> {
    library.watch_folder(Some(folder))?;
    settings(library, Nothing {})
}

impl From<library::Changed> for Changed {
    fn from(changed: library::Changed) -> Self {
        let library::Changed { seq, items, receipts } = changed;
        Self { seq, items: items.into_iter().map(crate::items::touched).collect(), receipts }
    }
}
