//! One attempt at a job: how it is held, and what becomes of it when it fails.

use std::time::Duration;

use jiff::SignedDuration;
use model::{Id, Timestamp};
use store::jobs::{Job, JobState};

use super::{DROP, FILE, PAGE, PICTURES, RULE, dropped, file, page, pictures, ruling};
use crate::{Library, Remark, Result};

/// Waits before the second, third, … attempt, minutes; after the last the job has failed and waits for a person.
const RETRY_MINUTES: [i64; 6] = [1, 5, 30, 120, 720, 1_440];
/// For how long a job belongs to who took it; one of a process that died is taken up again after that.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How often a lease is renewed while its job runs; also how soon a cancelled job ends.
const HEARTBEAT: Duration = Duration::from_secs(5);
/// How long a job rests that found no network. It is woken when the network is back; this is for a network that no table of
/// routes tells of.
const OFFLINE_REST: SignedDuration = SignedDuration::from_mins(5);

/// Why an attempt failed.
pub(super) struct Failure {
    pub(super) message: Remark,
    pub(super) again: Again,
}

/// When a failed attempt is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// Only when a person asks.
    Never,
    /// After the next wait, and not before this.
    Later(SignedDuration),
    /// When the network is back; the attempt did not count.
    WithNetwork,
}

impl Failure {
    pub(super) fn never(message: Remark) -> Self {
        Self { message, again: Again::Never }
    }
}

impl From<capture::Error> for Failure {
    fn from(error: capture::Error) -> Self {
        let rest = error.not_before().and_then(|rest| SignedDuration::try_from(rest).ok()).unwrap_or_default();
        let again = match error {
            capture::Error::Offline => Again::WithNetwork,
            _ if error.is_worth_retrying() => Again::Later(rest),
            _ => Again::Never,
        };
        Self { message: (&error).into(), again }
    }
}

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        let retry = matches!(error, crate::Error::Store(store::Error::Busy | store::Error::Full));
        let again = if retry { Again::Later(SignedDuration::ZERO) } else { Again::Never };
        Self { message: (&error).into(), again }
    }
}

/// Runs a job to its end and writes down how it ended; gives it up when it is cancelled.
pub(super) async fn run(library: &Library, job: &Job) {
    if job.attempts as usize > RETRY_MINUTES.len() + 1 {
        let _ = give_back(library, job, &Failure::never(Remark::of("tried-out")));
        return;
    }
    let work = async {
        match job.kind.as_str() {
            PAGE => page::page(library, job).await.map(drop),
            DROP => dropped::dropped(library, job).await,
            FILE => file::file(library, job).await,
            RULE => ruling::ruling(library, job).await,
            _ => pictures::pictures(library, job).await,
        }
    };
    tokio::select! {
        ended = work => {
            if let Err(failure) = ended {
                // When even this cannot be written, the job is taken up again after its lease is over.
                let _ = give_back(library, job, &failure);
            }
        }
        () = hold(library, job) => {}
    }
}

/// Takes a waiting job for this process, if no other has taken it.
pub(super) fn begin(library: &Library, id: Id) -> Option<Job> {
    let taken = library.write(|db| {
        let job = store::jobs::get(db, id)?;
        if job.state != JobState::Waiting {
            return Ok(None);
        }
        let (now, attempts) = (Timestamp::now(), job.attempts + 1);
        let running = Job { state: JobState::Running, attempts, next_at: lease(now), changed_at: now, ..job };
        store::jobs::put(db, &running)?;
        Ok(Some(running))
    });
    taken.ok().flatten()
}

/// Renews the lease of a job while it runs; ends when the job is no longer this process's.
async fn hold(library: &Library, job: &Job) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        if library.write(|db| store::jobs::renew(db, job.id, job.attempts, lease(Timestamp::now()))).is_err() {
            return;
        }
    }
}

/// Writes down that an attempt failed, unless the job was cancelled or taken away; answers when it is tried again.
pub(super) fn give_back(library: &Library, job: &Job, failure: &Failure) -> Result<Option<Timestamp>> {
    let (now, message) = (Timestamp::now(), failure.message.to_kept());
    let again = next_attempt(job.attempts, failure.again, now);
    library.write(|db| {
        let kept = store::jobs::get(db, job.id)?;
        if kept.state != JobState::Running || kept.attempts != job.attempts {
            return Ok(());
        }
        match (failure.again, again) {
            (Again::WithNetwork, Some(until)) => store::jobs::wait(db, job.id, &message, until, now),
            _ => store::jobs::fail(db, job.id, &message, again, now),
        }?;
        match (job.article, again) {
            (Some(article), None) if job.kind == PICTURES => pictures::give_up(db, article, None),
            _ => Ok(()),
        }
    })?;
    Ok(again)
}

/// Until when a job that is taken or renewed now belongs to who has it.
pub(super) fn lease(now: Timestamp) -> Timestamp {
    now.checked_add(LEASE).unwrap_or(now)
}

fn next_attempt(attempts: u32, again: Again, now: Timestamp) -> Option<Timestamp> {
    let wait = match again {
        Again::Never => return None,
        Again::WithNetwork => OFFLINE_REST,
        Again::Later(rest) => {
            let minutes = RETRY_MINUTES.get(attempts.saturating_sub(1) as usize)?;
            SignedDuration::from_mins(*minutes).max(rest)
        }
    };
    now.checked_add(wait).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_to_an_end_and_waiting_for_the_network_does_not() {
        let now = Timestamp::now();
        let later = Again::Later(SignedDuration::ZERO);
        assert!(next_attempt(1, later, now).is_some());
        assert!(next_attempt(7, later, now).is_none());
        assert!(next_attempt(1, Again::Never, now).is_none());
        assert!(next_attempt(70, Again::WithNetwork, now).is_some());
        let hour = SignedDuration::from_hours(1);
        assert_eq!(next_attempt(1, Again::Later(hour), now), now.checked_add(hour).ok(), "sooner than the site asked");
    }
}
