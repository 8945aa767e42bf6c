//! The same words asked of other engines over the same articles: times side by side, and what each misses.
//!
//! Tearsheet answers as the window has it, with snippets and the counts of the facets; the others give their best
//! twenty and a snippet of each, and count nothing. What must be found is told by looking at every text.

mod fts5;
mod groonga;
mod ripgrep;

use std::{collections::BTreeSet, time::Instant};

use api::call;
use library::Library;
use serde_json::json;

use crate::{
    articles::{Articles, Made, PLAIN, rare_words},
    figures::{millis, share},
    search::CHARACTERS,
};

/// Made-up names looked for beside them: of such are most questions to a real library.
const RARE: usize = 12;
/// Times each is asked.
const RUNS: usize = 5;
/// An engine that needs longer than this for all words once is asked once, seconds.
const PATIENCE_S: f64 = 2.0;
/// Hits shown.
const SHOWN: usize = 20;
/// Hits that one answer of Tearsheet holds at the most.
const ANSWER_MAX: usize = 1_000;
/// Articles given to an engine at once.
const PORTION: u32 = 2_000;

/// Another engine.
trait Rival {
    /// Takes articles, numbered from `first` on.
    fn add(&mut self, first: u32, articles: &[Made]) -> anyhow::Result<()>;
    /// Makes what was added ready to be searched.
    fn finish(&mut self) -> anyhow::Result<()>;
    /// Answers the best hits with a snippet of each; gives their number.
    fn ask(&mut self, query: &str) -> anyhow::Result<usize>;
    /// Every hit.
    fn all(&mut self, query: &str) -> anyhow::Result<BTreeSet<u32>>;
}

/// Prints the comparison over the library that was imported from `Articles::new(seed, count)`.
pub(crate) fn compare(library: &Library, seed: u64, count: u32) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let words: Vec<String> = PLAIN.iter().map(|word| (*word).to_owned()).chain(rare_words(count, RARE)).collect();
    let expected = expected(seed, count, &words);
    println!("{count} articles, {} queries; milliseconds", words.len());
    println!("{:<34}{:>9}{:>9}{:>9}{:>10}{:>12}", "", "p50", "p95", "p99", "missed", "made in s");
    let mut times = Vec::new();
    for word in words.iter().cycle().take(words.len() * RUNS) {
        let asked = Instant::now();
        call(library, "search.find", json!({ "query": word, "limit": SHOWN }))?;
        times.push(millis(asked));
    }
    row("Tearsheet, with facets", &mut times, missed_here(library, &words, &expected)?, None);
    let rivals: [(&str, Option<Box<dyn Rival>>); 4] = [
        ("SQLite FTS5, trigram", Some(Box::new(fts5::Trigrams::open(&folder.path().join("trigram.db"))?))),
        ("SQLite FTS5, pairs of characters", Some(Box::new(fts5::Pairs::open(&folder.path().join("pairs.db"))?))),
        (
            "ripgrep over Markdown files",
            ripgrep::Ripgrep::found(&folder.path().join("md"))?.map(|rival| Box::new(rival) as _),
        ),
        ("Groonga", groonga::Groonga::found(&folder.path().join("groonga"))?.map(|rival| Box::new(rival) as _)),
    ];
    for (name, rival) in rivals {
        match rival {
            Some(mut rival) => measure(name, rival.as_mut(), seed, count, &words, &expected)?,
            None => println!("{name:<34} skipped: it is not installed"),
        }
    }
    Ok(())
}

fn measure(
    name: &str,
    rival: &mut dyn Rival,
    seed: u64,
    count: u32,
    words: &[String],
    expected: &[BTreeSet<u32>],
) -> anyhow::Result<()> {
    let begun = Instant::now();
    let mut articles = Articles::new(seed, count);
    for first in (0..count).step_by(PORTION as usize) {
        let portion: Vec<Made> = (first..count.min(first + PORTION)).map(|_| articles.article(CHARACTERS)).collect();
        rival.add(first, &portion)?;
    }
    rival.finish()?;
    let made_s = begun.elapsed().as_secs_f64();
    let mut times = Vec::new();
    let begun = Instant::now();
    for _ in 0..RUNS {
        for word in words {
            let asked = Instant::now();
            rival.ask(word)?;
            times.push(millis(asked));
        }
        if begun.elapsed().as_secs_f64() > PATIENCE_S {
            break;
        }
    }
    let mut missed = 0;
    for (word, expected) in words.iter().zip(expected) {
        missed += expected.difference(&rival.all(word)?).count();
    }
    row(name, &mut times, missed, Some(made_s));
    Ok(())
}

fn row(name: &str, times: &mut [f64], missed: usize, made_s: Option<f64>) {
    let [p50, p95, p99] = [50, 95, 99].map(|percent| share(times, percent));
    let made = made_s.map(|seconds| format!("{seconds:.1}")).unwrap_or_default();
    println!("{name:<34}{p50:>9.2}{p95:>9.2}{p99:>9.2}{missed:>10}{made:>12}");
}

/// What Tearsheet misses: each item where one answer holds all, else how many are too few.
fn missed_here(library: &Library, words: &[String], expected: &[BTreeSet<u32>]) -> anyhow::Result<usize> {
    let mut missed = 0;
    for (word, expected) in words.iter().zip(expected) {
        let answer = call(library, "search.find", json!({ "query": word, "limit": ANSWER_MAX }))?;
        let total = usize::try_from(answer["total"].as_u64().unwrap_or_default())?;
        let hits = answer["hits"].as_array().map(Vec::as_slice).unwrap_or_default();
        missed += if total > hits.len() {
            expected.len().saturating_sub(total)
        } else {
            let number = |hit: &serde_json::Value| hit["externalId"].as_str()?.trim_start_matches('g').parse().ok();
            expected.difference(&hits.iter().filter_map(number).collect()).count()
        };
    }
    Ok(missed)
}

/// The articles in which every part of a query stands as whole words, by looking at every text.
fn expected(seed: u64, count: u32, words: &[String]) -> Vec<BTreeSet<u32>> {
    let mut articles = Articles::new(seed, count);
    let mut expected = vec![BTreeSet::new(); words.len()];
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    for number in 0..count {
        let Made { title, body, .. } = articles.article(CHARACTERS);
        let text = format!("{title}\n{body}").to_lowercase();
        for (word, expected) in words.iter().zip(&mut expected) {
            if word.split(' ').all(|part| stands_in(&text, part)) {
                expected.insert(number);
            }
        }
    }
    expected
}

/// Whether a word stands in a text and is not the middle of another; both are in small letters.
fn stands_in(text: &str, word: &str) -> bool {
    let clings = |a: Option<char>, b: Option<char>| {
        let same = |is: fn(&char) -> bool| a.as_ref().is_some_and(is) && b.as_ref().is_some_and(is);
        same(char::is_ascii_alphabetic) || same(char::is_ascii_digit)
    };
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !clings(before, word.chars().next()) && !clings(word.chars().next_back(), after)
    })
}
