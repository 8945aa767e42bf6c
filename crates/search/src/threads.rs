//! Several segments searched at once.

use std::{
    panic::resume_unwind,
    sync::{Mutex, OnceLock, PoisonError},
    thread::{self, available_parallelism},
};

/// Threads that one search takes at the most; more would bring little to a person and take much of the machine.
const THREADS_MAX: usize = 4;
/// So many documents are worth more than one thread.
const DEAR_DOCS: u64 = 20_000;

/// Does something with each item, in order; where some `docs` documents are looked at, on several threads, of which the
/// calling one is the first.
pub(crate) fn map<T: Send, R: Send>(
    docs: u64,
    items: Vec<T>,
    work: impl Fn(T) -> tantivy::Result<R> + Sync,
) -> tantivy::Result<Vec<R>> {
    let threads = if docs < DEAR_DOCS { 1 } else { threads_max().min(items.len()) };
    if threads < 2 {
        return items.into_iter().map(work).collect();
    }
    let waiting = Mutex::new(items.into_iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take = || {
        let mut done = Vec::new();
        while let Some((place, item)) = next() {
            done.push((place, work(item)?));
        }
        tantivy::Result::Ok(done)
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take()?;
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        tantivy::Result::Ok(done)
    })?;
    done.sort_unstable_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, done)| done).collect())
}

/// What the machine has; asking takes longer than many a search.
fn threads_max() -> usize {
    static COUNT: OnceLock<usize> = OnceLock::new();
    *COUNT.get_or_init(|| available_parallelism().map_or(1, usize::from).min(THREADS_MAX))
}

#[cfg(test)]
mod tests {
    use tantivy::TantivyError;

    use super::*;

    #[test]
    fn what_is_done_comes_in_order_and_what_fails_is_said() {
        for docs in [0, DEAR_DOCS] {
            let doubled = map(docs, (0..100).collect(), |number: u32| Ok(number * 2)).unwrap();
            assert_eq!(doubled, (0..100).map(|number| number * 2).collect::<Vec<_>>());
            let failing = |number: u32| if number == 50 { Err(TantivyError::Poisoned) } else { Ok(number) };
            assert!(map(docs, (0..100).collect(), failing).is_err());
        }
    }
}
