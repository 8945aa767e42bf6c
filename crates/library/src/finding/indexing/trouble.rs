//! What was wrong with the index as a whole, so that it had to be built anew without being asked.

use std::sync::{Mutex, PoisonError};

use search::{Reason, RebuildStart, State};

use crate::{Library, Result};

/// What is wrong with an index, without the full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trouble(&'static str);

impl Trouble {
    pub(super) const DAMAGED: Self = Self("The full-text index was damaged");
    pub(super) const ANOTHER_NUMBER: Self = Self("The full-text index held another number of items than the library");
    const OTHER_VERSION: Self = Self("The full-text index was made by another version of Tearsheet");
    const NOT_FINISHED: Self = Self("The full-text index was never finished");

    /// What keeps an index in this state from answering; that there is none yet is no trouble.
    pub(super) fn of(state: State) -> Option<Self> {
        match state {
            State::Ready | State::Missing => None,
            State::Stale(Reason::Damaged) => Some(Self::DAMAGED),
            State::Stale(Reason::CountDiffers) => Some(Self::ANOTHER_NUMBER),
            State::Stale(Reason::OtherVersion) => Some(Self::OTHER_VERSION),
            State::Stale(Reason::NeverFinished) => Some(Self::NOT_FINISHED),
        }
    }
}

/// The last trouble that building anew ended.
#[derive(Default)]
pub(super) struct Mended(Mutex<Option<Trouble>>);

impl Mended {
    pub(super) fn note(&self, trouble: Trouble) {
        tracing::warn!("{}; it was built anew from the library", trouble.0);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(trouble);
    }

    fn last(&self) -> Option<Trouble> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Library {
    /// What was or is wrong with the index as a whole, in a sentence, and whether it was built anew since this library was opened.
    pub fn index_trouble(&self) -> Option<(String, bool)> {
        let indexer = &self.inner().indexer;
        if let Some(Trouble(what)) = indexer.mended.last() {
            return Some((format!("{what}; it was built anew from the library."), true));
        }
        let Trouble(what) = indexer.seen_state().and_then(Trouble::of)?;
        Some((format!("{what}; run `tearsheet reindex`."), false))
    }

    /// Compares the files of the index with their checksums; one that is damaged is built anew.
    pub(super) fn make_index_whole(&self) -> Result<()> {
        self.catch_up()?;
        let index = self.inner().indexer.index()?;
        if self.read_only().is_some() || index.state() != State::Ready || index.is_whole()? {
            return Ok(());
        }
        self.build_for(Trouble::DAMAGED, RebuildStart::Afresh)
    }

    /// Builds the index anew and notes why.
    pub(super) fn build_for(&self, trouble: impl Into<Option<Trouble>>, start: RebuildStart) -> Result<()> {
        self.build(start, &mut |_, _| {})?;
        if let Some(trouble) = trouble.into() {
            self.inner().indexer.mended.note(trouble);
        }
        Ok(())
    }
}
