//! The names of all themes, ready to be looked for: kept until a theme changes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use model::{Id, Theme, ThemeKind};
use search::{Lexicon, LexiconTheme};

use crate::{Library, Result, tagging::suggest::Finder};

/// All themes, and what finds their names.
pub(crate) struct Known {
    pub(crate) themes: HashMap<Id, Theme>,
    pub(crate) finder: Finder,
    pub(crate) lexicon: Lexicon,
    /// How often a theme's names must stand in an article for its rule to give it.
    pub(crate) rules: HashMap<Id, u32>,
}

impl Known {
    pub(crate) fn theme(&self, id: Id) -> Option<&Theme> {
        self.themes.get(&id)
    }
}

/// The themes as they were last read.
#[derive(Default)]
pub(crate) struct Names(Mutex<Option<Arc<Known>>>);

impl Names {
    /// A theme changed.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Library {
    pub(crate) fn names(&self) -> Result<Arc<Known>> {
        let kept = self.inner().names.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = kept {
            return Ok(known);
        }
        let (themes, rules) = self.read(|db| Ok((store::themes::list(db)?, store::rules::list(db)?)))?;
        let known = Arc::new(Known {
            finder: Finder::new(&themes),
            lexicon: lexicon(&themes),
            rules: rules.into_iter().collect(),
            themes: themes.into_iter().map(|theme| (theme.id, theme)).collect(),
        });
        *self.inner().names.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        Ok(known)
    }

    /// The themes with these ids, for those who show them.
    pub fn themes_of(&self, ids: &[Id]) -> Result<Vec<Theme>> {
        let known = self.names()?;
        Ok(ids.iter().filter_map(|id| known.theme(*id).cloned()).collect())
    }
}

fn lexicon(themes: &[Theme]) -> Lexicon {
    let named = |theme: &Theme| LexiconTheme {
        id: theme.id,
        parent: theme.parent,
        is_person: theme.kind == ThemeKind::Person,
        forms: std::iter::once(&theme.name).chain(theme.aliases.iter().map(|alias| &alias.form)).cloned().collect(),
    };
    Lexicon::new(themes.iter().map(named).collect())
}
