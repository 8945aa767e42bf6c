//! What was wrong with the index as a whole, so that it had to be built anew without being asked.

use std::sync::{Mutex, PoisonError};

use search::{Reason, RebuildStart, State};

use crate::{Changed, Library, Result};

/// What is wrong with an index: its code, and a sentence without the full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trouble(&'static str, &'static str);

impl Trouble {
    pub(super) const DAMAGED: Self = Self("damaged", "The full-text index was damaged");
    pub(super) const ANOTHER_NUMBER: Self =
        Self("another-number", "The full-text index held another number of items than the library");
    const OTHER_VERSION: Self = Self("other-version", "The full-text index was made by another version of Tearsheet");
    const NOT_FINISHED: Self = Self("not-finished", "The full-text index was never finished");

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

/// What was or is wrong with the index as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexTrouble {
    /// A stable word for programs: `damaged`, `another-number`, `other-version` or `not-finished`.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
    /// Whether the index was built anew since this library was opened.
    pub mended: bool,
}

/// The last trouble that building anew ended.
#[derive(Default)]
pub(super) struct Mended(Mutex<Option<Trouble>>);

impl Mended {
    pub(super) fn note(&self, trouble: Trouble) {
        tracing::warn!("{}; it was built anew from the library", trouble.1);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(trouble);
    }

    fn last(&self) -> Option<Trouble> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Library {
    /// What was wrong with the index as a whole since this library was opened, or is wrong with it now.
    pub fn index_trouble(&self) -> Option<IndexTrouble> {
        let indexer = &self.inner().indexer;
        if let Some(Trouble(code, what)) = indexer.mended.last() {
            let message = format!("{what}; it was built anew from the library.");
            return Some(IndexTrouble { code, message, mended: true });
        }
        let Trouble(code, what) = indexer.seen_state().and_then(Trouble::of)?;
        Some(IndexTrouble { code, message: format!("{what}; run `tearsheet reindex`."), mended: false })
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

    /// Builds the index anew and notes why; before and after, views are told that how the library is has changed.
    pub(super) fn build_for(&self, trouble: impl Into<Option<Trouble>>, start: RebuildStart) -> Result<()> {
        let Some(trouble) = trouble.into() else { return self.build(start, &mut |_, _| {}).map(drop) };
        self.inner().events.tell(Changed::anything());
        self.build(start, &mut |_, _| {})?;
        self.inner().indexer.mended.note(trouble);
        self.inner().events.tell(Changed::anything());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{Import, Role};

    #[test]
    fn views_are_told_that_a_damaged_index_is_built_anew_and_was() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        library.import(vec![Import { body: "良率".into(), ..Import::default() }]).unwrap();
        library.settle();
        assert_eq!(library.index_trouble(), None);
        drop(library);
        fs::write(folder.path().join("index/CURRENT"), "g01").unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        assert_eq!(library.inner().indexer.index().unwrap().state(), State::Stale(Reason::Damaged));
        let trouble = library.index_trouble().unwrap();
        assert_eq!((trouble.code, trouble.mended), ("damaged", false));
        let mut told = library.subscribe();
        library.settle();
        let anything = std::iter::from_fn(|| told.try_recv().ok()).filter(|changed| *changed == Changed::anything());
        assert_eq!(anything.count(), 2);
        let trouble = library.index_trouble().unwrap();
        assert_eq!((trouble.code, trouble.mended), ("damaged", true));
    }
}
