//! What all items share on the wire: references, trash, themes attached.

use library::{Library, Retagged};
use model::{Id, ItemKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WireError;

/// A theme where it is attached to something.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeRef {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its colour, `1..=8`.
    pub colour: u8,
}

/// Request that names one item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OneItem {
    /// Its id.
    pub id: String,
}

/// Request that names several items.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SomeItems {
    /// Their ids.
    pub ids: Vec<String>,
}

/// Request with nothing to say.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Nothing {}

/// An item that was touched. Reply of `items.trash`, `items.restore` and `items.remove`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TouchedItem {
    /// Its id.
    pub id: String,
    /// `article`, `quote`, `note` or `theme`.
    pub kind: String,
}

/// Request of `items.tag` and `items.untag`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TagItems {
    /// The items: articles, quotes, notes.
    pub ids: Vec<String>,
    /// Names or aliases of themes; unknown ones are made.
    pub themes: Vec<String>,
}

/// The themes an item has now. Reply of `items.tag` and `items.untag`, one for each item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaggedItem {
    /// Its id.
    pub id: String,
    /// `article`, `quote` or `note`.
    pub kind: String,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// Whether these are others than before.
    pub changed: bool,
}

/// Why a rule gave a theme to an item. Reply of `items.reasons`, one for each theme that a rule gave.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RuleReason {
    /// The theme, whose rule it was.
    pub theme: String,
    /// How often its names stood there.
    pub count: u32,
    /// The names that were found.
    pub forms: Vec<String>,
}

/// Reply of `items.emptyTrash`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EmptiedTrash {
    /// How many items were removed.
    pub items: u32,
    /// How many bytes that freed on the disk.
    pub freed_bytes: u64,
}

pub(crate) fn touched((kind, id): (ItemKind, Id)) -> TouchedItem {
    TouchedItem { id: id.to_string(), kind: kind.as_str().to_owned() }
}

impl From<&model::Theme> for ThemeRef {
    fn from(theme: &model::Theme) -> Self {
        Self { id: theme.id.to_string(), name: theme.name.clone(), colour: theme.colour }
    }
}

/// The themes with these ids.
pub(crate) fn theme_refs(library: &Library, ids: &[Id]) -> Result<Vec<ThemeRef>, WireError> {
    Ok(library.themes_of(ids)?.iter().map(ThemeRef::from).collect())
}

/// What an id names: `article`, `quote`, `note` or `theme`; a theme also by its name.
pub fn kind(library: &Library, item: &str) -> Result<String, WireError> {
    Ok(library.kind(item)?.0.as_str().to_owned())
}

/// An item that links to another. Reply of `items.backlinks`.
pub use crate::notes::Backlink;

/// What links to an item.
pub fn backlinks(library: &Library, request: OneItem) -> Result<Vec<Backlink>, WireError> {
    Ok(library.backlinks(&request.id)?.into_iter().map(Backlink::from).collect())
}

/// Which themes of an item a rule gave, and why.
pub fn reasons(library: &Library, request: OneItem) -> Result<Vec<RuleReason>, WireError> {
    let reason = |(theme, reason): (Id, library::Reason)| {
        let library::Reason { count, forms } = reason;
        RuleReason { theme: theme.to_string(), count, forms }
    };
    Ok(library.reasons(&request.id)?.into_iter().map(reason).collect())
}

/// Puts themes on items.
pub fn tag(library: &Library, request: TagItems) -> Result<Vec<TaggedItem>, WireError> {
    tagged(library, library.tag(&request.ids, &request.themes)?)
}

/// Takes themes off items.
pub fn untag(library: &Library, request: TagItems) -> Result<Vec<TaggedItem>, WireError> {
    tagged(library, library.untag(&request.ids, &request.themes)?)
}

fn tagged(library: &Library, items: Vec<Retagged>) -> Result<Vec<TaggedItem>, WireError> {
    let item = |Retagged { kind, id, themes, changed }: Retagged| {
        let themes = theme_refs(library, &themes)?;
        Ok(TaggedItem { id: id.to_string(), kind: kind.as_str().to_owned(), themes, changed })
    };
    items.into_iter().map(item).collect()
}

/// Puts items in the trash.
pub fn trash(library: &Library, request: SomeItems) -> Result<Vec<TouchedItem>, WireError> {
    Ok(library.trash(&request.ids)?.into_iter().map(touched).collect())
}

/// Takes items out of the trash.
pub fn restore(library: &Library, request: SomeItems) -> Result<Vec<TouchedItem>, WireError> {
    Ok(library.restore(&request.ids)?.into_iter().map(touched).collect())
}

/// Removes items for good.
pub fn remove(library: &Library, request: SomeItems) -> Result<Vec<TouchedItem>, WireError> {
    Ok(library.remove(&request.ids)?.0.into_iter().map(touched).collect())
}

/// Removes for good what lies in the trash.
pub fn empty_trash(library: &Library, _: Nothing) -> Result<EmptiedTrash, WireError> {
    let (items, freed_bytes) = library.empty_trash()?;
    Ok(EmptiedTrash { items, freed_bytes })
}
