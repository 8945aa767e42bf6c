//! Jobs run here and now, for programs that end afterwards.

use std::collections::HashSet;

use model::{ClipState, Id, PictureState};

use super::{
    attempt::{begin, give_back, run},
    page::page,
};
use crate::{Clipped, Library, Result, Role, clipping::receipts::DONE_MAX};

/// Jobs of each state that are tried again at once; those beyond are for the next call.
const TRIED_MAX: u32 = 1_000;

impl Library {
    /// Runs the jobs of these clips here and now, as far as the network lets: for programs that end afterwards.
    pub fn finish(&self, clipped: Vec<Clipped>) -> Vec<Clipped> {
        if self.role() == Role::Window || !clipped.iter().any(Clipped::has_work) {
            return clipped;
        }
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return clipped };
        clipped.into_iter().map(|clip| runtime.block_on(self.finish_one(clip))).collect()
    }

    /// Tries everything again that failed or waits, here and now; of what is done, the pictures that are missing.
    pub fn finish_waiting(&self) -> Result<()> {
        let jobs = self.read(|db| store::jobs::list(db, TRIED_MAX, DONE_MAX))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| crate::Error::Background(error.kind()))?;
        let mut articles = HashSet::new();
        for job in jobs.iter().rev() {
            // The pictures of an article are tried once, however many receipts it has.
            if job.article.is_some_and(|article| !articles.insert(article)) {
                continue;
            }
            if let Some(job) = super::retry(self, job.id)?.and_then(|id| begin(self, id)) {
                runtime.block_on(run(self, &job));
            }
        }
        Ok(())
    }

    async fn finish_one(&self, mut clip: Clipped) -> Clipped {
        if let (ClipState::Waiting, Some(id)) = (clip.state, clip.id) {
            clip = self.finish_page(clip, id).await;
        }
        let Some(article) = clip.article.as_ref().map(|article| article.id) else { return clip };
        for job in self.read(|db| store::jobs::of_article(db, article)).unwrap_or_default() {
            if let Some(job) = begin(self, job.id) {
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

    async fn finish_page(&self, clip: Clipped, id: Id) -> Clipped {
        let Some(job) = begin(self, id) else { return clip };
        match page(self, &job).await {
            Ok(kept) => kept,
            Err(failure) => match give_back(self, &job, &failure) {
                Ok(Some(_)) => Clipped::waiting(id, clip.title, Some(failure.message)).of_address(clip.url),
                _ => Clipped { receipt: Some(id), again: true, ..Clipped::failed(clip.title, failure.message) }
                    .of_address(clip.url),
            },
        }
    }
}

impl Clipped {
    fn has_work(&self) -> bool {
        self.state == ClipState::Waiting || self.pictures.iter().any(|picture| picture.state == PictureState::Waiting)
    }
}
