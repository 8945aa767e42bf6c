//! Files of the watched folder that were taken in or are left alone.
//!
//! **Invariant:** a file is known by its path, size and time; one that was changed is another.

use model::{Id, Timestamp};
use rusqlite::named_params;

use crate::{
    error::Result,
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// A file as it lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its whole path.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// When it was changed.
    pub modified_at: Timestamp,
}

/// Whether exactly this file is known.
pub fn knows(db: &Reading<'_>, file: &File) -> Result<bool> {
    let File { path, bytes, modified_at } = file;
    let known = db.one(include_str!("find.sql"), named_params! {":path": path}, |row| {
        Ok((read::<u64>(row, "bytes")?, read::<Timestamp>(row, "modified_at")?))
    })?;
    let ms = |at: &Timestamp| at.as_millisecond();
    Ok(known.is_some_and(|(known_bytes, known_at)| known_bytes == *bytes && ms(&known_at) == ms(modified_at)))
}

/// Remembers a file.
pub fn put(db: &Writing<'_>, file: &File, now: Timestamp) -> Result<()> {
    let File { path, bytes, modified_at } = file;
    db.run(
        include_str!("put.sql"),
        named_params! {
            ":path": path, ":bytes": Col(*bytes), ":modified_at": Col(*modified_at), ":seen_at": Col(now),
        },
    )
    .map(drop)
}

/// The article that a file of this path became when it was taken last; `None` when it became none, or several.
pub fn article(db: &Reading<'_>, path: &str) -> Result<Option<Id>> {
    Ok(db.one(include_str!("article.sql"), named_params! {":path": path}, |row| read_opt(row, "article"))?.flatten())
}

/// Writes down what a known file became.
pub fn became(db: &Writing<'_>, path: &str, article: Option<Id>) -> Result<()> {
    db.run(include_str!("became.sql"), named_params! {":path": path, ":article": article.map(Col)}).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{at, library};

    #[test]
    fn a_file_is_known_until_it_is_changed() {
        let (_folder, store) = library();
        let file = File { path: "/d/a.html".into(), bytes: 7, modified_at: at(1_000) };
        let known = |file: &File| store.read(|db| knows(db, file)).unwrap();
        assert!(!known(&file));
        store.write(|db| put(db, &file, at(2_000))).unwrap();
        assert!(known(&file));
        let article = crate::samples::clip(&store, "t", "x").id;
        store.write(|db| became(db, &file.path, Some(article))).unwrap();
        let changed = File { bytes: 8, ..file.clone() };
        assert!(!known(&changed));
        store.write(|db| put(db, &changed, at(3_000))).unwrap();
        assert!(known(&changed) && !known(&file));
        let became = |path: &str| store.read(|db| super::article(db, path)).unwrap();
        assert_eq!((became(&file.path), became("/d/b.html")), (Some(article), None));
    }
}
