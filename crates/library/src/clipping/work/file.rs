//! The job that clips a file of the watched folder.

use std::path::{Path, PathBuf};

use model::{Id, Timestamp};
use store::{
    Writing,
    jobs::{Job, JobState},
};

use super::attempt::Failure;
use crate::{Clipped, Library, Reach, Remark, Unread, clipping::reading};

/// The kind of a job that clips a file.
pub(crate) const FILE: &str = "file";

/// Queues a file, by the job that failed to clip it when there is one; the payload is written like a page's: address, title.
pub(crate) fn queue(db: &Writing<'_>, path: &Path) -> store::Result<()> {
    let known = store::jobs::for_line(db, FILE, &path.display().to_string())?;
    match known.into_iter().find(|job| job.state != JobState::Running) {
        Some(job) => store::jobs::retry(db, job.id, Timestamp::now()),
        None => store::jobs::add(db, &Job::new(FILE, &payload(path), None, Timestamp::now())),
    }
}

/// What a job that clips a file knows.
pub(crate) fn payload(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().replace('\n', " ")).unwrap_or_default();
    format!("{}\n{name}", path.display())
}

pub(super) async fn file(library: &Library, job: &Job) -> Result<(), Failure> {
    let path = PathBuf::from(job.payload.split('\n').next().unwrap_or_default());
    let (keeper, of) = (library.clone(), path.clone());
    let landed = tokio::task::spawn_blocking(move || keeper.landed(&of)).await;
    let landed = landed.map_err(|_| Failure::never(Remark::of("unreadable-file")))?;
    let clipped = landed.map_err(|unread| Failure::never(unread.message))?;
    if clipped.iter().all(|clip| clip.id.is_none()) {
        let message = clipped.into_iter().find_map(|clip| clip.message);
        return Err(Failure::never(message.unwrap_or_else(|| Remark::of("nothing-in-file"))));
    }
    let article = clipped.iter().find_map(|clip| clip.article.as_ref().map(|article| article.id));
    let message = clipped.iter().find_map(|clip| clip.message.as_ref()).map(Remark::to_kept);
    library.write(|db| {
        store::watched::became(db, &path.to_string_lossy(), only_article(&clipped))?;
        let (done, changed_at) = (store::jobs::get(db, job.id)?, Timestamp::now());
        store::jobs::put(db, &Job { article, state: JobState::Done, message, changed_at, ..done })
    })?;
    Ok(())
}

/// The article that a file became, when it became one.
pub(crate) fn only_article(clipped: &[Clipped]) -> Option<Id> {
    match clipped {
        [one] => one.article.as_ref().map(|article| article.id),
        _ => None,
    }
}

impl Library {
    /// Clips a file that landed in the watched folder; the receipt of what is refused knows its place.
    pub fn clip_landed(&self, path: &Path) -> Vec<Clipped> {
        self.landed(path).unwrap_or_else(|unread| vec![self.unread(unread)])
    }

    /// What a file that landed became, or why it became nothing; of that nothing is written down. One of which the beginning was
    /// clipped before, as it paused, is the same article.
    fn landed(&self, path: &Path) -> Result<Vec<Clipped>, Unread> {
        let drop = reading::drop_of(path)?;
        let before = self.read(|db| store::watched::article(db, &path.to_string_lossy())).ok().flatten();
        let grown_from = before.filter(|before| self.is_beginning(*before, &drop));
        let tried = self.try_clip(drop, &[], Reach::Settings, grown_from).into_iter();
        let unread = |(name, refused): (String, reading::Refused)| Unread {
            url: refused.url,
            ..Unread::new(name, refused.why, Some(path))
        };
        tried.map(|tried| tried.map_err(unread)).collect()
    }

    /// Whether an article was made of the first bytes of a file, and of no more.
    fn is_beginning(&self, article: Id, drop: &model::Drop) -> bool {
        let (model::Drop::File { bytes, .. } | model::Drop::SavedPage { bytes, .. }) = drop else { return false };
        let original = self.read(|db| {
            let article = store::articles::get(db, article)?;
            let capture = store::captures::get(db, article.capture)?;
            Ok(capture.original.filter(|_| article.trashed_at.is_none()))
        });
        let known = original.ok().flatten().and_then(|original| self.blob(&original).ok());
        known.is_some_and(|(known, _)| known.len() < bytes.len() && bytes.starts_with(&known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Role,
        clipping::work::attempt::{begin, run},
    };

    #[tokio::test]
    async fn why_a_file_became_nothing_is_written_down_once() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library"), Role::Command).unwrap();
        let path = folder.path().join("strange.bin");
        std::fs::write(&path, [0, 159, 146, 150, 0, 1]).unwrap();
        library.write(|db| queue(db, &path)).unwrap();
        let waiting = library.receipts().unwrap().remove(0);
        let job = begin(&library, waiting.id).unwrap();
        let mut changes = library.subscribe();
        run(&library, &job).await;
        assert!(changes.try_recv().is_ok() && changes.try_recv().is_err(), "the failure was written twice");
        let failed = library.receipts().unwrap().remove(0);
        assert_eq!((failed.state, failed.dropped_at), (JobState::Failed, waiting.dropped_at));
        assert_eq!(failed.message.unwrap().code, "unknown-type");
        let clipped = library.clip_landed(&path);
        assert_eq!((clipped[0].receipt, library.receipts().unwrap().len()), (Some(waiting.id), 1));
    }

    #[tokio::test]
    async fn the_receipt_of_a_file_that_was_read_in_part_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library"), Role::Command).unwrap();
        let path = folder.path().join("half.html");
        std::fs::write(&path, "<html><body><article><p>三家供应商都在扩大产能，价格预计维").unwrap();
        library.write(|db| queue(db, &path)).unwrap();
        let job = begin(&library, library.receipts().unwrap()[0].id).unwrap();
        run(&library, &job).await;
        let done = library.receipts().unwrap().remove(0);
        assert_eq!((done.state, done.message.unwrap().code), (JobState::Done, "cut-off".into()));
    }
}
