//! Fetching from a real server on the loopback address.

use std::{
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::*;

/// What the server does with one request: its path and whole head, and the connection to answer on.
type Answer = fn(String, String) -> Vec<u8>;

/// A server that answers each connection once; returns its address and the count of requests.
async fn serve(answer: Answer) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let head = head_of(&mut stream).await;
                let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
                let _ = stream.write_all(&answer(path, head)).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    (address, count)
}

async fn head_of(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut buffer = [0; 1_024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => break,
            Ok(length) => head.extend_from_slice(&buffer[..length]),
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn moved(to: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
}

fn small() -> Limits {
    let (page_spacing, picture_spacing, second_try) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (wire_bytes, unpacked_bytes) = (100_000, 2_000_000);
    Limits { wire_bytes, unpacked_bytes, page_spacing, picture_spacing, second_try, ..Limits::default() }
}

/// A fetcher that may reach this server and no other private address.
fn local(host: &str, limits: Limits) -> Fetcher {
    let address = host.trim_start_matches("http://").parse().unwrap();
    Fetcher::new(Policy::default().allowing(address), limits, Pace::default()).unwrap()
}

#[tokio::test]
async fn a_page_comes_with_its_type_charset_and_final_address() {
    let (host, _) = serve(|path, _| match path.as_str() {
        "/a" => moved("/b?x=1#part"),
        _ => ok("Content-Type: Text/HTML; Charset=\"gb2312\"\r\n", b"<p>x"),
    })
    .await;
    let page = local(&host, small()).page(&format!("{host}/a")).await.unwrap();
    assert_eq!(page.bytes, b"<p>x");
    assert_eq!(page.url, format!("{host}/b?x=1"));
    assert_eq!((page.media_type.as_deref(), page.charset.as_deref()), (Some("text/html"), Some("gb2312")));
}

#[tokio::test]
async fn redirects_end_after_ten() {
    let (host, count) = serve(|path, _| moved(&format!("{path}x"))).await;
    assert!(matches!(local(&host, small()).page(&host).await, Err(Error::Redirects)));
    assert_eq!(count.load(Ordering::SeqCst), small().redirects + 1);
}

#[tokio::test]
async fn a_redirect_that_leads_nowhere_says_its_status() {
    let (host, _) = serve(|_, _| b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".to_vec()).await;
    assert_eq!(local(&host, small()).page(&host).await.unwrap_err(), Error::Status(302));
}

#[tokio::test]
async fn a_private_address_is_refused_literally_by_name_and_after_a_redirect() {
    let (host, count) = serve(|_, _| moved("http://169.254.169.254/latest")).await;
    let public = Fetcher::new(Policy::default(), small(), Pace::default()).unwrap();
    let port = host.rsplit(':').next().unwrap().to_owned();
    for url in [
        host.clone(),
        format!("http://localhost:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
    ] {
        assert!(matches!(public.page(&url).await, Err(Error::PrivateAddress)), "{url}");
    }
    assert_eq!(count.load(Ordering::SeqCst), 0);
    let redirecting = Fetcher { policy: Policy::default(), ..local(&host, small()) };
    assert!(matches!(redirecting.checked(Url::parse("http://10.0.0.1/").unwrap()), Err(Error::PrivateAddress)));
}

#[tokio::test]
async fn a_hop_to_a_private_address_is_refused_before_it_is_connected() {
    let (inner, inner_count) = serve(|_, _| ok("", b"secret")).await;
    let (host, count) = serve(|path, _| moved(&format!("http://{}/", path.trim_start_matches('/')))).await;
    let there = format!("{host}/{}", inner.trim_start_matches("http://"));
    assert!(matches!(local(&host, small()).page(&there).await, Err(Error::PrivateAddress)));
    assert_eq!((count.load(Ordering::SeqCst), inner_count.load(Ordering::SeqCst)), (1, 0));
}

#[tokio::test]
async fn bodies_that_are_too_big_are_refused_whatever_their_header_says() {
    let (host, _) = serve(|path, _| match path.as_str() {
        "/told" => b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n".to_vec(),
        _ => [&b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"[..], &vec![b'x'; 200_000]].concat(),
    })
    .await;
    for path in ["told", "untold"] {
        assert!(
            matches!(local(&host, small()).page(&format!("{host}/{path}")).await, Err(Error::TooBig { .. })),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_length_that_lies_is_a_broken_connection() {
    let (host, _) = serve(|_, _| b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort".to_vec()).await;
    let error = local(&host, small()).page(&host).await.unwrap_err();
    assert!(matches!(error, Error::Broken), "{error:?}");
    assert!(error.is_worth_retrying());
}

#[tokio::test]
async fn a_body_that_drips_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head_of(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n").await.unwrap();
        while stream.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let limits = Limits { slow_grace: Duration::from_millis(200), ..small() };
    assert!(matches!(local(&host, limits).page(&host).await, Err(Error::Timeout)));
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let held = tokio::spawn(async move { listener.accept().await });
    let short = Duration::from_millis(100);
    let limits = Limits { connect: short, first_byte: short, ..small() };
    assert!(matches!(local(&host, limits).page(&host).await, Err(Error::Timeout)));
    held.abort();
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[tokio::test]
async fn packed_bodies_are_unpacked_and_bombs_are_not() {
    let (host, _) = serve(|path, head| {
        assert!(head.to_lowercase().contains("accept-encoding: gzip, deflate, br"));
        match path.as_str() {
            "/page" => ok("Content-Encoding: gzip\r\n", &gzip("良率".repeat(1_000).as_bytes())),
            "/bomb" => ok("Content-Encoding: gzip\r\n", &gzip(&vec![0; 20_000_000])),
            "/twice" => ok("Content-Encoding: gzip, gzip\r\n", &gzip(&gzip(&vec![0; 20_000_000]))),
            "/zstd" => ok("Content-Encoding: zstd\r\n", &zstd("良率".repeat(1_000).as_bytes())),
            "/zstd-bomb" => ok("Content-Encoding: zstd\r\n", &zstd(&vec![0; 20_000_000])),
            "/tail" => ok("Content-Encoding: gzip\r\n", &[gzip(b"whole"), b"tail".to_vec()].concat()),
            "/odd" => ok("Content-Encoding: zstd\r\n", b"x"),
            _ => ok("Content-Encoding: gzip\r\n", b"not gzip"),
        }
    })
    .await;
    let fetcher = local(&host, small());
    assert_eq!(fetcher.page(&format!("{host}/page")).await.unwrap().bytes, "良率".repeat(1_000).as_bytes());
    assert_eq!(fetcher.page(&format!("{host}/zstd")).await.unwrap().bytes, "良率".repeat(1_000).as_bytes());
    assert_eq!(fetcher.page(&format!("{host}/tail")).await.unwrap().bytes, b"whole");
    for path in ["bomb", "zstd-bomb", "twice", "odd", "damaged"] {
        assert!(matches!(fetcher.page(&format!("{host}/{path}")).await, Err(Error::BadEncoding)), "{path}");
    }
}

#[tokio::test]
async fn cookies_of_a_clip_return_to_their_host_and_to_no_other() {
    let (host, _) = serve(|path, head| match path.as_str() {
        "/" => b"HTTP/1.1 302 Found\r\nSet-Cookie: seen=1; Path=/; Domain=localhost\r\nLocation: /in\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
        _ => ok("", head.to_lowercase().as_bytes()),
    })
    .await;
    let port = host.rsplit(':').next().unwrap().to_owned();
    let policy = Policy::default().allowing_host_of(&host).allowing_host_of("http://localhost/");
    let fetcher = Fetcher::new(policy, small(), Pace::default()).unwrap();
    let head = |fetched: Fetched| String::from_utf8(fetched.bytes).unwrap();
    let page = head(fetcher.page(&host).await.unwrap());
    assert!(page.contains("cookie: seen=1"), "{page}");
    let own = head(fetcher.picture(&format!("{host}/p.png"), Some("http://news.example/a?token=1#x")).await.unwrap());
    assert!(own.contains("referer: http://news.example/\r\n") && own.contains("cookie: seen=1"), "{own}");
    let other = head(fetcher.page(&format!("http://localhost:{port}/in")).await.unwrap());
    assert!(!other.contains("cookie"), "{other}");
    let next_clip = Fetcher::new(Policy::default().allowing_host_of(&host), small(), Pace::default()).unwrap();
    let next = head(next_clip.page(&format!("{host}/in")).await.unwrap());
    assert!(!next.contains("cookie"), "{next}");
}

#[tokio::test]
async fn the_program_says_who_it_is() {
    let (host, _) = serve(|_, head| ok("", head.as_bytes())).await;
    let head = String::from_utf8(local(&host, small()).page(&host).await.unwrap().bytes).unwrap().to_lowercase();
    assert!(head.contains("user-agent: mozilla/5.0 (") && head.contains("tearsheet/"), "{head}");
}

#[tokio::test]
async fn a_picture_that_is_refused_is_asked_for_as_one_who_came_from_elsewhere() {
    let (host, count) = serve(|path, head| {
        let referer = head.to_lowercase().lines().find_map(|line| line.strip_prefix("referer: ").map(str::to_owned));
        let wanted = match path.as_str() {
            "/none" => referer.is_none(),
            "/own" => referer.is_some_and(|referer| referer.starts_with("http://127.0.0.1")),
            _ => false,
        };
        if wanted {
            ok("", b"picture")
        } else {
            b"HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()
        }
    })
    .await;
    let fetcher = local(&host, small());
    let picture = async |path: &str| fetcher.picture(&format!("{host}{path}"), Some("http://news.example/a")).await;
    assert_eq!(picture("/none").await.unwrap().bytes, b"picture");
    assert_eq!(picture("/own").await.unwrap().bytes, b"picture");
    assert_eq!(picture("/never").await.unwrap_err(), Error::Status(403));
    assert_eq!(count.load(Ordering::SeqCst), 2 + 3 + 3);
}

#[tokio::test]
async fn a_page_that_leads_on_without_a_status_is_followed() {
    let (host, _) = serve(|path, _| match path.as_str() {
        "/t" => ok("Content-Type: text/html\r\n", b"<meta http-equiv=refresh content='0;URL=/b'>"),
        "/loop" => ok("", b"<meta http-equiv=refresh content='0;URL=/loop2'>"),
        "/loop2" => ok("", b"<meta http-equiv=refresh content='0;URL=/loop'>"),
        _ => ok("", b"here"),
    })
    .await;
    let fetcher = local(&host, small());
    assert_eq!(fetcher.page(&format!("{host}/t")).await.unwrap().url, format!("{host}/b"));
    assert_eq!(fetcher.page(&format!("{host}/loop")).await.unwrap_err(), Error::Redirects);
}

#[tokio::test]
async fn a_page_that_broke_off_is_asked_for_again_and_what_came_is_kept() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let (host, count) = serve(|path, _| {
        let whole = "良率".repeat(1_000);
        let sent = match path.as_str() {
            "/once" if ASKED.fetch_add(1, Ordering::SeqCst) > 0 => whole.len(),
            _ => 3_000,
        };
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", whole.len());
        [head.as_bytes(), &whole.as_bytes()[..sent]].concat()
    })
    .await;
    let fetcher = local(&host, small());
    let mended = fetcher.page(&format!("{host}/once")).await.unwrap();
    assert_eq!((mended.bytes.len(), mended.broke_off), (6_000, None));
    let part = fetcher.page(&format!("{host}/always")).await.unwrap();
    assert_eq!((part.bytes.len(), part.broke_off), (3_000, Some(Error::Broken)));
    let picture = fetcher.picture(&format!("{host}/p.png"), None).await;
    assert_eq!(picture.unwrap_err(), Error::Broken, "half a picture is none");
    assert_eq!(count.load(Ordering::SeqCst), 5);
}

#[tokio::test]
async fn a_packed_page_of_which_too_small_a_length_is_told_is_known_to_be_cut() {
    let (host, count) = serve(|_, _| {
        let page: String = (0..2_000).map(|number| format!("{number} 良率 ")).collect();
        let packed = gzip(page.as_bytes());
        let told = packed.len() * 2 / 3;
        let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {told}\r\n\r\n");
        [head.as_bytes(), &packed].concat()
    })
    .await;
    let page = local(&host, small()).page(&host).await.unwrap();
    assert_eq!((page.bytes.len() > PART_BYTES_MIN, page.broke_off), (true, Some(Error::Broken)));
    assert!(String::from_utf8_lossy(&page.bytes).starts_with("0 良率 1 良率"));
    assert_eq!(count.load(Ordering::SeqCst), 2, "it was not asked for again");
}

#[tokio::test]
async fn a_page_that_never_ends_gives_what_came() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head_of(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        while stream.write_all(&[b'x'; 500]).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    let limits = Limits { total: Duration::from_millis(400), ..small() };
    let page = local(&host, limits).page(&host).await.unwrap();
    assert!(page.bytes.len() > PART_BYTES_MIN);
    assert_eq!(page.broke_off, Some(Error::Timeout));
}

#[tokio::test]
async fn a_busy_host_is_left_alone_for_as_long_as_it_asks() {
    let (host, count) = serve(|_, _| {
        b"HTTP/1.1 429 Slow\r\nRetry-After: 300\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()
    })
    .await;
    let fetcher = local(&host, small());
    let error = fetcher.page(&host).await.unwrap_err();
    assert_eq!(error.not_before(), Some(Duration::from_secs(300)));
    assert!(error.is_worth_retrying());
    assert!(matches!(fetcher.page(&format!("{host}/other")).await, Err(Error::Busy { .. })));
    assert_eq!(count.load(Ordering::SeqCst), 1, "the second page of the host was asked for at once");
}

#[tokio::test]
async fn a_head_without_end_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let head = head_of(&mut stream).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
                while stream.write_all(b"X-More: x\r\n").await.is_ok() {
                    let pause = if head.contains("/slow") { 20 } else { 0 };
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                }
            });
        }
    });
    let short = Duration::from_millis(200);
    let fetcher = local(&host, Limits { connect: short, first_byte: short, ..small() });
    assert_eq!(fetcher.page(&format!("{host}/slow")).await.unwrap_err(), Error::Timeout);
    assert!(matches!(fetcher.page(&format!("{host}/fast")).await.unwrap_err(), Error::Broken | Error::Timeout));
}

#[tokio::test]
async fn errors_are_told_apart() {
    let (host, _) = serve(|_, _| b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()).await;
    let fetcher = local(&host, small());
    let error = fetcher.page(&host).await.unwrap_err();
    assert!(matches!(error, Error::Fault(503)) && error.is_worth_retrying());
    assert!(!Error::Status(404).is_worth_retrying());
    for url in ["", "news", "ftp://a.example/", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"] {
        assert!(matches!(fetcher.page(url).await, Err(Error::BadAddress)), "{url}");
    }
    assert!(matches!(fetcher.page("http://user:pass@a.example/").await, Err(Error::UserInfo)));
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let closed = format!("http://{closed}");
    let error = local(&closed, small()).page(&closed).await.unwrap_err();
    assert!(matches!(error, Error::Broken) && error.is_worth_retrying(), "{error:?}");
}
