//! When a search is cut off, so that no query takes long.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Time for a search of a library of up to [`SHARE_DOCS`] items; a larger one has as much more as it is larger.
/// With what comes before and after, an answer stays under 100 ms.
const TIME_MAX: Duration = Duration::from_millis(80);
const SHARE_DOCS: u64 = 100_000;

/// The moment a search must end, shared by all that takes part in it.
#[derive(Clone, Debug)]
pub(crate) struct Deadline(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    at: Instant,
    passed: AtomicBool,
}

impl Deadline {
    /// The deadline of a search that begins now among so many items.
    pub(crate) fn among(docs: u64) -> Self {
        let shares = u32::try_from(docs.div_ceil(SHARE_DOCS)).unwrap_or(u32::MAX).max(1);
        Self::at(Instant::now() + TIME_MAX.saturating_mul(shares))
    }

    fn at(at: Instant) -> Self {
        Self(Arc::new(Inner { at, passed: AtomicBool::new(false) }))
    }

    /// Looks at the clock; whoever is told that time is over ends with what there is.
    pub(crate) fn has_passed(&self) -> bool {
        if !self.was_met() && Instant::now() >= self.0.at {
            self.0.passed.store(true, Ordering::Relaxed);
        }
        self.was_met()
    }

    /// Whether anything was cut off.
    pub(crate) fn was_met(&self) -> bool {
        self.0.passed.load(Ordering::Relaxed)
    }

    #[cfg(test)]
    pub(crate) fn over() -> Self {
        Self::at(Instant::now())
    }
}
