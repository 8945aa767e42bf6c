//! Links that notes make to articles, quotes, notes and themes.

use model::{Id, ItemKind};
use rusqlite::named_params;

use crate::{
    error::Result,
    transaction::{Reading, Touched, Writing},
    values::{Col, read},
};

/// An item that links to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// What links.
    pub source: Touched,
    /// What it is called: a title, the words of a quote, a name.
    pub title: String,
}

/// Replaces the links that go out from `source`.
pub fn put(db: &Writing<'_>, source: Touched, targets: &[Touched]) -> Result<()> {
    for old in of(db, source.id)?.iter().chain(targets) {
        db.touch(old.kind, old.id);
    }
    db.run(include_str!("clear.sql"), named_params! {":source": Col(source.id)})?;
    for target in targets {
        db.run(
            include_str!("add.sql"),
            named_params! {
                ":source": Col(source.id), ":source_kind": Col(source.kind),
                ":target": Col(target.id), ":target_kind": Col(target.kind),
            },
        )?;
    }
    Ok(())
}

/// What `source` links to.
pub fn of(db: &Reading<'_>, source: Id) -> Result<Vec<Touched>> {
    db.many(include_str!("of.sql"), named_params! {":source": Col(source)}, |row| {
        Ok(Touched { kind: read(row, "target_kind")?, id: read(row, "target")? })
    })
}

/// What links to `target` from outside the trash, newest first.
pub fn backlinks(db: &Reading<'_>, target: Id) -> Result<Vec<Backlink>> {
    db.many(include_str!("backlinks.sql"), named_params! {":target": Col(target)}, |row| {
        let source = Touched { kind: read::<ItemKind>(row, "source_kind")?, id: read(row, "source")? };
        Ok(Backlink { source, title: row.get("title")? })
    })
}

#[cfg(test)]
mod tests;
