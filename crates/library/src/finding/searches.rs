//! Saved searches, and the queries that were asked before.

use model::{Id, Timestamp};
use store::searches::SavedSearch;

use crate::{Error, Library, Result, open::id};

/// The setting that the history is kept in, one query a line.
const HISTORY: &str = "search.history";
/// Queries that the history holds: what a person may still look for by eye.
const HISTORY_MAX: usize = 50;
/// A name's length: what a sidebar can show.
const NAME_CHARS_MAX: usize = 120;

/// A saved search, and how much it finds now.
#[derive(Clone, Debug)]
pub struct SearchView {
    /// The search.
    pub search: SavedSearch,
    /// How many things have every word of it; `None` when that was not asked, or while the index is being built.
    pub count: Option<u64>,
}

impl SearchView {
    fn uncounted(search: SavedSearch) -> Self {
        Self { search, count: None }
    }
}

impl Library {
    /// All saved searches in their order; with counts, which one walk over the index makes, when they are wanted.
    pub fn searches(&self, counted: bool) -> Result<Vec<SearchView>> {
        let searches = self.read(store::searches::list)?;
        if counted { Ok(self.counted(searches)) } else { Ok(searches.into_iter().map(SearchView::uncounted).collect()) }
    }

    /// An index that does not answer leaves the counts out; the searches are there.
    fn counted(&self, searches: Vec<SavedSearch>) -> Vec<SearchView> {
        let queries: Vec<&str> = searches.iter().map(|search| search.query.as_str()).collect();
        let counts = self.count_all(&queries).ok().flatten().unwrap_or_default();
        let count = |at: usize| counts.get(at).copied();
        searches.into_iter().enumerate().map(|(at, search)| SearchView { count: count(at), search }).collect()
    }

    fn counted_one(&self, search: SavedSearch) -> SearchView {
        let uncounted = SearchView::uncounted(search.clone());
        self.counted(vec![search]).pop().unwrap_or(uncounted)
    }

    /// The saved search with this id or name.
    pub fn saved_search(&self, search: &str) -> Result<SavedSearch> {
        let named = |saved: &SavedSearch| saved.id.to_string() == search || saved.name == search;
        self.read(store::searches::list)?.into_iter().find(named).ok_or(Error::NotFound("saved search"))
    }

    /// Keeps a query under a name, after those that are kept; an empty name is the query itself.
    pub fn save_search(&self, name: &str, query: &str) -> Result<SearchView> {
        let query = one_line(query);
        let name = cut(&one_line(if name.trim().is_empty() { &query } else { name }));
        let search = self.write(|db| {
            let position = store::searches::list(db)?.last().map_or(0, |last| last.position.saturating_add(1));
            let search = SavedSearch { id: Id::new(), name, query, position, created_at: Timestamp::now() };
            store::searches::put(db, &search)?;
            Ok(search)
        })?;
        Ok(self.counted_one(search))
    }

    /// Changes the name or the query of a saved search; what is `None` stays.
    pub fn edit_search(&self, search: &str, name: Option<&str>, query: Option<&str>) -> Result<SearchView> {
        let mut search = self.saved_search(search)?;
        if let Some(name) = name.map(one_line).filter(|name| !name.is_empty()) {
            search.name = cut(&name);
        }
        if let Some(query) = query {
            search.query = one_line(query);
        }
        self.write(|db| store::searches::put(db, &search))?;
        Ok(self.counted_one(search))
    }

    /// Removes a saved search; what it found stays.
    pub fn remove_search(&self, search: &str) -> Result<Id> {
        let search = self.saved_search(search)?;
        self.write(|db| store::searches::remove(db, search.id))?;
        Ok(search.id)
    }

    /// Puts saved searches in this order; those that are not named follow as they stood.
    pub fn arrange_searches(&self, order: &[String]) -> Result<Vec<SearchView>> {
        let order = order.iter().map(|search| id(search, "saved search")).collect::<Result<Vec<Id>>>()?;
        self.write(|db| {
            let mut searches = store::searches::list(db)?;
            searches.sort_by_key(|search| order.iter().position(|id| *id == search.id).unwrap_or(usize::MAX));
            for (search, position) in searches.iter_mut().zip(0..) {
                search.position = position;
                store::searches::put(db, search)?;
            }
            Ok(())
        })?;
        self.searches(false)
    }

    /// The queries that were asked, the latest first.
    pub fn search_history(&self) -> Result<Vec<String>> {
        Ok(self.setting(HISTORY)?.unwrap_or_default().lines().map(str::to_owned).collect())
    }

    /// Puts a query at the head of the history.
    pub fn remember_search(&self, query: &str) -> Result<Vec<String>> {
        let query = one_line(query);
        let mut history = self.search_history()?;
        if query.is_empty() || history.first() == Some(&query) {
            return Ok(history);
        }
        history.retain(|known| *known != query);
        history.insert(0, query);
        history.truncate(HISTORY_MAX);
        self.put_setting(HISTORY, &history.join("\n"))?;
        Ok(history)
    }

    /// Takes a query out of the history, or all of them.
    pub fn forget_searches(&self, query: Option<&str>) -> Result<Vec<String>> {
        let mut history = self.search_history()?;
        history.retain(|known| query.is_some_and(|query| *known != one_line(query)));
        self.put_setting(HISTORY, &history.join("\n"))?;
        Ok(history)
    }
}

/// A query without line ends, at most as long as one is read.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(search::QUERY_CHARS_MAX).collect()
}

fn cut(name: &str) -> String {
    name.chars().take(NAME_CHARS_MAX).collect()
}
