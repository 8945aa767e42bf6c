//! Search: hits from the index, everything shown of them from the truth.

use std::{panic::resume_unwind, thread, time::Instant};

use model::{Id, ItemKind, Published, Theme, Timestamp};
use search::{Filter, Filters, Hit, Like, Marks, Matcher, Remark, Request, Sort};
use store::Reading;

use crate::{Library, Result, finding::complete, tagging::lexicon::Known};

/// Characters of a snippet: two lines of a list.
const SNIPPET_CHARS: usize = 120;
/// Fewer hits are shown sooner by one thread than another is started.
const WORTH_A_THREAD: usize = 8;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// The query as typed.
    pub query: String,
    /// Kinds of items; all when empty.
    pub kinds: Vec<ItemKind>,
    /// Only what carries this theme or one below it.
    pub theme: Option<Id>,
    /// Sorted by.
    pub sort: Sort,
    /// How many to leave out at the start.
    pub offset: u32,
    /// How many at the most.
    pub limit: u32,
    /// Whether the last word may be unfinished.
    pub typing: bool,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The best hits.
    pub hits: Vec<Found>,
    /// How many there are in all.
    pub total: u64,
    /// Counts of all hits.
    pub facets: Facets,
    /// Whether hits with only some of the words follow.
    pub relaxed: bool,
    /// The fields that hold for the whole query, as they stand in it, and the theme that one names.
    pub filters: Vec<(Filter, Option<Theme>)>,
    /// What was understood otherwise than typed.
    pub remarks: Vec<Remark>,
    /// How long it took, microseconds.
    pub took_us: u64,
}

/// Counts of all hits, the most frequent first.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<Facet>,
    /// By theme.
    pub themes: Vec<Facet>,
    /// By publication.
    pub sites: Vec<Facet>,
    /// By person, who wrote or said it.
    pub people: Vec<Facet>,
    /// By the month it is dated.
    pub months: Vec<Facet>,
}

/// A count of hits with one value.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The value for programs.
    pub value: String,
    /// The value for people.
    pub label: String,
    /// How many.
    pub count: u64,
}

/// A hit with what is shown of it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The hit.
    pub hit: Hit,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// Its title; of a quote, its article's.
    pub title: String,
    /// Character ranges of the title that match.
    pub title_highlights: Vec<(u32, u32)>,
    /// A passage that matches.
    pub snippet: String,
    /// Character ranges of the passage that match.
    pub highlights: Vec<(u32, u32)>,
    /// The publication.
    pub site: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was clipped, marked or written.
    pub clipped_at: Timestamp,
    /// Whether the article was not read yet.
    pub unread: bool,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Its themes.
    pub themes: Vec<Theme>,
}

impl Library {
    /// Searches articles, quotes and notes. Never fails for what was typed.
    pub fn find(&self, find: &Find) -> Result<Answer> {
        let begun = Instant::now();
        if !self.index_answers()? {
            return Err(search::Error::NotReady.into());
        }
        let names = self.names()?;
        let request = Request {
            query: find.query.clone(),
            filters: Filters {
                kinds: find.kinds.clone(),
                themes: find.theme.into_iter().collect(),
                ..Filters::default()
            },
            sort: find.sort,
            limit: find.limit as usize,
            offset: find.offset as usize,
            typing: find.typing,
            now: Timestamp::now().as_millisecond(),
        };
        let answer = self.inner().indexer.index()?.search(&request, &names.lexicon)?;
        self.shown(answer, &names, begun)
    }

    /// How many things have every word of each query, as one looks at them now; `None` while the index is being built.
    pub(crate) fn count_all(&self, queries: &[&str]) -> Result<Option<Vec<u64>>> {
        if queries.is_empty() {
            return Ok(Some(Vec::new()));
        }
        if !self.index_answers()? {
            return Ok(None);
        }
        let now = Timestamp::now().as_millisecond();
        Ok(Some(self.inner().indexer.index()?.counts(queries, now, &self.names()?.lexicon)?))
    }

    /// Where the words of a query stand in the text of an article, or in the source of a note: the first `most` places.
    pub fn inside(&self, item: &str, query: &str, typing: bool, most: u32) -> Result<Marks> {
        if !self.index_answers()? {
            return Err(search::Error::NotReady.into());
        }
        let (kind, id) = self.kind(item)?;
        let text = match kind {
            ItemKind::Article => self.read(|db| Ok(store::articles::with_text(db, id)?.1))?,
            ItemKind::Note => self.read(|db| store::notes::get(db, id))?.body,
            ItemKind::Quote | ItemKind::Theme => return Err(crate::Error::NotFound("article or note")),
        };
        let now = Timestamp::now().as_millisecond();
        let matchers = self.inner().indexer.index()?.matchers(query, typing, now, &self.names()?.lexicon)?;
        let mark = |matcher: &Matcher| matcher.marks(&text, SNIPPET_CHARS, most as usize);
        let whole = mark(&matchers.whole);
        Ok(match &matchers.partial {
            Some(partial) if whole.ranges.is_empty() => mark(partial),
            _ => whole,
        })
    }

    /// Finds what is like an article, a quote or a note, and not of it.
    pub fn like(&self, item: &str, kinds: &[ItemKind], offset: u32, limit: u32) -> Result<Answer> {
        let begun = Instant::now();
        if !self.index_answers()? {
            return Err(search::Error::NotReady.into());
        }
        let (kind, id) = self.kind(item)?;
        let (text, of) =
            self.read(|db| text_of(db, kind, id))?.ok_or(crate::Error::NotFound("article, quote or note"))?;
        let asked = Like {
            text,
            of,
            kinds: kinds.to_vec(),
            limit: limit as usize,
            offset: offset as usize,
            now: Timestamp::now().as_millisecond(),
        };
        let answer = self.inner().indexer.index()?.like(&asked)?;
        self.shown(answer, &*self.names()?, begun)
    }

    /// An answer of the index with what is shown of each hit.
    fn shown(&self, answer: search::Answer, names: &Known, begun: Instant) -> Result<Answer> {
        let search::Answer { hits, total, facets, relaxed, with_trash, filters, mut remarks, matchers, deadline } =
            answer;
        let nothing = Matcher::nothing();
        let show = |hits: &[Hit]| {
            self.read(|db| {
                let mut shown = Vec::with_capacity(hits.len());
                for hit in hits {
                    let matcher = if deadline.has_passed() { &nothing } else { matchers.of(hit) };
                    shown.extend(found(db, *hit, matcher)?.filter(|(found, _)| with_trash || !found.trashed));
                }
                Ok(shown)
            })
        };
        let hits = on_two_threads(&hits, show)?;
        if deadline.was_met() && !remarks.contains(&Remark::CutOff) {
            remarks.push(Remark::CutOff);
        }
        let with_themes = |(mut found, ids): (Found, Vec<Id>)| {
            found.themes = ids.iter().filter_map(|id| names.theme(*id).cloned()).collect();
            found
        };
        let filters = filters.into_iter().map(|filter| {
            let theme = (filter.field == "theme").then(|| complete::theme_named(names, &filter.value)).flatten();
            (filter, theme.cloned())
        });
        Ok(Answer {
            hits: hits.into_iter().map(with_themes).collect(),
            total,
            facets: named(facets, names),
            relaxed,
            filters: filters.collect(),
            remarks,
            took_us: u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }
}

/// Does something with both halves of a list at once; a short one is not worth a thread.
fn on_two_threads<T: Sync, R: Send>(list: &[T], work: impl Fn(&[T]) -> Result<Vec<R>> + Sync) -> Result<Vec<R>> {
    if list.len() < WORTH_A_THREAD {
        return work(list);
    }
    let (first, second) = list.split_at(list.len() / 2);
    let (first, second) = thread::scope(|scope| {
        let second = scope.spawn(|| work(second));
        (work(first), second.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let mut all = first?;
    all.extend(second?);
    Ok(all)
}

/// Counts with names for people.
fn named(facets: search::Facets, names: &Known) -> Facets {
    let search::Facets { kinds, themes, sites, people, months } = facets;
    let theme =
        |(id, count): (Id, u64)| Some(Facet { value: id.to_string(), label: names.theme(id)?.name.clone(), count });
    let plain = |(value, count): (String, u64)| Facet { label: value.clone(), value, count };
    Facets {
        kinds: kinds.into_iter().map(|(kind, count)| plain((kind.as_str().to_owned(), count))).collect(),
        themes: themes.into_iter().filter_map(theme).collect(),
        sites: sites.into_iter().map(plain).collect(),
        people: people.into_iter().map(plain).collect(),
        months: months.into_iter().map(plain).collect(),
    }
}

/// The words of an item, and what it belongs to; `None` for a theme.
fn text_of(db: &Reading<'_>, kind: ItemKind, id: Id) -> store::Result<Option<(String, Id)>> {
    Ok(match kind {
        ItemKind::Article => {
            let (article, text) = store::articles::with_text(db, id)?;
            Some((format!("{}\n{text}", article.title), id))
        }
        ItemKind::Quote => {
            let quote = store::quotes::get(db, id)?;
            let comment = quote.comment.unwrap_or_default();
            Some((format!("{}\n{comment}", quote.anchor.exact), quote.article))
        }
        ItemKind::Note => {
            let note = store::notes::get(db, id)?;
            Some((format!("{}\n{}", note.title, extract::note_text(&note.body)), note.article.unwrap_or(id)))
        }
        ItemKind::Theme => None,
    })
}

/// The rows of a hit; `None` when the truth no longer shows it, though an older index does.
fn found(db: &Reading<'_>, hit: Hit, matcher: &Matcher) -> store::Result<Option<(Found, Vec<Id>)>> {
    let missing = |error| if matches!(error, store::Error::NotFound { .. }) { Ok(None) } else { Err(error) };
    let found = match hit.kind {
        ItemKind::Article => article(db, hit, matcher),
        ItemKind::Quote => quote(db, hit, matcher),
        ItemKind::Note => note(db, hit, matcher),
        ItemKind::Theme => return Ok(None),
    };
    found.or_else(missing)
}

fn article(db: &Reading<'_>, hit: Hit, matcher: &Matcher) -> store::Result<Option<(Found, Vec<Id>)>> {
    let (article, text) = store::articles::with_text(db, hit.id)?;
    let themes = store::taggings::confirmed(db, hit.id)?;
    let snippet = matcher.snippet(&text, SNIPPET_CHARS);
    let found = Found {
        hit,
        title_highlights: matcher.highlights(&article.title),
        external_id: article.external_id,
        title: article.title,
        snippet: snippet.text,
        highlights: snippet.highlights,
        site: article.site,
        speaker: None,
        published: article.published,
        clipped_at: article.clipped_at,
        unread: article.read_at.is_none(),
        trashed: article.trashed_at.is_some(),
        themes: Vec::new(),
    };
    Ok(Some((found, themes)))
}

fn quote(db: &Reading<'_>, hit: Hit, matcher: &Matcher) -> store::Result<Option<(Found, Vec<Id>)>> {
    let store::quotes::QuoteRow { quote, article_title, site, published, themes, .. } = store::quotes::row(db, hit.id)?;
    let trashed = quote.trashed_at.is_some() || store::articles::get(db, quote.article)?.trashed_at.is_some();
    let comment = quote.comment.map(|comment| format!("\n{comment}")).unwrap_or_default();
    let snippet = matcher.snippet(&format!("{}{comment}", quote.anchor.exact), SNIPPET_CHARS);
    let found = Found {
        hit,
        external_id: None,
        title_highlights: matcher.highlights(&article_title),
        title: article_title,
        snippet: snippet.text,
        highlights: snippet.highlights,
        site,
        speaker: quote.speaker,
        published,
        clipped_at: quote.created_at,
        unread: false,
        trashed,
        themes: Vec::new(),
    };
    Ok(Some((found, themes)))
}

fn note(db: &Reading<'_>, hit: Hit, matcher: &Matcher) -> store::Result<Option<(Found, Vec<Id>)>> {
    let note = store::notes::get(db, hit.id)?;
    let themes = store::taggings::confirmed(db, hit.id)?;
    let snippet = matcher.snippet(&extract::note_text(&note.body), SNIPPET_CHARS);
    let found = Found {
        hit,
        external_id: None,
        title_highlights: matcher.highlights(&note.title),
        title: note.title,
        snippet: snippet.text,
        highlights: snippet.highlights,
        site: None,
        speaker: None,
        published: None,
        clipped_at: note.edited_at,
        unread: false,
        trashed: note.trashed_at.is_some(),
        themes: Vec::new(),
    };
    Ok(Some((found, themes)))
}

#[cfg(test)]
mod tests {
    use search::Deadline;

    use super::*;
    use crate::{Import, Role};

    #[test]
    fn when_the_time_is_over_hits_are_shown_by_their_beginning_and_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let body = format!("开头。{}良率升到八成", "别的话。".repeat(100));
        library.import(vec![Import { title: Some("良率".into()), body, ..Import::default() }]).unwrap();
        library.settle();
        let request = Request {
            query: "良率".into(),
            filters: Filters::default(),
            sort: Sort::Relevance,
            limit: 20,
            offset: 0,
            typing: false,
            now: 0,
        };
        let names = library.names().unwrap();
        let ask = || library.inner().indexer.index().unwrap().search(&request, &names.lexicon).unwrap();
        let shown = |answer| library.shown(answer, &names, Instant::now()).unwrap();
        let in_time = shown(ask());
        assert!(in_time.hits[0].snippet.contains("良率升到") && in_time.remarks.is_empty());
        let late = shown(search::Answer { deadline: Deadline::at(Instant::now()), ..ask() });
        assert!(late.hits[0].snippet.starts_with("开头。") && late.hits[0].highlights.is_empty());
        assert_eq!(late.remarks, [Remark::CutOff]);
    }
}
