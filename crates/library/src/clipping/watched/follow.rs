//! Follows the watched folder while a window is open.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Weak},
    time::Duration,
};

use model::Timestamp;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::Notify;

use super::{LOOK, Watch};
use crate::{Library, clipping::work, open::Inner};

/// How often the folder is looked at though nothing was told: network folders tell nothing.
const LOOK_ANYWAY: Duration = Duration::from_secs(30);

/// A folder that is followed: what is known of it, and who tells that something happened in it.
struct Followed {
    watch: Watch,
    folder: PathBuf,
    _teller: Option<RecommendedWatcher>,
}

/// Queues what lands in the watched folder, until the library is closed; `wake` tells of writes, the setting among them.
pub(crate) async fn follow(library: &Weak<Inner>, wake: Arc<Notify>) {
    let mut followed: Option<Followed> = None;
    while let Some(library) = library.upgrade().map(Library::from_inner) {
        let looked = tokio::task::spawn_blocking({
            let (was, wake) = (followed.take(), wake.clone());
            move || look(&library, was, &wake)
        });
        followed = looked.await.unwrap_or_default();
        let pause = match &followed {
            Some(followed) if followed.watch.is_waiting() => Some(LOOK),
            Some(_) => Some(LOOK_ANYWAY),
            None => None,
        };
        match pause {
            Some(pause) => drop(tokio::time::timeout(pause, wake.notified()).await),
            None => wake.notified().await,
        }
    }
}

fn look(library: &Library, was: Option<Followed>, wake: &Arc<Notify>) -> Option<Followed> {
    let wanted = library.watched_folder().ok().flatten().filter(|_| library.read_only().is_none())?;
    let mut followed = match was {
        Some(was) if was.folder == wanted => was,
        _ => begin(library, &wanted, wake)?,
    };
    if let Err(error) = take(library, &mut followed.watch) {
        tracing::warn!(%error, "the watched folder could not be looked at");
    }
    Some(followed)
}

fn begin(library: &Library, folder: &Path, wake: &Arc<Notify>) -> Option<Followed> {
    let watch = Watch::new(library, folder).inspect_err(|error| tracing::warn!(%error, "no watched folder")).ok()?;
    let wake = wake.clone();
    // Looking into the folder is an access too, and must not be told as news.
    let teller = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            wake.notify_one();
        }
    });
    let teller = teller.and_then(|mut teller| {
        // The system may not tell of so many folders; then it tells of the one, and the clock of the others.
        let all = teller.watch(folder, RecursiveMode::Recursive);
        all.or_else(|_| teller.watch(folder, RecursiveMode::NonRecursive)).map(|()| teller)
    });
    Some(Followed { watch, folder: folder.to_owned(), _teller: teller.ok() })
}

/// Queues each file that has landed, and in the same write counts it as taken.
fn take(library: &Library, watch: &mut Watch) -> crate::Result<()> {
    for file in watch.landed(library)? {
        library.write(|db| {
            store::watched::put(db, &file, Timestamp::now())?;
            work::queue_file(db, Path::new(&file.path))
        })?;
        watch.forget(&file);
    }
    Ok(())
}
