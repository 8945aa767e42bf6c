//! Themes: made, renamed, nested, merged; found by any of their names.

use std::collections::BTreeSet;

use model::{Alias, Id, ItemKind, TaggedBy, Tagging, TaggingState, Theme, ThemeKind, Timestamp};
use store::{Reading, Writing, themes::fold};

use crate::{Error, Library, Result, Suggestion, articles::cleared};

/// Colours of themes, tokens of the appearance.
pub(crate) const COLOURS: u8 = 8;
/// Weeks that a theme's strip of counts shows.
const WEEKS: u32 = 12;
/// Publications that a theme's page names: more than a person reads.
const SOURCES_MAX: u32 = 60;

/// A theme with its counts.
#[derive(Clone, Debug)]
pub struct ThemeView {
    /// The theme.
    pub theme: Theme,
    /// How many articles, quotes and notes carry it or a theme below it.
    pub count: u32,
    /// Articles carrying it, by week, oldest first.
    pub weeks: Vec<u32>,
    /// How often its names must stand in an article for its rule to give it.
    pub rule: Option<u32>,
}

/// A theme to be made.
#[derive(Clone, Debug, Default)]
pub struct NewTheme {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub kind: Option<ThemeKind>,
    /// Id, name or alias of the theme it lies under; made when it is not there.
    pub parent: Option<String>,
    /// Its colour, `1..=8`; the next one unless named.
    pub colour: Option<u8>,
    /// What it means.
    pub description: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// An edit: what is `None` stays; an empty text clears.
#[derive(Clone, Debug, Default)]
pub struct ThemeEdit {
    /// A new name.
    pub name: Option<String>,
    /// What it stands for.
    pub kind: Option<ThemeKind>,
    /// Id, name or alias of the theme it lies under.
    pub parent: Option<String>,
    /// Its colour, `1..=8`.
    pub colour: Option<u8>,
    /// What it means.
    pub description: Option<String>,
    /// All its other names.
    pub aliases: Option<Vec<Alias>>,
}

impl Library {
    /// All themes with their counts, parents before children, in order of name.
    pub fn themes(&self) -> Result<Vec<ThemeView>> {
        self.read(|db| {
            let counts = store::taggings::counts(db)?;
            let weeks = store::taggings::weeks(db, Timestamp::now(), WEEKS)?;
            let rules = store::rules::list(db)?;
            let view = |theme: Theme| ThemeView {
                rule: rules.get(&theme.id).copied(),
                count: counts.get(&theme.id).copied().unwrap_or_default(),
                weeks: weeks.get(&theme.id).cloned().unwrap_or_else(|| vec![0; WEEKS as usize]),
                theme,
            };
            Ok(store::themes::list(db)?.into_iter().map(view).collect())
        })
    }

    /// The publications that write about a theme, with how many articles each has; the most first.
    pub fn theme_sources(&self, named: &str) -> Result<Vec<(String, u32)>> {
        let id = self.theme(named)?.id;
        self.read(|db| store::articles::sources_of_theme(db, id, SOURCES_MAX))
    }

    /// The theme with this id, name or alias.
    pub fn theme(&self, named: &str) -> Result<Theme> {
        self.read(|db| find(db, named))?.ok_or(Error::NotFound("theme"))
    }

    /// Makes a theme; one with that name gets what is new and keeps the rest.
    pub fn add_theme(&self, new: &NewTheme) -> Result<Theme> {
        self.write(|db| {
            let parent = new.parent.as_deref().map(|parent| find_or_add(db, parent)).transpose()?;
            let mut theme = match find(db, &new.name)? {
                Some(known) => known,
                None => add(db, &new.name)?,
            };
            theme.kind = new.kind.unwrap_or(theme.kind);
            theme.parent = parent.or(theme.parent);
            theme.colour = new.colour.map_or(theme.colour, |colour| colour.clamp(1, COLOURS));
            theme.description = new.description.clone().or(theme.description);
            let mut known: BTreeSet<String> =
                theme.aliases.iter().map(|alias| &alias.form).chain([&theme.name]).map(|form| fold(form)).collect();
            let fresh = new.aliases.iter().map(|form| form.trim());
            let fresh = fresh.filter(|form| !form.is_empty() && known.insert(fold(form)));
            theme.aliases.extend(fresh.map(alias));
            store::themes::put(db, &theme)?;
            store::themes::get(db, theme.id)
        })
    }

    /// Changes a theme. The former name of a person stays as an alias: quotes have it.
    pub fn edit_theme(&self, named: &str, edit: &ThemeEdit) -> Result<Theme> {
        let id = self.theme(named)?.id;
        let parent = match edit.parent.as_deref() {
            None => None,
            Some("") => Some(None),
            Some(parent) => Some(Some(self.theme(parent)?.id)),
        };
        self.write(|db| {
            let mut theme = store::themes::get(db, id)?;
            let former = theme.name.clone();
            if let Some(name) = edit.name.clone().and_then(cleared) {
                admit(db, id, &name)?;
                theme.name = name;
            }
            theme.kind = edit.kind.unwrap_or(theme.kind);
            theme.parent = parent.unwrap_or(theme.parent);
            theme.colour = edit.colour.map_or(theme.colour, |colour| colour.clamp(1, COLOURS));
            theme.description = edit.description.clone().map_or(theme.description, cleared);
            theme.aliases = edit.aliases.clone().unwrap_or(theme.aliases);
            let is_known = |theme: &Theme| theme.aliases.iter().any(|alias| fold(&alias.form) == fold(&former));
            if theme.kind == ThemeKind::Person && !is_known(&theme) {
                theme.aliases.push(alias(&former));
            }
            // An alias that becomes the name is an alias no more.
            theme.aliases.retain(|alias| fold(&alias.form) != fold(&theme.name));
            store::themes::put(db, &theme)?;
            store::themes::get(db, id)
        })
    }

    /// Makes `from` an alias of `into`; what carried it carries `into`.
    pub fn merge_themes(&self, from: &str, into: &str) -> Result<Theme> {
        let (from, into) = (self.theme(from)?.id, self.theme(into)?.id);
        if from == into {
            return Err(Error::SameTheme);
        }
        self.write(|db| store::themes::merge(db, from, into))
    }

    /// Removes a theme; what carried it stays.
    pub fn remove_theme(&self, named: &str) -> Result<Id> {
        let id = self.theme(named)?.id;
        self.write(|db| store::themes::remove(db, id))?;
        Ok(id)
    }

    /// The themes that an article's, quote's or note's text speaks of, and whether it carries them.
    pub fn suggest(&self, item: &str) -> Result<Vec<(Suggestion, Theme, bool)>> {
        let (kind, id) = self.kind(item)?;
        let (text, carried) = self.read(|db| Ok((text_of(db, kind, id)?, store::taggings::confirmed(db, id)?)))?;
        let names = self.names()?;
        let known = |suggestion: Suggestion| {
            let theme = names.theme(suggestion.theme)?.clone();
            let tagged = carried.contains(&theme.id);
            Some((suggestion, theme, tagged))
        };
        Ok(names.finder.find(&text).into_iter().filter_map(known).collect())
    }
}

fn text_of(db: &Reading<'_>, kind: ItemKind, id: Id) -> store::Result<String> {
    Ok(match kind {
        ItemKind::Article => {
            let article = store::articles::get(db, id)?;
            format!("{}\n{}", article.title, store::captures::get(db, article.capture)?.text)
        }
        ItemKind::Quote => {
            let quote = store::quotes::get(db, id)?;
            format!("{}\n{}", quote.anchor.exact, quote.comment.unwrap_or_default())
        }
        ItemKind::Note => {
            let note = store::notes::get(db, id)?;
            format!("{}\n{}", note.title, note.body)
        }
        ItemKind::Theme => String::new(),
    })
}

fn find(db: &Reading<'_>, named: &str) -> store::Result<Option<Theme>> {
    let id = named.parse::<Id>().ok().filter(|_| named.len() == 36);
    match id {
        Some(id) => store::themes::get(db, id).map(Some),
        None => by_name(db, named)?.map(|id| store::themes::get(db, id)).transpose(),
    }
}

/// The theme that has a name or alias: one written just so, else one in which only width or script differ, as a search has it.
pub(crate) fn by_name(db: &Reading<'_>, named: &str) -> store::Result<Option<Id>> {
    let known = store::themes::by_form(db, named)?;
    let sought = search::fold_name(named);
    if known.is_some() || sought.is_empty() {
        return Ok(known);
    }
    let forms = store::themes::forms(db)?;
    Ok(forms.into_iter().find(|(_, form)| search::fold_name(form) == sought).map(|(id, _)| id))
}

/// Refuses a name that another theme has.
fn admit(db: &Reading<'_>, theme: Id, name: &str) -> store::Result<()> {
    match by_name(db, name)? {
        Some(other) if other != theme => Err(store::Error::Duplicate(name.to_owned())),
        _ => Ok(()),
    }
}

fn find_or_add(db: &Writing<'_>, named: &str) -> store::Result<Id> {
    match find(db, named)? {
        Some(theme) => Ok(theme.id),
        None => Ok(add(db, named)?.id),
    }
}

fn add(db: &Writing<'_>, name: &str) -> store::Result<Theme> {
    let colour = u8::try_from(store::themes::list(db)?.len() % usize::from(COLOURS)).unwrap_or_default() + 1;
    let theme = Theme {
        id: Id::new(),
        name: name.trim().to_owned(),
        kind: ThemeKind::Topic,
        parent: None,
        colour,
        description: None,
        aliases: Vec::new(),
        created_at: Timestamp::now(),
    };
    store::themes::add(db, &theme)?;
    Ok(theme)
}

/// A plain form as an alias: short forms in capitals (ARM, ON) keep their case.
pub(super) fn alias(form: &str) -> Alias {
    let form = form.trim().to_owned();
    let capitals = form.chars().all(|c| c.is_ascii_uppercase()) && form.len() <= 4;
    Alias { match_case: capitals, whole_word: true, ambiguous: false, lang: None, form }
}

/// Puts themes on an item by any of their names; unknown ones are made.
pub(crate) fn tag(db: &Writing<'_>, item: Id, item_kind: ItemKind, themes: &[String]) -> store::Result<()> {
    for name in themes.iter().filter(|name| !name.trim().is_empty()) {
        let theme = find_or_add(db, name)?;
        let tagging = Tagging {
            theme,
            item,
            item_kind,
            by: TaggedBy::User,
            state: TaggingState::Confirmed,
            tagged_at: Timestamp::now(),
        };
        store::taggings::add(db, &tagging)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    fn new(name: &str) -> NewTheme {
        NewTheme { name: name.into(), ..NewTheme::default() }
    }

    #[test]
    fn a_name_in_another_width_script_or_case_is_the_same_theme_and_keeps_its_writing() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let memory = library.add_theme(&NewTheme { aliases: vec!["高带宽内存".into()], ..new("ＨＢＭ") }).unwrap();
        let foundry = library.add_theme(&new("台積電")).unwrap();
        for (written, theme) in [("HBM", &memory), ("hbm", &memory), ("高帶寬內存", &memory), ("台积电", &foundry)]
        {
            assert_eq!(library.theme(written).unwrap().id, theme.id, "{written}");
            assert_eq!(library.add_theme(&new(written)).unwrap().name, theme.name, "{written}");
        }
        let note = library.add_note("Weekly".into(), "良率".into(), None).unwrap();
        library.tag(&[note.note.id.to_string()], &["臺積電".into(), "ＡＳＩＣ".into(), "ASIC".into()]).unwrap();
        let carried = |view: ThemeView| (view.theme.name, view.count);
        let counts: Vec<_> =
            library.themes().unwrap().into_iter().map(carried).filter(|(_, count)| *count > 0).collect();
        assert_eq!(counts.len(), 2, "{counts:?}");
        assert!(counts.contains(&("台積電".into(), 1)) && counts.contains(&("ＡＳＩＣ".into(), 1)), "{counts:?}");
    }

    #[test]
    fn a_theme_may_be_written_anew_but_not_like_another() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        library.add_theme(&new("台積電")).unwrap();
        let memory = library.add_theme(&new("HBM")).unwrap().id.to_string();
        let named = |name: &str| ThemeEdit { name: Some(name.into()), ..ThemeEdit::default() };
        assert_eq!(library.edit_theme(&memory, &named("ＨＢＭ")).unwrap().name, "ＨＢＭ");
        assert!(library.edit_theme(&memory, &named("台积电")).is_err());
        // Written just so goes first, should an older library hold both.
        assert_eq!(library.theme("ＨＢＭ").unwrap().id.to_string(), memory);
    }
}
