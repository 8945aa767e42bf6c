use std::{fs, time::Duration};

use model::Capture;
use proptest::prelude::*;

use super::*;
use crate::{
    articles, check,
    jobs::{self, Job},
    samples::{article, at, library},
};

/// A time when all that was kept until now is older than a day.
fn in_two_days() -> Timestamp {
    Timestamp::now() + Duration::from_secs(2 * 24 * 60 * 60)
}

#[test]
fn bytes_come_back_under_their_hash_and_the_same_bytes_are_kept_once() {
    let (folder, store) = library();
    let hash = store.put_blob(b"picture", "image/png").unwrap();
    assert_eq!(store.put_blob(b"picture", "image/png").unwrap(), hash);
    assert_eq!(hash.as_str(), blake3::hash(b"picture").to_hex().as_str());
    let blob = store.blob(&hash).unwrap();
    assert_eq!((blob.bytes.as_slice(), blob.media_type.as_str()), (&b"picture"[..], "image/png"));
    assert!(store.blobs().path(&hash).starts_with(folder.path().join("blobs").join(&hash.as_str()[..2])));
    assert_eq!(store.read(list).unwrap().len(), 1);
    let unknown = "f".repeat(64).parse().unwrap();
    assert!(matches!(store.blob(&unknown), Err(Error::BlobMissing(_))));
}

#[test]
fn an_end_between_file_and_row_leaves_a_library_in_order_and_a_file_to_sweep() {
    let (folder, store) = library();
    let staged = store.stage(b"half way", "image/png").unwrap();
    drop(store);
    let store = Store::open(folder.path());
    // A folder with blobs and a library file is opened as ever.
    let store = store.unwrap();
    assert!(check::run(&store).unwrap().is_empty());
    assert!(matches!(store.blob(&staged.hash), Err(Error::BlobMissing(_))), "no row, no blob");
    assert_eq!(store.collect_blobs(Timestamp::now()).unwrap(), Collected::default(), "too young to be swept");
    assert_eq!(store.collect_blobs(in_two_days()).unwrap(), Collected { files: 1, bytes: 8 });
    assert!(!store.blobs().exists(&staged.hash));
}

#[test]
fn no_row_is_written_for_a_file_that_is_gone() {
    let (_folder, store) = library();
    let staged = store.stage(b"swept meanwhile", "image/png").unwrap();
    fs::remove_file(store.blobs().path(&staged.hash)).unwrap();
    assert!(matches!(store.write(|db| keep(db, &staged)), Err(Error::BlobMissing(_))));
    assert!(store.read(list).unwrap().is_empty());
}

#[test]
fn damaged_bytes_are_told_and_healed_by_the_same_bytes() {
    let (_folder, store) = library();
    let hash = store.put_blob(b"picture", "image/png").unwrap();
    fs::write(store.blobs().path(&hash), b"pictuse").unwrap();
    assert!(matches!(store.blob(&hash), Err(Error::BlobDamaged(found)) if found == hash));
    store.put_blob(b"picture", "image/png").unwrap();
    assert_eq!(store.blob(&hash).unwrap().bytes, b"picture");
}

#[test]
fn what_is_named_stays_and_unfinished_parts_go() {
    let (folder, store) = library();
    let original = store.put_blob(b"<p>original</p>", "text/html").unwrap();
    let unused = store.put_blob(b"unused", "image/png").unwrap();
    let (article, capture) = article("t", "x");
    let capture = Capture { original: Some(original.clone()), ..capture };
    store.write(|db| articles::add(db, &article, &capture, &[])).unwrap();
    let part = folder.path().join("blobs").join(&original.as_str()[..2]).join(".part-killed");
    fs::write(&part, b"half").unwrap();
    let foreign = folder.path().join("blobs/README");
    fs::write(&foreign, b"not ours").unwrap();
    assert_eq!(store.collect_blobs(in_two_days()).unwrap(), Collected { files: 2, bytes: 10 });
    assert!(store.blob(&original).is_ok() && foreign.exists());
    assert!(!part.exists() && !store.blobs().exists(&unused));
    store.write(|db| articles::remove(db, article.id)).unwrap();
    assert_eq!(store.collect_blobs(in_two_days()).unwrap().files, 1);
}

#[test]
fn what_an_article_alone_named_is_freed_with_it_and_what_another_names_stays() {
    let (_folder, store) = library();
    let (own, shared) = (store.put_blob(b"own", "image/png").unwrap(), store.put_blob(b"shared", "text/html").unwrap());
    let clip = |title: &str, original: &BlobHash| {
        let (article, capture) = article(title, title);
        let capture = Capture { original: Some(original.clone()), ..capture };
        store.write(|db| articles::add(db, &article, &capture, &[])).unwrap();
        article.id
    };
    let (first, second, _third) = (clip("a", &own), clip("b", &shared), clip("c", &shared));
    let mut named = store.read(|db| of_article(db, first)).unwrap();
    named.extend(store.read(|db| of_article(db, second)).unwrap());
    store
        .write(|db| {
            articles::remove(db, first)?;
            articles::remove(db, second)?;
            release(db, &named)
        })
        .unwrap();
    assert_eq!(store.free(&named).unwrap(), Collected { files: 1, bytes: 3 });
    assert!(!store.blobs().exists(&own) && store.blob(&shared).is_ok());
    assert!(check::run(&store).unwrap().is_empty());
}

#[test]
fn what_a_receipt_keeps_stays_until_the_receipt_goes() {
    let (_folder, store) = library();
    let hash = store.put_blob(b"unread", "application/octet-stream").unwrap();
    let job = Job { original: Some(hash.clone()), ..Job::new("drop", "a.bin", None, at(0)) };
    store.write(|db| jobs::add(db, &job)).unwrap();
    assert_eq!(store.read(|db| jobs::of_original(db, &hash)).unwrap(), std::slice::from_ref(&job));
    store.write(|db| release(db, std::slice::from_ref(&hash))).unwrap();
    store.collect_blobs(in_two_days()).unwrap();
    assert_eq!(store.blob(&hash).unwrap().bytes, b"unread");
    store.write(|db| jobs::cancel(db, job.id)).unwrap();
    store.write(|db| release(db, std::slice::from_ref(&hash))).unwrap();
    assert_eq!(store.free(std::slice::from_ref(&hash)).unwrap().files, 1);
}

#[test]
fn bytes_that_are_kept_anew_while_they_are_freed_are_kept_or_told() {
    let (_folder, store) = library();
    let hash = store.put_blob(b"again", "image/png").unwrap();
    store.write(|db| release(db, std::slice::from_ref(&hash))).unwrap();
    let staged = store.stage(b"again", "image/png").unwrap();
    store.write(|db| keep(db, &staged)).unwrap();
    assert_eq!(store.free(std::slice::from_ref(&hash)).unwrap(), Collected::default(), "kept before it was freed");
    store.write(|db| release(db, std::slice::from_ref(&hash))).unwrap();
    let late = store.stage(b"again", "image/png").unwrap();
    assert_eq!(store.free(&[hash]).unwrap().files, 1);
    assert!(matches!(store.write(|db| keep(db, &late)), Err(Error::BlobMissing(_))), "freed before it was kept");
}

#[test]
fn a_full_disk_while_keeping_bytes_is_a_full_disk() {
    let error = Error::io("keeping a blob")(std::io::ErrorKind::StorageFull.into());
    assert!(matches!(error, Error::Full));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..5000)) {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(folder.path().join("blobs"));
        let staged = blobs.stage(&bytes, "application/octet-stream").unwrap();
        prop_assert_eq!(blobs.read(&staged.hash).unwrap(), bytes);
    }
}
