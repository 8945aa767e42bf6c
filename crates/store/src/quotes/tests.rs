use super::*;
use crate::{
    articles,
    samples::{at, clip, library, mark, quote_of, tagging, theme},
    themes,
    transaction::Touched,
};

fn words(rows: &[QuoteRow]) -> String {
    rows.iter().map(|row| row.quote.anchor.exact.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_field_comes_back_with_its_article() {
    let (_folder, store) = library();
    let article = clip(&store, "HBM4", "他说良率升至 62%。");
    let quote = Quote {
        comment: Some("高于预期".into()),
        colour: Colour::new(4),
        placed: false,
        trashed_at: Some(at(8)),
        ..quote_of(&article, "良率升至 62%")
    };
    store.write(|db| add(db, &quote)).unwrap();
    assert_eq!(store.read(|db| get(db, quote.id)).unwrap(), quote);
    let row = store.read(|db| row(db, quote.id)).unwrap();
    assert_eq!((row.article_title.as_str(), row.site.as_deref()), ("HBM4", Some("Chip Weekly")));
    assert_eq!(row.published, article.published);
}

#[test]
fn an_articles_quotes_stand_in_order_of_place_the_unplaced_last() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    for (exact, start, placed) in [("lost", 1, false), ("second", 20, true), ("first", 3, true)] {
        let mut quote = quote_of(&article, exact);
        (quote.anchor.start, quote.anchor.end, quote.placed) = (start, start + 5, placed);
        store.write(|db| add(db, &quote)).unwrap();
    }
    assert_eq!(words(&store.read(|db| of_article(db, article.id)).unwrap()), "first second lost");
    let unplaced = Filter { unplaced: true, ..Filter::default() };
    assert_eq!(words(&store.read(|db| list(db, &unplaced)).unwrap()), "lost");
}

#[test]
fn lists_are_filtered_and_a_trashed_article_takes_its_quotes_along() {
    let (_folder, store) = library();
    let (one, two) = (clip(&store, "one", "x"), clip(&store, "two", "y"));
    let mut said = quote_of(&one, "a");
    said.speaker = Some("陈立".into());
    let tagged = quote_of(&two, "b");
    let hbm = theme("HBM", &[]);
    store
        .write(|db| {
            add(db, &said)?;
            add(db, &tagged)?;
            themes::add(db, &hbm)?;
            taggings::add(db, &tagging(&hbm, Touched { kind: ItemKind::Quote, id: tagged.id }))
        })
        .unwrap();
    let shown = |filter: Filter| words(&store.read(|db| list(db, &filter)).unwrap());
    assert_eq!(shown(Filter::default()), "b a");
    assert_eq!(shown(Filter { speakers: Some(vec!["陈".into(), "陈立".into()]), ..Filter::default() }), "a");
    assert_eq!(shown(Filter { speakers: Some(vec!["陈".into()]), ..Filter::default() }), "");
    assert_eq!(shown(Filter { article: Some(two.id), ..Filter::default() }), "b");
    assert_eq!(shown(Filter { theme: Some(hbm.id), ..Filter::default() }), "b");
    assert_eq!(shown(Filter { limit: 1, offset: 1, ..Filter::default() }), "a");
    store.write(|db| articles::set_trashed(db, two.id, Some(at(1)))).unwrap();
    assert_eq!(shown(Filter::default()), "a");
    assert_eq!(shown(Filter { trashed: true, ..Filter::default() }), "b");
}

#[test]
fn edits_and_removal() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    let mut quote = mark(&store, &article, "x");
    quote.comment = Some("note this".into());
    quote.anchor.start = 0;
    let written = store.write(|db| put(db, &quote)).unwrap();
    assert_eq!(store.read(|db| get(db, quote.id)).unwrap(), quote);
    assert!(written.touched.iter().any(|item| item.id == article.id), "its article shows it");
    store.write(|db| set_trashed(db, quote.id, Some(at(7)))).unwrap();
    assert_eq!(store.read(|db| get(db, quote.id)).unwrap().trashed_at, Some(at(7)));
    store.write(|db| remove(db, quote.id)).unwrap();
    assert!(matches!(store.read(|db| get(db, quote.id)), Err(Error::NotFound { what: "quote", .. })));
    assert!(matches!(store.write(|db| put(db, &quote)), Err(Error::NotFound { what: "quote", .. })));
}
