//! What index and library do not agree about, item by item.

use std::{collections::BTreeMap, thread, time::Duration};

use model::Id;
use search::Change;
use store::changes::{self, Position};

use crate::{Library, Result};

/// Looks at an index that another process is writing to before what is seen counts as it is: some five seconds.
const LOOKS_MAX: u32 = 20;
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// How the index differs from the library in one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// The index does not have it.
    Missing,
    /// The library does not have it any more.
    Extra,
    /// The index was made from other words, dates, themes or marks than the library has.
    Other,
}

impl Difference {
    /// What is wrong, without the full stop.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Missing => "It is missing from the full-text index",
            Self::Extra => "The full-text index still names it",
            Self::Other => "The full-text index was made from another version of it",
        }
    }
}

impl Library {
    /// Every item that index and library do not agree about, in order; compares the digests of all documents.
    pub(crate) fn index_differences(&self) -> Result<Vec<(Id, Difference)>> {
        self.make_index_whole()?;
        let mut looks = 0;
        loop {
            self.catch_up()?;
            let head = self.read(changes::head)?;
            // Who is writing to the index has not given it everything yet.
            let is_whole = self.read_only().is_some() || self.index_current()?;
            let differences = self.compare()?;
            looks += 1;
            // A write that came between is in one of them and not yet in the other.
            let is_settled = is_whole && self.read(changes::head)? == head;
            if differences.is_empty() || looks == LOOKS_MAX || is_settled {
                return Ok(differences);
            }
            thread::sleep(PAUSE);
        }
    }

    fn compare(&self) -> Result<Vec<(Id, Difference)>> {
        let mut indexed: BTreeMap<Id, u64> =
            self.inner().indexer.index()?.digests().unwrap_or_default().into_iter().collect();
        let mut differences = Vec::new();
        self.feed(Position::behind(0), u64::MAX, |changes, _| {
            for change in changes {
                let Change::Put(document) = change else { continue };
                match indexed.remove(&document.id) {
                    Some(digest) if digest == document.digest() => {}
                    Some(_) => differences.push((document.id, Difference::Other)),
                    None => differences.push((document.id, Difference::Missing)),
                }
            }
            Ok(())
        })?;
        differences.extend(indexed.into_keys().map(|id| (id, Difference::Extra)));
        differences.sort_unstable_by_key(|(id, _)| *id);
        Ok(differences)
    }
}

#[cfg(test)]
mod tests {
    use search::Effort;

    use super::*;
    use crate::{Import, Role};

    #[test]
    fn what_another_process_is_still_indexing_is_no_difference() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        library.import(vec![Import { body: "良率过六成".into(), ..Import::default() }]).unwrap();
        let other = Library::open(folder.path(), Role::Window).unwrap();
        other.catch_up().unwrap();
        let pass = other.inner().indexer.index().unwrap().pass(Effort::Short).unwrap();
        library.add_note("交期".into(), "交期拉长".into(), None).unwrap();
        thread::scope(|scope| {
            let found = scope.spawn(|| library.index_differences().unwrap());
            thread::sleep(2 * PAUSE);
            drop(pass);
            assert_eq!(found.join().unwrap(), []);
        });
    }

    #[test]
    fn every_item_that_differs_is_named_with_how() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let import = |body: &str| Import { body: body.to_owned(), ..Import::default() };
        library.import(vec![import("良率过六成"), import("交期拉长"), import("产能")]).unwrap();
        assert_eq!(library.index_differences().unwrap(), []);

        let mut documents = Vec::new();
        let take = |changes: Vec<Change>, _| {
            documents.extend(changes.into_iter().filter_map(|change| match change {
                Change::Put(document) => Some(*document),
                Change::Remove(_) => None,
            }));
            Ok(())
        };
        library.feed(Position::behind(0), u64::MAX, take).unwrap();
        let [mut other, missing, _] = <[_; 3]>::try_from(documents).unwrap();
        let extra = search::Document { id: Id::new(), ..missing.clone() };
        let (changed, gone, added) = (other.id, missing.id, extra.id);
        other.body.push('。');
        let indexer = &library.inner().indexer;
        let mut pass = indexer.index().unwrap().pass(Effort::Short).unwrap();
        pass.apply(Change::Put(Box::new(other))).unwrap();
        pass.apply(Change::Remove(gone)).unwrap();
        pass.apply(Change::Put(Box::new(extra))).unwrap();
        let head = library.read(changes::head).unwrap();
        pass.commit(&indexer.mark(&library.inner().store, head).unwrap()).unwrap();
        pass.finish().unwrap();

        let found: BTreeMap<Id, Difference> = library.index_differences().unwrap().into_iter().collect();
        let expected = [(changed, Difference::Other), (gone, Difference::Missing), (added, Difference::Extra)];
        assert_eq!(found, expected.into_iter().collect());
        assert!(library.check(true).unwrap().ok);
        assert_eq!(library.index_differences().unwrap(), []);
    }
}
