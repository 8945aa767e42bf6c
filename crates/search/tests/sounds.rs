//! Titles, themes and people found as they sound.

use model::Id;
use search::{Lexicon, LexiconTheme, Request};

use crate::desk::{Desk, article, ids, quote, request};

#[test]
fn titles_and_people_are_found_by_pinyin_and_its_initials() {
    let documents = vec![
        article("臺積電擴產", "产能"),
        article("重庆的客户", "订单"),
        quote("良率在升", "黄仁勋"),
        article("Shipments", "正文里的台积电"),
    ];
    let id: Vec<Id> = documents.iter().map(|document| document.id).collect();
    let desk = Desk::with(documents);
    assert_eq!(desk.ids("taijidian"), [id[0]], "only titles and people");
    assert_eq!(desk.ids("tjd"), [id[0]]);
    assert_eq!(desk.ids("TJDKC"), [id[0]], "any run of the title, in any case");
    assert_eq!(desk.ids("jidian"), [id[0]]);
    assert_eq!(desk.ids("chongqing"), [id[1]], "a character with several readings");
    assert_eq!(desk.ids("huangrenxun"), [id[2]]);
    assert_eq!(desk.ids("hrx"), [id[2]]);
    assert_eq!(desk.ids("taijidian kuochan"), [id[0]]);
    assert_eq!(desk.ids("taijidian 产能"), [id[0]]);
    for nothing in ["\"taijidian\"", "tai", "tj", "jtd", "dianji", "taijidian -产能"] {
        assert_eq!(desk.ids(nothing), [], "{nothing}");
    }
}

#[test]
fn a_word_that_stands_in_texts_is_that_word() {
    let (she, city) = (article("women in finance", "tjd"), article("上海 Shanghai", "x"));
    let han = article("我们看台积电 上海", "x");
    let id = [she.id, city.id, han.id];
    let desk = Desk::with(vec![she, city, han]);
    assert_eq!(desk.ids("women"), [id[0]]);
    assert_eq!(desk.ids("tjd"), [id[0]]);
    assert_eq!(desk.ids("shanghai"), [id[1], id[2]]);
    assert_eq!(desk.find("shanghai").hits[0].id, id[1], "what has the word stands first");
}

#[test]
fn an_unfinished_word_may_begin_a_word_and_be_first_letters() {
    let (word, han, body) = (article("AT&TGPU", "x"), article("记忆体高频宽", "x"), article("x", "记忆体高频宽"));
    let id = [word.id, han.id];
    let desk = Desk::with(vec![word, han, body]);
    let request = Request { typing: true, ..request("TＧＰ") };
    assert_eq!(ids(&desk.ask(&request)), id, "of what only sounds so, titles alone");
    assert_eq!(desk.ids("TＧＰ"), [id[1]]);
    assert_eq!(desk.ids("TGPU"), [id[0]]);
}

#[test]
fn a_theme_is_its_sound_too() {
    let mut text = article("x", "正文里的台积电");
    let (id, theme) = (text.id, Id::new());
    text.themes = vec![theme];
    let mut desk = Desk::with(vec![text, article("y", "别的")]);
    let forms = vec!["台积电".to_owned(), "TSMC".to_owned()];
    desk.lexicon = Lexicon::new(vec![LexiconTheme { id: theme, parent: None, forms, is_person: false }]);
    for typed in ["tjd", "taijidian", "tsmc"] {
        assert_eq!(desk.ids(typed), [id], "{typed}");
    }
    assert!(desk.ids("\"tjd\"").is_empty());
    for field in ["theme:tjd", "theme:taijidian", "主题：台積電", "theme:(tjd OR zzzz)"] {
        assert_eq!(desk.ids(field), [id], "{field}");
    }
}

#[test]
fn ten_thousand_parentheses_and_other_heaps_are_answered() {
    let desk = Desk::with(vec![article("良率", "HBM")]);
    for heap in ["(", ")", "()", "\"", "-", "OR ", "a*", "良~", "theme:(", "\u{200b}", "\u{0}", "a\u{301}", "𠮷"] {
        desk.find(&heap.repeat(10_000));
    }
}
