//! The wire: sentences over the table of commands with no window.

use api::{ErrorCode, call};
use library::{Library, Role};
use serde_json::{Value, json};

use crate::programs::{PAGE, root};

struct Wire(Library, #[allow(dead_code)] tempfile::TempDir);

impl Wire {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self(Library::open(&folder.path().join("library"), Role::Command).unwrap(), folder)
    }

    fn ask(&self, name: &str, request: Value) -> Value {
        call(&self.0, name, request).unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    fn refuse(&self, name: &str, request: Value) -> ErrorCode {
        call(&self.0, name, request).unwrap_err().code
    }
}

#[test]
fn the_view_is_given_the_wire_as_it_is() {
    let path = root().join("ui/src/api/wire.ts");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, api::typescript()).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).unwrap() == api::typescript(),
        "run `BLESS=1 cargo test --test tests wire` and read the difference"
    );
}

#[test]
fn a_drop_becomes_an_article_with_marks_notes_and_hits() {
    let wire = Wire::new();
    assert_eq!(wire.ask("library.status", json!({}))["empty"], true);
    let clipped = wire.ask(
        "clips.drop",
        json!({"drops": [{"kind": "html", "html": PAGE, "url": "https://example.org/a"}], "themes": ["HBM"]}),
    );
    let id = clipped[0]["id"].clone();
    let article = wire.ask("articles.get", json!({"id": id}));
    assert!(article["html"].as_str().unwrap().contains("data-at=\"0\""));
    assert_eq!(article["unread"], true);
    wire.ask("articles.mark", json!({"ids": [id], "read": true, "starred": true}));
    assert_eq!(wire.ask("articles.list", json!({"shelf": "starred"}))["total"], 1);
    assert_eq!(wire.ask("articles.list", json!({"shelf": "inbox"}))["total"], 0);
    let quote = wire.ask("quotes.add", json!({"article": id, "start": 0, "end": 4, "colour": 3}));
    wire.ask("quotes.edit", json!({"id": quote["id"], "comment": "核对", "speaker": "主管"}));
    assert_eq!(wire.ask("quotes.speakers", json!({})), json!(["主管"]));
    wire.ask("notes.add", json!({"title": "周记", "body": "一句话", "article": id}));
    let again = wire.ask("articles.get", json!({"id": id}));
    assert_eq!(
        (again["quoteList"][0]["comment"].as_str(), again["notes"][0]["title"].as_str()),
        (Some("核对"), Some("周记"))
    );
    let answer = wire.ask("search.find", json!({"query": "HBM良", "typing": true}));
    assert_eq!(answer["hits"][0]["id"], id);
    assert_eq!(answer["facets"]["themes"][0]["label"], "HBM");
}

#[test]
fn a_write_can_be_found_at_once() {
    let wire = Wire::new();
    let id = wire.ask("clips.drop", json!({"drops": [{"kind": "text", "text": "第一句讲良率。\n第二句讲交期。"}]}))[0]
        ["id"]
        .clone();
    assert_eq!(wire.ask("search.find", json!({"query": "交期"}))["hits"][0]["id"], id);
    wire.ask("quotes.add", json!({"article": id, "text": "讲交期", "comment": "独一无二的评语"}));
    assert_eq!(wire.ask("search.find", json!({"query": "独一无二"}))["hits"][0]["kind"], "quote");
}

#[test]
fn selections_of_one_page_are_articles_of_their_own() {
    let wire = Wire::new();
    let drop = |text: &str| json!({"kind": "html", "html": format!("<p>{text}</p>"), "url": "https://example.org/a"});
    let first = wire.ask("clips.drop", json!({"drops": [drop("一段话讲良率。"), drop("另一段讲交期。")]}));
    assert_eq!((&first[0]["state"], &first[1]["state"]), (&json!("new"), &json!("new")));
    assert_ne!(first[0]["id"], first[1]["id"]);
    assert_eq!(wire.ask("clips.drop", json!({"drops": [drop("一段话讲良率。")]}))[0]["state"], "seen");
}

#[test]
fn errors_have_codes_that_the_view_can_act_on() {
    let wire = Wire::new();
    assert_eq!(wire.refuse("no.such", json!({})), ErrorCode::UnknownCommand);
    assert_eq!(wire.refuse("articles.get", json!({"ident": 1})), ErrorCode::BadRequest);
    assert_eq!(wire.refuse("articles.get", json!({"id": "rubbish"})), ErrorCode::NotFound);
    assert_eq!(wire.refuse("notes.get", json!({"id": "01890a5d-ac96-774b-bcce-b302099a8057"})), ErrorCode::NotFound);
    wire.ask("themes.add", json!({"name": "HBM"}));
    wire.ask("themes.add", json!({"name": "ASIC"}));
    let taken = call(&wire.0, "themes.edit", json!({"theme": "ASIC", "name": "hbm"})).unwrap_err();
    assert_eq!((taken.code, taken.detail.as_deref()), (ErrorCode::NameTaken, Some("hbm")));
}

#[test]
fn a_quote_can_be_edited_moved_and_trashed() {
    let wire = Wire::new();
    let id =
        wire.ask("clips.drop", json!({"drops": [{"kind": "text", "text": "甲说良率六成，乙说良率七成。"}]}))[0]["id"]
            .clone();
    let second = wire.ask("quotes.add", json!({"article": id, "text": "良率", "occurrence": 2}));
    assert_eq!(second["start"], 9);
    let moved = wire.ask("quotes.edit", json!({"id": second["id"], "start": 2, "end": 6}));
    assert_eq!(moved["exact"], "良率六成");
    wire.ask("items.trash", json!({"ids": [second["id"]]}));
    assert_eq!(wire.ask("quotes.list", json!({})), json!([]));
    assert_eq!(wire.ask("quotes.list", json!({"trashed": true})).as_array().unwrap().len(), 1);
    wire.ask("items.restore", json!({"ids": [second["id"]]}));
    assert_eq!(wire.ask("quotes.list", json!({})).as_array().unwrap().len(), 1);
}

#[test]
fn marks_are_turned_for_many_and_tagging_says_what_it_changed() {
    let wire = Wire::new();
    let clip = |text: &str| {
        let drops = json!({"drops": [{"kind": "text", "text": text}]});
        wire.ask("clips.drop", drops)[0]["id"].clone()
    };
    let (one, two, three) = (clip("第一篇。"), clip("第二篇。"), clip("第三篇。"));
    let range = json!({"shelf": "inbox", "offset": 1, "limit": 2});
    assert_eq!(wire.ask("articles.ids", range), json!([two, one]));
    assert_eq!(wire.ask("articles.ids", json!({})), json!([three, two, one]));
    let turn = |mark: &str| wire.ask("articles.turn", json!({"ids": [one, two], "mark": mark}))["on"] == true;
    wire.ask("articles.mark", json!({"ids": [one], "starred": true}));
    assert!(turn("starred"), "one had no star yet");
    assert!(!turn("starred"), "all had one");
    assert!(turn("read") && wire.ask("articles.list", json!({"shelf": "inbox"}))["total"] == 1);
    let tag = |name: &str| {
        let tagged = wire.ask(name, json!({"ids": [one, two], "themes": ["HBM"]}));
        tagged.as_array().unwrap().iter().map(|item| item["changed"] == true).collect::<Vec<_>>()
    };
    wire.ask("items.tag", json!({"ids": [one], "themes": ["HBM"]}));
    assert_eq!(tag("items.tag"), [false, true]);
    assert_eq!(tag("items.untag"), [true, true]);
}

#[test]
fn lists_of_quotes_and_notes_say_how_many_there_are() {
    let wire = Wire::new();
    let drop = json!({"drops": [{"kind": "text", "text": "甲说良率六成，乙说良率七成。"}]});
    let id = wire.ask("clips.drop", drop)[0]["id"].clone();
    for (start, speaker) in [(0, "甲"), (7, "乙")] {
        wire.ask("quotes.add", json!({"article": id, "start": start, "end": start + 6, "speaker": speaker}));
        wire.ask("notes.add", json!({"title": speaker}));
    }
    assert_eq!(wire.ask("quotes.count", json!({"limit": 1})), 2);
    assert_eq!(wire.ask("quotes.count", json!({"speaker": "乙"})), 1);
    assert_eq!(wire.ask("notes.count", json!({"offset": 1})), 2);
    wire.ask("items.trash", json!({"ids": [id]}));
    assert_eq!(wire.ask("quotes.count", json!({})), 0);
}

#[test]
fn notes_link_and_are_linked_back() {
    let wire = Wire::new();
    let first = wire.ask("notes.add", json!({"title": "口径", "body": "甲"}));
    let second = wire.ask(
        "notes.add",
        json!({"title": "引用", "body": format!("见 [口径](tearsheet:{})", first["id"].as_str().unwrap())}),
    );
    let back = wire.ask("notes.get", json!({"id": first["id"]}));
    assert_eq!(back["backlinks"][0]["id"], second["id"]);
    wire.ask("notes.edit", json!({"id": second["id"], "body": "不再引用"}));
    assert_eq!(wire.ask("notes.get", json!({"id": first["id"]}))["backlinks"], json!([]));
    assert_eq!(wire.ask("notes.revisions", json!({"id": second["id"]})).as_array().unwrap().len(), 1);
}

#[test]
fn a_query_tells_its_fields_and_is_completed() {
    let wire = Wire::new();
    wire.ask("clips.sample", json!({}));
    wire.ask("themes.add", json!({"name": "高带宽 内存", "aliases": ["HBM5"]}));
    let answer = wire.ask("search.find", json!({"query": "主题：“高带宽 内存” -kind:note x"}));
    let filters = answer["filters"].as_array().unwrap();
    assert_eq!(
        (&filters[0]["field"], &filters[0]["start"], &filters[0]["end"]),
        (&json!("theme"), &json!(0), &json!(11))
    );
    assert_eq!(filters[0]["theme"]["name"], "高带宽 内存");
    assert_eq!((&filters[1]["field"], &filters[1]["negated"]), (&json!("kind"), &json!(true)));
    let offered = |query: &str| {
        let cursor = query.chars().count();
        wire.ask("search.complete", json!({"query": query, "cursor": cursor}))
    };
    let texts = |query: &str| {
        let offers = offered(query)["offers"].as_array().unwrap().clone();
        offers.iter().map(|offer| offer["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts("良率 -theme:hbm5"), ["theme:\"高带宽 内存\""]);
    assert_eq!(offered("良率 theme:hbm5")["offers"][0]["also"], "HBM5");
    assert_eq!(texts("is:st"), ["is:starred"]);
    assert!(texts("主")[0] == "主题:");
    let site = offered("site:")["offers"][0].clone();
    assert_eq!(site["count"], 1);
    assert!(texts(&site["text"].as_str().unwrap()[..8]).contains(&site["text"].as_str().unwrap().to_owned()));
    assert_eq!(offered("a ")["offers"], json!([]));
}

#[test]
fn a_note_is_found_and_shown_without_its_signs() {
    let wire = Wire::new();
    let body = "测试机台要等**四十周**，[产线](https://paichan.example/line)在等 `HBM良率`。";
    let note = wire.ask("notes.add", json!({"title": "周记", "body": body}));
    for query in ["要等四十周", "等HBM良率", "paichan.example"] {
        let hit = wire.ask("search.find", json!({"query": query}))["hits"][0].clone();
        assert_eq!(hit["id"], note["id"], "{query}");
        let snippet: Vec<char> = hit["snippet"].as_str().unwrap().chars().collect();
        assert!(!snippet.contains(&'*') && !snippet.contains(&'`'), "{hit}");
        let marked = hit["highlights"].as_array().unwrap().iter().map(|range| {
            let at = |end: usize| usize::try_from(range[end].as_u64().unwrap()).unwrap();
            snippet[at(0)..at(1)].iter().filter(|c| !c.is_whitespace()).collect::<String>()
        });
        assert_eq!(marked.collect::<String>(), query);
    }
}

#[test]
fn searches_are_saved_arranged_and_remembered() {
    let wire = Wire::new();
    wire.ask("clips.sample", json!({}));
    let add = |name: &str, query: &str| wire.ask("searches.add", json!({"name": name, "query": query}))["id"].clone();
    let (first, second) = (add("一", "kind:article"), add("", "kind:note  x"));
    let names = |list: Value| list.as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
    let listed = wire.ask("searches.list", json!({}));
    assert_eq!(listed[0]["count"], Value::Null);
    assert_eq!(names(listed), ["一", "kind:note x"]);
    let counted = wire.ask("searches.list", json!({"counts": true}));
    assert_eq!((&counted[0]["count"], &counted[1]["count"]), (&json!(2), &json!(0)));
    assert_eq!(names(wire.ask("searches.arrange", json!({"ids": [second, first]}))), ["kind:note x", "一"]);
    assert_eq!(wire.ask("searches.edit", json!({"id": first, "name": "文章"}))["count"], 2);
    assert_eq!(names(wire.ask("searches.remove", json!({"id": second}))), ["文章"]);
    for query in ["a", "b  c", "a"] {
        wire.ask("searches.remember", json!({"query": query}));
    }
    assert_eq!(wire.ask("searches.history", json!({})), json!(["a", "b c"]));
    assert_eq!(wire.ask("searches.forget", json!({"query": "a"})), json!(["b c"]));
    assert_eq!(wire.ask("searches.forget", json!({})), json!([]));
}

#[test]
fn settings_are_kept() {
    let wire = Wire::new();
    wire.ask("settings.put", json!({"language": "zh-CN"}));
    wire.ask("settings.put", json!({"appearance": "dark"}));
    assert_eq!(wire.ask("settings.get", json!({})), json!({"language": "zh-CN", "appearance": "dark"}));
    assert_eq!(wire.ask("settings.put", json!({"privateAddresses": true}))["privateAddresses"], true);
    assert!(wire.ask("settings.put", json!({"privateAddresses": false}))["privateAddresses"].is_null());
    let refused = wire.refuse("settings.put", json!({"watchedFolder": "/tmp"}));
    assert_eq!(refused, ErrorCode::BadRequest, "the page named a folder");
}

#[test]
fn the_sample_is_complete() {
    let wire = Wire::new();
    let sample = wire.ask("clips.sample", json!({}));
    assert_eq!(sample[0]["state"], "new");
    let article = wire.ask("articles.get", json!({"id": sample[0]["id"]}));
    assert!(article["text"].as_str().unwrap().chars().count() > 1_000);
    assert!(
        article["pictures"].as_array().unwrap().iter().any(|picture| picture["state"] == "kept"),
        "{}",
        article["pictures"]
    );
    assert!(article["byline"].is_string() && article["published"].is_string() && article["abstract"].is_string());
    assert!(!article["text"].as_str().unwrap().contains("免责"), "the disclaimer was kept");
    assert!(!wire.ask("themes.list", json!({})).as_array().unwrap().is_empty(), "the sample brings themes");
}

#[test]
fn the_sample_takes_the_themes_that_are_there() {
    let wire = Wire::new();
    wire.ask("themes.starter", json!({}));
    let names = |wire: &Wire| {
        let themes = wire.ask("themes.list", json!({}));
        themes.as_array().unwrap().iter().map(|theme| theme["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = names(&wire);
    let sample = wire.ask("clips.sample", json!({}));
    assert_eq!(sample.as_array().unwrap().len(), 2);
    let article = wire.ask("articles.get", json!({"id": sample[0]["id"]}));
    assert!(article["themes"].as_array().unwrap().iter().any(|theme| theme["name"] == "HBM"), "{}", article["row"]);
    let added: Vec<_> = names(&wire).into_iter().filter(|name| !before.contains(name)).collect();
    assert!(added.len() <= 2, "the sample doubled what the starter set has: {added:?}");
}

#[test]
fn a_window_takes_deeds_back_and_does_them_again() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&folder.path().join("library"), Role::Window).unwrap();
    let ask =
        |name: &str, request: Value| call(&library, name, request).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    assert_eq!(ask("library.undo", json!({}))["deed"], Value::Null);
    let drop = json!({"drops": [{"kind": "html", "html": PAGE, "url": "https://example.org/a"}]});
    let id = ask("clips.drop", drop)[0]["id"].clone();
    let quote = ask("quotes.add", json!({"article": id, "start": 0, "end": 4, "colour": 3, "themes": ["HBM"]}));
    ask("articles.mark", json!({"ids": [id], "read": true, "quietly": true}));
    ask("items.trash", json!({"ids": [quote["id"]]}));
    let undone = ask("library.undo", json!({}));
    assert_eq!((&undone["deed"], &undone["items"][0]["kind"]), (&json!("items.trash"), &json!("article")));
    assert_eq!(ask("quotes.list", json!({})).as_array().unwrap().len(), 1);
    assert_eq!(ask("library.undo", json!({"deed": "themes.remove", "item": id}))["deed"], Value::Null);
    assert_eq!(ask("library.undo", json!({"deed": "quotes.add", "item": quote["id"]}))["deed"], "quotes.add");
    assert_eq!(ask("quotes.list", json!({})), json!([]));
    assert_eq!(ask("themes.list", json!({})), json!([]));
    assert_eq!(ask("articles.get", json!({"id": id}))["unread"], false);
    assert_eq!(ask("library.redo", json!({}))["deed"], "quotes.add");
    assert_eq!(ask("quotes.get", json!({"id": quote["id"]}))["exact"], quote["exact"]);
}

#[test]
fn quotes_go_out_as_web_annotations() {
    let wire = Wire::new();
    let drop = json!({"drops": [{"kind": "html", "html": PAGE, "url": "https://example.org/a"}]});
    let id = wire.ask("clips.drop", drop)[0]["id"].clone();
    wire.ask("themes.add", json!({"name": "林一舟", "kind": "person", "aliases": ["Lin Yizhou"]}));
    let marked = json!({"article": id, "start": 0, "end": 4, "comment": "核对", "speaker": "lin yizhou", "themes": ["HBM"], "colour": 2});
    let quote = wire.ask("quotes.add", marked);
    assert_eq!(quote["speaker"], "林一舟", "all names of a person are one");
    let answer = wire.ask("quotes.annotations", json!({"article": id}));
    assert_eq!(answer["count"], 1);
    let collection: Value = serde_json::from_str(answer["json"].as_str().unwrap()).unwrap();
    assert_eq!((&collection["type"], &collection["total"]), (&json!("AnnotationCollection"), &json!(1)));
    let one = &collection["first"]["items"][0];
    assert_eq!((&one["type"], &one["motivation"]), (&json!("Annotation"), &json!("commenting")));
    assert_eq!(one["target"]["source"]["id"], "https://example.org/a");
    let [exact, place] = one["target"]["selector"].as_array().unwrap().as_slice() else { panic!("{one}") };
    assert_eq!((&exact["type"], &exact["exact"]), (&json!("TextQuoteSelector"), &quote["exact"]));
    assert_eq!(
        (&place["type"], &place["start"], &place["end"]),
        (&json!("TextPositionSelector"), &json!(0), &json!(4))
    );
    let bodies: Vec<(&str, &str)> = one["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|body| (body["purpose"].as_str().unwrap(), body["value"].as_str().unwrap()))
        .collect();
    assert_eq!(bodies, [("commenting", "核对"), ("identifying", "林一舟"), ("tagging", "HBM")]);
    assert_eq!(wire.ask("quotes.annotations", json!({"theme": "HBM"}))["count"], 1);
}

#[test]
fn every_remark_about_a_clip_has_words_in_both_languages() {
    let words = std::fs::read_to_string(root().join("ui/src/shared/i18n/words/remarks.ts")).unwrap();
    let said: Vec<&str> = words
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.split_once(": ("))
        .map(|(code, _)| code.trim_matches('\''))
        .collect();
    for code in library::remark_codes() {
        assert_eq!(said.iter().filter(|known| **known == code).count(), 2, "{code}");
    }
    assert_eq!(said.len(), library::remark_codes().count() * 2, "words for what is never said");
}

#[test]
fn where_the_words_of_a_query_stand_in_an_article_or_a_note_is_told() {
    let wire = Wire::new();
    let filler = "别的话，说的不是这件事。".repeat(40);
    let html = format!(
        "<html lang='zh'><title>周记</title><article><h1>周记</h1><p>HBM 在开头。</p><p>{filler}</p><p>末尾说 HBM良率到了六成。</p></article></html>"
    );
    let clipped = wire.ask(
        "clips.drop",
        json!({"drops": [{"kind": "html", "html": html, "url": "https://example.org/a", "title": "周记"}]}),
    );
    let id = &clipped[0]["id"];
    wire.0.settle();
    let text: Vec<char> = wire.ask("articles.get", json!({"id": id}))["text"].as_str().unwrap().chars().collect();
    let words = |inside: &Value| {
        let ranges = inside["ranges"].as_array().unwrap();
        let word = |range: &Value| {
            text[range[0].as_u64().unwrap() as usize..range[1].as_u64().unwrap() as usize].iter().collect::<String>()
        };
        ranges.iter().map(word).collect::<Vec<_>>()
    };
    let inside = wire.ask("search.inside", json!({"id": id, "query": "hbm 良率"}));
    assert_eq!(words(&inside), ["HBM", "HBM良率"]);
    assert_eq!(inside["best"], inside["ranges"][1][0], "the passage with both words is the one that is meant");
    let nothing = wire.ask("search.inside", json!({"id": id, "query": "kind:article"}));
    assert_eq!((&nothing["ranges"], &nothing["best"]), (&json!([]), &Value::Null));
    let note = wire.ask("notes.add", json!({"title": "N", "body": "**良率** 要问"}));
    wire.0.settle();
    let inside = wire.ask("search.inside", json!({"id": note["id"], "query": "良率"}));
    assert_eq!(inside["ranges"], json!([[2, 4]]));
}
