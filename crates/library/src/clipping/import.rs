//! Articles from another program, many in one transaction.

use capture::Addresses;
use model::{Article, Capture, Id, ItemKind, Published, Timestamp};
use store::{Reading, Touched, Writing};

use crate::{
    Library, Result,
    clipping::{addresses::on_the_web, beginning::beginning, reposts::Alike},
    marking::quotes::{self, Places},
    tagging::{lexicon::Known, rules, themes},
};

/// An article as another program gives it.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// Its id there; by it the article is recognised when it is imported again.
    pub external_id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// Its plain text.
    pub body: String,
    /// Names of themes; unknown ones are made.
    pub themes: Vec<String>,
}

/// What became of one article of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// It is new.
    New,
    /// It was there by its external id.
    Updated,
    /// It has no external id, and an article with its address, headline and text is there.
    Known,
}

impl Library {
    /// Writes articles in one transaction. What is wrong with one of them is told in its place and harms no other.
    pub fn import(&self, articles: Vec<Import>) -> Result<Vec<std::result::Result<Imported, String>>> {
        let prepared: Vec<Prepared> = articles.into_iter().map(prepare).collect();
        let known = self.names()?;
        let ruled: Vec<rules::Hits> = prepared.iter().map(|article| article.hits(&known)).collect();
        let places = self.places_of_imports(&prepared)?;
        self.write(|db| {
            let addresses = &self.inner().addresses;
            let one = |(article, ruled)| match db.attempt(|db| keep(db, addresses, article, &places, ruled)) {
                Err(error) if concerns_one(&error) => Ok(Err(error.to_string())),
                other => other.map(Ok),
            };
            prepared.iter().zip(&ruled).map(one).collect()
        })
    }

    /// Looks for the quotes of articles that are imported again in their new texts, before the transaction.
    fn places_of_imports(&self, prepared: &[Prepared]) -> Result<Places> {
        self.read(|db| {
            let mut places = Places::new();
            for Prepared { import, text, .. } in prepared {
                let Some(known) = known(db, import)? else { continue };
                places.extend(quotes::places(db, known, text)?);
            }
            Ok(places)
        })
    }
}

/// Whether a failure is one article's own, so that the others can still be kept.
fn concerns_one(error: &store::Error) -> bool {
    use store::Error::{Circle, Duplicate, LongName, NotFound};
    matches!(error, NotFound { .. } | Duplicate(_) | LongName(_) | Circle)
}

/// The article that was imported before under the same external id.
fn known(db: &Reading<'_>, import: &Import) -> store::Result<Option<Id>> {
    let known = import.external_id.as_deref().map(|id| store::articles::by_external_id(db, id)).transpose()?;
    Ok(known.flatten())
}

fn keep(
    db: &Writing<'_>,
    addresses: &Addresses,
    prepared: &Prepared,
    places: &Places,
    ruled: &rules::Hits,
) -> store::Result<Imported> {
    let Prepared { import, html, text, alike } = prepared;
    let address = import.url.as_deref().map(|url| addresses.fold(url));
    let (id, became) = match known(db, import)? {
        Some(id) => (update(db, id, import, (html, text), places)?, Imported::Updated),
        None => match same(db, prepared, address.as_deref())? {
            Some(id) => (id, Imported::Known),
            None => (add(db, import, address, (html, text))?, Imported::New),
        },
    };
    themes::tag(db, id, ItemKind::Article, &import.themes)?;
    if became != Imported::Known {
        alike.keep(db, id)?;
        rules::give(db, Touched { kind: ItemKind::Article, id }, ruled)?;
    }
    Ok(became)
}

/// The article that says the same under the same headline and address, for one that came without an id; in the trash or not.
fn same(db: &Reading<'_>, prepared: &Prepared, address: Option<&str>) -> store::Result<Option<Id>> {
    let Prepared { import, text, .. } = prepared;
    if import.external_id.is_some() {
        return Ok(None);
    }
    for id in store::captures::with_text(db, text)? {
        let known = store::articles::get(db, id)?;
        if known.canonical_url.as_deref() == address && known.title == title(import, text) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// An article with what is made of it outside the transaction: the clean HTML, the text that anchors count, its sketch.
struct Prepared {
    import: Import,
    html: String,
    text: String,
    alike: Alike,
}

impl Prepared {
    /// What rules find in it.
    fn hits(&self, known: &Known) -> rules::Hits {
        rules::hits(known, ItemKind::Article, &title(&self.import, &self.text), &self.text)
    }
}

fn prepare(import: Import) -> Prepared {
    let import = Import { url: on_the_web(import.url), ..import };
    let html = extract::text_html(&import.body);
    let text = extract::text_of(&html);
    // What an import repeats is looked for afterwards: its articles repeat each other too.
    let alike = Alike::unlooked(&text);
    Prepared { import, html, text, alike }
}

fn capture(article: Id, import: &Import, html: &str, text: &str) -> Capture {
    Capture {
        id: Id::new(),
        article,
        taken_at: Timestamp::now(),
        original: None,
        media_type: "text/plain".into(),
        url: import.url.clone(),
        title: None,
        html: html.to_owned(),
        text: text.to_owned(),
    }
}

fn add(
    db: &Writing<'_>,
    import: &Import,
    canonical_url: Option<String>,
    (html, text): (&str, &str),
) -> store::Result<Id> {
    let capture = capture(Id::new(), import, html, text);
    let article = Article {
        id: capture.article,
        external_id: import.external_id.clone(),
        title: title(import, text),
        byline: import.byline.clone(),
        site: import.site.clone(),
        url: import.url.clone(),
        canonical_url,
        published: import.published,
        lang: import.lang.clone(),
        abstract_text: None,
        capture: capture.id,
        clipped_at: capture.taken_at,
        read_at: None,
        starred_at: None,
        trashed_at: None,
    };
    store::articles::add(db, &article, &capture, &[])?;
    Ok(article.id)
}

fn update(db: &Writing<'_>, id: Id, import: &Import, (html, text): (&str, &str), places: &Places) -> store::Result<Id> {
    let mut article = store::articles::get(db, id)?;
    if store::captures::get(db, article.capture)?.text != text {
        let capture = capture(id, import, html, text);
        store::captures::add(db, &capture, &[])?;
        article.capture = capture.id;
        quotes::move_all(db, &capture, places)?;
    }
    article.title = title(import, text);
    article.byline = import.byline.clone().or(article.byline);
    article.site = import.site.clone().or(article.site);
    article.published = import.published.or(article.published);
    article.lang = import.lang.clone().or(article.lang);
    store::articles::put(db, &article)?;
    Ok(id)
}

fn title(import: &Import, text: &str) -> String {
    let given = import.title.clone().filter(|title| !title.trim().is_empty());
    given.or_else(|| beginning(text)).unwrap_or_default()
}
