use model::{Id, ItemKind};

use crate::{
    Error, Store, Touched, articles, check,
    journal::Step,
    links, notes, quotes, reposts,
    samples::{at, clip, library, note, quote_of, tagging, theme},
    taggings, themes,
    transaction::Writing,
};

/// Every row of what a person changes, as text.
fn dump(store: &Store) -> Vec<String> {
    let tables =
        ["articles", "quotes", "notes", "links", "themes", "aliases", "taggings", "searches", "reposts", "addresses"];
    let rows = |table: &str| {
        let conn = store.primary();
        let mut statement = conn.prepare(&format!("SELECT * FROM main.{table}")).unwrap();
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            let cells: Vec<_> =
                (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at)).collect::<Result<_, _>>()?;
            Ok(format!("{table} {cells:?}"))
        };
        let mut all: Vec<String> = statement.query_map([], row).unwrap().map(Result::unwrap).collect();
        all.sort_unstable();
        all
    };
    tables.into_iter().flat_map(rows).collect()
}

fn item(kind: ItemKind, id: Id) -> Touched {
    Touched { kind, id }
}

fn recorded(store: &Store, work: impl FnOnce(&Writing<'_>) -> crate::Result<()>) -> Step {
    store.write_recorded(work).unwrap().1
}

/// What one deed writes.
type Work<'a> = dyn Fn(&Writing<'_>) -> crate::Result<()> + 'a;

#[test]
fn every_kind_of_change_is_taken_back_and_done_again() {
    let (_folder, store) = library();
    let article = clip(&store, "HBM4 良率", "良率升至 62%。");
    let (one, two) = (theme("HBM", &["高带宽内存"]), theme("ASIC", &["专用芯片"]));
    let quote = quote_of(&article, "良率");
    let note = note("t", "b", Some(article.id));
    store.write(|db| themes::add(db, &one)).unwrap();
    let deeds: Vec<Box<Work<'_>>> = vec![
        Box::new(|db| articles::set_read(db, article.id, Some(at(5)))),
        Box::new(|db| quotes::add(db, &quote)),
        Box::new(|db| taggings::add(db, &tagging(&one, item(ItemKind::Quote, quote.id)))),
        Box::new(|db| themes::add(db, &two)),
        Box::new(|db| taggings::add(db, &tagging(&two, item(ItemKind::Article, article.id)))),
        Box::new(|db| themes::merge(db, two.id, one.id).map(drop)),
        Box::new(|db| notes::add(db, &note)),
        Box::new(|db| {
            notes::put(db, &model::Note { body: "其他".into(), ..note.clone() })?;
            links::put(db, item(ItemKind::Note, note.id), &[item(ItemKind::Article, article.id)])
        }),
        Box::new(|db| reposts::add_address(db, "https://b.example/2", article.id)),
        Box::new(|db| quotes::set_trashed(db, quote.id, Some(at(9)))),
        Box::new(|db| quotes::remove(db, quote.id)),
        Box::new(|db| themes::remove(db, one.id)),
    ];
    let mut states = vec![dump(&store)];
    let mut steps = Vec::new();
    for deed in &deeds {
        steps.push(recorded(&store, deed));
        states.push(dump(&store));
    }
    let mut again = Vec::new();
    for (step, state) in steps.iter().zip(&states).rev() {
        again.push(store.revert(step).unwrap().1);
        assert_eq!(&dump(&store), state);
    }
    for (step, state) in again.iter().rev().zip(&states[1..]) {
        store.revert(step).unwrap();
        assert_eq!(&dump(&store), state);
    }
    let (parent, child) = (theme("封装", &["packaging"]), theme("CoWoS", &[]));
    store.write(|db| themes::add(db, &parent)).unwrap();
    store.write(|db| themes::add(db, &model::Theme { parent: Some(parent.id), ..child.clone() })).unwrap();
    let before = dump(&store);
    let removed = recorded(&store, |db| themes::remove(db, parent.id));
    let after = dump(&store);
    let back = store.revert(&removed).unwrap().1;
    assert_eq!(dump(&store), before);
    store.revert(&back).unwrap();
    assert_eq!(dump(&store), after, "what goes with its parent is gone once");
    assert_eq!(check::run(&store).unwrap(), [], "hashes and stamps are as they should be");
}

#[test]
fn what_was_changed_since_is_left_alone() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "良率升至 62%。");
    let mut quote = quote_of(&article, "良率");
    let added = recorded(&store, |db| quotes::add(db, &quote));
    quote.comment = Some("从别处改的".into());
    store.write(|db| quotes::put(db, &quote)).unwrap();
    assert!(matches!(store.revert(&added), Err(Error::Outdated)));
    assert_eq!(store.read(|db| quotes::get(db, quote.id)).unwrap(), quote);
}

#[test]
fn another_column_of_the_same_row_may_have_changed() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    let starred = recorded(&store, |db| articles::set_starred(db, article.id, Some(at(3))));
    store.write(|db| articles::set_read(db, article.id, Some(at(4)))).unwrap();
    store.revert(&starred).unwrap();
    let now = store.read(|db| articles::get(db, article.id)).unwrap();
    assert_eq!((now.starred_at, now.read_at), (None, Some(at(4))));
}

#[test]
fn a_write_that_fails_leaves_nothing_behind_and_a_plain_write_is_not_noted() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    let failed = store.write_recorded(|db| {
        articles::set_starred(db, article.id, Some(at(3)))?;
        Err::<(), _>(Error::Circle)
    });
    assert!(matches!(failed, Err(Error::Circle)));
    store.write(|db| articles::set_read(db, article.id, Some(at(4)))).unwrap();
    assert!(recorded(&store, |_| Ok(())).is_empty());
    assert!(recorded(&store, |db| articles::set_read(db, article.id, Some(at(4)))).is_empty(), "nothing changed");
    let unknown = store.write_recorded(|db| articles::set_read(db, Id::new(), None));
    assert!(unknown.is_err());
}
