//! Whether the library is in order, and the mending of what can be mended safely.
//!
//! **Invariant:** a check writes nothing; a repair removes nothing that holds the user's words.

mod repair;
mod rows;

use model::{BlobHash, Id, ItemKind};
use rusqlite::Row;

use crate::{
    blobs,
    error::{Error, Result},
    store::Store,
    transaction::{Reading, Touched},
    values::read,
};
pub use repair::repair;
pub(crate) use rows::{Damaged, damaged, damaged_rows};

/// Faults of structure that one check reports; more say nothing new.
const FAULTS_MAX: u32 = 100;

/// The kind of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The file's structure is damaged.
    Structure,
    /// A row names another that does not exist.
    Reference,
    /// The words of a row are not the ones that were saved.
    Row,
    /// What was there could not be read in a damaged file, and is in no new one.
    Lost,
    /// A blob's file is not there.
    BlobMissing(BlobHash),
    /// A blob's file holds other bytes than were saved.
    BlobDamaged(BlobHash),
    /// An item's last change is not known rightly, so that the index may miss it.
    Stamp,
    /// The sequence stands behind a change.
    Sequence,
}

impl What {
    /// Whether bytes are lost, which no repair brings back.
    pub fn is_lost_bytes(&self) -> bool {
        matches!(self, Self::BlobMissing(_) | Self::BlobDamaged(_))
    }

    /// A stable word for programs.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Reference => "reference",
            Self::Row => "row",
            Self::Lost => "lost",
            Self::BlobMissing(_) => "blob-missing",
            Self::BlobDamaged(_) => "blob-damaged",
            Self::Stamp => "stamp",
            Self::Sequence => "sequence",
        }
    }
}

/// Something that is wrong with the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub what: What,
    /// The item, where there is one.
    pub item: Option<Touched>,
    /// What is wrong and what to do, for people; without the user's text.
    pub message: String,
    /// Whether it was mended.
    pub repaired: bool,
}

impl Finding {
    pub(crate) fn new(what: What, item: Option<Touched>, message: impl Into<String>) -> Self {
        Self { what, item, message: message.into(), repaired: false }
    }
}

/// One part of a check.
type Part = fn(&Reading<'_>) -> Result<Vec<Finding>>;

/// All that is wrong: structure, references, words of rows, blobs, stamps.
pub fn run(store: &Store) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let parts: [Part; 5] = [structure, references, |db| damaged_rows(db, None), stamps, sequence];
    for part in parts {
        match store.read(part) {
            Ok(found) => findings.extend(found),
            Err(Error::Damaged) => findings.push(unreadable()),
            Err(error) => return Err(error),
        }
    }
    match bad_blobs(store) {
        Ok(found) => findings.extend(found),
        Err(Error::Damaged) => findings.push(unreadable()),
        Err(error) => return Err(error),
    }
    findings.dedup();
    Ok(findings)
}

fn unreadable() -> Finding {
    Finding::new(What::Structure, None, "A part of the library file cannot be read; restore a backup.")
}

/// What SQLite itself finds wrong.
pub(crate) fn structure(db: &Reading<'_>) -> Result<Vec<Finding>> {
    let mut faults = Vec::new();
    db.conn().pragma(None, "integrity_check", FAULTS_MAX, |row| {
        faults.push(row.get::<_, String>(0)?);
        Ok(())
    })?;
    faults.retain(|fault| fault != "ok");
    let finding = |fault| {
        Finding::new(
            What::Structure,
            None,
            format!("The library file is damaged ({fault}); repair, or restore a backup."),
        )
    };
    Ok(faults.into_iter().map(finding).collect())
}

/// Rows that name what does not exist.
pub(crate) fn references(db: &Reading<'_>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    db.conn().pragma_query(None, "foreign_key_check", |row| {
        let (from, to): (String, String) = (row.get(0)?, row.get(2)?);
        let message = format!("A row of {from} names one of {to} that does not exist; restore a backup.");
        findings.push(Finding::new(What::Reference, None, message));
        Ok(())
    })?;
    findings.extend(db.many(include_str!("stray_taggings.sql"), [], |row| {
        let item = Touched { kind: read(row, "item_kind")?, id: read(row, "item")? };
        Ok(Finding::new(What::Reference, Some(item), "A theme is attached to an item that does not exist; repair."))
    })?);
    findings.extend(db.many(include_str!("foreign_captures.sql"), [], |row| {
        let item = Touched { kind: ItemKind::Article, id: read(row, "id")? };
        Ok(Finding::new(What::Reference, Some(item), "An article shows the capture of another one; restore a backup."))
    })?);
    Ok(findings)
}

/// Items whose last change is not known rightly, with whether they exist.
pub(crate) fn wrong_stamps(db: &Reading<'_>) -> Result<Vec<(Touched, bool)>> {
    db.many(include_str!("wrong_stamps.sql"), [], |row: &Row<'_>| {
        Ok((Touched { kind: read(row, "kind")?, id: read::<Id>(row, "item")? }, row.get("live")?))
    })
}

fn stamps(db: &Reading<'_>) -> Result<Vec<Finding>> {
    let message = "The last change of an item is not known rightly, so that search may miss it; repair.";
    let finding = |(item, _)| Finding::new(What::Stamp, Some(item), message);
    Ok(wrong_stamps(db)?.into_iter().map(finding).collect())
}

fn sequence(db: &Reading<'_>) -> Result<Vec<Finding>> {
    let behind = db.library()?.seq < crate::changes::head(db)?;
    let message = "The count of changes stands behind a change, so that search may miss some; repair.";
    Ok(behind.then(|| Finding::new(What::Sequence, None, message)).into_iter().collect())
}

fn bad_blobs(store: &Store) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for row in store.read(blobs::list)? {
        let item = store.read(|db| owner(db, &row.hash))?;
        match store.blobs().read(&row.hash) {
            Ok(_) => {}
            Err(Error::BlobMissing(hash)) => {
                let message = "The bytes of a picture or original are missing; repair and fetch the pictures again, or clip the page again.";
                findings.push(Finding::new(What::BlobMissing(hash), item, message));
            }
            Err(Error::BlobDamaged(hash)) => {
                let message = "The bytes of a picture or original are damaged; repair and fetch the pictures again, or clip the page again.";
                findings.push(Finding::new(What::BlobDamaged(hash), item, message));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(findings)
}

/// An article that uses a blob.
fn owner(db: &Reading<'_>, hash: &BlobHash) -> Result<Option<Touched>> {
    let id = db
        .one(include_str!("owner.sql"), rusqlite::named_params! {":hash": hash.as_str()}, |row| read(row, "article"))?;
    Ok(id.map(|id| Touched { kind: ItemKind::Article, id }))
}

#[cfg(test)]
mod tests;
