//! Rules of themes: how often a theme's names must stand in an item for it to be given by itself.
//!
//! **Invariant:** a tagging that a rule made says why; what the user took off is not given again.

use std::collections::BTreeMap;

use model::{Id, ItemKind, Timestamp};
use rusqlite::named_params;

use crate::{
    error::Result,
    transaction::{Reading, Touched, Writing},
    values::{Col, read},
};

/// Why a rule gave a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// How often the theme's names stood there.
    pub count: u32,
    /// The forms that were found.
    pub forms: Vec<String>,
}

/// What a rule looks for names in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The item.
    pub id: Id,
    /// The headline of an article, the words of a quote, the title of a note.
    pub title: String,
    /// The text of an article, the comment on a quote, the body of a note.
    pub text: String,
}

/// The rules, by theme: how often its names must stand in an item.
pub fn list(db: &Reading<'_>) -> Result<BTreeMap<Id, u32>> {
    let rows = db.many(include_str!("list.sql"), [], |row| Ok((read(row, "theme")?, row.get("least")?)))?;
    Ok(rows.into_iter().collect())
}

/// Gives a theme a rule, or takes it away.
pub fn put(db: &Writing<'_>, theme: Id, least: Option<u32>) -> Result<()> {
    db.touch(ItemKind::Theme, theme);
    match least {
        Some(least) => db.run(include_str!("put.sql"), named_params! {":theme": Col(theme), ":least": least})?,
        None => db.run(include_str!("remove.sql"), named_params! {":theme": Col(theme)})?,
    };
    Ok(())
}

/// Puts a theme on an item by its rule, unless it is there or was refused; says whether it did.
pub fn tag(db: &Writing<'_>, item: Touched, theme: Id, reason: &Reason) -> Result<bool> {
    let Reason { count, forms } = reason;
    let reason = format!("{count}\n{}", forms.join("\n"));
    let params = named_params! {
        ":item": Col(item.id), ":theme": Col(theme), ":item_kind": Col(item.kind),
        ":tagged_at": Col(Timestamp::now()), ":reason": reason,
    };
    let added = db.run(include_str!("tag.sql"), params)? > 0;
    if added {
        db.touch(ItemKind::Theme, theme);
        db.touch(item.kind, item.id);
    }
    Ok(added)
}

/// The texts of up to `limit` articles, quotes or notes outside the trash, in order of their ids, from the one after `after` on.
pub fn texts(db: &Reading<'_>, kind: ItemKind, after: Option<Id>, limit: u32) -> Result<Vec<Text>> {
    let sql = match kind {
        ItemKind::Article => include_str!("article_texts.sql"),
        ItemKind::Quote => include_str!("quote_texts.sql"),
        ItemKind::Note => include_str!("note_texts.sql"),
        ItemKind::Theme => return Ok(Vec::new()),
    };
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    db.many(sql, named_params! {":after": after, ":limit": limit}, |row| {
        Ok(Text { id: read(row, "id")?, title: row.get("title")?, text: row.get("text")? })
    })
}

/// Which themes of an item a rule gave, and why.
pub fn reasons(db: &Reading<'_>, item: Id) -> Result<Vec<(Id, Reason)>> {
    db.many(include_str!("reasons.sql"), named_params! {":item": Col(item)}, |row| {
        let reason: String = row.get("reason")?;
        let mut lines = reason.lines();
        let count = lines.next().and_then(|count| count.parse().ok()).unwrap_or(1);
        Ok((read(row, "theme")?, Reason { count, forms: lines.map(str::to_owned).collect() }))
    })
}

#[cfg(test)]
mod tests;
