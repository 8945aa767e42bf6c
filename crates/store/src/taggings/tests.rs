use model::{Article, TaggedBy, TaggingState, Theme};

use super::*;
use crate::{
    articles,
    samples::{article, at, clip, library, mark, tagging, theme},
    themes,
    transaction::Touched,
};

fn on(article: &Article) -> Touched {
    Touched { kind: ItemKind::Article, id: article.id }
}

#[test]
fn the_user_outweighs_a_rule_and_not_the_other_way() {
    let (_folder, store) = library();
    let (hbm, article) = (theme("HBM", &[]), clip(&store, "t", "x"));
    let sure = tagging(&hbm, on(&article));
    let guess = Tagging { by: TaggedBy::Rule, state: TaggingState::Suggested, ..sure.clone() };
    store
        .write(|db| {
            themes::add(db, &hbm)?;
            add(db, &guess)
        })
        .unwrap();
    assert!(store.read(|db| confirmed(db, article.id)).unwrap().is_empty());
    store.write(|db| add(db, &sure)).unwrap();
    store.write(|db| add(db, &guess)).unwrap();
    assert_eq!(store.read(|db| of(db, article.id)).unwrap(), [sure]);
    assert_eq!(store.read(|db| confirmed(db, article.id)).unwrap(), [hbm.id]);
    let written = store.write(|db| remove(db, article.id, hbm.id)).unwrap();
    assert!(written.value && written.touched.contains(&on(&article)));
    assert!(!store.write(|db| remove(db, article.id, hbm.id)).unwrap().value);
}

#[test]
fn counts_take_in_what_lies_below_and_leave_out_the_trash() {
    let (_folder, store) = library();
    let memory = theme("Memory", &[]);
    let hbm = Theme { parent: Some(memory.id), ..theme("HBM", &[]) };
    let (one, two) = (clip(&store, "one", "x"), clip(&store, "two", "y"));
    let quote = mark(&store, &two, "y");
    store
        .write(|db| {
            themes::add(db, &memory)?;
            themes::add(db, &hbm)?;
            add(db, &tagging(&hbm, on(&one)))?;
            add(db, &tagging(&memory, on(&one)))?;
            add(db, &tagging(&memory, on(&two)))?;
            add(db, &tagging(&hbm, Touched { kind: ItemKind::Quote, id: quote.id }))
        })
        .unwrap();
    let count = |theme: &Theme| store.read(|db| Ok(counts(db)?.get(&theme.id).copied().unwrap_or(0))).unwrap();
    assert_eq!((count(&memory), count(&hbm)), (3, 2));
    store.write(|db| articles::set_trashed(db, two.id, Some(at(1)))).unwrap();
    assert_eq!((count(&memory), count(&hbm)), (1, 1));
}

#[test]
fn an_article_counts_once_in_its_week_under_the_theme_above() {
    let (_folder, store) = library();
    let memory = theme("Memory", &[]);
    let below = ["HBM", "DRAM"].map(|name| Theme { parent: Some(memory.id), ..theme(name, &[]) });
    let (one, gone) = (clip(&store, "one", "x"), clip(&store, "gone", "y"));
    store
        .write(|db| {
            themes::add(db, &memory)?;
            for theme in &below {
                themes::add(db, theme)?;
                add(db, &tagging(theme, on(&one)))?;
                add(db, &tagging(theme, on(&gone)))?;
            }
            articles::set_trashed(db, gone.id, Some(at(1)))
        })
        .unwrap();
    let until = one.published.map_or(one.clipped_at, |published| published.timestamp());
    let weeks = store.read(|db| weeks(db, until, 2)).unwrap();
    for theme in [&memory, &below[0], &below[1]] {
        assert_eq!(weeks[&theme.id], [0, 1], "{}", theme.name);
    }
}

#[test]
fn weeks_count_backwards_from_now() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let (_folder, store) = library();
    let hbm = theme("HBM", &[]);
    store.write(|db| themes::add(db, &hbm)).unwrap();
    let until = at(1_773_300_000_000);
    for days in [0, 1, 8, 20, 100, -3] {
        let (mut article, capture) = article("t", "x");
        (article.published, article.clipped_at) = (None, at(until.as_millisecond() - days * DAY));
        store
            .write(|db| {
                articles::add(db, &article, &capture, &[])?;
                add(db, &tagging(&hbm, on(&article)))
            })
            .unwrap();
    }
    assert_eq!(store.read(|db| weeks(db, until, 4)).unwrap()[&hbm.id], [0, 1, 1, 2]);
}
