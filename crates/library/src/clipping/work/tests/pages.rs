//! Pages: how they are read, and what servers do to them.

use super::*;

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
        let message = clipped.message.map(|message| message.to_string()).unwrap_or_default();
        assert_eq!(clipped.state, state, "{path}: {message}");
        assert!(message.contains(words), "{path}: {message}");
        let receipts = library.receipts().unwrap();
        let receipt = receipts.iter().find(|receipt| receipt.title.ends_with(path)).unwrap();
        assert_eq!(receipt.message.as_ref().map(Remark::to_string), Some(message), "{path}");
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
fn a_page_of_which_too_small_a_length_is_told_is_kept_as_far_as_it_came_and_says_so() {
    let host = serve(|_, stream| {
        let page = page("说少了长度", "<p>后半篇。</p>");
        let told = page.find("后半篇").unwrap_or_default();
        let kind = "Content-Type: text/html; charset=utf-8\r\n";
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\n{kind}Content-Length: {told}\r\n\r\n{page}").as_bytes());
    });
    let (_folder, library) = desk();
    let queued = library.clip(link(&host), &[]).remove(0);
    let (receipt, clipped) = (queued.id.unwrap(), library.finish(vec![queued]).remove(0));
    assert_eq!((clipped.state, &*clipped.message.clone().unwrap().code), (ClipState::New, "cut-off"));
    assert!(text_of(&library, &clipped).contains("价格预计维持高位"));
    let kept = library.receipts().unwrap().into_iter().find(|known| known.id == receipt).unwrap();
    assert_eq!((kept.state, &kept.message), (JobState::Done, &clipped.message), "the receipt does not say it");
    assert_eq!(library.clip_of(&receipt.to_string()).unwrap().unwrap().message, clipped.message);
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
    assert_eq!((article.state, article.message.as_ref()), (ClipState::New, None));
    assert_eq!(article.pictures[0].state, PictureState::Kept, "{:?}", article.pictures);
    let short = clip(&library, &format!("{host}/short"));
    assert_eq!((short.state, short.message.as_ref()), (ClipState::New, None));
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
    assert!(clipped.message.unwrap().to_string().contains("Only the beginning"));
    assert!(library.receipts().unwrap()[0].message.as_ref().unwrap().to_string().contains("Only the beginning"));
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
    assert!(refused.message.unwrap().to_string().contains("allow private addresses in the settings"));
    let allowed = library.finish(library.clip_within(link(&url), &[], Reach::Private)).remove(0);
    assert_eq!(allowed.state, ClipState::New, "{:?}", allowed.message);
    let state = |name: &str| allowed.pictures.iter().find(|one| one.alt.as_deref() == Some(name)).unwrap().state;
    assert_eq!((state("own"), state("other")), (PictureState::Kept, PictureState::Failed));
    assert_eq!(clip(&library, &url).state, ClipState::Failed, "one clip's permission served another");
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
    assert!(all.message.as_ref().unwrap().to_string().contains("3 pages"), "{:?}", all.message);
    let receipt = library.receipts().unwrap();
    assert!(receipt.iter().any(|row| row.message.as_ref().is_some_and(|said| said.to_string().contains("3 pages"))));

    let cut = clip(&library, &format!("{host}/cut.html"));
    assert_eq!(cut.state, ClipState::New);
    assert!(cut.message.as_ref().unwrap().to_string().contains("status 404"), "{:?}", cut.message);
    let away = clip(&library, &format!("{host}/away.html"));
    assert_eq!(away.message, None, "another host was followed");
    let long = clip(&library, &format!("{host}/for-ever"));
    assert!(long.message.as_ref().unwrap().to_string().contains("more than 40 pages"), "{:?}", long.message);
    assert_eq!(text_of(&library, &long).matches("摘要说").count(), 1);
}
