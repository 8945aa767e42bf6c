//! The verb `watch`.

use std::thread;

use api::clips::{self, Clipped};
use library::{LOOK, Library, Watch};

use crate::{args, clip::outcome, outcome::Outcome, print::show};

/// Clips what lands in a folder: with `--once` what lies there, as one reply; else until it is ended, a reply for each landing.
pub(crate) fn run(library: &Library, asked: &args::Watch, json: bool) -> anyhow::Result<Outcome> {
    let mut watch = Watch::new(library, &asked.folder).map_err(api::WireError::from)?;
    if !asked.existing && !asked.once {
        watch.leave_what_is_there(library).map_err(api::WireError::from)?;
    }
    if asked.once {
        return once(library, &mut watch, json);
    }
    loop {
        let clipped = look(library, &mut watch)?;
        if !clipped.is_empty() {
            show(&clipped, json)?;
        }
        thread::sleep(LOOK);
    }
}

fn once(library: &Library, watch: &mut Watch, json: bool) -> anyhow::Result<Outcome> {
    let mut clipped = look(library, watch)?;
    while watch.is_waiting() {
        thread::sleep(LOOK);
        clipped.extend(look(library, watch)?);
    }
    show(&clipped, json)?;
    Ok(outcome(&clipped))
}

fn look(library: &Library, watch: &mut Watch) -> anyhow::Result<Vec<Clipped>> {
    let mut clipped = Vec::new();
    for file in watch.landed(library).map_err(api::WireError::from)? {
        clipped.extend(clips::clip_landed(library, watch, &file)?);
    }
    if !clipped.is_empty() {
        library.settle();
    }
    Ok(clipped)
}
