//! The job that fetches a page and clips it.

use capture::Fetcher;
use model::{Id, MediaType, Timestamp};
use store::{Writing, jobs::Job};

use super::{Failure, policy};
use crate::{
    Clipped, Library,
    reading::{NotUnderstood, Taken},
};

/// The kind of a job that fetches a page.
pub(crate) const PAGE: &str = "page";

/// What a job that fetches a page knows; written as lines: address, title, themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageJob {
    pub(crate) url: String,
    pub(crate) title: Option<String>,
    pub(crate) themes: Vec<String>,
}

impl PageJob {
    pub(crate) fn queue(&self, db: &Writing<'_>) -> store::Result<Id> {
        let job = Job::new(PAGE, &self.to_payload(), None, Timestamp::now());
        store::jobs::add(db, &job)?;
        Ok(job.id)
    }

    fn to_payload(&self) -> String {
        let one_line = |text: &str| text.replace(['\n', '\r'], " ");
        let lines = [one_line(&self.url), one_line(self.title.as_deref().unwrap_or_default())];
        lines.into_iter().chain(self.themes.iter().map(|theme| one_line(theme))).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn from_payload(payload: &str) -> Self {
        let mut lines = payload.split('\n').map(str::to_owned);
        let url = lines.next().unwrap_or_default();
        let title = lines.next().filter(|title| !title.is_empty());
        Self { url, title, themes: lines.collect() }
    }
}

pub(super) async fn page(library: &Library, job: &Job) -> Result<Clipped, Failure> {
    let PageJob { url, title, themes } = PageJob::from_payload(&job.payload);
    let fetched = Fetcher::new(policy(&url))?.page(&url).await?;
    let media_type = extract::media_type(&fetched.bytes, None, fetched.media_type.as_deref());
    if let MediaType::Unknown(_) = media_type {
        return Err(crate::Error::from(NotUnderstood::UnknownType).into());
    }
    let taken = Taken {
        bytes: fetched.bytes,
        media_type,
        charset: fetched.charset,
        url: Some(fetched.url),
        title,
        name: None,
        captured: Some(Timestamp::now()),
        whole_page: true,
        parts: Vec::new(),
    };
    let (library, id) = (library.clone(), job.id);
    let kept = tokio::task::spawn_blocking(move || library.keep(&taken, &themes, Some(id))).await;
    kept.map_err(|_| Failure { message: "The page could not be read.".into(), retry: false })?.map_err(Failure::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_job_is_written_and_read() {
        let job = PageJob {
            url: "https://example.org/a".into(),
            title: None,
            themes: vec!["HBM".into(), "AI 服务器".into()],
        };
        assert_eq!(PageJob::from_payload(&job.to_payload()), job);
        let titled = PageJob { title: Some("两\n行".into()), ..job };
        assert_eq!(PageJob::from_payload(&titled.to_payload()).title.as_deref(), Some("两 行"));
    }
}
