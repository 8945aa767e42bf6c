//! What was dropped and could not be read leaves a receipt: with its bytes as they came, or with the place where the file lies.

use std::path::Path;

use model::{Id, Timestamp};
use store::jobs::{Job, JobState};

use crate::{
    Clipped, Library, Remark, Result, Unread,
    clipping::{
        reading::{NotUnderstood, Refused, Taken},
        work::{DROP, DropJob, FILE, file_payload},
    },
};

impl Library {
    /// Says why nothing of a drop became an article. What was in it stays with a receipt.
    pub(crate) fn refuse(&self, name: String, refused: Refused, themes: &[String]) -> Clipped {
        let Refused { why, url, taken } = refused;
        let message = Remark::from(why);
        let is_something = !matches!(why, NotUnderstood::Empty | NotUnderstood::BadAddress | NotUnderstood::UserInfo);
        // The drop failed already; a receipt that cannot be written as well changes nothing of what is said.
        let receipt = is_something.then(|| self.keep_refused(&name, taken.as_deref(), themes, &message).ok()).flatten();
        Clipped { receipt, ..Clipped::failed(name, message) }.of_address(url)
    }

    fn keep_refused(&self, name: &str, taken: Option<&Taken>, themes: &[String], message: &Remark) -> Result<Id> {
        let payload = DropJob::of(name, taken, themes).to_payload();
        let staged =
            taken.map(|taken| self.inner().store.stage(&taken.bytes, taken.media_type.as_str())).transpose()?;
        self.write(|db| {
            let original = staged.as_ref().map(|staged| store::blobs::keep(db, staged)).transpose()?;
            let known = match &original {
                Some(original) => store::jobs::of_original(db, original)?,
                None => Vec::new(),
            };
            let known = known.into_iter().find(|job| job.kind == DROP && job.payload == payload);
            failed(db, known, Job { original, ..Job::new(DROP, &payload, None, Timestamp::now()) }, message)
        })
    }

    /// Says why a file could not be taken from the disk. Its receipt knows where it lies, so that it can be tried again.
    pub(crate) fn unread(&self, unread: Unread) -> Clipped {
        let Unread { name, url, message, path } = unread;
        let receipt = path.and_then(|path| self.keep_place(&path, &message).ok());
        Clipped { receipt, again: receipt.is_some(), ..Clipped::failed(name, message) }.of_address(url)
    }

    fn keep_place(&self, path: &Path, message: &Remark) -> Result<Id> {
        self.write(|db| {
            let known = store::jobs::for_line(db, FILE, &path.display().to_string())?.into_iter().next();
            failed(db, known, Job::new(FILE, &file_payload(path), None, Timestamp::now()), message)
        })
    }
}

/// Writes down that a job failed, the one that is known or a new one; answers its id.
fn failed(db: &store::Writing<'_>, known: Option<Job>, new: Job, message: &Remark) -> store::Result<Id> {
    let (message, state, now) = (Some(message.to_kept()), JobState::Failed, Timestamp::now());
    match known {
        Some(known) => {
            let id = known.id;
            store::jobs::put(db, &Job { message, state, created_at: now, changed_at: now, ..known })?;
            Ok(id)
        }
        None => {
            store::jobs::add(db, &Job { message, state, ..new.clone() })?;
            Ok(new.id)
        }
    }
}
