use model::Theme;

use super::*;
use crate::{
    captures, changes, notes, quotes,
    samples::{article, at, clip, library, mark, note, tagging, theme},
    taggings, themes,
    transaction::Touched,
};

fn titles(rows: &[ArticleRow]) -> Vec<&str> {
    rows.iter().map(|row| row.article.title.as_str()).collect()
}

#[test]
fn every_field_comes_back() {
    let (_folder, store) = library();
    let (mut article, capture) = article("HBM4 良率", "良率升至 62%。");
    article.external_id = Some("feed:17".into());
    article.abstract_text = Some("摘要".into());
    article.read_at = Some(at(1));
    article.starred_at = Some(at(2));
    article.trashed_at = Some(at(3));
    store.write(|db| add(db, &article, &capture, &[])).unwrap();
    store
        .read(|db| {
            assert_eq!(get(db, article.id)?, article);
            assert_eq!(captures::get(db, capture.id)?, capture);
            assert_eq!(by_external_id(db, "feed:17")?, Some(article.id));
            assert_eq!(by_external_id(db, "feed:18")?, None);
            assert_eq!(by_canonical_url(db, "https://example.org/a")?, Some(article.id));
            assert_eq!(by_canonical_url(db, "https://example.org/b")?, None);
            Ok(())
        })
        .unwrap();
}

#[test]
fn put_replaces_and_refuses_what_is_not_there() {
    let (_folder, store) = library();
    let mut article = clip(&store, "before", "x");
    article.title = "after".into();
    article.published = None;
    article.byline = None;
    store.write(|db| put(db, &article)).unwrap();
    assert_eq!(store.read(|db| get(db, article.id)).unwrap(), article);
    let stranger = Article { id: Id::new(), ..article };
    assert!(matches!(store.write(|db| put(db, &stranger)), Err(Error::NotFound { what: "article", .. })));
}

#[test]
fn lists_are_filtered_sorted_and_cut() {
    let (_folder, store) = library();
    let mut all = Vec::new();
    for (number, published) in [(0, "2026-03-03"), (1, "2026-03-01"), (2, "2026-03-02")] {
        let (mut article, capture) = article(&format!("a{number}"), "text of it\n第二行");
        article.clipped_at = at(1_773_300_000_000 + number);
        article.published = Some(published.parse().unwrap());
        store.write(|db| add(db, &article, &capture, &[])).unwrap();
        all.push(article);
    }
    store
        .write(|db| {
            set_read(db, all[0].id, Some(at(5)))?;
            set_starred(db, all[1].id, Some(at(5)))?;
            set_trashed(db, all[2].id, Some(at(5)))
        })
        .unwrap();
    let shelf = |filter: Filter| {
        store.read(|db| {
            let rows = list(db, &filter)?;
            assert_eq!(count(db, &filter)? as usize, list(db, &Filter { offset: 0, limit: 0, ..filter })?.len());
            assert_eq!(ids(db, &filter)?, rows.iter().map(|row| row.article.id).collect::<Vec<_>>());
            Ok(titles(&rows).join(" "))
        })
    };
    assert_eq!(shelf(Filter::default()).unwrap(), "a1 a0");
    assert_eq!(shelf(Filter { order: Order::Published, ..Filter::default() }).unwrap(), "a0 a1");
    assert_eq!(shelf(Filter { unread: true, ..Filter::default() }).unwrap(), "a1");
    assert_eq!(shelf(Filter { starred: true, ..Filter::default() }).unwrap(), "a1");
    assert_eq!(shelf(Filter { trashed: true, ..Filter::default() }).unwrap(), "a2");
    assert_eq!(shelf(Filter { limit: 1, ..Filter::default() }).unwrap(), "a1");
    assert_eq!(shelf(Filter { limit: 1, offset: 1, ..Filter::default() }).unwrap(), "a0");
    store.write(|db| set_trashed(db, all[2].id, None)).unwrap();
    assert_eq!(shelf(Filter::default()).unwrap(), "a2 a1 a0");
}

#[test]
fn a_theme_shows_what_lies_below_it_and_nothing_that_is_only_suggested() {
    let (_folder, store) = library();
    let (one, two, three) = (clip(&store, "one", "x"), clip(&store, "two", "y"), clip(&store, "three", "z"));
    let memory = theme("Memory", &[]);
    let mut hbm = theme("HBM", &["高带宽内存"]);
    hbm.parent = Some(memory.id);
    let item = |article: &Article| Touched { kind: ItemKind::Article, id: article.id };
    store
        .write(|db| {
            themes::add(db, &memory)?;
            themes::add(db, &hbm)?;
            taggings::add(db, &tagging(&hbm, item(&one)))?;
            taggings::add(db, &tagging(&memory, item(&two)))?;
            let state = model::TaggingState::Suggested;
            taggings::add(db, &model::Tagging { state, ..tagging(&memory, item(&three)) })
        })
        .unwrap();
    let of = |theme: Id| {
        let filter = Filter { theme: Some(theme), ..Filter::default() };
        let rows = store.read(|db| list(db, &filter)).unwrap();
        assert_eq!(store.read(|db| count(db, &filter)).unwrap() as usize, rows.len());
        let ids = store.read(|db| ids(db, &filter)).unwrap();
        assert_eq!(ids, rows.iter().map(|row| row.article.id).collect::<Vec<_>>());
        titles(&rows).join(" ")
    };
    assert_eq!(of(memory.id), "two one");
    assert_eq!(of(hbm.id), "one");
    assert_eq!(of(Id::new()), "");
    assert_eq!(store.read(|db| row(db, one.id)).unwrap().themes, [hbm.id]);
}

#[test]
fn a_row_shows_excerpt_and_quotes_but_not_those_in_the_trash() {
    let (_folder, store) = library();
    let article = clip(&store, "t", &format!("第一行\n\n第二行 {}", "长".repeat(500)));
    let kept = mark(&store, &article, "第一行");
    let gone = mark(&store, &article, "第二行");
    store.write(|db| quotes::set_trashed(db, gone.id, Some(at(9)))).unwrap();
    let row = store.read(|db| row(db, article.id)).unwrap();
    assert_eq!(row.quotes, 1);
    assert!(row.excerpt.starts_with("第一行 第二行 长") && row.excerpt.chars().count() <= 200, "{}", row.excerpt);
    assert_eq!(store.read(|db| quotes::get(db, kept.id)).unwrap(), kept);
    let mut with_abstract = article;
    with_abstract.abstract_text = Some("摘要".into());
    store.write(|db| put(db, &with_abstract)).unwrap();
    assert_eq!(store.read(|db| super::row(db, with_abstract.id)).unwrap().excerpt, "摘要");
}

#[test]
fn removal_takes_captures_and_quotes_leaves_notes_and_tombstones() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    let quote = mark(&store, &article, "x");
    let beside = note("n", "b", Some(article.id));
    store.write(|db| notes::add(db, &beside)).unwrap();
    let written = store.write(|db| remove(db, article.id)).unwrap();
    store
        .read(|db| {
            assert!(captures::of_article(db, article.id)?.is_empty());
            assert_eq!(notes::get(db, beside.id)?.article, None);
            for id in [article.id, quote.id] {
                let change = changes::of(db, id)?.unwrap();
                assert!(!change.live && change.seq == written.seq);
                assert_eq!(changes::kind_of(db, id)?, None);
            }
            let note = changes::of(db, beside.id)?.unwrap();
            assert!(note.live && note.seq == written.seq);
            Ok(())
        })
        .unwrap();
    assert_eq!(written.touched.len(), 3);
    assert!(matches!(store.write(|db| remove(db, article.id)), Err(Error::NotFound { .. })));
}

#[test]
fn only_a_capture_of_its_own_becomes_current() {
    let (_folder, store) = library();
    let (one, other) = (clip(&store, "one", "x"), clip(&store, "other", "y"));
    let refused = store.write(|db| set_capture(db, one.id, other.capture));
    assert!(matches!(refused, Err(Error::NotFound { .. })));
    let (_, mut again) = article("one", "x, edited");
    again.article = one.id;
    store
        .write(|db| {
            captures::add(db, &again, &[])?;
            set_capture(db, one.id, again.id)
        })
        .unwrap();
    assert_eq!(store.read(|db| get(db, one.id)).unwrap().capture, again.id);
}

#[test]
fn sources_of_a_theme_count_each_article_once_and_leave_out_the_trash() {
    let (_folder, store) = library();
    let memory = theme("Memory", &[]);
    let hbm = Theme { parent: Some(memory.id), ..theme("HBM", &[]) };
    store.write(|db| themes::add(db, &memory).and_then(|()| themes::add(db, &hbm))).unwrap();
    let sites = [Some("Ledger"), Some("Ledger"), Some("Courier"), Some("Gone"), None];
    for (number, site) in sites.into_iter().enumerate() {
        let (mut article, capture) = article(&format!("a{number}"), "x");
        article.site = site.map(str::to_owned);
        article.trashed_at = (site == Some("Gone")).then(|| at(1));
        let on = Touched { kind: ItemKind::Article, id: article.id };
        store
            .write(|db| {
                add(db, &article, &capture, &[])?;
                taggings::add(db, &tagging(&memory, on))?;
                taggings::add(db, &tagging(&hbm, on))
            })
            .unwrap();
    }
    let sources = |limit| store.read(|db| sources_of_theme(db, memory.id, limit)).unwrap();
    assert_eq!(sources(9), [("Ledger".to_owned(), 2), ("Courier".to_owned(), 1)]);
    assert_eq!(sources(1), [("Ledger".to_owned(), 2)]);
}

#[test]
fn lists_and_counts_of_a_large_library_read_an_index_alone() {
    let (_folder, store) = library();
    for (sql, table, index) in [
        (include_str!("count.sql"), "articles", "articles_by_state"),
        (include_str!("count_of_theme.sql"), "taggings", "taggings_by_theme"),
        (include_str!("list_by_clipped.sql"), "taggings", "taggings_by_theme"),
        (include_str!("list_by_published.sql"), "taggings", "taggings_by_theme"),
        (include_str!("../quotes/list.sql"), "taggings", "taggings_by_theme"),
        (include_str!("../taggings/counts.sql"), "taggings", "taggings_by_theme"),
        (include_str!("../counts/of_shelves.sql"), "articles", "articles_by_state"),
        (include_str!("../counts/of_shelves.sql"), "quotes", "quotes_by_state"),
    ] {
        let plan = store
            .read(|db| {
                let mut statement = db.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let steps = statement.raw_query().mapped(|row| row.get::<_, String>("detail"));
                Ok(steps.collect::<rusqlite::Result<Vec<_>>>()?.join("\n"))
            })
            .unwrap();
        let walks = |table: &str| plan.lines().any(|step| step.trim() == format!("SCAN {table}"));
        assert!(!["articles", "quotes", "notes"].into_iter().any(walks), "{sql}\nwalks over a whole table:\n{plan}");
        assert!(
            plan.contains(&format!("{table} USING COVERING INDEX {index}")),
            "{sql}\nreads {table} by other means:\n{plan}"
        );
    }
}
