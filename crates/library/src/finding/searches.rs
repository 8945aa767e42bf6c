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

    /// Keeps a query under a name, after those that are kept; an empty name is the query itself. What is kept so already
    /// stays as it is, and of another query with the name that is taken the name gets a number.
    pub fn save_search(&self, name: &str, query: &str) -> Result<SearchView> {
        let query = one_line(query);
        let name = cut(&one_line(if name.trim().is_empty() { &query } else { name }), NAME_CHARS_MAX);
        let search = self.write(|db| {
            let others = store::searches::list(db)?;
            if let Some(same) = others.iter().find(|other| other.name == name && other.query == query) {
                return Ok(same.clone());
            }
            let position = others.last().map_or(0, |last| last.position.saturating_add(1));
            let name = free_name(name, &others);
            let search = SavedSearch { id: Id::new(), name, query, position, created_at: Timestamp::now() };
            store::searches::put(db, &search)?;
            Ok(search)
        })?;
        Ok(self.counted_one(search))
    }

    /// Changes the name or the query of a saved search; what is `None` stays. A name that is taken gets a number.
    pub fn edit_search(&self, search: &str, name: Option<&str>, query: Option<&str>) -> Result<SearchView> {
        let mut search = self.saved_search(search)?;
        if let Some(query) = query {
            search.query = one_line(query);
        }
        let name = name.map(one_line).filter(|name| !name.is_empty());
        let search = self.write(|db| {
            if let Some(name) = name {
                let mut others = store::searches::list(db)?;
                others.retain(|other| other.id != search.id);
                search.name = free_name(cut(&name, NAME_CHARS_MAX), &others);
            }
            store::searches::put(db, &search)?;
            Ok(search)
        })?;
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

fn cut(name: &str, chars_max: usize) -> String {
    name.chars().take(chars_max).collect()
}

/// The name, with the first number behind it that no other has when one has the name: by its name a search is asked for.
fn free_name(name: String, others: &[SavedSearch]) -> String {
    let is_free = |name: &String| others.iter().all(|other| other.name != *name);
    let numbered = |number: usize| {
        let ending = format!(" {number}");
        cut(&name, NAME_CHARS_MAX - ending.len()) + &ending
    };
    // Of so many numbers one is free.
    let candidates = (2..others.len() + 3).map(numbered);
    if is_free(&name) { name } else { candidates.into_iter().find(is_free).unwrap_or(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    #[test]
    fn no_two_searches_have_one_name_and_nothing_is_kept_twice() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let save = |name: &str, query: &str| library.save_search(name, query).unwrap().search;
        let first = save("良率", "HBM 良率");
        assert_eq!(save("良率", "HBM 良率").id, first.id);
        assert_eq!(save("良率", "良率").name, "良率 2");
        let long = "长".repeat(NAME_CHARS_MAX + 1);
        let names = [save(&long, "a").name, save(&long, "b").name];
        assert!(names.iter().all(|name| name.chars().count() == NAME_CHARS_MAX) && names[1].ends_with("长 2"));
        let renamed = library.edit_search("良率 2", Some("良率"), None).unwrap().search;
        assert_eq!(renamed.name, "良率 2");
        assert_eq!(library.edit_search("良率", Some("良率"), Some("x")).unwrap().search.name, "良率");
        assert_eq!(library.searches(false).unwrap().len(), 4);
    }
}
