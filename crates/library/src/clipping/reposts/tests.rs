//! Reposts made in every way that sites make them, among articles of the same trade and vocabulary.

use model::{ClipState, Drop};

use super::*;
use crate::{Import, Undo, dice::Dice};

const WORDS: [&str; 64] = [
    "良率",
    "先进封装",
    "产能",
    "交期",
    "订单",
    "高带宽内存",
    "服务器",
    "定制芯片",
    "推理需求",
    "资本开支",
    "扩产",
    "设备",
    "客户",
    "份额",
    "上调",
    "拉长",
    "环比",
    "口径",
    "爬坡",
    "预期",
    "供应",
    "电源",
    "散热",
    "机柜",
    "管理层",
    "渠道",
    "反馈",
    "季度",
    "去年",
    "同期",
    "万片",
    "每月",
    "仍然",
    "继续",
    "已经",
    "可能",
    "需要",
    "对比",
    "来自",
    "超过",
    "不足",
    "大约",
    "厂商",
    "报价",
    "价格",
    "库存",
    "测试",
    "键合",
    "晶圆",
    "基板",
    "的",
    "在",
    "和",
    "从",
    "到",
    "将",
    "被",
    " HBM4 ",
    " CoWoS-L ",
    " ASIC ",
    " shipments ",
    " lead time ",
    " capacity ",
    " guidance ",
];

/// The traditional forms of some characters of the vocabulary, as another site prints them.
const TRADITIONAL: [(&str, &str); 16] = [
    ("进", "進"),
    ("装", "裝"),
    ("产", "產"),
    ("订", "訂"),
    ("单", "單"),
    ("带", "帶"),
    ("宽", "寬"),
    ("内", "內"),
    ("务", "務"),
    ("开", "開"),
    ("扩", "擴"),
    ("设", "設"),
    ("备", "備"),
    ("长", "長"),
    ("电", "電"),
    ("热", "熱"),
];

impl Dice {
    fn paragraph(&mut self) -> String {
        let mut out = String::new();
        for _ in 0..2 + self.below(3) {
            for _ in 0..8 + self.below(14) {
                match self.below(12) {
                    0 => out += &format!("{}", self.below(9_000)),
                    _ => out += WORDS[self.below(WORDS.len())],
                }
            }
            out.push('。');
        }
        out
    }

    fn article(&mut self) -> Vec<String> {
        (0..6 + self.below(8)).map(|_| self.paragraph()).collect()
    }
}

/// What sites make of an article.
fn reposts_of(article: &[String], dice: &mut Dice) -> Vec<(&'static str, String)> {
    let whole = article.join("\n");
    let mut added = article.to_vec();
    for _ in 0..2 {
        added.insert(dice.below(added.len()), dice.paragraph());
    }
    let traditional = TRADITIONAL.iter().fold(whole.clone(), |text, (simple, other)| text.replace(simple, other));
    let edited: String = whole.split('。').map(|s| format!("{}另据报道{}。", &s[..s.len() / 6 * 3 % 3], s)).collect();
    vec![
        (
            "whole, with another headline and source",
            format!("独家：另一个标题\n来源：另一家网站 2026-03-12\n{whole}\n责任编辑：某某"),
        ),
        ("an excerpt of a third", article[..article.len().div_ceil(3)].join("\n")),
        ("two added paragraphs", added.join("\n")),
        ("traditional characters", traditional),
        ("punctuation and spaces", whole.replace('。', " ；\n").replace("的", " 的 ")),
        ("a word in every sentence", edited),
    ]
}

fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path(), Role::Command).unwrap();
    (folder, library)
}

fn import(library: &Library, bodies: impl Iterator<Item = String>) {
    let article = |(n, body): (usize, String)| Import { external_id: Some(n.to_string()), body, ..Import::default() };
    library.import(bodies.enumerate().map(article).collect()).unwrap();
}

#[test]
fn generated_reposts_are_found_and_nothing_else_is() {
    let (_folder, library) = library();
    let mut dice = Dice(0x2026_1125);
    let articles: Vec<Vec<String>> = (0..300).map(|_| dice.article()).collect();
    import(&library, articles.iter().map(|article| article.join("\n")));
    while !library.find_reposts().unwrap() {}
    let ids: Vec<Id> = (0..300)
        .map(|n: usize| library.read(|db| store::articles::by_external_id(db, &n.to_string())).unwrap().unwrap())
        .collect();
    let (mut asked, mut found, mut wrong) = (0, 0, 0);
    for (article, id) in articles.iter().zip(&ids).step_by(5) {
        for (kind, text) in reposts_of(article, &mut dice) {
            let pairs = library.alike(&text, None).unwrap().pairs;
            asked += 1;
            found += usize::from(pairs.iter().any(|pair| pair.other == *id));
            wrong += pairs.iter().filter(|pair| pair.other != *id).count();
            assert!(pairs.iter().any(|pair| pair.other == *id), "missed: {kind}");
        }
        let strange = dice.article().join("\n");
        wrong += library.alike(&strange, None).unwrap().pairs.len();
    }
    println!("recall {found} of {asked}, {wrong} wrong");
    assert_eq!((found, wrong), (asked, 0));
    let alike = ids.iter().map(|id| library.reposts(&id.to_string()).unwrap().len()).sum::<usize>();
    assert_eq!(alike, 0, "imported articles that are not alike were called reposts");
}

#[test]
fn what_an_import_leaves_over_is_compared_by_a_window_without_a_further_write() {
    /// Hundreds of times what a pass takes.
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
    let (folder, library) = library();
    let mut dice = Dice(0x11);
    let more = (BATCH * (BATCHES_AT_ONCE + 2)) as usize;
    import(&library, (0..more).map(|_| dice.article().join("\n")));
    library.settle();
    let left = |library: &Library| library.read(|db| sketches::in_state(db, SketchState::Made, 1)).unwrap().len();
    assert_eq!(left(&library), 1, "a command does not compare everything before it ends");
    drop(library);
    let window = Library::open(folder.path(), Role::Window).unwrap();
    let began = std::time::Instant::now();
    while left(&window) > 0 {
        assert!(began.elapsed() < PATIENCE, "the window rests before everything was compared");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

fn drop_page(library: &Library, url: &str, body: &str) -> crate::Clipped {
    let html = format!(
        "<html><head><title>题目</title></head><body><article><h1>题目</h1><p>{}</p></article></body></html>",
        body.replace('\n', "</p><p>")
    );
    let file = Drop::File { name: "page.html".into(), bytes: html.into_bytes(), url: Some(url.into()) };
    library.clip(file, &[]).remove(0)
}

#[test]
fn a_repost_is_told_when_it_is_clipped_and_seen_from_both_sides() {
    let (_folder, library) = library();
    let mut dice = Dice(7);
    let article = dice.article();
    let first = drop_page(&library, "https://a.example/1", &article.join("\n"));
    let longer = format!("{}\n{}", article.join("\n"), dice.paragraph());
    let second = drop_page(&library, "https://b.example/2", &longer);
    let facts = second.facts.unwrap();
    assert_eq!((facts.reposts[0].other, facts.reposts[0].fresh), (first.id.unwrap(), 1));
    assert!((0.8..0.99).contains(&facts.reposts[0].share), "{}", facts.reposts[0].share);
    let back = library.reposts(&first.id.unwrap().to_string()).unwrap();
    assert_eq!((back[0].other, back[0].share), (second.id.unwrap(), 1.0));
    library.keep_repost(&second.id.unwrap().to_string(), true).unwrap();
    assert!(library.reposts(&first.id.unwrap().to_string()).unwrap()[0].kept);
}

#[test]
fn imported_reposts_are_found_afterwards_and_old_articles_are_given_sketches() {
    let (_folder, library) = library();
    let article = Dice(9).article().join("\n");
    import(&library, [article.clone(), format!("来源：别处\n{article}")].into_iter());
    library.settle();
    let ids: Vec<Id> = library.articles(&Default::default()).unwrap().0.into_iter().map(|row| row.article.id).collect();
    assert_eq!(library.reposts(&ids[0].to_string()).unwrap()[0].other, ids[1]);
    library.quietly(|db| sketches::outdate(db, SKETCH_VERSION + 1).map(|_| ())).unwrap();
    assert!(library.read(|db| sketches::in_state(db, SketchState::Due, 9)).unwrap().len() == 2);
    library.settle();
    assert!(library.read(|db| sketches::in_state(db, SketchState::Due, 9)).unwrap().is_empty());
    assert_eq!(library.reposts(&ids[0].to_string()).unwrap().len(), 1);
}

#[test]
fn a_merged_repost_is_another_source_with_its_quotes_themes_and_address() {
    let (_folder, library) = library();
    let mut dice = Dice(11);
    let article = dice.article();
    let only_there = dice.paragraph();
    let first = drop_page(&library, "https://a.example/1", &article.join("\n")).id.unwrap().to_string();
    let longer = format!("{}\n{only_there}", article.join("\n"));
    let second = drop_page(&library, "https://b.example/2", &longer).id.unwrap().to_string();
    let quote = |text: &str| {
        let passage = crate::Passage::Words { text: text.trim_end_matches('。').into(), occurrence: 1 };
        let new = crate::NewQuote {
            article: second.clone(),
            passage,
            speaker: None,
            comment: None,
            colour: model::Colour::default(),
            themes: Vec::new(),
        };
        library.add_quote(new).unwrap().quote.id.to_string()
    };
    let (common, own) = (quote(&article[2]), quote(&only_there));
    library.tag(std::slice::from_ref(&second), &["HBM".into()]).unwrap();
    let row = library.merge_articles(&second, &first).unwrap();
    assert_eq!((row.themes.len(), row.quotes), (1, 2));
    let opened = library.article(&first, None, &|_| String::new()).unwrap();
    assert_eq!(opened.captures.len(), 2);
    let of = |id: &str| library.quote(id).unwrap().quote;
    assert!(of(&common).placed && of(&common).anchor.capture == opened.capture.id);
    assert!(!of(&own).placed && of(&own).anchor.capture != opened.capture.id);
    let other = library.article(&first, Some(&of(&own).anchor.capture.to_string()), &|_| String::new()).unwrap();
    assert!(other.capture.text.contains(&of(&own).anchor.exact));
    let again = drop_page(&library, "https://b.example/2", &longer);
    assert_eq!((again.state, again.id.unwrap().to_string()), (ClipState::Seen, first.clone()));
    let changed = drop_page(&library, "https://b.example/2", &format!("{longer}\n新的一段话，别处没有。"));
    assert_eq!((changed.state, changed.id.unwrap().to_string()), (ClipState::Captured, first.clone()));
    assert_eq!(library.article(&first, None, &|_| String::new()).unwrap().capture.id, opened.capture.id);
    assert!(matches!(library.merge_articles(&first, &first), Err(crate::Error::SameArticle)));
}

#[test]
fn a_merge_taken_back_gives_the_repost_and_what_moved_back() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path(), Role::Window).unwrap();
    let article = Dice(19).article().join("\n");
    let [first, second] = ["https://a.example/1", "https://b.example/2"]
        .map(|url| drop_page(&library, url, &article).id.unwrap().to_string());
    library.tag(std::slice::from_ref(&second), &["HBM".into()]).unwrap();
    let note = library.add_note("批注".into(), "原文".into(), Some(&second)).unwrap().note.id.to_string();
    let shown = |id: &str| {
        let opened = library.article(id, None, &|_| String::new()).unwrap();
        (opened.captures.len(), opened.row.themes.len(), opened.row.article.trashed_at)
    };
    let before = (shown(&first), shown(&second));
    library.undoable("reposts.merge", |library| library.merge_articles(&second, &first)).unwrap();
    assert_ne!((shown(&first), shown(&second)), before);
    assert_eq!(library.undo().unwrap().unwrap().deed, "reposts.merge");
    assert_eq!((shown(&first), shown(&second)), before);
    assert_eq!(library.note(&note).unwrap().note.article.unwrap().to_string(), second);
    let again = drop_page(&library, "https://b.example/2", &article);
    assert_eq!(again.id.unwrap().to_string(), second, "its address is its own again");
}

#[test]
fn reposts_clipped_at_the_same_time_find_each_other() {
    let (folder, library) = library();
    let other = Library::open(folder.path(), Role::Command).unwrap();
    let mut dice = Dice(23);
    for round in 0..8 {
        let article = dice.article().join("\n");
        let start = std::sync::Barrier::new(2);
        let clip = |library: &Library, site: &str| {
            start.wait();
            drop_page(library, &format!("https://{site}.example/{round}"), &article).id.unwrap().to_string()
        };
        let (one, two) = std::thread::scope(|scope| {
            let beside = scope.spawn(|| clip(&other, "b"));
            (clip(&library, "a"), beside.join().unwrap())
        });
        library.settle();
        for (article, repost) in [(&one, &two), (&two, &one)] {
            let found = library.reposts(article).unwrap();
            assert!(matches!(&found[..], [only] if only.other.to_string() == *repost), "{found:?}");
        }
    }
}

#[test]
fn a_clip_taken_back_leaves_the_library_as_it_was() {
    let (_folder, library) = library();
    let article = Dice(13).article();
    let first = drop_page(&library, "https://a.example/1", &article.join("\n"));
    let id = first.id.unwrap().to_string();
    let undo = |clip: &crate::Clipped| Undo {
        id: clip.id.unwrap().to_string(),
        state: clip.state,
        capture: clip.facts.as_ref().and_then(|facts| facts.capture).map(|capture| capture.to_string()),
        from_trash: clip.facts.as_ref().is_some_and(|facts| facts.from_trash),
    };
    let new = |text: &str| crate::NewQuote {
        article: id.clone(),
        passage: crate::Passage::Words { text: text.into(), occurrence: 1 },
        speaker: None,
        comment: None,
        colour: model::Colour::default(),
        themes: Vec::new(),
    };
    let [kept, lost] =
        [&article[1], &article[3]].map(|text| library.add_quote(new(text.trim_end_matches('。'))).unwrap().quote);
    let edited = [&article[..3], &article[4..]].concat().join("\n");
    let second = drop_page(&library, "https://a.example/1", &edited);
    assert_eq!(second.state, ClipState::Captured);
    assert_eq!(second.facts.as_ref().unwrap().unplaced, 1);
    library.undo_clip(&undo(&second)).unwrap();
    let opened = library.article(&id, None, &|_| String::new()).unwrap();
    assert_eq!(opened.captures.len(), 1);
    let quotes: Vec<_> = opened.quotes.into_iter().map(|row| row.quote).collect();
    assert_eq!(
        quotes.iter().map(|quote| (quote.id, quote.placed, &quote.anchor)).collect::<Vec<_>>(),
        [(kept.id, true, &kept.anchor), (lost.id, true, &lost.anchor)]
    );
    library.undo_clip(&undo(&first)).unwrap();
    assert!(library.articles(&Default::default()).unwrap().0.is_empty());
    let again = drop_page(&library, "https://a.example/1", &article.join("\n"));
    assert!(again.state == ClipState::Seen && again.facts.as_ref().unwrap().from_trash);
    library.undo_clip(&undo(&again)).unwrap();
    assert!(library.articles(&Default::default()).unwrap().0.is_empty());
}

#[test]
fn a_fetched_page_says_by_its_receipt_what_it_became() {
    let (_folder, library) = library();
    let article = Dice(17).article();
    let fetch = |text: &str| {
        let queued = library.clip(Drop::Url { url: "https://a.example/1".into(), title: None }, &[]).remove(0);
        let receipt = queued.id.unwrap().to_string();
        assert!(library.clip_of(&receipt).unwrap().is_none(), "it waits");
        let html = format!("<article><h1>题目</h1><p>{}</p></article>", text.replace('\n', "</p><p>"));
        let taken = crate::clipping::reading::Taken {
            bytes: html.into_bytes(),
            media_type: model::MediaType::Html,
            charset: None,
            url: Some("https://a.example/1".into()),
            title: None,
            name: None,
            captured: None,
            whole_page: true,
            parts: Vec::new(),
            grown_from: None,
        };
        library.keep(&taken, &[], queued.id).unwrap();
        let became = library.clip_of(&receipt).unwrap().unwrap();
        let shown = library.receipts().unwrap().into_iter().find(|one| one.id.to_string() == receipt).unwrap();
        assert_eq!(shown.outcome, Some(became.state));
        became
    };
    let whole = article.join("\n");
    let first = fetch(&whole);
    assert_eq!(first.state, ClipState::New);
    std::thread::sleep(std::time::Duration::from_millis(2));
    assert_eq!(fetch(&whole).state, ClipState::Seen);
    let third = fetch(&article[1..].join("\n"));
    assert!(third.state == ClipState::Captured && third.facts.unwrap().capture.is_some());
}
