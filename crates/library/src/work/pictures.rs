//! The job that fetches the pictures of an article's current capture.

use capture::Fetcher;
use model::{MediaType, Picture, PictureState, Timestamp};
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
