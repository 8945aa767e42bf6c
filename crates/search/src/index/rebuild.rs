//! A rebuild: a new generation made from the library file, in committed batches, then swapped in.

use std::sync::Arc;

use model::Id;

use super::{
    Effort, Generation, Held, Index, files, pass, seal,
    writing::{Writing, attempt},
};
use crate::{ANALYSER_VERSION, Change, Error, SCHEMA_VERSION, Watermark};

/// After one start without a commit the half-made generation is thrown away; after two more the rebuild gives up.
const ATTEMPTS_MAX: u32 = 3;

/// How a rebuild begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RebuildStart {
    /// Goes on where a killed one stopped; [`Error::RebuildKeepsFailing`] after three that came to nothing.
    Resume,
    /// From nothing, whatever happened before: a person asked for it.
    Afresh,
}

/// A rebuild, and the right to write. The generation that answers goes on answering.
/// Dropped without [`Rebuild::finish`] it can be resumed.
pub struct Rebuild<'a> {
    index: &'a Index,
    writing: Option<Writing>,
    begun: files::Begun,
    resume_from: Option<Watermark>,
    _lock: files::WriteLock,
}

impl Index {
    /// Begins or resumes a rebuild. [`Error::Busy`] while another process or thread writes.
    pub fn rebuild(&self, library: Id, extractor: u32, start: RebuildStart) -> Result<Rebuild<'_>, Error> {
        let lock = files::WriteLock::take(&self.folder)?;
        let io_error = |source| Error::Io { path: self.folder.clone(), source };
        let afresh = files::Begun {
            generation: files::new_generation(),
            attempts: 0,
            library,
            schema: SCHEMA_VERSION,
            analyser: ANALYSER_VERSION,
            extractor,
        };
        let before = files::begun(&self.folder)
            .filter(|_| start == RebuildStart::Resume)
            .filter(|before| afresh.continues(before));
        let mut begun = before.unwrap_or(afresh.clone());
        if begun.attempts >= ATTEMPTS_MAX {
            return Err(Error::RebuildKeepsFailing);
        }
        begun.attempts += 1;
        if begun.attempts > 1 {
            begun.generation = afresh.generation;
        }
        files::set_begun(&self.folder, &begun).map_err(io_error)?;
        let current = files::current(&self.folder);
        files::sweep(&self.folder, &[&begun.generation, current.as_deref().unwrap_or_default()]);
        let generation = self.half_made(&mut begun)?;
        let resume_from = generation.watermark()?;
        let writing = pass::open(generation, Effort::Rebuild)?;
        Ok(Rebuild { index: self, writing: Some(writing), begun, resume_from, _lock: lock })
    }

    /// The generation to go on with: the half-made one when it is whole, else a new one.
    fn half_made(&self, begun: &mut files::Begun) -> Result<Arc<Generation>, Error> {
        let is_whole = self.folder.join(&begun.generation).exists()
            && Generation::has_whole_files(&self.folder, &begun.generation).unwrap_or(false);
        if is_whole && let Ok(generation) = Generation::open(&self.folder, &begun.generation) {
            return Ok(Arc::new(generation));
        }
        begun.generation = files::new_generation();
        files::set_begun(&self.folder, begun).map_err(|source| Error::Io { path: self.folder.clone(), source })?;
        Ok(Arc::new(Generation::create(&self.folder, &begun.generation)?))
    }
}

impl files::Begun {
    /// Whether an earlier rebuild made what this one would make.
    fn continues(&self, before: &Self) -> bool {
        let made = |begun: &Self| (begun.library, begun.schema, begun.analyser, begun.extractor);
        made(self) == made(before)
    }
}

impl Rebuild<'_> {
    /// Where a killed rebuild stopped: every change up to its `seq` is in; go on after it.
    pub fn resume_from(&self) -> Option<&Watermark> {
        self.resume_from.as_ref()
    }

    /// The number of items there will be after a commit; of a rebuild that goes on, those that were there already.
    pub fn live_docs(&self) -> u64 {
        self.writing.as_ref().map_or(0, Writing::live_docs)
    }

    /// Applies one item; items come in the order of their sequence numbers.
    pub fn apply(&mut self, change: Change) -> Result<(), Error> {
        attempt(&mut self.writing, |writing| writing.apply(change))
    }

    /// Commits a batch, from which a killed rebuild goes on.
    pub fn commit(&mut self, watermark: &Watermark) -> Result<(), Error> {
        attempt(&mut self.writing, |writing| writing.commit(watermark))?;
        if self.begun.attempts > 0 {
            self.begun.attempts = 0;
            files::set_begun(&self.index.folder, &self.begun)
                .map_err(|source| Error::Io { path: self.index.folder.clone(), source })?;
        }
        Ok(())
    }

    /// Commits the rest, merges it, checks that the new generation is whole and holds `expected` items, and lets it answer.
    pub fn finish(mut self, watermark: &Watermark, expected: u64) -> Result<(), Error> {
        self.commit(watermark)?;
        attempt(&mut self.writing, Writing::merge)?;
        let writing = self.writing.take().ok_or(Error::NotReady)?;
        let generation = Arc::clone(writing.generation());
        writing.close()?;
        let folder = &self.index.folder;
        generation.reload()?;
        let found = generation.searcher().num_docs();
        if found != expected {
            files::clear_begun(folder).map_err(|source| Error::Io { path: folder.clone(), source })?;
            return Err(Error::RebuildIncomplete { expected, found });
        }
        if !Generation::has_whole_files(folder, &generation.name)? {
            return Err(Error::Damaged);
        }
        files::set_current(folder, &generation.name)?;
        files::clear_begun(folder).map_err(|source| Error::Io { path: folder.clone(), source })?;
        self.index.hold(Held::with(Arc::clone(&generation), files::current_stamp(folder)));
        files::sweep(folder, &[&generation.name]);
        Ok(())
    }
}

impl Drop for Rebuild<'_> {
    fn drop(&mut self) {
        if let Some(writing) = self.writing.take() {
            let folder = writing.generation().folder.clone();
            if writing.close().is_err() {
                let _ = seal::break_open(&folder);
            }
        }
    }
}
