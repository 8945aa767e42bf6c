use super::*;
use crate::samples::{at, library};

#[test]
fn a_search_is_saved_renamed_and_removed() {
    let (_folder, store) = library();
    let mut search =
        SavedSearch {
            id: Id::new(), name: "良率".into(), query: "HBM 良率".into(), position: 1, created_at: at(1)
        };
    store.write(|db| put(db, &search)).unwrap();
    search.name = "HBM yield".into();
    store.write(|db| put(db, &search)).unwrap();
    assert_eq!(store.read(list).unwrap(), [search.clone()]);
    let first = SavedSearch { id: Id::new(), position: 0, created_at: at(2), ..search.clone() };
    store.write(|db| put(db, &first)).unwrap();
    assert_eq!(store.read(list).unwrap(), [first.clone(), search.clone()]);
    store.write(|db| remove(db, first.id)).unwrap();
    store.write(|db| remove(db, search.id)).unwrap();
    assert!(store.read(list).unwrap().is_empty());
    assert!(matches!(store.write(|db| remove(db, search.id)), Err(Error::NotFound { .. })));
}
