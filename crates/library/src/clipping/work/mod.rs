//! What goes on in the background: pages and pictures are fetched, rules look through the library, the index follows, other processes' writes are noticed.
//!
//! **Invariant:** no job holds a transaction while it waits for the network.
//! **Invariant:** while nothing is written, only one number is asked of the library by the clock: whether another process wrote.

mod attempt;
mod dropped;
mod file;
mod following;
mod here;
mod page;
mod picture_kinds;
mod pictures;
mod reach;
mod ruling;
#[cfg(test)]
mod tests;

use std::{
    io,
    sync::{Arc, Weak},
    time::Duration,
};

use model::{Id, Timestamp};
use store::jobs::{Job, JobState};
use tokio::{sync::Notify, task::JoinSet};

use crate::{
    Changed, Library, Remark, Result, clipping::watched, finding::indexing::Left, giving_way::give_way, open::Inner,
};

use attempt::{lease, run};
pub(crate) use dropped::{DROP, DropJob};
pub(crate) use file::{FILE, only_article, payload as file_payload, queue as queue_file};
pub(crate) use page::{PAGE, PageJob};
pub(crate) use pictures::{PICTURES, again as pictures_again};
pub use reach::Reach;
pub(crate) use ruling::{RULE, RuleJob};

/// Jobs under way at once: enough to hide slow sites, few enough to be polite.
const JOBS_AT_ONCE: usize = 4;
/// The longest and the shortest sleep until a job is due: clocks are set, and a job may be taken by another process.
const SLEEP: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(600));
/// How often it is asked whether a copy is due.
const HOUSEKEEPING: Duration = Duration::from_secs(60);
/// How often other processes' writes are looked for: one number of SQLite's, read from memory.
const WATCH: Duration = Duration::from_millis(500);
/// How often it is asked whether there is a network: a look at the table of routes.
const NETWORK: Duration = Duration::from_secs(5);
/// How long after a pass of the index that failed the next is tried.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// How long what works in the background leaves the processor to the window that opens; a write wakes it sooner.
const AFTER_OPENING: Duration = Duration::from_millis(1_500);

/// The thread that works in the background while a window is open.
pub(crate) struct Worker(Arc<Wake>);

/// What wakes those that wait for writes.
#[derive(Default)]
struct Wake {
    index: Notify,
    jobs: Notify,
    house: Notify,
    network: Notify,
    folder: Arc<Notify>,
}

impl Worker {
    /// Begins to work. `version` is the library's data version when it was opened: what others wrote since is told.
    pub(crate) fn start(library: Weak<Inner>, version: Option<u64>) -> io::Result<Self> {
        let wake = Arc::new(Wake::default());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("tearsheet-work")
            .on_thread_start(give_way)
            .enable_all()
            .build()?;
        let woken = wake.clone();
        let work = async move {
            tokio::join!(
                follow_writes(&library, &woken, version),
                run_jobs(&library, &woken.jobs),
                keep_house(&library, &woken.house),
                watch_network(&library, &woken.network),
                watched::follow(&library, woken.folder.clone()),
            );
        };
        std::thread::Builder::new().name("tearsheet-work".into()).spawn(move || runtime.block_on(work))?;
        Ok(Self(wake))
    }

    pub(crate) fn wake(&self) {
        self.0.index.notify_one();
        self.0.jobs.notify_one();
        self.0.folder.notify_one();
    }
}

/// The library is closed: all that sleeps wakes up to see it.
impl Drop for Worker {
    fn drop(&mut self) {
        self.wake();
        self.0.house.notify_one();
        self.0.network.notify_one();
    }
}

fn open(library: &Weak<Inner>) -> Option<Library> {
    library.upgrade().map(Library::from_inner)
}

/// Waits until the window has had time to show itself, or something was written.
async fn opened(wake: &Notify) {
    let _ = rest(wake, AFTER_OPENING).await;
}

/// Sleeps, but no longer than until it is woken; answers whether it was.
async fn rest(wake: &Notify, at_most: Duration) -> bool {
    tokio::time::timeout(at_most, wake.notified()).await.is_ok()
}

/// Keeps the index behind the truth, and notices what other processes write, until the library is closed.
async fn follow_writes(library: &Weak<Inner>, wake: &Wake, version: Option<u64>) {
    let (mut seen, mut left) = (version, Left::More);
    opened(&wake.index).await;
    while let Some(library) = open(library) {
        let now = library.inner().store.data_version().ok();
        if now != seen {
            tell_of_others(&library);
            wake.jobs.notify_one();
            wake.folder.notify_one();
            left = Left::More;
        }
        seen = now;
        if left == Left::Nothing {
            drop(library);
        } else {
            // What a pass could not do stands in the truth.
            left = tokio::task::spawn_blocking(move || library.settled()).await.unwrap_or(Left::Failed);
        }
        let pause = if left == Left::Failed { AFTER_FAILURE } else { WATCH };
        if rest(&wake.index, pause).await {
            left = Left::More;
        }
    }
}

/// Runs what is due, a few at once, until the library is closed.
async fn run_jobs(library: &Weak<Inner>, wake: &Notify) {
    let mut under_way: JoinSet<()> = JoinSet::new();
    opened(wake).await;
    while let Some(library) = open(library) {
        while under_way.len() < JOBS_AT_ONCE {
            let Some(job) = next_job(&library) else { break };
            let library = library.clone();
            under_way.spawn(async move { run(&library, &job).await });
        }
        let sleep = if under_way.len() < JOBS_AT_ONCE { until_due(&library) } else { SLEEP.1 };
        drop(library);
        tokio::select! {
            _ = rest(wake, sleep) => {}
            Some(_) = under_way.join_next() => {}
        }
    }
}

/// How long until a job is due.
fn until_due(library: &Library) -> Duration {
    let due = library.read(store::jobs::next_due).ok().flatten();
    let until = due.map(|at| Duration::try_from(at.duration_since(Timestamp::now())).unwrap_or_default());
    until.unwrap_or(SLEEP.1).clamp(SLEEP.0, SLEEP.1)
}

/// Does what a library needs now and then, until it is closed; some of it once.
async fn keep_house(library: &Weak<Inner>, closed: &Notify) {
    let mut is_first = true;
    while !rest(closed, HOUSEKEEPING).await {
        let Some(library) = open(library) else { return };
        let once = std::mem::take(&mut is_first);
        tidy(move || {
            if once {
                library.collect_blobs()?;
                library.fold_again()?;
            }
            library.keep_house()
        })
        .await;
    }
}

/// Lets waiting jobs run when the network is back, and once when the window opens.
async fn watch_network(library: &Weak<Inner>, closed: &Notify) {
    let mut was_online = None;
    opened(closed).await;
    loop {
        let is_online = capture::is_online();
        if was_online.is_none() || (is_online && was_online == Some(false)) {
            let Some(library) = open(library) else { return };
            wake_waiting(&library);
        }
        was_online = Some(is_online);
        if rest(closed, NETWORK).await {
            return;
        }
    }
}

fn wake_waiting(library: &Library) {
    let now = Timestamp::now();
    // A look first: waking is a write, and a write is told to every view.
    if library.read_only().is_none() && library.read(|db| store::jobs::has_waiting(db, now)).unwrap_or_default() {
        let _ = library.write(|db| store::jobs::wake(db, now));
    }
}

async fn tidy(work: impl FnOnce() -> Result<()> + Send + 'static) {
    if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
        tracing::warn!(%error, "the library could not be tidied");
    }
}

/// Tells the views that another process has written.
fn tell_of_others(library: &Library) {
    library.inner().names.forget();
    let seq = library.read(|db| Ok(db.library()?.seq)).unwrap_or_default();
    library.inner().events.tell(Changed { seq, items: Vec::new(), receipts: true });
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

/// Asks for a job to be tried again now: of one that is done, the pictures of its article that failed. Answers what there is to run.
pub(crate) fn retry(library: &Library, id: Id) -> Result<Option<Id>> {
    library.write(|db| {
        let job = store::jobs::get(db, id)?;
        match (job.state, job.article) {
            (JobState::Running, _) | (JobState::Done, None) => Ok(None),
            (_, Some(article)) if job.state == JobState::Done || job.kind == PICTURES => pictures::again(db, article),
            _ => store::jobs::retry(db, id, Timestamp::now()).map(|()| Some(id)),
        }
    })
}

/// Gives up a job; the pictures it would have fetched count as failed, so that they can be tried again.
pub(crate) fn cancel(library: &Library, id: Id) -> Result<()> {
    let kept = library.write(|db| {
        let job = store::jobs::get(db, id)?;
        if let Some(article) = job.article {
            pictures::give_up(db, article, Some(&Remark::of("cancelled")))?;
        }
        store::jobs::cancel(db, id)?;
        let kept = Vec::from_iter(job.original);
        store::blobs::release(db, &kept)?;
        Ok(kept)
    })?;
    library.inner().store.free(&kept)?;
    Ok(())
}
