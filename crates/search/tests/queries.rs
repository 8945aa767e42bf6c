//! The query language, and everything else that may be typed.

use jiff::civil::Date;
use model::{Id, ItemKind};
use proptest::prelude::*;
use search::{Filters, Has, Lexicon, LexiconTheme, Remark, Sort};

use crate::desk::{DAY, Desk, NOW, article, ids, quote, request};

fn desk() -> (Desk, Vec<Id>) {
    let theme = Id::new();
    let below = Id::new();
    let mut first = article("HBM 良率", "三星与海力士");
    (first.themes, first.site, first.lang, first.published_at) =
        (vec![below], Some("财联社".to_owned()), Some("zh-CN".to_owned()), Some(NOW));
    first.dated = Some(Date::constant(2026, 11, 1));
    let mut second = article("CoWoS capacity", "TSMC and Samsung");
    (second.starred, second.unread, second.lang, second.published_at) = (true, false, Some("en".to_owned()), None);
    second.dated = None;
    second.urls = vec!["https://news.example.com/cowos".to_owned(), "https://copy.example.org/1".to_owned()];
    let mut third = quote("三星的良率", "某人");
    (third.published_at, third.has) = (Some(NOW - 400 * DAY), Has { figure: true, ..Has::default() });
    third.dated = Some(Date::constant(2025, 9, 27));
    let mut fourth = article("良率旧稿", "HBM 三星 Samsung capacity");
    (fourth.trashed, fourth.dated, fourth.lang) = (true, Some(Date::constant(2025, 9, 1)), Some("ja".to_owned()));
    let documents = vec![first, second, third, fourth];
    let ids = documents.iter().map(|document| document.id).collect();
    let mut desk = Desk::with(documents);
    let named = |id, parent, name: &str| LexiconTheme { id, parent, forms: vec![name.to_owned()], is_person: false };
    desk.lexicon = Lexicon::new(vec![named(theme, None, "存储"), named(below, Some(theme), "HBM")]);
    (desk, ids)
}

#[test]
fn the_language() {
    let (desk, ids) = desk();
    let check = |query: &str, expected: &[usize]| {
        let answer = desk.find(query);
        assert_eq!(crate::desk::ids(&answer), expected.iter().map(|at| ids[*at]).collect::<Vec<_>>(), "{query}");
        assert_eq!(answer.remarks, [], "{query}");
    };
    check("良率", &[0, 2]);
    check("良率 -HBM", &[2]);
    check("HBM OR capacity", &[0, 1]);
    check("三星 (HBM OR 某人)", &[0, 2]);
    check("-(HBM OR 某人) -\"三星 x\" samsung", &[1]);
    check("theme:HBM", &[0]);
    check("theme:存儲", &[0]);
    check("kind:quote", &[2]);
    check("kind:article -theme:HBM", &[1]);
    check("lang:zh", &[0]);
    check("site:财联社 HBM", &[0]);
    check("is:starred", &[1]);
    check("is:unread is:untagged", &[2]);
    check("has:figure", &[2]);
    check("title:良率", &[0]);
    check("url:example.com/cowos", &[1]);
    check("url:copy.example.org", &[1]);
    check("url:\"cowos https\"", &[]);
    check("before:2026", &[2]);
    check("after:2026-10", &[0]);
    check("on:2026-11-01", &[0]);
    check("is:trashed", &[3]);
    check("IS:Trashed 良率", &[3]);
    check("良率 (is:trashed OR kind:quote)", &[2, 3]);
    check("lang:ja", &[]);
    check("capasity~", &[1]);
    check("三星店~ kind:quote", &[2]);
    check("site:=财联社", &[0]);
    check("site:=财联", &[]);
    check("site:财联*", &[0]);
    check("person:=某人", &[2]);
    check("speaker:某人 说话人：某", &[2]);
    check("title:=\"hbm 良率\"", &[0]);
    check("on:last_year", &[2]);
    check("date>=2026-11 日期：本月", &[0]);
    check("clipped:yesterday", &[0, 1, 2]);
    check("clipped<2020", &[]);
    check("类型：摘录 状态:未读", &[2]);
    check("cap*", &[1]);
    check("", &[0, 1, 2]);
}

#[test]
fn a_person_is_found_under_all_their_names() {
    let documents =
        vec![quote("算力不够", "黄仁勋"), quote("demand is strong", "Jensen Huang"), quote("别人的话", "黄先生")];
    let all: Vec<Id> = documents.iter().map(|document| document.id).collect();
    let mut desk = Desk::with(documents);
    let forms = ["黄仁勋", "Jensen Huang", "老黄"].map(str::to_owned).to_vec();
    desk.lexicon = Lexicon::new(vec![LexiconTheme { id: Id::new(), parent: None, forms, is_person: true }]);
    for query in ["speaker:黄仁勋", "speaker:\"Jensen Huang\"", "speaker:老黄", "person:老黄"] {
        assert_eq!(desk.ids(query), all[..2], "{query}");
    }
    assert_eq!(desk.ids("person:=黄仁勋"), all[..1], "exactly this name");
    let forms = ["黄先生", "黄仁勋"].map(str::to_owned).to_vec();
    desk.lexicon = Lexicon::new(vec![LexiconTheme { id: Id::new(), parent: None, forms, is_person: false }]);
    assert_eq!(desk.ids("speaker:黄先生"), all[2..], "a subject has no other names in a byline");
}

#[test]
fn filters_beside_the_query() {
    let (desk, ids) = desk();
    let with = |filters: Filters| crate::desk::ids(&desk.ask(&search::Request { filters, ..request("") }));
    assert_eq!(with(Filters { kinds: vec![ItemKind::Quote, ItemKind::Note], ..Filters::default() }), [ids[2]]);
    assert_eq!(with(Filters { themes: desk.lexicon.find("存储"), ..Filters::default() }), [ids[0]]);
    assert_eq!(with(Filters { sites: vec!["财联社".to_owned()], ..Filters::default() }), [ids[0]]);
    assert_eq!(with(Filters { sites: vec!["财联".to_owned()], ..Filters::default() }), []);
    assert_eq!(with(Filters { article: Some(ids[1]), ..Filters::default() }), [ids[1]]);
}

#[test]
fn what_is_not_understood_is_searched_as_words_and_said() {
    let (desk, ids) = desk();
    let check = |query: &str, remark: Remark, expected: &[usize]| {
        let answer = desk.find(query);
        assert!(answer.remarks.contains(&remark), "{query}: {:?}", answer.remarks);
        assert_eq!(crate::desk::ids(&answer), expected.iter().map(|at| ids[*at]).collect::<Vec<_>>(), "{query}");
    };
    check("(良率 -HBM", Remark::Unbalanced, &[2]);
    check("\"HBM 良率", Remark::Unbalanced, &[0]);
    check("theme:某人", Remark::UnknownTheme, &[2]);
    check("-三星", Remark::OnlyExclusions, &[1]);
    check("OR 良率", Remark::LooseOperator, &[0, 2]);
}

#[test]
fn sorted_by_date_items_without_one_come_last() {
    let (desk, all) = desk();
    let answer = desk.ask(&search::Request { sort: Sort::Published, ..request("") });
    assert_eq!(answer.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [all[0], all[2], all[1]]);
    let second = desk.ask(&search::Request { sort: Sort::Published, limit: 1, offset: 1, ..request("") });
    assert_eq!((ids(&second), second.total), (vec![all[2]], 3));
    let beyond = desk.ask(&search::Request { limit: 5, offset: 100, ..request("") });
    assert_eq!((beyond.hits.len(), beyond.total), (0, 3));
    assert_eq!(desk.ask(&search::Request { limit: 0, ..request("良率") }).total, 2);
}

#[test]
fn monstrous_queries_are_answered() {
    let (desk, _) = desk();
    for query in [
        "(".repeat(10_000),
        ")".repeat(10_000),
        "\"".repeat(1_999),
        "-".repeat(2_500),
        "a OR ".repeat(500),
        "(a OR -".repeat(60),
        "theme:".repeat(200),
        "良".repeat(5_000),
        "的 ".repeat(900),
        format!("\"{}\"", "x ".repeat(400)),
        "\u{0}\u{1}\u{feff}\u{202e}".repeat(100),
        "*".to_owned(),
        "* * *".to_owned(),
        "title:\"".to_owned(),
        "ﷺ".repeat(300),
        "e\u{301}".repeat(900),
        "\u{301}".repeat(900),
    ] {
        let _ = desk.find(&query);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..120), 60)) {
        let (desk, _) = desk();
        for bytes in bytes {
            let query = String::from_utf8_lossy(&bytes);
            for typing in [false, true] {
                let answer = desk.ask(&search::Request { typing, ..request(&query) });
                answer.hits.iter().for_each(|hit| drop(answer.matchers.of(hit).snippet(&query, 30)));
            }
        }
    }

    #[test]
    fn any_mixture_of_the_language_is_answered(queries in prop::collection::vec("([-()\":*“”（ ]|OR|AND|theme:|before:|2024|良率|HBM|x){0,40}", 60)) {
        let (desk, _) = desk();
        for query in queries {
            desk.ask(&search::Request { typing: true, ..request(&query) });
        }
    }
}

#[test]
fn words_written_together_are_found_by_the_pair_across_them() {
    let mut texts: Vec<_> = (0..9).map(|_| article("", "交期在，拉长了")).collect();
    texts.push(article("", "因交期拉长而涨价"));
    texts.push(article("", "交期，期拉，拉长"));
    let (together, apart) = (texts[9].id, texts[10].id);
    let desk = Desk::with(texts);
    assert_eq!((desk.ids("交期拉长"), desk.ids("期拉")), (vec![together], vec![together, apart]));
}
