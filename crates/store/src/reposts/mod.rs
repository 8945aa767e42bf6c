//! Reposts: which articles say what others say, and how much of it; derived, but for the user's word to keep both.
//!
//! **Invariant:** what is known of two articles is known from both sides.

use model::{Id, ItemKind, Published};
use rusqlite::named_params;

use crate::{
    error::Result,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// What of an article stands in another one.
#[derive(Clone, Debug, PartialEq)]
pub struct RepostRow {
    /// The other article.
    pub other: Id,
    /// The capture that it shows.
    pub capture: Id,
    /// Its headline.
    pub title: String,
    /// Its publication.
    pub site: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The share of the article's words that stand in the other, from 0 to 1.
    pub share: f64,
    /// Paragraphs of the article that do not stand in the other.
    pub fresh: u32,
    /// The share of the other's words that stand in the article.
    pub share_back: f64,
    /// Paragraphs of the other that do not stand in the article.
    pub fresh_back: u32,
    /// Whether the user keeps both.
    pub kept: bool,
}

/// A likeness as it is found, from one article to another and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The other article.
    pub other: Id,
    /// The share of the article's words that stand in the other, and its paragraphs that do not.
    pub there: (f64, u32),
    /// The same from the other to the article.
    pub back: (f64, u32),
}

/// Replaces what an article's like is; the user's word to keep both stays.
pub fn put(db: &Writing<'_>, article: Id, pairs: &[Pair]) -> Result<()> {
    let kept = db.many(include_str!("kept.sql"), named_params! {":article": Col(article)}, |row| read(row, "other"))?;
    for before in of(db, article)? {
        db.touch(ItemKind::Article, before.other);
    }
    db.run(include_str!("clear.sql"), named_params! {":article": Col(article)})?;
    for Pair { other, there, back } in pairs {
        let is_kept = kept.contains(other);
        add(db, (article, *other), *there, is_kept)?;
        add(db, (*other, article), *back, is_kept)?;
        db.touch(ItemKind::Article, *other);
    }
    if !pairs.is_empty() {
        db.touch(ItemKind::Article, article);
    }
    Ok(())
}

fn add(db: &Writing<'_>, (article, other): (Id, Id), (share, fresh): (f64, u32), kept: bool) -> Result<()> {
    let params = named_params! {
        ":article": Col(article), ":other": Col(other), ":share": share.clamp(0.0, 1.0), ":fresh": fresh, ":kept": kept,
    };
    db.run(include_str!("add.sql"), params).map(|_| ())
}

/// The articles outside the trash that are like this one, the likest first.
pub fn of(db: &Reading<'_>, article: Id) -> Result<Vec<RepostRow>> {
    db.many(include_str!("of.sql"), named_params! {":article": Col(article)}, |row| {
        Ok(RepostRow {
            other: read(row, "other")?,
            capture: read(row, "capture")?,
            title: row.get("title")?,
            site: row.get("site")?,
            published: read_opt(row, "published")?,
            share: row.get("share")?,
            fresh: row.get("fresh")?,
            share_back: row.get("share_back")?,
            fresh_back: row.get("fresh_back")?,
            kept: row.get("kept")?,
        })
    })
}

/// Notes that the user keeps an article beside all that are like it, or no longer does.
pub fn set_kept(db: &Writing<'_>, article: Id, kept: bool) -> Result<()> {
    for row in of(db, article)? {
        db.touch(ItemKind::Article, row.other);
    }
    db.touch(ItemKind::Article, article);
    db.run(include_str!("set_kept.sql"), named_params! {":article": Col(article), ":kept": kept}).map(|_| ())
}

/// Lets what is clipped from this address belong to an article.
pub fn add_address(db: &Writing<'_>, canonical_url: &str, article: Id) -> Result<()> {
    let params = named_params! {":canonical_url": canonical_url, ":article": Col(article)};
    db.run(include_str!("add_address.sql"), params).map(|_| ())
}

/// Lets the addresses of one article belong to another.
pub fn move_addresses(db: &Writing<'_>, from: Id, to: Id) -> Result<()> {
    db.run(include_str!("move_addresses.sql"), named_params! {":from": Col(from), ":to": Col(to)}).map(|_| ())
}

/// An article has its address for itself again.
pub fn forget_address(db: &Writing<'_>, canonical_url: &str) -> Result<()> {
    db.run(include_str!("forget_address.sql"), named_params! {":canonical_url": canonical_url}).map(|_| ())
}

#[cfg(test)]
mod tests;
