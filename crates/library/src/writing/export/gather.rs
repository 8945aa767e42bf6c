//! Items as papers: what they say, what they cite, and whether what they quote still stands.

use model::{Article, Id, ItemKind, Note, Theme};
use store::{
    Reading, articles,
    notes::{self, Filter as NoteFilter},
    quotes::{self, Filter as QuoteFilter, QuoteRow},
};

use crate::clipping::addresses::on_the_web;

use super::{
    check,
    paper::{Block, Paper, Passage, Source, Span, Tongue},
    read,
};

/// What a link of a note leads to.
pub(crate) enum Target {
    Quote(Box<QuoteRow>),
    Article(Id),
    /// A note or a theme: nothing to be cited.
    Other,
    /// What is no longer in the library.
    Lost,
}

/// A paper under way.
pub(crate) struct Gatherer<'a> {
    pub(crate) db: &'a Reading<'a>,
    pub(crate) paper: Paper,
}

/// The paper of an item.
pub(crate) fn paper(db: &Reading<'_>, kind: ItemKind, id: Id, tongue: Tongue) -> store::Result<Paper> {
    let mut gatherer = Gatherer { db, paper: Paper { tongue, ..Paper::default() } };
    match kind {
        ItemKind::Note => gatherer.note(&notes::get(db, id)?)?,
        ItemKind::Article => gatherer.article(&articles::get(db, id)?)?,
        ItemKind::Theme => gatherer.theme(&store::themes::get(db, id)?)?,
        ItemKind::Quote => gatherer.single(id)?,
    }
    Ok(gatherer.paper)
}

impl Gatherer<'_> {
    fn note(&mut self, note: &Note) -> store::Result<()> {
        let tongue = self.paper.tongue;
        let untitled = tongue.of("Untitled note", "无标题笔记");
        self.paper.title = Some(note.title.trim()).filter(|title| !title.is_empty()).unwrap_or(untitled).to_owned();
        if let Some(article) = note.article {
            let number = self.cite(article)?;
            let beside = tongue.of("Written beside ", "写于文章旁：");
            let title = articles::get(self.db, article)?.title;
            let cited = Span { source: number, ..Span::plain(title) };
            self.paper.blocks.push(Block::Paragraph(vec![Span::plain(beside), cited]));
        }
        let blocks = read::blocks(self, &note.body)?;
        self.paper.blocks.extend(blocks);
        Ok(())
    }

    fn article(&mut self, article: &Article) -> store::Result<()> {
        let tongue = self.paper.tongue;
        self.paper.title.clone_from(&article.title);
        self.paper.byline = Some(byline(article)).filter(|line| !line.is_empty());
        self.cite(article.id)?;
        if let Some(summary) = &article.abstract_text {
            self.paper.blocks.push(Block::Paragraph(vec![Span::plain(summary.clone())]));
        }
        let quotes = quotes::of_article(self.db, article.id)?;
        self.section(tongue.of("Quotes", "摘录"), quotes)?;
        let beside = NoteFilter { article: Some(article.id), ..NoteFilter::default() };
        let notes = notes::list(self.db, &beside)?;
        if !notes.is_empty() {
            self.heading(tongue.of("Notes", "笔记"));
        }
        for note in notes {
            if !note.title.is_empty() {
                self.paper.blocks.push(Block::Heading(3, vec![Span::plain(note.title.clone())]));
            }
            let blocks = read::blocks(self, &note.body)?;
            self.paper.blocks.extend(blocks);
        }
        Ok(())
    }

    fn theme(&mut self, theme: &Theme) -> store::Result<()> {
        let tongue = self.paper.tongue;
        self.paper.title.clone_from(&theme.name);
        let forms: Vec<&str> = theme.aliases.iter().map(|alias| alias.form.as_str()).collect();
        self.paper.byline = Some(forms.join(" · ")).filter(|line| !line.is_empty());
        if let Some(description) = &theme.description {
            self.paper.blocks.push(Block::Paragraph(vec![Span::plain(description.clone())]));
        }
        let mut quotes = quotes::list(self.db, &QuoteFilter { theme: Some(theme.id), ..QuoteFilter::default() })?;
        quotes.sort_by_key(|row| std::cmp::Reverse(row.published.map(|published| published.timestamp())));
        self.section(tongue.of("Quotes", "摘录"), quotes)?;
        let carrying = articles::Filter { theme: Some(theme.id), ..articles::Filter::default() };
        let articles = articles::list(self.db, &carrying)?;
        if !articles.is_empty() {
            self.heading(tongue.of("Articles", "文章"));
        }
        let mut items = Vec::new();
        for row in articles {
            let source = self.cite(row.article.id)?;
            let title = Span { source, ..Span::plain(row.article.title.clone()) };
            items.push(vec![Block::Paragraph(vec![title])]);
        }
        if !items.is_empty() {
            self.paper.blocks.push(Block::List { start: None, items });
        }
        let notes = notes::list(self.db, &NoteFilter { theme: Some(theme.id), ..NoteFilter::default() })?;
        if !notes.is_empty() {
            self.heading(tongue.of("Notes", "笔记"));
        }
        for note in notes {
            let untitled = tongue.of("Untitled note", "无标题笔记");
            let title = if note.title.is_empty() { untitled.to_owned() } else { note.title.clone() };
            self.paper.blocks.push(Block::Heading(3, vec![Span::plain(title)]));
            let blocks = read::blocks(self, &note.body)?;
            self.paper.blocks.extend(blocks);
        }
        Ok(())
    }

    fn single(&mut self, id: Id) -> store::Result<()> {
        let row = quotes::row(self.db, id)?;
        self.paper.title.clone_from(&row.article_title);
        let block = self.quoted(&row)?;
        self.paper.blocks.push(block);
        Ok(())
    }

    fn heading(&mut self, words: &str) {
        self.paper.blocks.push(Block::Heading(2, vec![Span::plain(words)]));
    }

    fn section(&mut self, heading: &str, quotes: Vec<QuoteRow>) -> store::Result<()> {
        let shown: Vec<QuoteRow> = quotes.into_iter().filter(|row| row.quote.trashed_at.is_none()).collect();
        if !shown.is_empty() {
            self.heading(heading);
        }
        for row in &shown {
            let block = self.quoted(row)?;
            self.paper.blocks.push(block);
        }
        Ok(())
    }

    /// A quote with its source, after its check.
    pub(crate) fn quoted(&mut self, row: &QuoteRow) -> store::Result<Block> {
        let fault = self.checked(row)?;
        let quote = &row.quote;
        let picture = quote.anchor.picture.as_ref();
        let shown =
            picture.map(|picture| Block::Picture { hash: picture.blob.clone(), alt: quote.anchor.exact.clone() });
        let quoted = Block::Quoted {
            words: quote.anchor.exact.clone(),
            speaker: quote.speaker.clone(),
            source: self.cite(quote.article)?,
            comment: quote.comment.clone(),
            fault,
        };
        Ok(match shown {
            Some(picture) => Block::Indented(vec![picture, quoted]),
            None => quoted,
        })
    }

    /// Checks a quote and writes down how that ended.
    pub(crate) fn checked(&mut self, row: &QuoteRow) -> store::Result<Option<String>> {
        let fault = check::quote(self.db, &row.quote, self.paper.tongue)?;
        self.passage(row.quote.anchor.exact.clone(), row.article_title.clone(), fault.clone());
        Ok(fault)
    }

    pub(crate) fn passage(&mut self, words: String, title: String, fault: Option<String>) {
        self.paper.passages.push(Passage { words, title, fault });
    }

    /// The number of an article among the sources; a new one where it was not cited before.
    pub(crate) fn cite(&mut self, article: Id) -> store::Result<Option<usize>> {
        let known = self.paper.sources.iter().position(|source| source.article == article);
        if let Some(at) = known {
            return Ok(Some(at + 1));
        }
        let article = articles::get(self.db, article)?;
        let line = source_line(&article, self.paper.tongue);
        self.paper.sources.push(Source { article: article.id, line, url: on_the_web(article.url) });
        Ok(Some(self.paper.sources.len()))
    }

    /// What a link of the library leads to.
    pub(crate) fn target(&self, id: Id) -> store::Result<Target> {
        Ok(match store::changes::kind_of(self.db, id)? {
            Some(ItemKind::Quote) => Target::Quote(Box::new(quotes::row(self.db, id)?)),
            Some(ItemKind::Article) => Target::Article(id),
            Some(ItemKind::Note | ItemKind::Theme) => Target::Other,
            None => Target::Lost,
        })
    }
}

fn byline(article: &Article) -> String {
    let day = article.published.map(|published| published.day().to_string());
    [article.site.clone(), article.byline.clone(), day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Author: headline. Publication, day of publication; the day it was clipped.
fn source_line(article: &Article, tongue: Tongue) -> String {
    let Article { title, byline, site, published, clipped_at, .. } = article;
    let clipped = clipped_at.strftime("%Y-%m-%d").to_string();
    let place: Vec<String> =
        site.clone().into_iter().chain(published.map(|published| published.day().to_string())).collect();
    match tongue {
        Tongue::English => {
            let author = byline.as_ref().map(|byline| format!("{byline}: ")).unwrap_or_default();
            let place = if place.is_empty() { String::new() } else { format!(" {}.", place.join(", ")) };
            format!("{author}“{title}”.{place} Clipped {clipped}.")
        }
        Tongue::Chinese => {
            let author = byline.as_ref().map(|byline| format!("{byline}：")).unwrap_or_default();
            let place = if place.is_empty() { String::new() } else { format!("{}，", place.join("，")) };
            format!("{author}《{title}》，{place}{clipped} 剪存。")
        }
    }
}
