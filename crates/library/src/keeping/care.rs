//! Care of the library: status, settings, checking, backups.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use jiff::SignedDuration;
use model::{Id, ItemKind, Timestamp};
use store::{check::What, counts::Counts};

use crate::{
    Error, Library, Result, Role,
    clipping::{addresses::own_rules, work},
    error::capitalised,
    finding::indexing::Difference,
};

/// How long receipts of done work stay.
const RECEIPTS_SHOWN: SignedDuration = SignedDuration::from_hours(24);

/// What a check found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Whether nothing is wrong any more.
    pub ok: bool,
    /// Where the damaged file is kept, when a new one was made of what could be read.
    pub kept_as: Option<PathBuf>,
}

/// Something that is wrong with the library or its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable word for programs.
    pub what: &'static str,
    /// The item, where there is one.
    pub item: Option<Id>,
    /// What the item is, where that is known.
    pub kind: Option<ItemKind>,
    /// What is wrong and what to do, for people.
    pub message: String,
    /// Whether it was mended.
    pub repaired: bool,
}

impl From<store::check::Finding> for Finding {
    fn from(finding: store::check::Finding) -> Self {
        let store::check::Finding { what, item, message, repaired } = finding;
        Self {
            what: what.as_str(),
            item: item.map(|item| item.id),
            kind: item.map(|item| item.kind),
            message,
            repaired,
        }
    }
}

/// Puts a backup in the place of the library's database; answers where the present one is kept.
pub fn restore_backup(folder: &Path, backup: &Path) -> Result<Option<PathBuf>> {
    Ok(store::backup::restore(folder, backup, Timestamp::now())?)
}

/// Fills a new library file with what can be read of a damaged one, which is kept under another name.
pub fn salvage(folder: &Path) -> Result<Checked> {
    let store::salvage::Salvaged { kept_as, rows: _, findings } = store::salvage::salvage(folder, Timestamp::now())?;
    let findings: Vec<Finding> = findings.into_iter().map(Finding::from).collect();
    let ok = findings.iter().all(|finding| finding.repaired);
    Ok(Checked { findings, ok, kept_as: Some(kept_as) })
}

/// The verified copies of a library, newest first: file, time, bytes.
pub fn backups(folder: &Path) -> Result<Vec<Backup>> {
    let backups = store::backup::list(folder)?.into_iter().rev();
    Ok(backups.map(|store::backup::Backup { path, made_at, seq: _, bytes }| Backup { path, made_at, bytes }).collect())
}

/// Checks the library in a folder; that its file is damaged is a finding. With `repair`, such a file is salvaged.
pub fn check_folder(folder: &Path, repair: bool) -> Result<Checked> {
    match Library::open(folder, Role::Command).and_then(|library| library.check(repair)) {
        Ok(checked) if !(repair && checked.is_damaged()) => Ok(checked),
        Ok(_) => salvage(folder),
        Err(Error::Store(store::Error::Damaged)) if repair => salvage(folder),
        Err(Error::Store(error @ store::Error::Damaged)) => Ok(Checked::unopened(&error)),
        Err(error) => Err(error),
    }
}

/// A verified copy of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: Timestamp,
    /// Its size.
    pub bytes: u64,
}

impl Checked {
    /// What is to say of a file that does not open.
    fn unopened(error: &store::Error) -> Self {
        let what = What::Structure.as_str();
        let message = format!("{}.", capitalised(&error.to_string()));
        let finding = Finding { what, item: None, kind: None, message, repaired: false };
        Self { findings: vec![finding], ok: false, kept_as: None }
    }

    /// Whether the file itself is damaged in a way that only a new one mends.
    fn is_damaged(&self) -> bool {
        let structure = What::Structure.as_str();
        self.findings.iter().any(|finding| finding.what == structure && !finding.repaired)
    }
}

impl Library {
    /// How many there are of everything, and the number of the last change.
    pub fn counts(&self) -> Result<(Counts, u64)> {
        self.read(|db| Ok((store::counts::of_shelves(db)?, db.library()?.seq)))
    }

    /// A setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        self.read(|db| store::settings::get(db, key))
    }

    /// Changes a setting.
    pub fn put_setting(&self, key: &str, value: &str) -> Result<()> {
        self.write(|db| store::settings::put(db, key, value))
    }

    /// Looks for damage in the file, the blobs and the index; mends what can be mended safely when asked.
    pub fn check(&self, repair: bool) -> Result<Checked> {
        let store = &self.inner().store;
        let found = if repair { store::check::repair(store)? } else { store::check::run(store)? };
        if repair {
            self.fetch_lost_pictures(&found)?;
        }
        let mut findings: Vec<Finding> = found.into_iter().map(Finding::from).collect();
        findings.extend(self.check_index(repair)?);
        findings.extend(self.check_site_rules());
        findings.extend(self.check_address_rules());
        let ok = findings.iter().all(|finding| finding.repaired);
        Ok(Checked { findings, ok, kept_as: None })
    }

    /// Lets pictures whose bytes were lost be fetched again.
    fn fetch_lost_pictures(&self, found: &[store::check::Finding]) -> Result<()> {
        let lost = found.iter().filter(|finding| finding.what.is_lost_bytes()).filter_map(|finding| finding.item);
        let articles: BTreeSet<Id> = lost.filter(|item| item.kind == ItemKind::Article).map(|item| item.id).collect();
        if articles.is_empty() {
            return Ok(());
        }
        self.write(|db| articles.iter().try_for_each(|id| work::pictures_again(db, *id).map(drop)))
    }

    /// Names the user's site rules that cannot be used.
    fn check_site_rules(&self) -> impl Iterator<Item = Finding> {
        let finding = |message: &String| Finding {
            what: "site-rule",
            item: None,
            kind: None,
            message: message.clone(),
            repaired: false,
        };
        self.inner().site_problems.iter().map(finding)
    }

    /// Names what was wrong with the index as a whole, and every item that index and library do not agree about.
    fn check_index(&self, repair: bool) -> Result<Vec<Finding>> {
        let finding = |item, message, repaired| Finding { what: "index", item, kind: None, message, repaired };
        let of_item = |(id, difference): (Id, Difference)| {
            finding(Some(id), format!("{}; run `tearsheet reindex`.", difference.message()), false)
        };
        let mut findings: Vec<Finding> = self.index_differences()?.into_iter().map(of_item).collect();
        findings.extend(self.index_trouble().map(|trouble| finding(None, trouble.message, trouble.mended)));
        if repair && findings.iter().any(|finding| !finding.repaired) {
            let mended = self.reindex(&mut |_, _| {}).is_ok();
            findings.iter_mut().for_each(|finding| finding.repaired |= mended);
        }
        Ok(findings)
    }

    /// Says what is wrong with the library's own rules about addresses; only their author can mend them.
    fn check_address_rules(&self) -> Option<Finding> {
        let error = own_rules(self.folder()).err()?;
        Some(Finding {
            what: "rules",
            item: None,
            kind: None,
            message: capitalised(&error.to_string()),
            repaired: false,
        })
    }

    /// Keeps a copy of what is there before much of it may change: an import.
    pub fn back_up_before_import(&self) -> Result<()> {
        let articles = self.counts()?.0.articles;
        if articles > 0 { self.back_up(None).map(drop) } else { Ok(()) }
    }

    /// Removes blobs that nothing names; always a write, so it is done once while a window is open and not by the clock.
    pub(crate) fn collect_blobs(&self) -> Result<()> {
        if self.read_only().is_none() {
            self.inner().store.collect_blobs(Timestamp::now())?;
        }
        Ok(())
    }

    /// What a library needs now and then: its reserve, a copy when one is due, receipts of done work forgotten.
    pub(crate) fn keep_house(&self) -> Result<()> {
        let (store, now) = (&self.inner().store, Timestamp::now());
        if self.read_only().is_some() {
            return Ok(());
        }
        // Room may be there again; while it is not, the next turn asks again.
        if store.is_full() && store.refill_reserve().is_ok() {
            tracing::info!("there is room on the disk again");
        }
        if store::backup::is_due(store, now)? {
            store::backup::make(store, now)?;
        }
        let shown_until = now.checked_sub(RECEIPTS_SHOWN).unwrap_or(now);
        if self.read(|db| store::jobs::has_done(db, shown_until))? {
            self.write(|db| store::jobs::forget_done(db, shown_until))?;
        }
        Ok(())
    }

    /// Writes a verified copy of the database into the library's backups, or to a file. Answers where, and its size in bytes.
    pub fn back_up(&self, to: Option<&Path>) -> Result<(PathBuf, u64)> {
        let (store, now) = (&self.inner().store, Timestamp::now());
        let backup = match to {
            Some(file) => store::backup::make_at(store, file, now)?,
            None => store::backup::make(store, now)?,
        };
        Ok((backup.path, backup.bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeping_house_takes_the_reserve_back_once_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let reserve = folder.path().join("reserve.bin");
        let whole = reserve.metadata().unwrap().len();
        std::fs::remove_file(&reserve).unwrap();
        library.keep_house().unwrap();
        assert_eq!(reserve.metadata().unwrap().len(), whole);
    }
}
