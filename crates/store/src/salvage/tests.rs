use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use model::{Picture, PictureState};
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::{
    Store, articles, captures, changes, check, counts, notes, quotes,
    samples::{article, at, mark, note, quote_of, tagging, theme},
    taggings, themes,
    transaction::LibraryRow,
};

const PAGE: usize = 4096;

/// A library of some hundred pages with something of everything, closed, and all its items.
fn grown() -> (TempDir, BTreeSet<Touched>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let hbm = theme("HBM", &["高带宽内存", "high bandwidth memory"]);
    store.write(|db| themes::add(db, &hbm)).unwrap();
    for number in 0..120 {
        let text = format!("第 {number} 段。{}", "良率与产能。".repeat(if number % 7 == 0 { 3_000 } else { 60 }));
        let (mut article, capture) = article(&format!("headline {number}"), &text);
        article.canonical_url = None;
        let picture = Picture {
            capture: capture.id,
            position: 0,
            url: format!("https://example.org/{number}.png"),
            smaller: None,
            alt: None,
            state: PictureState::Waiting,
            blob: None,
            message: None,
        };
        let quote = quote_of(&article, "良率");
        let item = Touched { kind: model::ItemKind::Article, id: article.id };
        store
            .write(|db| {
                articles::add(db, &article, &capture, &[picture])?;
                quotes::add(db, &quote)?;
                taggings::add(db, &tagging(&hbm, item))?;
                notes::add(db, &note(&format!("note {number}"), &"要点。".repeat(40), Some(article.id)))
            })
            .unwrap();
    }
    let items = items_of(&store);
    (folder, items)
}

fn items_of(store: &Store) -> BTreeSet<Touched> {
    let behind = changes::Position::behind(0);
    let all = store.read(|db| changes::changed_since(db, behind, u32::MAX)).unwrap();
    all.into_iter().filter(|change| change.live).map(|change| change.item).collect()
}

fn library_of(store: &Store) -> LibraryRow {
    let row = |db: &crate::Reading<'_>| db.library();
    store.read(row).unwrap()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("library.db")
}

fn damage(folder: &Path, with: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = fs::read(file(folder)).unwrap();
    with(&mut bytes);
    fs::write(file(folder), &bytes).unwrap();
    bytes
}

/// Salvages, and holds what is there afterwards against what was: each item is there, or its loss is told.
fn come_back(folder: &Path, before: &BTreeSet<Touched>) -> (Store, Salvaged) {
    let damaged = fs::read(file(folder)).unwrap();
    let salvaged = salvage(folder, at(1_773_400_000_000)).unwrap();
    assert!(fs::read(&salvaged.kept_as).unwrap() == damaged, "the damaged file is kept as it was");
    let store = Store::open(folder).unwrap();
    assert_eq!(check::run(&store).unwrap(), []);
    let after = items_of(&store);
    let named: BTreeSet<Touched> = salvaged.findings.iter().filter_map(|finding| finding.item).collect();
    let silent: Vec<_> = before.difference(&after).filter(|item| !named.contains(item)).collect();
    // The list of what was there may itself be among what is lost; that is said as well.
    let said = salvaged.findings.iter().any(|finding| finding.what == check::What::Structure);
    assert!(silent.is_empty() || said, "lost without a word: {silent:?}");
    (store, salvaged)
}

#[test]
fn a_whole_file_comes_over_whole_and_what_was_deleted_stays_so() {
    let (folder, before) = grown();
    let store = Store::open(folder.path()).unwrap();
    let gone: Vec<_> = before.iter().filter(|item| item.kind == model::ItemKind::Article).take(40).copied().collect();
    store.write(|db| gone.iter().try_for_each(|item| articles::remove(db, item.id))).unwrap();
    let (before, library) = (items_of(&store), library_of(&store));
    let counted = store.read(counts::of_shelves).unwrap();
    drop(store);
    let (store, salvaged) = come_back(folder.path(), &before);
    assert_eq!(salvaged.findings, []);
    assert_eq!(store.read(counts::of_shelves).unwrap(), counted);
    assert_eq!(items_of(&store), before);
    let now = library_of(&store);
    assert!(now.id == library.id && now.created_at == library.created_at && now.seq > library.seq);
    assert!(salvaged.rows["taggings"] == 80 && salvaged.rows["aliases"] == 2 && salvaged.rows["pictures"] == 80);
}

#[test]
fn a_file_cut_short_gives_what_is_left_of_it() {
    let (folder, before) = grown();
    damage(folder.path(), |bytes| bytes.truncate(bytes.len() / 2 + 77));
    let (store, salvaged) = come_back(folder.path(), &before);
    assert!(!salvaged.findings.is_empty());
    assert!(items_of(&store).len() > before.len() / 3, "{} of {}", items_of(&store).len(), before.len());
}

#[test]
fn pages_of_zeros_cost_their_own_rows_and_no_others() {
    let (folder, before) = grown();
    let pages = damage(folder.path(), |bytes| {
        for page in (5..bytes.len() / PAGE).step_by(9) {
            bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        }
    })
    .len()
        / PAGE;
    let (store, salvaged) = come_back(folder.path(), &before);
    assert!(pages > 100 && !salvaged.findings.is_empty());
    assert!(items_of(&store).len() > before.len() / 2, "{} of {}", items_of(&store).len(), before.len());
}

#[test]
fn a_file_whose_first_page_is_gone_still_gives_its_rows() {
    let (folder, before) = grown();
    damage(folder.path(), |bytes| bytes[..PAGE].fill(0));
    assert!(Store::open(folder.path()).is_err());
    let (store, _) = come_back(folder.path(), &before);
    let counted = store.read(counts::of_shelves).unwrap();
    assert_eq!((counted.articles, counted.quotes, counted.notes), (120, 120, 120));
}

#[test]
fn words_that_are_not_the_saved_ones_are_left_out_and_named() {
    let (folder, before) = grown();
    let mut store = Store::open(folder.path()).unwrap();
    let article = store.read(|db| articles::list(db, &articles::Filter::default())).unwrap().remove(3).article;
    let quote = mark(&store, &article, "needle-words");
    drop(store);
    damage(folder.path(), |bytes| {
        let places: Vec<usize> =
            bytes.windows(12).enumerate().filter(|(_, window)| *window == b"needle-words").map(|(at, _)| at).collect();
        places.iter().for_each(|at| bytes[at + 3] ^= 1);
    });
    let salvaged;
    (store, salvaged) = come_back(folder.path(), &before);
    let item = Some(Touched { kind: model::ItemKind::Quote, id: quote.id });
    assert!(
        salvaged.findings.iter().any(|finding| finding.item == item && !finding.repaired),
        "{:?}",
        salvaged.findings
    );
    assert!(store.read(|db| quotes::get(db, quote.id)).is_err());
    assert!(salvaged.findings.iter().all(|finding| !finding.message.contains("needle")));
}

#[test]
fn a_quote_stays_when_its_article_is_lost_and_an_article_when_its_text_is() {
    let (folder, _) = grown();
    let store = Store::open(folder.path()).unwrap();
    let all = store.read(|db| articles::list(db, &articles::Filter::default())).unwrap();
    let (lost, textless) = (all[1].article.clone(), all[2].article.clone());
    drop(store);
    let raw = Connection::open(file(folder.path())).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER articles_removed").unwrap();
    raw.execute("DELETE FROM articles WHERE id = ?1", [lost.id.to_string()]).unwrap();
    raw.execute("DELETE FROM captures WHERE article IN (?1, ?2)", [lost.id.to_string(), textless.id.to_string()])
        .unwrap();
    drop(raw);
    let salvaged = salvage(folder.path(), at(0)).unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(check::run(&store).unwrap(), []);
    for article in [&lost, &textless] {
        let quotes = store.read(|db| quotes::of_article(db, article.id)).unwrap();
        assert!(quotes.len() == 1 && quotes[0].quote.anchor.exact == "良率" && !quotes[0].quote.placed);
    }
    let kept = store.read(|db| articles::get(db, textless.id)).unwrap();
    assert_eq!(kept.title, textless.title);
    assert!(store.read(|db| captures::get(db, kept.capture)).unwrap().text.is_empty());
    assert!(salvaged.findings.iter().filter(|finding| finding.what == check::What::Lost).count() >= 2);
}

#[test]
fn rows_that_were_there_before_a_column_was_added_come_over() {
    let (folder, before) = grown();
    let raw = Connection::open(file(folder.path())).unwrap();
    raw.execute_batch("DELETE FROM aliases").unwrap();
    // Seven values where the table has eight: as the first format wrote it.
    raw.execute_batch("ALTER TABLE aliases DROP COLUMN ambiguous").unwrap();
    raw.execute_batch(
        "INSERT INTO aliases SELECT id, 0, 'h b m', 'h b m', NULL, 0, 0 FROM themes; \
         ALTER TABLE aliases ADD COLUMN ambiguous INTEGER NOT NULL DEFAULT 0 CHECK (ambiguous IN (0, 1))",
    )
    .unwrap();
    drop(raw);
    let salvaged = salvage(folder.path(), at(0)).unwrap();
    assert_eq!(salvaged.rows["aliases"], 1, "{:?}", salvaged.findings);
    assert_eq!(items_of(&Store::open(folder.path()).unwrap()), before);
}

#[test]
fn what_holds_nothing_of_a_library_is_left_where_it_is() {
    let (folder, _) = grown();
    let damaged = damage(folder.path(), |bytes| bytes.fill(0x5a));
    assert!(matches!(salvage(folder.path(), at(0)), Err(Error::NothingSaved(None))));
    assert!(fs::read(file(folder.path())).unwrap() == damaged);
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().contains("salvaging")), "{beside:?}");
}

#[test]
fn an_open_library_is_not_salvaged() {
    let (folder, _) = grown();
    let _store = Store::open(folder.path()).unwrap();
    assert!(matches!(salvage(folder.path(), at(0)), Err(Error::Open)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_flipped_bits_make_a_row_vanish_without_a_word(flips in prop::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..200)) {
        let (folder, before) = grown();
        damage(folder.path(), |bytes| {
            for (place, bit) in flips {
                let place = place.index(bytes.len());
                bytes[place] ^= 1 << bit;
            }
        });
        let salvaged = salvage(folder.path(), at(0)).unwrap();
        let store = Store::open(folder.path()).unwrap();
        prop_assert_eq!(check::run(&store).unwrap(), []);
        prop_assert!(items_of(&store).len() > before.len() / 2);
        prop_assert!(salvaged.kept_as.exists());
    }
}
