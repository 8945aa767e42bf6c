//! Jobs run here and now, for programs that end afterwards.

use model::{ClipState, Id, PictureState, Timestamp};
use store::jobs::{Job, JobState};

use super::{give_back, lease, page::page, run};
use crate::{Clipped, Library, Result, Role};

impl Library {
    /// Runs the jobs of these clips here and now, as far as the network lets: for programs that end afterwards.
    pub fn finish(&self, clipped: Vec<Clipped>) -> Vec<Clipped> {
        if self.role() == Role::Window || !clipped.iter().any(Clipped::has_work) {
            return clipped;
        }
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return clipped };
        clipped.into_iter().map(|clip| runtime.block_on(self.finish_one(clip))).collect()
    }

    async fn finish_one(&self, mut clip: Clipped) -> Clipped {
        if let (ClipState::Waiting, Some(id)) = (clip.state, clip.id) {
            clip = self.finish_page(clip, id).await;
        }
        let Some(article) = clip.article.as_ref().map(|article| article.id) else { return clip };
        for job in self.read(|db| store::jobs::of_article(db, article)).unwrap_or_default() {
            if let Some(job) = self.begin(job.id) {
                run(self, &job).await;
            }
        }
        match self.fresh(&clip, article) {
            Ok(fresh) => fresh,
            Err(_) => clip,
        }
    }

    /// The same clip with the pictures as they are now.
    fn fresh(&self, clip: &Clipped, article: Id) -> Result<Clipped> {
        let pictures = self.read(|db| {
            let capture = store::articles::get(db, article)?.capture;
            store::captures::pictures::of_capture(db, capture)
        })?;
        Ok(Clipped { pictures, ..clip.clone() })
    }

    /// Takes a waiting job for this process, if no other has taken it.
    fn begin(&self, id: Id) -> Option<Job> {
        let taken = self.write(|db| {
            let job = store::jobs::get(db, id)?;
            if job.state != JobState::Waiting {
                return Ok(None);
            }
            let (now, attempts) = (Timestamp::now(), job.attempts + 1);
            let running = Job { state: JobState::Running, attempts, next_at: lease(now), changed_at: now, ..job };
            store::jobs::put(db, &running)?;
            Ok(Some(running))
        });
        taken.ok().flatten()
    }

    async fn finish_page(&self, clip: Clipped, id: Id) -> Clipped {
        let Some(job) = self.begin(id) else { return clip };
        match page(self, &job).await {
            Ok(kept) => kept,
            Err(failure) => match give_back(self, &job, &failure) {
                Ok(Some(_)) => Clipped::waiting(id, clip.title, Some(failure.message)),
                _ => Clipped::failed(clip.title, failure.message),
            },
        }
    }
}

impl Clipped {
    fn has_work(&self) -> bool {
        self.state == ClipState::Waiting || self.pictures.iter().any(|picture| picture.state == PictureState::Waiting)
    }
}
