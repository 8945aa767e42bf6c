//! The job that fetches a page and clips it.

use std::sync::Arc;

use capture::Fetcher;
use model::{Id, MediaType, Timestamp};
use store::{
    Writing,
    jobs::{Job, JobState},
};

use super::{
    attempt::Failure,
    following::{Followed, follow},
    reach::{Reach, policy},
};
use crate::{
    Clipped, Library,
    clipping::{
        reading::{self, NotUnderstood, Read, Taken},
        remarks::Remark,
    },
};

/// The kind of a job that fetches a page.
pub(crate) const PAGE: &str = "page";

/// The line that stands for [`Reach::Private`].
const PRIVATE: &str = "private";

/// What a job that fetches a page knows; written as lines: address, title, reach, themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageJob {
    pub(crate) url: String,
    pub(crate) title: Option<String>,
    pub(crate) reach: Reach,
    pub(crate) themes: Vec<String>,
}

impl PageJob {
    /// Queues a page. An address that waits or failed is not queued twice: it is tried again now, with the themes of both.
    pub(crate) fn queue(&self, db: &Writing<'_>) -> store::Result<Id> {
        for job in store::jobs::for_line(db, PAGE, &one_line(&self.url))? {
            let known = Self::from_payload(&job.payload);
            if known.reach != self.reach {
                continue;
            }
            let payload = Self { themes: united(&known.themes, &self.themes), ..known }.to_payload();
            let (id, runs) = (job.id, job.state == JobState::Running);
            if runs && payload != job.payload {
                continue;
            }
            if !runs {
                store::jobs::put(db, &Job { payload, ..job })?;
                store::jobs::retry(db, id, Timestamp::now())?;
            }
            return Ok(id);
        }
        let job = Job::new(PAGE, &self.to_payload(), None, Timestamp::now());
        store::jobs::add(db, &job)?;
        Ok(job.id)
    }

    /// What it is called while there is no article: its title or its address, as they may be shown.
    pub(crate) fn shown(&self) -> String {
        capture::without_user_info(self.title.as_deref().unwrap_or(&self.url))
    }

    /// Its address, as it may be shown.
    pub(crate) fn shown_url(&self) -> String {
        capture::without_user_info(&self.url)
    }

    fn to_payload(&self) -> String {
        let reach = if self.reach == Reach::Private { PRIVATE } else { "" };
        let title = one_line(self.title.as_deref().unwrap_or_default());
        let lines = [one_line(&self.url), title, reach.to_owned()];
        lines.into_iter().chain(self.themes.iter().map(|theme| one_line(theme))).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn from_payload(payload: &str) -> Self {
        let mut lines = payload.split('\n').map(str::to_owned);
        let url = lines.next().unwrap_or_default();
        let title = lines.next().filter(|title| !title.is_empty());
        let reach = if lines.next().as_deref() == Some(PRIVATE) { Reach::Private } else { Reach::Settings };
        Self { url, title, reach, themes: lines.collect() }
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// The themes of both, each once.
fn united(one: &[String], other: &[String]) -> Vec<String> {
    one.iter().chain(other.iter().filter(|theme| !one.contains(theme))).cloned().collect()
}

pub(super) async fn page(library: &Library, job: &Job) -> Result<Clipped, Failure> {
    let PageJob { url, title, reach, themes } = PageJob::from_payload(&job.payload);
    let fetcher = Fetcher::new(policy(library, &url, reach), library.inner().limits, library.inner().pace.clone())?;
    let fetched = fetcher.page(&url).await?;
    let media_type = extract::media_type(&fetched.bytes, None, fetched.media_type.as_deref());
    let broke_off = fetched.broke_off.clone();
    if let MediaType::Unknown(_) = media_type {
        return Err(match broke_off {
            Some(error) => error.into(),
            None => crate::Error::from(reading::unread_kind(&media_type)).into(),
        });
    }
    let taken = Arc::new(Taken::page(fetched, media_type, title));
    let read = match (read(library, &taken).await?, &broke_off) {
        (Ok(read), _) => read,
        (Err(_), Some(error)) => return Err(error.clone().into()),
        (Err(error), None) => return Err(crate::Error::from(error).into()),
    };
    let Followed { read, message } = match broke_off {
        Some(error) => Followed { read, message: Some(Remark::of("broke-off").because(&error)) },
        None => follow(library, &fetcher, &taken, read).await,
    };
    let (keeper, id) = (library.clone(), job.id);
    let kept = tokio::task::spawn_blocking(move || keeper.keep_attached(&taken, read, &themes, Some(id)).0).await;
    let kept = kept.map_err(|_| Failure::never(Remark::of("unreadable")))??;
    Ok(match message {
        Some(message) => say(library, job.id, kept, message),
        None => kept,
    })
}

/// Reads what was fetched.
pub(super) async fn read(library: &Library, taken: &Arc<Taken>) -> Result<Result<Read, NotUnderstood>, Failure> {
    let (library, taken) = (library.clone(), taken.clone());
    let read = tokio::task::spawn_blocking(move || reading::read_to_keep(&taken, &library.inner().sites)).await;
    read.map_err(|_| Failure::never(Remark::of("unreadable")))
}

/// Says of an article that was kept what its receipt should tell.
fn say(library: &Library, job: Id, kept: Clipped, message: Remark) -> Clipped {
    // The article is safe; a receipt that cannot be written is less than that.
    let _ = library.write(|db| {
        let done = store::jobs::get(db, job)?;
        let message = Some(message.to_kept());
        store::jobs::put(db, &Job { state: JobState::Done, message, changed_at: Timestamp::now(), ..done })
    });
    Clipped { message: Some(message), ..kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_job_is_written_and_read() {
        let job = PageJob {
            url: "https://example.org/a".into(),
            title: None,
            reach: Reach::Private,
            themes: vec!["HBM".into(), "AI 服务器".into()],
        };
        assert_eq!(PageJob::from_payload(&job.to_payload()), job);
        let titled = PageJob { title: Some("两\n行".into()), reach: Reach::Settings, ..job };
        let read = PageJob::from_payload(&titled.to_payload());
        assert_eq!((read.title.as_deref(), read.reach), (Some("两 行"), Reach::Settings));
    }
}
