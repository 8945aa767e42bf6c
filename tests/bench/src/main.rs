//! Prints the figures of the release build: medians of several runs, and the goal each is held against.
//!
//! `bench fill FOLDER ARTICLES QUOTES` makes a library for the benches of the window instead; `bench index`
//! builds the index of such a library anew; `bench search` measures searching alone, in a new library or in that of a folder, where it may be told what to ask. It ends badly when a goal was missed.
//!
//! **Invariant:** works on temporary libraries, or on one that it was told to make.
#![allow(clippy::print_stdout, reason = "printing figures is this program's business")]

mod articles;
mod figures;
mod fill;
mod hundred;
#[path = "../../made.rs"]
#[allow(clippy::unwrap_used, clippy::panic, reason = "the maker of files is shared with the tests")]
mod made;
mod packed;
mod reading;
mod rivals;
mod search;

use std::{path::Path, process::ExitCode, time::Instant};

use api::{call, clips};
use library::{Drop, Import, Library, Role};
use serde_json::json;

use crate::{
    articles::Articles,
    figures::{Figures, millis},
    search::CHARACTERS,
};

/// Articles of the library that searches are measured on, unless the variable `ARTICLES` says otherwise.
const ARTICLES: u32 = 10_000;
/// Articles among which reposts are looked for.
const MANY: usize = 100_000;
/// Of these so many are written in one transaction.
const PORTION: usize = 2_000;
/// Runs whose median counts.
const RUNS: usize = 15;

fn main() -> anyhow::Result<ExitCode> {
    // The bench is the program that drops files; it is also the one that reads them apart.
    if std::env::args_os().nth(1).is_some_and(|first| first == library::READ_APART) {
        return Ok(library::read_apart());
    }
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let articles = std::env::var("ARTICLES").ok().map_or(Ok(ARTICLES), |articles| articles.parse())?;
    let mut figures = Figures::default();
    match asked[..] {
        ["fill", folder, articles, quotes] => fill::library(Path::new(folder), articles.parse()?, quotes.parse()?)?,
        ["index", folder] => search::index(&Library::open(Path::new(folder), Role::Command)?, None, &mut figures)?,
        ["search"] => drop(search::figures(articles, &mut figures)?),
        ["search", folder] => search::searches(&Library::open(Path::new(folder), Role::Command)?, &mut figures)?,
        ["search", folder, ref queries @ ..] => search::alone(Path::new(folder), queries)?,
        _ => everything(articles, &mut figures)?,
    }
    Ok(figures.print())
}

fn everything(articles: u32, figures: &mut Figures) -> anyhow::Result<()> {
    // First, so that the most memory that this process ever took is that of the hundred files.
    hundred::files(figures)?;
    reading::pages(figures)?;
    drops(figures)?;
    let measured = search::figures(articles, figures)?;
    suggestions(&measured.library, figures)?;
    reposts(figures)
}

/// A page of 100 kB dropped: until the answer, and until a search finds it.
fn drops(figures: &mut Figures) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let library = Library::open(folder.path(), Role::Command)?;
    let (mut answers, mut searchable) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let word = format!("标记{run}号");
        let page = Articles::new(run as u64, ARTICLES).page(100_000, &word);
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

/// The starter set's names looked for in articles, one pass each.
fn suggestions(library: &Library, figures: &mut Figures) -> anyhow::Result<()> {
    library.take_starter_themes()?;
    let rows = call(library, "articles.list", json!({ "limit": 100 }))?;
    let ids = rows["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut times = Vec::new();
    for id in ids.iter().filter_map(|row| row["id"].as_str()) {
        library.suggest(id)?;
        let begun = Instant::now();
        library.suggest(id)?;
        times.push(millis(begun));
    }
    let themes = library.themes()?.len();
    figures.share(&format!("names of {themes} themes looked for in an article: p50"), &mut times, 50, "ms", "< 2");
    figures.share(&format!("names of {themes} themes looked for in an article: p95"), &mut times, 95, "ms", "< 2");
    Ok(())
}

/// Looking for what an article repeats, among many: a repost, an excerpt and a text that is like none.
fn reposts(figures: &mut Figures) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let library = Library::open(folder.path(), Role::Command)?;
    let mut articles = Articles::new(11, ARTICLES);
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
