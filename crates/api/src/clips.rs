//! Clipping on the wire.

use library::{Library, Reach, Undo};
use model::{ClipState, PictureState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    items::{Nothing, OneItem, ThemeRef},
    reposts::Similar,
};

/// What arrives by drag or paste as text; files and pictures come as bytes by another door.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum Drop {
    /// An address to fetch.
    Url {
        /// The address.
        url: String,
        /// The title the source gave.
        #[serde(default)]
        #[ts(optional)]
        title: Option<String>,
    },
    /// A selection of a page.
    Html {
        /// Raw HTML.
        html: String,
        /// The page it came from.
        #[serde(default)]
        #[ts(optional)]
        url: Option<String>,
        /// The title the source gave.
        #[serde(default)]
        #[ts(optional)]
        title: Option<String>,
    },
    /// Plain text.
    Text {
        /// The text.
        text: String,
        /// The page it came from.
        #[serde(default)]
        #[ts(optional)]
        url: Option<String>,
    },
}

/// Request of `clips.drop`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DropClips {
    /// What was dropped.
    pub drops: Vec<Drop>,
    /// Names of themes to tag the articles with.
    #[serde(default)]
    #[ts(optional)]
    pub themes: Option<Vec<String>>,
}

/// What became of one drop. Reply of `clips.drop`, one for each drop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Clipped {
    /// The article's id, or the waiting clip's; empty when it failed.
    pub id: String,
    /// `new`, `seen`, `captured`, `waiting` or `failed`.
    pub state: String,
    /// The headline, or what stands in for it.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address; of what waits or failed, the one that was dropped or that it came from, without a password.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// Its pictures.
    pub pictures: Vec<ClippedPicture>,
    /// The article that it is the same as.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duplicate_of: Option<String>,
    /// The articles that it is like, the likest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<Similar>>", optional)]
    pub similar_to: Vec<Similar>,
    /// Themes that its text speaks of and it does not carry.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<ThemeRef>>", optional)]
    pub suggested: Vec<ThemeRef>,
    /// The themes that it carries.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<ThemeRef>>", optional)]
    pub themes: Vec<ThemeRef>,
    /// The media type of what was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub media_type: Option<String>,
    /// The capture that was added to an article that was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub capture: Option<String>,
    /// How many captures the article has now.
    #[serde(skip_serializing_if = "is_nought", default)]
    #[ts(as = "Option<u32>", optional)]
    pub captures: u32,
    /// How many of its quotes have no place in the new text.
    #[serde(skip_serializing_if = "is_nought", default)]
    #[ts(as = "Option<u32>", optional)]
    pub unplaced: u32,
    /// How many of its quotes stand where the publisher changed the words.
    #[serde(skip_serializing_if = "is_nought", default)]
    #[ts(as = "Option<u32>", optional)]
    pub reworded: u32,
    /// When the article was first clipped, milliseconds since 1970 UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub clipped_at: Option<i64>,
    /// Whether the article lay in the trash before.
    #[serde(skip_serializing_if = "is_false", default)]
    #[ts(as = "Option<bool>", optional)]
    pub from_trash: bool,
    /// What happened and what to do, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message: Option<String>,
    /// The message, for other languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub remark: Option<ClipRemark>,
    /// The receipt of what failed, which keeps it or knows where it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub receipt: Option<String>,
    /// Whether another try of it may end otherwise.
    #[serde(skip_serializing_if = "is_false", default)]
    #[ts(as = "Option<bool>", optional)]
    pub again: bool,
}

/// What a message about a clip says, for other languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClipRemark {
    /// Which sentence it is.
    pub code: String,
    /// The numbers in it, in order.
    pub values: Vec<String>,
    /// The sentence that stands in it as its reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cause: Option<Box<ClipRemark>>,
}

impl From<library::Remark> for ClipRemark {
    fn from(remark: library::Remark) -> Self {
        let library::Remark { code, values, cause } = remark;
        Self { code: code.into_owned(), values, cause: cause.map(|cause| Box::new(Self::from(*cause))) }
    }
}

/// What is said in English, and by its code for other languages; a sentence of an earlier version has none.
pub(crate) fn said(remark: Option<library::Remark>) -> (Option<String>, Option<ClipRemark>) {
    let message = remark.as_ref().map(ToString::to_string);
    (message, remark.filter(|remark| remark.code != library::SENTENCE).map(ClipRemark::from))
}

/// What is said of a picture, as the library keeps it.
pub(crate) fn said_of(picture: &model::Picture) -> (Option<String>, Option<ClipRemark>) {
    said(picture.message.as_deref().map(library::Remark::from_kept))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_nought(number: &u32) -> bool {
    *number == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_false(word: &bool) -> bool {
    !word
}

/// Request of `clips.undo`: what `clips.drop` or `clips.get` said of the clip.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UndoClip {
    /// Its id; of what failed, its receipt.
    pub id: String,
    /// `new`, `seen`, `captured`, `waiting` or `failed`.
    pub state: String,
    /// The capture that was added; the newest unless named.
    #[serde(default)]
    #[ts(optional)]
    pub capture: Option<String>,
    /// Whether the article lay in the trash before.
    #[serde(default)]
    #[ts(optional)]
    pub from_trash: Option<bool>,
}

/// A picture of a clip.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClippedPicture {
    /// Its address.
    pub url: String,
    /// `waiting`, `kept` or `failed`.
    pub state: String,
    /// Why it failed or waits, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message: Option<String>,
    /// The message, for other languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub remark: Option<ClipRemark>,
}

/// Work that goes on in the background. Reply of `clips.receipts`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Its id.
    pub id: String,
    /// The article it belongs to, once there is one.
    pub article_id: Option<String>,
    /// The headline or address.
    pub title: String,
    /// Its address, without a password.
    pub url: Option<String>,
    /// The text: `waiting`, `done` or `failed`.
    pub text: String,
    /// Pictures kept.
    pub pictures_kept: u32,
    /// Pictures that could not be fetched.
    pub pictures_failed: u32,
    /// Pictures in all.
    pub pictures: u32,
    /// Whether the bytes as they came are kept with it, because no article was made of them.
    pub original: bool,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// What became of the page once it was fetched: `new`, `seen` or `captured`.
    pub outcome: Option<String>,
    /// The share of its words that stand in the article it is likest to, from 0 to 1.
    pub share: Option<f64>,
    /// How far a theme's rule is that looks through the library; its title is the theme's name.
    pub ruling: Option<Ruling>,
    /// Why it failed or waits, for people.
    pub message: Option<String>,
    /// The message, for other languages.
    pub remark: Option<ClipRemark>,
    /// When it was dropped, milliseconds since 1970 UTC.
    pub dropped_at: i64,
}

/// How far a theme's rule is that looks through the library.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Ruling {
    /// Articles, quotes and notes looked at.
    pub seen: u32,
    /// How many there were when it began.
    pub all: u32,
    /// How many were given the theme.
    pub given: u32,
}

impl From<Drop> for model::Drop {
    fn from(drop: Drop) -> Self {
        match drop {
            Drop::Url { url, title } => Self::Url { url, title },
            Drop::Html { html, url, title } => Self::Html { html, url, title },
            Drop::Text { text, url } => Self::Text { text, url },
        }
    }
}

impl Clipped {
    /// Nothing was kept of what is called `title`.
    pub fn failed(title: &str, message: &str) -> Self {
        told(&[], library::Clipped::failed(title.to_owned(), library::Remark::sentence(message)))
    }
}

/// A clip on the wire; `themes` are those that it names.
fn told(themes: &[model::Theme], clipped: library::Clipped) -> Clipped {
    let library::Clipped { id, state, title, url, article, pictures, message, facts, receipt, again } = clipped;
    let named = |ids: &[model::Id]| {
        let known = |id: &model::Id| themes.iter().find(|theme| theme.id == *id).map(ThemeRef::from);
        ids.iter().filter_map(known).collect::<Vec<ThemeRef>>()
    };
    let picture = |picture: model::Picture| {
        let (message, remark) = said_of(&picture);
        ClippedPicture {
            url: library::without_user_info(&picture.url),
            state: picture.state.as_str().to_owned(),
            remark,
            message,
        }
    };
    let (message, remark) = said(message);
    let of_article = |field: fn(&model::Article) -> Option<String>| article.as_ref().and_then(field);
    let suggested = facts.as_ref().map(|facts| named(&facts.suggested)).unwrap_or_default();
    let carried = facts.as_ref().map(|facts| named(&facts.themes)).unwrap_or_default();
    Clipped {
        duplicate_of: id.filter(|_| state == ClipState::Seen).map(|id| id.to_string()),
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        state: word(state).to_owned(),
        title,
        byline: of_article(|article| article.byline.clone()),
        site: of_article(|article| article.site.clone()),
        url: of_article(|article| article.url.clone()).or(url),
        published: of_article(|article| article.published.map(String::from)),
        lang: of_article(|article| article.lang.clone()),
        pictures: pictures.into_iter().map(picture).collect(),
        clipped_at: article.as_ref().map(|article| article.clipped_at.as_millisecond()),
        media_type: facts.as_ref().map(|facts| facts.media_type.clone()),
        capture: facts.as_ref().and_then(|facts| facts.capture).map(|capture| capture.to_string()),
        captures: facts.as_ref().map_or(0, |facts| count(facts.captures)),
        unplaced: facts.as_ref().map_or(0, |facts| count(facts.unplaced)),
        reworded: facts.as_ref().map_or(0, |facts| count(facts.reworded)),
        from_trash: facts.as_ref().is_some_and(|facts| facts.from_trash),
        similar_to: facts.map(|facts| facts.reposts).unwrap_or_default().into_iter().map(Similar::from).collect(),
        suggested,
        themes: carried,
        remark,
        message,
        receipt: receipt.map(|receipt| receipt.to_string()),
        again,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Clips on the wire, with the names of their themes.
fn all_told(library: &Library, clipped: Vec<library::Clipped>) -> Vec<Clipped> {
    let facts = clipped.iter().filter_map(|clip| clip.facts.as_ref());
    let ids: Vec<model::Id> = facts.flat_map(|facts| facts.suggested.iter().chain(&facts.themes)).copied().collect();
    let themes = library.themes_of(&ids).unwrap_or_default();
    clipped.into_iter().map(|clip| told(&themes, clip)).collect()
}

fn word(state: ClipState) -> &'static str {
    match state {
        ClipState::New => "new",
        ClipState::Seen => "seen",
        ClipState::Captured => "captured",
        ClipState::Waiting => "waiting",
        ClipState::Failed => "failed",
    }
}

/// Clips drops of any kind, files and pictures too.
pub fn clip(library: &Library, drops: Vec<model::Drop>, themes: &[String]) -> Vec<Clipped> {
    all_told(library, drops.into_iter().flat_map(|drop| library.clip(drop, themes)).collect())
}

/// Clips many drops, a few at once; one that could not be read fails in its place.
pub fn clip_many(
    library: &Library,
    drops: impl Iterator<Item = Result<model::Drop, library::Unread>> + Send,
    themes: &[String],
) -> Vec<Clipped> {
    all_told(library, library.clip_many(drops, themes, Reach::Settings))
}

/// Clips a file that landed in a watched folder to its end, and counts it as taken.
pub fn clip_landed(
    library: &Library,
    watch: &mut library::Watch,
    file: &library::LandedFile,
) -> Result<Vec<Clipped>, WireError> {
    let clipped = library.finish(library.clip_landed(std::path::Path::new(&file.path)));
    watch.taken(library, file, &clipped)?;
    Ok(all_told(library, clipped))
}

/// Clips many drops to their end, with pages and pictures fetched as far as the network lets.
pub fn clip_whole(
    library: &Library,
    drops: impl Iterator<Item = Result<model::Drop, library::Unread>> + Send,
    themes: &[String],
    reach: Reach,
) -> Vec<Clipped> {
    all_told(library, library.finish(library.clip_many(drops, themes, reach)))
}

/// Clips what was dropped as text.
pub fn drop(library: &Library, request: DropClips) -> Result<Vec<Clipped>, WireError> {
    let DropClips { drops, themes } = request;
    Ok(clip(library, drops.into_iter().map(model::Drop::from).collect(), &themes.unwrap_or_default()))
}

/// Clips the sample.
pub fn sample(library: &Library, _: Nothing) -> Result<Vec<Clipped>, WireError> {
    Ok(all_told(library, library.clip_sample()?))
}

/// What became of a waiting clip, by its id; nothing while it waits.
pub fn get(library: &Library, request: OneItem) -> Result<Option<Clipped>, WireError> {
    let clipped = library.clip_of(&request.id)?;
    Ok(all_told(library, clipped.into_iter().collect()).pop())
}

/// Takes a clip back, as if it had not been.
pub fn undo(library: &Library, request: UndoClip) -> Result<Nothing, WireError> {
    let UndoClip { id, state, capture, from_trash } = request;
    let known = [ClipState::New, ClipState::Seen, ClipState::Captured, ClipState::Waiting, ClipState::Failed];
    let state = known.into_iter().find(|known| word(*known) == state);
    let state = state.ok_or_else(|| WireError::bad("state", "new, seen, captured, waiting or failed"))?;
    library.undo_clip(&Undo { id, state, capture, from_trash: from_trash.unwrap_or_default() })?;
    Ok(Nothing {})
}

/// The newest receipts.
pub fn receipts(library: &Library, _: Nothing) -> Result<Vec<Receipt>, WireError> {
    Ok(library.receipts()?.into_iter().map(Receipt::from).collect())
}

/// One receipt; nothing when there is none of this id.
pub fn receipt(library: &Library, request: &OneItem) -> Result<Option<Receipt>, WireError> {
    Ok(library.receipt(&request.id)?.map(Receipt::from))
}

/// Tries again what failed or waits.
pub fn retry(library: &Library, request: OneItem) -> Result<Vec<Receipt>, WireError> {
    library.retry(&request.id)?;
    receipts(library, Nothing {})
}

/// Tries everything again that failed or waits, here and now: for programs that end afterwards.
pub fn retry_all(library: &Library) -> Result<Vec<Receipt>, WireError> {
    library.finish_waiting()?;
    receipts(library, Nothing {})
}

/// Gives up what waits.
pub fn cancel(library: &Library, request: OneItem) -> Result<Vec<Receipt>, WireError> {
    library.cancel(&request.id)?;
    receipts(library, Nothing {})
}

impl From<library::Receipt> for Receipt {
    fn from(receipt: library::Receipt) -> Self {
        let in_state = |state: PictureState| {
            u32::try_from(receipt.pictures.iter().filter(|picture| **picture == state).count()).unwrap_or(u32::MAX)
        };
        let (kept, failed, waiting) =
            (in_state(PictureState::Kept), in_state(PictureState::Failed), in_state(PictureState::Waiting));
        let (message, remark) = said(receipt.message);
        let text = match (receipt.text_kept, receipt.state.as_str()) {
            (true, _) => "done",
            (false, "failed") => "failed",
            (false, _) => "waiting",
        };
        Self {
            id: receipt.id.to_string(),
            article_id: receipt.article.map(|article| article.to_string()),
            title: receipt.title,
            url: receipt.url,
            text: text.to_owned(),
            pictures_kept: kept,
            pictures_failed: failed,
            pictures: kept + failed + waiting,
            original: receipt.original,
            state: receipt.state.as_str().to_owned(),
            outcome: receipt.outcome.map(|state| word(state).to_owned()),
            share: receipt.share,
            ruling: receipt.ruling.map(|library::Ruling { seen, all, given }| Ruling { seen, all, given }),
            remark,
            message,
            dropped_at: receipt.dropped_at.as_millisecond(),
        }
    }
}
