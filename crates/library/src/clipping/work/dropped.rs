//! The job that reads again what was dropped and could not be read.

use store::jobs::Job;

use super::{attempt::Failure, page::one_line};
use crate::{
    Library, Remark,
    clipping::reading::{self, Taken},
};

/// The kind of a job that reads what was dropped.
pub(crate) const DROP: &str = "drop";

/// The line that stands for a whole page or file, where a selection has none.
const WHOLE: &str = "whole";

/// What a receipt knows of what was dropped; written as lines: what it is called, its title, address and character set, whether it is
/// whole, themes. Its bytes are the job's original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DropJob {
    name: String,
    title: String,
    url: String,
    charset: String,
    whole_page: bool,
    themes: Vec<String>,
}

impl DropJob {
    /// What is known of a drop that is called `name`.
    pub(crate) fn of(name: &str, taken: Option<&Taken>, themes: &[String]) -> Self {
        let field = |field: fn(&Taken) -> Option<&String>| taken.and_then(field).map(|text| one_line(text));
        let media_type = || taken.map(|taken| taken.media_type.as_str().to_owned()).unwrap_or_default();
        Self {
            name: Some(one_line(name)).filter(|name| !name.is_empty()).unwrap_or_else(media_type),
            title: field(|taken| taken.title.as_ref()).unwrap_or_default(),
            url: field(|taken| taken.url.as_ref()).unwrap_or_default(),
            charset: field(|taken| taken.charset.as_ref()).unwrap_or_default(),
            whole_page: taken.is_none_or(|taken| taken.whole_page),
            themes: themes.iter().map(|theme| one_line(theme)).collect(),
        }
    }

    pub(crate) fn to_payload(&self) -> String {
        let whole = if self.whole_page { WHOLE } else { "" };
        let lines = [&*self.name, &self.title, &self.url, &self.charset, whole];
        lines.into_iter().chain(self.themes.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
    }

    /// Where what was dropped comes from.
    pub(crate) fn address(payload: &str) -> Option<String> {
        Some(Self::from_payload(payload).url).filter(|url| !url.is_empty())
    }

    fn from_payload(payload: &str) -> Self {
        let mut lines = payload.split('\n').map(str::to_owned);
        let mut next = || lines.next().unwrap_or_default();
        let (name, title, url, charset) = (next(), next(), next(), next());
        let whole_page = next() == WHOLE;
        Self { name, title, url, charset, whole_page, themes: lines.collect() }
    }
}

pub(super) async fn dropped(library: &Library, job: &Job) -> Result<(), Failure> {
    let (keeper, job) = (library.clone(), job.clone());
    let kept = tokio::task::spawn_blocking(move || keeper.keep_dropped(&job)).await;
    kept.map_err(|_| Failure::never(Remark::of("unreadable-file")))?
}

impl Library {
    /// Reads again what a receipt keeps, and keeps it as an article.
    fn keep_dropped(&self, job: &Job) -> Result<(), Failure> {
        let Some(original) = &job.original else { return Err(Failure::never(Remark::of("not-kept"))) };
        let (bytes, media_type) = self.blob(original)?;
        let DropJob { name, title, url, charset, whole_page, themes } = DropJob::from_payload(&job.payload);
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let taken = Taken {
            media_type: extract::media_type(&bytes, Some(&name), Some(&media_type)),
            charset: given(charset),
            title: given(title),
            name: given(name),
            captured: (!whole_page).then_some(job.created_at),
            whole_page,
            ..reading::as_it_came(bytes, given(url))
        };
        let read = reading::read_known(&taken, &self.inner().sites).map_err(crate::Error::from)?;
        self.keep_attached(&taken, read, &themes, Some(job.id)).0?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_drop_is_written_and_read() {
        let job = DropJob {
            name: "a.bin".into(),
            url: "https://example.org/a".into(),
            themes: vec!["HBM".into()],
            ..DropJob::default()
        };
        assert_eq!(DropJob::from_payload(&job.to_payload()), job);
        let whole = DropJob { whole_page: true, title: "两行".into(), ..job };
        assert_eq!(DropJob::from_payload(&whole.to_payload()), whole);
    }
}
