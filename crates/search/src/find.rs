//! Running a request: strictly first; with most of the words when too little has all of them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use tantivy::{
    Searcher,
    query::{BooleanQuery, Occur, Query},
};

use crate::{
    Answer, Error, Hit, Lexicon, Matcher, Request, Sort,
    collect::{Collected, Order, Ranking},
    index::Generation,
    query::{Excludable, compile, parse},
};

/// Hits an answer holds at the most.
pub const LIMIT_MAX: usize = 1_000;
/// Hits that may be left out at the start.
pub const OFFSET_MAX: usize = 10_000;
/// With fewer hits than this, hits with most of the words follow.
const ENOUGH: u64 = 3;

/// Finds what a request asks for in one generation.
pub(crate) fn find(generation: &Generation, request: &Request, lexicon: &Lexicon) -> Result<Answer, Error> {
    let searcher = generation.searcher();
    let parsed = parse(&request.query, request.typing, today(request.now));
    let compiled = compile(&parsed, &request.filters, generation.fields, lexicon, &searcher);
    let (limit, offset) = (request.limit.min(LIMIT_MAX), request.offset.min(OFFSET_MAX));
    let order = match request.sort {
        Sort::Relevance if compiled.looked.is_empty() => Order::Clipped,
        Sort::Relevance => Order::Relevance { now_ms: request.now },
        Sort::Published => Order::Published,
        Sort::Clipped => Order::Clipped,
    };
    let ranking = Ranking { order, keep: limit + offset };
    let mut found = searcher.search(&*compiled.strict, &ranking)?;
    let mut looked = compiled.looked;
    let mut relaxed = false;
    if found.total < ENOUGH && !compiled.relaxed.is_empty() {
        let partial = with_most(&searcher, &*compiled.strict, compiled.relaxed, &ranking)?;
        relaxed = partial.total > 0;
        if relaxed {
            looked.extend(compiled.parts);
        }
        found = found.followed_by(partial);
    }
    let (total, facets) = (found.total, found.facets);
    let hits: Vec<Hit> = found.hits.into_iter().skip(offset).take(limit).collect();
    let with_trash = parsed.root.asks_for_trash();
    Ok(Answer { hits, total, facets, relaxed, with_trash, remarks: compiled.remarks, matcher: Matcher::new(looked) })
}

/// The day it is where the researcher is.
fn today(now_ms: i64) -> Date {
    let now = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::system().to_datetime(now).date()
}

/// What has most of the words but not all, by the first query that finds enough.
fn with_most(
    searcher: &Searcher,
    strict: &dyn Query,
    relaxed: Vec<Box<dyn Query>>,
    ranking: &Ranking,
) -> Result<Collected, Error> {
    let mut partial = Collected::default();
    for query in relaxed {
        let not_all: Box<dyn Query> = Box::new(Excludable(strict.box_clone()));
        partial =
            searcher.search(&BooleanQuery::new(vec![(Occur::Must, query), (Occur::MustNot, not_all)]), ranking)?;
        if partial.total >= ENOUGH {
            break;
        }
    }
    Ok(partial)
}
