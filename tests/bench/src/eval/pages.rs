//! Reading by judged pages: how much of the body is found and nothing else, and whether title, author and date are right.
//!
//! ```text
//! gold.jsonl     one {id, path, url, body, title, author, date} a line; .gz allowed at `path`
//! ```
//!
//! An empty author or date means that the page names none, `null` that nobody judged it.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Context;
use api::extracting::{Extracted, read_page};
use library::{Drop, Sites};
use serde::Deserialize;

use crate::{
    alike::{self, Overlap},
    packed,
};

/// The file that tells such a folder from others.
pub(crate) const GOLD: &str = "gold.jsonl";

/// A judged page.
#[derive(Debug, Deserialize)]
struct Gold {
    path: String,
    url: Option<String>,
    body: Option<String>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// How often something was right of those that were judged, and how often it was made up where there is none.
#[derive(Debug, Default)]
struct Share {
    right: u32,
    judged: u32,
    invented: u32,
    none: u32,
}

/// Sums over the pages of one language.
#[derive(Debug, Default)]
struct Sums {
    pages: u32,
    answered: u32,
    bodies: f64,
    precision: f64,
    recall: f64,
    title: Share,
    author: Share,
    date: Share,
    bytes: f64,
    took: Duration,
    slowest: Duration,
}

/// Reads every page as a clip would, and prints a line for each language.
pub(crate) fn judge(folder: &Path) -> anyhow::Result<()> {
    let mut languages: BTreeMap<&str, Sums> = BTreeMap::new();
    let gold = fs::read_to_string(folder.join(GOLD)).with_context(|| format!("{GOLD} cannot be read"))?;
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let gold: Gold = serde_json::from_str(line).with_context(|| format!("a line of {GOLD} cannot be read"))?;
        let bytes = packed::read(&folder.join(&gold.path))?;
        let size = bytes.len();
        let begun = Instant::now();
        let drop = Drop::File { name: gold.path.trim_end_matches(".gz").to_owned(), bytes, url: gold.url.clone() };
        let found = read_page(drop, Sites::built_in()).ok();
        let sums = languages.entry(language_of(&gold)).or_default();
        sums.count_time(size, begun.elapsed());
        sums.add(&gold, found.as_ref());
    }
    println!(
        "{:<6}{:>7}{:>10}{:>9}{:>11}{:>9}{:>17}{:>17}{:>17}{:>9}{:>10}",
        "", "pages", "answered", "body F1", "precision", "recall", "title", "author", "date", "MB/s", "slowest"
    );
    languages.iter().for_each(|(language, sums)| sums.print(language));
    println!("An author or a date made up where there is none counts as invented: {}.", invented(&languages));
    Ok(())
}

/// `zh` where most of the words are Han characters.
fn language_of(gold: &Gold) -> &'static str {
    let text = gold.body.as_deref().filter(|body| !body.is_empty()).or(gold.title.as_deref()).unwrap_or_default();
    if alike::is_mostly_han(text) { "zh" } else { "en" }
}

fn invented(languages: &BTreeMap<&str, Sums>) -> String {
    let of = |which: fn(&Sums) -> &Share| {
        let sum = |part: fn(&Share) -> u32| languages.values().map(|sums| part(which(sums))).sum::<u32>();
        format!("{} of {}", sum(|share| share.invented), sum(|share| share.none))
    };
    format!("authors {}, dates {}", of(|sums| &sums.author), of(|sums| &sums.date))
}

impl Sums {
    fn count_time(&mut self, bytes: usize, took: Duration) {
        self.bytes += bytes as f64;
        self.took += took;
        self.slowest = self.slowest.max(took);
    }

    fn add(&mut self, gold: &Gold, found: Option<&Extracted>) {
        let text = found.map_or("", |found| &found.text);
        self.pages += 1;
        self.answered += u32::from(!text.trim().is_empty());
        if let Some(body) = gold.body.as_deref().filter(|body| !body.is_empty()) {
            let Overlap { precision, recall } = alike::overlap(body, text);
            self.bodies += 1.0;
            self.precision += precision;
            self.recall += recall;
        }
        let title = found.and_then(|found| found.title.as_deref());
        let author = found.and_then(|found| found.byline.as_deref());
        let date = found.and_then(|found| found.published.as_deref());
        self.title.add(gold.title.as_deref(), title, alike::same_title);
        self.author.add(gold.author.as_deref(), author, alike::same_authors);
        self.date.add(gold.date.as_deref(), date, alike::same_day);
    }

    fn print(&self, language: &str) {
        let bodies = self.bodies.max(1.0);
        let (precision, recall) = (self.precision / bodies, self.recall / bodies);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        let speed = self.bytes / 1e6 / self.took.as_secs_f64().max(f64::MIN_POSITIVE);
        println!(
            "{language:<6}{:>7}{:>10}{f1:>9.4}{precision:>11.4}{recall:>9.4}{:>17}{:>17}{:>17}{speed:>9.1}{:>8} ms",
            self.pages,
            self.answered,
            self.title.shown(),
            self.author.shown(),
            self.date.shown(),
            self.slowest.as_millis()
        );
    }
}

impl Share {
    fn add(&mut self, gold: Option<&str>, found: Option<&str>, same: fn(&str, &str) -> bool) {
        let found = found.unwrap_or_default();
        match gold {
            Some("") => {
                self.none += 1;
                self.invented += u32::from(!found.is_empty());
            }
            Some(gold) => {
                self.judged += 1;
                self.right += u32::from(same(gold, found));
            }
            None => {}
        }
    }

    fn shown(&self) -> String {
        if self.judged == 0 {
            return "-".to_owned();
        }
        format!("{}/{} {:.3}", self.right, self.judged, f64::from(self.right) / f64::from(self.judged))
    }
}
