//! Content-addressed bytes: originals and pictures.
//!
//! **Invariant:** no file under `blobs/` is ever changed in place; a name is the BLAKE3 of the bytes.
//! **Invariant:** no row names a file that was not brought to the disk, with its name, before.
//! **Invariant:** no file is removed while a row names it; one that nothing ever named, not within a day of its keeping.

mod files;

pub use files::{Blobs, Staged};
use model::{BlobHash, Id, Timestamp};
use rusqlite::named_params;

use crate::{
    error::{Error, Result},
    store::Store,
    transaction::{Reading, Writing},
    values::{Col, read},
};

/// Blobs younger than this stay although nothing names them: their article may be just under way. One day.
pub(crate) const GRACE_MS: i64 = 24 * 60 * 60 * 1000;

/// Bytes with their media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their media type, as found when they were kept.
    pub media_type: String,
}

/// What is known of a blob without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobRow {
    /// Its name.
    pub hash: BlobHash,
    /// Its media type.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// When it was kept.
    pub kept_at: Timestamp,
}

/// What a collection of unused blobs removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// How many files.
    pub files: u32,
    /// How many bytes.
    pub bytes: u64,
}

impl Collected {
    pub(crate) fn add(&mut self, other: Self) {
        self.files += other.files;
        self.bytes += other.bytes;
    }
}

/// Makes staged bytes part of the library.
///
/// Fails with [`Error::BlobMissing`] when a collection was quicker; stage them again.
pub fn keep(db: &Writing<'_>, staged: &Staged) -> Result<BlobHash> {
    let Staged { hash, media_type, bytes } = staged;
    if !db.blobs().exists(hash) {
        return Err(Error::BlobMissing(hash.clone()));
    }
    db.run(
        include_str!("add.sql"),
        named_params! {
            ":hash": hash.as_str(), ":media_type": media_type, ":bytes": Col(*bytes), ":kept_at": Col(Timestamp::now()),
        },
    )?;
    Ok(hash.clone())
}

/// What is known of the blob with this hash; fails with [`Error::BlobMissing`].
pub fn get(db: &Reading<'_>, hash: &BlobHash) -> Result<BlobRow> {
    db.one(include_str!("get.sql"), named_params! {":hash": hash.as_str()}, row)?
        .ok_or_else(|| Error::BlobMissing(hash.clone()))
}

/// All blobs, by hash.
pub fn list(db: &Reading<'_>) -> Result<Vec<BlobRow>> {
    db.many(include_str!("list.sql"), [], row)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<BlobRow> {
    Ok(BlobRow {
        hash: read(row, "hash")?,
        media_type: row.get("media_type")?,
        bytes: read(row, "bytes")?,
        kept_at: read(row, "kept_at")?,
    })
}

/// The blobs that an article's captures and their pictures name.
pub fn of_article(db: &Reading<'_>, article: Id) -> Result<Vec<BlobHash>> {
    db.many(include_str!("of_article.sql"), named_params! {":article": Col(article)}, |row| read(row, "hash"))
}

/// Takes those of these blobs out of the library that nothing names any more; [`Store::free`] then removes their files.
pub fn release(db: &Writing<'_>, hashes: &[BlobHash]) -> Result<()> {
    for hash in hashes {
        db.run(include_str!("release.sql"), named_params! {":hash": hash.as_str()})?;
    }
    Ok(())
}

/// Removes the files of released blobs under the write lock. `keep` needs the same lock and looks for the file, so whoever is about
/// to keep the same bytes finds them or is told to stage them again.
pub(crate) fn free(store: &Store, hashes: &[BlobHash]) -> Result<Collected> {
    let freed = store.write(|db| {
        let mut freed = Collected::default();
        for hash in hashes {
            if matches!(get(db, hash), Err(Error::BlobMissing(_))) {
                freed.add(db.blobs().remove(hash)?);
            }
        }
        Ok(freed)
    })?;
    Ok(freed.value)
}

/// Removes rows that nothing names, then, under the write lock, old files without a row.
pub(crate) fn collect(store: &Store, now: Timestamp) -> Result<Collected> {
    let before = now.as_millisecond() - GRACE_MS;
    store.write(|db| db.run(include_str!("remove_unused.sql"), named_params! {":before": before}))?;
    // `keep` needs the same lock and looks for the file, so nothing that is removed here can be named meanwhile.
    let swept =
        store.write(|db| db.blobs().sweep(before, |hash| !matches!(get(db, hash), Err(Error::BlobMissing(_)))))?;
    Ok(swept.value)
}

#[cfg(test)]
mod tests;
