//! A writer and what it has in hand, shared by passes and rebuilds.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use model::Id;
use tantivy::{
    IndexWriter, Searcher, Term,
    indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy},
};

use super::{Generation, has};
use crate::{Change, Error, Watermark};

/// How much a writer may take of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// A few changes by a process that soon ends: one thread, 15 MB, no merging (unless [`SEGMENTS_MAX`] is passed).
    Short,
    /// A few changes by a process that stays: one thread, 15 MB, merging.
    Lasting,
    /// An import: two threads, 50 MB each, merging.
    Bulk,
    /// A rebuild: two threads, 100 MB each, merging once, at the end.
    Rebuild,
}

/// A client that does not merge leaves a segment behind; with more of them than this, searching gets slow
/// (each costs some 10 µs a query) and it merges after all.
pub(super) const SEGMENTS_MAX: usize = 48;

/// The least that Tantivy takes.
const SMALL_HEAP_BYTES: usize = 15_000_000;

/// Keeps an import of 10,000 articles under 400 MB for the whole process.
const BULK_HEAP_BYTES: usize = 50_000_000;

/// A word is written once for each segment and merged from each: with fewer, larger ones a rebuild takes less time.
const REBUILD_HEAP_BYTES: usize = 100_000_000;

/// The machine the figures of the design are for has two cores.
const BULK_THREADS: usize = 2;

/// Does something with a writer; one that failed is given up and never used again.
pub(super) fn attempt<T>(
    writing: &mut Option<Writing>,
    what: impl FnOnce(&mut Writing) -> Result<T, Error>,
) -> Result<T, Error> {
    let done = what(writing.as_mut().ok_or(Error::NotReady)?);
    if !matches!(done, Ok(_) | Err(Error::NotSearchable))
        && let Some(failed) = writing.take()
    {
        failed.abandon();
    }
    done
}

pub(super) struct Writing {
    writer: IndexWriter,
    generation: Arc<Generation>,
    searcher: Searcher,
    /// What was done since the last commit: whether the item is there now.
    touched: HashMap<Id, bool>,
    live_docs: u64,
}

impl Writing {
    /// Opens a writer; the caller holds the right to write and has made sure that the files are whole.
    pub(super) fn open(generation: Arc<Generation>, effort: Effort) -> Result<Self, Error> {
        let (threads, heap) = match effort {
            Effort::Short | Effort::Lasting => (1, SMALL_HEAP_BYTES),
            Effort::Bulk => (BULK_THREADS, BULK_HEAP_BYTES),
            Effort::Rebuild => (BULK_THREADS, REBUILD_HEAP_BYTES),
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(heap)
            .num_merge_threads(if effort == Effort::Rebuild { BULK_THREADS } else { 1 })
            .build();
        let writer: IndexWriter = generation.engine.writer_with_options(options)?;
        // What a kill left behind makes the next commit fail with "file already exists".
        writer.garbage_collect_files().wait()?;
        generation.reload()?;
        let searcher = generation.searcher();
        let leaves_segments = effort == Effort::Short && searcher.segment_readers().len() <= SEGMENTS_MAX;
        if leaves_segments || effort == Effort::Rebuild {
            writer.set_merge_policy(Box::new(NoMergePolicy));
        } else {
            writer.set_merge_policy(Box::<LogMergePolicy>::default());
        }
        let live_docs = searcher.num_docs();
        Ok(Self { writer, generation, searcher, touched: HashMap::new(), live_docs })
    }

    pub(super) fn generation(&self) -> &Arc<Generation> {
        &self.generation
    }

    /// The items there will be after a commit.
    pub(super) fn live_docs(&self) -> u64 {
        self.live_docs
    }

    pub(super) fn apply(&mut self, change: Change) -> Result<(), Error> {
        let (id, document) = match change {
            Change::Put(document) => (document.id, Some(*document)),
            Change::Remove(id) => (id, None),
        };
        let document = document
            .map(|document| self.generation.fields.document(document).ok_or(Error::NotSearchable))
            .transpose()?;
        let was_there = match self.touched.get(&id) {
            Some(there) => *there,
            None => has(&self.searcher, self.generation.fields.id, id)?,
        };
        if was_there {
            self.writer.delete_term(Term::from_field_bytes(self.generation.fields.id, id.as_bytes()));
            self.live_docs -= 1;
        }
        self.touched.insert(id, document.is_some());
        if let Some(document) = document {
            self.writer.add_document(document)?;
            self.live_docs += 1;
        }
        Ok(())
    }

    pub(super) fn commit(&mut self, watermark: &Watermark) -> Result<(), Error> {
        let watermark = Watermark { live_docs: self.live_docs, ..watermark.clone() };
        let payload = serde_json::to_string(&watermark)
            .map_err(|source| Error::Io { path: self.generation.folder.clone(), source: source.into() })?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        self.look_again()?;
        self.touched.clear();
        Ok(())
    }

    /// Merges what was committed into as many segments of one size as there are threads, each by one of them. So the
    /// index is smallest, and searches share the work evenly.
    pub(super) fn merge(&mut self) -> Result<(), Error> {
        let segments = self.generation.engine.searchable_segment_metas()?;
        let segments = segments.into_iter().map(|segment| (segment.num_docs(), segment.id())).collect();
        let several = evenly(segments).into_iter().filter(|group| group.len() > 1);
        let merges: Vec<_> = several.map(|group| self.writer.merge(&group)).collect();
        for merge in merges {
            merge.wait()?;
        }
        self.look_again()?;
        // Nobody reads the small segments any more.
        self.writer.garbage_collect_files().wait()?;
        Ok(())
    }

    /// Sees what was committed or merged, and lets go of what was before.
    fn look_again(&mut self) -> Result<(), Error> {
        self.generation.reload()?;
        self.searcher = self.generation.searcher();
        Ok(())
    }

    /// Gives up after an error: what was not committed is forgotten, and the files are checked when they are next opened.
    pub(super) fn abandon(self) {
        if let Err(error) = self.writer.wait_merging_threads() {
            tracing::debug!(%error, "a merge ended with the pass that failed");
        }
    }

    /// Waits for merges and seals the generation.
    pub(super) fn close(self) -> Result<(), Error> {
        let Self { writer, generation, .. } = self;
        writer.wait_merging_threads()?;
        generation.close()
    }
}

/// Segments in groups of about as many documents: the largest first, each to the group that is the smallest then.
fn evenly<S>(mut segments: Vec<(u32, S)>) -> Vec<Vec<S>> {
    segments.sort_by_key(|(docs, _)| Reverse(*docs));
    let mut groups: Vec<(u64, Vec<S>)> = (0..BULK_THREADS).map(|_| (0, Vec::new())).collect();
    for (docs, segment) in segments {
        if let Some((sum, group)) = groups.iter_mut().min_by_key(|(sum, _)| *sum) {
            *sum += u64::from(docs);
            group.push(segment);
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::evenly;

    #[test]
    fn groups_hold_about_as_many_documents() {
        assert_eq!(evenly(vec![(3, 'a'), (9, 'b'), (4, 'c'), (2, 'd')]), [vec!['b'], vec!['c', 'a', 'd']]);
        assert_eq!(evenly(vec![(1, 'a')]), [vec!['a'], vec![]]);
    }
}
