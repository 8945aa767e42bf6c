//! Which themes a text speaks of: every name and alias looked for in one pass (Aho and Corasick, 1975).

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use model::{Id, Theme};

/// How many other themes a text must speak of for an ambiguous form to be taken for a name: one may be chance.
const CONTEXT_THEMES: usize = 2;

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
    ambiguous: bool,
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
        self.keep_certain(&mut counts);
        let mut suggestions: Vec<Suggestion> =
            counts.into_iter().map(|(theme, by_form)| self.suggestion(theme, by_form)).collect();
        suggestions.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.forms.cmp(&b.forms)));
        suggestions
    }

    /// Drops ambiguous forms that stand without context: no certain form of their theme, nor certain forms of
    /// [`CONTEXT_THEMES`] others.
    fn keep_certain(&self, counts: &mut HashMap<Id, HashMap<usize, u32>>) {
        let is_certain = |by_form: &HashMap<usize, u32>| by_form.keys().any(|number| !self.forms[*number].ambiguous);
        if counts.values().filter(|by_form| is_certain(by_form)).count() < CONTEXT_THEMES {
            counts.retain(|_, by_form| is_certain(by_form));
        }
    }

    fn suggestion(&self, theme: Id, by_form: HashMap<usize, u32>) -> Suggestion {
        let count = by_form.values().sum();
        let mut numbers: Vec<usize> = by_form.into_keys().collect();
        numbers.sort_unstable();
        Suggestion { theme, count, forms: numbers.into_iter().map(|number| self.forms[number].text.clone()).collect() }
    }
}

fn forms_of(theme: &Theme) -> Vec<Form> {
    let name =
        Form { theme: theme.id, text: theme.name.clone(), match_case: false, whole_word: true, ambiguous: false };
    let aliases = theme.aliases.iter().map(|alias| Form {
        theme: theme.id,
        text: alias.form.clone(),
        match_case: alias.match_case,
        whole_word: alias.whole_word,
        ambiguous: alias.ambiguous,
    });
    std::iter::once(name).chain(aliases).collect()
}

impl Form {
    fn stands_at(&self, text: &str, start: usize, end: usize) -> bool {
        let capital_fits = |(asked, found): (char, char)| !asked.is_uppercase() || asked == found;
        let case_fits = !self.match_case || self.text.chars().zip(text[start..end].chars()).all(capital_fits);
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
                    ambiguous: false,
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
    fn capitals_of_a_form_are_asked_for_and_small_letters_are_not() {
        let finder = Finder::new(&[theme("Arm Holdings", &[("Arm", true)])]);
        assert_eq!(finder.find("Arm 与 ARM 架构")[0].count, 2);
        assert!(finder.find("an arm").is_empty());
    }

    #[test]
    fn an_ordinary_word_is_a_name_only_beside_other_names() {
        let mut onsemi = theme("安森美", &[("onsemi", false), ("ON", true)]);
        onsemi.aliases[1].ambiguous = true;
        let finder = Finder::new(&[onsemi.clone(), theme("英飞凌", &[]), theme("碳化硅", &[])]);
        assert!(finder.find("TURN IT ON").is_empty());
        assert!(finder.find("ON THE ROAD，英飞凌").iter().all(|found| found.theme != onsemi.id));
        assert_eq!(finder.find("onsemi (ON) 涨").first().map(|found| (found.theme, found.count)), Some((onsemi.id, 2)));
        assert!(finder.find("英飞凌、ON 的碳化硅").iter().any(|found| found.theme == onsemi.id));
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
