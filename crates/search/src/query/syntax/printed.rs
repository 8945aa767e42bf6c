//! A tree as text, in one way of writing everything.

use std::fmt;

use super::{Asked, Ending, Part, What};

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::All(parts) => all(f, parts),
            What::Any(parts) => any(f, parts),
            What::Not(part) => {
                f.write_str("-")?;
                bracketed(f, part, matches!(part.what, What::All(_) | What::Any(_) | What::Not(_)))
            }
            What::Word(text, ending) => write!(f, "{text}{}", ending.sign()),
            What::Phrase(text) => write!(f, "\"{text}\""),
            What::Field(asked) => write!(f, "{asked}"),
        }
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.is_quoted { "\"" } else { "" };
        write!(f, "{}:{}{quote}{}{quote}", self.field.as_str(), self.compare.sign(), self.value)
    }
}

impl Ending {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Open => "*",
            Self::Near => "~",
        }
    }
}

/// What ends a word that would be a field with the word behind it: `theme:`, `date>=`, in either width.
const LEADING: [char; 10] = [':', '：', '=', '＝', '<', '＜', '>', '＞', '≤', '≥'];

/// Parts side by side; one that would lead to what stands behind it is in brackets.
fn all(f: &mut fmt::Formatter<'_>, parts: &[Part]) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { " " })?;
        let leads = index + 1 < parts.len() && part.to_string().ends_with(LEADING);
        bracketed(f, part, leads || matches!(part.what, What::Any(_)))?;
    }
    Ok(())
}

fn any(f: &mut fmt::Formatter<'_>, parts: &[Part]) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { " OR " })?;
        bracketed(f, part, matches!(part.what, What::Any(_)))?;
    }
    Ok(())
}

fn bracketed(f: &mut fmt::Formatter<'_>, part: &Part, in_brackets: bool) -> fmt::Result {
    if in_brackets { write!(f, "({part})") } else { write!(f, "{part}") }
}
