//! Reposts, comparisons and clips taken back, as scripts see them.

use serde_json::{Value, json};

use crate::programs::{Desk, PAGE};

const ADDED: &str =
    "<p>本刊另外了解到，两家客户已经把明年的验收提前了一个季度，细节还没有公布，供应商也没有回应。</p></article>";

fn clip(desk: &Desk, name: &str, page: &str, url: &str) -> Value {
    desk.json(&["clip", &desk.file(name, page), "--url", url])[0].clone()
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

/// The page as another site prints it: another headline, and a paragraph more.
fn repost() -> String {
    assert!(PAGE.contains("</article>"));
    PAGE.replace("扩产周记：HBM良率过六成", "独家：良率到底是多少").replace("</article>", ADDED)
}

#[test]
fn a_repost_says_how_much_is_the_same_and_what_is_new() {
    let desk = Desk::new();
    let first = clip(&desk, "a.html", PAGE, "https://a.example/weekly");
    assert!(first.get("similarTo").is_none());
    let second = clip(&desk, "b.html", &repost(), "https://b.example/1");
    assert_eq!(second["state"], "new");
    let similar = &second["similarTo"][0];
    assert_eq!((&similar["id"], &similar["fresh"]), (&first["id"], &json!(1)));
    assert!((0.6..0.98).contains(&similar["share"].as_f64().unwrap()), "{similar}");
    let listed = desk.json(&["list", "articles"]);
    let row = listed.as_array().unwrap().iter().find(|row| row["id"] == first["id"]).unwrap();
    assert_eq!(row["similarTo"][0]["id"], second["id"]);
    assert_eq!(desk.json(&["show", id(&second)])["similarTo"][0]["share"], similar["share"]);
    let diff = desk.json(&["diff", id(&second), "--from", similar["capture"].as_str().unwrap()]);
    assert!(
        diff["changes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|change| change["after"].as_str().unwrap().contains("提前了一个季度"))
    );
    let stranger = clip(
        &desk,
        "c.html",
        "<article><h1>别的</h1><p>讲的是展览和天气，没有一句话和前面两篇相同。</p></article>",
        "https://c.example/",
    );
    assert!(!desk.run(&["diff", id(&stranger), "--from", similar["capture"].as_str().unwrap()]).status.success());
    let told = desk.run(&["repost", "show", id(&second)]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("1 new paragraph"));
}

#[test]
fn a_repost_is_kept_merged_or_discarded() {
    let desk = Desk::new();
    let first = clip(&desk, "a.html", PAGE, "https://a.example/weekly");
    let second = clip(&desk, "b.html", &repost(), "https://b.example/1");
    let quote = desk.json(&["quote", "add", id(&second), "--text", "HBM良率大约 62%"]);
    desk.json(&["tag", id(&second), "HBM"]);
    assert_eq!(desk.json(&["repost", "keep", id(&second)])[0]["kept"], true);
    let merged = desk.json(&["repost", "merge", id(&second)]);
    assert_eq!((&merged["id"], &merged["themes"][0]["name"]), (&first["id"], &json!("HBM")));
    let moved = desk.json(&["show", id(&quote)]);
    assert_eq!((&moved["articleId"], &moved["placed"]), (&first["id"], &json!(true)));
    let again = clip(&desk, "b.html", &repost(), "https://b.example/1");
    assert_eq!((&again["id"], &again["state"]), (&first["id"], &json!("seen")));
    for query in ["https://b.example/1", "url:b.example", "https://a.example/weekly"] {
        assert_eq!(desk.json(&["search", query])["hits"][0]["id"], first["id"], "{query}");
    }
    let captures = desk.json(&["show", id(&first)])["captures"].clone();
    assert_eq!(captures.as_array().unwrap().len(), 2);
    let third = clip(&desk, "c.html", &repost(), "https://c.example/1");
    desk.json(&["repost", "discard", id(&third)]);
    assert_eq!(desk.json(&["list", "articles"]).as_array().unwrap().len(), 1);
    assert!(desk.json(&["show", id(&first)]).get("similarTo").is_none());
}

#[test]
fn imported_articles_know_what_they_repeat() {
    let desk = Desk::new();
    let body = "设备厂的主管说，今年的良率大约六成，到年底能到七成就很好，再往上要换一代键合机。\\n渠道反馈报价环比上调约百分之八，交期拉长到三十四周，订单仍在往后排。";
    let lines: String = [
        ("a", body),
        ("b", &format!("来源：别处\\n{body}")),
        ("c", "完全不同的一篇，讲的是展览和天气，没有一句话和前面两篇相同，长度也够得上一篇短文。"),
    ]
    .iter()
    .map(|(id, body)| format!("{{\"id\":\"{id}\",\"title\":\"{id}\",\"body\":\"{body}\"}}\n"))
    .collect();
    desk.json(&["import", "jsonl", &desk.file("articles.jsonl", lines)]);
    let rows = desk.json(&["list", "articles"]);
    let of = |name: &str| rows.as_array().unwrap().iter().find(|row| row["externalId"] == name).unwrap().clone();
    assert_eq!(of("a")["similarTo"][0]["id"], of("b")["id"]);
    assert!(of("c").get("similarTo").is_none());
}

#[test]
fn a_clip_is_taken_back() {
    let desk = Desk::new();
    let first = clip(&desk, "a.html", PAGE, "https://a.example/weekly");
    let edited = clip(&desk, "b.html", &PAGE.replace("62%", "58%"), "https://a.example/weekly");
    assert_eq!((&edited["state"], &edited["captures"]), (&json!("captured"), &json!(2)));
    desk.json(&["unclip", id(&edited), "--capture", edited["capture"].as_str().unwrap()]);
    let article = desk.json(&["show", id(&first)]);
    assert_eq!(article["captures"].as_array().unwrap().len(), 1);
    assert!(article["text"].as_str().unwrap().contains("62%"));
    desk.json(&["unclip", id(&first)]);
    assert!(desk.json(&["list", "articles"]).as_array().unwrap().is_empty());
}

#[test]
fn captures_are_compared_by_the_word_with_their_places() {
    let desk = Desk::new();
    let first = clip(&desk, "a.html", PAGE, "https://a.example/weekly");
    let from = desk.json(&["show", id(&first)])["capture"].clone();
    clip(&desk, "b.html", &PAGE.replace("62%", "58%"), "https://a.example/weekly");
    let edited = PAGE.replace("62%", "58%").replace("到年底", "到明年").replace("</article>", ADDED);
    clip(&desk, "c.html", &edited, "https://a.example/weekly");
    let diff = desk.json(&["diff", id(&first), "--from", from.as_str().unwrap()]);
    let changes = diff["changes"].as_array().unwrap();
    assert_eq!(
        (&changes[0]["before"], &changes[0]["after"], &changes[0]["figures"]),
        (&json!("62%"), &json!("58%"), &json!(true))
    );
    assert_eq!(changes.last().unwrap()["kind"], "added");
    let text: Vec<char> = diff["text"].as_str().unwrap().chars().collect();
    for change in changes {
        let (at, after) = (change["at"].as_u64().unwrap() as usize, change["after"].as_str().unwrap());
        assert_eq!(text[at..at + after.chars().count()].iter().collect::<String>(), after);
    }
    let people = desk.run(&["diff", id(&first), "--from", from.as_str().unwrap()]);
    assert!(String::from_utf8_lossy(&people.stdout).contains("[-62%-]{+58%+}"));
}
