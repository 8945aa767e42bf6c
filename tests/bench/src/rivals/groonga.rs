//! Groonga with pairs of characters, as its manual advises for Chinese and Japanese: one process, asked line by line.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

use super::{Rival, SHOWN};
use crate::articles::Made;

const TABLES: [&str; 5] = [
    "table_create Articles TABLE_NO_KEY",
    "column_create Articles number COLUMN_SCALAR UInt32",
    "column_create Articles text COLUMN_SCALAR Text",
    "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto",
    "column_create Terms places COLUMN_INDEX|WITH_POSITION Articles text",
];

pub(super) struct Groonga {
    process: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Groonga {
    /// Groonga, when it is installed.
    pub(super) fn found(folder: &Path) -> anyhow::Result<Option<Self>> {
        std::fs::create_dir(folder)?;
        let started = Command::new("groonga")
            .arg("-n")
            .arg(folder.join("db"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut process) = started else { return Ok(None) };
        let (Some(commands), Some(answers)) = (process.stdin.take(), process.stdout.take()) else { return Ok(None) };
        let mut groonga = Self { process, commands, answers: BufReader::new(answers) };
        for table in TABLES {
            groonga.command(table)?;
        }
        Ok(Some(groonga))
    }

    /// Gives one command and reads its answer, `[[status, …], body]`.
    fn command(&mut self, command: &str) -> anyhow::Result<Value> {
        writeln!(self.commands, "{command}")?;
        self.commands.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        let mut answer: Value = serde_json::from_str(&line)?;
        anyhow::ensure!(answer[0][0] == 0, "Groonga refused a command: {}", answer[0][3]);
        Ok(answer[1].take())
    }

    fn select(&mut self, query: &str, columns: &str, limit: i64) -> anyhow::Result<Value> {
        let words: Vec<String> = query.split(' ').map(|word| format!("text @ {}", json!(word))).collect();
        let filter = words.join(" && ").replace('\'', "\\'");
        self.command(&format!(
            "select Articles --filter '{filter}' --output_columns '{columns}' --sort_keys -_score --limit {limit}"
        ))
    }
}

impl Rival for Groonga {
    fn add(&mut self, first: u32, articles: &[Made]) -> anyhow::Result<()> {
        let rows: Vec<Value> = (first..)
            .zip(articles)
            .map(|(number, Made { title, body, .. })| json!({ "number": number, "text": format!("{title}\n{body}") }))
            .collect();
        writeln!(self.commands, "load --table Articles")?;
        self.command(&serde_json::to_string(&rows)?)?;
        Ok(())
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        Ok(())
    }

    fn ask(&mut self, query: &str) -> anyhow::Result<usize> {
        let found = self.select(query, "number,snippet_html(text)", i64::try_from(SHOWN)?)?;
        // The first two rows are the total and the columns.
        Ok(found[0].as_array().map_or(0, |rows| rows.len().saturating_sub(2)))
    }

    fn all(&mut self, query: &str) -> anyhow::Result<BTreeSet<u32>> {
        let found = self.select(query, "number", -1)?;
        let rows = found[0].as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(rows.iter().skip(2).filter_map(|row| u32::try_from(row[0].as_u64()?).ok()).collect())
    }
}

impl Drop for Groonga {
    fn drop(&mut self) {
        // It ends with its input; a kill makes sure of it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
