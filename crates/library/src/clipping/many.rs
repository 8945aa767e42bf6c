//! Many drops at once: a few are read and kept at the same time, in bounded memory.

use std::{
    num::NonZero,
    panic::resume_unwind,
    path::Path,
    sync::{Condvar, Mutex, PoisonError},
    thread,
};

use crate::{Clipped, Library, Reach, Remark, Role, giving_way::give_way};

/// Drops under way at once, at least: one waits for the disk while another is read.
const AT_ONCE_MIN: usize = 2;

/// Drops under way at once, at most: each may hold a file of 50 MB and what came out of it.
const AT_ONCE_MAX: usize = 4;

/// Something dropped that could not be read: what it is called, and why.
#[derive(Clone, Debug)]
pub struct Unread {
    /// What it is called.
    pub name: String,
    /// The address that it leads to or comes from.
    pub url: Option<String>,
    /// What happened and what to do.
    pub message: Remark,
    /// Where it lies, when there is something.
    pub path: Option<Box<Path>>,
}

impl Unread {
    pub(crate) fn new(name: String, message: impl Into<Remark>, path: Option<&Path>) -> Self {
        Self { name, url: None, message: message.into(), path: path.map(Box::from) }
    }
}

/// The turns of those who read and keep drops in one process, however many threads ask: what is beyond them waits without work, so that
/// a window goes on answering.
pub(crate) struct Hands {
    free: Mutex<usize>,
    given_back: Condvar,
    role: Role,
}

/// The right to read and keep a drop; given back when dropped.
struct Hand<'a>(&'a Hands);

impl Hands {
    /// The hands of a process of this kind: those of a window give way to what is shown.
    pub(crate) fn of(role: Role) -> Self {
        Self { free: Mutex::new(at_once()), given_back: Condvar::new(), role }
    }

    /// Waits for a turn, and does the work in it.
    pub(crate) fn work<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let _hand = self.take();
        match self.role {
            Role::Command => work(),
            Role::Window => behind(work),
        }
    }

    fn take(&self) -> Hand<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.given_back.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Hand(self)
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.given_back.notify_one();
    }
}

/// Does work on a thread that gives way: the one that asks is used again for what may not.
fn behind<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let work = || {
        give_way();
        work()
    };
    thread::scope(|scope| scope.spawn(work).join()).unwrap_or_else(|panic| resume_unwind(panic))
}

/// How many drops are read and kept at once.
fn at_once() -> usize {
    thread::available_parallelism().map_or(AT_ONCE_MIN, NonZero::get).clamp(AT_ONCE_MIN, AT_ONCE_MAX)
}

impl Library {
    /// Clips many drops, each taken from `drops` when its turn comes; the answers stand in their order.
    pub fn clip_many(
        &self,
        drops: impl Iterator<Item = Result<model::Drop, Unread>> + Send,
        themes: &[String],
        reach: Reach,
    ) -> Vec<Clipped> {
        let (drops, done) = (Mutex::new(drops.enumerate()), Mutex::new(Vec::new()));
        let work = || {
            while let Some((at, drop)) = next(&drops) {
                let clipped = match drop {
                    Ok(drop) => self.clip_within(drop, themes, reach),
                    Err(unread) => vec![self.unread(unread)],
                };
                done.lock().unwrap_or_else(PoisonError::into_inner).push((at, clipped));
            }
        };
        thread::scope(|scope| {
            for _ in 1..at_once() {
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

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    use super::*;

    #[test]
    fn however_many_ask_few_work_at_once_and_all_come_to_their_turn() {
        for role in [Role::Command, Role::Window] {
            let hands = Hands::of(role);
            let (working, most, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
            let work = || {
                most.fetch_max(working.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(2));
                working.fetch_sub(1, Ordering::SeqCst);
                done.fetch_add(1, Ordering::SeqCst);
            };
            thread::scope(|scope| {
                for _ in 0..20 {
                    scope.spawn(|| hands.work(work));
                }
            });
            assert_eq!((most.into_inner(), done.into_inner()), (at_once(), 20));
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn in_a_window_a_drop_is_read_behind_what_is_shown_and_in_a_command_it_is_not() {
        let steps = || rustix::process::getpriority_process(None).unwrap();
        let own = steps();
        assert!(Hands::of(Role::Window).work(steps) > own);
        assert_eq!((Hands::of(Role::Command).work(steps), steps()), (own, own));
    }
}
