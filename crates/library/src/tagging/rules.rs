//! Rules that give themes by themselves, when asked to; each tagging says what its rule found.

use std::collections::HashMap;

use model::Id;
use store::{Reading, Writing, rules::Reason};

use crate::{Library, Result, open::id, tagging::lexicon::Known};

/// Articles looked through in one write: it holds the lock for some milliseconds.
const AT_ONCE: u32 = 50;

/// What the rules of all themes found in one text.
pub(crate) type Hits = Vec<(Id, Reason)>;

/// What rules look for names in: the text, and the headline where the text lacks it.
pub(crate) fn searched<'a>(title: &str, text: &'a str) -> std::borrow::Cow<'a, str> {
    if text.contains(title) { text.into() } else { format!("{title}\n{text}").into() }
}

/// Looks for what the rules ask for in a text.
pub(crate) fn hits(known: &Known, text: &str) -> Hits {
    if known.rules.is_empty() {
        return Hits::new();
    }
    let found = known.finder.find(text).into_iter();
    let asked = found.filter(|found| known.rules.get(&found.theme).is_some_and(|least| found.count >= *least));
    asked.map(|found| (found.theme, Reason { count: found.count, forms: found.forms })).collect()
}

/// Gives an article what the rules found.
pub(crate) fn give(db: &Writing<'_>, article: Id, hits: &Hits) -> store::Result<u32> {
    let mut given = 0;
    for (theme, reason) in hits {
        given += u32::from(store::rules::tag(db, article, *theme, reason)?);
    }
    Ok(given)
}

impl Library {
    /// Gives a theme a rule: an article in which its names stand at least so often carries it. `None` takes the rule away.
    pub fn set_rule(&self, theme: &str, least: Option<u32>) -> Result<()> {
        let theme = self.theme(theme)?.id;
        self.write(|db| store::rules::put(db, theme, least.filter(|least| *least > 0)))
    }

    /// The rules, by theme.
    pub fn rules(&self) -> Result<HashMap<Id, u32>> {
        Ok(self.names()?.rules.clone())
    }

    /// Which themes of an item a rule gave, and why.
    pub fn reasons(&self, item: &str) -> Result<Vec<(Id, Reason)>> {
        let item = id(item, "item")?;
        self.read(|db| store::rules::reasons(db, item))
    }

    /// Looks through all articles with the rule of one theme; answers how many it gave the theme.
    pub fn apply_rule(&self, theme: &str) -> Result<u32> {
        let theme = self.theme(theme)?.id;
        let known = self.names()?;
        let (mut given, mut offset) = (0, 0);
        loop {
            let texts = self.read(|db| texts(db, offset))?;
            if texts.is_empty() {
                return Ok(given);
            }
            offset += AT_ONCE;
            let of_theme =
                |text: &str| -> Hits { hits(&known, text).into_iter().filter(|(found, _)| *found == theme).collect() };
            let found: Vec<(Id, Hits)> = texts.into_iter().map(|(id, text)| (id, of_theme(&text))).collect();
            if found.iter().any(|(_, hits)| !hits.is_empty()) {
                given += self.write(|db| {
                    found.iter().map(|(article, hits)| give(db, *article, hits)).sum::<store::Result<u32>>()
                })?;
            }
        }
    }
}

fn texts(db: &Reading<'_>, offset: u32) -> store::Result<Vec<(Id, String)>> {
    let filter = store::articles::Filter { offset, limit: AT_ONCE, ..store::articles::Filter::default() };
    let rows = store::articles::list(db, &filter)?.into_iter();
    rows.map(|row| {
        let text = store::captures::current_text(db, row.article.id)?.unwrap_or_default();
        Ok((row.article.id, searched(&row.article.title, &text).into_owned()))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use model::Drop;

    use crate::{Library, NewTheme, Role};

    fn clip(library: &Library, text: &str) -> String {
        let drop = Drop::Text { text: text.into(), url: None };
        library.clip(drop, &[])[0].id.unwrap().to_string()
    }

    #[test]
    fn a_theme_with_a_rule_is_given_and_says_which_names_did_it() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let new = NewTheme { name: "HBM".into(), aliases: vec!["高带宽内存".into()], ..NewTheme::default() };
        let theme = library.add_theme(&new).unwrap();
        let before = clip(&library, "HBM 良率上升。高带宽内存仍缺货，HBM 价格上调。");
        assert_eq!(library.reasons(&before).unwrap(), []);
        library.set_rule("HBM", Some(2)).unwrap();
        let (after, once) =
            (clip(&library, "高带宽内存的产能，与 HBM4 之外的 HBM 需求。"), clip(&library, "HBM 只提到一次。"));
        let reasons = library.reasons(&after).unwrap();
        assert_eq!(reasons.iter().map(|(id, reason)| (*id, reason.count)).collect::<Vec<_>>(), [(theme.id, 2)]);
        assert_eq!(reasons[0].1.forms, ["HBM", "高带宽内存"]);
        assert_eq!(library.reasons(&once).unwrap(), []);
        assert_eq!(library.apply_rule("HBM").unwrap(), 1);
        assert_eq!(library.reasons(&before).unwrap().len(), 1);
        library.untag(&[before], &["HBM".into()]).unwrap();
        assert_eq!(library.apply_rule("HBM").unwrap(), 0);
    }
}
