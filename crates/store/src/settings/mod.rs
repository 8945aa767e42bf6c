//! Settings: words that the user chose, by key.

use rusqlite::named_params;

use crate::{
    error::Result,
    transaction::{Reading, Writing},
};

/// The value of a setting.
pub fn get(db: &Reading<'_>, key: &str) -> Result<Option<String>> {
    db.one(include_str!("get.sql"), named_params! {":key": key}, |row| row.get("value"))
}

/// Sets a setting.
pub fn put(db: &Writing<'_>, key: &str, value: &str) -> Result<()> {
    db.run(include_str!("put.sql"), named_params! {":key": key, ":value": value}).map(|_| ())
}

/// Returns a setting to its default.
pub fn remove(db: &Writing<'_>, key: &str) -> Result<()> {
    db.run(include_str!("remove.sql"), named_params! {":key": key}).map(|_| ())
}

#[cfg(test)]
mod tests;
