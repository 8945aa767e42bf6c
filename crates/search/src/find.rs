//! Running a request: strictly first; with most of the words when too little has all of them.

use std::collections::HashSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use tantivy::{
    Searcher,
    collector::{Count, DocSetCollector},
    query::{BooleanQuery, Occur, Query},
    schema::Field,
};

use crate::{
    Answer, Error, Filters, Hit, Lexicon, Matcher, Request, Sort,
    closeness::{self, CANDIDATES},
    collect::{Candidate, Collected, Order, Ranking},
    index::Generation,
    query::{Excludable, Part, Relaxed, compile, parse},
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
    let mut looked = compiled.looked;
    let ranking = Ranking { order, keep: limit + offset, unpacked: &generation.unpacked };
    let mut found = searcher.search(&*compiled.strict, &ranking)?;
    let mut relaxed = false;
    if let Some(looser) = compiled.relaxed.filter(|looser| looser.is_question || found.total < ENOUGH) {
        let partial = with_most(&searcher, generation.fields.text, &*compiled.strict, &looser, &ranking)?;
        relaxed = partial.hits.iter().any(|found| found.hit.partial);
        if partial.total > 0 {
            looked.extend(looser.looked());
        }
        found = if looser.is_question && partial.total > 0 { partial } else { found.followed_by(partial) };
    }
    let (total, facets) = (found.total, found.facets);
    let hits: Vec<Hit> = found.hits.into_iter().map(|found| found.hit).skip(offset).take(limit).collect();
    let with_trash = parsed.root.asks_for_trash();
    Ok(Answer {
        hits,
        total,
        facets,
        relaxed,
        with_trash,
        filters: parsed.filters,
        remarks: compiled.remarks,
        matcher: Matcher::new(looked),
    })
}

/// How many items have every word of each query; nothing is sorted, and no facet counted.
pub(crate) fn counts(
    generation: &Generation,
    queries: &[&str],
    now: i64,
    lexicon: &Lexicon,
) -> Result<Vec<u64>, Error> {
    let (searcher, today) = (generation.searcher(), today(now));
    let count = |query: &&str| {
        let parsed = parse(query, false, today);
        let compiled = compile(&parsed, &Filters::default(), generation.fields, lexicon, &searcher);
        Ok(searcher.search(&*compiled.strict, &Count)? as u64)
    };
    queries.iter().map(count).collect()
}

/// The day it is where the researcher is.
fn today(now_ms: i64) -> Date {
    let now = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::system().to_datetime(now).date()
}

/// What has most of the words but not all, by the first query that finds enough, well ordered.
/// Of a question, what has all of them too.
fn with_most(
    searcher: &Searcher,
    field: Field,
    strict: &dyn Query,
    relaxed: &Relaxed,
    ranking: &Ranking<'_>,
) -> Result<Collected, Error> {
    let ranking = Ranking { keep: ranking.keep.max(CANDIDATES), ..*ranking };
    let mut partial = Collected::default();
    for query in &relaxed.queries {
        let mut clauses = vec![(Occur::Must, query.box_clone())];
        if !relaxed.is_question {
            clauses.push((Occur::MustNot, Box::new(Excludable(strict.box_clone())) as _));
        }
        partial = searcher.search(&BooleanQuery::new(clauses), &ranking)?;
        if partial.total >= ENOUGH {
            break;
        }
    }
    mark_partial(searcher, strict, relaxed, &mut partial)?;
    if matches!(ranking.order, Order::Relevance { .. }) {
        put_in_order(searcher, field, &relaxed.parts, &mut partial.hits)?;
    }
    Ok(partial)
}

/// Marks what lacks a word.
fn mark_partial(
    searcher: &Searcher,
    strict: &dyn Query,
    relaxed: &Relaxed,
    partial: &mut Collected,
) -> Result<(), Error> {
    let whole = if relaxed.is_question { searcher.search(strict, &DocSetCollector)? } else { HashSet::new() };
    partial.hits.iter_mut().for_each(|found| found.hit.partial = !whole.contains(&found.place));
    Ok(())
}

/// Looks at the best again; the others follow in the order they had.
fn put_in_order(searcher: &Searcher, field: Field, parts: &[Part], hits: &mut [Candidate]) -> Result<(), Error> {
    let (best, others) = hits.split_at_mut(hits.len().min(CANDIDATES));
    closeness::order(searcher, field, parts, best)?;
    let least = best.last().map_or(0.0, |last| last.hit.score);
    others.iter_mut().for_each(|found| found.hit.score = found.hit.score.min(least));
    Ok(())
}
