//! Receipts: how far clips are whose parts are still on their way, and rules that look through the library.

use model::{ClipState, Id, PictureState, Timestamp};
use store::jobs::{Job, JobState};

use crate::{
    Error, Library, Remark, Result,
    clipping::{clip::outcome, work},
    open::id,
};

/// Receipts shown of what failed, and of what is on its way: all that a person can look through.
const OPEN_MAX: u32 = 1_000;

/// Receipts shown of what is done.
pub(super) const DONE_MAX: u32 = 100;

/// How far a rule is that looks through the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Articles, quotes and notes looked at.
    pub seen: u32,
    /// How many there were when it began.
    pub all: u32,
    /// How many were given the theme.
    pub given: u32,
}

/// How far a clip is, or a rule that looks through the library.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The job.
    pub id: Id,
    /// The article, once there is one.
    pub article: Option<Id>,
    /// The headline or address.
    pub title: String,
    /// The address that was dropped, that what was dropped came from, or the article's; no password is in it.
    pub url: Option<String>,
    /// Whether its text is in the library.
    pub text_kept: bool,
    /// What became of a page once it was fetched: new, seen again, or another capture.
    pub outcome: Option<ClipState>,
    /// The share of its words that stand in the article it is likest to, unless the user keeps both.
    pub share: Option<f64>,
    /// The state of each picture.
    pub pictures: Vec<PictureState>,
    /// How far a rule is that looks through the library.
    pub ruling: Option<Ruling>,
    /// Whether the receipt keeps the bytes as they came, because no article does.
    pub original: bool,
    /// Waiting, running, done or failed.
    pub state: JobState,
    /// Why it failed or waits.
    pub message: Option<Remark>,
    /// When it was dropped.
    pub dropped_at: Timestamp,
}

impl Library {
    /// What failed or is on its way, and what was done last; newest first.
    pub fn receipts(&self) -> Result<Vec<Receipt>> {
        self.read(|db| store::jobs::list(db, OPEN_MAX, DONE_MAX)?.into_iter().map(|job| receipt_of(db, job)).collect())
    }

    /// One receipt; `None` when there is none of this id.
    pub fn receipt(&self, receipt: &str) -> Result<Option<Receipt>> {
        self.job(receipt)?.map(|job| self.read(|db| receipt_of(db, job))).transpose()
    }

    /// The job of a receipt; `None` when there is none of this id.
    pub(crate) fn job(&self, receipt: &str) -> Result<Option<Job>> {
        let id = id(receipt, "receipt")?;
        match self.read(|db| store::jobs::get(db, id)) {
            Ok(job) => Ok(Some(job)),
            Err(Error::Store(store::Error::NotFound { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Tries again what failed or waits; of what is done, the pictures that are missing.
    pub fn retry(&self, job: &str) -> Result<()> {
        work::retry(self, id(job, "receipt")?).map(drop)
    }

    /// Gives up what waits; what is in the library stays.
    pub fn cancel(&self, job: &str) -> Result<()> {
        work::cancel(self, id(job, "receipt")?)
    }
}

fn receipt_of(db: &store::Reading<'_>, job: Job) -> store::Result<Receipt> {
    let article = job.article.map(|article| store::articles::get(db, article)).transpose()?;
    let pictures = match &article {
        Some(article) => store::captures::pictures::of_capture(db, article.capture)?
            .into_iter()
            .map(|picture| picture.state)
            .collect(),
        None => Vec::new(),
    };
    let ruling = (job.kind == work::RULE).then(|| work::RuleJob::from_payload(&job.payload)).flatten();
    let title = match (&article, &ruling) {
        (Some(article), _) => article.title.clone(),
        (None, Some(ruling)) => ruling.name.clone(),
        (None, None) => work::PageJob::from_payload(&job.payload).shown(),
    };
    let url = match &article {
        Some(article) => article.url.clone(),
        None => address_of(&job),
    };
    let of_page = article.as_ref().filter(|_| job.kind == work::PAGE);
    let outcome = of_page.map(|article| outcome(db, &job, article.id)).transpose()?;
    let reposts = article.as_ref().map(|article| store::reposts::of(db, article.id)).transpose()?.unwrap_or_default();
    Ok(Receipt {
        id: job.id,
        ruling: ruling.map(|job| job.ruling()),
        outcome: outcome.map(|kept| kept.state),
        share: reposts.iter().find(|row| !row.kept).map(|row| row.share),
        text_kept: article.is_some(),
        article: article.map(|article| article.id),
        title,
        url,
        pictures,
        original: job.original.is_some(),
        state: job.state,
        message: job.message.as_deref().map(Remark::from_kept),
        dropped_at: job.created_at,
    })
}

/// The address of what no article was made of.
fn address_of(job: &Job) -> Option<String> {
    match job.kind.as_str() {
        work::PAGE => Some(work::PageJob::from_payload(&job.payload).shown_url()),
        work::DROP => work::DropJob::address(&job.payload),
        _ => None,
    }
}
