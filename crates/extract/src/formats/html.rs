//! HTML pages and selections.

use std::{collections::HashSet, sync::Arc};

use dom_query::Document;
use model::{Content, Part, PictureRef, Removed};
use url::Url;

use super::{depth, text, title_of_name};
use crate::{
    Source,
    article::Article,
    charset::decode,
    clean::{self, Block},
    guard::{self, DEPTH_MAX},
    metadata::{Facts, in_beijing, language_of},
    sites::Rule,
    steps::{PAGE_STEPS, SELECTION_STEPS},
};

/// The beginning of a removed part that the log keeps, in characters.
const REMOVED_CHARS_MAX: usize = 120;

/// Entries of the log of removals; a page with more repeats itself.
const REMOVED_MAX: usize = 200;

/// A page on its way to an article: what the steps read and change.
pub(crate) struct Page<'a> {
    /// What was given.
    pub(crate) source: &'a Source<'a>,
    /// The files that came along with it.
    pub(crate) parts: &'a [Part],
    /// The address that relative links start from.
    pub(crate) base: Option<Url>,
    /// What is known about its site.
    pub(crate) rule: Option<Arc<Rule>>,
    /// The page, then what is left of it.
    pub(crate) document: Document,
    /// What is left of it, once it is sanitised.
    pub(crate) blocks: Vec<Block>,
    /// What it says about its article.
    pub(crate) facts: Facts,
    /// Which part of it is the article, where a step has measured that and nothing was changed since.
    pub(crate) article: Option<Article>,
    /// The lines that a reader saw on it, before the article was taken out of it.
    pub(crate) visible: Vec<String>,
    /// The pictures to keep.
    pub(crate) pictures: Vec<PictureRef>,
    /// What was cut.
    pub(crate) removed: Vec<Removed>,
}

impl Page<'_> {
    /// Cuts the lines of these numbers from the blocks and says so.
    pub(crate) fn cut_lines(&mut self, step: &'static str, reason: &str, numbers: &HashSet<usize>) {
        self.log_lines(step, reason, numbers);
        self.drop_lines(numbers);
    }

    /// Notes the removal of the lines of these numbers.
    pub(crate) fn log_lines(&mut self, step: &'static str, reason: &str, numbers: &HashSet<usize>) {
        if numbers.is_empty() {
            return;
        }
        let lines = clean::lines(&self.blocks);
        let mut sorted: Vec<usize> = numbers.iter().copied().collect();
        sorted.sort_unstable();
        sorted.iter().filter_map(|number| lines.get(*number)).for_each(|line| self.log(step, reason, line));
    }

    /// Drops the lines of these numbers.
    pub(crate) fn drop_lines(&mut self, numbers: &HashSet<usize>) {
        self.blocks = clean::without(std::mem::take(&mut self.blocks), numbers);
    }

    /// Notes a removal; parts without text are not worth a line.
    pub(crate) fn log(&mut self, step: &'static str, reason: &str, text: &str) {
        let words: String =
            text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(REMOVED_CHARS_MAX).collect();
        if !words.is_empty() && self.removed.len() < REMOVED_MAX {
            self.removed.push(Removed { step: step.into(), reason: reason.to_owned(), text: words });
        }
    }
}

/// The article of a page, or all of a selection.
pub(crate) fn content(source: &Source, parts: &[Part]) -> Content {
    let decoded = decode(source.bytes, source.charset);
    let bounded = guard::bounded(&decoded.text);
    let mut document = Document::from(bounded.html.as_str());
    if depth(&document) > 2 * DEPTH_MAX {
        document = Document::from(text::html(&document.text()));
    }
    let base = base_of(&document, source.url);
    let rule = source.sites.rule_for(base.as_ref().and_then(Url::host_str), &document);
    let mut page = Page {
        source,
        parts,
        base,
        rule,
        document,
        blocks: Vec::new(),
        facts: Facts::default(),
        article: None,
        visible: Vec::new(),
        pictures: Vec::new(),
        removed: Vec::new(),
    };
    page.removed.extend(decoded.log());
    if let Some(reason) = bounded.cut {
        page.removed.push(Removed { step: crate::GUARD.into(), reason: reason.to_owned(), text: String::new() });
    }
    let steps: &[_] = if source.whole_page { &PAGE_STEPS } else { &SELECTION_STEPS };
    for (_, step) in steps {
        step(&mut page);
    }
    finished(page)
}

fn base_of(document: &Document, url: Option<&str>) -> Option<Url> {
    let page = url.and_then(|url| Url::parse(url).ok()).filter(Url::has_host);
    let Some(href) = document.select("base[href]").attr("href") else { return page };
    match &page {
        Some(page) => page.join(&href).ok(),
        None => Url::parse(&href).ok(),
    }
    .filter(|base| matches!(base.scheme(), "http" | "https"))
    .or(page)
}

fn finished(page: Page) -> Content {
    let text = clean::text(&page.blocks);
    let facts = page.facts;
    let lang = language_of(&text, facts.lang.as_deref());
    let chinese =
        lang.as_deref() == Some("zh") && facts.lang.as_deref().is_none_or(|claimed| !claimed.starts_with("en"));
    Content {
        title: facts
            .title
            .or_else(|| page.source.title.map(str::to_owned))
            .or_else(|| page.source.name.and_then(title_of_name)),
        byline: facts.byline,
        site: facts.site,
        url: facts.url,
        published: if chinese { facts.published.map(in_beijing) } else { facts.published },
        lang,
        next_page: facts.next,
        abstract_text: facts.summary,
        html: clean::write(&page.blocks),
        text,
        pictures: page.pictures,
        removed: page.removed,
    }
}
