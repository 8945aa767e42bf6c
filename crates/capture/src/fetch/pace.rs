//! The pace at which one host is asked.
//!
//! **Invariant:** all fetchers of a process share one pace, so that many clips of one site are as polite as one.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

/// Hosts remembered; those whose time is over are forgotten first.
const HOSTS_MAX: usize = 1_000;

/// A turn further away than this is not waited for: the job is given back and tried again then.
const PATIENCE: Duration = Duration::from_secs(20);

/// The pace of this process.
pub(super) static PACE: LazyLock<Pace> = LazyLock::new(Pace::default);

/// When each host may be asked again.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<HashMap<String, Instant>>);

impl Pace {
    /// Waits for the turn of a host; answers how far away it is when that is too long to wait.
    pub(super) async fn turn(&self, host: &str, spacing: Duration) -> Result<(), Duration> {
        let now = Instant::now();
        let at = {
            let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let at = hosts.get(host).copied().unwrap_or(now).max(now);
            if at - now > PATIENCE {
                return Err(at - now);
            }
            if hosts.len() >= HOSTS_MAX {
                hosts.retain(|_, free| *free > now);
            }
            hosts.insert(host.to_owned(), at + spacing);
            at
        };
        sleep_until(at).await;
        Ok(())
    }

    /// Leaves a host alone for as long as it asked.
    pub(super) fn rest(&self, host: &str, after: Duration) {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let until = Instant::now() + after;
        let free = hosts.entry(host.to_owned()).or_insert(until);
        *free = until.max(*free);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_host_is_asked_in_turns_and_others_at_once() {
        let (pace, begun) = (Pace::default(), Instant::now());
        let gap = Duration::from_millis(500);
        for _ in 0..3 {
            pace.turn("a.example", gap).await.unwrap();
        }
        assert_eq!(begun.elapsed(), gap * 2);
        pace.turn("b.example", gap).await.unwrap();
        assert_eq!(begun.elapsed(), gap * 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_asked_for_rest_is_left_alone() {
        let pace = Pace::default();
        pace.rest("a.example", Duration::from_secs(120));
        let away = pace.turn("a.example", Duration::ZERO).await.unwrap_err();
        assert_eq!(away, Duration::from_secs(120));
        pace.rest("b.example", Duration::from_secs(5));
        let begun = Instant::now();
        pace.turn("b.example", Duration::ZERO).await.unwrap();
        assert_eq!(begun.elapsed(), Duration::from_secs(5));
    }
}
