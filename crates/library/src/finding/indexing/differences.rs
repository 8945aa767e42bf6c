//! What index and library do not agree about, item by item.

use std::collections::BTreeMap;

use model::Id;
use search::Change;
use store::changes::{self, Position};

use crate::{Library, Result};

/// Writes that may come between two looks before what is seen counts as it is.
const LOOKS_MAX: u32 = 5;

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
        let mut looks = 0;
        loop {
            self.catch_up()?;
            let head = self.read(changes::head)?;
            let differences = self.compare()?;
            looks += 1;
            // A write that came between is in one of them and not yet in the other.
            if differences.is_empty() || looks == LOOKS_MAX || self.read(changes::head)? == head {
                return Ok(differences);
            }
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
