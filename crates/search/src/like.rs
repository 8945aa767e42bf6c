//! More like this: what has the telling words of a text, without anyone asking for them.
//!
//! A word tells the more, the oftener it stands in the text and the rarer it is in the library (tf·idf; Salton and
//! Buckley, 1988). What belongs to the same article is not like it but of it, and is left out.

use std::collections::HashMap;

use model::Id;
use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
    tokenizer::{TokenStream, Tokenizer},
};

use crate::{
    Answer, Error, Hit, LIMIT_MAX, Matcher, Matchers, Remark,
    analysis::{Analyser, Needle, STEM_MARK, stem_of},
    collect::Order,
    deadline::Deadline,
    index::Generation,
    query::{AtLeast, Looked, any_term, outside_the_trash},
    schema::{Fields, kind_number},
};

/// A long text says what it is about in this much of it.
const READ_CHARS_MAX: usize = 20_000;
/// Words that are asked for; more change the order little and cost time.
const TERMS_MAX: usize = 24;
/// Words that something alike must share, when the text has many: one is chance.
const SHARED_MIN: usize = 3;
/// What more than a quarter of a library has says nothing; in a small library nothing is common.
const COMMON_SHARE: u64 = 4;
const COMMON_DOCS_MIN: u64 = 20;

/// A text, and what to leave out.
#[derive(Clone, Debug)]
pub struct Like {
    /// The title and text of an item.
    pub text: String,
    /// The article it belongs to, or itself.
    pub of: Id,
    /// Only these kinds; all when empty.
    pub kinds: Vec<model::ItemKind>,
    /// How many hits at the most.
    pub limit: usize,
    /// How many to leave out at the start.
    pub offset: usize,
    /// The present moment, milliseconds since 1970 UTC.
    pub now: i64,
}

/// Finds what is like a text in one generation.
pub(crate) fn like(generation: &Generation, asked: &Like) -> Result<Answer, Error> {
    let searcher = generation.searcher();
    let fields = generation.fields;
    let telling = telling(&searcher, fields, &asked.text);
    let limit = asked.limit.min(LIMIT_MAX);
    let offset = asked.offset.min(crate::OFFSET_MAX);
    let order = Order::Relevance { now_ms: asked.now };
    let deadline = Deadline::among(searcher.num_docs(), limit);
    let ranking = generation.ranking(order, limit + offset, &deadline);
    let found = ranking.collect(&searcher, &query(&searcher, fields, asked, &telling), &[])?;
    let hits: Vec<Hit> = found.hits.into_iter().map(|found| found.hit).skip(offset).take(limit).collect();
    Ok(Answer {
        hits,
        total: found.total,
        facets: ranking.facets(&found.counts),
        relaxed: false,
        with_trash: false,
        filters: Vec::new(),
        remarks: deadline.was_met().then_some(Remark::CutOff).into_iter().collect(),
        matchers: Matchers {
            whole: Matcher::new(telling.iter().filter_map(|(term, _)| looked(term)).collect()),
            partial: None,
        },
        deadline,
    })
}

/// The most telling terms of a text, each with its weight.
fn telling(searcher: &Searcher, fields: Fields, text: &str) -> Vec<(String, f32)> {
    let end = text.char_indices().nth(READ_CHARS_MAX).map_or(text.len(), |(at, _)| at);
    let documents = searcher.num_docs();
    let common = (documents / COMMON_SHARE).max(COMMON_DOCS_MIN);
    let weight = |(term, count): (String, u32)| {
        let having = searcher.doc_freq(&Term::from_field_text(fields.text, &term)).unwrap_or(0);
        let rare = (documents as f32 / having.max(1) as f32).ln();
        (having > 1 && having <= common).then(|| (term, (1.0 + (count as f32).ln()) * rare.max(f32::MIN_POSITIVE)))
    };
    let mut terms: Vec<(String, f32)> = counted(&text[..end]).into_iter().filter_map(weight).collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    terms.truncate(TERMS_MAX);
    terms
}

/// How often each word stands in a text: stems of English words, pairs of Han characters, everything else by itself.
fn counted(text: &str) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    let mut analyser = Analyser::default();
    let mut tokens = analyser.token_stream(text);
    while tokens.advance() {
        let term = &tokens.token().text;
        let is_single = term.chars().nth(1).is_none();
        let is_number = term.chars().all(|c| c.is_ascii_digit());
        if !is_single && !is_number {
            *counts.entry(term.clone()).or_default() += 1;
        }
    }
    // A word is counted by its stem alone.
    counts.retain(|term: &String, _| stem_of(term).is_none());
    counts
}

fn query(searcher: &Searcher, fields: Fields, asked: &Like, telling: &[(String, f32)]) -> BooleanQuery {
    let term = |(text, weight): &(String, f32)| {
        let term = TermQuery::new(Term::from_field_text(fields.text, text), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(term), *weight)) as Box<dyn Query>
    };
    let needed = SHARED_MIN.min(telling.len().div_ceil(2));
    let shared = AtLeast { needed: needed.max(1), clauses: telling.iter().map(term).collect() };
    let belongs = Term::from_field_bytes(fields.belongs_to, asked.of.as_bytes());
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![
        (Occur::Must, Box::new(shared)),
        (Occur::MustNot, Box::new(TermQuery::new(belongs, IndexRecordOption::Basic))),
    ];
    clauses.extend(outside_the_trash(searcher, fields).map(|trash| (Occur::MustNot, trash)));
    if !asked.kinds.is_empty() {
        let kinds = asked.kinds.iter().filter_map(|kind| kind_number(*kind));
        clauses.push((Occur::Must, any_term(kinds.map(|kind| Term::from_field_u64(fields.kind, kind)))));
    }
    BooleanQuery::new(clauses)
}

fn looked(term: &str) -> Option<Looked> {
    let needle = Needle::exact(term.trim_start_matches(STEM_MARK))?;
    Some(Looked { needle, is_prefix: false, with_stem: true, is_near: false })
}
