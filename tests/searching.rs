//! What is found by the command: words, marks, sounds, likeness, kept searches, many at once.

use serde_json::{Value, json};

use crate::programs::{Desk, PAGE};

pub(crate) fn hits(desk: &Desk, query: &str) -> Vec<Value> {
    desk.json(&["search", query])["hits"].as_array().unwrap().clone()
}

#[test]
fn highlights_mark_what_was_asked_for() {
    let desk = Desk::new();
    desk.clip(PAGE);
    for (query, marked) in [("HBM良率", "HBM良率"), ("29億美元", "29亿美元"), ("booked", "booked")] {
        let hit = &hits(&desk, query)[0];
        let snippet: Vec<char> = hit["snippet"].as_str().unwrap().chars().collect();
        let words: Vec<String> = hit["highlights"]
            .as_array()
            .unwrap()
            .iter()
            .map(|range| {
                snippet[range[0].as_u64().unwrap() as usize..range[1].as_u64().unwrap() as usize].iter().collect()
            })
            .collect();
        assert!(words.iter().any(|word| word == marked), "{query}: {words:?}");
    }
}

#[test]
fn what_hangs_on_an_item_and_the_trash_are_searched() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let found = |query: &str| hits(&desk, query).iter().map(|hit| hit["kind"].clone()).collect::<Vec<_>>();
    assert!(found("has:quote OR has:note OR has:figure OR has:picture").is_empty());
    let quote = desk.json(&["quote", "add", &id, "--text", "今年的 HBM良率大约 62%"]);
    assert_eq!(found("has:quote"), ["article"]);
    assert_eq!(found("has:figure kind:quote"), ["quote"]);
    let note = desk.json(&["note", "add", "--body", "核对口径", "--article", &id]);
    assert_eq!(found("has:note"), ["article"]);
    desk.json(&["trash", note["id"].as_str().unwrap()]);
    assert!(found("has:note").is_empty());
    assert!(found("核对口径").is_empty());
    assert_eq!(found("is:trashed"), ["note"]);
    desk.json(&["trash", quote["id"].as_str().unwrap()]);
    assert!(found("has:quote").is_empty());
    desk.json(&["trash", &id]);
    assert!(found("HBM良率").is_empty());
    let trashed = hits(&desk, "is:trashed HBM良率 kind:article");
    assert_eq!((trashed.len(), &trashed[0]["trashed"]), (1, &json!(true)));
    assert_eq!(desk.json(&["check"])["ok"], true, "the index holds what is in the trash");
    desk.json(&["restore", &id]);
    assert_eq!(found("HBM良率"), ["article"]);
}

#[test]
fn searches_are_kept_and_run_again() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    desk.json(&["searches", "add", "天气", "天气"]);
    let added = desk.json(&["searches", "add", "良率", "HBM良率 作者：顾小舟"]);
    assert_eq!((&added["name"], &added["count"]), (&json!("良率"), &json!(1)));
    desk.json(&["searches", "edit", "良率", "--name", "HBM"]);
    let listed = desk.json(&["searches", "list"]);
    assert_eq!((&listed[0]["count"], &listed[1]["name"]), (&json!(0), &json!("HBM")));
    assert_eq!(desk.json(&["searches", "run", "HBM"])["hits"][0]["id"], id);
    assert_eq!(desk.json(&["searches", "remove", "天气"]).as_array().unwrap().len(), 1);
    assert_eq!(desk.run(&["searches", "run", "天气"]).status.code(), Some(1));
    assert_eq!(desk.run(&["--json", "searches", "add", "x", " "]).status.code(), Some(1));
}

#[test]
fn titles_people_and_themes_are_found_by_their_sound() {
    let desk = Desk::new();
    let page = |title: &str, text: &str| {
        format!("<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>")
    };
    for (title, text) in
        [("台积电上调资本开支", "先进封装的订单排到明年。"), ("客户在等样品", "海力士的交期又拉长了三周。")]
    {
        let file = desk.file("page.html", page(title, &text.repeat(20)).as_bytes());
        assert!(desk.run(&["clip", &file]).status.success());
    }
    desk.json(&["theme", "add", "海力士", "--kind", "company"]);
    for (typed, title) in
        [("tjd", "台积电上调资本开支"), ("taijidian", "台积电上调资本开支"), ("hailishi", "客户在等样品")]
    {
        let found = hits(&desk, typed);
        assert_eq!(found.iter().map(|hit| hit["title"].as_str().unwrap()).collect::<Vec<_>>(), [title], "{typed}");
    }
    assert!(hits(&desk, "\"tjd\"").is_empty());
}

#[test]
fn what_is_like_an_item_is_found() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let other = PAGE.replace("本周走访了三家设备厂", "上周又走访了一家封装厂").replace("扩产周记", "封装手记");
    desk.json(&["clip", &desk.file("other.html", other), "--url", "https://example.org/other"]);
    let quote = desk.json(&["quote", "add", &id, "--text", "CoWoS-L 的交期拉长到三十四周"]);
    for of in [id.as_str(), quote["id"].as_str().unwrap()] {
        let found = desk.json(&["search", "--like", of, "--kind", "article"]);
        assert_eq!(found["total"], 1, "{of}");
        assert_ne!(found["hits"][0]["id"], id.as_str());
    }
    assert_eq!(desk.run(&["search", "--like", "no-such-item"]).status.code(), Some(1));
}

#[test]
fn a_batch_answers_in_order() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let file = desk.file("queries.txt", "良率\n区块链\nCoWoS-L\n");
    let output = desk.run(&["search", "--batch", &file, "--json"]);
    let totals: Vec<u64> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["total"].as_u64().unwrap())
        .collect();
    assert_eq!(totals, [1, 0, 1]);
}
