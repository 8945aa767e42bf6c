use std::{fs, thread};

use rusqlite::Connection;

use super::*;
use crate::{
    articles, changes,
    samples::{article, clip, library, note},
};

#[test]
fn what_was_written_is_there_after_closing() {
    let (folder, store) = library();
    let clipped = clip(&store, "HBM4 良率", "良率升至 62%。");
    let id = store.read(|db| Ok(db.library()?.id)).unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.mode(), Mode::ReadWrite);
    assert_eq!(store.read(|db| articles::get(db, clipped.id)).unwrap(), clipped);
    assert_eq!(store.read(|db| Ok(db.library()?.id)).unwrap(), id);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("a/library");
    let store = Store::open(&folder).unwrap();
    clip(&store, "t", "x");
    store.put_blob(b"bytes", "image/png").unwrap();
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    let mut waiting = vec![folder];
    let mut files = 0;
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let mode = fs::metadata(&entry).unwrap().permissions().mode() & 0o777;
            if entry.is_dir() {
                assert_eq!(mode, 0o700, "{}", entry.display());
                waiting.push(entry);
            } else {
                assert_eq!(mode, 0o600, "{}", entry.display());
                files += 1;
            }
        }
    }
    assert!(files >= 5, "library.db, its log and its memory, the lock, the reserve, the blob");
}

#[test]
fn a_failed_write_leaves_nothing_and_the_sequence_as_it_was() {
    let (_folder, store) = library();
    let before = store.read(|db| Ok(db.library()?.seq)).unwrap();
    let (article, capture) = article("t", "x");
    let failed = store.write(|db| {
        articles::add(db, &article, &capture, &[])?;
        Err::<(), _>(Error::Circle)
    });
    assert!(matches!(failed, Err(Error::Circle)));
    assert!(matches!(store.read(|db| articles::get(db, article.id)), Err(Error::NotFound { what: "article", .. })));
    assert_eq!(store.read(|db| Ok(db.library()?.seq)).unwrap(), before);
    assert_eq!(clip(&store, "u", "y").title, "u", "the store writes on");
}

#[test]
fn a_part_that_fails_is_undone_alone() {
    let (_folder, store) = library();
    let (first, first_capture) = article("first", "x");
    let (second, second_capture) = article("second", "y");
    store
        .write(|db| {
            articles::add(db, &first, &first_capture, &[])?;
            let part = db.attempt(|db| {
                articles::add(db, &second, &second_capture, &[])?;
                Err::<(), _>(Error::Circle)
            });
            assert!(part.is_err());
            Ok(())
        })
        .unwrap();
    assert!(store.read(|db| articles::get(db, first.id)).is_ok());
    assert!(store.read(|db| articles::get(db, second.id)).is_err());
}

#[test]
fn two_handles_write_at_once_and_every_write_has_its_own_number() {
    const EACH: usize = 40;
    let folder = tempfile::tempdir().unwrap();
    let write_all = || {
        let store = Store::open(folder.path()).unwrap();
        (0..EACH)
            .map(|number| {
                let note = note(&format!("n{number}"), "b", None);
                store.write(|db| crate::notes::add(db, &note)).unwrap().seq
            })
            .collect::<Vec<u64>>()
    };
    // Both open the folder before there is a library in it.
    let (mut seqs, others) = thread::scope(|scope| {
        let (one, two) = (scope.spawn(write_all), scope.spawn(write_all));
        (one.join().unwrap(), two.join().unwrap())
    });
    assert!(seqs.is_sorted() && others.is_sorted());
    seqs.extend(others);
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=2 * EACH as u64).collect::<Vec<_>>());
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(
        store.read(|db| changes::changed_since(db, changes::Position::default(), 1000)).unwrap().len(),
        2 * EACH
    );
}

#[test]
fn readers_see_one_snapshot_while_another_thread_writes() {
    let (_folder, store) = library();
    clip(&store, "one", "x");
    let other = store.clone();
    store
        .read(|db| {
            let before = articles::count(db, &articles::Filter::default())?;
            thread::scope(|scope| scope.spawn(|| clip(&other, "two", "y")).join().unwrap());
            assert_eq!(articles::count(db, &articles::Filter::default())?, before);
            Ok(())
        })
        .unwrap();
    assert_eq!(store.read(|db| articles::count(db, &articles::Filter::default())).unwrap(), 2);
}

#[test]
fn the_data_version_tells_of_others_writes_alone() {
    let (folder, store) = library();
    let other = Store::open(folder.path()).unwrap();
    let before = store.data_version().unwrap();
    clip(&store, "own", "x");
    assert_eq!(store.data_version().unwrap(), before);
    clip(&other, "other's", "x");
    assert_ne!(store.data_version().unwrap(), before);
}

#[test]
fn a_library_that_another_program_keeps_writing_is_busy_and_unchanged() {
    let (folder, store) = library();
    let other = Connection::open(folder.path().join("library.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    store.primary().busy_timeout(Duration::ZERO).unwrap();
    assert!(matches!(store.write(|_| Ok(())), Err(Error::Busy)));
    other.execute_batch("ROLLBACK").unwrap();
    store.write(|_| Ok(())).unwrap();
}

#[test]
fn a_newer_library_is_read_and_never_written() {
    let (folder, store) = library();
    let clipped = clip(&store, "t", "x");
    drop(store);
    let raw = Connection::open(folder.path().join("library.db")).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let before = fs::read(folder.path().join("library.db")).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let newer = ReadOnly::Newer { found: 99, known: migrations::newest() };
    assert_eq!(store.mode(), Mode::ReadOnly(newer));
    assert_eq!(store.read(|db| articles::get(db, clipped.id)).unwrap().title, "t");
    assert!(matches!(store.write(|_| Ok(())), Err(Error::ReadOnly(reason)) if reason == newer));
    assert!(matches!(store.put_blob(b"x", "image/png"), Err(Error::ReadOnly(_))));
    drop(store);
    assert!(fs::read(folder.path().join("library.db")).unwrap() == before);
}

#[test]
fn what_may_not_be_written_opens_for_reading() {
    let (folder, store) = library();
    let clipped = clip(&store, "t", "x");
    let place = Place::new(folder.path());
    let beside = open_still(&place).unwrap();
    assert_eq!((beside.mode, beside.access), (Mode::ReadOnly(ReadOnly::NotWritable), Access::Read));
    drop((beside, store));
    let mut alone = connection::open(&place.file(), Access::Still).unwrap();
    assert_eq!(read_with(&mut alone, |db| articles::get(db, clipped.id)).unwrap(), clipped);
    assert!(alone.execute("DELETE FROM articles", []).is_err());
    let none = tempfile::tempdir().unwrap();
    assert!(matches!(open_still(&Place::new(none.path())), Err(Error::ReadOnly(ReadOnly::NotWritable))));
}

#[test]
fn a_folder_that_is_a_file_is_named_as_such() {
    let file = tempfile::NamedTempFile::new().unwrap();
    assert!(matches!(Store::open(file.path()), Err(Error::Io { doing: "making a folder of the library", .. })));
}

#[test]
fn another_programs_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("library.db");
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE books (title TEXT)").unwrap();
    let before = fs::read(&file).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::Foreign(_))));
    assert!(fs::read(&file).unwrap() == before);
}

#[test]
fn a_damaged_file_is_refused_and_left_alone() {
    let (folder, store) = library();
    clip(&store, "t", "x");
    drop(store);
    let file = folder.path().join("library.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[..4096].fill(0xA5);
    fs::write(&file, &bytes).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::Damaged)));
    assert!(fs::read(&file).unwrap() == bytes);
}

#[test]
fn a_missing_file_is_not_started_afresh_beside_what_remains() {
    let (folder, store) = library();
    store.put_blob(b"picture", "image/png").unwrap();
    drop(store);
    fs::remove_file(folder.path().join("library.db")).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::Missing(_))));
    assert!(!folder.path().join("library.db").exists());
    fs::write(folder.path().join("library.db"), b"").unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::Missing(_))), "an emptied file is as missing");
}

#[cfg(unix)]
#[test]
fn a_library_behind_a_symbolic_link_is_opened() {
    let (folder, store) = library();
    clip(&store, "t", "x");
    let outer = tempfile::tempdir().unwrap();
    let link = outer.path().join("link");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    let linked = Store::open(&link).unwrap();
    assert_eq!(linked.read(|db| articles::count(db, &articles::Filter::default())).unwrap(), 1);
}

#[test]
fn a_full_disk_saves_nothing_lets_the_reserve_go_and_deleting_still_works() {
    let (folder, store) = library();
    let clipped = clip(&store, "t", &"长".repeat(20_000));
    assert!(!store.is_full());
    let pages: i64 = store.primary().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.primary().pragma_update(None, "max_page_count", pages + 2).unwrap();
    let (large, capture) = article("large", &"大".repeat(200_000));
    assert!(matches!(store.write(|db| articles::add(db, &large, &capture, &[])), Err(Error::Full)));
    assert!(store.is_full() && !folder.path().join("reserve.bin").exists());
    assert!(store.read(|db| articles::get(db, large.id)).is_err());
    store.write(|db| articles::remove(db, clipped.id)).unwrap();
    store.refill_reserve().unwrap();
    assert!(!store.is_full());
}

#[test]
fn room_that_even_opening_lacks_is_a_full_disk() {
    let code = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
    let said = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
    assert!(matches!(Error::from(said), Error::Full));
}

#[test]
fn after_a_failure_of_the_disk_nothing_is_written_until_it_is_opened_again() {
    let (folder, store) = library();
    let broken = || Error::Io { doing: "testing", source: std::io::ErrorKind::BrokenPipe.into() };
    assert!(store.write(|_| Err::<(), _>(broken())).is_err());
    assert_eq!(store.mode(), Mode::ReadOnly(ReadOnly::Failed));
    assert!(matches!(store.write(|_| Ok(())), Err(Error::ReadOnly(ReadOnly::Failed))));
    drop(store);
    Store::open(folder.path()).unwrap().write(|_| Ok(())).unwrap();
}

#[test]
fn a_panic_in_a_write_is_rolled_back_and_the_store_goes_on() {
    let (_folder, store) = library();
    let (article, capture) = article("t", "x");
    let other = store.clone();
    let done = thread::spawn(move || {
        other.write(|db| {
            articles::add(db, &article, &capture, &[])?;
            if changes::head(db)? > 0 {
                panic!("in the middle of a write");
            }
            Ok(())
        })
    })
    .join();
    assert!(done.is_err());
    assert_eq!(store.read(|db| articles::count(db, &articles::Filter::default())).unwrap(), 0);
    clip(&store, "u", "y");
}

#[test]
fn a_write_says_what_it_touched() {
    let (_folder, store) = library();
    let (article, capture) = article("t", "x");
    let written = store.write(|db| articles::add(db, &article, &capture, &[])).unwrap();
    assert_eq!(written.touched, [crate::Touched { kind: model::ItemKind::Article, id: article.id }]);
    assert!(!written.receipts);
    let nothing = store.write(|_| Ok(7)).unwrap();
    assert_eq!((nothing.value, nothing.touched.len(), nothing.seq), (7, 0, written.seq + 1));
}

#[test]
#[ignore = "a measurement: cargo test -p store --release -- --ignored --nocapture"]
fn ten_thousand_articles_are_imported_and_fed() {
    let (_folder, store) = library();
    let text = "HBM 良率升至 62%，高于预期。".repeat(80);
    let began = Instant::now();
    for batch in 0..10 {
        let all: Vec<_> = (0..1000).map(|number| article(&format!("{batch}-{number}"), &text)).collect();
        store
            .write(|db| all.iter().try_for_each(|(article, capture)| articles::add(db, article, capture, &[])))
            .unwrap();
    }
    println!("imported in {:?}", began.elapsed());
    let began = Instant::now();
    let items: Vec<_> = store
        .read(|db| changes::changed_since(db, changes::Position::default(), 20_000))
        .unwrap()
        .iter()
        .map(|change| change.item)
        .collect();
    assert_eq!(store.read(|db| changes::feed(db, &items)).unwrap().len(), 10_000);
    println!("fed in {:?}", began.elapsed());
    let began = Instant::now();
    for _ in 0..10 {
        store.read(|db| articles::list(db, &articles::Filter::default())).unwrap();
    }
    println!("a list of 200 in {:?}", began.elapsed() / 10);
    let began = Instant::now();
    store.read(crate::counts::of_shelves).unwrap();
    println!("counts in {:?}", began.elapsed());
    let mut singles = Vec::new();
    for _ in 0..50 {
        let began = Instant::now();
        clip(&store, "one", &text);
        singles.push(began.elapsed());
    }
    singles.sort_unstable();
    println!("one clip in {:?} (median)", singles[25]);
    let began = Instant::now();
    let made = backup::make(&store, Timestamp::now()).unwrap();
    println!("a backup of {} bytes in {:?}", made.bytes, began.elapsed());
    let began = Instant::now();
    assert!(crate::check::run(&store).unwrap().is_empty());
    println!("a check in {:?}", began.elapsed());
}
