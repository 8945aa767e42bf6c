//! Rules that give themes by themselves, when asked to; each tagging says what its rule found.

use std::borrow::Cow;

use model::{Id, ItemKind};
use store::{
    Touched, Writing,
    rules::{Reason, Text},
};

use crate::{Library, Result, open::id, tagging::lexicon::Known};

/// Items looked through at once: a tenth of a second for long articles.
const AT_ONCE: u32 = 50;
/// What rules look through, in that order.
const KINDS: [ItemKind; 3] = [ItemKind::Article, ItemKind::Quote, ItemKind::Note];

/// What the rules of all themes found in one item.
pub(crate) type Hits = Vec<(Id, Reason)>;

/// What a rule gives its theme to, and why.
pub(crate) type Finds = Vec<(Touched, Reason)>;

/// How often a theme's names must stand in an item of this kind: a quote is a sentence or two, so that one mention is enough.
fn least_in(kind: ItemKind, rule: u32) -> u32 {
    if kind == ItemKind::Quote { 1 } else { rule }
}

/// What rules look for names in: the text, and the headline where the text lacks it.
fn searched<'a>(title: &str, text: &'a str) -> Cow<'a, str> {
    if text.contains(title) { text.into() } else { format!("{title}\n{text}").into() }
}

/// Looks for what the rules ask for in an item: the headline and text of an article, the words of a quote and the
/// comment on it, the title and body of a note.
pub(crate) fn hits(known: &Known, kind: ItemKind, title: &str, text: &str) -> Hits {
    if known.rules.is_empty() {
        return Hits::new();
    }
    let asked = |theme: &Id, count: u32| known.rules.get(theme).is_some_and(|rule| count >= least_in(kind, *rule));
    let found = known.finder.find(&searched(title, text)).into_iter();
    let enough = found.filter(|found| asked(&found.theme, found.count));
    enough.map(|found| (found.theme, Reason { count: found.count, forms: found.forms })).collect()
}

/// Gives an item what the rules found.
pub(crate) fn give(db: &Writing<'_>, item: Touched, hits: &Hits) -> store::Result<()> {
    for (theme, reason) in hits {
        store::rules::tag(db, item, *theme, reason)?;
    }
    Ok(())
}

/// Gives a theme to all that its rule found; answers how many had neither the theme nor refused it.
pub(crate) fn give_all(db: &Writing<'_>, theme: Id, finds: &Finds) -> store::Result<u32> {
    let mut given = 0;
    for (item, reason) in finds {
        given += u32::from(store::rules::tag(db, *item, theme, reason)?);
    }
    Ok(given)
}

/// How far a rule has looked through the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Walk {
    /// The number of its kind in [`KINDS`].
    pub(crate) kind: usize,
    /// The last item of that kind.
    pub(crate) after: Option<Id>,
    /// Items looked at.
    pub(crate) seen: u32,
}

impl Walk {
    /// Looks at the next items with the rule of one theme; `None` when all were looked at.
    pub(crate) fn next(self, library: &Library, known: &Known, theme: Id) -> Result<Option<(Self, Finds)>> {
        let Some(kind) = KINDS.get(self.kind).copied() else { return Ok(None) };
        let texts = library.read(|db| store::rules::texts(db, kind, self.after, AT_ONCE))?;
        let Some(last) = texts.last() else {
            return Self { kind: self.kind + 1, after: None, ..self }.next(library, known, theme);
        };
        let seen = self.seen + u32::try_from(texts.len()).unwrap_or(AT_ONCE);
        let next = Self { kind: self.kind, after: Some(last.id), seen };
        let of_theme = |Text { id, title, text }: &Text| {
            let reason = hits(known, kind, title, text).into_iter().find(|(found, _)| *found == theme)?.1;
            Some((Touched { kind, id: *id }, reason))
        };
        Ok(Some((next, texts.iter().filter_map(of_theme).collect())))
    }
}

impl Library {
    /// Gives a theme a rule: an article or a note in which its names stand at least so often carries it, and a quote that
    /// names it at all. `None` takes the rule away.
    pub fn set_rule(&self, theme: &str, least: Option<u32>) -> Result<()> {
        let theme = self.theme(theme)?.id;
        self.write(|db| store::rules::put(db, theme, least.filter(|least| *least > 0)))
    }

    /// Which themes of an item a rule gave, and why.
    pub fn reasons(&self, item: &str) -> Result<Vec<(Id, Reason)>> {
        let item = id(item, "item")?;
        self.read(|db| store::rules::reasons(db, item))
    }

    /// Looks through everything with the rule of one theme, at once; answers how many items it gave the theme.
    pub fn apply_rule(&self, theme: &str) -> Result<u32> {
        let theme = self.theme(theme)?.id;
        let known = self.names()?;
        let (mut walk, mut given) = (Walk::default(), 0);
        while let Some((next, finds)) = walk.next(self, &known, theme)? {
            if !finds.is_empty() {
                given += self.write(|db| give_all(db, theme, &finds))?;
            }
            walk = next;
        }
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use model::{Colour, Drop};

    use crate::{Library, NewQuote, NewTheme, NoteEdit, Passage, Role};

    fn clip(library: &Library, text: &str) -> String {
        let drop = Drop::Text { text: text.into(), url: None };
        library.clip(drop, &[])[0].id.unwrap().to_string()
    }

    #[test]
    fn quotes_and_notes_are_given_a_theme_by_its_rule_and_by_looking_through() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        library.add_theme(&NewTheme { name: "HBM".into(), ..NewTheme::default() }).unwrap();
        let article = clip(&library, "良率上升。HBM 仍缺货，价格上调。");
        let quote = |text: &str| {
            let passage = Passage::Words { text: text.into(), occurrence: 1 };
            let new = NewQuote {
                article: article.clone(),
                passage,
                speaker: None,
                comment: None,
                colour: Colour::new(1),
                themes: Vec::new(),
            };
            library.add_quote(new).unwrap().quote.id.to_string()
        };
        let note = |body: &str| library.add_note("周记".into(), body.into(), None).unwrap().note.id.to_string();
        let reasons =
            |item: &str| library.reasons(item).unwrap().into_iter().map(|(_, why)| why.count).collect::<Vec<_>>();
        let (early_quote, early_note) = (quote("HBM 仍缺货"), note("HBM，还是 HBM。"));
        library.set_rule("HBM", Some(2)).unwrap();
        assert_eq!(reasons(&quote("良率上升")), [] as [u32; 0]);
        assert_eq!(reasons(&quote("HBM 仍")), [1]);
        let late = note("只说一次 HBM");
        assert_eq!(reasons(&late), [] as [u32; 0]);
        let edit = NoteEdit { body: Some("HBM 与 HBM".into()), title: None };
        library.edit_note(&late, &edit).unwrap();
        assert_eq!(reasons(&late), [2]);
        assert_eq!(library.apply_rule("HBM").unwrap(), 2);
        assert_eq!((reasons(&early_quote), reasons(&early_note)), (vec![1], vec![2]));
        library.untag(std::slice::from_ref(&late), &["HBM".into()]).unwrap();
        library.edit_note(&late, &NoteEdit { body: Some("HBM、HBM、HBM".into()), title: None }).unwrap();
        assert_eq!(reasons(&late), [] as [u32; 0], "what was taken off came back");
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
