//! Which themes a text speaks of: every name and alias looked for in one pass (Aho and Corasick, 1975).

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use model::{Id, Theme};

/// A theme found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The theme.
    pub theme: Id,
    /// The forms that were found, as the theme writes them.
    pub forms: Vec<String>,
    /// How often.
    pub count: u32,
}

/// Looks for the names and aliases of themes in texts.
#[derive(Debug)]
pub(crate) struct Finder {
    forms: Vec<Form>,
    automaton: Option<AhoCorasick>,
}

#[derive(Debug)]
struct Form {
    theme: Id,
    text: String,
    match_case: bool,
    whole_word: bool,
}

impl Finder {
    /// Makes a finder for all names and aliases of `themes`.
    pub(crate) fn new(themes: &[Theme]) -> Self {
        let forms: Vec<Form> = themes.iter().flat_map(forms_of).filter(|form| !form.text.trim().is_empty()).collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(forms.iter().map(|form| form.text.as_str()))
            .ok();
        Self { forms, automaton }
    }

    /// The themes whose names stand in `text`, most frequent first.
    pub(crate) fn find(&self, text: &str) -> Vec<Suggestion> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut counts: HashMap<Id, HashMap<usize, u32>> = HashMap::new();
        for found in automaton.find_overlapping_iter(text) {
            let number = found.pattern().as_usize();
            let form = &self.forms[number];
            if form.stands_at(text, found.start(), found.end()) {
                *counts.entry(form.theme).or_default().entry(number).or_default() += 1;
            }
        }
        let mut suggestions: Vec<Suggestion> =
            counts.into_iter().map(|(theme, by_form)| self.suggestion(theme, by_form)).collect();
        suggestions.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.forms.cmp(&b.forms)));
        suggestions
    }

    fn suggestion(&self, theme: Id, by_form: HashMap<usize, u32>) -> Suggestion {
        let count = by_form.values().sum();
        let mut numbers: Vec<usize> = by_form.into_keys().collect();
        numbers.sort_unstable();
        Suggestion { theme, count, forms: numbers.into_iter().map(|number| self.forms[number].text.clone()).collect() }
    }
}

fn forms_of(theme: &Theme) -> Vec<Form> {
    let name = Form { theme: theme.id, text: theme.name.clone(), match_case: false, whole_word: true };
    let aliases = theme.aliases.iter().map(|alias| Form {
        theme: theme.id,
        text: alias.form.clone(),
        match_case: alias.match_case,
        whole_word: alias.whole_word,
    });
    std::iter::once(name).chain(aliases).collect()
}

impl Form {
    fn stands_at(&self, text: &str, start: usize, end: usize) -> bool {
        let case_fits = !self.match_case || text[start..end] == *self.text;
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let first = self.text.chars().next();
        let last = self.text.chars().next_back();
        case_fits && (!self.whole_word || (!joined(before, first) && !joined(last, after)))
    }
}

/// Whether two neighbours belong to one Latin word or number; Han characters never do.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && (c as u32) < 0x2e80);
    latin(left) && latin(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Alias, ThemeKind, Timestamp};

    fn theme(name: &str, aliases: &[(&str, bool)]) -> Theme {
        Theme {
            id: Id::new(),
            name: name.into(),
            kind: ThemeKind::Topic,
            parent: None,
            colour: 1,
            description: None,
            aliases: aliases
                .iter()
                .map(|(form, match_case)| Alias {
                    form: (*form).into(),
                    lang: None,
                    match_case: *match_case,
                    whole_word: true,
                })
                .collect(),
            created_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn both_languages_count_as_one_theme() {
        let hbm = theme("HBM", &[("高带宽内存", false), ("high bandwidth memory", false)]);
        let found = Finder::new(std::slice::from_ref(&hbm))
            .find("HBM良率上升，高带宽内存仍缺货。High Bandwidth Memory is short; hbm4 is not HBM.");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].count, 4);
        assert_eq!(found[0].forms, ["HBM", "高带宽内存", "high bandwidth memory"]);
    }

    #[test]
    fn case_and_word_rules_hold() {
        let arm = theme("Arm Holdings", &[("ARM", true)]);
        let finder = Finder::new(&[arm]);
        assert!(finder.find("He broke an arm in a farm; CHARM").is_empty());
        assert_eq!(finder.find("ARM架构").len(), 1);
    }

    #[test]
    fn a_longer_name_does_not_hide_a_shorter_one() {
        let finder = Finder::new(&[theme("AI", &[]), theme("AI 服务器", &[])]);
        assert_eq!(finder.find("AI 服务器出货").len(), 2);
    }

    #[test]
    fn no_themes_find_nothing() {
        assert!(Finder::new(&[]).find("HBM").is_empty());
    }
}
