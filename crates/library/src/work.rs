//! What goes on in the background: pages and pictures are fetched, the index follows, other processes' writes are noticed.
//!
//! **Invariant:** no job holds a transaction while it waits for the network.

use std::{
    collections::HashSet,
    io,
    net::SocketAddr,
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use capture::{Fetcher, Policy};
use jiff::SignedDuration;
use model::{Id, MediaType, Picture, PictureState, Timestamp};
use store::{
    Writing,
    jobs::{Job, JobState},
};
use tokio::{sync::Notify, task::JoinSet};

use crate::{
    Changed, Clipped, Library, Result, Role,
    clip::sentence,
    open::Inner,
    reading::{NotUnderstood, Taken},
};

/// The kind of a job that fetches a page.
pub(crate) const PAGE: &str = "page";
/// The kind of a job that fetches the pictures of an article's current capture.
pub(crate) const PICTURES: &str = "pictures";

/// Jobs under way at once: enough to hide slow sites, few enough to be polite.
const JOBS_AT_ONCE: usize = 4;
/// Pictures of one article under way at once.
const PICTURES_AT_ONCE: usize = 4;
/// Waits before the second, third, … attempt, minutes; after the last the job has failed and waits for a person.
const RETRY_MINUTES: [i64; 6] = [1, 5, 30, 120, 720, 1_440];
/// A page takes a minute at the most (the limit of a fetch), two hundred pictures a good while.
const LEASE: SignedDuration = SignedDuration::from_mins(15);
/// How often it is asked whether a copy is due and blobs are unused.
const HOUSEKEEPING: Duration = Duration::from_secs(60);
/// How often other processes' writes are looked for.
const WATCH: Duration = Duration::from_millis(500);

/// What a job that fetches a page knows; written as lines: address, title, themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageJob {
    pub(crate) url: String,
    pub(crate) title: Option<String>,
    pub(crate) themes: Vec<String>,
}

impl PageJob {
    pub(crate) fn queue(&self, db: &Writing<'_>) -> store::Result<Id> {
        let job = Job::new(PAGE, &self.to_payload(), None, Timestamp::now());
        store::jobs::add(db, &job)?;
        Ok(job.id)
    }

    fn to_payload(&self) -> String {
        let one_line = |text: &str| text.replace(['\n', '\r'], " ");
        let lines = [one_line(&self.url), one_line(self.title.as_deref().unwrap_or_default())];
        lines.into_iter().chain(self.themes.iter().map(|theme| one_line(theme))).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn from_payload(payload: &str) -> Self {
        let mut lines = payload.split('\n').map(str::to_owned);
        let url = lines.next().unwrap_or_default();
        let title = lines.next().filter(|title| !title.is_empty());
        Self { url, title, themes: lines.collect() }
    }
}

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
        PAGE => page(library, job).await.map(drop),
        _ => pictures(library, job).await,
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

async fn page(library: &Library, job: &Job) -> std::result::Result<Clipped, Failure> {
    let PageJob { url, title, themes } = PageJob::from_payload(&job.payload);
    let fetched = Fetcher::new(policy(&url))?.page(&url).await?;
    let media_type = extract::media_type(&fetched.bytes, None, fetched.media_type.as_deref());
    if let MediaType::Unknown(_) = media_type {
        return Err(crate::Error::from(NotUnderstood::UnknownType).into());
    }
    let taken = Taken {
        bytes: fetched.bytes,
        media_type,
        charset: fetched.charset,
        url: Some(fetched.url),
        title,
        name: None,
        whole_page: true,
    };
    let (library, id) = (library.clone(), job.id);
    let kept = tokio::task::spawn_blocking(move || library.keep(&taken, &themes, Some(id))).await;
    kept.map_err(|_| Failure { message: "The page could not be read.".into(), retry: false })?.map_err(Failure::from)
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

/// Fetches what is waiting, each picture by itself: one bad picture fails no other.
async fn pictures(library: &Library, job: &Job) -> std::result::Result<(), Failure> {
    let Some(article) = job.article else { return Ok(()) };
    let (page, waiting) = library.read(|db| {
        let article = store::articles::get(db, article)?;
        let pictures = store::captures::pictures::of_capture(db, article.capture)?;
        Ok((
            article.url,
            pictures.into_iter().filter(|picture| picture.state == PictureState::Waiting).collect::<Vec<_>>(),
        ))
    })?;
    let mut under_way: JoinSet<bool> = JoinSet::new();
    let (mut left, mut again) = (waiting.into_iter(), false);
    loop {
        while under_way.len() < PICTURES_AT_ONCE {
            let Some(picture) = left.next() else { break };
            let (library, page) = (library.clone(), page.clone());
            under_way.spawn(async move { picture_once(&library, picture, page.as_deref()).await });
        }
        match under_way.join_next().await {
            Some(ended) => again |= ended.unwrap_or_default(),
            None => break,
        }
    }
    if again {
        return Err(Failure { message: "Some pictures could not be fetched yet.".into(), retry: true });
    }
    library.write(|db| store::jobs::finish(db, job.id, Timestamp::now()))?;
    Ok(())
}

/// Fetches one picture and writes down how that ended; true when it is worth another attempt.
async fn picture_once(library: &Library, picture: Picture, page: Option<&str>) -> bool {
    let fetched = match Fetcher::new(policy(&picture.url)) {
        Ok(fetcher) => fetcher.picture(&picture.url, page).await,
        Err(error) => Err(error),
    };
    match fetched {
        Ok(fetched) => {
            let kept = match extract::media_type(&fetched.bytes, None, fetched.media_type.as_deref()) {
                MediaType::Image(media_type) => library.inner().store.put_blob(&fetched.bytes, media_type).ok(),
                _ => None,
            };
            let state = if kept.is_some() { PictureState::Kept } else { PictureState::Failed };
            let message =
                kept.is_none().then(|| "What the address gives is not a picture that can be shown.".to_owned());
            let _ = library
                .write(|db| store::captures::pictures::put(db, &Picture { state, blob: kept, message, ..picture }));
            false
        }
        Err(error) => {
            let failure = Failure::from(error);
            let state = if failure.retry { PictureState::Waiting } else { PictureState::Failed };
            let _ = library.write(|db| {
                store::captures::pictures::put(db, &Picture { state, message: Some(failure.message), ..picture })
            });
            failure.retry
        }
    }
}

impl Library {
    /// Runs the jobs of these clips here and now, as far as the network lets: for programs that end afterwards.
    pub fn finish(&self, clipped: Vec<Clipped>) -> Vec<Clipped> {
        if self.role() == Role::Window || !clipped.iter().any(Clipped::has_work) {
            return clipped;
        }
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return clipped };
        clipped.into_iter().map(|clip| runtime.block_on(self.finish_one(clip))).collect()
    }

    async fn finish_one(&self, mut clip: Clipped) -> Clipped {
        if let (model::ClipState::Waiting, Some(id)) = (clip.state, clip.id) {
            clip = self.finish_page(clip, id).await;
        }
        let Some(article) = clip.article.as_ref().map(|article| article.id) else { return clip };
        for job in self.read(|db| store::jobs::of_article(db, article)).unwrap_or_default() {
            if let Some(job) = self.begin(job) {
                run(self, &job).await;
            }
        }
        match self.clipped(clip.state, article) {
            Ok(fresh) => fresh,
            Err(_) => clip,
        }
    }

    /// Takes a waiting job for this process.
    fn begin(&self, job: Job) -> Option<Job> {
        let now = Timestamp::now();
        let running =
            Job { state: JobState::Running, attempts: job.attempts + 1, next_at: lease(now), changed_at: now, ..job };
        let free = job.state == JobState::Waiting;
        free.then(|| self.write(|db| store::jobs::put(db, &running)).ok().map(|()| running)).flatten()
    }

    async fn finish_page(&self, clip: Clipped, id: Id) -> Clipped {
        let Some(job) = self.read(|db| store::jobs::get(db, id)).ok().and_then(|job| self.begin(job)) else {
            return clip;
        };
        match page(self, &job).await {
            Ok(kept) => kept,
            Err(failure) => {
                let next_at = failure.retry.then(|| next_attempt(job.attempts)).flatten();
                let written =
                    self.write(|db| store::jobs::fail(db, job.id, &failure.message, next_at, Timestamp::now()));
                match (next_at, written) {
                    (Some(_), Ok(())) => Clipped::waiting(id, clip.title, Some(failure.message)),
                    _ => Clipped::failed(clip.title, failure.message),
                }
            }
        }
    }
}

impl Clipped {
    fn has_work(&self) -> bool {
        self.state == model::ClipState::Waiting
            || self.pictures.iter().any(|picture| picture.state == PictureState::Waiting)
    }
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
    fn a_page_job_is_written_and_read() {
        let job = PageJob {
            url: "https://example.org/a".into(),
            title: None,
            themes: vec!["HBM".into(), "AI 服务器".into()],
        };
        assert_eq!(PageJob::from_payload(&job.to_payload()), job);
        let titled = PageJob { title: Some("两\n行".into()), ..job };
        assert_eq!(PageJob::from_payload(&titled.to_payload()).title.as_deref(), Some("两 行"));
    }

    #[test]
    fn attempts_come_to_an_end() {
        assert!(next_attempt(1).is_some());
        assert!(next_attempt(7).is_none());
    }
}
