//! Clips from real servers on the loopback address, which the setting allows.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::Duration,
};

use capture::Limits;
use encoding_rs::{BIG5, GB18030, GBK, SHIFT_JIS};
use model::{ClipState, Drop, PictureState};
use tempfile::TempDir;

use super::*;
use crate::{Clipped, Role, Undo, remark_in};

type Answer = fn(&str, &mut TcpStream);

/// A server that gives each connection to `answer` with its path; returns its address.
fn serve(answer: Answer) -> String {
    serve_on(TcpListener::bind("127.0.0.1:0").unwrap(), answer)
}

fn serve_on(listener: TcpListener, answer: Answer) -> String {
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut stream = stream;
                let path = path_of(&mut stream);
                answer(&path, &mut stream);
            });
        }
    });
    address
}

fn path_of(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).split(' ').nth(1).unwrap_or_default().to_owned()
}

fn ok(stream: &mut TcpStream, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
}

fn says(stream: &mut TcpStream, head: &str) {
    let _ = stream.write_all(format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
}

fn page(title: &str, body: &str) -> String {
    let words = "三家供应商都在扩大产能，价格预计维持高位，交期没有缩短的迹象，客户仍然按季度谈判。".repeat(6);
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p>{body}<p>{words}</p></article></body></html>"
    )
}

/// The smallest PNG: one pixel, told apart by its comment.
fn png(n: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    bytes.extend_from_slice(b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa7\x35\x81\x84\0\0\0\0IEND\xaeB`\x82");
    bytes.push(n);
    bytes
}

fn small() -> Limits {
    let (short, none) = (Duration::from_millis(400), Duration::ZERO);
    Limits {
        connect: short,
        first_byte: short,
        total: short * 4,
        slow_grace: short,
        wire_bytes: 100_000,
        picture_bytes: 50_000,
        unpacked_bytes: 2_000_000,
        page_spacing: none,
        picture_spacing: none,
        second_try: none,
        ..Limits::default()
    }
}

fn desk() -> (TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open_within(folder.path(), Role::Command, small()).unwrap();
    library.allow_private(true).unwrap();
    (folder, library)
}

fn link(url: &str) -> Drop {
    Drop::Url { url: url.to_owned(), title: None }
}

fn clip(library: &Library, url: &str) -> Clipped {
    library.finish(library.clip(link(url), &[])).remove(0)
}

fn text_of(library: &Library, clip: &Clipped) -> String {
    library.article(&clip.id.unwrap().to_string(), None, &|hash| hash.to_string()).unwrap().capture.text
}

#[test]
fn pages_are_read_in_the_charset_of_header_meta_or_content() {
    static PLACES: [&str; 3] = ["header", "meta", "content"];
    let host = serve(|path, stream| {
        let mut parts = path.trim_matches('/').split('/');
        let (charset, place) = (parts.next().unwrap(), parts.next().unwrap());
        let (encoding, words) = match charset {
            "gbk" => (GBK, "高带宽内存的良率在第二季度继续提升"),
            "gb18030" => (GB18030, "先进封装的交期仍然很长㐀"),
            "big5" => (BIG5, "高頻寬記憶體的良率在第二季繼續提升"),
            _ => (SHIFT_JIS, "広帯域メモリの歩留まりは改善が続いており、各社は増産を進めています"),
        };
        let meta = if place == "meta" { format!("<meta charset={charset}>") } else { String::new() };
        let html = format!(
            "<!doctype html><html><head>{meta}<title>{charset} {place}</title></head><body><article><p>{}</p></article></body></html>",
            format!("{words}。").repeat(8)
        );
        let header = match place {
            "header" => format!("Content-Type: text/html; charset={charset}\r\n"),
            _ => "Content-Type: text/html\r\n".to_owned(),
        };
        ok(stream, &header, &encoding.encode(&html).0);
    });
    let (_folder, library) = desk();
    for (charset, words) in [
        ("gbk", "良率在第二季度"),
        ("gb18030", "交期仍然很长㐀"),
        ("big5", "良率在第二季繼續"),
        ("shift_jis", "歩留まりは改善"),
    ] {
        for place in PLACES {
            let clipped = clip(&library, &format!("{host}/{charset}/{place}"));
            assert_eq!(clipped.state, ClipState::New, "{charset} by {place}: {:?}", clipped.message);
            assert!(text_of(&library, &clipped).contains(words), "{charset} by {place}");
        }
    }
}

#[test]
fn a_waiting_clip_that_has_arrived_is_taken_back_whole() {
    let host = serve(|_, stream| ok(stream, "Content-Type: text/html\r\n", page("良率继续提升", "").as_bytes()));
    let (_folder, library) = desk();
    let clipped = library.clip(link(&format!("{host}/a")), &[]);
    let [waiting] = &clipped[..] else { panic!("{clipped:?}") };
    assert_eq!(waiting.state, ClipState::Waiting);
    let undo = Undo { id: waiting.id.unwrap().to_string(), state: waiting.state, capture: None, from_trash: false };
    let arrived = library.finish(clipped).remove(0);
    library.undo_clip(&undo).unwrap();
    let article = library.article(&arrived.id.unwrap().to_string(), None, &|hash| hash.to_string()).unwrap();
    assert!(article.row.article.trashed_at.is_some(), "the article stays after its clip was taken back");
    assert!(library.receipts().unwrap().is_empty());
}

#[test]
fn servers_that_misbehave_each_leave_a_receipt_that_says_how() {
    let host = serve(|path, stream| match path {
        "/silent" => thread::sleep(Duration::from_secs(30)),
        "/drip" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n");
            while stream.write_all(b"x").is_ok() {
                thread::sleep(Duration::from_millis(20));
            }
        }
        "/huge" => ok(stream, "", &vec![b'x'; 200_000]),
        "/lies" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort");
        }
        "/bomb" => ok(stream, "Content-Encoding: br\r\n", b"\xff\xff\xff\xff not brotli"),
        "/binary" => ok(stream, "Content-Type: text/html\r\n", &[0, 159, 146, 150, 0, 1, 2, 3].repeat(200)),
        "/empty" => ok(stream, "Content-Type: text/html\r\n", b""),
        "/gone" => says(stream, "404 Not Found"),
        "/busy" => says(stream, "503 Busy"),
        "/inside" => says(stream, "302 Found\r\nLocation: http://169.254.169.254/latest"),
        "/file" => says(stream, "302 Found\r\nLocation: file:///etc/passwd"),
        _ => says(stream, "302 Found\r\nLocation: /round"),
    });
    let (_folder, library) = desk();
    let cases = [
        ("/silent", ClipState::Waiting, "too long"),
        ("/drip", ClipState::Waiting, "too long"),
        ("/lies", ClipState::Waiting, "broke the connection"),
        ("/busy", ClipState::Waiting, "a fault of its own (status 503)"),
        ("/huge", ClipState::Failed, "larger than"),
        ("/bomb", ClipState::Failed, "unpacked safely"),
        ("/binary", ClipState::Failed, "cannot be read"),
        ("/empty", ClipState::Failed, "No text"),
        ("/gone", ClipState::Failed, "404"),
        ("/inside", ClipState::Failed, "private network"),
        ("/file", ClipState::Failed, "only http and https"),
        ("/round", ClipState::Failed, "redirects without end"),
    ];
    for (path, state, words) in cases {
        let clipped = clip(&library, &format!("{host}{path}"));
        let message = clipped.message.unwrap_or_default();
        assert_eq!(clipped.state, state, "{path}: {message}");
        assert!(message.contains(words), "{path}: {message}");
        let receipts = library.receipts().unwrap();
        let receipt = receipts.iter().find(|receipt| receipt.title.ends_with(path)).unwrap();
        assert_eq!(receipt.message.as_deref(), Some(&*message), "{path}");
        let wanted = if state == ClipState::Failed { JobState::Failed } else { JobState::Waiting };
        assert_eq!(receipt.state, wanted, "{path}");
    }
    assert!(library.check(false).unwrap().ok);
    assert_eq!(library.articles(&crate::ArticleFilter::default()).unwrap().1, 0);
}

/// Gives a body and promises 9,000 bytes more.
fn promises_more(stream: &mut TcpStream, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        body.len() + 9_000
    );
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
}

#[test]
fn a_wrong_length_loses_nothing_of_what_is_whole() {
    let host = serve(|path, stream| match path {
        "/short" => promises_more(stream, "<html><body><p>良率六成二，交期三十周。</p></body></html>".as_bytes()),
        "/a" => promises_more(stream, page("说错了长度", "<p><img src='/p.png' alt=p></p>").as_bytes()),
        _ => {
            let png = png(1);
            promises_more(stream, &png[..png.len() - 1]);
        }
    });
    let (_folder, library) = desk();
    let article = clip(&library, &format!("{host}/a"));
    assert_eq!((article.state, article.message.as_deref()), (ClipState::New, None));
    assert_eq!(article.pictures[0].state, PictureState::Kept, "{:?}", article.pictures);
    let short = clip(&library, &format!("{host}/short"));
    assert_eq!((short.state, short.message.as_deref()), (ClipState::New, None));
}

#[test]
fn what_came_of_a_page_that_broke_off_is_kept_and_says_so() {
    let host = serve(|_, stream| {
        let html = page("断在半路", "");
        promises_more(stream, html.trim_end_matches("</p></article></body></html>").as_bytes());
    });
    let (_folder, library) = desk();
    let clipped = clip(&library, &host);
    assert_eq!(clipped.state, ClipState::New);
    assert!(clipped.message.unwrap().contains("Only the beginning"));
    assert!(library.receipts().unwrap()[0].message.as_deref().unwrap().contains("Only the beginning"));
}

#[test]
fn a_mislabelled_page_and_a_mislabelled_picture_are_told_by_content() {
    let host = serve(|path, stream| match path {
        "/page" => ok(stream, "Content-Type: image/png\r\n", page("其实是网页", "").as_bytes()),
        _ => ok(stream, "Content-Type: text/html\r\n", &png(1)),
    });
    let (_folder, library) = desk();
    let article = clip(&library, &format!("{host}/page"));
    assert_eq!((article.state, article.title.as_str()), (ClipState::New, "其实是网页"));
    let picture = clip(&library, &format!("{host}/picture"));
    assert_eq!((picture.state, picture.pictures[0].state), (ClipState::New, PictureState::Kept));
}

/// The code of what is said of a picture in the page below.
fn code_of(picture: &str) -> &'static str {
    match picture {
        "gone" => "status",
        "svg" | "avif" => "picture-kind",
        "page" => "picture-page",
        "half" => "refused",
        _ => "",
    }
}

#[test]
fn each_picture_has_its_state_and_one_bad_one_fails_no_other() {
    static MENDED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    let host = serve(|path, stream| match path {
        "/a" => {
            let pictures: String = ["good", "same", "gone", "svg", "avif", "page", "half"]
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
        (found.state, found.message.unwrap_or_default())
    };
    for (name, wanted, words) in [
        ("good", PictureState::Kept, ""),
        ("same", PictureState::Kept, ""),
        ("gone", PictureState::Failed, "404"),
        ("svg", PictureState::Failed, "SVG"),
        ("avif", PictureState::Failed, "AVIF"),
        ("page", PictureState::Failed, "a page"),
        ("half", PictureState::Waiting, "broke the connection"),
    ] {
        let (found, message) = state(&clipped, name);
        assert_eq!(found, wanted, "{name}: {message}");
        assert!(message.contains(words), "{name}: {message}");
        let code = remark_in(&message).map(|remark| remark.code);
        assert_eq!(code, Some(code_of(name)).filter(|code| !code.is_empty()), "{name}: {message}");
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
fn private_addresses_are_refused_unless_the_user_allows_them_and_lead_no_further() {
    let host = serve(|path, stream| match path {
        "/a" => {
            let other = "<p><img src='/own.png' alt=own></p><p><img src='http://localhost:1/p.png' alt=other></p>";
            ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page("内网页面", other).as_bytes());
        }
        _ => ok(stream, "", &png(3)),
    });
    let (_folder, library) = desk();
    library.allow_private(false).unwrap();
    let url = format!("{host}/a");
    let refused = clip(&library, &url);
    assert_eq!(refused.state, ClipState::Failed);
    assert!(refused.message.unwrap().contains("allow private addresses in the settings"));
    let allowed = library.finish(library.clip_within(link(&url), &[], Reach::Private)).remove(0);
    assert_eq!(allowed.state, ClipState::New, "{:?}", allowed.message);
    let state = |name: &str| allowed.pictures.iter().find(|one| one.alt.as_deref() == Some(name)).unwrap().state;
    assert_eq!((state("own"), state("other")), (PictureState::Kept, PictureState::Failed));
    assert_eq!(clip(&library, &url).state, ClipState::Failed, "one clip's permission served another");
}

#[test]
fn a_link_that_cannot_be_fetched_waits_and_finishes_by_itself_after_a_restart() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    drop(listener);
    let (folder, library) = desk();
    let waiting = library.finish(library.clip(link(&format!("http://{place}/a")), &["HBM".to_owned()])).remove(0);
    assert_eq!(waiting.state, ClipState::Waiting);
    assert!(waiting.message.is_some());
    drop(library);
    serve_on(TcpListener::bind(place).unwrap(), |_, stream| {
        ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page("网络恢复之后", "").as_bytes());
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let library = Library::open_within(folder.path(), Role::Window, small()).unwrap();
    let mut changes = library.subscribe();
    let list = || library.articles(&crate::ArticleFilter::default()).unwrap().0;
    runtime.block_on(async {
        while list().is_empty() {
            changes.recv().await.unwrap();
        }
    });
    let article = list().remove(0);
    assert_eq!(article.article.title, "网络恢复之后");
    assert_eq!(article.themes.len(), 1, "its theme was lost on the way");
    assert_eq!(library.receipts().unwrap()[0].state, JobState::Done);
}

#[test]
fn an_address_that_waits_has_one_job_however_often_it_is_dropped() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    drop(listener);
    let (_folder, library) = desk();
    let url = format!("http://{place}/a");
    let drop = |theme: &str| library.finish(library.clip(link(&url), &[theme.to_owned()])).remove(0);
    let clips = [drop("HBM"), drop("ASIC"), drop("HBM")];
    assert!(clips.iter().all(|clip| clip.state == ClipState::Waiting && clip.id == clips[0].id), "{clips:?}");
    assert_eq!(library.receipts().unwrap().len(), 1);
    let elsewhere = library.clip_within(link(&url), &[], Reach::Private);
    assert_ne!(elsewhere[0].id, clips[0].id, "one clip's permission serves another");
    serve_on(TcpListener::bind(place).unwrap(), |_, stream| {
        ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page("等了三次", "").as_bytes());
    });
    library.finish_waiting().unwrap();
    let (articles, _) = library.articles(&crate::ArticleFilter::default()).unwrap();
    assert_eq!((articles.len(), articles[0].themes.len()), (1, 2));
}

#[test]
fn what_another_program_writes_while_the_window_opens_is_told() {
    let (folder, library) = desk();
    drop(library);
    let library = Library::open_within(folder.path(), Role::Window, small()).unwrap();
    let mut changes = library.subscribe();
    let other = Library::open(folder.path(), Role::Command).unwrap();
    other.add_note(String::new(), "别处写的".to_owned(), None).unwrap();
    let told = async {
        // A write of one's own names what it touched.
        while !changes.recv().await.unwrap().items.is_empty() {}
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let patience = Duration::from_secs(30);
    runtime.block_on(async { tokio::time::timeout(patience, told).await }).expect("the window was not told");
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

#[test]
fn the_original_is_shown_as_it_was_without_scripts_and_its_bytes_come_back() {
    let host = serve(|path, stream| match path {
        "/a" => {
            let html = page("原样", "<script>steal()</script><p onclick=steal()><img src='/p.png' alt=own></p>")
                .replace("</article>", "</article><footer>页脚里的话<iframe src='/x'></iframe></footer>");
            ok(stream, "Content-Type: text/html; charset=utf-8\r\n", html.as_bytes());
        }
        _ => ok(stream, "", &png(4)),
    });
    let (_folder, library) = desk();
    let clipped = clip(&library, &format!("{host}/a"));
    let id = clipped.id.unwrap().to_string();
    let (bytes, media_type) = library.original_bytes(&id, None).unwrap();
    assert_eq!(media_type, "text/html");
    assert!(String::from_utf8(bytes).unwrap().contains("<script>steal()</script>"));
    let shown = library.original(&id, None, &|hash| format!("blob:{hash}")).unwrap().html;
    assert!(shown.contains("页脚里的话"), "the original is not judged");
    assert!(shown.contains(&format!("blob:{}", clipped.pictures[0].blob.clone().unwrap())), "{shown}");
    for bad in ["script", "onclick", "iframe", "steal", "http:"] {
        assert!(!shown.contains(bad), "{bad}: {shown}");
    }
}

/// A page of an article that goes over several, with the link to the next one.
fn page_of(number: u32, next: &str) -> String {
    let title = "三家供应商扩产记";
    let words = format!("第{number}页说，各家都在扩大产能，价格预计维持高位，交期没有缩短的迹象，客户仍然按季度谈判。")
        .repeat(6);
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>作者：林晓</p><p>摘要说，产能在三个季度里翻了一倍，价格没有下降。</p><p>{words}</p><p>（编辑：顾舟）</p></article><p class=\"pager\">{next}</p></body></html>"
    )
}

#[test]
fn the_pages_of_an_article_are_one_text_and_the_receipt_says_so() {
    let host = serve(|path, stream| {
        let next = |address: &str| format!("<a href=\"{address}\">下一页</a>");
        let html = match path {
            "/a.html" => page_of(1, &next("/a_2.html")),
            "/a_2.html" => page_of(2, &next("a_3.html#top")),
            "/a_3.html" => page_of(3, &next("a_2.html")),
            "/cut.html" => page_of(1, &next("/cut_2.html")),
            "/away.html" => page_of(1, &next("https://elsewhere.example/away_2.html")),
            "/for-ever" => page_of(1, &next("/for-ever?page=2")),
            more if more.starts_with("/for-ever?page=") => {
                let number: u32 = more.rsplit('=').next().unwrap().parse().unwrap();
                page_of(number, &next(&format!("/for-ever?page={}", number + 1)))
            }
            _ => return says(stream, "404 Not Found"),
        };
        ok(stream, "Content-Type: text/html; charset=utf-8\r\n", html.as_bytes());
    });
    let (_folder, library) = desk();
    let all = clip(&library, &format!("{host}/a.html"));
    let text = text_of(&library, &all);
    for number in 1..=3 {
        assert!(text.contains(&format!("第{number}页说")), "page {number} is missing");
    }
    assert_eq!(text.matches("摘要说").count(), 1, "{text}");
    assert_eq!(text.matches("三家供应商扩产记").count(), 0, "the headline stands again");
    assert!(all.message.as_deref().unwrap().contains("3 pages"), "{:?}", all.message);
    let receipt = library.receipts().unwrap();
    assert!(receipt.iter().any(|row| row.message.as_deref().is_some_and(|said| said.contains("3 pages"))));

    let cut = clip(&library, &format!("{host}/cut.html"));
    assert_eq!(cut.state, ClipState::New);
    assert!(cut.message.as_deref().unwrap().contains("status 404"), "{:?}", cut.message);
    let away = clip(&library, &format!("{host}/away.html"));
    assert_eq!(away.message, None, "another host was followed");
    let long = clip(&library, &format!("{host}/for-ever"));
    assert!(long.message.as_deref().unwrap().contains("more than 40 pages"), "{:?}", long.message);
    assert_eq!(text_of(&library, &long).matches("摘要说").count(), 1);
}
