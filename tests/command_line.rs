//! What scripts rely on: each verb on a real library, read back as JSON.

use std::process::Command;

use serde_json::{Value, json};

use crate::{
    made,
    programs::{Desk, PAGE, root},
    searching::hits,
};

#[test]
fn a_page_is_clipped_and_found_in_both_languages() {
    let desk = Desk::new();
    let file = desk.file("page.html", PAGE);
    let clipped = desk.json(&["clip", &file, "--url", "https://example.org/weekly", "--theme", "HBM"]);
    assert_eq!(clipped[0]["state"], "new");
    assert_eq!(clipped[0]["title"], "扩产周记：HBM良率过六成");
    assert_eq!(clipped[0]["byline"], "顾小舟");
    assert_eq!(clipped[0]["site"], "样张观察");
    assert_eq!(clipped[0]["published"].as_str().unwrap()[..10], *"2026-03-12");
    let id = clipped[0]["id"].as_str().unwrap();
    for query in [
        "HBM良率",
        "良率",
        "率",
        "CoWoS-L",
        "29亿美元",
        "29 億美元",
        "Q3'24",
        "50-60%",
        "h100",
        "shipment",
        "ＨＢＭ",
        "扩产 booked",
        "设备厂",
    ] {
        let found = hits(&desk, query);
        assert_eq!(found.len(), 1, "{query}");
        assert_eq!(found[0]["id"], id, "{query}");
    }
    assert!(hits(&desk, "良品率").is_empty());
    assert!(hits(&desk, "首页").is_empty(), "navigation was kept");
}

#[test]
fn the_same_page_again_is_seen_and_a_changed_one_is_captured() {
    let desk = Desk::new();
    let (first, edited) = (desk.file("a.html", PAGE), desk.file("b.html", PAGE.replace("62%", "58%")));
    let url = ["--url", "https://example.org/weekly?utm_source=x"];
    let id = desk.json(&["clip", &first, url[0], url[1]])[0]["id"].clone();
    let again = desk.json(&["clip", &first, "--url", "https://example.org/weekly"]);
    assert_eq!((&again[0]["state"], &again[0]["id"]), (&json!("seen"), &id));
    let quote = desk.json(&["quote", "add", id.as_str().unwrap(), "--text", "到年底能到七成就很好"]);
    let figure = desk.json(&["quote", "add", id.as_str().unwrap(), "--text", "今年的 HBM良率大约 62%"]);
    let changed = desk.json(&["clip", &edited, "--url", "https://example.org/weekly"]);
    assert_eq!((&changed[0]["state"], &changed[0]["id"]), (&json!("captured"), &id));
    let diff = desk.json(&["diff", id.as_str().unwrap()]);
    assert_eq!(diff["changes"][0]["before"], "62%");
    assert_eq!(diff["changes"][0]["after"], "58%");
    let moved = desk.json(&["show", quote["id"].as_str().unwrap()]);
    assert_eq!(moved["placed"], true);
    assert_ne!(moved["captureId"], quote["captureId"], "the quote stayed with the old capture");
    assert_eq!(hits(&desk, "58%")[0]["kind"], "article");
    let kept = desk.json(&["show", figure["id"].as_str().unwrap()]);
    assert_eq!(kept["exact"], "今年的 HBM良率大约 62%", "the publisher's edit changed the user's quote");
    assert_eq!((&kept["placed"], &kept["captureId"]), (&json!(true), &moved["captureId"]));
}

#[test]
fn an_article_or_a_quote_is_cited_in_a_style_of_the_manuals_or_of_ones_own() {
    let desk = Desk::new();
    let page = desk.file("a.html", PAGE);
    let id = desk.json(&["clip", &page, "--url", "https://example.org/weekly"])[0]["id"].clone();
    let id = id.as_str().unwrap();
    let quote = desk.json(&["quote", "add", id, "--text", "到年底能到七成就很好", "--speaker", "设备商高管"]);
    let styles = desk.json(&["cite", "--styles"]);
    assert!(
        styles
            .as_array()
            .unwrap()
            .iter()
            .any(|style| style["id"] == "institute-of-electrical-and-electronics-engineers")
    );
    let cited =
        |item: &str, style: &str| desk.json(&["cite", item, "--style", style])[0]["text"].as_str().unwrap().to_owned();
    let line = cited(quote["id"].as_str().unwrap(), "gb-7714-2015-numeric");
    assert!(line.starts_with("“到年底能到七成就很好”（设备商高管）\n"), "{line}");
    assert!(line.contains("[EB/OL]. (2026-03-12)["), "{line}");
    let both = desk.json(&["cite", id, id, "--style", "apa"]);
    assert_eq!(both.as_array().unwrap().len(), 2);
    let own = desk.library().join("styles");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("circle.csl"), r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>House</title><id>x</id><updated>2026-01-01T00:00:00Z</updated></info><macro name="a"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation><bibliography><layout><text macro="a"/></layout></bibliography></style>"#).unwrap();
    assert_eq!(desk.json(&["cite", "--styles"])[0]["problem"], "circle");
    let refused = desk.run(&["cite", id, "--style", "circle.csl"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("without an end"), "{refused:?}");
    assert_eq!(desk.run(&["cite", id, "--style", "none"]).status.code(), Some(1));
}

#[test]
fn a_quote_whose_words_are_gone_is_listed_as_unplaced() {
    let desk = Desk::new();
    let (first, edited) =
        (desk.file("a.html", PAGE), desk.file("b.html", PAGE.replace("到年底能到七成就很好", "以后再说")));
    let url = "https://example.org/weekly";
    let id = desk.json(&["clip", &first, "--url", url])[0]["id"].as_str().unwrap().to_owned();
    desk.json(&["quote", "add", &id, "--text", "到年底能到七成就很好"]);
    let said = |arguments: &[&str]| String::from_utf8(desk.run(arguments).stdout).unwrap();
    let clipped = said(&["clip", &edited, "--url", url]);
    assert!(clipped.contains("1 of its quotes has no place any more"), "{clipped}");
    for shown in [said(&["list", "quotes"]), said(&["show", &id])] {
        assert!(shown.contains("[unplaced] 到年底能到七成就很好"), "{shown}");
    }
}

#[test]
fn a_page_cannot_take_the_place_of_another() {
    let desk = Desk::new();
    let claim = |address: &str| {
        PAGE.replace("<meta property", &format!("<link rel=\"canonical\" href=\"{address}\"><meta property"))
    };
    let clip = |name: &str, html: String, url: &str| {
        desk.json(&["clip", &desk.file(name, html), "--url", url])[0]["state"].clone()
    };
    assert_eq!(clip("a.html", PAGE.to_owned(), "https://example.org/weekly"), "new");
    let other = claim("https://example.org/weekly").replace("62%", "99%");
    assert_eq!(clip("b.html", other, "https://elsewhere.example/x"), "new", "another host took the article's place");
    let root = |n: u32| claim("https://example.org/").replace("62%", &format!("1{n}%"));
    assert_eq!(clip("c.html", root(1), "https://example.org/c"), "new");
    assert_eq!(clip("d.html", root(2), "https://example.org/d"), "new", "a template's address made two articles one");
    let same = claim("https://example.org/weekly").replace("62%", "61%");
    assert_eq!(clip("e.html", same, "https://example.org/weekly/amp"), "captured");
}

#[test]
fn a_quote_is_edited_and_put_at_other_words() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let quote = desk.json(&["quote", "add", &id, "--text", "HBM良率大约 62%", "--comment", "核对口径"]);
    let quote = quote["id"].as_str().unwrap();
    let edited = desk.json(&["quote", "edit", quote, "--speaker", "主管", "--comment", "", "--colour", "3"]);
    assert_eq!((&edited["speaker"], &edited["comment"], &edited["colour"]), (&json!("主管"), &json!(null), &json!(3)));
    let moved = desk.json(&["quote", "edit", quote, "--text", "到年底能到七成就很好"]);
    assert_eq!((&moved["exact"], &moved["speaker"]), (&json!("到年底能到七成就很好"), &json!("主管")));
    assert_eq!(desk.run(&["quote", "edit", quote, "--text", "没有说过的话"]).status.code(), Some(1));
    assert_eq!(desk.run(&["quote", "edit", quote, "--colour", "9"]).status.code(), Some(2));
}

#[test]
fn quotes_carry_words_speaker_comment_and_themes() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let quote = desk.json(&[
        "quote",
        "add",
        &id,
        "--text",
        "HBM良率大约 62%",
        "--speaker",
        "主管",
        "--comment",
        "核对口径",
        "--theme",
        "HBM",
    ]);
    let text = desk.json(&["show", &id])["text"].as_str().unwrap().chars().collect::<Vec<_>>();
    let (start, end) = (quote["start"].as_u64().unwrap() as usize, quote["end"].as_u64().unwrap() as usize);
    assert_eq!(text[start..end].iter().collect::<String>(), "HBM良率大约 62%");
    assert_eq!(quote["speaker"], "主管");
    assert_eq!(quote["themes"][0]["name"], "HBM");
    assert!(hits(&desk, "核对口径").iter().any(|hit| hit["kind"] == "quote" && hit["articleId"] == *id));
    assert_eq!(desk.json(&["list", "quotes", "--theme", "HBM"]).as_array().unwrap().len(), 1);
    let refused = desk.run(&["quote", "add", &id, "--text", "没有说过的话", "--json"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("not-in-article"));
}

#[test]
fn a_picture_is_quoted_by_its_number_and_leaves_as_an_image_of_its_page() {
    let desk = Desk::new();
    let chart = made::base64(&std::fs::read(root().join("crates/library/sample/chart.png")).unwrap());
    let figure = format!(
        "<figure><img width=\"960\" height=\"480\" src=\"data:image/png;base64,{chart}\"><figcaption>图一：良率走势</figcaption></figure></article>"
    );
    let file = desk.file("page.html", PAGE.replace("</article>", &figure));
    let clipped = desk.json(&["clip", &file, "--url", "https://example.org/weekly"]);
    let id = clipped[0]["id"].as_str().unwrap();
    let quote = desk.json(&["quote", "add", id, "--picture", "1", "--comment", "良率走势"]);
    assert_eq!((&quote["exact"], &quote["picture"]["number"]), (&json!("图一：良率走势"), &json!(0)));
    let shown = desk.run(&["show", quote["id"].as_str().unwrap()]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("> [picture] 图一：良率走势"));
    assert_eq!(desk.run(&["quote", "add", id, "--picture", "2"]).status.code(), Some(1));
    assert_eq!(desk.run(&["quote", "add", id]).status.code(), Some(2));
    let out = format!("{file}.out");
    let exported = desk.json(&["export", "w3c", id, "--out", &out]);
    let written = std::fs::read_to_string(exported[0]["file"].as_str().unwrap()).unwrap();
    let target = serde_json::from_str::<Value>(&written).unwrap()["first"]["items"][0]["target"].take();
    assert_eq!(
        (&target["source"]["type"], &target["scope"]["id"]),
        (&json!("Image"), &json!("https://example.org/weekly"))
    );
}

#[test]
fn themes_come_and_go_as_a_table() {
    let desk = Desk::new();
    let taken = desk.json(&["theme", "starter"]);
    assert!(taken["added"].as_u64().unwrap() > 300 && taken["problems"].as_array().unwrap().is_empty());
    let file = desk.file("themes.csv", "");
    desk.json(&["theme", "export", "--to", &file]);
    let table = std::fs::read_to_string(&file).unwrap();
    assert!(table.contains("安森美") && table.contains("ON{case context}"));
    let other = Desk::new();
    assert_eq!(other.json(&["theme", "import", &file])["added"], taken["added"]);
    assert_eq!(String::from_utf8(other.run(&["theme", "export"]).stdout).unwrap().trim_end(), table.trim_end());
    let note = other.json(&["note", "add", "--body", "台积电与 NVDA 谈 CoWoS，ON 的碳化硅"]);
    let found = other.json(&["suggest", note["id"].as_str().unwrap()]);
    let themes: Vec<&str> = found.as_array().unwrap().iter().map(|one| one["theme"].as_str().unwrap()).collect();
    assert!(["台积电", "英伟达", "CoWoS", "安森美"].iter().all(|name| themes.contains(name)), "{themes:?}");
    let odd = other.file("odd.csv", "name,kind\n新主题,topic\n坏行,planet\n");
    let odd = other.run(&["theme", "import", &odd]);
    assert_eq!(odd.status.code(), Some(3));
    assert!(String::from_utf8(odd.stdout).unwrap().contains("line 3"));
}

#[test]
fn themes_have_aliases_that_suggest_and_search_as_one() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let theme = desk.json(&[
        "theme",
        "add",
        "HBM",
        "--alias",
        "高带宽内存",
        "--alias",
        "high bandwidth memory",
        "--parent",
        "AI 服务器",
    ]);
    assert_eq!(theme["aliases"].as_array().unwrap().len(), 2);
    assert_eq!(desk.json(&["suggest", &id])[0]["theme"], "HBM");
    assert_eq!(desk.json(&["tag", &id, "高带宽内存"])["themes"][0]["name"], "HBM", "an alias tags with its theme");
    assert_eq!(
        desk.json(&["list", "articles", "--theme", "AI 服务器"]).as_array().unwrap().len(),
        1,
        "a parent holds what is below it"
    );
    assert_eq!(hits(&desk, "theme:高带宽内存").len(), 1);
    assert_eq!(hits(&desk, "高带宽内存").len(), 1, "an alias finds the other form");
    assert_eq!(hits(&desk, "\"高带宽内存\"").len(), 0, "a phrase is taken at its word");
    desk.json(&["theme", "add", "存储"]);
    desk.json(&["tag", &id, "存储"]);
    desk.json(&["theme", "merge", "存储", "HBM"]);
    assert_eq!(desk.json(&["list", "themes"]).as_array().unwrap().len(), 2);
    desk.json(&["untag", &id, "HBM"]);
    assert!(desk.json(&["list", "articles", "--theme", "HBM"]).as_array().unwrap().is_empty());
    desk.json(&["theme", "remove", "HBM"]);
    assert_eq!(desk.json(&["list", "themes"]).as_array().unwrap().len(), 1);
}

#[test]
fn notes_are_written_found_edited_and_kept_in_history() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let note = desk.json(&[
        "note",
        "add",
        "--title",
        "良率跟踪表",
        "--body",
        "见 **样张**，比一月高 4 个点",
        "--article",
        &id,
    ]);
    assert!(note["html"].as_str().unwrap().contains("<strong>样张</strong>"));
    assert!(hits(&desk, "跟踪表").iter().any(|hit| hit["kind"] == "note"));
    let note_id = note["id"].as_str().unwrap();
    let edited = desk.run_with_input(&["note", "edit", note_id, "--body", "-", "--json"], "改成电话会口径".as_bytes());
    assert!(edited.status.success());
    assert!(hits(&desk, "电话会口径").iter().any(|hit| hit["id"] == *note_id));
    assert!(!hits(&desk, "比一月高").iter().any(|hit| hit["kind"] == "note"));
}

#[test]
fn the_trash_takes_and_gives_back() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    desk.json(&["trash", &id]);
    assert!(hits(&desk, "良率").is_empty());
    assert!(desk.json(&["list", "articles"]).as_array().unwrap().is_empty());
    desk.json(&["restore", &id]);
    assert_eq!(hits(&desk, "良率").len(), 1);
}

#[test]
fn an_import_reports_bad_lines_and_resumes() {
    let desk = Desk::new();
    let good = |n: u32| json!({"id": format!("x{n}"), "title": format!("第{n}篇"), "source": "样张观察", "published": "2026-03-01", "body": format!("第{n}篇讲先进封装 advanced packaging"), "tags": ["封装"]});
    let tagless = json!({"id": "y", "title": "标签是一个不存在的编号", "body": "正文", "tags": ["01890a5d-ac96-774b-bcce-b302099a8057"]});
    let lines = format!("{}\nnot json\n{}\n{{\"id\":\"e\"}}\n{tagless}\n", good(1), good(2));
    let file = desk.file("articles.jsonl", &lines);
    let output = desk.run(&["import", "jsonl", &file, "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let imported: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(imported["imported"], 2);
    assert_eq!(
        imported["failed"].as_array().unwrap().iter().map(|line| line["line"].as_u64().unwrap()).collect::<Vec<_>>(),
        [2, 4, 5]
    );
    let again = desk.file("again.jsonl", format!("{}\n{}\n{}\n", good(1), good(2), good(3)));
    let resumed = desk.json(&["import", "jsonl", &again]);
    assert_eq!((&resumed["imported"], &resumed["updated"]), (&json!(1), &json!(2)));
    let found = hits(&desk, "先进封装");
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|hit| hit["externalId"].as_str().unwrap().starts_with('x')));
    assert_eq!(desk.json(&["list", "articles", "--theme", "封装"]).as_array().unwrap().len(), 3);
}

#[test]
fn an_import_without_ids_is_told_apart_by_address_headline_and_text() {
    let desk = Desk::new();
    let line = |title: &str, body: &str, url: Option<&str>| json!({"title": title, "body": body, "url": url});
    let lines = [
        line("周记", "产能翻了一倍。", Some("https://a.example/1?utm_source=x")),
        line("周记", "产能翻了一倍。", Some("https://b.example/1")),
        line("周记", "产能没有变化。", None),
        line("月记", "产能没有变化。", None),
        line("没有正文", "", None),
        line("也没有正文", "", None),
    ];
    let file = desk.file("articles.jsonl", lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    let told = |imported: &Value| (imported["imported"].clone(), imported["known"].clone());
    assert_eq!(told(&desk.json(&["import", "jsonl", &file])), (json!(6), json!(0)));
    assert_eq!(told(&desk.json(&["import", "jsonl", &file])), (json!(0), json!(6)));
    let other = desk.file("other.jsonl", line("周记", "产能又翻了一倍。", Some("https://a.example/1")).to_string());
    assert_eq!(told(&desk.json(&["import", "jsonl", &other])), (json!(1), json!(0)));
    assert_eq!(desk.json(&["list", "articles"]).as_array().unwrap().len(), 7);
}

#[test]
fn extract_reads_and_touches_no_library() {
    let desk = Desk::new();
    let file = desk.file("page.html", PAGE);
    let read = desk.json(&["extract", &file, "--url", "https://example.org/a"]);
    assert_eq!(read["title"], "扩产周记：HBM良率过六成");
    assert_eq!(read["url"], "https://example.org/a");
    assert!(!read["text"].as_str().unwrap().contains("本站版权所有"));
    desk.file("list.jsonl", "{\"id\":\"a/1\",\"path\":\"page.html\",\"url\":\"https://example.org/a\"}\n{\"id\":\"b\",\"path\":\"gone.html\"}\n");
    let (list, out) = (desk.folder.path().join("list.jsonl"), desk.folder.path().join("out"));
    let output = desk.run(&["extract", "--manifest", list.to_str().unwrap(), "--out", out.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&summary["pages"], &summary["answered"], &summary["failed"]), (&json!(2), &json!(1), &json!(1)));
    assert!(out.join("a_1.json").exists());
    assert!(!desk.library().exists());
}

/// Care answers in one shape: whether all is well, and what is not.
fn in_order(reply: &Value) {
    assert_eq!((&reply["ok"], &reply["findings"]), (&Value::from(true), &Value::Array(Vec::new())), "{reply}");
}

#[test]
fn a_backup_brings_back_what_was() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let copy = desk.folder.path().join("copy.db");
    in_order(&desk.json(&["backup", "--to", copy.to_str().unwrap()]));
    desk.json(&["trash", &id]);
    let later = desk.json(&["note", "add", "--title", "晚于备份", "--body", "写在备份之后"]);
    in_order(&desk.json(&["restore-backup", copy.to_str().unwrap()]));
    assert_eq!(hits(&desk, "良率").len(), 1);
    assert!(hits(&desk, "写在备份之后").is_empty(), "the index still answers for {later}");
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn a_lost_index_is_built_again() {
    let desk = Desk::new();
    desk.clip(PAGE);
    std::fs::remove_dir_all(desk.library().join("index")).unwrap();
    assert_eq!(hits(&desk, "良率").len(), 1);
    let reindexed = desk.json(&["reindex"]);
    in_order(&reindexed);
    assert_eq!(reindexed["documents"], 1);
    assert_eq!(hits(&desk, "良率").len(), 1);
}

#[test]
fn exports_say_which_quoted_passage_no_longer_stands() {
    let desk = Desk::new();
    let file = desk.file("page.html", PAGE);
    let clip = |file: &str| desk.json(&["clip", file, "--url", "https://example.org/weekly"])[0]["id"].clone();
    let article = clip(&file).as_str().unwrap().to_owned();
    let quote = desk.json(&["quote", "add", &article, "--text", "HBM良率大约 62%"])["id"].as_str().unwrap().to_owned();
    let body = format!("![](tearsheet:{quote})");
    let note = desk.json(&["note", "add", "--title", "周记", "--body", &body])["id"].as_str().unwrap().to_owned();
    let out = desk.folder.path().join("out").to_string_lossy().into_owned();
    for (format, ending) in [("markdown", "md"), ("html", "html"), ("docx", "docx"), ("pdf", "pdf")] {
        let told = desk.json(&["export", format, &note, "--out", &out, "--lang", "zh-CN"]);
        assert_eq!((told[0]["sources"].as_u64(), told[0]["passages"].as_u64()), (Some(1), Some(1)), "{format}");
        assert_eq!(told[0]["faults"].as_array().map(Vec::len), Some(0));
        let file = std::path::PathBuf::from(told[0]["file"].as_str().unwrap());
        assert_eq!(file.extension().and_then(|ending| ending.to_str()), Some(ending));
        assert!(std::fs::metadata(file).unwrap().len() > 50);
    }
    let file = desk.file("page.html", PAGE.replace("大约 62%", "大约 58%"));
    clip(&file);
    let output = desk.run(&["--json", "export", "markdown", &note, "--out", &out]);
    assert_eq!(output.status.code(), Some(3));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told[0]["faults"][0]["words"], "HBM良率大约 62%");
    assert_eq!(desk.json(&["export", "json", "--out", &out]).as_array().map(Vec::len), Some(2));
    let told = desk.json(&["export", "W3C", "--out", &out]);
    assert_eq!((told.as_array().map(Vec::len), told[0]["passages"].as_u64()), (Some(1), Some(1)));
    let file = std::path::PathBuf::from(told[0]["file"].as_str().unwrap());
    assert_eq!(file.file_name().and_then(|name| name.to_str()), Some("tearsheet.jsonld"));
    let annotations: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!((&annotations["type"], &annotations["total"]), (&"AnnotationCollection".into(), &1.into()));
    let target = &annotations["first"]["items"][0]["target"];
    assert_eq!(target["selector"][0]["exact"], "HBM良率大约 62%");
    assert_eq!(target["source"]["id"], "https://example.org/weekly");
    let named = |ids: &[&str]| desk.json(&[&["export", "w3c", "--out", &out], ids].concat())[0]["passages"].clone();
    assert_eq!(named(&[&article, &quote]), 1, "a quote is written once");
    assert_eq!(desk.run(&["export", "w3c", &note, "--out", &out]).status.code(), Some(1), "a note has no quotes");
    assert_eq!(desk.run(&["export", "markdown", &article]).status.code(), Some(2));
}

/// What `make run` does where there is no display.
#[cfg(unix)]
#[test]
fn the_walk_through_the_sample_clips_tags_quotes_and_finds_it() {
    let desk = Desk::new();
    let program = desk.command(&[]).get_program().to_owned();
    let output =
        Command::new(root().join("scripts/walk")).arg(&program).env("TMPDIR", desk.folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let (_, search) = said.split_once("$ tearsheet search HBM良率").unwrap();
    assert!(search.contains("[HBM良率]大约 62%") && search.contains("quote · "), "{search}");
    let kept = said.lines().find_map(|line| line.strip_prefix("The library of this walk is kept in ")).unwrap();
    let walked = |what: &str| {
        let listed = Command::new(&program).args(["--library", kept, "--json", "list", what]).output().unwrap();
        serde_json::from_slice::<Value>(&listed.stdout).unwrap()
    };
    assert_eq!(walked("quotes")[0]["speaker"], "设备商高管");
    let themes = walked("articles")[0]["themes"].as_array().unwrap().len();
    assert_eq!(themes, 2);
}
