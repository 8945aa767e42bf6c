//! What was read becomes an article, another capture of one that is there, or is seen again; inside one write.

use capture::Addresses;
use model::{Article, BlobHash, Capture, ClipState, Content, Id, MediaType, Picture, PictureState, Timestamp};
use store::{Reading, Writing, jobs::Job};

use crate::{
    clipping::{
        beginning::beginning,
        clip::Kept,
        reading::Taken,
        remarks::Remark,
        reposts::Alike,
        work::{self, PICTURES},
    },
    marking::quotes::{self, Places},
};

/// Whether a picture came with the page, so that there is no address to fetch it from.
fn came_along(address: &str) -> bool {
    address.starts_with("data:") || address.starts_with("part:")
}

/// By what the same article is recognised again: a page by its address, anything else by its words.
pub(super) fn recognised_by(addresses: &Addresses, taken: &Taken, content: &Content) -> String {
    let named = content.url.as_deref().filter(|named| is_credible(addresses, named, taken.url.as_deref()));
    let address = named.or(taken.url.as_deref());
    match address {
        Some(url) if taken.whole_page => addresses.fold(url),
        _ if content.text.trim().is_empty() => format!("blake3:{}", blake3::hash(&taken.bytes)),
        _ => format!("blake3:{}", blake3::hash(content.text.as_bytes())),
    }
}

/// Whether a page may be taken at its word about its own address: it names the host it came from, and a page of it.
fn is_credible(addresses: &Addresses, named: &str, came_from: Option<&str>) -> bool {
    let Ok(named) = url::Url::parse(&addresses.fold(named)) else { return false };
    let came_from = came_from.and_then(|url| url::Url::parse(&addresses.fold(url)).ok());
    let same_host = came_from.is_none_or(|url| url.host_str() == named.host_str());
    same_host && (!named.path().trim_matches('/').is_empty() || named.query().is_some())
}

/// What arrived, and all that is known of it before the write.
pub(super) struct Arrival<'a> {
    pub(super) addresses: &'a Addresses,
    pub(super) taken: &'a Taken,
    pub(super) content: &'a Content,
    pub(super) key: &'a str,
    pub(super) original: &'a BlobHash,
    pub(super) pictures: &'a [Option<BlobHash>],
    pub(super) places: &'a Places,
    pub(super) alike: &'a Alike,
}

impl Arrival<'_> {
    /// Keeps it.
    pub(super) fn keep(&self, db: &Writing<'_>) -> store::Result<Kept> {
        let Some(known) = store::articles::by_canonical_url(db, self.key)? else {
            if let Some(grown_from) = self.taken.grown_from {
                return self.grow(db, grown_from);
            }
            let article = self.add(db)?;
            self.alike.keep(db, article)?;
            return Ok(Kept::new(ClipState::New, article));
        };
        let known = store::articles::get(db, known)?;
        let from_trash = known.trashed_at.is_some();
        if from_trash {
            store::articles::set_trashed(db, known.id, None)?;
        }
        let last = self.last_from_here(db, &known)?;
        let kept = if self.is_news(&last) {
            self.capture_again(db, self.retitled(known, &last))?
        } else {
            // A page clipped again is the occasion to try its missing pictures again.
            self.bring_pictures(db, known.capture)?;
            work::pictures_again(db, known.id)?;
            Kept::new(ClipState::Seen, known.id)
        };
        Ok(Kept { from_trash, ..kept })
    }

    /// Whether there is more to keep than what came from here last: other words, another headline, or the document
    /// of which only the text was known.
    fn is_news(&self, last: &Capture) -> bool {
        let is_renamed = last.title.is_some() && self.content.title.is_some() && last.title != self.content.title;
        let (bare, comes) = (MediaType::Text, &self.taken.media_type);
        last.text != self.content.text || is_renamed || (last.media_type == bare.as_str() && *comes != bare)
    }

    /// The article under the headline that its source gives it now, unless one corrected it by hand, and with what was not
    /// known of it.
    fn retitled(&self, article: Article, last: &Capture) -> Article {
        let Content { title, byline, site, published, .. } = self.content;
        let called = last.title.clone().or_else(|| beginning(&last.text));
        let is_own = called.as_ref() == Some(&article.title);
        let title = title.clone().filter(|title| is_own && !title.trim().is_empty());
        Article {
            title: title.unwrap_or(article.title),
            byline: article.byline.or_else(|| byline.clone()),
            site: article.site.or_else(|| site.clone()),
            published: article.published.or(*published),
            ..article
        }
    }

    /// An article is of the whole file from now on, as if its beginning had never been read by itself.
    fn grow(&self, db: &Writing<'_>, article: Id) -> store::Result<Kept> {
        let known = store::articles::get(db, article)?;
        let last = store::captures::get(db, known.capture)?;
        let grown = self.retitled(known, &last);
        self.capture_again(db, Article { canonical_url: Some(self.key.to_owned()), ..grown })
    }

    /// Whether the article was clipped from here first; a merged one has other addresses beside its own.
    fn is_own_address(&self, article: &Article) -> bool {
        article.canonical_url.as_deref() == Some(self.key)
    }

    /// The capture that this address gave last.
    fn last_from_here(&self, db: &Reading<'_>, article: &Article) -> store::Result<Capture> {
        let captures = store::captures::of_article(db, article.id)?;
        let mut from_here = captures.iter().filter(|capture| {
            !self.is_own_address(article)
                && capture.url.as_deref().is_some_and(|url| self.addresses.fold(url) == self.key)
        });
        let last = from_here.next().map_or(article.capture, |capture| capture.id);
        store::captures::get(db, last)
    }

    fn add(&self, db: &Writing<'_>) -> store::Result<Id> {
        let Content { title, byline, site, published, lang, abstract_text, .. } = self.content;
        let now = Timestamp::now();
        let capture = self.capture(Id::new(), now);
        let article = Article {
            id: capture.article,
            external_id: None,
            title: title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| self.stand_in()),
            byline: byline.clone(),
            site: site.clone().or_else(|| self.host()),
            url: self.taken.url.clone().or_else(|| self.content.url.clone()),
            canonical_url: Some(self.key.to_owned()),
            published: *published,
            lang: lang.clone(),
            abstract_text: abstract_text.clone(),
            capture: capture.id,
            clipped_at: now,
            read_at: None,
            starred_at: None,
            trashed_at: None,
        };
        let pictures = self.picture_rows(capture.id);
        store::articles::add(db, &article, &capture, &pictures)?;
        queue_pictures(db, article.id, &pictures)?;
        Ok(article.id)
    }

    /// Another capture of an article that is there; its quotes move along. One from the address of a merged repost is kept
    /// beside the text that is shown.
    fn capture_again(&self, db: &Writing<'_>, mut article: Article) -> store::Result<Kept> {
        let capture = self.capture(article.id, Timestamp::now());
        let pictures = self.picture_rows(capture.id);
        store::captures::add(db, &capture, &pictures)?;
        let kept = Kept { capture: Some(capture.id), ..Kept::new(ClipState::Captured, article.id) };
        if !self.is_own_address(&article) {
            return Ok(kept);
        }
        article.capture = capture.id;
        article.abstract_text = self.content.abstract_text.clone().or(article.abstract_text);
        store::articles::put(db, &article)?;
        quotes::move_all(db, &capture, self.places)?;
        self.alike.keep(db, article.id)?;
        queue_pictures(db, article.id, &pictures)?;
        Ok(kept)
    }

    fn capture(&self, article: Id, taken_at: Timestamp) -> Capture {
        Capture {
            id: Id::new(),
            article,
            taken_at,
            original: Some(self.original.clone()),
            media_type: self.taken.media_type.as_str().to_owned(),
            url: self.taken.url.clone(),
            title: self.content.title.clone(),
            html: self.content.html.clone(),
            text: self.content.text.clone(),
        }
    }

    fn picture_rows(&self, capture: Id) -> Vec<Picture> {
        let rows = (0u32..).zip(&self.content.pictures).zip(self.pictures);
        rows.map(|((position, picture), blob)| {
            let inline = came_along(&picture.url);
            let state = match blob {
                Some(_) => PictureState::Kept,
                None if inline => PictureState::Failed,
                None => PictureState::Waiting,
            };
            let message = (state == PictureState::Failed).then(|| Remark::of("picture-inline").to_kept());
            // The bytes of an inline picture are kept as a blob; its address would keep them twice.
            let url = if inline { String::new() } else { picture.url.clone() };
            let (smaller, alt) = (picture.smaller.clone(), picture.alt.clone());
            Picture { capture, position, url, smaller, alt, state, blob: blob.clone(), message }
        })
        .collect()
    }

    /// Pictures that came along take the place of those of a capture that are not there.
    fn bring_pictures(&self, db: &Writing<'_>, capture: Id) -> store::Result<()> {
        let known = store::captures::pictures::of_capture(db, capture)?;
        let is_missing = |fresh: &Picture| {
            let same = |old: &&Picture| old.position == fresh.position && old.url == fresh.url;
            known.iter().find(same).is_some_and(|old| old.state != PictureState::Kept)
        };
        let mut brought = self.picture_rows(capture);
        brought.retain(|fresh| fresh.state == PictureState::Kept && is_missing(fresh));
        brought.iter().try_for_each(|picture| store::captures::pictures::put(db, picture))
    }

    fn host(&self) -> Option<String> {
        let url = url::Url::parse(self.taken.url.as_deref().or(self.content.url.as_deref())?).ok()?;
        url.host_str().map(|host| host.trim_start_matches("www.").to_owned())
    }

    fn stand_in(&self) -> String {
        let name = self.taken.title.clone().or_else(|| self.taken.name.clone()).filter(|name| !name.trim().is_empty());
        name.or_else(|| beginning(&self.content.text))
            .or_else(|| self.taken.url.clone())
            .unwrap_or_else(|| self.taken.media_type.as_str().to_owned())
    }
}

/// Queues the fetching of pictures, where some of them wait.
fn queue_pictures(db: &Writing<'_>, article: Id, pictures: &[Picture]) -> store::Result<()> {
    if pictures.iter().all(|picture| picture.state != PictureState::Waiting) {
        return Ok(());
    }
    store::jobs::add(db, &Job::new(PICTURES, "", Some(article), Timestamp::now()))
}

#[cfg(test)]
mod tests;
