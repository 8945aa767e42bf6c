//! Imports on the wire.

use std::{
    io::{BufRead, BufReader, Read},
    time::Instant,
};

use library::{Import, Library};
use model::Published;
use serde::{Deserialize, Serialize};

use crate::WireError;

/// A line may have this many bytes: the largest text taken, twice over for escapes.
const LINE_BYTES_MAX: u64 = 40 << 20;
/// Articles written in one transaction: enough to make the sync to disk cheap, little enough that other writers wait for about a tenth of a second.
const BATCH: usize = 256;

/// What became of an import.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// New articles.
    pub imported: u64,
    /// Articles that were there already by their external id.
    pub updated: u64,
    /// Articles without an id that were there already, with the same address, headline and text.
    pub known: u64,
    /// Lines that could not be taken.
    pub failed: Vec<FailedLine>,
    /// How long it took.
    pub seconds: f64,
}

/// A line that could not be taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FailedLine {
    /// Its number, from 1.
    pub line: u64,
    /// Why.
    pub message: String,
}

/// An article as a line gives it.
#[derive(Debug, Deserialize)]
struct Line {
    id: Option<String>,
    title: Option<String>,
    source: Option<String>,
    url: Option<String>,
    published: Option<String>,
    author: Option<String>,
    lang: Option<String>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    tags: Vec<String>,
}

impl TryFrom<Line> for Import {
    type Error = String;

    fn try_from(line: Line) -> Result<Self, String> {
        let Line { id, title, source, url, published, author, lang, body, tags } = line;
        if body.trim().is_empty() && title.as_deref().unwrap_or_default().trim().is_empty() {
            return Err("neither title nor body".into());
        }
        let published =
            published.filter(|text| !text.trim().is_empty()).map(|text| text.parse::<Published>()).transpose();
        let published = published.map_err(|error| format!("published: {error}"))?;
        Ok(Self { external_id: id, title, site: source, url, published, byline: author, lang, body, themes: tags })
    }
}

/// Imports one article a line (`id`, `title`, `source`, `url`, `published`, `author`, `lang`, `body`, `tags`); a bad line is reported by its number and passed over.
///
/// An import that broke off is taken up by running it again: what has an `id` and stands already is updated, and what has none is passed
/// over when an article with the same address, headline and text is there.
pub fn jsonl(library: &Library, reader: impl Read, progress: &mut dyn FnMut(u64)) -> Result<Imported, WireError> {
    let (begun, mut done, mut batch) = (Instant::now(), Imported::default(), Vec::with_capacity(BATCH));
    library.back_up_before_import()?;
    let mut reader = BufReader::with_capacity(1 << 20, reader);
    for number in 1.. {
        let Some(line) = next_line(&mut reader)? else { break };
        match line.and_then(|line| parse(&line)) {
            Ok(None) => {}
            Ok(Some(import)) => batch.push((number, import)),
            Err(message) => done.failed.push(FailedLine { line: number, message }),
        }
        if batch.len() == BATCH {
            write(library, &mut batch, &mut done)?;
            progress(number);
        }
    }
    write(library, &mut batch, &mut done)?;
    done.failed.sort_by_key(|failed| failed.line);
    library.settle();
    done.seconds = begun.elapsed().as_secs_f64();
    Ok(done)
}

fn parse(line: &str) -> Result<Option<Import>, String> {
    // A byte order mark stands before the first line of what some editors save.
    let line = line.trim_start_matches('\u{feff}');
    if line.trim().is_empty() {
        return Ok(None);
    }
    let line: Line = serde_json::from_str(line)
        .map_err(|error| format!("not an article: {} at column {}", kind(&error), error.column()))?;
    Import::try_from(line).map(Some)
}

/// What is wrong with the JSON, without its contents.
fn kind(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Data => "a field has the wrong type",
        serde_json::error::Category::Eof => "the line ends too early",
        serde_json::error::Category::Syntax => "not JSON",
        serde_json::error::Category::Io => "it cannot be read",
    }
}

type MaybeLine = Result<String, String>;

fn next_line(reader: &mut impl BufRead) -> Result<Option<MaybeLine>, WireError> {
    let mut bytes = Vec::new();
    let read =
        reader.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes).map_err(|error| WireError::io(&error))?;
    if read == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 == LINE_BYTES_MAX && bytes.last() != Some(&b'\n') {
        skip_line(reader).map_err(|error| WireError::io(&error))?;
        return Ok(Some(Err(format!("longer than {} MB", LINE_BYTES_MAX >> 20))));
    }
    Ok(Some(String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())))
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (used, end) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if end {
            return Ok(());
        }
    }
}

fn write(library: &Library, batch: &mut Vec<(u64, Import)>, done: &mut Imported) -> Result<(), WireError> {
    let (numbers, articles): (Vec<u64>, Vec<Import>) = std::mem::take(batch).into_iter().unzip();
    if articles.is_empty() {
        return Ok(());
    }
    for (line, kept) in numbers.into_iter().zip(library.import(articles)?) {
        match kept {
            Ok(library::Imported::New) => done.imported += 1,
            Ok(library::Imported::Updated) => done.updated += 1,
            Ok(library::Imported::Known) => done.known += 1,
            Err(message) => done.failed.push(FailedLine { line, message }),
        }
    }
    Ok(())
}
