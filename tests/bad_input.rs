//! Bad input gets a clear sentence, an exit code, and leaves the library as it was.

use std::{fs, process::Output};

use serde_json::Value;

use crate::{
    made,
    programs::{Desk, PAGE},
};

/// All rows a person could see, to compare before and after.
pub(crate) fn contents(desk: &Desk) -> Value {
    Value::Array(["articles", "quotes", "notes", "themes"].iter().map(|what| desk.json(&["list", what])).collect())
}

fn refused(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    let file = desk.file(name, bytes);
    let output = desk.run(&["clip", &file, "--json"]);
    assert_eq!(output.status.code(), Some(1), "{name}");
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(clipped[0]["state"], "failed", "{name}");
    clipped[0]["message"].as_str().unwrap().to_owned()
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_changes() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let before = contents(&desk);
    assert!(refused(&desk, "empty.html", b" \n ").contains("nothing"));
    assert!(refused(&desk, "strange.bin", &[0, 159, 146, 150, 0, 1, 2, 3]).contains("cannot be read"));
    assert!(
        refused(&desk, "no-text.html", b"<!doctype html><html><body><script>render()</script></body></html>")
            .contains("No text")
    );
    assert!(refused(&desk, "cut.html", b"<!doctype html><html><body><script>render(").contains("cut off"));
    for broken in [b"\x89PNG\r\n\x1a\njunk".as_slice(), b"\xff\xd8\xff\xe0\0\x10JFIF", b"RIFF\xff\xff\xff\xffWEBPVP8 "]
    {
        assert!(refused(&desk, "broken.html", broken).contains("picture is damaged"));
    }
    assert!(refused(&desk, "enormous.html", &b"<p>x</p>".repeat(7 << 20)).contains("larger than"));
    let missing = desk.run(&["clip", "/no/such/file.html", "--json"]);
    assert_eq!(missing.status.code(), Some(1));
    let address = desk.run(&["clip", "ftp://example.org/a", "--json"]);
    assert_eq!(address.status.code(), Some(1));
    assert_eq!(contents(&desk), before);
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn some_failures_among_successes_are_told_apart() {
    let desk = Desk::new();
    let (good, bad) = (desk.file("good.html", PAGE), desk.file("bad.html", " "));
    let output = desk.run(&["clip", &good, &bad, "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((clipped[0]["state"].as_str(), clipped[1]["state"].as_str()), (Some("new"), Some("failed")));
}

#[test]
fn broken_html_and_wrong_charsets_still_give_their_text() {
    let desk = Desk::new();
    let broken = PAGE.replace("</p>", "").replace("</article>", "<div><span><b>").replace("</body></html>", "");
    let id = desk.clip(&broken);
    assert!(desk.json(&["show", &id])["text"].as_str().unwrap().contains("HBM良率大约 62%"));
    let wrong = PAGE.replace("utf-8", "iso-8859-1").replace("周记", "周报").replace("本周", "上周");
    let file = desk.file("wrong.html", wrong);
    let clipped = desk.json(&["clip", &file]);
    assert_eq!(clipped[0]["title"], "扩产周报：HBM良率过六成");
}

#[test]
fn deep_nesting_ends_quickly_and_keeps_the_words() {
    let desk = Desk::new();
    let deep = format!(
        "<html><body>{}<p>最里面的一句话讲良率和交期，深得离谱。</p>{}</body></html>",
        "<div>".repeat(50_000),
        "</div>".repeat(50_000)
    );
    let file = desk.file("deep.html", deep);
    let output = desk.run(&["clip", &file, "--json"]);
    let clipped: Value = serde_json::from_slice(&output.stdout).expect("an answer, no signal");
    assert_eq!(clipped[0]["state"], "new", "{clipped}");
    assert!(clipped[0]["message"].as_str().unwrap().contains("part of it was left out"), "{clipped}");
    let article = desk.json(&["show", clipped[0]["id"].as_str().unwrap()]);
    assert!(article["text"].as_str().unwrap().contains("深得离谱"), "{article}");
    let original = desk.folder.path().join("original.html");
    desk.json(&["show", clipped[0]["id"].as_str().unwrap(), "--original", original.to_str().unwrap()]);
    assert!(fs::read(original).unwrap() == fs::read(file).unwrap(), "the file itself is kept whole");
}

#[test]
fn a_dead_link_waits_and_a_private_address_is_refused() {
    let desk = Desk::new();
    let private = desk.run(&["clip", "http://127.0.0.1:9/a", "--json"]);
    let clipped: Value = serde_json::from_slice(&private.stdout).unwrap();
    assert_eq!(clipped[0]["state"], "failed");
    assert!(clipped[0]["message"].as_str().unwrap().contains("private"));
    let mut dead = desk.command(&["clip", "http://127.0.0.1:9/a", "--json"]);
    let output = dead.env("TEARSHEET_ALLOW_PRIVATE", "127.0.0.1:9").output().unwrap();
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(clipped[0]["state"], "waiting", "{clipped}");
    assert_eq!((private.status.code(), output.status.code()), (Some(1), Some(3)));
    assert!(clipped[0]["message"].as_str().is_some());
    assert!(desk.json(&["list", "articles"]).as_array().unwrap().is_empty());
}

#[test]
fn malformed_queries_are_searched_as_words() {
    let desk = Desk::new();
    desk.clip(PAGE);
    for query in [
        "\"良率",
        "((((良率",
        "theme:",
        "AND OR -",
        "-",
        "before:昨天昨天 良率",
        "field:value:other",
        "\u{1}\u{ffff}",
        "🤷",
    ] {
        let answer = desk.json(&["search", "--", query]);
        assert!(answer["hits"].is_array(), "{query}");
    }
    let many = "(".repeat(1_900);
    assert!(desk.json(&["search", &many])["hits"].is_array());
    assert!(!desk.json(&["search", "\"良率"])["hits"].as_array().unwrap().is_empty());
}

pub(crate) fn says(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}");
}

/// A page of 21 MB with a sentence before and one behind what is safe to read.
fn enormous(first: &str, last: &str) -> String {
    let script = "var a = [1, 2, 3];\n".repeat(1_150_000);
    format!(
        "<!doctype html><html><body><article><p>{first}</p></article><script>{script}</script><p>{last}</p></body></html>"
    )
}

#[test]
fn a_page_that_is_cut_says_so() {
    let desk = Desk::new();
    let sentence = "Lead times for substrates shortened again this month, buyers say. ".repeat(8);
    let page = desk.file("large.html", enormous(&sentence, "unread"));
    let clipped = desk.json(&["clip", &page]);
    assert_eq!(clipped[0]["state"], "new");
    assert!(clipped[0]["message"].as_str().unwrap().contains("part of it was left out"), "{clipped}");
    let page = desk.file("behind.html", enormous("", &sentence));
    let output = desk.run(&["clip", &page, "--json"]);
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &clipped[0]["state"]), (Some(1), &Value::from("failed")));
    assert!(clipped[0]["message"].as_str().unwrap().contains("larger"), "{clipped}");
}

#[test]
fn a_page_that_gives_the_beginning_alone_says_so_and_one_with_a_box_at_its_end_does_not() {
    let desk = Desk::new();
    let stub = "<html><head><title>良率之战</title></head><body><article><h1>良率之战</h1><p>三家供应商都在扩大产能，</p>\
                </article><div>登录后查看全文</div></body></html>";
    let output = desk.run(&["clip", &desk.file("stub.html", stub), "--json"]);
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &clipped[0]["remark"]["code"]), (Some(3), &"walled".into()), "{clipped}");
    assert_eq!(clipped[0]["state"], "new");
    let read = desk.json(&["extract", &desk.file("read.html", stub)]);
    assert!(!read["message"].as_str().unwrap().contains("kept"), "{read}");
    let boxed = PAGE.replace("</article>", "</article><div>Subscribe to our newsletter and log in to comment</div>");
    let clipped = desk.json(&["clip", &desk.file("boxed.html", boxed)]);
    assert!(clipped[0]["remark"].is_null(), "{clipped}");
}

#[test]
fn standard_input_is_refused_whole_when_it_is_too_large() {
    let desk = Desk::new();
    let output = desk.run_with_input(&["clip", "-"], &vec![b'a'; (50 << 20) + 1]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("larger than 50 MB"));
    assert!(desk.json(&["list", "articles"]).as_array().unwrap().is_empty());
}

#[test]
fn what_holds_no_words_is_refused_with_a_way_on() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    desk.json(&["theme", "add", "HBM"]);
    let before = contents(&desk);
    let page = desk.file("page.html", PAGE);
    let empty = desk.file("empty.jsonl", "\n");
    let taken = desk.file("taken.db", "something of the user's");
    for (verb, words) in [
        (&["theme", "add", " "][..], "not blank"),
        (&["note", "add"][..], "A note needs words"),
        (&["note", "add", "--title", " "][..], "A note needs words"),
        (&["import", "jsonl", &empty][..], "nothing to import"),
        (&["backup", "--to", &taken][..], "name another file"),
        (&["restore-backup", "/no/such/copy.db"][..], "name another file"),
        (&["restore-backup", &taken][..], "no backup of a library"),
        (&["backup", "--to", "/no/such/folder/copy.db"][..], "name another place"),
        (&["export", "markdown", "--out", &taken][..], "name another place"),
        (&["extract", "--manifest", &taken, "--out", &taken][..], "name another place"),
        (&["extract", &page, "--sites", "/no/such/folder"][..], "name the one that holds the rules"),
        (&["extract", "/no/such/page.html"][..], "name another place"),
        (&["theme", "edit", "HBM"][..], "nothing to change"),
        (&["theme", "merge", "HBM", "HBM"][..], "name the one that stays"),
        (&["show", "no-such-id"][..], "written in another way"),
        (&["untag", &id, "NOPE"][..], "no such theme"),
    ] {
        let output = desk.run(verb);
        assert_eq!(output.status.code(), Some(1), "{verb:?}");
        says(&output, words);
    }
    assert_eq!(fs::read_to_string(taken).unwrap(), "something of the user's");
    assert_eq!(contents(&desk), before);
}

#[test]
fn a_value_that_cannot_be_meant_is_wrong_usage() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let (page, before) = (desk.file("page.html", PAGE), contents(&desk));
    for verb in [
        &["clip", ""][..],
        &["clip", &page, "--url", "notaurl"],
        &["clip", &page, "--url", "ftp://example.org/a"],
        &["extract", &page, "--url", "javascript:alert(1)"],
        &["clip", &page, "--theme", " "],
        &["tag", &id, ""],
        &["quote", "add", &id, "--text", "良率", "--theme", ""],
        &["quote", "add", &id, "--text", "良率", "--occurrence", "0"],
        &["export", "markdown", "--lang", "xx", "--out", "x"],
        &["list", "articles", "--limit", "0"],
    ] {
        let output = desk.run(verb);
        assert_eq!(output.status.code(), Some(2), "{verb:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(contents(&desk), before);
}

#[test]
fn a_folder_without_files_and_addresses_of_other_kinds_fail_with_a_reason() {
    let desk = Desk::new();
    let empty = desk.folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    for (source, words, code) in [
        (empty.to_str().unwrap(), "no file in this folder", "empty-folder"),
        ("javascript:alert(1)", "Only http and https", "no-web-address"),
        ("mailto:someone@example.org", "Only http and https", "no-web-address"),
    ] {
        let output = desk.run(&["clip", source, "--json"]);
        let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((output.status.code(), &clipped[0]["state"]), (Some(1), &Value::from("failed")), "{source}");
        assert!(clipped[0]["message"].as_str().unwrap().contains(words), "{clipped}");
        assert_eq!((&clipped[0]["remark"]["code"], &clipped[0]["title"]), (&Value::from(code), &Value::from(source)));
    }
}

#[test]
fn an_endless_name_of_a_theme_is_refused_wherever_it_is_given() {
    let desk = Desk::new();
    let (long, fits) = ("良".repeat(201), "良".repeat(200));
    let page = desk.file("page.html", PAGE);
    for asked in [["theme", "add", &long].as_slice(), &["theme", "add", "HBM", "--alias", &long]] {
        let output = desk.run(asked);
        assert_eq!(output.status.code(), Some(1), "{asked:?}");
        says(&output, "at most 200 characters");
    }
    let clipped = desk.run(&["clip", &page, "--theme", &long, "--json"]);
    assert!(String::from_utf8_lossy(&clipped.stdout).contains("at most 200 characters"));
    assert_eq!(desk.json(&["theme", "add", &fits])["name"], *fits);
    assert_eq!(desk.json(&["list", "themes"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_link_file_that_leads_elsewhere_than_the_web_is_refused() {
    let desk = Desk::new();
    let message = refused(&desk, "a.url", b"[InternetShortcut]\r\nURL=javascript:alert(1)\r\n");
    assert!(message.contains("not a web address"), "{message}");
}

#[test]
fn a_library_that_was_not_there_is_made_and_named() {
    let desk = Desk::new();
    let said = |output: Output| String::from_utf8(output.stderr).unwrap();
    assert!(said(desk.run(&["list", "articles"])).contains("a new one was made"));
    assert_eq!(said(desk.run(&["list", "articles"])), "");
}

#[test]
fn a_page_with_a_thousand_pictures_keeps_its_words_and_says_how_many_pictures() {
    let desk = Desk::new();
    // The bytes after the end of a PNG tell one from the other.
    let picture = |n: u32| {
        let bytes = [made::png(), n.to_be_bytes().to_vec()].concat();
        format!("<p><img src=\"data:image/png;base64,{}\" alt=\"图{n}\"></p>", made::base64(&bytes))
    };
    let pictures: String = (0..1_000).map(picture).collect();
    let file =
        desk.file("many.html", PAGE.replace("</article>", &format!("{pictures}<p>这里是最后一句话。</p></article>")));
    let clipped = desk.json(&["clip", &file]);
    assert!(clipped[0]["message"].as_str().unwrap().contains("first 200"), "{clipped}");
    let article = desk.json(&["show", clipped[0]["id"].as_str().unwrap()]);
    assert!(article["text"].as_str().unwrap().contains("最后一句话"));
    let kept = article["pictures"].as_array().unwrap().iter().filter(|picture| picture["state"] == "kept").count();
    assert_eq!(kept, 200);
}

#[test]
fn a_zero_in_a_page_a_mark_before_an_import_and_a_name_given_twice_do_no_harm() {
    let desk = Desk::new();
    desk.clip(&PAGE.replace("本周", "本\0周"));
    let file = desk.file("marked.jsonl", "\u{feff}{\"id\":\"a\",\"title\":\"t\",\"body\":\"words of a line\"}\n");
    assert_eq!(desk.json(&["import", "jsonl", &file])["imported"], 1);
    let theme =
        desk.json(&["theme", "add", "HBM", "--alias", "hbm", "--alias", " 高带宽内存", "--alias", "高带宽内存"]);
    assert_eq!(theme["aliases"].as_array().unwrap().len(), 1, "{theme}");
    let theme = desk.json(&["theme", "edit", "HBM", "--name", "高带宽内存"]);
    assert_eq!((&theme["name"], theme["aliases"].as_array().unwrap().len()), (&Value::from("高带宽内存"), 0));
}

#[test]
fn two_pages_of_one_name_are_told_apart_and_one_is_refused() {
    let desk = Desk::new();
    desk.file("page.html", PAGE);
    let list =
        desk.file("list.jsonl", "{\"id\":\"a/b\",\"path\":\"page.html\"}\n{\"id\":\"a_b\",\"path\":\"page.html\"}\n");
    let out = desk.folder.path().join("out");
    let output = desk.run(&["extract", "--manifest", &list, "--out", out.to_str().unwrap(), "--json"]);
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &summary["answered"], &summary["failed"]), (Some(3), &1.into(), &1.into()));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another id"));
}
