//! Articles from another program, many in one transaction.

use std::collections::HashMap;

use model::{Article, Capture, Id, ItemKind, Published, Timestamp};
use store::Writing;

use crate::{Library, Result, themes};

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

impl Library {
    /// Writes articles in one transaction; answers how many are new and how many were there by their external id.
    pub fn import(&self, articles: Vec<Import>) -> Result<(u64, u64)> {
        if articles.is_empty() {
            return Ok((0, 0));
        }
        let prepared: Vec<(Import, String, String)> = articles.into_iter().map(prepare).collect();
        self.write(|db| {
            let (mut imported, mut updated) = (0, 0);
            let mut named: HashMap<&str, Id> = HashMap::new();
            for (import, html, text) in &prepared {
                let known = match &import.external_id {
                    Some(id) => named
                        .get(id.as_str())
                        .copied()
                        .map_or_else(|| store::articles::by_external_id(db, id), |id| Ok(Some(id)))?,
                    None => None,
                };
                let id = match known {
                    Some(id) => {
                        updated += 1;
                        update(db, id, import, html, text)?
                    }
                    None => {
                        imported += 1;
                        add(db, import, html, text)?
                    }
                };
                if let Some(external) = &import.external_id {
                    named.insert(external, id);
                }
                themes::tag(db, id, ItemKind::Article, &import.themes)?;
            }
            Ok((imported, updated))
        })
    }
}

/// Makes the clean HTML and the text that anchors count, outside the transaction.
fn prepare(import: Import) -> (Import, String, String) {
    let html = extract::text_html(&import.body);
    let text = extract::text_of(&html);
    (import, html, text)
}

fn capture(article: Id, import: &Import, html: &str, text: &str) -> Capture {
    Capture {
        id: Id::new(),
        article,
        taken_at: Timestamp::now(),
        original: None,
        media_type: "text/plain".into(),
        url: import.url.clone(),
        html: html.to_owned(),
        text: text.to_owned(),
    }
}

fn add(db: &Writing<'_>, import: &Import, html: &str, text: &str) -> store::Result<Id> {
    let capture = capture(Id::new(), import, html, text);
    let article = Article {
        id: capture.article,
        external_id: import.external_id.clone(),
        title: title(import, text),
        byline: import.byline.clone(),
        site: import.site.clone(),
        url: import.url.clone(),
        canonical_url: import.url.as_deref().map(capture::canonical_url),
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

fn update(db: &Writing<'_>, id: Id, import: &Import, html: &str, text: &str) -> store::Result<Id> {
    let mut article = store::articles::get(db, id)?;
    if store::captures::get(db, article.capture)?.text != text {
        let capture = capture(id, import, html, text);
        store::captures::add(db, &capture, &[])?;
        article.capture = capture.id;
        crate::clip::move_quotes(db, &capture, &HashMap::new())?;
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
    given.unwrap_or_else(|| text.lines().next().unwrap_or_default().chars().take(40).collect())
}
