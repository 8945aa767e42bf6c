//! The mending of what a check found.

use model::{BlobHash, ItemKind, Picture, PictureState};
use rusqlite::named_params;

use super::{Finding, What, run, wrong_stamps};
use crate::{
    captures::pictures,
    error::Result,
    store::Store,
    transaction::Writing,
    values::{Col, read},
};

/// What a picture says whose bytes were lost.
const LOST: &str = "The bytes were lost; fetch the picture again.";

/// Mends what can be mended safely, and says of each finding whether it is gone. Lost bytes are not: their pictures count as failed.
pub fn repair(store: &Store) -> Result<Vec<Finding>> {
    let mut findings = run(store)?;
    for finding in &findings {
        match &finding.what {
            What::BlobMissing(hash) => store.write(|db| forget_blob(db, hash)).map(|_| ())?,
            What::BlobDamaged(hash) => {
                store.blobs().set_aside(hash)?;
                store.write(|db| forget_blob(db, hash)).map(|_| ())?;
            }
            What::Structure | What::Reference | What::Row | What::Lost | What::Stamp | What::Sequence => {}
        }
    }
    let has = |what: &What| findings.iter().any(|finding| finding.what == *what);
    if has(&What::Structure) {
        // Only what an index says twice can be made again; damage to a table itself makes this fail, and stays.
        if let Err(error) = store.write(|db| db.run("REINDEX", [])) {
            tracing::warn!(%error, "the indexes could not be made again");
        }
    }
    if has(&What::Reference) || has(&What::Stamp) || has(&What::Sequence) {
        store.write(mend_stamps)?;
    }
    let left = run(store)?;
    for finding in &mut findings {
        let is_left = left.iter().any(|other| other.item == finding.item && other.what == finding.what);
        finding.repaired = !finding.what.is_lost_bytes() && !is_left;
    }
    Ok(findings)
}

/// Removes taggings of nothing, raises the sequence, and stamps what was not stamped.
fn mend_stamps(db: &Writing<'_>) -> Result<()> {
    db.run(include_str!("remove_stray_taggings.sql"), [])?;
    db.run(include_str!("raise_sequence.sql"), [])?;
    let seq = db.library()?.seq;
    for (item, live) in wrong_stamps(db)? {
        let params = named_params! {":item": Col(item.id), ":kind": Col(item.kind), ":seq": Col(seq), ":live": live};
        db.run(include_str!("stamp.sql"), params)?;
        db.touch(item.kind, item.id);
    }
    Ok(())
}

/// Lets pictures without bytes be fetched again; an original that is lost stays named by its capture, so that it stays known, and a
/// receipt holds none any more.
fn forget_blob(db: &Writing<'_>, hash: &BlobHash) -> Result<()> {
    let hash = named_params! {":hash": hash.as_str()};
    for lost in db.many(include_str!("pictures_of_blob.sql"), hash, pictures::from_row)? {
        let message = Some(LOST.to_owned());
        pictures::put(db, &Picture { state: PictureState::Failed, blob: None, message, ..lost })?;
    }
    if let Some(article) = db.one(include_str!("owner.sql"), hash, |row| read(row, "article"))? {
        db.touch(ItemKind::Article, article);
    }
    db.run(include_str!("receipts_without.sql"), hash)?;
    db.run(include_str!("forget_blob.sql"), hash).map(|_| ())
}
