//! The names of themes, so that one name finds what is written under another.

use std::collections::{HashMap, HashSet};

use model::Id;

use crate::analysis::{Needle, sounds_of_name};

/// One theme as the lexicon takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconTheme {
    /// The theme.
    pub id: Id,
    /// The theme it lies under.
    pub parent: Option<Id>,
    /// Its name, then its aliases.
    pub forms: Vec<String>,
    /// Whether it is a person.
    pub is_person: bool,
}

/// All names of all themes. Made once per change of the themes, shared by searches.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    themes: Vec<LexiconTheme>,
    by_form: HashMap<Needle, Vec<usize>>,
    /// By syllables and by first letters.
    by_sound: HashMap<String, Vec<usize>>,
    children: HashMap<Id, Vec<Id>>,
    words_max: usize,
}

impl Lexicon {
    /// The lexicon of these themes; forms that fold to nothing are left out.
    pub fn new(themes: Vec<LexiconTheme>) -> Self {
        let mut lexicon = Self::default();
        for (position, theme) in themes.iter().enumerate() {
            for form in &theme.forms {
                let Some(needle) = Needle::exact(form) else { continue };
                lexicon.words_max = lexicon.words_max.max(form.split_whitespace().count());
                for sound in sounds_of_name(&needle) {
                    lexicon.by_sound.entry(sound).or_default().push(position);
                }
                lexicon.by_form.entry(needle).or_default().push(position);
            }
            if let Some(parent) = theme.parent {
                lexicon.children.entry(parent).or_default().push(theme.id);
            }
        }
        lexicon.themes = themes;
        lexicon
    }

    /// The themes with this name or alias, script, width and case aside.
    pub fn find(&self, name: &str) -> Vec<Id> {
        let found = Needle::exact(name).and_then(|needle| self.by_form.get(&needle));
        found.into_iter().flatten().map(|position| self.themes[*position].id).collect()
    }

    /// These themes and all below them.
    pub fn with_descendants(&self, themes: &[Id]) -> Vec<Id> {
        let mut seen: HashSet<Id> = HashSet::new();
        let mut waiting = themes.to_vec();
        while let Some(theme) = waiting.pop() {
            if seen.insert(theme) {
                waiting.extend(self.children.get(&theme).into_iter().flatten());
            }
        }
        let mut all: Vec<Id> = seen.into_iter().collect();
        all.sort_unstable();
        all
    }

    /// The themes whose name or alias sounds as a word is spelt, as syllables or as first letters.
    pub(crate) fn sounding_themes(&self, word: &str) -> Vec<Id> {
        self.by_sound.get(word).into_iter().flatten().map(|position| self.themes[*position].id).collect()
    }

    /// The other names of the themes that `needle` names, each as a needle, at most `most`.
    pub(crate) fn other_forms(&self, needle: &Needle, most: usize) -> Vec<Needle> {
        self.other_forms_where(|_| true, needle, most)
    }

    /// The other names of the persons that `needle` names, each as a needle, at most `most`.
    pub(crate) fn other_forms_of_person(&self, needle: &Needle, most: usize) -> Vec<Needle> {
        self.other_forms_where(|theme| theme.is_person, needle, most)
    }

    fn other_forms_where(&self, fits: impl Fn(&LexiconTheme) -> bool, needle: &Needle, most: usize) -> Vec<Needle> {
        let mut others: Vec<Needle> = Vec::new();
        let named = self.by_form.get(needle).into_iter().flatten().map(|position| &self.themes[*position]);
        for theme in named.filter(|theme| fits(theme)) {
            for form in theme.forms.iter().filter_map(|form| Needle::exact(form)) {
                if form != *needle && !others.contains(&form) {
                    others.push(form);
                }
            }
        }
        others.truncate(most);
        others
    }

    /// The names of the themes that sound as a word is spelt, as syllables or as first letters, at most `most`.
    pub(crate) fn sounding(&self, word: &str, most: usize) -> Vec<Needle> {
        let themes = self.by_sound.get(word).into_iter().flatten();
        let mut forms: Vec<Needle> = Vec::new();
        for form in themes.flat_map(|position| &self.themes[*position].forms).filter_map(|form| Needle::exact(form)) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms.truncate(most);
        forms
    }

    /// The number of words of the longest name.
    pub(crate) fn words_max(&self) -> usize {
        self.words_max
    }
}
