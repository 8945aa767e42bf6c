//! The index folder: generations, the one that answers, who writes, and how all of it survives a kill.
//!
//! ```text
//! index/CURRENT        the name of the generation that answers
//! index/g<uuid>/       a generation: Tantivy's files and seal.json
//! index/REBUILD        a rebuild that was begun, and how often
//! index/.lock          held by whoever writes
//! ```
//!
//! **Invariant:** one writer at a time, over all processes; readers are never kept waiting.
//! **Invariant:** a generation whose last writer did not close it is checked before it answers.
//! **Invariant:** `CURRENT` never names a generation that is not finished and checked.

mod files;
mod folder;
mod generation;
mod pass;
mod rebuild;
mod seal;
mod writing;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use model::Id;
use tantivy::{Term, schema::IndexRecordOption};

pub(crate) use generation::Generation;
pub use pass::Pass;
pub use rebuild::{Rebuild, RebuildStart};
pub use writing::Effort;

use crate::{Answer, Error, Lexicon, Matchers, Request, Watermark, schema};

/// Whether the index can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It answers.
    Ready,
    /// There is none; rebuild it.
    Missing,
    /// There is one that must not answer; rebuild it.
    Stale(Reason),
}

/// Why an index must not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A file is damaged or gone.
    Damaged,
    /// It was written by a program with other fields or another analysis.
    OtherVersion,
    /// It has no watermark.
    NeverFinished,
    /// It holds another number of items than its watermark says.
    CountDiffers,
}

/// The full-text index of one library; shared by all threads.
pub struct Index {
    folder: PathBuf,
    held: RwLock<Held>,
}

/// Commits of others that may come between two looks before what is seen counts as it is.
const LOOKS_MAX: u32 = 20;

struct Held {
    state: State,
    generation: Option<Arc<Generation>>,
    watermark: Option<Watermark>,
    current: Option<files::Stamp>,
    commit: Option<files::Stamp>,
}

impl Index {
    /// Opens the index in `folder`, the library's `index/`, and makes the folder when it is not there; a file in its way is moved aside.
    /// A missing or damaged index is no error: see [`Index::state`].
    pub fn open(folder: &Path) -> Result<Self, Error> {
        files::make_folder(folder)?;
        Ok(Self { folder: folder.to_owned(), held: RwLock::new(Held::read(folder)) })
    }

    /// Whether it can answer, as far as this process has seen; [`Index::refresh`] looks again.
    pub fn state(&self) -> State {
        self.held(|held| held.state)
    }

    /// Where the generation that answers stands; `None` unless [`State::Ready`].
    pub fn watermark(&self) -> Option<Watermark> {
        self.held(|held| held.watermark.clone())
    }

    /// Sees commits and rebuilds of other processes; says whether there were any. Searching does it by itself.
    pub fn refresh(&self) -> Result<bool, Error> {
        let current = files::current_stamp(&self.folder);
        let (same_current, generation, commit) =
            self.held(|held| (held.current == current, held.generation.clone(), held.commit));
        if !same_current {
            self.hold(Held::read(&self.folder));
            return Ok(true);
        }
        let Some(generation) = generation else { return Ok(false) };
        let now = generation.stamp();
        if now == commit {
            return Ok(false);
        }
        self.hold(Held::with(generation, current));
        Ok(true)
    }

    /// Finds what the request asks for. [`Error::NotReady`] unless [`State::Ready`].
    pub fn search(&self, request: &Request, lexicon: &Lexicon) -> Result<Answer, Error> {
        self.refresh()?;
        crate::find::find(&*self.generation()?, request, lexicon)
    }

    /// How many items have every word of each query, all counted on one state of the index.
    pub fn counts(&self, queries: &[&str], now: i64, lexicon: &Lexicon) -> Result<Vec<u64>, Error> {
        self.refresh()?;
        crate::find::counts(&*self.generation()?, queries, now, lexicon)
    }

    /// What marks the words of a query in texts.
    pub fn matchers(&self, query: &str, typing: bool, now: i64, lexicon: &Lexicon) -> Result<Matchers, Error> {
        Ok(crate::find::matchers(&*self.generation()?, query, typing, now, lexicon))
    }

    /// Finds what is like a text.
    pub fn like(&self, asked: &crate::Like) -> Result<Answer, Error> {
        self.refresh()?;
        crate::like::like(&*self.generation()?, asked)
    }

    /// Whether the item is in the index.
    pub fn contains(&self, id: Id) -> Result<bool, Error> {
        self.refresh()?;
        let generation = self.generation()?;
        has(&generation.searcher(), generation.fields.id, id)
    }

    /// All items in the index, each with the digest of the document it was made of, in order, for comparing it with the
    /// library file.
    pub fn digests(&self) -> Result<Vec<(Id, u64)>, Error> {
        self.refresh()?;
        let mut digests = Vec::new();
        for segment in self.generation()?.searcher().segment_readers() {
            let column = |name| segment.fast_fields().u64(name);
            let (high, low) = (column(schema::column::ID_HIGH)?, column(schema::column::ID_LOW)?);
            let digest = column(schema::column::DIGEST)?;
            let at = |doc| Some((schema::id_of_halves(high.first(doc)?, low.first(doc)?)?, digest.first(doc)?));
            digests.extend(segment.doc_ids_alive().filter_map(at));
        }
        digests.sort_unstable();
        Ok(digests)
    }

    /// Compares the files of the generation that answers with their checksums, which reads all of them. While another process
    /// writes they count as whole: it made sure before its first write.
    pub fn is_whole(&self) -> Result<bool, Error> {
        self.refresh()?;
        let generation = self.generation()?;
        match files::WriteLock::take(&self.folder) {
            Err(Error::Busy) => Ok(true),
            _locked => Generation::has_whole_files(&self.folder, &generation.name),
        }
    }

    pub(crate) fn generation(&self) -> Result<Arc<Generation>, Error> {
        self.held(|held| held.generation.clone().filter(|_| held.state == State::Ready)).ok_or(Error::NotReady)
    }

    fn held<T>(&self, read: impl FnOnce(&Held) -> T) -> T {
        read(&self.held.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn hold(&self, held: Held) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
    }
}

impl Held {
    /// Reads the folder from the start.
    fn read(folder: &Path) -> Self {
        let current = files::current_stamp(folder);
        if current.is_none() {
            // A generation that is not being made was named.
            let was_named = files::has_generation(folder) && files::begun(folder).is_none();
            let state = if was_named { State::Stale(Reason::Damaged) } else { State::Missing };
            return Self::without(state, current);
        }
        let Some(name) = files::current(folder) else { return Self::without(State::Stale(Reason::Damaged), current) };
        match make_sure(folder, &name).and_then(|()| Generation::open(folder, &name)) {
            Ok(generation) => Self::with(Arc::new(generation), current),
            Err(Error::NotReady) => Self::without(State::Stale(Reason::OtherVersion), current),
            Err(error) => {
                tracing::warn!(%error, "the search index cannot be opened and will be rebuilt");
                Self::without(State::Stale(Reason::Damaged), current)
            }
        }
    }

    /// Sees the newest commit of a generation. A commit of another process may come between two looks; then it looks again.
    fn with(generation: Arc<Generation>, current: Option<files::Stamp>) -> Self {
        let mut looks = 0;
        loop {
            let commit = generation.stamp();
            let seen = generation.look();
            looks += 1;
            if generation.stamp() != commit && looks < LOOKS_MAX {
                continue;
            }
            return match seen {
                Ok(watermark) => Self {
                    state: State::Ready,
                    generation: Some(generation),
                    watermark: Some(watermark),
                    current,
                    commit,
                },
                Err(reason) => Self::without(State::Stale(reason), current),
            };
        }
    }

    fn without(state: State, current: Option<files::Stamp>) -> Self {
        Self { state, generation: None, watermark: None, current, commit: None }
    }
}

/// Makes sure that a generation's files are whole: by its seal, or by their checksums when it was left open.
fn make_sure(folder: &Path, name: &str) -> Result<(), Error> {
    if seal::verdict(&folder.join(name)) == seal::Verdict::Whole {
        return Ok(());
    }
    match files::WriteLock::take(folder) {
        Ok(_lock) => make_sure_locked(folder, name),
        // Whoever writes has made sure before the first write.
        Err(Error::Busy) => Ok(()),
        Err(_) if Generation::has_whole_files(folder, name)? => Ok(()),
        Err(_) => Err(Error::Damaged),
    }
}

/// The same, for one who has the right to write: seals anew what is whole.
fn make_sure_locked(folder: &Path, name: &str) -> Result<(), Error> {
    match seal::verdict(&folder.join(name)) {
        seal::Verdict::Whole => Ok(()),
        seal::Verdict::Forged => Err(Error::Damaged),
        seal::Verdict::Unknown if Generation::has_whole_files(folder, name)? => Generation::open(folder, name)?.close(),
        seal::Verdict::Unknown => Err(Error::Damaged),
    }
}

/// Whether a searcher sees the item.
fn has(searcher: &tantivy::Searcher, field: tantivy::schema::Field, id: Id) -> Result<bool, Error> {
    use tantivy::DocSet;
    let term = Term::from_field_bytes(field, id.as_bytes());
    for segment in searcher.segment_readers() {
        let Some(mut postings) = segment
            .inverted_index(field)?
            .read_postings(&term, IndexRecordOption::Basic)
            .map_err(tantivy::TantivyError::from)?
        else {
            continue;
        };
        while postings.doc() != tantivy::TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                return Ok(true);
            }
            postings.advance();
        }
    }
    Ok(false)
}
