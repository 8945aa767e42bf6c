//! The verb `clip`.

use std::{
    io::{IsTerminal, Read},
    path::Path,
};

use anyhow::Context;
use api::clips::{self, Clipped};
use indicatif::{ProgressBar, ProgressStyle};
use library::{Drop, Library};

use crate::{args, outcome::Outcome, print::show};

/// Clips every source to its end: pages are fetched, pictures kept, the index brought up to date.
pub(crate) fn run(library: &Library, asked: args::Clip, json: bool) -> anyhow::Result<Outcome> {
    let args::Clip { sources, url, themes } = asked;
    let mut clipped: Vec<Clipped> = Vec::new();
    let progress = progress(sources.len());
    for source in &sources {
        for taken in drops(source, url.as_deref())? {
            match taken {
                Ok(drop) => clipped.extend(clips::clip_whole(library, vec![drop], &themes)),
                Err(error) => clipped.push(Clipped::failed(source, &error)),
            }
        }
        progress.inc(1);
    }
    library.settle();
    progress.finish_and_clear();
    show(&clipped, json)?;
    Ok(Outcome::of(clipped.len(), clipped.iter().filter(|clip| clip.state == "failed").count()))
}

/// A bar on standard error when that is a terminal and there is something to wait for.
pub(crate) fn progress(length: usize) -> ProgressBar {
    if length < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64).with_style(style)
}

type Taken = Result<Drop, String>;

fn drops(source: &str, url: Option<&str>) -> anyhow::Result<Vec<Taken>> {
    let url = url.map(str::to_owned);
    if source == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .take(library::TEXT_BYTES_MAX)
            .read_to_end(&mut bytes)
            .context("Standard input cannot be read.")?;
        return Ok(vec![Ok(Drop::File { name: String::new(), bytes, url })]);
    }
    if source.contains("://") {
        return Ok(vec![Ok(Drop::Url { url: source.to_owned(), title: None })]);
    }
    Ok(library::drops_of(Path::new(source))
        .into_iter()
        .map(|taken| taken.map(|drop| with_url(drop, url.as_ref())))
        .collect())
}

fn with_url(drop: Drop, url: Option<&String>) -> Drop {
    match drop {
        Drop::File { name, bytes, url: None } => Drop::File { name, bytes, url: url.cloned() },
        other => other,
    }
}
