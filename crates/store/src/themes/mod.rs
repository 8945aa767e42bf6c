//! Themes and their aliases.
//!
//! **Invariant:** no two themes share a name or alias, regardless of case and spacing.
//! **Invariant:** no theme lies under itself.

use model::{Alias, Id, ItemKind, Theme};
use rusqlite::{Row, named_params};

use crate::{
    error::{Error, Result},
    row_hash::RowHash,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// Adds a theme with its aliases; fails with [`Error::Duplicate`] when one of its forms is taken.
pub fn add(db: &Writing<'_>, theme: &Theme) -> Result<()> {
    admit(db, theme)?;
    write(db, include_str!("add.sql"), theme)?;
    add_aliases(db, theme)
}

/// The theme with this id; fails with [`Error::NotFound`].
pub fn get(db: &Reading<'_>, id: Id) -> Result<Theme> {
    let theme = db
        .one(include_str!("get.sql"), named_params! {":id": Col(id)}, from_row)?
        .ok_or(Error::NotFound { what: "theme", id })?;
    with_aliases(db, theme)
}

/// All themes, in order of name.
pub fn list(db: &Reading<'_>) -> Result<Vec<Theme>> {
    let themes = db.many(include_str!("list.sql"), [], from_row)?;
    themes.into_iter().map(|theme| with_aliases(db, theme)).collect()
}

/// The theme that has this name or alias, regardless of case and spacing.
pub fn by_form(db: &Reading<'_>, form: &str) -> Result<Option<Id>> {
    db.one(include_str!("by_form.sql"), named_params! {":folded": fold(form)}, |row| read(row, "id"))
}

/// All names and aliases, as they were written, with the themes that have them.
pub fn forms(db: &Reading<'_>) -> Result<Vec<(Id, String)>> {
    db.many(include_str!("forms.sql"), [], |row| Ok((read(row, "theme")?, row.get("form")?)))
}

/// A theme and all below it.
pub fn under(db: &Reading<'_>, id: Id) -> Result<Vec<Id>> {
    db.many(include_str!("under.sql"), named_params! {":theme": Col(id)}, |row| read(row, "theme"))
}

/// Replaces a theme and its aliases; fails with [`Error::Duplicate`], [`Error::LongName`] or [`Error::Circle`].
pub fn put(db: &Writing<'_>, theme: &Theme) -> Result<()> {
    admit(db, theme)?;
    if write(db, include_str!("put.sql"), theme)? == 0 {
        return Err(Error::NotFound { what: "theme", id: theme.id });
    }
    db.run(include_str!("clear_aliases.sql"), named_params! {":theme": Col(theme.id)})?;
    add_aliases(db, theme)
}

/// Makes `from` part of `into`: its forms become aliases, its items and children move, and it goes.
pub fn merge(db: &Writing<'_>, from: Id, into: Id) -> Result<Theme> {
    if from == into {
        return Err(Error::Circle);
    }
    let (gone, mut kept) = (get(db, from)?, get(db, into)?);
    let pair = named_params! {":from": Col(from), ":into": Col(into)};
    db.run(include_str!("confirm_taggings.sql"), pair)?;
    db.run(include_str!("move_taggings.sql"), pair)?;
    if under(db, from)?.contains(&into) {
        kept.parent = gone.parent;
        write(db, include_str!("put.sql"), &kept)?;
    }
    db.run(include_str!("move_children.sql"), pair)?;
    db.run_on("theme", from, include_str!("remove.sql"), named_params! {":id": Col(from)})?;
    kept.aliases.push(Alias { form: gone.name, lang: None, match_case: false, whole_word: false, ambiguous: false });
    kept.aliases.extend(gone.aliases);
    put(db, &kept)?;
    Ok(kept)
}

/// Removes a theme: its items lose it, its children move to its parent.
pub fn remove(db: &Writing<'_>, id: Id) -> Result<()> {
    if let Some(parent) = get(db, id)?.parent {
        db.run(include_str!("move_children.sql"), named_params! {":from": Col(id), ":into": Col(parent)})?;
    }
    db.run_on("theme", id, include_str!("remove.sql"), named_params! {":id": Col(id)})
}

/// What makes two forms the same: lower case, single spaces.
pub fn fold(form: &str) -> String {
    form.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The hash of what a theme and its aliases say.
pub(crate) fn hash_of(theme: &Theme) -> RowHash {
    let Theme { id, name, kind: _, parent: _, colour: _, description, aliases, created_at: _ } = theme;
    let id = id.to_string();
    let mut fields = vec![Some(id.as_str()), Some(name.as_str()), description.as_deref()];
    for Alias { form, lang, match_case: _, whole_word: _, ambiguous: _ } in aliases {
        fields.extend([Some(form.as_str()), lang.as_deref()]);
    }
    RowHash::of(&fields)
}

/// Characters that a name or alias may have: the longest names of companies and programmes have some 150.
const NAME_CHARS_MAX: usize = 200;

/// Refuses forms that are too long, forms that another theme has or that are given twice, and circles.
fn admit(db: &Writing<'_>, theme: &Theme) -> Result<()> {
    let mut seen = std::collections::BTreeSet::new();
    for form in std::iter::once(&theme.name).chain(theme.aliases.iter().map(|alias| &alias.form)) {
        if form.chars().count() > NAME_CHARS_MAX {
            return Err(Error::LongName(NAME_CHARS_MAX));
        }
        let taken = by_form(db, form)?.is_some_and(|holder| holder != theme.id);
        if taken || !seen.insert(fold(form)) {
            return Err(Error::Duplicate(form.clone()));
        }
    }
    match theme.parent {
        Some(parent) if under(db, theme.id)?.contains(&parent) => Err(Error::Circle),
        _ => Ok(()),
    }
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Theme> {
    Ok(Theme {
        id: read(row, "id")?,
        name: row.get("name")?,
        kind: read(row, "kind")?,
        parent: read_opt(row, "parent")?,
        colour: row.get("colour")?,
        description: row.get("description")?,
        aliases: Vec::new(),
        created_at: read(row, "created_at")?,
    })
}

pub(crate) fn with_aliases(db: &Reading<'_>, mut theme: Theme) -> Result<Theme> {
    theme.aliases = db.many(include_str!("aliases.sql"), named_params! {":theme": Col(theme.id)}, |row| {
        Ok(Alias {
            form: row.get("form")?,
            lang: row.get("lang")?,
            match_case: row.get("match_case")?,
            whole_word: row.get("whole_word")?,
            ambiguous: row.get("ambiguous")?,
        })
    })?;
    Ok(theme)
}

fn write(db: &Writing<'_>, sql: &str, theme: &Theme) -> Result<usize> {
    let Theme { id, name, kind, parent, colour, description, aliases: _, created_at } = theme;
    db.touch(ItemKind::Theme, *id);
    db.run(
        sql,
        named_params! {
            ":id": Col(id), ":name": name, ":folded": fold(name), ":kind": Col(*kind), ":parent": parent.map(Col),
            ":colour": colour, ":description": description, ":created_at": Col(*created_at), ":hash": hash_of(theme).0,
        },
    )
}

fn add_aliases(db: &Writing<'_>, theme: &Theme) -> Result<()> {
    for (position, alias) in theme.aliases.iter().enumerate() {
        let Alias { form, lang, match_case, whole_word, ambiguous } = alias;
        db.run(
            include_str!("add_alias.sql"),
            named_params! {
                ":theme": Col(theme.id), ":position": Col(position as u64), ":form": form, ":folded": fold(form),
                ":lang": lang, ":match_case": match_case, ":whole_word": whole_word, ":ambiguous": ambiguous,
            },
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
