//! SQLite FTS5, as it comes with trigrams, and with the pairs of Han characters made beside it.

use std::{collections::BTreeSet, path::Path};

use rusqlite::{Connection, params, params_from_iter};

use super::{Rival, SHOWN};
use crate::articles::Made;

/// Characters of a snippet.
const SNIPPET_CHARS: usize = 120;
/// Shorter words have no trigram.
const TRIGRAM_CHARS: usize = 3;

fn connection(path: &Path) -> anyhow::Result<Connection> {
    let db = Connection::open(path)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "OFF")?;
    Ok(db)
}

/// A word as FTS5 takes it literally.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// The tokeniser `trigram`; words of one or two characters are looked for in the texts themselves.
pub(super) struct Trigrams(Connection);

impl Trigrams {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let db = connection(path)?;
        db.execute_batch("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize = 'trigram')")?;
        Ok(Self(db))
    }

    /// The condition for a query, and what it holds.
    fn condition(query: &str) -> (String, Vec<String>) {
        let (long, short): (Vec<&str>, Vec<&str>) =
            query.split(' ').partition(|word| word.chars().count() >= TRIGRAM_CHARS);
        let mut conditions = Vec::new();
        let mut values = Vec::new();
        if !long.is_empty() {
            conditions.push("texts MATCH ?".to_owned());
            values.push(long.into_iter().map(quoted).collect::<Vec<_>>().join(" AND "));
        }
        for word in short {
            conditions.push("(title LIKE ? OR body LIKE ?)".to_owned());
            values.extend([format!("%{word}%"), format!("%{word}%")]);
        }
        (conditions.join(" AND "), values)
    }
}

impl Rival for Trigrams {
    fn add(&mut self, first: u32, articles: &[Made]) -> anyhow::Result<()> {
        let change = self.0.transaction()?;
        for (number, article) in (first..).zip(articles) {
            change.prepare_cached("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)")?.execute(params![
                number,
                article.title,
                article.body
            ])?;
        }
        Ok(change.commit()?)
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.0.execute_batch("INSERT INTO texts(texts) VALUES ('optimize')")?)
    }

    fn ask(&mut self, query: &str) -> anyhow::Result<usize> {
        let (condition, values) = Self::condition(query);
        // Without a match there is no rank and no snippet.
        let (snippet, order) = if condition.contains("MATCH") {
            ("snippet(texts, 1, '[', ']', '…', 40)", "ORDER BY rank")
        } else {
            ("substr(body, 1, 120)", "")
        };
        let sql = format!("SELECT rowid, title, {snippet} FROM texts WHERE {condition} {order} LIMIT {SHOWN}");
        let mut asked = self.0.prepare_cached(&sql)?;
        let rows = asked.query_map(params_from_iter(values), |row| row.get::<_, String>(2))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?.len())
    }

    fn all(&mut self, query: &str) -> anyhow::Result<BTreeSet<u32>> {
        let (condition, values) = Self::condition(query);
        let mut asked = self.0.prepare(&format!("SELECT rowid FROM texts WHERE {condition}"))?;
        Ok(asked.query_map(params_from_iter(values), |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// The tokeniser `unicode61` over texts whose Han characters were made pairs.
pub(super) struct Pairs(Connection);

impl Pairs {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let db = connection(path)?;
        db.execute_batch(
            "CREATE VIRTUAL TABLE texts USING fts5(pairs, content = '', tokenize = 'unicode61');
             CREATE TABLE shown (id INTEGER PRIMARY KEY, title TEXT, body TEXT);",
        )?;
        Ok(Self(db))
    }

    fn condition(query: &str) -> String {
        let phrase = |word: &str| {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                // A pair that begins with it, or the last of its run.
                (Some(one), None) if is_han(one) => format!("{}*", quoted(word)),
                _ => quoted(paired(word, false).trim()),
            }
        };
        query.split(' ').map(phrase).collect::<Vec<_>>().join(" AND ")
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Each Han character with the next; of a text also the last of a run by itself.
fn paired(text: &str, with_last: bool) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().filter(|next| is_han(*next));
        match (is_han(c), next) {
            (true, Some(next)) => out.extend([' ', c, next, ' ']),
            (true, None) if with_last || before.is_none_or(|before| !is_han(before)) => out.extend([' ', c, ' ']),
            (true, None) => {}
            (false, _) => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// The text around the first word.
fn cut(text: &str, query: &str) -> String {
    let word = query.split(' ').next().unwrap_or_default();
    let at = text.find(word).map_or(0, |at| text[..at].chars().count());
    text.chars().skip(at.saturating_sub(SNIPPET_CHARS / 4)).take(SNIPPET_CHARS).collect()
}

impl Rival for Pairs {
    fn add(&mut self, first: u32, articles: &[Made]) -> anyhow::Result<()> {
        let change = self.0.transaction()?;
        for (number, Made { title, body, .. }) in (first..).zip(articles) {
            change
                .prepare_cached("INSERT INTO texts (rowid, pairs) VALUES (?, ?)")?
                .execute(params![number, paired(&format!("{title}\n{body}"), true)])?;
            change.prepare_cached("INSERT INTO shown VALUES (?, ?, ?)")?.execute(params![number, title, body])?;
        }
        Ok(change.commit()?)
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.0.execute_batch("INSERT INTO texts(texts) VALUES ('optimize')")?)
    }

    fn ask(&mut self, query: &str) -> anyhow::Result<usize> {
        let sql = format!(
            "SELECT body FROM (SELECT rowid AS id, rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT {SHOWN}) \
                   JOIN shown USING (id) ORDER BY rank"
        );
        let mut asked = self.0.prepare_cached(&sql)?;
        let bodies = asked.query_map([Self::condition(query)], |row| row.get::<_, String>(0))?;
        let snippets = bodies.map(|body| Ok(cut(&body?, query))).collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(snippets.len())
    }

    fn all(&mut self, query: &str) -> anyhow::Result<BTreeSet<u32>> {
        let mut asked = self.0.prepare("SELECT rowid FROM texts WHERE texts MATCH ?")?;
        Ok(asked.query_map([Self::condition(query)], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
