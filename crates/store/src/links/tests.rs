use super::*;
use crate::{
    articles, notes,
    samples::{at, clip, library, mark, note},
};

#[test]
fn links_are_replaced_and_seen_from_the_other_end() {
    let (_folder, store) = library();
    let article = clip(&store, "HBM4", "x");
    let quote = mark(&store, &article, "x");
    let from = note("综述", "b", None);
    let source = Touched { kind: ItemKind::Note, id: from.id };
    let to_article = Touched { kind: ItemKind::Article, id: article.id };
    let to_quote = Touched { kind: ItemKind::Quote, id: quote.id };
    let written = store
        .write(|db| {
            notes::add(db, &from)?;
            put(db, source, &[to_article, to_quote, to_article])
        })
        .unwrap();
    assert!(written.touched.contains(&to_quote));
    assert_eq!(store.read(|db| of(db, from.id)).unwrap().len(), 2);
    let backlink = Backlink { source, title: "综述".into() };
    assert_eq!(store.read(|db| backlinks(db, quote.id)).unwrap(), std::slice::from_ref(&backlink));
    let written = store.write(|db| put(db, source, &[to_quote])).unwrap();
    assert!(written.touched.contains(&to_article), "the one it no longer links to");
    assert!(store.read(|db| backlinks(db, article.id)).unwrap().is_empty());
    store.write(|db| notes::set_trashed(db, from.id, Some(at(1)))).unwrap();
    assert!(store.read(|db| backlinks(db, quote.id)).unwrap().is_empty());
    store.write(|db| articles::remove(db, article.id)).unwrap();
    assert!(store.read(|db| of(db, from.id)).unwrap().is_empty(), "the quote went with its article");
}
