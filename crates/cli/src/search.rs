//! Searching, and searches that are kept.

use api::{search, searches};
use library::Library;

use crate::{
    args::{Search, SearchesVerb, Sort},
    input,
    outcome::Outcome,
    print::{line, show},
    run::word,
};

/// Searches for a query, for each line of a file, or for what is like an item.
pub(crate) fn run(library: &Library, asked: &Search, json: bool) -> anyhow::Result<Outcome> {
    let kinds = asked.kind.map(|kind| vec![word(kind)]);
    let request =
        |query: String| search::Find { query, kinds: kinds.clone(), ..page(asked.sort, asked.limit, asked.offset) };
    if let Some(id) = &asked.like {
        let request = search::FindLike { id: id.clone(), kinds, offset: Some(asked.offset), limit: Some(asked.limit) };
        show(&search::like(library, request)?, json)?;
    } else if let Some(query) = &asked.query {
        show(&search::find(library, request(query.clone()))?, json)?;
    } else if let Some(file) = &asked.batch {
        for query in input::text(file, "The list of queries")?.lines() {
            if !json {
                line(&format!("── {query}"))?;
            }
            show(&search::find(library, request(query.to_owned()))?, json)?;
        }
    }
    Ok(Outcome::Done)
}

/// What is asked besides the query.
fn page(sort: Sort, limit: u32, offset: u32) -> search::Find {
    let sort = match sort {
        Sort::Relevance => search::Sort::Relevance,
        Sort::Published => search::Sort::Published,
        Sort::Clipped => search::Sort::Clipped,
    };
    search::Find { sort: Some(sort), offset: Some(offset), limit: Some(limit), ..search::Find::default() }
}

/// Works on saved searches.
pub(crate) fn searches(library: &Library, asked: SearchesVerb, json: bool) -> anyhow::Result<()> {
    match asked {
        SearchesVerb::List => show(&searches::list(library, searches::ListSearches { counts: Some(true) })?, json),
        SearchesVerb::Add { name, query } => show(&searches::add(library, searches::AddSearch { name, query })?, json),
        SearchesVerb::Edit { search, name, query } => {
            show(&searches::edit(library, searches::EditSearch { id: search, name, query })?, json)
        }
        SearchesVerb::Remove { search } => show(&searches::remove(library, searches::OneSearch { id: search })?, json),
        SearchesVerb::Run { search, sort, limit, offset } => {
            let query = searches::query_of(library, &search)?;
            show(&search::find(library, search::Find { query, ..page(sort, limit, offset) })?, json)
        }
    }
}
