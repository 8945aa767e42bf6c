//! Articles and quotes as sources on the wire.

use cite::NotAStyle;
use library::Library;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{WireError, items::Nothing};

/// A style that a source can be written in. Reply of `citations.styles`, the user's own first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitationStyle {
    /// What it is asked for by.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// Why it cannot be used; null for one that can.
    pub problem: Option<StyleProblem>,
}

/// Why a file of the folder `styles` is no style that one can write by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StyleProblem {
    /// It is larger than a style ever is.
    TooLong,
    /// Its elements stand too deep inside each other.
    TooDeep,
    /// Its macros name each other without an end.
    Circle,
    /// It only refers to another style.
    Dependent,
    /// It says nothing of a list of sources.
    NoSources,
    /// It is not CSL.
    Unreadable,
}

/// Request of `citations.write`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteCitation {
    /// An article, or a quote that goes with its words.
    pub id: String,
    /// The style's id.
    pub style: String,
}

/// Reply of `citations.write`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    /// The source as the style writes it, lines apart.
    pub text: String,
}

/// All styles.
pub fn styles(library: &Library, _: Nothing) -> Result<Vec<CitationStyle>, WireError> {
    let style =
        |one: library::StyleView| CitationStyle { id: one.id, name: one.name, problem: one.problem.map(problem_of) };
    Ok(library.styles().into_iter().map(style).collect())
}

fn problem_of(problem: NotAStyle) -> StyleProblem {
    match problem {
        NotAStyle::TooLong => StyleProblem::TooLong,
        NotAStyle::TooDeep => StyleProblem::TooDeep,
        NotAStyle::Circle => StyleProblem::Circle,
        NotAStyle::Dependent => StyleProblem::Dependent,
        NotAStyle::NoSources => StyleProblem::NoSources,
        NotAStyle::Unreadable => StyleProblem::Unreadable,
    }
}

/// A source, written.
pub fn write(library: &Library, request: WriteCitation) -> Result<Citation, WireError> {
    Ok(Citation { text: library.cite(&request.id, &request.style)? })
}
