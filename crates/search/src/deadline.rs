//! When a search is cut off, so that no query takes long.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Time for a search of a library of up to [`SHARE_DOCS`] items; a larger one has as much more as it is larger.
/// With what comes before and after, an answer stays under 100 ms. Code that is not optimised takes some twenty times as long.
const TIME_MAX: Duration = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 80 });
const SHARE_DOCS: u64 = 100_000;
/// As much again is for showing each further so many hits.
const SHARE_HITS: usize = 100;

/// The moment a search must end, shared by all that takes part in it, the rows and snippets of its hits included.
#[derive(Clone, Debug)]
pub struct Deadline(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    at: Instant,
    passed: AtomicBool,
}

impl Deadline {
    /// The deadline of a search that begins now among so many items and shows so many hits.
    pub(crate) fn among(docs: u64, hits: usize) -> Self {
        let shares = docs.div_ceil(SHARE_DOCS).max(1).saturating_add((hits / SHARE_HITS) as u64);
        Self::at(Instant::now() + TIME_MAX.saturating_mul(u32::try_from(shares).unwrap_or(u32::MAX)))
    }

    /// The deadline at a moment.
    pub fn at(at: Instant) -> Self {
        Self(Arc::new(Inner { at, passed: AtomicBool::new(false) }))
    }

    /// Looks at the clock; whoever is told that time is over ends with what there is.
    pub fn has_passed(&self) -> bool {
        if !self.was_met() && Instant::now() >= self.0.at {
            self.0.passed.store(true, Ordering::Relaxed);
        }
        self.was_met()
    }

    /// Whether anything was cut off.
    pub fn was_met(&self) -> bool {
        self.0.passed.load(Ordering::Relaxed)
    }

    #[cfg(test)]
    pub(crate) fn over() -> Self {
        Self::at(Instant::now())
    }
}
