//! The job that fetches the pictures of an article's current capture.

use capture::{Fetched, Fetcher, Policy};
use model::{BlobHash, MediaType, Picture, PictureState, Timestamp};
use store::jobs::Job;
use tokio::task::JoinSet;

use super::{Failure, policy};
use crate::Library;

/// The kind of a job that fetches the pictures of an article's current capture.
pub(crate) const PICTURES: &str = "pictures";

/// Pictures of one article under way at once.
const PICTURES_AT_ONCE: usize = 4;

/// Fetches what is waiting, each picture by itself: one bad picture fails no other.
pub(super) async fn pictures(library: &Library, job: &Job) -> Result<(), Failure> {
    let Some(article) = job.article else { return Ok(()) };
    let (page, waiting) = library.read(|db| {
        let article = store::articles::get(db, article)?;
        let pictures = store::captures::pictures::of_capture(db, article.capture)?;
        Ok((
            article.url,
            pictures.into_iter().filter(|picture| picture.state == PictureState::Waiting).collect::<Vec<_>>(),
        ))
    })?;
    let public = Fetcher::new(Policy::default())?;
    let mut under_way: JoinSet<bool> = JoinSet::new();
    let (mut left, mut again) = (waiting.into_iter(), false);
    loop {
        while under_way.len() < PICTURES_AT_ONCE {
            let Some(picture) = left.next() else { break };
            let (library, public, page) = (library.clone(), public.clone(), page.clone());
            under_way.spawn(async move { picture_once(&library, &public, picture, page.as_deref()).await });
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
async fn picture_once(library: &Library, public: &Fetcher, picture: Picture, page: Option<&str>) -> bool {
    let fetched = match fetcher_for(public, &picture.url) {
        Ok(fetcher) => fetcher.picture(&picture.url, page).await,
        Err(error) => Err(error),
    };
    let ended = fetched.map_err(Failure::from).and_then(|fetched| kept(library, &fetched));
    let again = ended.as_ref().is_err_and(|failure| failure.retry);
    let fresh = match ended {
        Ok(blob) => Picture { state: PictureState::Kept, blob: Some(blob), message: None, ..picture },
        Err(Failure { message, retry }) => {
            let state = if retry { PictureState::Waiting } else { PictureState::Failed };
            Picture { state, message: Some(message), ..picture }
        }
    };
    let _ = library.write(|db| store::captures::pictures::put(db, &fresh));
    again
}

/// The job's own fetcher, or one that may also reach the private address that this picture lies at. Making one is dear: it
/// sets up secure connections.
fn fetcher_for(public: &Fetcher, url: &str) -> Result<Fetcher, capture::Error> {
    let policy = policy(url);
    if policy == Policy::default() { Ok(public.clone()) } else { Fetcher::new(policy) }
}

fn kept(library: &Library, fetched: &Fetched) -> Result<BlobHash, Failure> {
    let blob = match extract::media_type(&fetched.bytes, None, fetched.media_type.as_deref()) {
        MediaType::Image(media_type) => library.inner().store.put_blob(&fetched.bytes, media_type).ok(),
        _ => None,
    };
    let message = "What the address gives is not a picture that can be shown.";
    blob.ok_or_else(|| Failure { message: message.to_owned(), retry: false })
}
