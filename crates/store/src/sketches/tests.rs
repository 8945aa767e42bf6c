use super::*;
use crate::{articles, samples};

#[test]
fn every_article_has_a_row_that_is_due_again_with_another_capture() {
    let (_folder, store) = samples::library();
    let article = samples::clip(&store, "良率", "一段话");
    let due = || store.read(|db| in_state(db, SketchState::Due, 9)).unwrap();
    assert_eq!(due(), [article.id]);
    store.write(|db| put(db, article.id, &[1, 2], 1, SketchState::Compared)).unwrap();
    assert!(due().is_empty());
    let (_, mut capture) = samples::article("良率", "另一段话");
    capture.article = article.id;
    store
        .write(|db| {
            crate::captures::add(db, &capture, &[])?;
            articles::put(db, &model::Article { capture: capture.id, ..article.clone() })
        })
        .unwrap();
    assert_eq!(due(), [article.id]);
}

#[test]
fn sketches_are_read_by_number_and_only_the_new_ones() {
    let (_folder, store) = samples::library();
    let [a, b] = ["甲", "乙"].map(|title| samples::clip(&store, title, title));
    let mark = |article: Id, byte: u8| store.write(|db| put(db, article, &[byte], 1, SketchState::Made)).unwrap().seq;
    let first = mark(a.id, 7);
    let since = |seq: u64| {
        let mut seen = Vec::new();
        let last =
            store.read(|db| each_since(db, seq, 1, |number, bytes| seen.push((number, bytes.to_vec())))).unwrap();
        (last, seen)
    };
    let (last, seen) = since(0);
    assert_eq!((last, seen.len()), (first, 1));
    let second = mark(b.id, 9);
    let (last, seen) = since(first + 1);
    assert_eq!((last, seen[0].1.clone()), (second, vec![9]));
    assert_eq!(store.read(|db| article_of(db, seen[0].0)).unwrap(), Some(b.id));
    store.write(|db| articles::set_trashed(db, b.id, Some(samples::at(1)))).unwrap();
    assert_eq!(store.read(|db| article_of(db, seen[0].0)).unwrap(), None);
}

#[test]
fn another_version_makes_all_due() {
    let (_folder, store) = samples::library();
    let article = samples::clip(&store, "甲", "甲");
    store.write(|db| put(db, article.id, &[1], 1, SketchState::Compared)).unwrap();
    assert!(store.read(|db| has_outdated(db, 2)).unwrap());
    store.write(|db| outdate(db, 2)).unwrap();
    assert!(!store.read(|db| has_outdated(db, 2)).unwrap());
    assert_eq!(store.read(|db| in_state(db, SketchState::Due, 9)).unwrap(), [article.id]);
}
