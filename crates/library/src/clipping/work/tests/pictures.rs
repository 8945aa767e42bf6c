//! The pictures of pages, each with its state.

use super::*;

/// The head of a PNG of 60,000 by 60,000 points, and no more.
const HUGE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\xea`\x00\x00\xea`\x08\x02\x00\x00\x00\x0f\xb0\xe2\x15\x00\x00\x00\x01IDATxv\xe6\x84\xe6\x00\x00\x00\x00IEND\xaeB`\x82";

/// The code of what is said of a picture in the page below.
fn code_of(picture: &str) -> &'static str {
    match picture {
        "gone" => "status",
        "svg" | "avif" => "picture-kind",
        "page" => "picture-page",
        "half" => "refused",
        "cut" => "picture-cut",
        "huge" => "picture-enormous",
        _ => "",
    }
}

#[test]
fn each_picture_has_its_state_and_one_bad_one_fails_no_other() {
    static MENDED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    let host = serve(|path, stream| match path {
        "/a" => {
            let pictures: String = ["good", "same", "gone", "svg", "avif", "page", "half", "cut", "huge"]
                .iter()
                .map(|name| format!("<p><img src='/{name}.png' alt='{name}'></p>"))
                .collect();
            ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page("图片各有状态", &pictures).as_bytes());
        }
        "/good.png" | "/same.png" => ok(stream, "Content-Type: text/plain\r\n", &png(7)),
        "/gone.png" if MENDED.load(std::sync::atomic::Ordering::SeqCst) => ok(stream, "", &png(8)),
        "/svg.png" => ok(stream, "Content-Type: image/png\r\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        "/avif.png" => ok(stream, "Content-Type: image/jpeg\r\n", b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf"),
        "/page.png" => ok(stream, "Content-Type: image/png\r\n", b"<!doctype html><p>hotlink"),
        "/huge.png" => ok(stream, "Content-Type: image/png\r\n", HUGE),
        "/cut.png" if MENDED.load(std::sync::atomic::Ordering::SeqCst) => ok(stream, "", &png(9)),
        "/cut.png" => ok(stream, "Content-Type: image/png\r\n", &png(9)[..50]),
        "/half.png" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n\x89PNG");
        }
        _ => says(stream, "404 Not Found"),
    });
    let (_folder, library) = desk();
    let clipped = clip(&library, &format!("{host}/a"));
    assert_eq!(clipped.state, ClipState::New);
    let state = |clip: &Clipped, name: &str| {
        let found = clip.pictures.iter().find(|picture| picture.alt.as_deref() == Some(name)).unwrap().clone();
        (found.state, found.message.map(|message| Remark::from_kept(&message)))
    };
    for (name, wanted, words) in [
        ("good", PictureState::Kept, ""),
        ("same", PictureState::Kept, ""),
        ("gone", PictureState::Failed, "404"),
        ("svg", PictureState::Failed, "SVG"),
        ("avif", PictureState::Failed, "AVIF"),
        ("page", PictureState::Failed, "a page"),
        ("half", PictureState::Waiting, "broke the connection"),
        ("cut", PictureState::Failed, "before its end"),
        ("huge", PictureState::Failed, "100 million points"),
    ] {
        let (found, message) = state(&clipped, name);
        assert_eq!(found, wanted, "{name}: {message:?}");
        let said = message.as_ref().map(Remark::to_string).unwrap_or_default();
        assert!(said.contains(words), "{name}: {said}");
        assert_eq!(message.as_ref().map_or("", |message| &message.code), code_of(name), "{name}: {said}");
    }
    let blob = |name: &str| clipped.pictures.iter().find(|one| one.alt.as_deref() == Some(name)).unwrap().blob.clone();
    assert_eq!(blob("good"), blob("same"), "the same bytes are kept twice");
    MENDED.store(true, std::sync::atomic::Ordering::SeqCst);
    let receipt = library.receipts().unwrap().into_iter().find(|receipt| !receipt.pictures.is_empty()).unwrap();
    let job = library.read(|db| store::jobs::of_article(db, clipped.id.unwrap())).unwrap();
    assert!(job.iter().any(|job| job.id == receipt.id));
    let pictures = job.iter().find(|job| job.kind == PICTURES).unwrap();
    library.retry(&pictures.id.to_string()).unwrap();
    let again = clip(&library, &format!("{host}/a"));
    assert_eq!((again.state, state(&again, "gone").0), (ClipState::Seen, PictureState::Kept));
    assert_eq!(state(&again, "cut").0, PictureState::Kept, "what came cut off was not fetched again");
}

#[test]
fn a_picture_that_links_to_a_larger_one_is_that_one_or_the_smaller_where_it_gives_none() {
    let host = serve(|path, stream| match path {
        "/a" => {
            let linked =
                |name: &str| format!("<p><a href='/{name}-large.png'><img src='/{name}.png' alt='{name}'></a></p>");
            let pictures = linked("good") + &linked("gone");
            ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page("点开看大图", &pictures).as_bytes());
        }
        "/good-large.png" => ok(stream, "", &png(2)),
        "/good.png" | "/gone.png" => ok(stream, "", &png(1)),
        _ => ok(stream, "Content-Type: text/html\r\n", b"<!doctype html><p>the page of a picture"),
    });
    let (_folder, library) = desk();
    let clipped = clip(&library, &format!("{host}/a"));
    let blob = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let kept: Vec<String> = clipped.pictures.iter().map(|one| one.blob.clone().unwrap().to_string()).collect();
    assert_eq!(kept, [blob(&png(2)), blob(&png(1))], "{:?}", clipped.pictures);
    assert!(clipped.pictures.iter().all(|one| one.state == PictureState::Kept && one.message.is_none()));
}

#[test]
fn a_thousand_pictures_are_two_hundred() {
    let pictures: String = (0..1_000).map(|n| format!("<p>{n}<img src='https://news.example/{n}.png'></p>")).collect();
    let (_folder, library) = desk();
    let drop = Drop::File { name: "a.html".into(), bytes: page("图太多", &pictures).into_bytes(), url: None };
    let clipped = library.clip(drop, &[]).remove(0);
    assert_eq!((clipped.state, clipped.pictures.len()), (ClipState::New, 200));
}

#[test]
fn what_an_article_alone_kept_is_freed_when_it_is_deleted_for_good() {
    let host = serve(|path, stream| match path {
        "/a" | "/b" => {
            let own = format!("<p><img src='{path}.png' alt=own></p><p><img src='/both.png' alt=both></p>");
            ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page(&format!("第{path}篇"), &own).as_bytes());
        }
        "/both.png" => ok(stream, "", &png(1)),
        "/a.png" => ok(stream, "", &png(2)),
        _ => ok(stream, "", &png(3)),
    });
    let (_folder, library) = desk();
    let (first, second) = (clip(&library, &format!("{host}/a")), clip(&library, &format!("{host}/b")));
    let blob = |clip: &Clipped, name: &str| {
        clip.pictures.iter().find(|picture| picture.alt.as_deref() == Some(name)).unwrap().blob.clone().unwrap()
    };
    library.trash(&[first.id.unwrap().to_string()]).unwrap();
    let (removed, freed) = library.empty_trash().unwrap();
    assert_eq!(removed, 1);
    assert!(freed > 1_000, "its page and its own picture");
    assert!(!library.inner().store.blobs().exists(&blob(&first, "own")));
    for kept in [blob(&second, "own"), blob(&second, "both")] {
        assert!(library.blob(&kept).is_ok());
    }
    assert_eq!(library.empty_trash().unwrap(), (0, 0));
    assert!(library.check(false).unwrap().ok);
}
