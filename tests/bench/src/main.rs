//! Prints the figures of the release build: medians of several runs, and the goal each is held against.
//!
//! **Invariant:** works on temporary libraries alone.
#![allow(clippy::print_stdout, reason = "printing figures is this program's business")]

mod articles;
mod figures;
mod hundred;
#[path = "../../made.rs"]
#[allow(clippy::unwrap_used, clippy::panic, reason = "the maker of files is shared with the tests")]
mod made;

use std::{process::ExitCode, time::Instant};

use api::{call, clips, imports};
use library::{Drop, Import, Library, Role};
use serde_json::json;

use crate::{
    articles::Articles,
    figures::{Figures, memory_mb, millis},
};

/// Articles of the library that searches are measured on.
const ARTICLES: u32 = 10_000;
/// Articles among which reposts are looked for.
const MANY: usize = 100_000;
/// Of these so many are written in one transaction.
const PORTION: usize = 2_000;
/// Characters of an article: some 3 kB of UTF-8.
const CHARACTERS: usize = 1_100;
/// Runs whose median counts.
const RUNS: usize = 15;

fn main() -> anyhow::Result<ExitCode> {
    // The bench is the program that drops files; it is also the one that reads them apart.
    if std::env::args_os().nth(1).is_some_and(|first| first == library::READ_APART) {
        return Ok(library::read_apart());
    }
    let mut figures = Figures::default();
    // First, so that the most memory that this process ever took is that of the hundred files.
    hundred::files(&mut figures)?;
    drops(&mut figures)?;
    let folder = tempfile::tempdir()?;
    let library = Library::open(folder.path(), Role::Command)?;
    import(&library, &mut figures)?;
    searches(&library, &mut figures)?;
    open(&library, folder.path(), &mut figures)?;
    reposts(&mut figures)?;
    figures.print();
    Ok(ExitCode::SUCCESS)
}

/// A page of 100 kB dropped: until the answer, and until a search finds it.
fn drops(figures: &mut Figures) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let library = Library::open(folder.path(), Role::Command)?;
    let (mut answers, mut searchable) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let word = format!("标记{run}号");
        let page = Articles::new(run as u64).page(100_000, &word);
        let begun = Instant::now();
        let file = Drop::File {
            name: "page.html".into(),
            bytes: page.into_bytes(),
            url: Some(format!("https://example.org/{run}")),
        };
        clips::clip(&library, vec![file], &[]);
        let answer = millis(begun);
        let found = call(&library, "search.find", json!({ "query": word }))?;
        anyhow::ensure!(found["hits"][0]["partial"] == false, "the dropped page was not found");
        // The first run opens files and warms caches.
        if run > 0 {
            answers.push(answer);
            searchable.push(millis(begun));
        }
    }
    figures.median("drop of a 100 kB page: answer", answers, "ms", "< 30");
    figures.median("drop of a 100 kB page: searchable", searchable, "ms", "< 100");
    Ok(())
}

fn import(library: &Library, figures: &mut Figures) -> anyhow::Result<()> {
    let mut articles = Articles::new(7);
    let lines: String = (0..ARTICLES).map(|n| articles.line(n, CHARACTERS) + "\n").collect();
    let bytes = lines.len();
    let done = imports::jsonl(library, lines.as_bytes(), &mut |_| {})?;
    anyhow::ensure!(done.imported == u64::from(ARTICLES), "not everything was imported: {:?}", done.failed.first());
    figures.add(
        &format!("import of {ARTICLES} articles, {} kB each, with the index", bytes / 1_000 / ARTICLES as usize),
        f64::from(ARTICLES) / done.seconds,
        "/s",
        "> 1000",
    );
    // The lines themselves are held by this program, not by the library.
    figures.add("memory after the import", memory_mb("VmHWM") - bytes as f64 / 1e6, "MB", "< 400");
    Ok(())
}

fn searches(library: &Library, figures: &mut Figures) -> anyhow::Result<()> {
    for query in articles::QUERIES.iter().take(3) {
        call(library, "search.find", json!({ "query": query, "limit": 20 }))?;
    }
    let mut times = Vec::new();
    for _ in 0..5 {
        for query in articles::QUERIES {
            let begun = Instant::now();
            call(library, "search.find", json!({ "query": query, "limit": 20, "typing": true }))?;
            times.push(millis(begun));
        }
    }
    figures.share("search, top 20 with snippets and facets: p50", &mut times, 50, "ms", "< 2");
    figures.share("search, top 20 with snippets and facets: p95", &mut times, 95, "ms", "< 5");
    figures.share("search, top 20 with snippets and facets: slowest", &mut times, 100, "ms", "");
    Ok(())
}

/// Looking for what an article repeats, among many: a repost, an excerpt and a text that is like none.
fn reposts(figures: &mut Figures) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let library = Library::open(folder.path(), Role::Command)?;
    let mut articles = Articles::new(11);
    let mut texts = Vec::new();
    for begin in (0..MANY).step_by(PORTION) {
        let body = |_| Import { body: articles.text(CHARACTERS, "\n"), ..Import::default() };
        let portion: Vec<Import> = (begin..(begin + PORTION).min(MANY)).map(body).collect();
        texts.extend(portion.first().map(|import| import.body.clone()));
        library.import(portion)?;
    }
    let mut begun = Instant::now();
    library.count_alike(&texts[0])?;
    figures.add(&format!("reposts among {MANY} articles: first look-up, sketches read"), millis(begun), "ms", "");
    let mut times = Vec::new();
    for text in &texts {
        let excerpt: String = text.chars().take(CHARACTERS / 3).collect();
        for (asked, alike) in [(text, 1), (&excerpt, 1), (&articles.text(CHARACTERS, "\n"), 0)] {
            begun = Instant::now();
            let found = library.count_alike(asked)?;
            times.push(millis(begun));
            anyhow::ensure!(found == alike, "{found} reposts were found where there are {alike}");
        }
    }
    figures.share(&format!("reposts among {MANY} articles: look-up, p50"), &mut times, 50, "ms", "< 20");
    figures.share(&format!("reposts among {MANY} articles: look-up, p95"), &mut times, 95, "ms", "< 20");
    Ok(())
}

fn open(library: &Library, folder: &std::path::Path, figures: &mut Figures) -> anyhow::Result<()> {
    library.settle();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        let again = Library::open(folder, Role::Command)?;
        call(&again, "articles.list", json!({ "limit": 50 }))?;
        times.push(millis(begun));
    }
    figures.median("open a library of 10,000 articles and list the newest 50", times, "ms", "");
    Ok(())
}
