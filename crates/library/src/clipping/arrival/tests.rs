use model::{ClipState, Drop};

use crate::{ArticleEdit, Clipped, Library, Role, Undo};

const BODY: &str = "台积电第三季度的先进封装产能仍然吃紧，设备交期拉长到三十四周，订单排到明年下半年。";

fn page(headline: &str, author: &str, body: &str) -> String {
    format!(
        "<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>\
         <p>作者：{author}</p><p>{body}</p><p>{}</p></article></body></html>",
        "供应商说，三家工厂都在扩产，良率还在爬坡，客户的份额没有变化。".repeat(3)
    )
}

fn drop_at(library: &Library, url: Option<&str>, html: &str) -> Clipped {
    let page = Drop::File { name: "a.html".into(), bytes: html.into(), url: url.map(Into::into) };
    library.clip(page, &[]).remove(0)
}

fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path(), Role::Command).unwrap();
    (folder, library)
}

fn title(library: &Library, id: &str) -> String {
    library.article(id, None, &|_| String::new()).unwrap().row.article.title
}

const URL: Option<&str> = Some("https://news.example/a/1");

#[test]
fn a_changed_headline_is_a_change_and_is_compared() {
    let (_folder, library) = library();
    let first = drop_at(&library, URL, &page("HBM良率升到62%", "周言", BODY));
    let id = first.id.unwrap().to_string();
    assert_eq!(drop_at(&library, URL, &page("HBM良率升到62%", "周言", BODY)).state, ClipState::Seen);
    let again = drop_at(&library, URL, &page("HBM良率升到52%", "周言", BODY));
    assert_eq!((again.state, title(&library, &id).as_str()), (ClipState::Captured, "HBM良率升到52%"));
    let compared = library.diff(&id, None, None).unwrap();
    let changes: Vec<_> = compared.changes.iter().map(|change| (&*change.before, &*change.after)).collect();
    assert_eq!(changes, [("62%", "52%")]);
    assert!(compared.text.starts_with("HBM良率升到52%\n"));
    let capture = again.facts.unwrap().capture.map(|capture| capture.to_string());
    library.undo_clip(&Undo { id: id.clone(), state: again.state, capture, from_trash: false }).unwrap();
    assert_eq!(title(&library, &id), "HBM良率升到62%");
}

#[test]
fn a_headline_corrected_by_hand_stays() {
    let (_folder, library) = library();
    let id = drop_at(&library, URL, &page("HBM良率升到62%", "周言", BODY)).id.unwrap().to_string();
    library.edit_article(&id, ArticleEdit { title: Some("良率（已核对）".into()), ..ArticleEdit::default() }).unwrap();
    assert_eq!(drop_at(&library, URL, &page("HBM良率升到52%", "周言", BODY)).state, ClipState::Captured);
    assert_eq!(title(&library, &id), "良率（已核对）");
}

#[test]
fn the_page_of_a_text_that_is_there_brings_what_the_text_lacked() {
    let (_folder, library) = library();
    let html = page("HBM良率升到62%", "周言", BODY);
    let text = {
        let (_folder, other) = self::library();
        let id = drop_at(&other, None, &html).id.unwrap().to_string();
        other.article(&id, None, &|_| String::new()).unwrap().capture.text
    };
    let text = Drop::Text { text, url: None };
    let id = library.clip(text, &[])[0].id.unwrap().to_string();
    let page = drop_at(&library, None, &html);
    assert_eq!((page.id.unwrap().to_string(), page.state), (id.clone(), ClipState::Captured));
    let opened = library.article(&id, None, &|_| String::new()).unwrap();
    let article = opened.row.article;
    assert_eq!((article.title.as_str(), article.byline.as_deref()), ("HBM良率升到62%", Some("周言")));
    assert_eq!((opened.captures.len(), opened.capture.media_type.as_str()), (2, "text/html"));
}

#[test]
fn a_page_is_compared_with_what_its_own_address_gave_before() {
    let (_folder, library) = library();
    let url = Some("https://b.example/2");
    let own = drop_at(&library, URL, &page("HBM良率升到62%", "周言", BODY)).id.unwrap().to_string();
    let repost = page("HBM良率升到62%", "周言", &format!("{BODY}转载者补充：另一家工厂也在追赶。"));
    let repost = drop_at(&library, url, &repost).id.unwrap().to_string();
    library.merge_articles(&repost, &own).unwrap();
    drop_at(&library, URL, &page("HBM良率升到62%", "周言", &BODY.replace("三十四周", "二十周")));
    let compared = library.diff(&own, None, None).unwrap();
    let changes: Vec<_> = compared.changes.iter().map(|change| (&*change.before, &*change.after)).collect();
    assert_eq!(changes, [("三十四周", "二十周")]);
}

#[test]
fn a_quote_whose_words_were_changed_tells_what_stands_there_now() {
    let (_folder, library) = library();
    let id =
        drop_at(&library, URL, &page("HBM良率", "周言", &format!("{BODY}良率已经突破60%，年底再看。"))).id.unwrap();
    let quote = crate::NewQuote {
        article: id.to_string(),
        passage: crate::Passage::Words { text: "良率已经突破60%".into(), occurrence: 1 },
        speaker: None,
        comment: None,
        colour: model::Colour::default(),
        themes: Vec::new(),
    };
    let quote = library.add_quote(quote).unwrap();
    assert_eq!(quote.now_reads(), None);
    let again = drop_at(&library, URL, &page("HBM良率", "周言", &format!("{BODY}良率已经突破36%，年底再看。")));
    assert_eq!(again.facts.unwrap().reworded, 1);
    let quote = library.quote(&quote.quote.id.to_string()).unwrap();
    assert_eq!((quote.quote.placed, quote.now_reads().as_deref()), (true, Some("良率已经突破36%")));
    assert_eq!(quote.quote.anchor.exact, "良率已经突破60%");
}
