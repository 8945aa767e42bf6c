//! Running a request: strictly first; with some of the words when too little has all of them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use tantivy::{
    Searcher,
    collector::Count,
    query::{BooleanQuery, EnableScoring, Occur, Query},
};

use crate::{
    Answer, Error, Filters, Hit, Lexicon, Matcher, Matchers, Remark, Request, Sort,
    closeness::{self, CANDIDATES},
    collect::{Candidate, Collected, Order, Ranking},
    deadline::Deadline,
    docs::at_or_after,
    index::Generation,
    query::{Compiled, Excludable, Part, Relaxed, compile, parse},
    schema::Fields,
};

/// Hits an answer holds at the most.
pub const LIMIT_MAX: usize = 1_000;
/// Hits that may be left out at the start.
pub const OFFSET_MAX: usize = 10_000;
/// With fewer hits than this, hits with some of the words follow.
const ENOUGH: u64 = 3;

/// Finds what a request asks for in one generation.
pub(crate) fn find(generation: &Generation, request: &Request, lexicon: &Lexicon) -> Result<Answer, Error> {
    let deadline = Deadline::among(generation.searcher().num_docs(), request.limit.min(LIMIT_MAX));
    find_until(&deadline, generation, request, lexicon)
}

/// The same, with what there is when the time is over.
fn find_until(
    deadline: &Deadline,
    generation: &Generation,
    request: &Request,
    lexicon: &Lexicon,
) -> Result<Answer, Error> {
    let searcher = generation.searcher();
    let parsed = parse(&request.query, request.typing, today(request.now));
    let compiled = compile(&parsed, &request.filters, generation.fields, lexicon, &searcher, deadline);
    let (limit, offset) = (request.limit.min(LIMIT_MAX), request.offset.min(OFFSET_MAX));
    let order = match request.sort {
        Sort::Relevance if compiled.looked.is_empty() => Order::Clipped,
        Sort::Relevance => Order::Relevance { now_ms: request.now },
        Sort::Published => Order::Published,
        Sort::Clipped => Order::Clipped,
    };
    let Compiled { strict, extras, relaxed: looser, looked, mut remarks } = compiled;
    let ranking = generation.ranking(order, limit + offset, deadline);
    let is_question = looser.as_ref().is_some_and(|looser| looser.is_question);
    let mut found = if is_question { Collected::default() } else { ranking.collect(&searcher, &*strict, &extras)? };
    let (mut relaxed, mut partly_looked) = (false, None);
    if let Some(looser) = looser.filter(|_| is_question || found.total < ENOUGH) {
        let partial = with_most(&searcher, generation.fields, &*strict, &looser, &ranking)?;
        relaxed = partial.hits.iter().any(|found| found.hit.partial);
        if partial.total > 0 {
            partly_looked = Some(looked.iter().cloned().chain(looser.looked()).collect());
        } else if is_question {
            found = ranking.collect(&searcher, &*strict, &extras)?;
        }
        found = found.followed_by(partial);
    }
    if deadline.was_met() {
        remarks.push(Remark::CutOff);
    }
    let (total, facets) = (found.total, ranking.facets(&found.counts));
    let hits: Vec<Hit> = found.hits.into_iter().map(|found| found.hit).skip(offset).take(limit).collect();
    let with_trash = parsed.root.asks_for_trash();
    Ok(Answer {
        hits,
        total,
        facets,
        relaxed,
        with_trash,
        filters: parsed.filters,
        remarks,
        matchers: Matchers { whole: Matcher::new(looked), partial: partly_looked.map(Matcher::new) },
        deadline: deadline.clone(),
    })
}

/// What marks the words of a query in texts, whichever of them a hit has.
pub(crate) fn matchers(generation: &Generation, query: &str, typing: bool, now: i64, lexicon: &Lexicon) -> Matchers {
    let searcher = generation.searcher();
    let parsed = parse(query, typing, today(now));
    let deadline = Deadline::among(searcher.num_docs(), 0);
    let compiled = compile(&parsed, &Filters::default(), generation.fields, lexicon, &searcher, &deadline);
    let Compiled { looked, relaxed, .. } = compiled;
    let partial = relaxed.map(|looser| Matcher::new(looked.iter().cloned().chain(looser.looked()).collect()));
    Matchers { whole: Matcher::new(looked), partial }
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
        let deadline = Deadline::among(searcher.num_docs(), 0);
        let compiled = compile(&parsed, &Filters::default(), generation.fields, lexicon, &searcher, &deadline);
        Ok(searcher.search(&*compiled.strict, &Count)? as u64)
    };
    queries.iter().map(count).collect()
}

/// The day it is where the researcher is.
fn today(now_ms: i64) -> Date {
    let now = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::system().to_datetime(now).date()
}

/// What has some of the words but not all, by the first query that finds enough, well ordered.
/// Of a question, what has all of them too.
fn with_most(
    searcher: &Searcher,
    fields: Fields,
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
        partial = ranking.collect(searcher, &BooleanQuery::new(clauses), &[])?;
        if partial.total >= ENOUGH {
            break;
        }
    }
    mark_partial(searcher, strict, relaxed, &mut partial)?;
    if matches!(ranking.order, Order::Relevance { .. }) {
        put_in_order(searcher, fields, &relaxed.parts, &mut partial.hits)?;
    }
    Ok(partial)
}

/// Marks what lacks a word: everything, but of a question what the strict query does not find.
fn mark_partial(
    searcher: &Searcher,
    strict: &dyn Query,
    relaxed: &Relaxed,
    partial: &mut Collected,
) -> Result<(), Error> {
    partial.hits.iter_mut().for_each(|found| found.hit.partial = true);
    if !relaxed.is_question {
        return Ok(());
    }
    let weight = strict.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut in_place: Vec<&mut Candidate> = partial.hits.iter_mut().collect();
    in_place.sort_unstable_by_key(|found| found.place);
    for group in in_place.chunk_by_mut(|one, next| one.place.segment_ord == next.place.segment_ord) {
        let mut whole = weight.scorer(searcher.segment_reader(group[0].place.segment_ord), 1.0)?;
        for found in group {
            let doc = found.place.doc_id;
            found.hit.partial = at_or_after(&mut whole, doc) != doc;
        }
    }
    Ok(())
}

/// Looks at the best again; the others follow in the order they had.
fn put_in_order(searcher: &Searcher, fields: Fields, parts: &[Part], hits: &mut [Candidate]) -> Result<(), Error> {
    let (best, others) = hits.split_at_mut(hits.len().min(CANDIDATES));
    closeness::order(searcher, fields, parts, best)?;
    let least = best.last().map_or(0.0, |last| last.hit.score);
    others.iter_mut().for_each(|found| found.hit.score = found.hit.score.min(least));
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::{Id, ItemKind};

    use super::*;
    use crate::{Change, Document, Has, Index, RebuildStart, Watermark};

    fn article(number: usize) -> Document {
        Document {
            id: Id::new(),
            kind: ItemKind::Article,
            article: None,
            title: String::new(),
            body: format!("良率 CoWoS-L{number}"),
            author: None,
            speaker: None,
            site: None,
            urls: Vec::new(),
            lang: None,
            themes: Vec::new(),
            published_at: None,
            dated: None,
            clipped_at: 0,
            unread: true,
            starred: false,
            trashed: false,
            has: Has::default(),
        }
    }

    #[test]
    fn a_search_that_is_cut_off_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let (index, library, count) = (Index::open(folder.path()).unwrap(), Id::new(), 4_000);
        let mut rebuild = index.rebuild(library, 1, RebuildStart::Afresh).unwrap();
        (0..count).for_each(|number| rebuild.apply(Change::Put(Box::new(article(number)))).unwrap());
        rebuild.finish(&Watermark::at(library, 1, 1, 1), count as u64).unwrap();
        let generation = index.generation().unwrap();
        for (query, typing) in [("良率", false), ("cowos", true), ("cow*", false), ("cowos-l1*", false)] {
            let request = Request {
                query: query.to_owned(),
                filters: Filters::default(),
                sort: Sort::Relevance,
                limit: 20,
                offset: 0,
                typing,
                now: 0,
            };
            let find = |deadline| find_until(&deadline, &generation, &request, &Lexicon::default()).unwrap();
            let (whole, cut) = (find(Deadline::among(count as u64 * 1_000, 0)), find(Deadline::over()));
            assert!(!whole.remarks.contains(&Remark::CutOff) && whole.total > 1_000, "{query}: {}", whole.total);
            assert!(cut.remarks.contains(&Remark::CutOff), "{query}");
            assert!(cut.total < whole.total || (cut.relaxed && !whole.relaxed), "{query}: {}", cut.total);
        }
    }
}
