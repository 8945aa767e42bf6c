//! What lies in the trash.

use model::{Id, ItemKind};
use rusqlite::named_params;

use crate::{error::Result, transaction::Reading, values::read};

/// What was put in the trash itself: quotes before their articles, so that each can be removed in turn.
pub fn list(db: &Reading<'_>, limit: u32) -> Result<Vec<(ItemKind, Id)>> {
    db.many(include_str!("list.sql"), named_params! {":limit": limit}, |row| {
        Ok((read::<ItemKind>(row, "kind")?, read(row, "id")?))
    })
}
