use std::collections::BTreeMap;

use model::{Article, Picture, PictureState, QuotedPicture, TaggedBy, Tagging};
use tempfile::TempDir;

use super::*;
use crate::{
    articles, captures, counts, notes, quotes,
    samples::{article, clip, library, note, quote_of, tagging, theme},
    store::Store,
    taggings, themes,
    transaction::Writing,
};

/// A library with two of everything that feeds the index.
struct World {
    _folder: TempDir,
    store: Store,
    one: Article,
    items: Vec<Touched>,
    /// Another id for a column that names something.
    others: BTreeMap<&'static str, String>,
}

fn world() -> World {
    let (folder, store) = library();
    let (one, two) = (clip(&store, "one", "他说良率升至 62%"), clip(&store, "two", "y"));
    let chart = store.put_blob(b"chart", "image/png").unwrap();
    let mut quote = quote_of(&one, "良率");
    quote.anchor.picture = Some(QuotedPicture { number: 0, blob: chart });
    let note_of_one = note("n", "b", Some(one.id));
    let (hbm, asic) = (theme("HBM", &["高带宽内存"]), theme("ASIC", &[]));
    let (_, mut second) = article("one", "他说良率升至 65%");
    second.article = one.id;
    let items = [(ItemKind::Article, one.id), (ItemKind::Article, two.id)]
        .into_iter()
        .chain([(ItemKind::Quote, quote.id), (ItemKind::Note, note_of_one.id)])
        .map(|(kind, id)| Touched { kind, id })
        .collect::<Vec<_>>();
    store
        .write(|db| {
            captures::add(db, &second, &[])?;
            captures::pictures::add(db, &picture(one.capture))?;
            quotes::add(db, &quote)?;
            notes::add(db, &note_of_one)?;
            themes::add(db, &hbm)?;
            themes::add(db, &asic)?;
            // Not on the second article, so that a tagging has where to go.
            let tagged = [items[0], items[2], items[3]];
            tagged.iter().try_for_each(|item| taggings::add(db, &tagging(&hbm, *item)))
        })
        .unwrap();
    let blob = store.put_blob(b"original", "text/html").unwrap();
    let others = BTreeMap::from([
        ("articles.capture", second.id.to_string()),
        ("captures.article", two.id.to_string()),
        ("captures.original", blob.to_string()),
        ("quotes.placed", "0".into()),
        ("quotes.article", two.id.to_string()),
        ("quotes.capture", second.id.to_string()),
        ("quotes.picture", blob.to_string()),
        ("notes.article", two.id.to_string()),
        ("taggings.theme", asic.id.to_string()),
        ("taggings.item", two.id.to_string()),
        ("taggings.item_kind", "quote".into()),
        ("taggings.made_by", "rule".into()),
        ("taggings.state", "suggested".into()),
        ("articles.published", "2025-01-02".into()),
        ("quotes.exact", "良率 62%".into()),
        ("pictures.capture", second.id.to_string()),
        ("pictures.state", "kept".into()),
        ("pictures.blob", blob.to_string()),
        ("links.source", two.id.to_string()),
        ("links.target", one.id.to_string()),
        ("links.target_kind", "article".into()),
    ]);
    World { _folder: folder, store, one, items, others }
}

/// A picture that is not fetched yet.
fn picture(capture: Id) -> Picture {
    let url = "https://example.org/a.png".to_owned();
    Picture {
        capture,
        position: 0,
        url,
        smaller: None,
        alt: None,
        state: PictureState::Waiting,
        blob: None,
        message: None,
    }
}

fn documents(world: &World) -> BTreeMap<Id, String> {
    let describe = |item: &Touched| {
        let document = world.store.read(|db| feed(db, &[*item])).unwrap();
        (item.id, format!("{document:?}"))
    };
    world.items.iter().map(describe).collect()
}

fn columns(store: &Store, table: &str) -> Vec<String> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}')");
    store.read(|db| db.many(&sql, [], |row| row.get(0))).unwrap()
}

/// Sets a column of the first article's row, or of the row that belongs to it, to something else.
fn set(db: &Writing<'_>, world: &World, table: &str, column: &str) -> Result<usize> {
    let value = match world.others.get(format!("{table}.{column}").as_str()) {
        Some(other) => format!("'{other}'"),
        None => format!(
            r#"CASE typeof("{column}") WHEN 'integer' THEN "{column}" + 1 WHEN 'blob' THEN x'00' WHEN 'null' THEN 5
               ELSE "{column}" || 'z' END"#
        ),
    };
    let row = match table {
        "articles" => format!("id = '{}'", world.one.id),
        "captures" => format!("id = '{}'", world.one.capture),
        "pictures" => format!("capture = '{}'", world.one.capture),
        "taggings" => format!("item = '{}'", world.one.id),
        _ => format!("article = '{}'", world.one.id),
    };
    db.run(&format!(r#"UPDATE {table} SET "{column}" = {value} WHERE {row}"#), [])
}

#[test]
fn every_column_that_feeds_the_index_stamps_what_it_changes() {
    let mut feeding = Vec::new();
    for table in ["articles", "captures", "pictures", "quotes", "notes", "taggings"] {
        let names = columns(&world().store, table);
        for column in names.iter().filter(|column| *column != "id") {
            let world = world();
            let before = documents(&world);
            let written = world.store.write(|db| set(db, &world, table, column)).unwrap();
            assert_eq!(written.value, 1, "{table}.{column}");
            let after = documents(&world);
            for item in world.items.iter().filter(|item| before[&item.id] != after[&item.id]) {
                let change = world.store.read(|db| of(db, item.id)).unwrap().unwrap();
                assert_eq!(change.seq, written.seq, "{table}.{column} changes an unstamped {:?}", item.kind);
                assert!(written.touched.contains(item));
                feeding.push(format!("{table}.{column}"));
            }
        }
    }
    for needed in [
        "articles.title",
        "articles.byline",
        "articles.site",
        "articles.url",
        "articles.lang",
        "articles.published",
        "articles.clipped_at",
        "articles.abstract_text",
        "articles.capture",
        "articles.read_at",
        "articles.starred_at",
        "articles.trashed_at",
        "articles.external_id",
        "captures.text",
        "captures.url",
        "pictures.state",
        "quotes.exact",
        "quotes.comment",
        "quotes.speaker",
        "quotes.article",
        "quotes.trashed_at",
        "notes.title",
        "notes.body",
        "notes.article",
        "notes.trashed_at",
        "taggings.theme",
        "taggings.state",
        "taggings.item",
    ] {
        assert!(feeding.iter().any(|column| column == needed), "{needed} no longer feeds the index");
    }
}

#[test]
fn every_row_that_feeds_the_index_stamps_what_its_removal_changes() {
    let gone = [
        ("captures", "id <> (SELECT capture FROM articles WHERE id = captures.article)"),
        ("pictures", "state = 'kept'"),
        ("quotes", "1"),
        ("notes", "1"),
        ("taggings", "1"),
    ];
    for (table, rows) in gone {
        let world = world();
        let prepare = "UPDATE captures SET url = 'https://example.org/elsewhere' \
                       WHERE id <> (SELECT capture FROM articles WHERE id = captures.article)";
        world.store.write(|db| db.run(prepare, [])).unwrap();
        world.store.write(|db| db.run("UPDATE pictures SET state = 'kept'", [])).unwrap();
        let before = documents(&world);
        let written = world.store.write(|db| db.run(&format!("DELETE FROM {table} WHERE {rows}"), [])).unwrap();
        let after = documents(&world);
        let changed: Vec<&Touched> = world.items.iter().filter(|item| before[&item.id] != after[&item.id]).collect();
        assert!(!changed.is_empty(), "no row of {table} feeds the index any more");
        for item in changed {
            let change = world.store.read(|db| of(db, item.id)).unwrap().unwrap();
            assert_eq!(change.seq, written.seq, "a row of {table} that goes leaves {:?} unstamped", item.kind);
        }
    }
}

#[test]
fn an_articles_name_and_date_restamp_its_quotes_and_its_flags_do_not() {
    let world = world();
    let quote = world.items[2];
    let mut renamed = world.one.clone();
    renamed.title = "another".into();
    let written = world.store.write(|db| articles::put(db, &renamed)).unwrap();
    assert!(written.touched.contains(&quote));
    let written = world.store.write(|db| articles::set_read(db, renamed.id, Some(renamed.clipped_at))).unwrap();
    assert!(!written.touched.contains(&quote));
    let written = world.store.write(|db| articles::set_trashed(db, renamed.id, Some(renamed.clipped_at))).unwrap();
    assert!(written.touched.contains(&quote));
    let fed = world.store.read(|db| feed(db, &[quote])).unwrap();
    assert!(matches!(&fed[..], [Document::Quote(document)] if document.trashed && document.article_title == "another"));
}

#[test]
fn what_hangs_on_an_item_is_known_and_stamps_it() {
    let world = world();
    let (article, quote, note) = (world.items[0], world.items[2], world.items[3]);
    let fed = |item| world.store.read(|db| feed(db, &[item])).unwrap().remove(0);
    let has = || match fed(article) {
        Document::Article(a) => (a.has_quote, a.has_note, a.has_figure, a.has_picture),
        _ => panic!("not an article"),
    };
    assert_eq!(has(), (true, true, false, false));
    let figure = quote_of(&world.one, "62%");
    assert!(world.store.write(|db| quotes::add(db, &figure)).unwrap().touched.contains(&article));
    assert_eq!(has(), (true, true, true, false));
    let trashed = |id| world.store.write(|db| quotes::set_trashed(db, id, Some(world.one.clipped_at))).unwrap();
    assert!(trashed(figure.id).touched.contains(&article));
    trashed(quote.id);
    world.store.write(|db| notes::set_trashed(db, note.id, Some(world.one.clipped_at))).unwrap();
    assert_eq!(has(), (false, false, false, false));
    let link = |db: &Writing<'_>| crate::links::put(db, note, &[quote]);
    assert!(world.store.write(link).unwrap().touched.contains(&note));
    assert!(matches!(fed(note), Document::Note(note) if note.has_quote && note.trashed));
    assert!(matches!(fed(quote), Document::Quote(quote) if !quote.has_figure && quote.trashed));
}

#[test]
fn taggings_and_aliases_stamp_their_owners() {
    let world = world();
    let asic = world.store.read(|db| themes::by_form(db, "ASIC")).unwrap().unwrap();
    let suggestion = Tagging {
        theme: asic,
        item: world.items[3].id,
        item_kind: ItemKind::Note,
        by: TaggedBy::Rule,
        state: model::TaggingState::Confirmed,
        tagged_at: world.one.clipped_at,
    };
    let written = world.store.write(|db| taggings::add(db, &suggestion)).unwrap();
    assert!(written.touched.contains(&world.items[3]));
    let written = world.store.write(|db| taggings::remove(db, world.items[3].id, asic)).unwrap();
    assert!(written.touched.contains(&world.items[3]));
    for sql in [
        "INSERT INTO aliases VALUES (:t, 9, 'a', 'a', NULL, 0, 0, 0)",
        "UPDATE aliases SET lang = 'en' WHERE theme = :t",
        "DELETE FROM aliases WHERE theme = :t",
    ] {
        let written = world.store.write(|db| db.run(sql, named_params! {":t": Col(asic)})).unwrap();
        assert_eq!(written.touched, [Touched { kind: ItemKind::Theme, id: asic }], "{sql}");
    }
}

#[test]
fn changes_are_paged_within_one_write_too() {
    let (_folder, store) = library();
    let all: Vec<_> = (0..25).map(|number| article(&format!("a{number}"), "x")).collect();
    store.write(|db| all.iter().try_for_each(|(article, capture)| articles::add(db, article, capture, &[]))).unwrap();
    let last = clip(&store, "last", "y");
    let (mut seen, mut from) = (Vec::new(), Position::default());
    loop {
        let page = store.read(|db| changed_since(db, from, 10)).unwrap();
        let Some(end) = page.last() else { break };
        from = end.position();
        seen.extend(page.iter().map(|change| change.item.id));
    }
    assert_eq!(seen.len(), 26);
    assert_eq!(*seen.last().unwrap(), last.id);
    let head = store.read(head).unwrap();
    assert_eq!(head, 2);
    assert!(store.read(|db| changed_since(db, Position::behind(head), 10)).unwrap().is_empty());
    assert_eq!(store.read(|db| changed_since(db, Position::behind(head - 1), 10)).unwrap().len(), 1);
}

#[test]
fn an_item_appears_once_with_its_last_change_and_a_tombstone_stays() {
    let (_folder, store) = library();
    let (gone, kept) = (clip(&store, "gone", "x"), clip(&store, "kept", "y"));
    store.write(|db| articles::set_read(db, kept.id, Some(kept.clipped_at))).unwrap();
    store.write(|db| articles::remove(db, gone.id)).unwrap();
    let all = store.read(|db| changed_since(db, Position::default(), 10)).unwrap();
    let found: Vec<(u64, Id, bool)> = all.iter().map(|change| (change.seq, change.item.id, change.live)).collect();
    assert_eq!(found, [(3, kept.id, true), (4, gone.id, false)]);
    let items: Vec<Touched> = all.iter().map(|change| change.item).collect();
    let fed = store.read(|db| feed(db, &items)).unwrap();
    assert!(matches!(&fed[..], [Document::Article(document)] if document.id == kept.id));
}

#[test]
fn documents_hold_all_that_the_index_shows() {
    let world = world();
    let fed = world.store.read(|db| feed(db, &world.items)).unwrap();
    let [Document::Article(article), _, Document::Quote(quote), Document::Note(note)] = &fed[..] else {
        panic!("{} documents", fed.len());
    };
    assert_eq!((article.text.as_str(), article.published), ("他说良率升至 62%", world.one.published));
    assert_eq!((article.themes.len(), article.read, article.starred, article.trashed), (1, false, false, false));
    assert_eq!((quote.exact.as_str(), quote.article_title.as_str()), ("良率", "one"));
    assert_eq!((quote.article, quote.speaker.as_deref()), (world.one.id, Some("周岚")));
    assert_eq!((note.body.as_str(), note.article), ("b", Some(world.one.id)));
    let documents = world.store.read(counts::of_documents).unwrap();
    assert_eq!((documents.articles, documents.quotes, documents.notes, documents.total()), (2, 1, 1, 4));
    let shelves = world.store.read(counts::of_shelves).unwrap();
    let expected = counts::Counts { inbox: 2, articles: 2, quotes: 1, notes: 1, ..counts::Counts::default() };
    assert_eq!(shelves, expected);
    assert_eq!(world.store.read(|db| kind_of(db, world.items[2].id)).unwrap(), Some(ItemKind::Quote));
}
