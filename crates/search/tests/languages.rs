//! Both languages at once, other forms of words, other names of themes.

use model::Id;
use search::{Lexicon, LexiconTheme, Request};

use crate::desk::{Desk, article, ids, quote, request};

#[test]
fn a_word_is_found_as_written_in_either_script_width_or_case() {
    let text = article(
        "产能",
        "台积电的CoWoS-L产能在Q3’24达到50–60%，营收29 亿美元（约$124bn）；代码2330.TW，MI300X 与 H100 的 HBM良率提升",
    );
    let id = text.id;
    let desk = Desk::with(vec![text, article("其他", "H 100，CoWoS L，50 60%，2330 TW，29，亿")]);
    for query in [
        "HBM良率",
        "hbm良率",
        "ＨＢＭ良率",
        "臺積電",
        "台积电的CoWoS",
        "CoWoS-L",
        "cowos-l产能",
        "Q3'24",
        "50-60%",
        "29亿美元",
        "29 亿美元",
        "29億美元",
        "$124bn",
        "124bn",
        "2330.TW",
        "2330.tw",
        "MI300X",
        "mi300",
        "H100",
        "率提",
        "良率提升",
        "營收",
    ] {
        assert_eq!(desk.ids(query), [id], "{query}");
    }
    for query in ["台积电产能", "BM良率", "CoWoS-", "30X良", "100的HBM率"] {
        let found = desk.ids(query);
        assert!(!found.contains(&id) || query == "CoWoS-", "{query}");
    }
}

#[test]
fn english_words_are_found_by_their_other_forms_unless_quoted() {
    let (many, one, verb) =
        (article("a", "GPU shipments rose"), article("b", "one shipment left"), article("c", "they ship servers"));
    let ids = [many.id, one.id, verb.id];
    let desk = Desk::with(vec![many, one, verb]);
    assert_eq!(desk.ids("shipments"), [ids[0], ids[1]]);
    assert_eq!(desk.ids("shipment"), [ids[0], ids[1]]);
    assert_eq!(desk.ids("\"shipment\""), [ids[1]]);
    assert_eq!(desk.ids("shipping"), [ids[2]]);
    assert_eq!(desk.ids("\"shipping\""), []);
}

#[test]
fn a_beginning_finds_what_begins_so_and_nothing_else() {
    let texts =
        [article("a", "capacity"), article("b", "capacities"), article("c", "HBM3"), article("d", "高频宽记忆体")];
    let ids: Vec<Id> = texts.iter().map(|text| text.id).collect();
    let mut desk = Desk::with(texts.into());
    let forms = ["HBM", "高频宽记忆体"].map(str::to_owned).into();
    desk.lexicon = Lexicon::new(vec![LexiconTheme { id: Id::new(), parent: None, forms, is_person: false }]);
    assert_eq!(desk.ids("capaciti*"), [ids[1]]);
    assert_eq!(desk.ids("capac*"), ids[..2]);
    assert_eq!(desk.ids("hbm*"), [ids[2]], "not the other name");
    assert!(desk.find("capaciti*").matchers.whole.highlights("capacity").is_empty());
    let typed = |query: &str| crate::desk::ids(&desk.ask(&Request { typing: true, ..request(query) }));
    assert_eq!(typed("capacities"), ids[..2], "what is typed may be whole, and then its other forms count");
    assert_eq!(typed("hbm"), ids[2..]);
}

#[test]
fn a_changed_character_is_found_and_marked_where_the_others_stand() {
    let texts = ["海力士", "在海力仕说", "海士力", "海X力士", "海利士", "力士", "海,士"].map(|text| article("", text));
    let ids: Vec<Id> = texts.iter().map(|text| text.id).collect();
    let desk = Desk::with(texts.into());
    assert_eq!(desk.ids("海力士~"), [ids[0], ids[1], ids[3], ids[4], ids[5]], "力士 alone stands in 海X力士 too");
    let matcher = desk.find("海力士~").matchers.whole;
    for (text, marked) in [("在海力仕说，海士", vec![(1, 4)]), ("海利士", vec![(0, 3)]), ("力士", vec![(0, 2)])]
    {
        assert_eq!(matcher.highlights(text), marked, "{text}");
    }
}

#[test]
fn the_names_of_a_theme_find_each_other_unless_quoted() {
    let texts = [
        article("a", "HBM 供不应求"),
        article("b", "高頻寬記憶體漲價"),
        article("c", "demand for high bandwidth memory"),
        article("d", "bandwidth is high and memory is cheap"),
    ];
    let ids: Vec<Id> = texts.iter().map(|text| text.id).collect();
    let mut desk = Desk::with(texts.into());
    let forms = ["HBM", "高频宽记忆体", "high bandwidth memory"].map(str::to_owned).into();
    desk.lexicon = Lexicon::new(vec![LexiconTheme { id: Id::new(), parent: None, forms, is_person: false }]);
    assert_eq!(desk.ids("HBM"), ids[..3]);
    assert_eq!(desk.ids("高頻寬記憶體"), ids[..3]);
    assert_eq!(desk.ids("high bandwidth memory"), ids);
    assert_eq!(desk.ids("\"HBM\""), ids[..1]);
    assert_eq!(desk.ids("HBM demand"), ids[2..3]);
    let matcher = desk.find("HBM").matchers.whole;
    assert_eq!(matcher.highlights("高頻寬記憶體漲價"), [(0, 6)]);
}

#[test]
fn greek_is_found_without_its_accents() {
    let text = article("a", "Η Ελλάδα αγοράζει μνήμη");
    let ids = [text.id];
    let desk = Desk::with(vec![text]);
    for query in ["ελλαδα", "ΕΛΛΑΔΑ", "Ελλάδα", "\"μνημη\""] {
        assert_eq!(desk.ids(query), ids, "{query}");
    }
    assert_eq!(desk.find("ελλαδα").matchers.whole.highlights("Η Ελλάδα"), [(2, 8)]);
}

#[test]
fn people_are_found_as_words_and_as_fields() {
    let said = quote("明年产能翻倍", "黄仁勋");
    let mut written = article("x", "产能");
    written.author = Some("Jane Doe".to_owned());
    let ids = [said.id, written.id];
    let desk = Desk::with(vec![said, written]);
    assert_eq!(desk.ids("黃仁勳"), [ids[0]]);
    assert_eq!(desk.ids("speaker:黄仁勋 产能"), [ids[0]]);
    assert_eq!(desk.ids("author:\"jane doe\""), [ids[1]]);
    assert_eq!(desk.ids("author:黄仁勋"), []);
    assert_eq!(desk.ids("产能 -speaker:黄仁勋"), [ids[1]]);
}

#[test]
fn a_snippet_shows_the_passage_with_the_most_words() {
    let body = format!(
        "{}开头提到良率。{}第三季 HBM 良率明显改善，\n产能随之增加。{}",
        "无关。".repeat(40),
        "别的事。".repeat(60),
        "结尾。".repeat(50)
    );
    let desk = Desk::with(vec![article("x", &body)]);
    let snippet = desk.find("HBM 良率").matchers.whole.snippet(&body, 60);
    assert!(snippet.text.starts_with("…第三季 HBM 良率明显改善， 产能随之增加。"), "{}", snippet.text);
    let marked: Vec<String> = snippet
        .highlights
        .iter()
        .map(|(start, end)| snippet.text.chars().skip(*start as usize).take((end - start) as usize).collect())
        .collect();
    assert_eq!(marked, ["HBM", "良率"]);
    let none = desk.find("HBM").matchers.whole.snippet("第一行\n第二行", 5);
    assert_eq!((none.text.as_str(), none.highlights.len()), ("第一行 第…", 0));
}

#[test]
fn a_name_is_found_by_its_possessive_and_its_plural_unless_quoted() {
    let texts = vec![
        article("a", "Nvidia raised its outlook"),
        article("b", "Nvidia’s outlook"),
        article("c", "one H100 was sold"),
        article("d", "ten H100s were sold"),
        article("e", "英伟达上调展望，H1002"),
    ];
    let id: Vec<Id> = texts.iter().map(|text| text.id).collect();
    let mut desk = Desk::with(texts);
    for query in ["Nvidia's", "NVIDIA’s", "Nvidia's outlook", "nvidia"] {
        assert_eq!(desk.ids(query), id[..2], "{query}");
    }
    for query in ["H100s", "h100's", "H100s sold"] {
        assert_eq!(desk.ids(query), id[2..4], "{query}");
    }
    assert_eq!(ids(&desk.ask(&Request { typing: true, ..request("H100s") })), id[2..4], "it goes on no further");
    assert_eq!((desk.ids("\"Nvidia's\""), desk.ids("\"H100s\"")), (vec![id[1]], vec![id[3]]));
    let forms = ["Nvidia", "英伟达"].map(str::to_owned).to_vec();
    desk.lexicon = Lexicon::new(vec![LexiconTheme { id: Id::new(), parent: None, forms, is_person: false }]);
    assert_eq!(desk.ids("Nvidia's"), [id[0], id[1], id[4]], "other names of its theme count");
}
