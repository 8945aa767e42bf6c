//! Notes, themes and articles exported from a library of their own; Word and PDF are read back by the program's own readers.

use std::path::Path;

use model::{Drop, MediaType};

use super::*;
use crate::{NewQuote, NewTheme, Passage as Place, Role};

const PAGE: &str = "<html lang=zh><head><title>扩产周记</title><meta property='og:site_name' content='样张观察'></head><body><article>\
<h1>扩产周记</h1><p>本周走访了三家设备厂。一位主管说：今年的 HBM良率大约 62%，到年底能到七成就很好。去年同期这个数字是四成八。</p>\
<p>A supplier added that shipments had already been booked, and that most of next year's capacity was spoken for.</p></article></body></html>";

struct Desk {
    library: Library,
    article: String,
    quote: String,
    folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&folder.path().join("library"), Role::Command).unwrap();
    let article = clip(&library, PAGE);
    let passage = Place::Words { text: "HBM良率大约 62%".into(), occurrence: 1 };
    let quote = NewQuote {
        article: article.clone(),
        passage,
        speaker: Some("一位主管".into()),
        comment: Some("与上月口径不同".into()),
        colour: model::Colour::default(),
        themes: vec!["HBM".into()],
    };
    let quote = library.add_quote(quote).unwrap().quote.id.to_string();
    Desk { library, article, quote, folder }
}

fn clip(library: &Library, html: &str) -> String {
    let url = Some("https://example.org/a".into());
    let drop = Drop::File { name: "page.html".into(), bytes: html.into(), url };
    library.clip(drop, &[])[0].id.unwrap().to_string()
}

impl Desk {
    fn note(&self, body: &str) -> String {
        self.library.add_note("周记 <一>".into(), body.into(), None).unwrap().note.id.to_string()
    }

    fn text(&self, item: &str, format: Format) -> String {
        String::from_utf8(self.library.export(item, format, Tongue::Chinese).unwrap().bytes).unwrap()
    }
}

#[test]
fn an_address_that_is_none_of_the_web_is_no_source_and_leaves_in_no_format() {
    let desk = desk();
    let drop = Drop::File {
        name: "b.html".into(),
        bytes: PAGE.replace("三家", "四家").into(),
        url: Some("javascript:alert(1)".into()),
    };
    let clipped = desk.library.clip(drop, &[])[0].id.unwrap().to_string();
    let import = crate::Import {
        external_id: Some("1".into()),
        body: "一段要导入的话。".into(),
        url: Some("JavaScript:alert(2)".into()),
        ..crate::Import::default()
    };
    desk.library.import(vec![import]).unwrap();
    let rows = desk.library.articles(&Default::default()).unwrap().0;
    assert!(rows.len() >= 2 && rows.iter().any(|row| row.article.id.to_string() == clipped));
    for row in rows {
        let id = row.article.id.to_string();
        assert!(row.article.url.is_none_or(|url| url.starts_with("https:")));
        for format in [Format::Markdown, Format::Html] {
            assert!(!desk.text(&id, format).to_lowercase().contains("javascript:"));
        }
    }
}

#[test]
fn a_note_carries_its_quotes_and_numbers_their_sources() {
    let desk = desk();
    let Desk { article, quote, .. } = &desk;
    let body = format!(
        "开头[见此](tearsheet:{article})，**重点**[^1]。\n\n![旧的字](tearsheet:{quote}) 引文之后。\n\n- [x] 一\n- 二\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: 脚注在此。\n"
    );
    let markdown = desk.text(&desk.note(&body), Format::Markdown);
    for part in [
        "# 周记 \\<一>",
        "开头见此\\[1\\]，**重点**[^1]。",
        "> HBM良率大约 62%",
        "> — 一位主管 \\[1\\]",
        "与上月口径不同",
        "\n\n引文之后。\n\n",
        "- [x] 一\n- 二",
        "| a | b |",
        "[^1]: 脚注在此。",
        "## 来源",
        "1. 《扩产周记》，样张观察，",
        "<https://example.org/a>",
    ] {
        assert!(markdown.contains(part), "{part}\n{markdown}");
    }
    assert!(!markdown.contains("旧的字") && !markdown.contains("tearsheet:"));
    let html = desk.text(&desk.note(&body), Format::Html);
    assert!(html.contains("<h1>周记 &lt;一&gt;</h1>") && html.contains("<li id=\"source-1\">"), "{html}");
    assert!(html.contains("<blockquote><p>HBM良率大约 62%</p>"));
}

#[test]
fn a_passage_that_the_publisher_changed_is_told() {
    let desk = desk();
    let body = format!("![](tearsheet:{})", desk.quote);
    let note = desk.note(&body);
    let before = desk.library.export(&note, Format::Markdown, Tongue::English).unwrap();
    assert_eq!((before.passages.len(), &before.passages[0].fault), (1, &None));
    clip(&desk.library, &PAGE.replace("大约 62%", "大约 58%"));
    let after = desk.library.export(&note, Format::Markdown, Tongue::English).unwrap();
    let fault = after.passages[0].fault.clone().unwrap();
    assert!(fault.contains("the latest one no longer has them"), "{fault}");
    assert!(String::from_utf8(after.bytes).unwrap().contains("> ⚠ These words stood in the capture of"));
}

#[test]
fn a_quotation_by_hand_is_held_against_the_article_it_names() {
    let desk = desk();
    let said = |words: &str| format!("> {words}\n> [扩产周记](tearsheet:{})", desk.article);
    let right = desk.library.export(&desk.note(&said("到年底能到七成就很好")), Format::Html, Tongue::English).unwrap();
    assert_eq!(right.passages.iter().map(|passage| passage.fault.is_some()).collect::<Vec<_>>(), [false]);
    let wrong = desk.library.export(&desk.note(&said("到年底能到八成就很好")), Format::Html, Tongue::English).unwrap();
    assert_eq!(wrong.passages.iter().map(|passage| passage.fault.is_some()).collect::<Vec<_>>(), [true]);
}

#[test]
fn what_is_no_longer_there_is_told() {
    let desk = desk();
    let note = desk.note(&format!("![逝去的话](tearsheet:{})", model::Id::new()));
    let exported = desk.library.export(&note, Format::Markdown, Tongue::Chinese).unwrap();
    assert!(exported.passages[0].fault.as_ref().unwrap().contains("已不在资料库中"));
    assert!(String::from_utf8(exported.bytes).unwrap().contains("> 逝去的话"));
}

#[test]
fn word_and_pdf_are_read_back() {
    let desk = desk();
    let body = format!(
        "## 小结\n\n开头 **重点** 与 *强调*，[外面](https://example.org/x)。\n\n![](tearsheet:{})\n\n1. 甲\n2. 乙\n\n| 指标 | 数值 |\n|---|---|\n| 良率 | 六成 |\n\n> 引文\n\n---\n\n```\ncode\n```\n\n{}",
        desk.quote,
        "很长的一段文字，用来翻页。Some words to turn the page. \n\n".repeat(90)
    );
    let note = desk.note(&body);
    for (format, kind) in [(Format::Docx, "docx"), (Format::Pdf, "pdf")] {
        let bytes = desk.library.export(&note, format, Tongue::Chinese).unwrap().bytes;
        let media_type = extract::media_type(&bytes, None, None);
        let MediaType::Foreign(foreign) = media_type else { panic!("{kind}: {media_type:?}") };
        let packed = extract::Packed { bytes, format: Some(foreign), name: None, url: None };
        let unpacked = extract::unpack(&packed);
        let text = format!("{unpacked:?}");
        for words in ["小结", "重点", "良率大约", "一位主管", "指标", "来源", "扩产周记"] {
            assert!(text.contains(words), "{kind} lacks {words}");
        }
    }
}

#[test]
fn an_article_and_a_theme_bring_their_quotes() {
    let desk = desk();
    let article = desk.text(&desk.article, Format::Markdown);
    assert!(article.contains("# 扩产周记") && article.contains("## 摘录") && article.contains("> HBM良率大约 62%"));
    let new = NewTheme { name: "HBM".into(), aliases: vec!["高带宽内存".into()], ..NewTheme::default() };
    desk.library.add_theme(&new).unwrap();
    let theme = desk.text("HBM", Format::Markdown);
    assert!(theme.starts_with("# HBM\n\n高带宽内存") && theme.contains("> HBM良率大约 62%"), "{theme}");
}

#[test]
fn no_file_is_written_over_and_names_are_safe() {
    let desk = desk();
    let note = desk.note("文字");
    let out = desk.folder.path().join("out");
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let save = || desk.library.export_to(&note, Format::Html, Tongue::English, &out).unwrap().file;
    assert_eq!((name(&save()), name(&save())), ("周记 -一-.html".to_owned(), "周记 -一- (2).html".to_owned()));
    for (title, safe) in
        [("a/b\\c", "a-b-c"), ("..", "tearsheet"), ("con", "_con"), ("\u{202e}x", "-x"), (" ", "tearsheet")]
    {
        assert_eq!(file_name(title), safe);
    }
    assert!(file_name(&"字".repeat(200)).len() <= 100);
}
