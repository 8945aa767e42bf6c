//! The word at the cursor, for completing it.

use crate::analysis::Needle;

use super::{
    fields::FieldName,
    syntax::{self, Part, What},
};

/// What stands at the cursor, and may be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its first character in the query.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// The field it is a value of.
    pub field: Option<&'static str>,
    /// Whether it is excluded.
    pub negated: bool,
    /// What is typed of the word or value.
    pub typed: String,
}

/// A value that a field is offered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The word that the query takes.
    pub word: &'static str,
    /// How it is said in Chinese.
    pub chinese: &'static str,
}

/// What a person is in the middle of typing; `None` between words. The cursor is counted in characters.
pub fn unfinished(query: &str, cursor: u32) -> Option<Unfinished> {
    let end = query.char_indices().nth(cursor as usize).map_or(query.len(), |(at, _)| at);
    let text = query.get(..end)?;
    let root = syntax::read(text).root;
    let (part, negated) = last(&root, false)?;
    if part.span.end != text.len() || text.ends_with(syntax::is_space) {
        return None;
    }
    let (field, typed) = match &part.what {
        What::Field(asked) => (Some(asked.field), asked.value.clone()),
        What::Word(..) => begun(&text[part.span.clone()]),
        _ => return None,
    };
    Some(Unfinished {
        start: model::char_len(&text[..part.span.start]),
        end: cursor.min(model::char_len(query)),
        field: field.map(FieldName::as_str),
        negated,
        typed,
    })
}

/// The last leaf of a tree, and whether it is excluded.
fn last(part: &Part, negated: bool) -> Option<(&Part, bool)> {
    match &part.what {
        What::All(parts) | What::Any(parts) => last(parts.last()?, negated),
        What::Not(part) => last(part, true),
        _ => Some((part, negated)),
    }
}

/// A word as a field whose value is still to come, or as itself.
fn begun(typed: &str) -> (Option<FieldName>, String) {
    let named = typed.split_once([':', '：']).filter(|(_, value)| value.chars().all(|c| matches!(c, '"' | '“')));
    match named.and_then(|(name, _)| FieldName::from_word(name)) {
        Some(field) => (Some(field), String::new()),
        None => (None, typed.to_owned()),
    }
}

/// The fields that are offered for what is typed: the name that begins so, and the name it is printed with.
pub fn fields_beginning_with(typed: &str) -> Vec<(&'static str, &'static str)> {
    FieldName::beginning_with(typed).map(|(field, name)| (field.as_str(), name)).collect()
}

/// The values that a field can only have, or mostly has, as far as they begin with what is typed in either language.
pub fn values_beginning_with(field: &str, typed: &str) -> Vec<Offered> {
    let typed = typed.trim().to_lowercase();
    let values = FieldName::from_word(field).map_or(&[] as &[_], FieldName::values);
    let fits = |word: &str, names: &[&str]| word.starts_with(&typed) || names.iter().any(|n| n.starts_with(&typed));
    let offered = |(word, names): &(&'static str, &'static [&'static str])| {
        fits(word, names).then(|| Offered { word, chinese: names.first().copied().unwrap_or_default() })
    };
    values.iter().filter_map(offered).collect()
}

/// A text in the one form that all its spellings share, for comparing names: case, width, script and accents aside.
pub fn folded(text: &str) -> String {
    Needle::exact(text).map(|needle| needle.key()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, cursor: u32, expected: Option<(u32, u32, Option<&str>, &str)>) {
        let found = unfinished(query, cursor);
        let found = found.as_ref().map(|u| (u.start, u.end, u.field, u.typed.as_str()));
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn the_word_at_the_cursor() {
        check("良率 the", 6, Some((3, 6, None, "the")));
        check("良率 theme:", 9, Some((3, 9, Some("theme"), "")));
        check("良率 主题：H", 7, Some((3, 7, Some("theme"), "H")));
        check("site:\"财联 社", 10, Some((0, 10, Some("site"), "财联 社")));
        check("a site:财 b", 8, Some((2, 8, Some("site"), "财")));
        check("a ", 2, None);
        check("", 0, None);
        check("\"a b", 4, None);
        assert!(unfinished("-theme:H", 8).is_some_and(|u| u.negated && u.start == 1));
    }

    #[test]
    fn fields_and_values_are_offered_in_both_languages() {
        assert_eq!(fields_beginning_with("th"), [("theme", "theme")]);
        assert_eq!(fields_beginning_with("主"), [("theme", "主题")]);
        assert_eq!(values_beginning_with("is", "未").first().map(|offered| offered.word), Some("unread"));
        assert_eq!(values_beginning_with("kind", "").len(), 3);
        assert!(values_beginning_with("theme", "").is_empty());
    }
}
