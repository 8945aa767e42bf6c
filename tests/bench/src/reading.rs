//! Reading pages on one core: how much in a second, how long each, and how that stands to the readability crate alone.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Context;
use dom_smoothie::Readability;
use library::{Drop, Sites};

use crate::{
    figures::{Figures, millis},
    packed,
};

/// The project's own pages, unless the variable `PAGES` names another folder.
const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/extract/tests/pages");

/// So many bytes are read at least; a small folder is read several times.
const BYTES_MIN: usize = 20_000_000;

/// A folder is read no more often than this.
const ROUNDS_MAX: usize = 40;

/// A page: its name and its bytes.
type Page = (String, Vec<u8>);

/// Reads all pages of the folder.
pub(crate) fn pages(figures: &mut Figures) -> anyhow::Result<()> {
    let folder = std::env::var_os("PAGES").map_or_else(|| PathBuf::from(PAGES), PathBuf::from);
    let pages = pages_in(&folder)?;
    let bytes: usize = pages.iter().map(|(_, bytes)| bytes.len()).sum();
    anyhow::ensure!(bytes > 0, "{} holds no page (.html, .htm, .html.gz)", folder.display());
    let rounds = (BYTES_MIN / bytes).clamp(1, ROUNDS_MAX);
    let (mut ours, mut theirs) = (Vec::new(), 0.0);
    for _ in 0..rounds {
        for (name, bytes) in &pages {
            let drop = Drop::File { name: name.clone(), bytes: bytes.clone(), url: None };
            let begun = Instant::now();
            let _ = std::hint::black_box(library::read_page(drop, Sites::built_in()));
            ours.push(millis(begun));
            theirs += alone(bytes);
        }
    }
    let (took, all) = (ours.iter().sum::<f64>(), (bytes * rounds) as f64 / 1e6);
    let what = format!("reading of {} pages, {} kB each", pages.len(), bytes / pages.len() / 1_000);
    figures.add(&format!("{what}, on one core"), all / (took / 1_000.0), "MB/s", "> 20");
    for percent in [50, 95, 99, 100] {
        let goal = if percent == 100 { "< 1000" } else { "" };
        figures.share(&format!("{what}: p{percent}"), &mut ours, percent, "ms", goal);
    }
    figures.add(&format!("{what}: time, by that of the readability crate alone"), took / theirs, "", "");
    Ok(())
}

/// Milliseconds that the readability crate takes for a page.
fn alone(bytes: &[u8]) -> f64 {
    let html = String::from_utf8_lossy(bytes);
    let begun = Instant::now();
    let article = Readability::new(html.as_ref(), None, None).and_then(|mut page| page.parse());
    let _ = std::hint::black_box(article.is_ok());
    millis(begun)
}

fn pages_in(folder: &Path) -> anyhow::Result<Vec<Page>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().filter_map(|path| page(path).transpose()).collect()
}

fn page(path: &Path) -> anyhow::Result<Option<Page>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let plain = name.trim_end_matches(".gz").to_owned();
    if !plain.ends_with(".html") && !plain.ends_with(".htm") {
        return Ok(None);
    }
    Ok(Some((plain, packed::read(path)?)))
}
