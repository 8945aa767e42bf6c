//! The job that clips a file of the watched folder.

use std::path::{Path, PathBuf};

use model::Timestamp;
use store::{
    Writing,
    jobs::{Job, JobState},
};

use super::attempt::Failure;
use crate::{
    Clipped, Library, Reach, Unread,
    clipping::reading::{self, Refused},
};

/// The kind of a job that clips a file.
pub(crate) const FILE: &str = "file";

/// What a job that clips a file may say.
pub(super) const UNREADABLE: &str = "The file could not be read.";
pub(super) const NOTHING: &str = "There was nothing in the file.";

/// Queues a file; the payload is written like a page's: address, title.
pub(crate) fn queue(db: &Writing<'_>, path: &Path) -> store::Result<()> {
    store::jobs::add(db, &Job::new(FILE, &payload(path), None, Timestamp::now()))
}

/// What a job that clips a file knows.
pub(crate) fn payload(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().replace('\n', " ")).unwrap_or_default();
    format!("{}\n{name}", path.display())
}

pub(super) async fn file(library: &Library, job: &Job) -> Result<(), Failure> {
    let path = PathBuf::from(job.payload.split('\n').next().unwrap_or_default());
    let keeper = library.clone();
    let clipped = tokio::task::spawn_blocking(move || keeper.clip_file(&path)).await;
    let clipped = clipped.map_err(|_| Failure::never(UNREADABLE))?;
    let article = clipped.iter().find_map(|clip| clip.article.as_ref().map(|article| article.id));
    if clipped.iter().all(|clip| clip.id.is_none()) {
        let message = clipped.into_iter().find_map(|clip| clip.message);
        return Err(Failure::never(message.as_deref().unwrap_or(NOTHING)));
    }
    library.write(|db| {
        let (done, changed_at) = (store::jobs::get(db, job.id)?, Timestamp::now());
        store::jobs::put(db, &Job { article, state: JobState::Done, message: None, changed_at, ..done })
    })?;
    Ok(())
}

impl Library {
    /// Clips a file of the user's own, as if it were dropped; the job is the receipt of what is refused.
    fn clip_file(&self, path: &Path) -> Vec<Clipped> {
        let clip = |drop: Result<model::Drop, Unread>| match drop {
            Ok(drop) => self.try_clip(drop, &[], Reach::Settings),
            Err(Unread { name, message, .. }) => vec![Ok(Clipped::failed(name, message))],
        };
        let refused = |(name, refused): (String, Refused)| Clipped::failed(name, refused.why.to_string());
        let tried = reading::drops_of(path).flat_map(clip);
        tried.map(|tried| tried.unwrap_or_else(refused)).collect()
    }
}
