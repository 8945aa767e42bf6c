use super::*;
use crate::{articles, samples};

#[test]
fn a_pair_is_known_from_both_sides_and_survives_a_new_comparison() {
    let (_folder, store) = samples::library();
    let [a, b] = ["甲", "乙"].map(|title| samples::clip(&store, title, title));
    let pair = |share| Pair { other: b.id, there: (share, 2), back: (1.0, 0) };
    let written = store.write(|db| put(db, a.id, &[pair(0.87)])).unwrap();
    assert!(written.touched.iter().any(|item| item.id == b.id), "the other's row shows it too");
    let like = |article: Id| store.read(|db| of(db, article)).unwrap();
    assert_eq!((like(a.id)[0].share, like(a.id)[0].fresh, like(a.id)[0].share_back), (0.87, 2, 1.0));
    assert_eq!((like(b.id)[0].other, like(b.id)[0].share_back), (a.id, 0.87));
    store.write(|db| set_kept(db, a.id, true)).unwrap();
    store.write(|db| put(db, a.id, &[pair(0.5)])).unwrap();
    assert!(like(b.id)[0].kept && like(a.id)[0].kept);
    store.write(|db| put(db, a.id, &[])).unwrap();
    assert!(like(b.id).is_empty());
}

#[test]
fn what_is_in_the_trash_is_like_nothing() {
    let (_folder, store) = samples::library();
    let [a, b] = ["甲", "乙"].map(|title| samples::clip(&store, title, title));
    store.write(|db| put(db, a.id, &[Pair { other: b.id, there: (1.0, 0), back: (1.0, 0) }])).unwrap();
    store.write(|db| articles::set_trashed(db, b.id, Some(samples::at(1)))).unwrap();
    assert!(store.read(|db| of(db, a.id)).unwrap().is_empty());
}

#[test]
fn a_merged_address_leads_to_the_article() {
    let (_folder, store) = samples::library();
    let [a, b] = ["甲", "乙"].map(|title| samples::clip(&store, title, title));
    store.write(|db| add_address(db, "https://example.org/b", a.id)).unwrap();
    let at = |url: &str| store.read(|db| articles::by_canonical_url(db, url)).unwrap();
    assert_eq!(at("https://example.org/b"), Some(a.id));
    store.write(|db| move_addresses(db, a.id, b.id)).unwrap();
    assert_eq!(at("https://example.org/b"), Some(b.id));
}
