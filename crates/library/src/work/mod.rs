//! What goes on in the background: pages and pictures are fetched, the index follows, other processes' writes are noticed.
//!
//! **Invariant:** no job holds a transaction while it waits for the network.

mod here;
mod page;
mod pictures;

use std::{
    collections::HashSet,
    io,
    net::SocketAddr,
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use capture::Policy;
use jiff::SignedDuration;
use model::{Id, Picture, PictureState, Timestamp};
use store::jobs::{Job, JobState};
use tokio::{sync::Notify, task::JoinSet};

use crate::{Changed, Library, Result, error::capitalised, open::Inner};

pub(crate) use page::{PAGE, PageJob};
pub(crate) use pictures::PICTURES;

/// Jobs under way at once: enough to hide slow sites, few enough to be polite.
const JOBS_AT_ONCE: usize = 4;
/// Waits before the second, third, … attempt, minutes; after the last the job has failed and waits for a person.
const RETRY_MINUTES: [i64; 6] = [1, 5, 30, 120, 720, 1_440];
/// For how long a job belongs to who took it; one of a process that died is taken up again after that.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How often a lease is renewed while its job runs; also how soon a cancelled job ends.
const HEARTBEAT: Duration = Duration::from_secs(5);
/// How often it is asked whether a copy is due and blobs are unused.
const HOUSEKEEPING: Duration = Duration::from_secs(60);
/// How often other processes' writes are looked for.
const WATCH: Duration = Duration::from_millis(500);

/// The thread that works in the background while a window is open.
pub(crate) struct Worker(Arc<Wake>);

/// What wakes the two things that wait for writes.
#[derive(Default)]
struct Wake {
    index: Notify,
    jobs: Notify,
}

impl Worker {
    pub(crate) fn start(library: Weak<Inner>) -> io::Result<Self> {
        let wake = Arc::new(Wake::default());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("tearsheet-work")
            .enable_all()
            .build()?;
        let woken = wake.clone();
        let work = async move {
            tokio::join!(follow_writes(&library, &woken.index), run_jobs(&library, &woken.jobs), keep_house(&library));
        };
        std::thread::Builder::new().name("tearsheet-work".into()).spawn(move || runtime.block_on(work))?;
        Ok(Self(wake))
    }

    pub(crate) fn wake(&self) {
        self.0.index.notify_one();
        self.0.jobs.notify_one();
    }
}

fn open(library: &Weak<Inner>) -> Option<Library> {
    library.upgrade().map(Library::from_inner)
}

async fn woken(wake: &Notify) {
    // Both ends are turns: something was written here, or it is time to look for others' writes.
    let _ = tokio::time::timeout(WATCH, wake.notified()).await;
}

/// Keeps the index behind the truth, and notices what other processes write, until the library is closed.
async fn follow_writes(library: &Weak<Inner>, wake: &Notify) {
    let mut seen = None;
    while let Some(library) = open(library) {
        seen = notice_others(&library, seen);
        // A pass that fails is tried again at the next turn; what it could not do stands in the truth.
        let _ = tokio::task::spawn_blocking(move || library.settle()).await;
        woken(wake).await;
    }
}

/// Runs what is due, a few at once, until the library is closed.
async fn run_jobs(library: &Weak<Inner>, wake: &Notify) {
    let mut under_way: JoinSet<()> = JoinSet::new();
    while let Some(library) = open(library) {
        while under_way.len() < JOBS_AT_ONCE {
            let Some(job) = next_job(&library) else { break };
            let library = library.clone();
            under_way.spawn(async move { run(&library, &job).await });
        }
        drop(library);
        tokio::select! {
            () = woken(wake) => {}
            Some(_) = under_way.join_next() => {}
        }
    }
}

/// Does what a library needs now and then, until it is closed.
async fn keep_house(library: &Weak<Inner>) {
    let (mut kept, mut collected) = (Instant::now(), false);
    while let Some(library) = open(library) {
        if kept.elapsed() >= HOUSEKEEPING {
            kept = Instant::now();
            let collects = !std::mem::replace(&mut collected, true);
            tidy(move || {
                if collects {
                    library.collect_blobs().and_then(|()| library.keep_house())
                } else {
                    library.keep_house()
                }
            })
            .await;
        }
        tokio::time::sleep(WATCH).await;
    }
}

async fn tidy(work: impl FnOnce() -> Result<()> + Send + 'static) {
    if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
        tracing::warn!(%error, "the library could not be tidied");
    }
}

/// Tells the views when another process has written since `seen`.
fn notice_others(library: &Library, seen: Option<u64>) -> Option<u64> {
    let now = library.inner().store.data_version().ok();
    if seen.is_some() && now != seen {
        library.inner().names.forget();
        let seq = library.read(|db| Ok(db.library()?.seq)).unwrap_or_default();
        library.inner().events.tell(Changed { seq, items: Vec::new(), receipts: true });
    }
    now
}

fn next_job(library: &Library) -> Option<Job> {
    if library.read_only().is_some() {
        return None;
    }
    let now = Timestamp::now();
    // A look first: taking is a write, and a write is told to every view.
    let due = library.read(store::jobs::next_due).ok().flatten().is_some_and(|at| at <= now);
    if due { library.write(|db| store::jobs::take(db, now, lease(now))).ok().flatten() } else { None }
}

/// Runs a job to its end and writes down how it ended; gives it up when it is cancelled.
async fn run(library: &Library, job: &Job) {
    if job.attempts as usize > RETRY_MINUTES.len() + 1 {
        let message = "It was tried many times, and each time the program ended before it was done.";
        let _ = give_back(library, job, &Failure { message: message.into(), retry: false });
        return;
    }
    let work = async {
        match job.kind.as_str() {
            PAGE => page::page(library, job).await.map(drop),
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
fn give_back(library: &Library, job: &Job, failure: &Failure) -> Result<Option<Timestamp>> {
    let next_at = failure.retry.then(|| next_attempt(job.attempts)).flatten();
    library.write(|db| {
        let now = store::jobs::get(db, job.id)?;
        if now.state == JobState::Running && now.attempts == job.attempts {
            store::jobs::fail(db, job.id, &failure.message, next_at, Timestamp::now())?;
        }
        Ok(())
    })?;
    Ok(next_at)
}

struct Failure {
    message: String,
    retry: bool,
}

impl From<capture::Error> for Failure {
    fn from(error: capture::Error) -> Self {
        Self { message: capitalised(&error.to_string()), retry: error.is_worth_retrying() }
    }
}

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        let retry = matches!(error, crate::Error::Store(store::Error::Busy | store::Error::Full));
        Self { message: capitalised(&error.to_string()), retry }
    }
}

/// Until when a job that is taken or renewed now belongs to who has it.
fn lease(now: Timestamp) -> Timestamp {
    now.checked_add(LEASE).unwrap_or(now)
}

fn next_attempt(attempts: u32) -> Option<Timestamp> {
    let minutes = RETRY_MINUTES.get(attempts.saturating_sub(1) as usize)?;
    Timestamp::now().checked_add(SignedDuration::from_mins(*minutes)).ok()
}

/// What may be fetched for one clip: the public internet, and the addresses (`IP:PORT`, several with commas) that
/// `TEARSHEET_ALLOW_PRIVATE` names.
fn policy(url: &str) -> Policy {
    let named = std::env::var("TEARSHEET_ALLOW_PRIVATE").unwrap_or_default();
    let allowed: HashSet<SocketAddr> = named.split(',').filter_map(|address| address.trim().parse().ok()).collect();
    let asked = url::Url::parse(url).ok().and_then(|url| {
        let port = url.port_or_known_default()?;
        format!("{}:{port}", url.host_str()?).parse().ok()
    });
    Policy { private_address_allowed: asked.filter(|asked| allowed.contains(asked)) }
}

/// Asks for a job to be tried again now; a failed picture of the article waits again.
pub(crate) fn retry(library: &Library, id: Id) -> Result<()> {
    library.write(|db| {
        let job = store::jobs::get(db, id)?;
        if job.state == JobState::Running {
            return Ok(());
        }
        if let Some(article) = job.article {
            store::captures::pictures::retry(db, store::articles::get(db, article)?.capture)?;
        }
        store::jobs::retry(db, id, Timestamp::now())
    })
}

/// Gives up a job; the pictures it would have fetched count as failed, so that they can be tried again.
pub(crate) fn cancel(library: &Library, id: Id) -> Result<()> {
    library.write(|db| {
        let job = store::jobs::get(db, id)?;
        if let Some(article) = job.article {
            let capture = store::articles::get(db, article)?.capture;
            let pictures = store::captures::pictures::of_capture(db, capture)?;
            for picture in pictures.into_iter().filter(|picture| picture.state == PictureState::Waiting) {
                let message = Some("It was cancelled.".to_owned());
                store::captures::pictures::put(db, &Picture { state: PictureState::Failed, message, ..picture })?;
            }
        }
        store::jobs::cancel(db, id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_to_an_end() {
        assert!(next_attempt(1).is_some());
        assert!(next_attempt(7).is_none());
    }
}
