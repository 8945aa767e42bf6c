//! Articles as sources: a line for a list of sources, in a style of the Citation Style Language or in one of three plain forms.
//!
//! **Invariant:** no input or output; what is cited and the text of a style are given.

mod authors;
mod csl;
mod forms;
mod macros;
mod quotation;

use hayagriva::citationberg::IndependentStyle;
use jiff::civil::Date;
use model::Published;

pub use csl::STYLE_BYTES_MAX;

use crate::{authors::is_han, quotation::quoted};

/// What is cited of an article.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its headline.
    pub title: &'a str,
    /// Who wrote it, as printed.
    pub byline: Option<&'a str>,
    /// The publication.
    pub site: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// When it was published.
    pub published: Option<&'a Published>,
    /// The day on which it was seen.
    pub seen: Date,
}

/// Words of a source that go with its line.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The words.
    pub words: &'a str,
    /// Who said them.
    pub speaker: Option<&'a str>,
}

/// How a style is asked for, and what people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleName {
    /// `apa`, `gb-7714-2015-numeric`, `bibtex` for instance.
    pub id: String,
    /// `APA Style 7th edition` for instance, as the style says itself.
    pub name: String,
}

/// How a source is written.
#[derive(Clone, Debug)]
pub struct Style(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Csl(Box<IndependentStyle>),
    Bibtex,
    Markdown,
    Plain,
}

/// Why a text is no style that one can write by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAStyle {
    /// It is larger than a style ever is.
    #[error("it is too large for a style")]
    TooLong,
    /// Its elements stand too deep inside each other.
    #[error("its elements stand too deep inside each other")]
    TooDeep,
    /// Its macros name each other in a circle, or say more than any style does.
    #[error("its macros name each other without an end")]
    Circle,
    /// It only names another style.
    #[error("it only refers to another style; take that one")]
    Dependent,
    /// It has no list of sources.
    #[error("it says nothing of a list of sources")]
    NoSources,
    /// It is not CSL.
    #[error("it is no style of the Citation Style Language")]
    Unreadable,
}

/// The styles that are built in: the three plain forms, then those of the manuals by name.
pub fn styles() -> Vec<StyleName> {
    let plain = [("bibtex", "BibTeX"), ("markdown", "Markdown"), ("plain", "Plain text")];
    let plain = plain.map(|(id, name)| StyleName { id: id.into(), name: name.into() });
    let mut manuals: Vec<_> = csl::names().collect();
    manuals.sort_by_key(|style| style.name.to_lowercase());
    plain.into_iter().chain(manuals).collect()
}

impl Style {
    /// A style that is built in, by its id or another name of it (`mla`).
    pub fn named(id: &str) -> Option<Self> {
        let kind = match id {
            "bibtex" => Kind::Bibtex,
            "markdown" => Kind::Markdown,
            "plain" => Kind::Plain,
            csl => Kind::Csl(Box::new(csl::named(csl)?)),
        };
        Some(Self(kind))
    }

    /// A style that someone wrote (CSL 1.0.2), with the title that it gives itself.
    pub fn parsed(csl: &str) -> Result<(Self, String), NotAStyle> {
        let style = csl::parsed(csl)?;
        let title = style.info.title.value.clone();
        Ok((Self(Kind::Csl(Box::new(style))), title))
    }

    /// A source, in this style; with a passage, its words before it. No line ends at the end.
    pub fn cite(&self, source: &Source, passage: Option<&Passage>) -> String {
        let line = match &self.0 {
            Kind::Csl(style) => csl::written(style, source).unwrap_or_else(|| forms::plain(source)),
            Kind::Bibtex => forms::bibtex(source),
            Kind::Markdown => forms::markdown(source),
            Kind::Plain => forms::plain(source),
        };
        let Some(passage) = passage.filter(|passage| !passage.words.trim().is_empty()) else { return line };
        match self.0 {
            // An entry has no place for words.
            Kind::Bibtex => line,
            Kind::Markdown => {
                let words: String = passage.words.trim().lines().map(|words| format!("> {words}\n")).collect();
                let who = passage.speaker.map(|speaker| format!("{speaker}, ")).unwrap_or_default();
                format!("{words}>\n> — {who}{line}")
            }
            Kind::Csl(_) | Kind::Plain => {
                let who = match passage.speaker {
                    Some(speaker) if source.title.chars().any(is_han) => format!("（{speaker}）"),
                    Some(speaker) => format!(" ({speaker})"),
                    None => String::new(),
                };
                format!("{}{who}\n{line}", quoted(passage.words))
            }
        }
    }
}

#[cfg(test)]
mod tests;
