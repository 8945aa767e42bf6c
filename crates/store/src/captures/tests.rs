use model::PictureState;

use super::*;
use crate::{
    articles,
    samples::{article, at, clip, library},
};

fn picture(capture: &Capture, position: u32, state: PictureState) -> Picture {
    let url = format!("https://example.org/{position}.png");
    let message = (state == PictureState::Failed).then(|| "the server answered 404".into());
    Picture {
        capture: capture.id, position, url, smaller: None, alt: Some("图表".into()), state, blob: None, message
    }
}

#[test]
fn captures_are_listed_newest_first_without_their_text() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "良率 62%");
    let (_, mut later) = crate::samples::article("t", "良率 65%。");
    later.article = article.id;
    later.taken_at = at(1_773_400_000_000);
    store.write(|db| add(db, &later, &[])).unwrap();
    let rows = store.read(|db| of_article(db, article.id)).unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [later.id, article.capture]);
    assert_eq!(rows[0].characters, 7);
    assert_eq!(store.read(|db| get(db, later.id)).unwrap(), later);
}

#[test]
fn the_same_text_is_found_while_it_is_current() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "良率 62%");
    assert_eq!(store.read(|db| with_text(db, "良率 62%")).unwrap(), [article.id]);
    assert!(store.read(|db| with_text(db, "良率 63%")).unwrap().is_empty());
    let (_, mut later) = crate::samples::article("t", "良率 65%。");
    later.article = article.id;
    store
        .write(|db| {
            add(db, &later, &[])?;
            articles::set_capture(db, article.id, later.id)
        })
        .unwrap();
    assert!(store.read(|db| with_text(db, "良率 62%")).unwrap().is_empty());
}

#[test]
fn pictures_wait_are_kept_fail_and_are_retried() {
    let (_folder, store) = library();
    let (article, capture) = article("t", "x");
    let all = [
        picture(&capture, 0, PictureState::Waiting),
        picture(&capture, 1, PictureState::Failed),
        picture(&capture, 2, PictureState::Waiting),
    ];
    let written = store.write(|db| articles::add(db, &article, &capture, &all)).unwrap();
    assert!(written.receipts);
    assert_eq!(store.read(|db| pictures::of_capture(db, capture.id)).unwrap(), all);
    let waiting = || store.read(|db| pictures::waiting(db, 10)).unwrap();
    assert_eq!(waiting(), [all[0].clone(), all[2].clone()]);
    let blob = store.put_blob(b"png", "image/png").unwrap();
    let kept = Picture { state: PictureState::Kept, blob: Some(blob), ..all[0].clone() };
    let written = store.write(|db| pictures::put(db, &kept)).unwrap();
    assert!(written.receipts);
    assert_eq!(written.touched.iter().map(|item| item.id).collect::<Vec<_>>(), [article.id]);
    assert_eq!(store.write(|db| pictures::retry(db, capture.id)).unwrap().value, 1);
    assert_eq!(waiting().iter().map(|picture| picture.position).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(waiting()[0].message, None);
    let stranger = Picture { position: 9, ..kept };
    assert!(matches!(store.write(|db| pictures::put(db, &stranger)), Err(Error::NotFound { .. })));
}

#[test]
fn a_capture_cannot_name_bytes_that_were_never_kept() {
    let (_folder, store) = library();
    let (article, mut capture) = article("t", "x");
    capture.original = Some("0".repeat(64).parse().unwrap());
    assert!(store.write(|db| articles::add(db, &article, &capture, &[])).is_err());
}
