//! The job that fetches the pictures of an article's captures.

use capture::{Fetched, Fetcher, Policy};
use model::{BlobHash, Id, MediaType, Picture, PictureState, Timestamp};
use store::{
    Writing,
    blobs::Staged,
    jobs::{Job, JobState},
};
use tokio::task::JoinSet;

use super::{
    PAGE, PageJob,
    attempt::{Again, Failure},
    picture_kinds::why_not,
    reach::{Reach, policy, with_environment},
};
use crate::{Library, Remark, marking};

/// The kind of a job that fetches the pictures of an article's captures.
pub(crate) const PICTURES: &str = "pictures";

/// Pictures of one article under way at once.
const PICTURES_AT_ONCE: usize = 4;

/// What is to be fetched, and for whom.
struct Wanted {
    page: Option<String>,
    reach: Reach,
    pictures: Vec<Picture>,
}

/// Fetches what is waiting, each picture by itself: one bad picture fails no other.
pub(super) async fn pictures(library: &Library, job: &Job) -> Result<(), Failure> {
    let Some(article) = job.article else { return Ok(()) };
    let wanted = wanted(library, article)?;
    let fetcher = Fetcher::new(policy_of(library, &wanted), library.inner().limits, library.inner().pace.clone())?;
    let mut under_way: JoinSet<Again> = JoinSet::new();
    let (mut left, mut again) = (wanted.pictures.into_iter(), Again::Never);
    loop {
        while under_way.len() < PICTURES_AT_ONCE {
            let Some(picture) = left.next() else { break };
            let (library, fetcher, page) = (library.clone(), fetcher.clone(), wanted.page.clone());
            under_way.spawn(async move { picture_once(&library, &fetcher, picture, page.as_deref()).await });
        }
        match under_way.join_next().await {
            Some(ended) => again = later(again, ended.unwrap_or(Again::Never)),
            None => break,
        }
    }
    if again != Again::Never {
        return Err(Failure { message: Remark::of("some-pictures"), again });
    }
    library.write(|db| store::jobs::finish(db, job.id, Timestamp::now()))?;
    Ok(())
}

fn wanted(library: &Library, article: Id) -> crate::Result<Wanted> {
    library.read(|db| {
        let page = store::articles::get(db, article)?.url;
        let mut waiting = Vec::new();
        for capture in store::captures::of_article(db, article)? {
            waiting.extend(store::captures::pictures::of_capture(db, capture.id)?);
        }
        waiting.retain(|picture| picture.state == PictureState::Waiting);
        let of_page = |job: &Job| job.kind == PAGE && PageJob::from_payload(&job.payload).reach == Reach::Private;
        let is_private = store::jobs::of_article(db, article)?.iter().any(of_page);
        let reach = if is_private { Reach::Private } else { Reach::Settings };
        Ok(Wanted { page, reach, pictures: waiting })
    })
}

/// The pictures of a page may lie where the page lies, and nowhere else that is private.
fn policy_of(library: &Library, wanted: &Wanted) -> Policy {
    let page = wanted.page.as_deref().map(|page| policy(library, page, wanted.reach)).unwrap_or_default();
    let addresses = wanted.pictures.iter().flat_map(|picture| std::iter::once(&picture.url).chain(&picture.smaller));
    addresses.fold(page, |policy, address| with_environment(policy, address))
}

/// The wait for both: waiting for the network counts no attempt, so it gives way to what does.
fn later(one: Again, other: Again) -> Again {
    match (one, other) {
        (Again::Never, again) | (again, Again::Never | Again::WithNetwork) => again,
        (Again::WithNetwork, again) => again,
        (Again::Later(one), Again::Later(other)) => Again::Later(one.max(other)),
    }
}

/// Fetches one picture and writes down how that ended; answers when it is worth another attempt.
async fn picture_once(library: &Library, fetcher: &Fetcher, picture: Picture, page: Option<&str>) -> Again {
    match best_of(library, fetcher, &picture, page).await {
        Ok(staged) => keep(library, picture, &staged),
        Err(Failure { message, again }) => {
            let state = if again == Again::Never { PictureState::Failed } else { PictureState::Waiting };
            let fresh = Picture { state, message: Some(message.to_kept()), ..picture };
            let _ = library.write(|db| store::captures::pictures::put(db, &fresh));
            again
        }
    }
}

/// The bytes that the picture's address gives, or those of its smaller size; says why the better one could not be had.
async fn best_of(
    library: &Library,
    fetcher: &Fetcher,
    picture: &Picture,
    page: Option<&str>,
) -> Result<Staged, Failure> {
    let failure = match bytes_of(library, fetcher, &picture.url, page).await {
        Err(failure) if failure.again != Again::WithNetwork => failure,
        ended => return ended,
    };
    match &picture.smaller {
        Some(smaller) => bytes_of(library, fetcher, smaller, page).await.map_err(|_| failure),
        None => Err(failure),
    }
}

async fn bytes_of(library: &Library, fetcher: &Fetcher, url: &str, page: Option<&str>) -> Result<Staged, Failure> {
    let fetched = fetcher.picture(url, page).await?;
    staged(library, &fetched)
}

/// Keeps the bytes and names them in one write, so that no collection comes between.
fn keep(library: &Library, picture: Picture, staged: &Staged) -> Again {
    let kept = library.write(|db| {
        let blob: BlobHash = store::blobs::keep(db, staged)?;
        let fresh = Picture { state: PictureState::Kept, blob: Some(blob), message: None, ..picture };
        store::captures::pictures::put(db, &fresh)?;
        marking::pictures::found_again(db, fresh.capture)
    });
    // What could not be written still waits, and is fetched at the next attempt.
    kept.map_or_else(|error| Failure::from(error).again, |()| Again::Never)
}

fn staged(library: &Library, fetched: &Fetched) -> Result<Staged, Failure> {
    let stage = |media_type| library.inner().store.stage(&fetched.bytes, media_type).map_err(crate::Error::from);
    if extract::is_picture_cut_off(&fetched.bytes) {
        return Err(Failure::never(Remark::of("picture-cut")));
    }
    if let Some(media_type) = extract::picture_type(&fetched.bytes) {
        return Ok(stage(media_type)?);
    }
    match extract::media_type(&fetched.bytes, None, fetched.media_type.as_deref()) {
        MediaType::Image(_) => Err(Failure::never(Remark::of("picture-enormous"))),
        other => Err(Failure::never(why_not(&fetched.bytes, other.as_str()))),
    }
}

/// Lets the pictures of an article that failed be fetched again, by the job that fetched them or a new one; answers which, if any has an
/// address. While that job runs, what failed in it stays failed.
pub(crate) fn again(db: &Writing<'_>, article: Id) -> store::Result<Option<Id>> {
    let fetching = store::jobs::of_article(db, article)?.into_iter().find(|job| job.kind == PICTURES);
    if fetching.as_ref().is_some_and(|job| job.state == JobState::Running) {
        return Ok(None);
    }
    let mut waits = false;
    for capture in store::captures::of_article(db, article)? {
        store::captures::pictures::retry(db, capture.id)?;
        let pictures = store::captures::pictures::of_capture(db, capture.id)?;
        waits |= pictures.iter().any(|picture| picture.state == PictureState::Waiting);
    }
    match fetching {
        _ if !waits => Ok(None),
        Some(job) => store::jobs::retry(db, job.id, Timestamp::now()).map(|()| Some(job.id)),
        None => {
            let job = Job::new(PICTURES, "", Some(article), Timestamp::now());
            store::jobs::add(db, &job).map(|()| Some(job.id))
        }
    }
}

/// Counts the pictures that still wait as failed, so that a person can try them again; each keeps its own reason.
pub(super) fn give_up(db: &Writing<'_>, article: Id, reason: Option<&Remark>) -> store::Result<()> {
    for capture in store::captures::of_article(db, article)? {
        for picture in store::captures::pictures::of_capture(db, capture.id)? {
            if picture.state == PictureState::Waiting {
                let message = reason.map(Remark::to_kept).or_else(|| picture.message.clone());
                store::captures::pictures::put(db, &Picture { state: PictureState::Failed, message, ..picture })?;
            }
        }
    }
    Ok(())
}
