//! The library that searches are measured on: imported, indexed, asked, opened.

use std::{
    io::{self, Cursor, Read},
    ops::Range,
    path::Path,
    time::Instant,
};

use api::{call, imports};
use library::{Library, Role};
use serde_json::json;

use crate::{
    articles::{Articles, BAD_QUERIES, LANGUAGE, PLAIN},
    figures::{Figures, memory_mb, millis, share},
    rivals,
};

/// Characters of an article: some 3 kB of UTF-8.
pub(crate) const CHARACTERS: usize = 1_100;
/// What the articles are made from.
const SEED: u64 = 7;
/// Runs whose median counts.
const RUNS: usize = 15;
/// Rounds of a query that is asked alone.
const ALONE_RUNS: usize = 40;

/// Makes a library of so many articles and measures everything that a search is held against.
pub(crate) fn figures(articles: u32, figures: &mut Figures) -> anyhow::Result<Measured> {
    let folder = tempfile::tempdir()?;
    let library = Library::open(folder.path(), Role::Command)?;
    imported(&library, articles, figures)?;
    searches(&library, figures)?;
    open(&library, folder.path(), articles, figures)?;
    if std::env::var_os("RIVALS").is_none_or(|rivals| rivals != "0") {
        rivals::compare(&library, SEED, articles)?;
    }
    Ok(Measured { library, _folder: folder })
}

/// A library that was measured; its folder goes with it.
pub(crate) struct Measured {
    pub(crate) library: Library,
    _folder: tempfile::TempDir,
}

/// Imports so many lines, each as it is made; gives the seconds that it took, without the making, and their bytes.
pub(crate) fn import(
    library: &Library,
    count: u32,
    line: &mut dyn FnMut(u32) -> anyhow::Result<String>,
) -> anyhow::Result<(f64, usize)> {
    let mut lines = Lines { line, numbers: 0..count, made: Cursor::default(), seconds: 0.0, bytes: 0 };
    let report = imports::jsonl(library, &mut lines, &mut |_| {})?;
    anyhow::ensure!(report.imported == u64::from(count), "not everything was imported: {:?}", report.failed.first());
    Ok((report.seconds - lines.seconds, lines.bytes))
}

/// Lines that are made when they are read, so that a library of any size is one import.
struct Lines<'a> {
    line: &'a mut dyn FnMut(u32) -> anyhow::Result<String>,
    numbers: Range<u32>,
    /// The line that is being read.
    made: Cursor<Vec<u8>>,
    seconds: f64,
    bytes: usize,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let is_read = self.made.position() == self.made.get_ref().len() as u64;
        if is_read && let Some(number) = self.numbers.next() {
            let begun = Instant::now();
            let line = (self.line)(number).map_err(io::Error::other)? + "\n";
            self.seconds += begun.elapsed().as_secs_f64();
            self.bytes += line.len();
            self.made = Cursor::new(line.into_bytes());
        }
        self.made.read(buffer)
    }
}

fn imported(library: &Library, count: u32, figures: &mut Figures) -> anyhow::Result<()> {
    let mut articles = Articles::new(SEED, count);
    let (seconds, bytes) = import(library, count, &mut |number| Ok(articles.line(number, CHARACTERS)))?;
    let what = format!("import of {count} articles, {} kB each, with the index", bytes / 1_000 / count as usize);
    figures.add(&what, f64::from(count) / seconds, "/s", "> 1000");
    figures.add("memory after the import", memory_mb("VmHWM"), "MB", "< 400");
    index(library, Some(bytes), figures)
}

/// The index built anew from the library, and how large it is, where the bytes of the text are known.
pub(crate) fn index(library: &Library, bytes: Option<usize>, figures: &mut Figures) -> anyhow::Result<()> {
    let begun = Instant::now();
    let count = library.reindex(&mut |_, _| {})?;
    figures.add("index built anew", count as f64 / begun.elapsed().as_secs_f64(), "/s", "> 3000");
    let size = size_of(&library.folder().join("index"))? as f64;
    match bytes {
        Some(bytes) => figures.add("index, times the text", size / bytes as f64, "", "< 1.5"),
        None => figures.add("index", size / 1e6, "MB", ""),
    }
    Ok(())
}

/// Bytes of all files below a folder.
fn size_of(folder: &Path) -> anyhow::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() { size_of(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(sum)
}

/// Asks a library, and tells how long its answers took.
pub(crate) fn searches(library: &Library, figures: &mut Figures) -> anyhow::Result<()> {
    let queries = [PLAIN, LANGUAGE].concat();
    for query in queries.iter().take(3) {
        call(library, "search.find", json!({ "query": query, "limit": 20 }))?;
    }
    let mut times = timed(library, &queries)?;
    figures.share("search, top 20 with snippets and facets: p50", &mut times, 50, "ms", "< 2");
    figures.share("search, top 20 with snippets and facets: p95", &mut times, 95, "ms", "< 5");
    figures.share("search, top 20 with snippets and facets: p99", &mut times, 99, "ms", "< 15");
    figures.share("slowest of the bad queries", &mut timed(library, BAD_QUERIES)?, 100, "ms", "< 50");
    figures.add("memory while searching, files mapped not counted", memory_mb("RssAnon"), "MB", "< 200");
    Ok(())
}

/// Prints how long some queries to the library of a folder take, each asked often enough to see where its time goes.
pub(crate) fn alone(folder: &Path, queries: &[&str]) -> anyhow::Result<()> {
    let library = Library::open(folder, Role::Command)?;
    for query in queries {
        let mut times = Vec::new();
        for _ in 0..ALONE_RUNS {
            times.extend(timed(&library, &[query])?);
        }
        println!("{:>9.2} ms  {query}", share(&mut times, 50));
    }
    Ok(())
}

/// Each query five times, milliseconds, and prints each when the variable `BENCH_EACH` is set.
fn timed(library: &Library, queries: &[&str]) -> anyhow::Result<Vec<f64>> {
    let mut times = Vec::new();
    for query in queries {
        let begun = times.len();
        for _ in 0..5 {
            let asked = Instant::now();
            call(library, "search.find", json!({ "query": query, "limit": 20, "typing": true }))?;
            times.push(millis(asked));
        }
        if std::env::var_os("BENCH_EACH").is_some() {
            println!("{:>9.2} ms  {query}", times[begun..].iter().copied().fold(f64::INFINITY, f64::min));
        }
    }
    Ok(times)
}

fn open(library: &Library, folder: &Path, count: u32, figures: &mut Figures) -> anyhow::Result<()> {
    library.settle();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        let again = Library::open(folder, Role::Command)?;
        call(&again, "articles.list", json!({ "limit": 50 }))?;
        times.push(millis(begun));
    }
    figures.median(&format!("open a library of {count} articles and list the newest 50"), times, "ms", "");
    Ok(())
}
