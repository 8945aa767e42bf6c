//! Taggings: themes on articles, quotes and notes.

use std::collections::BTreeMap;

use model::{Id, ItemKind, Tagging, Timestamp};
use rusqlite::{Row, named_params};

use crate::{
    error::Result,
    transaction::{Reading, Writing},
    values::{Col, read},
};

/// A week, milliseconds.
const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// Puts a theme on an item; a suggestion never takes the place of what is confirmed.
pub fn add(db: &Writing<'_>, tagging: &Tagging) -> Result<()> {
    let Tagging { theme, item, item_kind, by, state, tagged_at } = tagging;
    db.touch(ItemKind::Theme, *theme);
    db.run(
        include_str!("add.sql"),
        named_params! {
            ":item": Col(item), ":theme": Col(theme), ":item_kind": Col(*item_kind), ":made_by": Col(*by),
            ":state": Col(*state), ":tagged_at": Col(*tagged_at),
        },
    )?;
    Ok(())
}

/// Takes a theme from an item, and says whether it was there.
pub fn remove(db: &Writing<'_>, item: Id, theme: Id) -> Result<bool> {
    db.touch(ItemKind::Theme, theme);
    Ok(db.run(include_str!("remove.sql"), named_params! {":item": Col(item), ":theme": Col(theme)})? > 0)
}

/// The themes on an item, confirmed and suggested, in order of name.
pub fn of(db: &Reading<'_>, item: Id) -> Result<Vec<Tagging>> {
    db.many(include_str!("of.sql"), named_params! {":item": Col(item)}, from_row)
}

/// The confirmed themes on an item, in order of name.
pub fn confirmed(db: &Reading<'_>, item: Id) -> Result<Vec<Id>> {
    db.many(include_str!("confirmed.sql"), named_params! {":item": Col(item)}, |row| read(row, "theme"))
}

/// How many items outside the trash carry each theme, itself or by one below it; confirmed taggings alone.
pub fn counts(db: &Reading<'_>) -> Result<BTreeMap<Id, u32>> {
    let rows = db.many(include_str!("counts.sql"), [], |row| Ok((read(row, "theme")?, row.get("items")?)))?;
    Ok(rows.into_iter().collect())
}

/// Articles outside the trash that carry each theme, itself or by one below it, by week of publication (of clipping
/// where unknown): the `weeks` weeks that end at `until`, oldest first.
pub fn weeks(db: &Reading<'_>, until: Timestamp, weeks: u32) -> Result<BTreeMap<Id, Vec<u32>>> {
    let until = until.as_millisecond();
    let params = named_params! {":until": until, ":weeks": weeks, ":week_ms": WEEK_MS};
    let rows = db.many(include_str!("weeks.sql"), params, |row| {
        Ok((read::<Id>(row, "theme")?, row.get::<_, u32>("week")?, row.get::<_, u32>("articles")?))
    })?;
    let mut found: BTreeMap<Id, Vec<u32>> = BTreeMap::new();
    for (theme, ago, articles) in rows {
        let counts = found.entry(theme).or_insert_with(|| vec![0; weeks as usize]);
        if let Some(count) = counts.iter_mut().rev().nth(ago as usize) {
            *count = articles;
        }
    }
    Ok(found)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Tagging> {
    Ok(Tagging {
        theme: read(row, "theme")?,
        item: read(row, "item")?,
        item_kind: read(row, "item_kind")?,
        by: read(row, "made_by")?,
        state: read(row, "state")?,
        tagged_at: read(row, "tagged_at")?,
    })
}

#[cfg(test)]
mod tests;
