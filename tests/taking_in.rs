//! Links, originals, the trash and the watched folder, as scripts use them.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    made,
    programs::{Desk, PAGE},
};

/// Answers every request on a port of the loopback address with the page.
fn serve(listener: TcpListener) -> String {
    let address = format!("http://{}/weekly", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream);
        }
    });
    address
}

fn answer(mut stream: TcpStream) {
    let _ = stream.read(&mut [0; 4_096]);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
    let _ = stream.write_all(format!("{head}Content-Length: {}\r\n\r\n{PAGE}", PAGE.len()).as_bytes());
}

#[test]
fn processes_on_one_library_keep_the_pace_of_a_host_together() {
    const PROCESSES: usize = 4;
    let desk = Desk::new();
    desk.json(&["list", "articles"]);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap();
    let (asked, asks) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = asked.send(Instant::now());
            answer(stream);
        }
    });
    let clips: Vec<_> = (0..PROCESSES)
        .map(|number| {
            let url = format!("http://{host}/{number}");
            desk.command(&["clip", &url, "--allow-private", "--json"]).spawn().unwrap()
        })
        .collect();
    for clip in clips {
        assert!(clip.wait_with_output().unwrap().status.success());
    }
    let times: Vec<Instant> = asks.try_iter().collect();
    assert_eq!(times.len(), PROCESSES);
    // A turn is half a second after the last; a process may be late for its own, and is never early.
    let all = times[PROCESSES - 1] - times[0];
    assert!(all > Duration::from_millis(500) * (PROCESSES as u32 - 1) - Duration::from_millis(300), "{all:?}");
}

#[test]
fn a_private_address_is_fetched_for_the_clip_that_allows_it() {
    let desk = Desk::new();
    let url = serve(TcpListener::bind("127.0.0.1:0").unwrap());
    let refused = desk.run(&["clip", &url, "--json"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stdout).contains("--allow-private"));
    assert_eq!(desk.json(&["clip", &url, "--allow-private"])[0]["state"], "new");
}

#[test]
fn a_link_waits_in_the_receipts_and_is_finished_when_it_can_be() {
    let desk = Desk::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    drop(listener);
    let url = format!("http://{place}/weekly");
    let output = desk.run(&["clip", &url, "--allow-private", "--theme", "HBM", "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let waiting: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(waiting[0]["state"], "waiting");
    let receipt = desk.json(&["receipts"])[0].clone();
    assert_eq!((&receipt["state"], &receipt["id"]), (&json!("waiting"), &waiting[0]["id"]));
    assert!(receipt["message"].as_str().unwrap().contains("try again later"));
    serve(TcpListener::bind(place).unwrap());
    let done = desk.json(&["receipts", "--retry"]);
    let article = done.as_array().unwrap().iter().find_map(|receipt| receipt["articleId"].as_str()).unwrap();
    assert_eq!(desk.json(&["show", article])["themes"][0]["name"], "HBM");
    assert_eq!(desk.json(&["search", "HBM良率"])["total"], 1);
}

#[test]
fn what_waits_or_failed_says_its_address() {
    let desk = Desk::new();
    let place = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{place}/weekly");
    let link = desk.file("周记.url", format!("[InternetShortcut]\r\nURL={url}\r\n"));
    let local = desk.file("local.url", "[InternetShortcut]\nURL=file:///weekly.html\n");
    let clip = |link: &str, more: &[&str]| {
        let arguments = [&["clip", link], more].concat();
        let shown = String::from_utf8(desk.run(&arguments).stdout).unwrap();
        let clipped: Value = serde_json::from_slice(&desk.run(&[&arguments[..], &["--json"]].concat()).stdout).unwrap();
        assert!(shown.contains(clipped[0]["url"].as_str().unwrap()), "{shown}");
        clipped[0].clone()
    };
    let refused = clip(&link, &[]);
    assert_eq!(
        (&refused["state"], &refused["title"], &refused["url"]),
        (&json!("failed"), &json!("周记"), &json!(url))
    );
    assert_eq!(receipts(&desk)[0]["url"], json!(url));
    assert!(String::from_utf8(desk.run(&["receipts"]).stdout).unwrap().contains(&url));
    assert_eq!(clip(&link, &["--allow-private"])["state"], "waiting");
    assert_eq!(clip(&local, &[])["url"], "file:///weekly.html");
    let strange = desk.file("strange.bin", [0, 159, 146, 150, 0, 1, 2, 3]);
    assert_eq!(clip(&strange, &["--url", "https://example.org/strange"])["url"], "https://example.org/strange");
    assert_eq!(receipts(&desk)[0]["url"], "https://example.org/strange");
}

#[test]
fn a_password_in_an_address_is_neither_kept_nor_shown() {
    let desk = Desk::new();
    let link = desk.file("desk.url", "[InternetShortcut]\nURL=https://reader:hunter2@example.org/a\n");
    for source in ["https://reader:hunter2@example.org/a", "ftp://reader:hunter2@example.org/a", &link] {
        let refused = desk.run(&["clip", source, "--json"]);
        let said = String::from_utf8_lossy(&[refused.stdout, refused.stderr].concat()).into_owned();
        assert!(said.contains("example.org/a") && !said.contains("hunter2"), "{said}");
    }
    let text = desk.run_with_input(&["clip", "-"], b"https://reader:hunter2@example.org/a https://b.invalid/");
    assert!(!String::from_utf8_lossy(&text.stdout).contains("hunter2"));
    let url = ["--url", "https://reader:hunter2@example.org/weekly"];
    let page = desk.json(&["clip", &desk.file("page.html", PAGE), url[0], url[1]]);
    assert_eq!(page[0]["url"], "https://example.org/weekly");
    for file in fs::read_dir(desk.library()).unwrap().flatten().filter(|file| file.path().is_file()) {
        let kept = fs::read(file.path()).unwrap();
        assert!(!kept.windows(7).any(|some| some == b"hunter2"), "{:?}", file.path());
    }
}

/// The receipts, newest first.
fn receipts(desk: &Desk) -> Vec<Value> {
    desk.json(&["receipts"]).as_array().unwrap().clone()
}

#[test]
fn what_cannot_be_read_stays_with_its_receipt_until_it_is_given_up() {
    let desk = Desk::new();
    let strange = [0, 159, 146, 150, 0, 1, 2, 3];
    let file = desk.file("strange.bin", strange);
    let output = desk.run(&["clip", &file, "--json"]);
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &clipped[0]["id"]), (Some(1), &json!("")));
    let [receipt] = &receipts(&desk)[..] else { panic!("{clipped}") };
    let id = receipt["id"].as_str().unwrap();
    assert_eq!(clipped[0]["receipt"], *id);
    assert_eq!((&receipt["state"], &receipt["original"]), (&json!("failed"), &json!(true)), "{receipt}");
    assert_eq!((&receipt["title"], &receipt["remark"]["code"]), (&json!("strange.bin"), &json!("unknown-type")));
    fs::remove_file(&file).unwrap();
    let back = desk.folder.path().join("back.bin");
    desk.json(&["show", id, "--original", back.to_str().unwrap()]);
    assert_eq!(fs::read(&back).unwrap(), strange);
    let again = desk.json(&["receipts", "--retry"]);
    assert_eq!((&again[0]["id"], &again[0]["state"]), (&receipt["id"], &json!("failed")), "{again}");
    assert_eq!(desk.run(&["clip", back.to_str().unwrap(), "--json"]).status.code(), Some(1));
    assert_eq!(desk.json(&["check"])["ok"], true);
    for receipt in receipts(&desk) {
        desk.json(&["unclip", receipt["id"].as_str().unwrap()]);
    }
    assert!(receipts(&desk).is_empty() && blobs(&desk).is_empty(), "something was left");
}

#[test]
fn the_same_thing_refused_twice_has_one_receipt_and_what_holds_nothing_has_none() {
    let desk = Desk::new();
    let page = desk.file("page.html", "<!doctype html><html><body><script>render()</script></body></html>");
    let (empty, bytes) = (desk.file("empty.html", " "), desk.file("large.html", b"<p>x</p>".repeat(7 << 20)));
    for _ in 0..2 {
        for source in [&page, &empty, &bytes, "/no/such/file.html", "ftp://example.org/a"] {
            assert_eq!(desk.run(&["clip", source, "--json"]).status.code(), Some(1), "{source}");
        }
    }
    let mut left: Vec<(Value, Value)> =
        receipts(&desk).iter().map(|one| (one["remark"]["code"].clone(), one["original"].clone())).collect();
    left.sort_by_key(|(code, _)| code.to_string());
    assert_eq!(left, [(json!("no-text"), json!(true)), (json!("too-big"), json!(false))]);
}

#[test]
fn a_waiting_link_is_taken_back_by_its_receipt() {
    let desk = Desk::new();
    let mut dead = desk.command(&["clip", "http://127.0.0.1:9/a", "--json"]);
    let output = dead.env("TEARSHEET_ALLOW_PRIVATE", "127.0.0.1:9").output().unwrap();
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    let id = clipped[0]["id"].as_str().unwrap();
    assert_eq!(desk.json(&["unclip", id])["state"], "waiting");
    assert!(receipts(&desk).is_empty());
    assert_eq!(desk.run(&["unclip", id]).status.code(), Some(1));
}

#[test]
fn the_missing_pictures_of_a_clip_that_is_done_are_tried_again_without_its_page() {
    static MENDED: AtomicBool = AtomicBool::new(false);
    static PAGES: AtomicUsize = AtomicUsize::new(0);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/weekly", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut asked = [0; 4_096];
            let read = stream.read(&mut asked).unwrap_or_default();
            let is_page = asked[..read].starts_with(b"GET /weekly");
            PAGES.fetch_add(usize::from(is_page), Ordering::SeqCst);
            let (status, body) = match (is_page, MENDED.load(Ordering::SeqCst)) {
                (true, _) => {
                    ("200 OK", PAGE.replace("</article>", "<p><img src='/chart.png'></p></article>").into_bytes())
                }
                (false, true) => ("200 OK", made::png()),
                (false, false) => ("404 Not Found", Vec::new()),
            };
            let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    let desk = Desk::new();
    let clipped = desk.json(&["clip", &url, "--allow-private"]);
    assert_eq!(
        (&clipped[0]["state"], &clipped[0]["pictures"][0]["state"]),
        (&json!("new"), &json!("failed")),
        "{clipped}"
    );
    let counted = |all: &[Value]| {
        let count = |one: &Value| ["picturesKept", "picturesFailed"].map(|field| one[field].as_u64().unwrap());
        assert!(all.iter().all(|one| one["state"] == "done"), "{all:?}");
        all.iter().map(count).collect::<Vec<_>>()
    };
    assert!(counted(&receipts(&desk)).iter().all(|counts| *counts == [0, 1]));
    desk.json(&["receipts", "--retry"]);
    assert!(counted(&receipts(&desk)).iter().all(|counts| *counts == [0, 1]), "a picture that is still missing");
    MENDED.store(true, Ordering::SeqCst);
    let again = desk.json(&["receipts", "--retry"]);
    assert!(counted(again.as_array().unwrap()).iter().all(|counts| *counts == [1, 0]), "{again}");
    assert_eq!(PAGES.load(Ordering::SeqCst), 1, "the page was fetched again");
}

#[test]
fn the_original_bytes_come_back_as_they_were_and_replace_no_file() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let to = desk.folder.path().join("original.html");
    let written = desk.json(&["show", &id, "--original", to.to_str().unwrap()]);
    assert_eq!((&written["bytes"], &written["mediaType"]), (&json!(PAGE.len()), &json!("text/html")));
    assert_eq!(fs::read_to_string(&to).unwrap(), PAGE);
    fs::write(&to, "mine").unwrap();
    assert_eq!(desk.run(&["show", &id, "--original", to.to_str().unwrap()]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(&to).unwrap(), "mine");
}

/// The sizes of all files under `blobs/`.
fn blobs(desk: &Desk) -> Vec<u64> {
    let folders = fs::read_dir(desk.library().join("blobs")).unwrap().flatten();
    let files = folders.flat_map(|folder| fs::read_dir(folder.path()).unwrap().flatten());
    files.map(|file| file.metadata().unwrap().len()).collect()
}

#[test]
fn emptying_the_trash_frees_what_nothing_else_uses() {
    let desk = Desk::new();
    let (first, second) = (desk.clip(PAGE), desk.clip(&PAGE.replace("周记", "月记").replace("62%", "64%")));
    let quote = desk.json(&["quote", "add", &first, "--text", "扩产计划没有改变"])["id"].as_str().unwrap().to_owned();
    assert_eq!(blobs(&desk).len(), 2);
    desk.json(&["trash", &first, &quote]);
    let emptied = desk.json(&["trash", "--empty"]);
    assert_eq!((&emptied["items"], &emptied["freedBytes"]), (&json!(2), &json!(PAGE.len())));
    assert_eq!(blobs(&desk).len(), 1);
    assert_eq!(desk.json(&["show", &second])["id"], *second);
    assert_eq!(desk.run(&["restore", &first]).status.code(), Some(1));
    assert_eq!(desk.json(&["trash", "--empty"])["items"], 0);
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn a_watched_folder_gives_each_file_once() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("in");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("weekly.html"), PAGE).unwrap();
    fs::write(folder.join("half.html.crdownload"), "<p>half").unwrap();
    let watch = |desk: &Desk| desk.json(&["watch", folder.to_str().unwrap(), "--once"]);
    let first = watch(&desk);
    assert_eq!(first.as_array().unwrap().len(), 1, "{first}");
    assert_eq!(first[0]["state"], "new");
    assert_eq!(watch(&desk), json!([]));
    assert!(folder.join("weekly.html").exists());
    fs::rename(folder.join("half.html.crdownload"), folder.join("half.html")).unwrap();
    fs::write(folder.join("half.html"), PAGE.replace("62%", "58%").replace("周记", "月记")).unwrap();
    assert_eq!(watch(&desk)[0]["state"], "new");
    fs::create_dir_all(folder.join("march/saved_files")).unwrap();
    fs::write(folder.join("march/saved_files/chart.png"), made::png()).unwrap();
    fs::write(folder.join("march/saved.html"), PAGE.replace("周记", "季记").replace("62%", "71%")).unwrap();
    let below = watch(&desk);
    assert_eq!((below.as_array().unwrap().len(), &below[0]["state"]), (1, &json!("new")), "{below}");
    let nowhere = desk.run(&["watch", "/no/such/folder", "--once"]);
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("no such folder"));
}

#[test]
fn an_address_folds_by_the_librarys_own_rules_and_a_bad_rule_is_told() {
    let desk = Desk::new();
    let clip = |url: &str| -> Value {
        let file = desk.file("page.html", PAGE);
        desk.json(&["clip", &file, "--url", url])[0]["state"].clone()
    };
    assert_eq!(clip("https://m.example.org/weekly?spm=a.b"), "new");
    assert_eq!(clip("https://www.example.org/weekly#top"), "seen");
    assert_eq!(clip("https://example.org/weekly?edition=2"), "new");
    fs::write(desk.library().join("addresses.toml"), "[[site]]\nhosts = [\"example.org\"]\nnames = [\"edition\"]\n")
        .unwrap();
    assert_eq!(clip("https://example.org/weekly?edition=3"), "seen");
    fs::write(desk.library().join("addresses.toml"), "[[site]]\nhosts = 7\n").unwrap();
    let checked: Value = serde_json::from_slice(&desk.run(&["check", "--json"]).stdout).unwrap();
    assert!(checked["findings"][0]["message"].as_str().unwrap().contains("addresses.toml"), "{checked}");
}

#[test]
fn what_is_attached_to_a_letter_from_the_web_becomes_articles() {
    let desk = Desk::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/weekly.eml", listener.local_addr().unwrap());
    let letter = made::letter();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4_096]);
            let head = "HTTP/1.1 200 OK\r\nContent-Type: message/rfc822\r\nConnection: close\r\n";
            let head = format!("{head}Content-Length: {}\r\n\r\n", letter.len());
            let _ = stream.write_all(&[head.as_bytes(), &letter].concat());
        }
    });
    assert_eq!(desk.json(&["clip", &url, "--allow-private"])[0]["state"], "new");
    let kept = desk.json(&["list", "articles"]);
    assert!(kept.as_array().unwrap().len() > 1, "nothing that is attached was kept: {kept}");
}
