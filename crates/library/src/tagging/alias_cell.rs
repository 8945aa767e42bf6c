//! The aliases of a theme in a cell of a table: `HBM|高带宽内存|ARM{case context}`.

use model::Alias;

/// What parts the aliases of a cell.
const PART: char = '|';
/// What protects a part or a brace that belongs to a form.
const ESCAPE: char = '\\';

/// The aliases of a cell.
pub(super) fn aliases(cell: &str) -> Vec<Alias> {
    let mut escaped = false;
    let part_here = |c: char| {
        let parts = c == PART && !escaped;
        escaped = c == ESCAPE && !escaped;
        parts
    };
    cell.split(part_here).filter_map(|part| alias(part.trim())).collect()
}

/// One alias with its rules: `case`, `part` (also inside a word), `context`.
fn alias(part: &str) -> Option<Alias> {
    let braced = part.strip_suffix('}').filter(|before| !ends_escaped(before));
    let (form, rules) = braced.and_then(|part| part.rsplit_once('{')).unwrap_or((part, ""));
    let has = |rule: &str| rules.split_whitespace().any(|word| word == rule);
    let form = unescaped(form.trim());
    (!form.is_empty()).then(|| Alias {
        form,
        lang: None,
        match_case: has("case"),
        whole_word: !has("part"),
        ambiguous: has("context"),
    })
}

/// Whether what follows `text` is protected.
fn ends_escaped(text: &str) -> bool {
    text.chars().rev().take_while(|c| *c == ESCAPE).count() % 2 == 1
}

fn unescaped(form: &str) -> String {
    let mut chars = form.chars();
    let mut plain = String::with_capacity(form.len());
    while let Some(c) = chars.next() {
        plain.extend(if c == ESCAPE { chars.next() } else { Some(c) });
    }
    plain
}

/// An alias as it stands in a cell, its signs protected.
pub(super) fn cell_of(alias: &Alias) -> String {
    let escaped = alias.form.chars().flat_map(|c| [matches!(c, PART | ESCAPE | '{' | '}').then_some(ESCAPE), Some(c)]);
    let form: String = escaped.flatten().collect();
    let rules = [(alias.match_case, "case"), (!alias.whole_word, "part"), (alias.ambiguous, "context")];
    let words: Vec<&str> = rules.into_iter().filter_map(|(holds, word)| holds.then_some(word)).collect();
    if words.is_empty() { form } else { format!("{form}{{{}}}", words.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_alias_survives_its_cell(form in r"[\\|{}a-zA-Z台积 ]{0,12}[a-z|{}\\]", rules in any::<[bool; 3]>()) {
            let [match_case, whole_word, ambiguous] = rules;
            let form = form.trim().to_owned();
            let written = Alias { form, lang: None, match_case, whole_word, ambiguous };
            let read = aliases(&format!("x|{}|y", cell_of(&written)));
            prop_assert_eq!(read.get(1), Some(&written));
        }
    }
}
