//! From a drop to an article in the library: new, seen, or another capture of one that is there.

use model::{Article, ClipState, Content, Drop, Id, ItemKind, MediaType, Part, Picture, Timestamp};
use store::{
    Reading, Touched,
    blobs::Staged,
    jobs::{Job, JobState},
    reposts::RepostRow,
};

use crate::{
    Error, Library, Reach, Remark, Result,
    clipping::{
        arrival::{Arrival, recognised_by},
        reading::{self, NotUnderstood, Read, Refused, Taken, Understood},
        work::PageJob,
    },
    marking::quotes::{self, Places},
    open::id,
    tagging::{rules, themes},
};

/// Themes that a clip suggests at the most: what a person looks through at a glance.
const SUGGESTED_MAX: usize = 6;

/// How often bytes are brought to the disk for one clip.
const STAGE_TRIES: usize = 4;

/// What became of a drop.
#[derive(Clone, Debug)]
pub struct Clipped {
    /// The article, or the job of a waiting clip; `None` when it failed.
    pub id: Option<Id>,
    /// New, seen, captured, waiting or failed.
    pub state: ClipState,
    /// The headline, or what stands in for it.
    pub title: String,
    /// The address that was dropped, or that what was dropped came from, while no article has one; no password is in it.
    pub url: Option<String>,
    /// The article as it stands now.
    pub article: Option<Article>,
    /// The pictures of its capture.
    pub pictures: Vec<Picture>,
    /// What happened and what to do.
    pub message: Option<Remark>,
    /// What more is known of an article.
    pub facts: Option<Facts>,
    /// The receipt of what failed.
    pub receipt: Option<Id>,
    /// Whether another try of what failed may end otherwise: what was read will be read in the same way.
    pub again: bool,
}

/// What a clip tells of its article beyond what the article says of itself.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The media type of what was taken.
    pub media_type: String,
    /// The capture that this clip added, when it added one to an article that was there.
    pub capture: Option<Id>,
    /// Whether the article lay in the trash before.
    pub from_trash: bool,
    /// How many captures it has now.
    pub captures: usize,
    /// How many of its quotes have no place in the text that is shown.
    pub unplaced: usize,
    /// How many of its quotes stand where the publisher changed the words.
    pub reworded: usize,
    /// Themes that the text speaks of and the article does not carry, the most frequent first.
    pub suggested: Vec<Id>,
    /// The themes that it carries.
    pub themes: Vec<Id>,
    /// The articles that it is like, the likest first.
    pub reposts: Vec<RepostRow>,
}

/// What a clip did to the library.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    pub(crate) state: ClipState,
    pub(crate) article: Id,
    pub(crate) capture: Option<Id>,
    pub(crate) from_trash: bool,
}

impl Kept {
    pub(crate) fn new(state: ClipState, article: Id) -> Self {
        Self { state, article, capture: None, from_trash: false }
    }
}

/// What became of a drop, or what it is called and why it was refused.
pub(crate) type Tried = std::result::Result<Clipped, (String, Refused)>;

impl Clipped {
    /// Nothing was kept.
    pub fn failed(title: String, message: impl Into<Remark>) -> Self {
        Self { id: None, ..Self::without_article(ClipState::Failed, title, Some(message.into())) }
    }

    pub(crate) fn waiting(job: Id, title: String, message: Option<Remark>) -> Self {
        Self { id: Some(job), ..Self::without_article(ClipState::Waiting, title, message) }
    }

    pub(crate) fn of_address(self, url: Option<String>) -> Self {
        Self { url, ..self }
    }

    fn without_article(state: ClipState, title: String, message: Option<Remark>) -> Self {
        Self {
            id: None,
            state,
            title,
            url: None,
            article: None,
            pictures: Vec::new(),
            message,
            facts: None,
            receipt: None,
            again: false,
        }
    }
}

impl Library {
    /// Clips a drop. One drop may be several clips (a text that is a list of links). Never fails as a whole: what could not be kept says why.
    pub fn clip(&self, drop: Drop, themes: &[String]) -> Vec<Clipped> {
        self.clip_within(drop, themes, Reach::Settings)
    }

    /// Clips a drop whose link may lead as far as `reach` says. What is refused leaves a receipt.
    pub fn clip_within(&self, drop: Drop, themes: &[String], reach: Reach) -> Vec<Clipped> {
        let tried = self.try_clip(drop, themes, reach, None).into_iter();
        tried.map(|tried| tried.unwrap_or_else(|(name, refused)| self.refuse(name, refused, themes))).collect()
    }

    /// Clips a drop and hands back what is refused, for a receipt of the caller's own. `grown_from` is the article that the beginning
    /// of the same file became.
    pub(crate) fn try_clip(&self, drop: Drop, themes: &[String], reach: Reach, grown_from: Option<Id>) -> Vec<Tried> {
        let (name, url) = (name_of(&drop), address_of(&drop));
        match reading::understand(drop) {
            Err(refused) => vec![Err((name, Refused { url, ..refused }))],
            Ok(Understood::Links(links)) => {
                let page = |(url, title)| PageJob { url, title, reach, themes: themes.to_vec() };
                links.into_iter().map(page).map(|page| self.try_page(page)).collect()
            }
            Ok(Understood::Taken(taken)) => {
                let taken = Taken { grown_from, ..taken };
                self.inner().hands.work(|| self.clip_taken(taken, name, themes))
            }
        }
    }

    fn clip_taken(&self, taken: Taken, name: String, themes: &[String]) -> Vec<Tried> {
        match reading::read_to_keep(&taken, &self.inner().sites) {
            Err(why) => vec![Err((name, Refused { why, url: taken.url.clone(), taken: Some(Box::new(taken)) }))],
            Ok(read) => {
                let (kept, attached) = self.keep_attached(&taken, read, themes, None);
                std::iter::once(or_failed(kept, &name)).chain(attached).map(Ok).collect()
            }
        }
    }

    /// Queues a page. An address with a password is refused before anything of it is kept.
    fn try_page(&self, page: PageJob) -> Tried {
        let (name, url) = (page.shown(), Some(page.shown_url()));
        if capture::has_user_info(&page.url) {
            return Err((name, Refused { url, ..NotUnderstood::UserInfo.into() }));
        }
        let queued = self.write(|db| page.queue(db)).map(|job| Clipped::waiting(job, name.clone(), None));
        Ok(or_failed(queued, &name).of_address(url))
    }

    /// Reads what was taken and keeps it; `job` is the job that fetched it.
    pub(crate) fn keep(&self, taken: &Taken, themes: &[String], job: Option<Id>) -> Result<Clipped> {
        let read = reading::read_to_keep(taken, &self.inner().sites)?;
        self.keep_read(taken, read, themes, job)
    }

    /// Keeps what was read of what was taken. Whoever deletes an article with the same picture at this moment may be quicker; then
    /// it is brought to the disk again.
    pub(crate) fn keep_read(&self, taken: &Taken, read: Read, themes: &[String], job: Option<Id>) -> Result<Clipped> {
        for _ in 1..STAGE_TRIES {
            match self.keep_once(taken, &read, themes, job) {
                Err(Error::Store(store::Error::BlobMissing(_))) => {}
                ended => return ended,
            }
        }
        self.keep_once(taken, &read, themes, job)
    }

    fn keep_once(&self, taken: &Taken, read: &Read, themes: &[String], job: Option<Id>) -> Result<Clipped> {
        let Read { content, parts, remark, .. } = read;
        let key = recognised_by(&self.inner().addresses, taken, content);
        let original = self.inner().store.stage(&taken.bytes, taken.media_type.as_str())?;
        let inline = self.stage_inline(content, parts)?;
        let (known, places) =
            self.read(|db| match store::articles::by_canonical_url(db, &key)?.or(taken.grown_from) {
                Some(known) => Ok((Some(known), quotes::places(db, known, &content.text)?)),
                None => Ok((None, Places::new())),
            })?;
        let alike = self.alike(&content.text, known)?;
        let title = content.title.as_deref().unwrap_or_default();
        let ruled = rules::hits(&*self.names()?, ItemKind::Article, title, &content.text);
        let kept = self.write(|db| {
            let original = store::blobs::keep(db, &original)?;
            let at_hand = |staged: &Option<Staged>| match staged {
                Some(staged) => store::blobs::keep(db, staged).map(Some),
                None => Ok(matches!(taken.media_type, MediaType::Image(_)).then(|| original.clone())),
            };
            let pictures = inline.iter().map(at_hand).collect::<store::Result<Vec<_>>>()?;
            let arrival = Arrival {
                addresses: &self.inner().addresses,
                taken,
                content,
                key: &key,
                original: &original,
                pictures: &pictures,
                places: &places,
                alike: &alike,
            };
            let kept = arrival.keep(db)?;
            let article = kept.article;
            themes::tag(db, article, ItemKind::Article, themes)?;
            rules::give(db, Touched { kind: ItemKind::Article, id: article }, &ruled)?;
            if let Some(job) = job {
                let done = store::jobs::get(db, job)?;
                let now = Timestamp::now();
                let (article, state) = (Some(article), JobState::Done);
                let message = remark.as_ref().map(Remark::to_kept);
                // The capture names the bytes from now on.
                store::jobs::put(db, &Job { article, state, message, original: None, changed_at: now, ..done })?;
            }
            Ok(kept)
        })?;
        Ok(Clipped { message: remark.clone(), ..self.clipped(kept)? })
    }

    /// What to say about an article that was just clipped.
    pub(crate) fn clipped(&self, kept: Kept) -> Result<Clipped> {
        let names = self.names()?;
        self.read(|db| {
            let article = store::articles::get(db, kept.article)?;
            let capture = store::captures::get(db, kept.capture.unwrap_or(article.capture))?;
            let carried = store::taggings::confirmed(db, article.id)?;
            let found = names.finder.find(&format!("{}\n{}", article.title, capture.text)).into_iter();
            let quotes = store::quotes::of_article(db, article.id)?;
            let facts = Facts {
                media_type: capture.media_type,
                capture: kept.capture,
                from_trash: kept.from_trash,
                captures: store::captures::of_article(db, article.id)?.len(),
                unplaced: quotes.iter().filter(|row| !row.quote.placed).count(),
                reworded: quotes.iter().filter(|row| row.now_reads().is_some()).count(),
                suggested: found.map(|s| s.theme).filter(|id| !carried.contains(id)).take(SUGGESTED_MAX).collect(),
                themes: carried,
                reposts: store::reposts::of(db, article.id)?,
            };
            Ok(Clipped {
                id: Some(article.id),
                state: kept.state,
                title: article.title.clone(),
                url: None,
                pictures: store::captures::pictures::of_capture(db, article.capture)?,
                article: Some(article),
                message: None,
                facts: Some(facts),
                receipt: None,
                again: false,
            })
        })
    }

    /// What became of a waiting clip, by the id of its receipt; `None` while it waits.
    pub fn clip_of(&self, receipt: &str) -> Result<Option<Clipped>> {
        let job = id(receipt, "receipt")?;
        let Some(kept) = self.arrived(job)? else { return Ok(None) };
        let message = self.read(|db| store::jobs::get(db, job))?.message.as_deref().map(Remark::from_kept);
        Ok(Some(Clipped { message, ..self.clipped(kept)? }))
    }

    /// What the job of a waiting clip did to the library; `None` while it waits.
    pub(crate) fn arrived(&self, job: Id) -> Result<Option<Kept>> {
        self.read(|db| {
            let job = store::jobs::get(db, job)?;
            job.article.map(|article| outcome(db, &job, article)).transpose()
        })
    }

    /// Brings the pictures that stand in `data:` addresses, or came along as files, to the disk.
    fn stage_inline(&self, content: &Content, parts: &[Part]) -> Result<Vec<Option<Staged>>> {
        let stage = |(bytes, media_type): (Vec<u8>, &str)| self.inner().store.stage(&bytes, media_type);
        let at_hand = |address: &str| inline_picture(address).or_else(|| part_picture(address, parts));
        content.pictures.iter().map(|picture| Ok(at_hand(&picture.url).map(stage).transpose()?)).collect()
    }
}

/// What a job that fetched a page did to the library, told by the times of the article and its captures.
pub(crate) fn outcome(db: &Reading<'_>, job: &Job, article: Id) -> store::Result<Kept> {
    let known = store::articles::get(db, article)?;
    if known.clipped_at >= job.created_at {
        return Ok(Kept::new(ClipState::New, article));
    }
    let captures = store::captures::of_article(db, article)?;
    let added = captures.first().filter(|capture| capture.taken_at >= job.created_at).map(|capture| capture.id);
    let state = if added.is_some() { ClipState::Captured } else { ClipState::Seen };
    Ok(Kept { capture: added, ..Kept::new(state, article) })
}

fn or_failed(clipped: Result<Clipped>, name: &str) -> Clipped {
    clipped.unwrap_or_else(|error| Clipped::failed(name.to_owned(), &error))
}

/// What a drop is called before it is read.
fn name_of(drop: &Drop) -> String {
    let name = match drop {
        Drop::Url { title, .. } | Drop::Html { title, .. } => title.clone(),
        Drop::File { name, .. } | Drop::SavedPage { name, .. } => Some(name.clone()),
        Drop::Text { .. } | Drop::Picture { .. } => None,
    };
    // Some programs give an address as its own title.
    name.map(|name| capture::without_user_info(&name)).or_else(|| address_of(drop)).unwrap_or_default()
}

/// The address that a drop is, or comes from, as it may be shown.
fn address_of(drop: &Drop) -> Option<String> {
    let address = match drop {
        Drop::Url { url, .. } => Some(url),
        Drop::Picture { url, page, .. } => page.as_ref().or(url.as_ref()),
        Drop::Html { url, .. } | Drop::Text { url, .. } | Drop::File { url, .. } | Drop::SavedPage { url, .. } => {
            url.as_ref()
        }
    };
    address.map(|address| capture::without_user_info(address))
}

/// The bytes and type of a `data:` address of a raster picture.
pub(crate) fn inline_picture(url: &str) -> Option<(Vec<u8>, &'static str)> {
    let parsed = data_url::DataUrl::process(url).ok()?;
    let (bytes, _) = parsed.decode_to_vec().ok()?;
    extract::picture_type(&bytes).map(|media_type| (bytes, media_type))
}

/// The bytes and type of a raster picture that came along as a file.
fn part_picture(address: &str, parts: &[Part]) -> Option<(Vec<u8>, &'static str)> {
    let part = reading::part(address, parts)?;
    extract::picture_type(&part.bytes).map(|media_type| (part.bytes.clone(), media_type))
}

#[cfg(test)]
mod tests {
    use super::inline_picture;

    #[test]
    fn only_raster_pictures_are_taken_from_data_addresses() {
        let gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        assert_eq!(inline_picture(gif).unwrap().1, "image/gif");
        assert!(inline_picture("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>").is_none());
        assert!(inline_picture("https://example.org/a.png").is_none());
        let enormous =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAIAAAAPsOIVAAAAAUlEQVR4duaE5gAAAABJRU5ErkJggg==";
        assert!(inline_picture(enormous).is_none());
    }
}
