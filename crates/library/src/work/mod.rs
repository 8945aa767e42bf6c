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
use model::{Id, Timestamp};
use store::jobs::Job;
use tokio::{sync::Notify, task::JoinSet};

use crate::{Changed, Library, Result, clip::sentence, open::Inner};

pub(crate) use page::PageJob;
pub(crate) use pictures::PICTURES;

use page::PAGE;

/// Jobs under way at once: enough to hide slow sites, few enough to be polite.
const JOBS_AT_ONCE: usize = 4;
/// Waits before the second, third, … attempt, minutes; after the last the job has failed and waits for a person.
const RETRY_MINUTES: [i64; 6] = [1, 5, 30, 120, 720, 1_440];
/// A page takes a minute at the most (the limit of a fetch), two hundred pictures a good while.
const LEASE: SignedDuration = SignedDuration::from_mins(15);
/// How often it is asked whether a copy is due and blobs are unused.
const HOUSEKEEPING: Duration = Duration::from_secs(60);
/// How often other processes' writes are looked for.
const WATCH: Duration = Duration::from_millis(500);

/// The thread that works in the background while a window is open.
pub(crate) struct Worker(Arc<Notify>);

impl Worker {
    pub(crate) fn start(library: Weak<Inner>) -> io::Result<Self> {
        let notify = Arc::new(Notify::new());
        let wake = notify.clone();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("tearsheet-work")
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("tearsheet-work".into())
            .spawn(move || runtime.block_on(work(library, wake)))?;
        Ok(Self(notify))
    }

    pub(crate) fn wake(&self) {
        self.0.notify_one();
    }
}

/// Works until the library is closed.
async fn work(library: Weak<Inner>, wake: Arc<Notify>) {
    let (mut seen, mut house_kept) = (None, Instant::now());
    let mut under_way: JoinSet<()> = JoinSet::new();
    while let Some(library) = library.upgrade().map(Library::from_inner) {
        seen = notice_others(&library, seen);
        let indexing = library.clone();
        // A pass that fails is tried again at the next turn; what it could not do stands in the truth.
        let _ = tokio::task::spawn_blocking(move || indexing.settle()).await;
        if house_kept.elapsed() >= HOUSEKEEPING {
            house_kept = Instant::now();
            let house = library.clone();
            if let Ok(Err(error)) = tokio::task::spawn_blocking(move || house.keep_house()).await {
                tracing::warn!(%error, "the library could not be tidied");
            }
        }
        while under_way.len() < JOBS_AT_ONCE {
            let Some(job) = next_job(&library) else { break };
            let (library, wake) = (library.clone(), wake.clone());
            under_way.spawn(async move {
                run(&library, &job).await;
                wake.notify_one();
            });
        }
        drop(library);
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(WATCH) => {}
        }
        while under_way.try_join_next().is_some() {}
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

/// Runs a job to its end and writes down how it ended.
async fn run(library: &Library, job: &Job) {
    let ended = match job.kind.as_str() {
        PAGE => page::page(library, job).await.map(drop),
        _ => pictures::pictures(library, job).await,
    };
    if let Err(failure) = ended {
        let next_at = failure.retry.then(|| next_attempt(job.attempts)).flatten();
        // When even this cannot be written, the job is taken up again after its time is over.
        let _ = library.write(|db| store::jobs::fail(db, job.id, &failure.message, next_at, Timestamp::now()));
    }
}

struct Failure {
    message: String,
    retry: bool,
}

impl From<capture::Error> for Failure {
    fn from(error: capture::Error) -> Self {
        let text = error.to_string();
        let mut chars = text.chars();
        let message = chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default();
        Self { message, retry: error.is_worth_retrying() }
    }
}

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        let retry = matches!(error, crate::Error::Store(store::Error::Busy | store::Error::Full));
        Self { message: sentence(&error), retry }
    }
}

/// Until when a job belongs to who took it; longer than any job takes, so that one of a process that died is taken up again.
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
    Policy { private_addresses_allowed: asked.is_some_and(|asked| allowed.contains(&asked)) }
}

/// Asks for a job to be tried again now; a failed picture of the article waits again.
pub(crate) fn retry(library: &Library, id: Id) -> Result<()> {
    library.write(|db| {
        let job = store::jobs::get(db, id)?;
        if let Some(article) = job.article {
            store::captures::pictures::retry(db, store::articles::get(db, article)?.capture)?;
        }
        store::jobs::retry(db, id, Timestamp::now())
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
