//! Saved searches and the history of queries on the wire.

use library::Library;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{WireError, items::Nothing};

/// A query kept under a name.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedSearch {
    /// Its id.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// The query.
    pub query: String,
    /// How many items have every word of it; null when that was not asked, or while the index is being built.
    pub count: Option<u32>,
}

/// Request of `searches.list`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListSearches {
    /// Whether to count what each finds.
    pub counts: Option<bool>,
}

/// Request of `searches.add`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddSearch {
    /// Its name; empty for the query itself.
    pub name: String,
    /// The query.
    pub query: String,
}

/// Request of `searches.edit`: what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditSearch {
    /// The saved search, by its id or name.
    pub id: String,
    /// A new name.
    pub name: Option<String>,
    /// A new query.
    pub query: Option<String>,
}

/// Request of `searches.remove`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OneSearch {
    /// The saved search, by its id or name.
    pub id: String,
}

/// Request of `searches.arrange`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArrangeSearches {
    /// Ids in the wanted order; those that are missing follow.
    pub ids: Vec<String>,
}

/// Request of `searches.remember`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskedQuery {
    /// The query.
    pub query: String,
}

/// Request of `searches.forget`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ForgetQueries {
    /// The query; all when absent.
    pub query: Option<String>,
}

/// All saved searches in their order.
pub fn list(library: &Library, request: ListSearches) -> Result<Vec<SavedSearch>, WireError> {
    let counted = request.counts.unwrap_or_default();
    Ok(library.searches(counted)?.into_iter().map(SavedSearch::from).collect())
}

/// Keeps a query under a name.
pub fn add(library: &Library, request: AddSearch) -> Result<SavedSearch, WireError> {
    if request.query.trim().is_empty() {
        return Err(WireError::bad("query", "words or a field"));
    }
    Ok(library.save_search(&request.name, &request.query)?.into())
}

/// Changes a saved search.
pub fn edit(library: &Library, request: EditSearch) -> Result<SavedSearch, WireError> {
    Ok(library.edit_search(&request.id, request.name.as_deref(), request.query.as_deref())?.into())
}

/// Removes a saved search and answers the others.
pub fn remove(library: &Library, request: OneSearch) -> Result<Vec<SavedSearch>, WireError> {
    library.remove_search(&request.id)?;
    list(library, ListSearches::default())
}

/// Puts saved searches in another order.
pub fn arrange(library: &Library, request: ArrangeSearches) -> Result<Vec<SavedSearch>, WireError> {
    Ok(library.arrange_searches(&request.ids)?.into_iter().map(SavedSearch::from).collect())
}

/// The query of the saved search with this id or name.
pub fn query_of(library: &Library, search: &str) -> Result<String, WireError> {
    Ok(library.saved_search(search)?.query)
}

/// The queries that were asked, the latest first.
pub fn history(library: &Library, _: Nothing) -> Result<Vec<String>, WireError> {
    Ok(library.search_history()?)
}

/// Puts a query at the head of the history.
pub fn remember(library: &Library, request: AskedQuery) -> Result<Vec<String>, WireError> {
    Ok(library.remember_search(&request.query)?)
}

/// Takes a query out of the history, or all.
pub fn forget(library: &Library, request: ForgetQueries) -> Result<Vec<String>, WireError> {
    Ok(library.forget_searches(request.query.as_deref())?)
}

impl From<library::SearchView> for SavedSearch {
    fn from(view: library::SearchView) -> Self {
        let library::SearchView { search, count } = view;
        Self {
            id: search.id.to_string(),
            name: search.name,
            query: search.query,
            count: count.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
        }
    }
}
