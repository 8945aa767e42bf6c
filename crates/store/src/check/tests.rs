use std::{fs, path::Path};

use model::{Picture, PictureState};

use super::*;
use crate::{
    articles, captures, notes, quotes,
    samples::{article, clip, library, mark, note, tagging, theme},
    searches, taggings, themes,
};

fn words(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.what.as_str()).collect()
}

/// Flips the lowest bit of the last byte of `text` wherever it stands in the library file.
fn flip(folder: &Path, text: &str) -> usize {
    let file = folder.join("library.db");
    let mut bytes = fs::read(&file).unwrap();
    let places: Vec<usize> = bytes
        .windows(text.len())
        .enumerate()
        .filter(|(_, window)| *window == text.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in &places {
        bytes[at + text.len() - 1] ^= 1;
    }
    fs::write(&file, bytes).unwrap();
    places.len()
}

#[test]
fn a_new_library_is_in_order() {
    let (_folder, store) = library();
    assert_eq!(run(&store).unwrap(), []);
}

#[test]
fn one_flipped_bit_in_any_text_shows_although_sqlite_finds_the_file_in_order() {
    let texts = [
        "headline-of-it",
        "body-of-the-article",
        "exact-words",
        "remark-on-it",
        "note-body",
        "note-before",
        "theme-name",
        "other-name-of-it",
        "saved-query",
        "alt-of-picture",
    ];
    for text in texts {
        let (folder, store) = library();
        let (mut article, mut capture) = article("headline-of-it", "body-of-the-article");
        (article.canonical_url, capture.html) = (None, "<p>markup</p>".into());
        let picture = Picture {
            capture: capture.id,
            position: 0,
            url: "https://example.org/x.png".into(),
            smaller: None,
            alt: Some("alt-of-picture".into()),
            state: PictureState::Waiting,
            blob: None,
            message: None,
        };
        let mut quote = crate::samples::quote_of(&article, "exact-words");
        quote.comment = Some("remark-on-it".into());
        let mut note = note("n", "note-before", None);
        let theme = theme("theme-name", &["other-name-of-it"]);
        let search = searches::SavedSearch {
            id: Id::new(),
            name: "s".into(),
            query: "saved-query".into(),
            position: 0,
            created_at: note.created_at,
        };
        store
            .write(|db| {
                articles::add(db, &article, &capture, &[picture])?;
                quotes::add(db, &quote)?;
                notes::add(db, &note)?;
                note.body = "note-body".into();
                notes::put(db, &note)?;
                themes::add(db, &theme)?;
                searches::put(db, &search)
            })
            .unwrap();
        assert_eq!(run(&store).unwrap(), [], "{text}");
        drop(store);
        assert!(flip(folder.path(), text) > 0, "{text} does not stand in the file");
        let store = Store::open(folder.path()).unwrap();
        let findings = run(&store).unwrap();
        assert!(findings.iter().any(|finding| finding.what == What::Row), "{text}: {findings:?}");
        // Themes are indexed by their names, so that there SQLite itself may notice.
        if !text.contains("name") {
            assert!(store.read(structure).unwrap().is_empty(), "{text}");
        }
        assert!(findings.iter().all(|finding| !finding.message.contains(text)), "no text in a message");
        let after = repair(&store).unwrap();
        assert!(after.iter().any(|finding| finding.what == What::Row && !finding.repaired), "words cannot be guessed");
    }
}

#[test]
fn bytes_that_are_not_text_any_more_are_a_damaged_row() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    store.write(|db| db.run("UPDATE captures SET text = CAST(x'E8FF' AS TEXT)", [])).unwrap();
    assert_eq!(words(&run(&store).unwrap()), ["row"]);
    assert!(matches!(store.read(|db| captures::get(db, article.capture)), Err(Error::Damaged)));
}

#[test]
fn lost_and_damaged_bytes_are_found_and_their_pictures_may_be_fetched_again() {
    let (_folder, store) = library();
    let (article, capture) = article("t", "x");
    let picture = |position, bytes: &[u8]| Picture {
        capture: capture.id,
        position,
        url: format!("https://example.org/{position}.png"),
        smaller: None,
        alt: None,
        state: PictureState::Kept,
        blob: Some(store.put_blob(bytes, "image/png").unwrap()),
        message: None,
    };
    let pictures = [picture(0, b"missing"), picture(1, b"damaged"), picture(2, b"whole")];
    store.write(|db| articles::add(db, &article, &capture, &pictures)).unwrap();
    let path = |position: usize| store.blobs().path(pictures[position].blob.as_ref().unwrap());
    fs::remove_file(path(0)).unwrap();
    fs::write(path(1), b"damagee").unwrap();
    let mut found = words(&run(&store).unwrap());
    found.sort_unstable();
    assert_eq!(found, ["blob-damaged", "blob-missing"]);
    let findings = repair(&store).unwrap();
    assert!(findings.len() == 2 && findings.iter().all(|finding| !finding.repaired), "{findings:?}");
    assert!(findings.iter().all(|finding| finding.item == Some(Touched { kind: ItemKind::Article, id: article.id })));
    let states: Vec<PictureState> = store
        .read(|db| captures::pictures::of_capture(db, capture.id))
        .unwrap()
        .iter()
        .map(|picture| picture.state)
        .collect();
    assert_eq!(states, [PictureState::Failed, PictureState::Failed, PictureState::Kept]);
    assert!(path(1).with_extension("damaged").exists(), "damaged bytes are kept aside");
    assert_eq!(run(&store).unwrap(), []);
}

#[test]
fn a_lost_original_stays_known() {
    let (_folder, store) = library();
    let (article, mut capture) = article("t", "x");
    capture.original = Some(store.put_blob(b"<p>x</p>", "text/html").unwrap());
    store.write(|db| articles::add(db, &article, &capture, &[])).unwrap();
    fs::remove_file(store.blobs().path(capture.original.as_ref().unwrap())).unwrap();
    let findings = repair(&store).unwrap();
    assert_eq!(words(&findings), ["blob-missing"]);
    assert!(!findings[0].repaired);
}

#[test]
fn wrong_stamps_sequences_and_stray_taggings_are_mended() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    let quote = mark(&store, &article, "x");
    let hbm = theme("HBM", &[]);
    let nothing = Touched { kind: ItemKind::Note, id: Id::new() };
    store
        .write(|db| {
            themes::add(db, &hbm)?;
            taggings::add(db, &tagging(&hbm, nothing))?;
            db.run("UPDATE library SET seq = 0", [])?;
            db.run("DELETE FROM changes WHERE kind = 'quote'", [])?;
            db.run("UPDATE changes SET live = 0 WHERE kind = 'article'", [])?;
            db.run("INSERT INTO changes VALUES ('0192f0c4-0000-7000-8000-000000000000', 'note', 1, 1)", [])
        })
        .unwrap();
    let mut found = words(&run(&store).unwrap());
    found.sort_unstable();
    assert_eq!(found, ["reference", "sequence", "stamp", "stamp", "stamp"]);
    let findings = repair(&store).unwrap();
    assert!(findings.iter().all(|finding| finding.repaired), "{findings:?}");
    assert_eq!(run(&store).unwrap(), []);
    let head = store.read(crate::changes::head).unwrap();
    let stamped = store.read(|db| crate::changes::of(db, quote.id)).unwrap().unwrap();
    assert_eq!((stamped.seq, stamped.live), (head, true), "so that the index takes it up");
}

#[test]
fn an_index_of_sqlite_that_lost_a_row_is_made_again() {
    let (folder, store) = library();
    drop(store);
    let raw = |sql: &str| {
        rusqlite::Connection::open(folder.path().join("library.db")).unwrap().execute_batch(sql).unwrap();
    };
    let define = |condition: &str| {
        raw(&format!(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX notes_by_article ON notes \
             (article) WHERE article IS {condition} NULL' WHERE name = 'notes_by_article'"
        ));
    };
    define("");
    let store = Store::open(folder.path()).unwrap();
    let article = clip(&store, "t", "x");
    store.write(|db| notes::add(db, &note("n", "b", Some(article.id)))).unwrap();
    drop(store);
    define("NOT");
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(words(&run(&store).unwrap()), ["structure"]);
    let findings = repair(&store).unwrap();
    assert!(findings.iter().all(|finding| finding.repaired), "{findings:?}");
}

#[test]
fn damaged_structure_is_a_finding_and_not_a_failure() {
    let (folder, store) = library();
    for number in 0..40 {
        clip(&store, &format!("title {number}"), &"文".repeat(3000));
    }
    drop(store);
    let file = folder.path().join("library.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    for page in [middle, middle + 4 * 4096, middle + 8 * 4096] {
        bytes[page..page + 64].fill(0xFF);
    }
    fs::write(&file, &bytes).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let findings = run(&store).unwrap();
    assert!(findings.iter().any(|finding| matches!(finding.what, What::Structure | What::Row)), "{findings:?}");
    assert!(repair(&store).unwrap().iter().any(|finding| !finding.repaired));
}
