//! A pass: changes of the library put into the generation that answers.

use std::sync::Arc;

use super::{
    Effort, Generation, Held, Index, Reason, State, files, make_sure_locked, seal,
    writing::{Writing, attempt},
};
use crate::{Change, Error, Watermark};

/// A pass, and the right to write. Dropped without [`Pass::finish`] it forgets what was not committed.
pub struct Pass<'a> {
    index: &'a Index,
    writing: Option<Writing>,
    _lock: files::WriteLock,
}

impl Index {
    /// Begins a pass. [`Error::Busy`] while another process or thread writes, which is normal;
    /// [`Error::NotReady`] when there is nothing sound to add to.
    pub fn pass(&self, effort: Effort) -> Result<Pass<'_>, Error> {
        let lock = files::WriteLock::take(&self.folder)?;
        self.refresh()?;
        let generation = self.generation()?;
        if let Err(error) = make_sure_locked(&self.folder, &generation.name) {
            self.hold(Held::without(State::Stale(Reason::Damaged), files::current_stamp(&self.folder)));
            return Err(error);
        }
        let writing = open(generation, effort)?;
        Ok(Pass { index: self, writing: Some(writing), _lock: lock })
    }
}

/// Breaks the seal and opens the writer.
pub(super) fn open(generation: Arc<Generation>, effort: Effort) -> Result<Writing, Error> {
    seal::break_open(&generation.folder).map_err(|source| Error::Io { path: generation.folder.clone(), source })?;
    Writing::open(generation, effort)
}

impl Pass<'_> {
    /// Applies one change; seen by searches after [`Pass::commit`].
    pub fn apply(&mut self, change: Change) -> Result<(), Error> {
        attempt(&mut self.writing, |writing| writing.apply(change))
    }

    /// The number of items there will be after a commit.
    pub fn live_docs(&self) -> u64 {
        self.writing.as_ref().map_or(0, Writing::live_docs)
    }

    /// Commits what was applied so far together with where that is; `live_docs` is filled in from what was applied.
    /// The library file must know the pair of `seq` and `nonce` before.
    pub fn commit(&mut self, watermark: &Watermark) -> Result<(), Error> {
        attempt(&mut self.writing, |writing| writing.commit(watermark))?;
        self.index.refresh()?;
        Ok(())
    }

    /// Waits for merges, closes the generation in good order and gives up the right to write.
    pub fn finish(mut self) -> Result<(), Error> {
        let closed = self.writing.take().map_or(Ok(()), Writing::close);
        self.index.refresh()?;
        closed
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.writing.take().map(Writing::close) {
            tracing::warn!(%error, "a pass of the search index was not closed in good order; its files are checked when they are next opened");
        }
    }
}
