//! Keeps the index behind the truth: passes, catching up, building anew.
//!
//! **Invariant:** a checkpoint is in the library before the index commit that names it.
//! **Invariant:** an index whose history the library does not know is never searched; it is built anew.

mod differences;
mod documents;
mod trouble;

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

pub(crate) use differences::Difference;
use documents::change;
use model::Id;
use search::{Change, Effort, Index, RebuildStart, State, Watermark};
use store::{
    Store,
    changes::{self, Position},
};
pub use trouble::IndexTrouble;
use trouble::{Mended, Trouble};

use crate::{Library, Result, Role};

/// The version of the text extraction whose output the index holds; raise it when texts are extracted anew.
const EXTRACTOR: u32 = 2;
/// Changes read from the library at once: some 2 MB of text, a short snapshot.
const BATCH: u32 = 500;
/// From so many changes on, several threads write.
const BULK: u32 = 2_000;
/// Documents after which a rebuild commits, so that a killed one goes on from there: some twenty seconds. Each commit ends a
/// segment, and many small ones take longer to merge.
const REBUILD_COMMIT: u32 = 50_000;

/// The index and what is needed to keep it true.
pub(crate) struct Indexer {
    folder: PathBuf,
    index: OnceLock<Index>,
    library: Id,
    mended: Mended,
}

impl Indexer {
    /// Knows where the index lies; it is opened when it is first needed, for a window shows its list before.
    pub(crate) fn new(store: &Store, folder: &Path) -> Result<Self> {
        let library = store.read(|db| Ok(db.library()?.id))?;
        Ok(Self { folder: folder.to_owned(), index: OnceLock::new(), library, mended: Mended::default() })
    }

    /// The index, open. Of two threads that open it at once, one's is kept.
    pub(crate) fn index(&self) -> Result<&Index> {
        if let Some(index) = self.index.get() {
            return Ok(index);
        }
        let opened = Index::open(&self.folder)?;
        Ok(self.index.get_or_init(|| opened))
    }

    /// Whether the index can answer, as far as was seen; `None` while nobody needed it.
    fn seen_state(&self) -> Option<State> {
        self.index.get().map(Index::state)
    }

    /// Whether the index may be asked: it belongs to this library's present history.
    fn usable(&self, store: &Store) -> Result<Option<Watermark>> {
        let index = self.index()?;
        index.refresh()?;
        let (State::Ready, Some(mark)) = (index.state(), index.watermark()) else { return Ok(None) };
        Ok(self.is_ours(store, &mark)?.then_some(mark))
    }

    /// Whether the library knows the history that a watermark belongs to.
    fn is_ours(&self, store: &Store, mark: &Watermark) -> Result<bool> {
        let (seq, known) =
            store.read(|db| Ok((db.library()?.seq, store::checkpoints::knows(db, mark.seq, &written(mark.nonce))?)))?;
        Ok(mark.library == self.library && mark.extractor == EXTRACTOR && known && mark.seq <= seq)
    }

    fn mark(&self, store: &Store, seq: u64) -> Result<Watermark> {
        let nonce = nonce();
        store.write(|db| store::checkpoints::add(db, seq, &written(nonce)))?;
        Ok(Watermark::at(self.library, seq, nonce, EXTRACTOR))
    }
}

/// Where the truth stood when all of it was given.
struct End {
    /// All changes up to this sequence were given.
    head: u64,
    /// Whether nothing was left when it ended; only then the documents were counted at that sequence.
    is_whole: bool,
    documents: u64,
}

/// Sixty-two random bits: the second half of a UUIDv7.
fn nonce() -> u64 {
    let bytes = *Id::new().as_bytes();
    bytes[8..].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)) & (u64::MAX >> 2)
}

/// What a pass over what is derived leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// All of it follows from the truth.
    Nothing,
    /// The next pass goes on at once.
    More,
    /// Something could not be done; the next pass tries again later.
    Failed,
}

impl Library {
    /// Brings up to date what is derived, the index and the reposts, as far as that goes now. What cannot be done is tried again later.
    pub fn settle(&self) {
        self.settled();
    }

    /// Like [`Library::settle`], and tells what is left to do.
    pub(crate) fn settled(&self) -> Left {
        if let Err(error) = self.catch_up() {
            tracing::warn!(%error, "the index is behind");
        }
        let reposts = self.find_reposts();
        let is_current = self.read_only().is_some() || self.index_current().unwrap_or_default();
        match reposts {
            Ok(true) if is_current => Left::Nothing,
            Ok(false) if is_current => Left::More,
            Ok(_) => Left::Failed,
            Err(error) => {
                tracing::warn!(%error, "reposts were not looked for");
                Left::Failed
            }
        }
    }

    /// Whether the index belongs to this library's present history, so that it may be searched.
    pub(crate) fn index_is_ours(&self) -> Result<bool> {
        Ok(self.inner().indexer.usable(&self.inner().store)?.is_some())
    }

    /// Whether the index may be searched; a command brings it up to date before.
    pub(super) fn index_answers(&self) -> Result<bool> {
        if self.role() == Role::Command {
            if self.index_current()? {
                return Ok(true);
            }
            self.catch_up()?;
        }
        self.index_is_ours()
    }

    /// Whether the index answers for everything in the library.
    fn index_current(&self) -> Result<bool> {
        let indexer = &self.inner().indexer;
        let Some(mark) = indexer.usable(&self.inner().store)? else { return Ok(false) };
        Ok(self.read(changes::head)? <= mark.seq)
    }

    pub(crate) fn catch_up(&self) -> Result<()> {
        if self.read_only().is_some() {
            return Ok(());
        }
        let done = match self.inner().indexer.usable(&self.inner().store)? {
            Some(mark) if self.read(changes::head)? <= mark.seq => Ok(()),
            Some(_) => self.follow(),
            None => {
                let trouble = self.inner().indexer.seen_state().and_then(Trouble::of);
                self.build_for(trouble, RebuildStart::Resume)
            }
        };
        match done {
            // Another process is at it; what it does not see, the next pass does.
            Err(crate::Error::Search(search::Error::Busy)) => Ok(()),
            other => other,
        }
    }

    fn follow(&self) -> Result<()> {
        let (indexer, store) = (&self.inner().indexer, &self.inner().store);
        let seen = Position::behind(indexer.index()?.watermark().map_or(0, |mark| mark.seq));
        let behind = self.read(|db| changes::changed_since(db, seen, BULK))?.len();
        let effort = match self.role() {
            _ if behind >= BULK as usize => Effort::Bulk,
            Role::Window => Effort::Lasting,
            Role::Command => Effort::Short,
        };
        let mut pass = indexer.index()?.pass(effort)?;
        // Another process may have committed while this one waited for the lock.
        let from = indexer.usable(store)?.map_or(0, |mark| mark.seq);
        // A command answers for what is there now; what others go on writing is theirs to follow.
        let until = if self.role() == Role::Command { self.read(changes::head)? } else { u64::MAX };
        let end = self.feed(Position::behind(from), until, |changes, _| {
            for change in changes {
                pass.apply(change)?;
            }
            Ok(())
        })?;
        pass.commit(&indexer.mark(store, end.head)?)?;
        let held = pass.live_docs();
        pass.finish()?;
        if !end.is_whole || held == end.documents {
            Ok(())
        } else {
            self.build_for(Trouble::ANOTHER_NUMBER, RebuildStart::Resume)
        }
    }

    /// Builds the index anew beside the present one, which answers meanwhile. Answers the number of documents.
    fn build(&self, start: RebuildStart, progress: &mut dyn FnMut(u64, u64)) -> Result<u64> {
        let (indexer, store) = (&self.inner().indexer, &self.inner().store);
        let mut rebuild = indexer.index()?.rebuild(indexer.library, EXTRACTOR, start)?;
        if let Some(mark) = rebuild.resume_from().cloned()
            && !indexer.is_ours(store, &mark)?
        {
            drop(rebuild);
            rebuild = indexer.index()?.rebuild(indexer.library, EXTRACTOR, RebuildStart::Afresh)?;
        }
        let from = rebuild.resume_from().map_or(0, |mark| mark.seq);
        let all = self.read(store::counts::of_documents)?.total();
        let (mut since_commit, mut done) = (0, rebuild.live_docs());
        let end = self.feed(Position::behind(from), u64::MAX, |changes, complete| {
            done += changes.len() as u64;
            progress(done.min(all), all);
            for change in changes {
                rebuild.apply(change)?;
                since_commit += 1;
            }
            if since_commit >= REBUILD_COMMIT && complete > from {
                rebuild.commit(&indexer.mark(store, complete)?)?;
                since_commit = 0;
            }
            Ok(())
        })?;
        rebuild.finish(&indexer.mark(store, end.head)?, end.documents)?;
        Ok(end.documents)
    }

    /// Gives everything behind the position in order, batch by batch, each with the sequence up to which all was given before it was cut.
    /// Stops early when it has come past `until`.
    fn feed(
        &self,
        mut position: Position,
        until: u64,
        mut take: impl FnMut(Vec<Change>, u64) -> Result<()>,
    ) -> Result<End> {
        loop {
            let (end, gone, fed) = self.read(|db| {
                let changed = changes::changed_since(db, position, BATCH)?;
                let live: Vec<_> = changed.iter().filter(|change| change.live).map(|change| change.item).collect();
                let gone: Vec<Id> = changed.iter().filter(|change| !change.live).map(|change| change.item.id).collect();
                let end = match changed.last() {
                    Some(last) => Err(*last),
                    None => Ok(End {
                        head: changes::head(db)?,
                        is_whole: true,
                        documents: store::counts::of_documents(db)?.total(),
                    }),
                };
                Ok((end, gone, changes::feed(db, &live)?))
            })?;
            let last = match end {
                Ok(end) => return Ok(end),
                Err(last) => last,
            };
            position = last.position();
            let removed = gone.into_iter().map(Change::Remove);
            let complete = last.seq.saturating_sub(1);
            take(removed.chain(fed.into_iter().map(change)).collect(), complete)?;
            if complete >= until {
                return Ok(End { head: complete, is_whole: false, documents: 0 });
            }
        }
    }

    /// Builds the index anew at a person's wish, telling now and then how many of how many documents were read.
    pub fn reindex(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<u64> {
        self.build(RebuildStart::Afresh, progress)
    }
}

/// A nonce as the library keeps it.
fn written(nonce: u64) -> String {
    format!("{nonce:016x}")
}
