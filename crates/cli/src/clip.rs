//! The verb `clip`.

use std::path::Path;

use api::clips::{self, Clipped};
use indicatif::ProgressBar;
use library::{Drop, Library, Reach};

use crate::{
    args,
    input::bounded,
    outcome::Outcome,
    print::{self, show},
};

/// Clips every source to its end: files are read a few at once, pages are fetched, pictures kept, the index brought up to date.
pub(crate) fn run(library: &Library, asked: args::Clip, json: bool) -> anyhow::Result<Outcome> {
    let args::Clip { sources, url, themes, allow_private } = asked;
    let reach = if allow_private { Reach::Private } else { Reach::Settings };
    let sources = sources.iter().map(|source| drops(source, url.as_ref())).collect::<anyhow::Result<Vec<_>>>()?;
    let progress = progress(sources.len());
    let drops = sources.into_iter().flat_map(|drops| {
        progress.inc(1);
        drops
    });
    let clipped: Vec<Clipped> = clips::clip_whole(library, drops, &themes, reach);
    library.settle();
    progress.finish_and_clear();
    show(&clipped, json)?;
    Ok(outcome(&clipped))
}

/// What waits for the network is kept and not yet done; a file of which no text could be read is done in part.
pub(crate) fn outcome(clipped: &[Clipped]) -> Outcome {
    let partly = |clip: &Clipped| clip.remark.as_ref().is_some_and(|remark| library::is_partly(&remark.code));
    let failed = clipped.iter().filter(|clip| clip.state == "failed").count();
    match Outcome::of(clipped.len(), failed) {
        Outcome::Done if clipped.iter().any(|clip| clip.state == "waiting" || partly(clip)) => Outcome::Partly,
        outcome => outcome,
    }
}

/// A bar on standard error when that is a terminal and there is something to wait for.
pub(crate) fn progress(length: usize) -> ProgressBar {
    if length < 2 { ProgressBar::hidden() } else { print::bar(length as u64) }
}

/// What one source gives, file by file, read when its turn comes.
type Drops = Box<dyn Iterator<Item = Result<Drop, library::Unread>> + Send>;

fn drops(source: &Path, url: Option<&String>) -> anyhow::Result<Drops> {
    let url = url.cloned();
    if source == Path::new("-") {
        let bytes = bounded(std::io::stdin(), library::FILE_BYTES_MAX, "Standard input")?;
        return Ok(Box::new(std::iter::once(Ok(Drop::File { name: String::new(), bytes, url }))));
    }
    // What is no text can be the name of a file only.
    if let Some(address) = source.to_str().filter(|text| text.contains("://") || is_other_address(text)) {
        return Ok(Box::new(std::iter::once(Ok(Drop::Url { url: address.to_owned(), title: None }))));
    }
    Ok(Box::new(library::drops_of(source).map(move |taken| taken.map(|drop| with_url(drop, url.as_deref())))))
}

/// An address that is none of the web, such as `javascript:…`; a file of that name is a file.
fn is_other_address(source: &str) -> bool {
    let scheme = source.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !Path::new(source).exists()
}

/// A file with the address it came from, where it does not say itself.
pub(crate) fn with_url(drop: Drop, from: Option<&str>) -> Drop {
    let from = || from.map(str::to_owned);
    match drop {
        Drop::File { name, bytes, url: None } => Drop::File { name, bytes, url: from() },
        Drop::SavedPage { name, bytes, url: None, beside } => Drop::SavedPage { name, bytes, url: from(), beside },
        other => other,
    }
}
