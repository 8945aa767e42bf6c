//! Reposts: which articles say what another says. Sketches propose, the texts decide, and what was found is kept beside them.
//!
//! **Invariant:** no share is said that was not counted on the two texts.
//! **Invariant:** no article is left out for having come by import or before there were sketches: it stays due until it was done.

use std::sync::{Mutex, MutexGuard, PoisonError};

use model::Id;
use search::{Likeness, SKETCH_BYTES, SKETCH_VERSION, Sketch, Words, compare};
use store::{
    Reading, Writing,
    reposts::{Pair, RepostRow},
    sketches::{self, SketchState},
};

use crate::{Changed, Library, Result, Role, open::id};

/// Proposals whose texts are compared; more than this many reposts of one article are not told apart any more.
const PROPOSALS_MAX: usize = 24;
/// Articles whose sketch is made, or whose like is looked for, in one transaction.
const BATCH: u32 = 64;
/// Batches that a window does between two looks at other work: some tenths of a second.
const BATCHES_AT_ONCE: u32 = 4;
/// Batches that a command does before it ends: some tenths of a second; what an import leaves over, a window does.
const COMMAND_BATCHES: u32 = 1;

/// The sketches as they were last read, by number: 13 MB for 100,000 articles, read when first needed.
#[derive(Default)]
pub(crate) struct Sketches(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    rows: Vec<[u8; SKETCH_BYTES]>,
    /// The last write whose sketches are here.
    seen: u64,
}

impl Shelf {
    /// Reads what is new. What was removed stays: it is only a proposal, and its text is gone.
    fn follow(&mut self, db: &Reading<'_>) -> store::Result<()> {
        let from = if self.seen == 0 { 0 } else { self.seen + 1 };
        let rows = &mut self.rows;
        self.seen = sketches::each_since(db, from, SKETCH_VERSION, |number, bytes| {
            let Ok(sketch) = <[u8; SKETCH_BYTES]>::try_from(bytes) else { return };
            if rows.len() <= number {
                rows.resize(number + 1, [0; SKETCH_BYTES]);
            }
            rows[number] = sketch;
        })?
        .max(self.seen);
        Ok(())
    }

    /// The numbers of the sketches likest to this one.
    fn proposals(&self, sketch: &Sketch) -> Vec<usize> {
        let agreements = self.rows.iter().enumerate();
        let mut found: Vec<(u32, usize)> = agreements
            .filter_map(|(number, other)| sketch.agreement(other).map(|agreement| (agreement, number)))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(PROPOSALS_MAX);
        found.into_iter().map(|(_, number)| number).collect()
    }
}

/// What a text is like, as far as was looked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alike {
    sketch: Vec<u8>,
    pairs: Vec<Pair>,
    /// The last write that was looked at.
    seen: u64,
}

impl Alike {
    /// A text whose like was not looked for.
    pub(crate) fn unlooked(text: &str) -> Self {
        Self { sketch: bytes_of(&Words::of(text)), ..Self::default() }
    }

    /// Keeps the sketch of an article's new text and what it is like. What another process wrote since is looked at later.
    pub(crate) fn keep(&self, db: &Writing<'_>, article: Id) -> store::Result<()> {
        if self.seen == 0 {
            return sketches::put(db, article, &self.sketch, SKETCH_VERSION, SketchState::Made);
        }
        let mut newer = false;
        sketches::each_since(db, self.seen + 1, SKETCH_VERSION, |_, _| newer = true)?;
        let state = if newer { SketchState::Made } else { SketchState::Compared };
        sketches::put(db, article, &self.sketch, SKETCH_VERSION, state)?;
        store::reposts::put(db, article, &self.pairs)
    }
}

fn bytes_of(words: &Words) -> Vec<u8> {
    Sketch::of(words).map(|sketch| sketch.0.to_vec()).unwrap_or_default()
}

fn pair(other: Id, likeness: Likeness) -> Pair {
    let Likeness { same: _, share, fresh, share_back, fresh_back } = likeness;
    Pair { other, there: (rounded(share), fresh), back: (rounded(share_back), fresh_back) }
}

/// A share in thousandths: more would pretend to a precision that words do not have.
fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1_000.0).round() / 1_000.0
}

impl Library {
    /// The articles outside the trash that a text is like, `own` left out.
    pub(crate) fn alike(&self, text: &str, own: Option<Id>) -> Result<Alike> {
        let words = Words::of(text);
        let Some(sketch) = Sketch::of(&words) else {
            return Ok(Alike { seen: self.read(|db| Ok(db.library()?.seq))?, ..Alike::default() });
        };
        self.read(|db| {
            let mut shelf = self.shelf();
            shelf.follow(db)?;
            let (proposals, seen) = (shelf.proposals(&sketch), db.library()?.seq);
            drop(shelf);
            let mut pairs = Vec::new();
            for number in proposals {
                let Some(other) = sketches::article_of(db, number)?.filter(|other| Some(*other) != own) else {
                    continue;
                };
                let Some(text) = store::captures::current_text(db, other)? else { continue };
                let likeness = compare(&words, &Words::of(&text));
                if likeness.is_repost() {
                    pairs.push(pair(other, likeness));
                }
            }
            Ok(Alike { sketch: sketch.0.to_vec(), pairs, seen })
        })
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.inner().sketches.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks for the like of a text as a clip does, and says how many were found: what the bench measures.
    pub fn count_alike(&self, text: &str) -> Result<usize> {
        Ok(self.alike(text, None)?.pairs.len())
    }

    /// The articles outside the trash that an article is like, the likest first.
    pub fn reposts(&self, article: &str) -> Result<Vec<RepostRow>> {
        let article = id(article, "article")?;
        self.read(|db| {
            store::articles::get(db, article)?;
            store::reposts::of(db, article)
        })
    }

    /// Notes that the user keeps an article beside those that are like it, or no longer does.
    pub fn keep_repost(&self, article: &str, kept: bool) -> Result<Vec<RepostRow>> {
        let article = id(article, "article")?;
        self.write(|db| {
            store::articles::get(db, article)?;
            store::reposts::set_kept(db, article, kept)?;
            store::reposts::of(db, article)
        })
    }

    /// Makes the sketches that are due and looks for the like of those that were not compared, as far as that goes now.
    /// Answers whether none is left.
    pub(crate) fn find_reposts(&self) -> Result<bool> {
        if self.read_only().is_some() {
            return Ok(true);
        }
        self.outdate_sketches()?;
        while self.make_sketches()? == BATCH as usize {}
        let batches = if self.role() == Role::Window { BATCHES_AT_ONCE } else { COMMAND_BATCHES };
        for _ in 0..batches {
            if self.compare_sketches()? < BATCH as usize {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Once for each opening: sketches of another version are made anew.
    fn outdate_sketches(&self) -> Result<()> {
        if self.shelf().seen > 0 {
            return Ok(());
        }
        if self.read(|db| sketches::has_outdated(db, SKETCH_VERSION))? {
            self.quietly(|db| sketches::outdate(db, SKETCH_VERSION).map(|_| ()))?;
        }
        Ok(())
    }

    fn make_sketches(&self) -> Result<usize> {
        let made = self.read(|db| {
            let due = sketches::in_state(db, SketchState::Due, BATCH)?;
            let text = |article: Id| Ok((article, store::captures::current_text(db, article)?.unwrap_or_default()));
            due.into_iter().map(text).collect::<store::Result<Vec<_>>>()
        })?;
        let made: Vec<(Id, Vec<u8>)> = made.into_iter().map(|(id, text)| (id, bytes_of(&Words::of(&text)))).collect();
        let put = |db: &Writing<'_>, (article, sketch): &(Id, Vec<u8>)| {
            sketches::put(db, *article, sketch, SKETCH_VERSION, SketchState::Made)
        };
        self.all_quietly(&made, put)
    }

    fn compare_sketches(&self) -> Result<usize> {
        let made = self.read(|db| sketches::in_state(db, SketchState::Made, BATCH))?;
        let mut found: Vec<(Id, Vec<Pair>)> = Vec::new();
        for article in made {
            let text = self.read(|db| store::captures::current_text(db, article))?.unwrap_or_default();
            found.push((article, self.alike(&text, Some(article))?.pairs));
        }
        self.all_quietly(&found, |db, (article, pairs)| {
            store::reposts::put(db, *article, pairs)?;
            sketches::set_compared(db, *article)
        })
    }

    /// Writes each of `rows` in one transaction; those whose article is gone meanwhile are passed over.
    fn all_quietly<T>(&self, rows: &[T], write: impl Fn(&Writing<'_>, &T) -> store::Result<()>) -> Result<usize> {
        if rows.is_empty() {
            return Ok(0);
        }
        self.quietly(|db| {
            for row in rows {
                match db.attempt(|db| write(db, row)) {
                    Err(store::Error::NotFound { .. } | store::Error::Duplicate(_)) | Ok(()) => {}
                    other => other?,
                }
            }
            Ok(())
        })?;
        Ok(rows.len())
    }

    /// Writes what is derived: views are told only when they show something of it.
    fn quietly(&self, work: impl FnOnce(&Writing<'_>) -> store::Result<()>) -> Result<()> {
        let written = self.inner().store.write(work)?;
        if !written.touched.is_empty() {
            let items = written.touched.iter().map(|item| (item.kind, item.id)).collect();
            self.inner().events.tell(Changed { seq: written.seq, items, receipts: false });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
