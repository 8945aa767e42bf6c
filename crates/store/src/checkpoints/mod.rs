//! Checkpoints: states of the index that were about to be committed.
//!
//! **Invariant:** no index whose pair is unknown here is trusted; the library went back behind it.

use model::Timestamp;
use rusqlite::named_params;

use crate::{
    error::Result,
    transaction::{Reading, Writing},
    values::Col,
};

/// Checkpoints kept; an index further behind than this many commits of its own does not exist.
const CHECKPOINTS_KEPT: u32 = 256;

/// Writes down that an index is about to be committed which holds all up to `seq`.
pub fn add(db: &Writing<'_>, seq: u64, nonce: &str) -> Result<()> {
    let params = named_params! {":nonce": nonce, ":seq": Col(seq), ":made_at": Col(Timestamp::now())};
    db.run(include_str!("add.sql"), params)?;
    db.run(include_str!("forget.sql"), named_params! {":kept": CHECKPOINTS_KEPT})?;
    Ok(())
}

/// Whether this library wrote the pair down.
pub fn knows(db: &Reading<'_>, seq: u64, nonce: &str) -> Result<bool> {
    let found = db.one(include_str!("find.sql"), named_params! {":nonce": nonce, ":seq": Col(seq)}, |_| Ok(()))?;
    Ok(found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::library;

    #[test]
    fn only_written_pairs_are_known() {
        let (_folder, store) = library();
        store.write(|db| add(db, 7, "a")).unwrap();
        let knows = |seq, nonce| store.read(|db| knows(db, seq, nonce)).unwrap();
        assert!(knows(7, "a"));
        assert!(!knows(8, "a"));
        assert!(!knows(7, "b"));
    }

    #[test]
    fn the_latest_ones_stay() {
        let (_folder, store) = library();
        let all = u64::from(CHECKPOINTS_KEPT) + 5;
        store.write(|db| (0..all).try_for_each(|seq| add(db, seq, &format!("{seq:04}")))).unwrap();
        assert!(!store.read(|db| knows(db, 4, "0004")).unwrap());
        assert!(store.read(|db| knows(db, 5, "0005")).unwrap());
    }
}
