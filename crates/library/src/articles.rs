//! Articles: lists, one whole, marks, corrections, captures compared.

use std::borrow::Cow;

use extract::PictureView;
use model::{Article, Capture, Id, Picture, Published, Timestamp};
use store::{
    articles::{ArticleRow, Filter},
    captures::CaptureRow,
    quotes::QuoteRow,
};

use crate::{Compared, Error, Library, NoteView, Result, diff, open::id, writing::notes};

/// An article with all that is shown beside it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What a list says of it.
    pub row: ArticleRow,
    /// The shown capture.
    pub capture: Capture,
    /// Its HTML for the reader frame, see [`extract::reader_html`].
    pub html: String,
    /// All captures, newest first.
    pub captures: Vec<CaptureRow>,
    /// The pictures of the shown capture.
    pub pictures: Vec<Picture>,
    /// Its quotes in order of place.
    pub quotes: Vec<QuoteRow>,
    /// The notes written beside it.
    pub notes: Vec<NoteView>,
}

/// What an article is marked as by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleMark {
    /// It was read.
    Read,
    /// It is starred.
    Starred,
}

/// A correction: what is `None` stays; an empty text clears.
#[derive(Clone, Debug, Default)]
pub struct ArticleEdit {
    /// The headline; cannot be cleared.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// When it was published; `Some(None)` clears.
    pub published: Option<Option<Published>>,
}

impl Library {
    /// The articles of a list, and how many there are in all.
    pub fn articles(&self, filter: &Filter) -> Result<(Vec<ArticleRow>, u32)> {
        self.read(|db| Ok((store::articles::list(db, filter)?, store::articles::count(db, filter)?)))
    }

    /// The ids of the articles of a list, in its order; all from the offset on for a limit of 0.
    pub fn article_ids(&self, filter: &Filter) -> Result<Vec<Id>> {
        self.read(|db| store::articles::ids(db, filter))
    }

    /// One article whole, at its current capture or another. `address` gives the address of a blob in the reader.
    pub fn article(
        &self,
        article: &str,
        capture: Option<&str>,
        address: &dyn Fn(&model::BlobHash) -> String,
    ) -> Result<Opened> {
        let article = id(article, "article")?;
        let capture = capture.map(|capture| id(capture, "capture")).transpose()?;
        self.read(|db| {
            let row = store::articles::row(db, article)?;
            let capture = store::captures::get(db, capture.unwrap_or(row.article.capture))?;
            let pictures = store::captures::pictures::of_capture(db, capture.id)?;
            Ok(Opened {
                html: extract::reader_html(&capture.html, &|position| view(&pictures, position, address)),
                captures: store::captures::of_article(db, article)?,
                quotes: store::quotes::of_article(db, article)?,
                notes: notes::beside(db, article)?,
                row,
                capture,
                pictures,
            })
        })
    }

    /// Marks articles as read or unread, starred or not; what is `None` stays.
    pub fn mark_articles(
        &self,
        articles: &[String],
        read: Option<bool>,
        starred: Option<bool>,
    ) -> Result<Vec<ArticleRow>> {
        let ids = articles.iter().map(|article| id(article, "article")).collect::<Result<Vec<Id>>>()?;
        let now = Timestamp::now();
        self.write(|db| {
            for id in &ids {
                if let Some(read) = read {
                    store::articles::set_read(db, *id, read.then_some(now))?;
                }
                if let Some(starred) = starred {
                    store::articles::set_starred(db, *id, starred.then_some(now))?;
                }
            }
            ids.iter().map(|id| store::articles::row(db, *id)).collect()
        })
    }

    /// Gives a mark to articles, or takes it off them when all have it already. Answers whether they have it now.
    pub fn turn_articles(&self, articles: &[String], mark: ArticleMark) -> Result<bool> {
        let ids = articles.iter().map(|article| id(article, "article")).collect::<Result<Vec<Id>>>()?;
        let now = Timestamp::now();
        self.write(|db| {
            let has = |id: &Id| {
                let article = store::articles::get(db, *id)?;
                Ok(match mark {
                    ArticleMark::Read => article.read_at,
                    ArticleMark::Starred => article.starred_at,
                })
            };
            let on = ids.iter().map(has).collect::<store::Result<Vec<_>>>()?.iter().any(Option::is_none);
            for id in &ids {
                match mark {
                    ArticleMark::Read => store::articles::set_read(db, *id, on.then_some(now))?,
                    ArticleMark::Starred => store::articles::set_starred(db, *id, on.then_some(now))?,
                }
            }
            Ok(on)
        })
    }

    /// Corrects what an article says of itself.
    pub fn edit_article(&self, article: &str, edit: ArticleEdit) -> Result<ArticleRow> {
        let id = id(article, "article")?;
        self.write(|db| {
            let mut article = store::articles::get(db, id)?;
            apply(&mut article, edit.clone());
            store::articles::put(db, &article)?;
            store::articles::row(db, id)
        })
    }

    /// What the publisher changed between two captures; unless named, the newest and the one before it from the same
    /// address. Where the headline changed it is the first line of both. The older may be that of an article that
    /// this one is like: then the changes are what a repost made of it.
    pub fn diff(&self, article: &str, from: Option<&str>, to: Option<&str>) -> Result<Compared> {
        let article = id(article, "article")?;
        let (from, to) = (from.map(|c| id(c, "capture")).transpose()?, to.map(|c| id(c, "capture")).transpose()?);
        let (before, after) = self.read(|db| {
            let captures = store::captures::of_article(db, article)?;
            let newest = captures.first().map(|capture| capture.id);
            let second = self.before_newest(&captures).or(newest);
            let named = |capture: Option<Id>| capture.map(|capture| store::captures::get(db, capture)).transpose();
            let like = store::reposts::of(db, article)?.into_iter().map(|row| row.other);
            let comparable: Vec<Id> = like.chain([article]).collect();
            let before = named(from.or(second))?.filter(|before| comparable.contains(&before.article));
            Ok((before, named(to.or(newest))?))
        })?;
        match (before, after) {
            (Some(before), Some(after)) if after.article == article => {
                let (old, new) = with_headlines(&before, &after);
                let changes = diff::changes(&old, &new);
                Ok(Compared { from: before.id, to: after.id, text: new.into_owned(), changes })
            }
            _ => Err(Error::NotFound("capture")),
        }
    }

    /// The capture that the newest is compared with: a repost that was merged into the article has another address.
    fn before_newest(&self, captures: &[CaptureRow]) -> Option<Id> {
        let (newest, older) = captures.split_first()?;
        let from = |capture: &CaptureRow| capture.url.as_deref().map(|url| self.inner().addresses.fold(url));
        let same = older.iter().find(|capture| from(capture) == from(newest));
        same.or(older.first()).map(|capture| capture.id)
    }
}

/// The texts of two captures, below their headlines where both are known and differ.
fn with_headlines<'a>(before: &'a Capture, after: &'a Capture) -> (Cow<'a, str>, Cow<'a, str>) {
    match (&before.title, &after.title) {
        (Some(old), Some(new)) if before.article == after.article && old != new => {
            (format!("{old}\n{}", before.text).into(), format!("{new}\n{}", after.text).into())
        }
        _ => (before.text.as_str().into(), after.text.as_str().into()),
    }
}

pub(crate) fn view(pictures: &[Picture], position: u32, address: &dyn Fn(&model::BlobHash) -> String) -> PictureView {
    match pictures.iter().find(|picture| picture.position == position) {
        Some(Picture { blob: Some(blob), .. }) => PictureView::Kept(address(blob)),
        Some(Picture { state: model::PictureState::Waiting, .. }) => PictureView::Waiting,
        _ => PictureView::Failed,
    }
}

/// An empty text clears.
pub(crate) fn cleared(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}

fn apply(article: &mut Article, edit: ArticleEdit) {
    let ArticleEdit { title, byline, site, published } = edit;
    if let Some(title) = title.and_then(cleared) {
        article.title = title;
    }
    if let Some(byline) = byline {
        article.byline = cleared(byline);
    }
    if let Some(site) = site {
        article.site = cleared(site);
    }
    if let Some(published) = published {
        article.published = published;
    }
}
