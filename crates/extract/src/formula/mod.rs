//! Formulas in MathML: their TeX source, what they show written as TeX, or at least their characters.

mod mathml;

use crate::clean::escape;

/// A formula longer than this is data, not something to read.
const FORMULA_BYTES_MAX: usize = 20_000;

/// A `<code>` element with the source of a formula: its TeX annotation, its alternative text, or its elements as TeX.
pub(crate) fn source_of(tag: &str, contents: &str) -> String {
    if contents.len() > FORMULA_BYTES_MAX {
        return String::new();
    }
    if let Some(source) = annotation(contents) {
        return code(source);
    }
    if let Some(source) = attribute(tag, "alttext") {
        return code(source);
    }
    match mathml::tex(contents) {
        Some(source) => tex(&source),
        None => code(&without_tags(contents)),
    }
}

/// Wraps source that is HTML already, references and all.
fn code(source: &str) -> String {
    let source = source.trim().replace('<', "&lt;");
    if source.is_empty() { String::new() } else { format!("<code>{source}</code>") }
}

fn annotation(contents: &str) -> Option<&str> {
    let at = contents.find("application/x-tex")?;
    let from = at + contents[at..].find('>')? + 1;
    let end = contents[from..].find("</annotation")?;
    Some(&contents[from..from + end]).filter(|source| !source.trim().is_empty())
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag[tag.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = &value[1..];
    value.find(quote).map(|end| &value[..end]).filter(|source| !source.trim().is_empty())
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A formula given as TeX in a script or a data attribute, as an element of its own.
pub(crate) fn tex(source: &str) -> String {
    code(&escape(source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_source_wins() {
        let annotated =
            "<semantics><mi>a</mi><annotation encoding=\"application/x-tex\">a &lt; b</annotation></semantics>";
        assert_eq!(source_of("<math>", annotated), "<code>a &lt; b</code>");
        assert_eq!(source_of("<math alttext=\"\\frac12\">", "<mi>x</mi>"), "<code>\\frac12</code>");
        assert_eq!(source_of("<math>", "<mi>x</mi><mo>=</mo><mn>1</mn>"), "<code>x=1</code>");
        assert_eq!(source_of("<math>", "<mo>&lt;</mo><msup><mi>x</mi><mn>2</mn></msup>"), "<code>&lt;x^2</code>");
        assert_eq!(source_of("<math>", ""), "");
    }
}
