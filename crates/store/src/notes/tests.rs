use super::*;
use crate::samples::{at, clip, library, note};

#[test]
fn an_edit_keeps_what_was_said_before() {
    let (_folder, store) = library();
    let mut note = note("题", "第一稿", None);
    store.write(|db| add(db, &note)).unwrap();
    for (body, edited_at) in [("第二稿", at(100_000)), ("第二稿，半句", at(110_000)), ("第三稿", at(200_000))]
    {
        (note.body, note.edited_at) = (body.into(), edited_at);
        store.write(|db| put(db, &note)).unwrap();
    }
    assert_eq!(store.read(|db| get(db, note.id)).unwrap(), note);
    let before: Vec<(String, Timestamp)> = store
        .read(|db| revisions(db, note.id))
        .unwrap()
        .into_iter()
        .map(|revision| (revision.body, revision.replaced_at))
        .collect();
    assert_eq!(before, [("第二稿，半句".into(), at(200_000)), ("第一稿".into(), at(100_000))]);
}

#[test]
fn history_is_whole_for_a_day_then_by_the_hour_then_by_the_day() {
    const MINUTE: i64 = 60_000;
    const DAY: i64 = 24 * 60 * MINUTE;
    let (_folder, store) = library();
    let mut note = note("题", "0", None);
    store.write(|db| add(db, &note)).unwrap();
    let mut write = |number: i64, at_ms: i64| {
        (note.body, note.edited_at) = (number.to_string(), at(at_ms));
        store.write(|db| put(db, &note)).unwrap();
        store.read(|db| revisions(db, note.id)).unwrap()
    };
    for number in 1..=60 {
        write(number, number * 10 * MINUTE);
    }
    assert_eq!(write(61, 610 * MINUTE).len(), 61, "all of a day");
    // Ten hours were written in.
    assert_eq!(write(62, 3 * DAY).len(), 12, "one an hour, and what was replaced just now");
    let kept = write(63, 40 * DAY);
    assert_eq!(kept.iter().map(|one| one.body.as_str()).collect::<Vec<_>>(), ["62", "61", "60"], "one a day");
}

#[test]
fn what_changes_no_words_makes_no_revision() {
    let (_folder, store) = library();
    let note = note("t", "b", None);
    store
        .write(|db| {
            add(db, &note)?;
            put(db, &note)?;
            set_trashed(db, note.id, Some(at(3)))
        })
        .unwrap();
    assert!(store.read(|db| revisions(db, note.id)).unwrap().is_empty());
    assert_eq!(store.read(|db| get(db, note.id)).unwrap().trashed_at, Some(at(3)));
}

#[test]
fn lists_are_filtered_last_edited_first() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    let mut beside = note("beside", "b", Some(article.id));
    beside.edited_at = at(1_773_300_300_000);
    let (alone, trashed) = (note("alone", "b", None), note("trashed", "b", None));
    store
        .write(|db| {
            [&beside, &alone, &trashed].into_iter().try_for_each(|note| add(db, note))?;
            set_trashed(db, trashed.id, Some(at(2)))
        })
        .unwrap();
    let shown = |filter: Filter| {
        let notes = store.read(|db| list(db, &filter)).unwrap();
        notes.iter().map(|note| note.title.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(Filter::default()), "beside alone");
    assert_eq!(shown(Filter { article: Some(article.id), ..Filter::default() }), "beside");
    assert_eq!(shown(Filter { trashed: true, ..Filter::default() }), "trashed");
    store.write(|db| remove(db, alone.id)).unwrap();
    assert_eq!(shown(Filter::default()), "beside");
    assert!(matches!(store.write(|db| put(db, &alone)), Err(Error::NotFound { what: "note", .. })));
}
