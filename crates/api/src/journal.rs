//! Undo and redo on the wire, and which commands are deeds that can be taken back.

use library::Library;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    items::{TouchedItem, touched},
};

/// What a person does to the library by hand. Clips have a way back of their own; removing for good has none.
const DEEDS: [&str; 24] = [
    "articles.mark",
    "articles.turn",
    "articles.edit",
    "quotes.add",
    "quotes.edit",
    "notes.add",
    "notes.edit",
    "themes.add",
    "themes.edit",
    "themes.merge",
    "themes.remove",
    "themes.takeTable",
    "themes.starter",
    "themes.applyRule",
    "items.tag",
    "items.untag",
    "items.trash",
    "items.restore",
    "searches.add",
    "searches.edit",
    "searches.remove",
    "searches.arrange",
    "reposts.keep",
    "reposts.merge",
];

/// Request of `library.undo` and `library.redo`: which deed; the last one when none is named.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Turn {
    /// The last deed of this command, whatever else was done since.
    pub deed: Option<String>,
    /// The last one that was done to this item; for a deed that is named.
    pub item: Option<String>,
}

/// Reply of `library.undo` and `library.redo`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    /// The command whose deed was taken back or done again; null when there was none.
    pub deed: Option<String>,
    /// What it touched.
    pub items: Vec<TouchedItem>,
}

/// Does a command; what it writes can be taken back when it is a deed.
pub(crate) fn recorded<T>(
    library: &Library,
    name: &str,
    work: impl FnOnce(&Library) -> Result<T, WireError>,
) -> Result<T, WireError> {
    if DEEDS.contains(&name) { library.undoable(name, work) } else { work(library) }
}

/// Takes the last deed back, or the one that is named.
pub fn undo(library: &Library, Turn { deed, item }: Turn) -> Result<Undone, WireError> {
    Ok(undone(match deed {
        Some(deed) => library.undo_of(&deed, item.as_deref())?,
        None => library.undo()?,
    }))
}

/// Does again what was taken back last, or the one that is named.
pub fn redo(library: &Library, Turn { deed, item }: Turn) -> Result<Undone, WireError> {
    Ok(undone(match deed {
        Some(deed) => library.redo_of(&deed, item.as_deref())?,
        None => library.redo()?,
    }))
}

fn undone(undone: Option<library::Undone>) -> Undone {
    let (deed, items) = undone.map(|library::Undone { deed, items }| (deed, items)).unzip();
    Undone { deed, items: items.unwrap_or_default().into_iter().map(touched).collect() }
}
