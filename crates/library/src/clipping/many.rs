//! Many drops at once: a few are read and kept at the same time, in bounded memory.

use std::{
    num::NonZero,
    sync::{Mutex, PoisonError},
    thread,
};

use model::Drop;

use crate::{Clipped, Library, Reach};

/// Drops under way at once, at least: one waits for the disk while another is read.
const AT_ONCE_MIN: usize = 2;

/// Drops under way at once, at most: each may hold a file of 50 MB and what came out of it.
const AT_ONCE_MAX: usize = 4;

/// Something dropped that could not be read: what it is called, and why.
#[derive(Clone, Debug)]
pub struct Unread {
    /// What it is called.
    pub name: String,
    /// What happened and what to do, for people.
    pub message: String,
}

impl Library {
    /// Clips many drops, each taken from `drops` when its turn comes; the answers stand in their order.
    pub fn clip_many(
        &self,
        drops: impl Iterator<Item = Result<Drop, Unread>> + Send,
        themes: &[String],
        reach: Reach,
    ) -> Vec<Clipped> {
        let (drops, done) = (Mutex::new(drops.enumerate()), Mutex::new(Vec::new()));
        let work = || {
            while let Some((at, drop)) = next(&drops) {
                let clipped = match drop {
                    Ok(drop) => self.clip_within(drop, themes, reach),
                    Err(Unread { name, message }) => vec![Clipped::failed(name, message)],
                };
                done.lock().unwrap_or_else(PoisonError::into_inner).push((at, clipped));
            }
        };
        let hands = thread::available_parallelism().map_or(AT_ONCE_MIN, NonZero::get).clamp(AT_ONCE_MIN, AT_ONCE_MAX);
        thread::scope(|scope| {
            for _ in 1..hands {
                scope.spawn(work);
            }
            work();
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().flat_map(|(_, clipped)| clipped).collect()
    }
}

fn next<T>(drops: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    drops.lock().unwrap_or_else(PoisonError::into_inner).next()
}
