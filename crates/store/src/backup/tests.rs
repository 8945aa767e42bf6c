use super::*;
use crate::{
    articles, check,
    samples::{at, clip, library},
};

fn count(store: &Store) -> u32 {
    store.read(|db| articles::count(db, &articles::Filter::default())).unwrap()
}

const NOON: i64 = 1_773_316_800_000;

#[test]
fn a_backup_is_read_back_named_and_listed() {
    let (folder, store) = library();
    clip(&store, "t", "x");
    let made = make(&store, at(NOON)).unwrap();
    assert_eq!(made.path.file_name().unwrap().to_str().unwrap(), "library-20260312T120000Z-1.db");
    assert_eq!(list(folder.path()).unwrap(), std::slice::from_ref(&made));
    assert!(made.bytes > 0);
    verify(&made.path).unwrap();
    let files = fs::read_dir(folder.path().join("backups")).unwrap().count();
    assert_eq!(files, 1, "no part is left behind");
}

#[test]
fn a_backup_is_due_after_half_an_hour_of_changes() {
    let (_folder, store) = library();
    let due = |minutes: i64| is_due(&store, at(NOON + minutes * 60_000)).unwrap();
    assert!(!due(0), "nothing was ever written");
    clip(&store, "t", "x");
    assert!(due(0));
    make(&store, at(NOON)).unwrap();
    assert!(!due(600), "nothing changed");
    clip(&store, "u", "y");
    assert!(!due(29) && due(30));
}

#[test]
fn old_backups_go_when_new_ones_are_made() {
    let (folder, store) = library();
    for minutes in 0..20 {
        clip(&store, "t", "x");
        make(&store, at(NOON + minutes * 60_000)).unwrap();
    }
    let left = list(folder.path()).unwrap();
    assert_eq!(left.len(), 10);
    assert_eq!(left[9].seq, 20);
}

#[test]
fn a_restore_brings_back_what_was_and_keeps_what_is() {
    let (folder, store) = library();
    let first = clip(&store, "first", "x");
    let made = make(&store, at(NOON)).unwrap();
    let second = clip(&store, "second", "y");
    assert!(matches!(restore(folder.path(), &made.path, at(NOON)), Err(Error::Open)), "it is open");
    let id = store.read(|db| Ok(db.library()?.id)).unwrap();
    drop(store);
    let kept = restore(folder.path(), &made.path, at(NOON)).unwrap().unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(count(&store), 1);
    assert_eq!(store.read(|db| articles::get(db, first.id)).unwrap(), first);
    assert_eq!(store.read(|db| Ok(db.library()?.id)).unwrap(), id);
    assert!(check::run(&store).unwrap().is_empty());
    drop(store);
    let back = restore(folder.path(), &kept, at(NOON)).unwrap().unwrap();
    assert_ne!(back, kept);
    assert!(kept.exists() && back.exists());
    assert!(Store::open(folder.path()).unwrap().read(|db| articles::get(db, second.id)).is_ok());
}

#[test]
fn writes_that_wait_in_the_log_are_kept_with_the_present_file() {
    let (folder, store) = library();
    let made = make(&store, at(NOON)).unwrap();
    clip(&store, "in the log", "x");
    // A killed process leaves its log; a copy of the folder taken now is what it leaves.
    let after = tempfile::tempdir().unwrap();
    for name in ["library.db", "library.db-wal"] {
        fs::copy(folder.path().join(name), after.path().join(name)).unwrap();
    }
    assert!(fs::metadata(after.path().join("library.db-wal")).unwrap().len() > 0);
    let kept = restore(after.path(), &made.path, at(NOON)).unwrap().unwrap();
    assert_eq!(count(&Store::open(after.path()).unwrap()), 0);
    let other = tempfile::tempdir().unwrap();
    restore(other.path(), &kept, at(NOON)).unwrap();
    assert_eq!(count(&Store::open(other.path()).unwrap()), 1);
}

#[test]
fn a_damaged_library_is_restored_and_kept_as_it_is() {
    let (folder, store) = library();
    clip(&store, "t", "x");
    let made = make(&store, at(NOON)).unwrap();
    drop(store);
    let rubbish = vec![0xA5; 20_000];
    fs::write(folder.path().join("library.db"), &rubbish).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::Damaged)));
    let kept = restore(folder.path(), &made.path, at(NOON)).unwrap().unwrap();
    assert!(fs::read(kept).unwrap() == rubbish);
    assert_eq!(count(&Store::open(folder.path()).unwrap()), 1);
}

#[test]
fn a_bad_choice_is_refused_and_nothing_is_replaced() {
    let (folder, store) = library();
    clip(&store, "t", "x");
    let made = make(&store, at(NOON)).unwrap();
    drop(store);
    let folder = folder.path();
    let flipped = folder.join("flipped.db");
    let mut bytes = fs::read(&made.path).unwrap();
    let place = bytes.windows(11).position(|window| window == b"Chip Weekly").unwrap();
    bytes[place] ^= 1;
    fs::write(&flipped, bytes).unwrap();
    let newer = folder.join("newer.db");
    fs::copy(&made.path, &newer).unwrap();
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let foreign = folder.join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE books (title TEXT)").unwrap();
    let before = fs::read(folder.join("library.db")).unwrap();
    let restored = |file: &Path| restore(folder, file, at(NOON));
    assert!(matches!(restored(&flipped), Err(Error::BadBackup(path)) if path == flipped));
    assert!(matches!(restored(&newer), Err(Error::Newer { found: 99, .. })));
    assert!(matches!(restored(&foreign), Err(Error::Foreign(path)) if path == foreign));
    assert!(matches!(restored(&folder.join("none.db")), Err(Error::NoBackup(_))));
    assert!(fs::read(folder.join("library.db")).unwrap() == before);
    assert!(fs::read_dir(folder).unwrap().all(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        !name.contains("kept") && !name.contains("part")
    }));
}

#[test]
fn a_backup_to_a_file_of_the_users_choice_overwrites_nothing() {
    let (folder, store) = library();
    clip(&store, "t", "x");
    let file = folder.path().join("my copy.db");
    let made = make_at(&store, &file, at(NOON)).unwrap();
    assert_eq!((made.path.as_path(), made.seq), (file.as_path(), 1));
    assert!(matches!(make_at(&store, &file, at(NOON)), Err(Error::Exists(_))));
    verify(&file).unwrap();
}

#[test]
fn names_of_other_files_are_no_backups() {
    for name in ["library-.db", "library-20260312T120000Z.db", "library-20260312T120000Z-x.db", "notes.db", ".part-1"] {
        assert_eq!(parse_name(name), None, "{name}");
    }
}
