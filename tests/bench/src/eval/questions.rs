//! Ranking by judged questions: how far up the text that answers stands.
//!
//! ```text
//! docs.jsonl     one {docid, text, lang} a line
//! queries.tsv    question id, set, question
//! qrels.tsv      question id, docid, grade
//! ```

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::Path,
};

use anyhow::Context;
use api::{call, imports};
use library::{Library, Role};
use serde_json::{Value, json};

/// The file that tells such a folder from others.
pub(crate) const QUERIES: &str = "queries.tsv";
/// Hits that count.
const DEPTH: usize = 10;

/// Sums over the questions of one set.
#[derive(Default)]
struct Sums {
    questions: f64,
    reciprocal_ranks: f64,
    found: f64,
    without_hits: f64,
}

/// Imports the texts, asks every question as a person would type it, and prints a line for each set.
pub(crate) fn judge(folder: &Path) -> anyhow::Result<()> {
    let kept = tempfile::tempdir()?;
    let library = Library::open(kept.path(), Role::Command)?;
    let texts = texts(folder)?;
    let done = imports::jsonl(&library, texts.as_bytes(), &mut |_| {})?;
    anyhow::ensure!(done.failed.is_empty(), "not every text was imported: {:?}", done.failed.first());
    let answers = answers(folder)?;
    let mut sets: BTreeMap<String, Sums> = BTreeMap::new();
    for line in read(folder, QUERIES)?.lines() {
        let [id, set, question] = columns(line)?;
        let hits = ask(&library, question)?;
        let right = answers.get(id).context("a question without an answer")?;
        sets.entry(set.to_owned()).or_default().add(&hits, right);
    }
    println!("{:<16}{:>10}{:>10}{:>10}{:>10}", "set", "questions", "MRR@10", "found@10", "no hit");
    sets.iter().for_each(|(set, sums)| sums.print(set));
    let mean = sets.values().map(Sums::mean_reciprocal_rank).sum::<f64>() / sets.len().max(1) as f64;
    println!("{:<26}{mean:>10.4}", "mean of the sets");
    Ok(())
}

impl Sums {
    fn add(&mut self, hits: &[String], right: &HashSet<String>) {
        let first = hits.iter().position(|hit| right.contains(hit));
        self.questions += 1.0;
        self.reciprocal_ranks += first.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        self.found += f64::from(first.is_some());
        self.without_hits += f64::from(hits.is_empty());
    }

    fn mean_reciprocal_rank(&self) -> f64 {
        self.reciprocal_ranks / self.questions.max(1.0)
    }

    fn print(&self, set: &str) {
        let share = |sum: f64| sum / self.questions.max(1.0);
        let (mean, found, none) = (self.mean_reciprocal_rank(), share(self.found), share(self.without_hits));
        println!("{set:<16}{:>10}{mean:>10.4}{found:>10.4}{none:>10.4}", self.questions);
    }
}

/// The ids of the best hits.
fn ask(library: &Library, question: &str) -> anyhow::Result<Vec<String>> {
    let found = call(library, "search.find", json!({ "query": question, "limit": DEPTH }))?;
    let hits = found["hits"].as_array().context("an answer without hits")?;
    Ok(hits.iter().filter_map(|hit| hit["externalId"].as_str()).map(str::to_owned).collect())
}

/// The texts as lines of an import.
fn texts(folder: &Path) -> anyhow::Result<String> {
    let mut lines = String::new();
    for line in read(folder, "docs.jsonl")?.lines() {
        let text: Value = serde_json::from_str(line)?;
        let line = json!({ "id": text["docid"], "body": text["text"], "lang": text["lang"] });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    Ok(lines)
}

/// The texts that answer each question.
fn answers(folder: &Path) -> anyhow::Result<HashMap<String, HashSet<String>>> {
    let mut answers: HashMap<String, HashSet<String>> = HashMap::new();
    for line in read(folder, "qrels.tsv")?.lines() {
        let [question, text, _grade] = columns(line)?;
        answers.entry(question.to_owned()).or_default().insert(text.to_owned());
    }
    Ok(answers)
}

fn read(folder: &Path, name: &str) -> anyhow::Result<String> {
    fs::read_to_string(folder.join(name)).with_context(|| format!("{name} cannot be read"))
}

fn columns(line: &str) -> anyhow::Result<[&str; 3]> {
    let parts: Vec<&str> = line.splitn(3, '\t').collect();
    parts.try_into().map_err(|_| anyhow::anyhow!("a line has not three columns"))
}
