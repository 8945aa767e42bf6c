//! Undo and redo: what a person did in this window, deed by deed, with its way back.
//!
//! **Invariant:** kept in memory alone; a library that is opened anew begins with nothing to take back.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use model::{Id, ItemKind};
use store::{Written, journal::Step};

use crate::{Library, Result, Role, StoreError};

/// Deeds that can be taken back: more than a person remembers.
const DEEDS_MAX: usize = 200;
/// What they may take in memory, bytes: some long notes and a table of themes.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// Typing goes on for so long without a pause: what is saved of the same thing within it is one deed.
const ONE_DEED: Duration = Duration::from_secs(20);
/// A deed that is done again and again while someone types.
const TYPED: &str = "notes.edit";

/// A deed that was taken back or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The command that did it.
    pub deed: String,
    /// What it touched.
    pub items: Vec<(ItemKind, Id)>,
}

/// What one deed wrote so far.
#[derive(Debug, Default)]
pub(crate) struct Recording {
    step: Step,
    items: Vec<(ItemKind, Id)>,
}

#[derive(Debug)]
struct Deed {
    name: String,
    step: Step,
    items: Vec<(ItemKind, Id)>,
    done_at: Instant,
}

/// The deeds that can be taken back, and those that were.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Stacks>);

#[derive(Debug, Default)]
struct Stacks {
    done: VecDeque<Deed>,
    undone: VecDeque<Deed>,
}

/// Which way one turns.
#[derive(Clone, Copy)]
enum Way {
    Undo,
    Redo,
}

impl Stacks {
    fn add(&mut self, deed: Deed) {
        self.undone.clear();
        match self.done.back_mut() {
            Some(last) if last.goes_on(&deed) => {
                last.step.extend(deed.step);
                last.done_at = deed.done_at;
            }
            _ => self.done.push_back(deed),
        }
        self.keep_within(DEEDS_MAX, BYTES_MAX);
    }

    /// What one takes from, going a way.
    fn from(&mut self, way: Way) -> &mut VecDeque<Deed> {
        match way {
            Way::Undo => &mut self.done,
            Way::Redo => &mut self.undone,
        }
    }

    /// What one hands on to, going a way.
    fn to(&mut self, way: Way) -> &mut VecDeque<Deed> {
        match way {
            Way::Undo => &mut self.undone,
            Way::Redo => &mut self.done,
        }
    }

    /// Forgets the oldest deeds.
    fn keep_within(&mut self, deeds: usize, bytes: usize) {
        let mut left = bytes;
        let fits = |deed: &&Deed| {
            let fits = deed.step.bytes() <= left;
            left = left.saturating_sub(deed.step.bytes());
            fits
        };
        let kept = self.done.iter().rev().take(deeds).take_while(fits).count();
        self.done.drain(..self.done.len() - kept);
    }
}

impl Deed {
    fn goes_on(&self, next: &Self) -> bool {
        self.name == TYPED
            && next.name == TYPED
            && self.items == next.items
            && next.done_at.duration_since(self.done_at) < ONE_DEED
    }

    /// Whether a command did it, and to an item, if one is named.
    fn is_of(&self, command: &str, item: Option<&str>) -> bool {
        self.name == command && item.is_none_or(|item| self.items.iter().any(|(_, id)| id.to_string() == item))
    }
}

impl Library {
    /// Does work whose writes can be taken back together, under the name of a command. A command line forgets them at once.
    pub fn undoable<T, E>(
        &self,
        name: &str,
        work: impl FnOnce(&Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        if self.role() != Role::Window {
            return work(self);
        }
        let recording = Arc::new(Mutex::new(Recording::default()));
        let done = work(&self.recorded_by(Arc::clone(&recording)));
        let Recording { step, items } = std::mem::take(&mut *recording.lock().unwrap_or_else(PoisonError::into_inner));
        if !step.is_empty() {
            self.stacks(|stacks| {
                stacks.add(Deed { name: name.to_owned(), step, items, done_at: Instant::now() });
            });
        }
        done
    }

    /// Takes the last deed back; `None` when there is none. One that was changed since is forgotten, and said to be outdated.
    pub fn undo(&self) -> Result<Option<Undone>> {
        self.turned(Way::Undo, |_| true)
    }

    /// Takes back the last deed of a command, to an item if one is named, whatever else was done since.
    pub fn undo_of(&self, command: &str, item: Option<&str>) -> Result<Option<Undone>> {
        self.turned(Way::Undo, |deed| deed.is_of(command, item))
    }

    /// Does again what was taken back last; `None` when nothing was.
    pub fn redo(&self) -> Result<Option<Undone>> {
        self.turned(Way::Redo, |_| true)
    }

    /// Does the last deed of a command again that was taken back.
    pub fn redo_of(&self, command: &str, item: Option<&str>) -> Result<Option<Undone>> {
        self.turned(Way::Redo, |deed| deed.is_of(command, item))
    }

    /// Reverts the last deed that is meant and hands its opposite on; puts it back where it was when the library could not be
    /// written just now.
    fn turned(&self, way: Way, is_meant: impl Fn(&Deed) -> bool) -> Result<Option<Undone>> {
        let taken = self.stacks(|stacks| {
            let from = stacks.from(way);
            let place = from.iter().rposition(is_meant)?;
            from.remove(place).map(|deed| (place, deed))
        });
        let Some((place, deed)) = taken else { return Ok(None) };
        let (Written { seq, touched, receipts, .. }, step) = match self.inner().store.revert(&deed.step) {
            Ok(reverted) => reverted,
            Err(error) => {
                if !matches!(error, StoreError::Outdated) {
                    self.stacks(|stacks| {
                        let from = stacks.from(way);
                        from.insert(place.min(from.len()), deed);
                    });
                }
                return Err(error.into());
            }
        };
        let undone = Undone { deed: deed.name.clone(), items: deed.items.clone() };
        self.stacks(|stacks| stacks.to(way).push_back(Deed { step, done_at: Instant::now(), ..deed }));
        self.told(Written { value: (), seq, touched, receipts });
        Ok(Some(undone))
    }

    fn stacks<T>(&self, work: impl FnOnce(&mut Stacks) -> T) -> T {
        work(&mut self.inner().journal.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Recording {
    /// Notes one more write.
    pub(crate) fn add<T>(&mut self, written: &Written<T>, step: Step) {
        self.step.extend(step);
        self.items.extend(written.touched.iter().map(|item| (item.kind, item.id)));
        self.items.sort_unstable();
        self.items.dedup();
    }
}

#[cfg(test)]
mod tests;
