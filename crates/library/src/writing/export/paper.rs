//! What is exported, before it has a format: blocks of spans, the sources they name, the passages they quote.

use std::collections::HashMap;

use model::{BlobHash, Id};

/// The language of the words that an export adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

/// One item as a paper.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paper {
    pub(crate) title: String,
    /// A line below the title: site, author, date.
    pub(crate) byline: Option<String>,
    pub(crate) blocks: Vec<Block>,
    /// In the order of their numbers, from 1.
    pub(crate) sources: Vec<Source>,
    /// Every passage that was held against its capture.
    pub(crate) passages: Vec<Passage>,
    /// The pictures that the blocks name, with their media type.
    pub(crate) pictures: HashMap<BlobHash, (Vec<u8>, String)>,
    pub(crate) tongue: Tongue,
}

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) article: Id,
    /// Author, headline, publication and date as one line.
    pub(crate) line: String,
    pub(crate) url: Option<String>,
}

/// A quoted passage and what became of its check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its words, as they are quoted.
    pub words: String,
    /// The headline of its article; empty when that is lost.
    pub title: String,
    /// What is wrong with it, for people; `None` when it stands as quoted.
    pub fault: Option<String>,
}

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Heading(u8, Vec<Span>),
    Paragraph(Vec<Span>),
    /// A quote of the library.
    Quoted {
        words: String,
        /// Who said it.
        speaker: Option<String>,
        source: Option<usize>,
        comment: Option<String>,
        fault: Option<String>,
    },
    Indented(Vec<Block>),
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Code(String),
    /// Its first row is the heading.
    Table(Vec<Vec<Vec<Span>>>),
    Rule,
    Picture {
        hash: BlobHash,
        alt: String,
    },
    /// A footnote of the user's own.
    Footnote(String, Vec<Span>),
}

/// Words in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) strong: bool,
    pub(crate) emphasised: bool,
    pub(crate) code: bool,
    pub(crate) struck: bool,
    /// An address outside.
    pub(crate) href: Option<String>,
    /// The number of the source that these words cite.
    pub(crate) source: Option<usize>,
    /// Whether the task is done, of which this is the box.
    pub(crate) task: Option<bool>,
}

impl Span {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// The words of spans without their style.
pub(crate) fn words_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// `—— speaker [n]`, the line below a quote; empty when neither is known.
pub(crate) fn credit(speaker: Option<&str>, source: Option<usize>) -> String {
    let number = source.map(|number| format!("[{number}]"));
    let said: Vec<String> = speaker.map(str::to_owned).into_iter().chain(number).collect();
    if said.is_empty() { String::new() } else { format!("— {}", said.join(" ")) }
}

/// The sign of a footnote, told apart from the numbers of sources: ¹, or *a for a word.
pub(crate) fn note_sign(label: &str) -> String {
    let raised = |digit: char| digit.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize));
    let digits: Option<String> = label.chars().map(raised).collect();
    digits.unwrap_or_else(|| format!("*{label}"))
}

/// The label of a footnote where a span stands for its sign.
pub(crate) fn note_label(text: &str) -> Option<&str> {
    text.strip_prefix("[^").and_then(|text| text.strip_suffix(']'))
}

impl Tongue {
    /// The language with this BCP 47 name; English for all but Chinese.
    pub fn from_name(name: &str) -> Self {
        if name.to_ascii_lowercase().starts_with("zh") { Self::Chinese } else { Self::English }
    }

    pub(crate) fn name(self) -> &'static str {
        self.of("en", "zh-CN")
    }

    /// One of two wordings.
    pub(crate) fn of<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}
