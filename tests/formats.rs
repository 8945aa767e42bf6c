//! Files of every kind, dropped on the real command: what comes out, and what is said when little does.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    locked, made,
    programs::{Desk, PAGE},
};

/// Clips a file and gives what is said of it.
fn clipped(desk: &Desk, name: &str, bytes: &[u8]) -> Vec<Value> {
    let file = desk.file(name, bytes);
    let clipped = desk.json(&["clip", &file]);
    clipped.as_array().unwrap().clone()
}

/// Clips a file that makes one article, and gives the article.
fn article(desk: &Desk, name: &str, bytes: &[u8]) -> Value {
    let clipped = clipped(desk, name, bytes);
    assert_eq!((clipped.len(), clipped[0]["state"].as_str()), (1, Some("new")), "{clipped:?}");
    assert!(clipped[0]["message"].is_null(), "{clipped:?}");
    desk.json(&["show", clipped[0]["id"].as_str().unwrap()])
}

fn text(article: &Value) -> &str {
    article["text"].as_str().unwrap()
}

fn found(desk: &Desk, query: &str) -> usize {
    desk.json(&["search", query])["hits"].as_array().unwrap().len()
}

#[test]
fn a_document_keeps_its_words_its_table_and_its_picture() {
    let desk = Desk::new();
    let article = article(&desk, "mislabelled.html", &made::docx());
    assert_eq!((article["title"].as_str(), article["byline"].as_str()), (Some("扩产周记：封装篇"), Some("顾小舟")));
    assert_eq!(article["published"].as_str().unwrap()[..10], *"2026-03-12");
    assert!(text(&article).contains("CoWoS-L 的交期拉长到三十四周，suppliers called it fully booked。"), "{article}");
    let html = article["html"].as_str().unwrap();
    assert!(html.contains("<table>") && html.contains("<strong>fully booked</strong>"), "{html}");
    assert_eq!(article["pictures"][0]["state"], "kept", "{article}");
    for query in ["交期拉长", "fully booked", "62%"] {
        assert_eq!(found(&desk, query), 1, "{query}");
    }
}

#[test]
fn a_presentation_is_read_slide_by_slide() {
    let desk = Desk::new();
    let article = article(&desk, "ASIC 份额.pptx", &made::pptx());
    assert_eq!(article["title"], "ASIC 份额");
    assert!(article["byline"].is_null());
    let (first, second) = (text(&article).find("三成一").unwrap(), text(&article).find("inference").unwrap());
    assert!(first < second);
    assert!(article["html"].as_str().unwrap().contains("data-page=\"2\""), "{article}");
}

#[test]
fn a_workbook_shows_its_values_as_people_read_them() {
    let desk = Desk::new();
    let article = article(&desk, "出货.xlsx", &made::xlsx());
    assert_eq!(article["title"], "出货");
    let lines: Vec<&str> = text(&article).lines().collect();
    assert_eq!(lines, ["厂商", "良率", "日期", "样张半导体 Sample Semi", "62%", "2026-03-12", "0.3"], "{article}");
}

#[test]
fn what_a_document_says_of_itself_is_its_title_author_and_date() {
    let desk = Desk::new();
    let (title, author) = ("出货周报 &amp; 交期", "顾小舟");
    for (name, bytes) in [("a.pptx", made::pptx_by(title, author)), ("a.xlsx", made::xlsx_by(title, author))] {
        let article = article(&desk, name, &bytes);
        assert_eq!((&article["title"], &article["byline"]), (&json!("出货周报 & 交期"), &json!(author)), "{name}");
        assert_eq!(article["published"].as_str().unwrap()[..10], *"2026-03-12", "{name}");
    }
    let made = article(&Desk::new(), "made.xlsx", &made::xlsx_by("Sheet.xlsx", "openpyxl"));
    assert_eq!((&made["title"], &made["byline"]), (&json!("made"), &json!(null)));
}

#[test]
fn a_book_is_read_chapter_by_chapter() {
    let desk = Desk::new();
    let article = article(&desk, "book", &made::epub());
    assert_eq!((article["title"].as_str(), article["byline"].as_str()), (Some("存储的周期"), Some("苏晚")));
    assert_eq!((article["site"].as_str(), article["published"].as_str()), (Some("样张书局"), Some("2025-11-02")));
    assert!(text(&article).find("mills were idle").unwrap() < text(&article).find("订单在春天回来").unwrap());
    assert!(!text(&article).contains("书页的名字"), "{article}");
    assert_eq!(article["pictures"][0]["state"], "kept", "{article}");
}

#[test]
fn a_markdown_file_keeps_the_pictures_beside_it_and_its_tags() {
    let desk = Desk::new();
    desk.file("chart.png", made::png());
    let article =
        article(&desk, "周记.md", "---\ntags: [HBM]\n---\n# 良率周记\n\n良率回升。\n\n![曲线](chart.png)\n".as_bytes());
    assert_eq!((article["title"].as_str(), text(&article)), (Some("良率周记"), "良率回升。\n#HBM"));
    assert_eq!(article["pictures"][0]["state"], "kept", "{article}");
}

#[test]
fn links_on_standard_input_are_links() {
    let desk = Desk::new();
    let done = desk.run_with_input(&["clip", "-", "--json"], "看这篇 https://tearsheet.invalid/1\n".as_bytes());
    let clipped: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(clipped[0]["state"], "waiting", "{clipped}");
}

#[test]
fn a_letter_brings_what_is_attached_as_articles_it_links_to() {
    let desk = Desk::new();
    let clipped = clipped(&desk, "letter.txt", &made::letter());
    assert_eq!(clipped.len(), 3, "{clipped:?}");
    assert!(clipped[0]["message"].as_str().unwrap().contains("attached"), "{clipped:?}");
    let letter = desk.json(&["show", clipped[0]["id"].as_str().unwrap()]);
    assert_eq!((letter["title"].as_str(), letter["byline"].as_str()), (Some("良率更新"), Some("顾小舟")));
    assert_eq!(letter["published"], "2026-03-12T09:41:00+08:00");
    assert_eq!(letter["pictures"].as_array().unwrap().len(), 1);
    assert_eq!(letter["pictures"][0]["state"], "kept");
    assert!(text(&letter).ends_with("report.docx\nnote.txt\nkey.bin"), "{letter}");
    let html = letter["html"].as_str().unwrap();
    for attached in &clipped[1..] {
        assert!(html.contains(&format!("tearsheet:{}", attached["id"].as_str().unwrap())), "{html}");
    }
    assert_eq!(clipped[1]["title"], "扩产周记：封装篇");
    assert_eq!(found(&desk, "三万片的目标"), 1);
}

#[test]
fn a_page_saved_as_one_file_is_the_page() {
    let desk = Desk::new();
    let page = PAGE.replace("</article>", "<p><img src=\"/img/chart.png\" alt=\"走势\"></p></article>");
    let article = article(&desk, "weekly.mhtml", &made::web_archive(&page));
    assert_eq!(
        (article["title"].as_str(), article["byline"].as_str()),
        (Some("扩产周记：HBM良率过六成"), Some("顾小舟"))
    );
    assert_eq!(article["url"], "https://news.example/weekly/12");
    assert_eq!(article["pictures"][0]["state"], "kept", "{article}");
    assert!(!text(&article).contains("首页"));
}

#[test]
fn a_saved_page_that_is_cut_off_is_read_as_far_as_it_goes_and_says_so() {
    let archive = made::web_archive(PAGE);
    let picture = archive.windows(9).position(|window| window == b"image/png").unwrap();
    let half = archive.windows(12).position(|window| window == "扩产计划".as_bytes()).unwrap_or(archive.len() / 2);
    for end in [picture, half] {
        let desk = Desk::new();
        let clipped = clipped(&desk, "weekly.mhtml", &archive[..end]);
        assert_eq!((&clipped[0]["state"], &clipped[0]["remark"]["code"]), (&json!("new"), &json!("cut-off")));
        let article = desk.json(&["show", clipped[0]["id"].as_str().unwrap()]);
        assert_eq!(article["title"], "扩产周记：HBM良率过六成", "{article}");
        assert!(text(&article).contains("HBM良率大约 62%"), "{article}");
    }
}

#[test]
fn a_page_whose_file_ends_in_its_middle_says_so() {
    let desk = Desk::new();
    let end = PAGE.find("</article>").unwrap();
    let clipped = clipped(&desk, "half.html", &PAGE.as_bytes()[..end]);
    assert_eq!((&clipped[0]["state"], &clipped[0]["remark"]["code"]), (&json!("new"), &json!("cut-off")));
    assert!(text(&desk.json(&["show", clipped[0]["id"].as_str().unwrap()])).contains("HBM良率大约 62%"));
}

#[test]
fn the_one_sheet_of_a_workbook_keeps_its_name() {
    let desk = Desk::new();
    let article = article(&desk, "三月.xlsx", &made::xlsx());
    assert!(text(&article).starts_with("出货\n厂商"), "{article}");
}

#[test]
fn a_page_that_a_browser_printed_is_not_dated_by_its_printing() {
    let desk = Desk::new();
    let dated = |producer: &str, text: &str| {
        let bytes = made::pdf_by(Some(producer), &[text, "“交期拉长到三十四周。”"]);
        article(&desk, &format!("{producer}.pdf").replace('/', " "), &bytes)["published"].clone()
    };
    assert_eq!(dated("Adobe PDF Library 17.0", "良率大约六成二。"), "2026-04-01");
    assert_eq!(dated("Skia/PDF m139", "良率大约六成三。"), Value::Null);
    assert_eq!(dated("Skia/PDF m139", "来源：样张观察 作者：顾小舟 2026-03-12"), "2026-03-12");
}

#[test]
fn a_page_saved_with_its_folder_brings_its_pictures() {
    let desk = Desk::new();
    let page =
        PAGE.replace("</article>", "<p><img src=\"./%E5%91%A8%E6%8A%A5_files/chart.png\" alt=\"走势\"></p></article>");
    std::fs::create_dir_all(desk.folder.path().join("saved/周报_files")).unwrap();
    desk.file("saved/周报.html", &page);
    desk.file("saved/周报_files/chart.png", made::png());
    let folder = desk.folder.path().join("saved").to_string_lossy().into_owned();
    let read = desk.json(&["extract", &format!("{folder}/周报.html")]);
    assert_eq!(read["images"], json!(["周报_files/chart.png"]));
    let clipped = desk.json(&["clip", &folder]);
    assert_eq!(clipped.as_array().unwrap().len(), 1, "{clipped}");
    let article = desk.json(&["show", clipped[0]["id"].as_str().unwrap()]);
    assert_eq!(article["pictures"][0]["state"], "kept", "{article}");
}

#[test]
fn a_report_with_embedded_chinese_fonts_is_read_page_by_page() {
    let desk = Desk::new();
    let article = article(&desk, "report.bin", include_bytes!("fixtures/report-zh.pdf"));
    assert_eq!(article["title"], "HBM 产能跟踪：良率过六成");
    let html = article["html"].as_str().unwrap();
    for page in ["data-page=\"1\"", "data-page=\"2\"", "data-page=\"3\""] {
        assert!(html.contains(page), "{html}");
    }
    assert!(html.contains("<table>"), "{html}");
    for query in ["今年的 HBM良率大约 62%", "had already been booked", "29亿美元", "三十四周", "设备的交付节奏"]
    {
        assert_eq!(found(&desk, &format!("\"{query}\"")), 1, "{query}: {}", text(&article));
    }
}

#[test]
fn a_report_without_embedded_fonts_is_read_too() {
    let desk = Desk::new();
    let bytes = made::pdf(&["良率大约六成二，到年底能到七成。", "交期拉长到三十四周。"]);
    let article = article(&desk, "报告.pdf", &bytes);
    assert_eq!(article["title"], "报告");
    assert_eq!(text(&article), "良率大约六成二，到年底能到七成。\n交期拉长到三十四周。");
    assert!(article["html"].as_str().unwrap().contains("<p data-page=\"2\" data-at=\"17\">交期"), "{article}");
}

/// Clips a file of which nothing, or not all that is in it, can be read, which ends with 3, partly done; gives what is said of it.
fn partly(desk: &Desk, name: &str, bytes: &[u8]) -> Vec<Value> {
    let output = desk.run(&["clip", &desk.file(name, bytes), "--json"]);
    assert_eq!(output.status.code(), Some(3), "{name}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Clips a file of which the file alone can be kept, and gives what is said.
fn kept_alone(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    let begun = Instant::now();
    let clipped = partly(desk, name, bytes);
    assert!(begun.elapsed() < Duration::from_secs(45), "{name}");
    assert_eq!(clipped[0]["state"], "new", "{name}: {clipped:?}");
    let article = desk.json(&["show", clipped[0]["id"].as_str().unwrap()]);
    assert_eq!(text(&article), "", "{name}");
    let original = article["captures"][0]["original"].as_str().unwrap_or_default();
    assert!(!original.is_empty(), "{name}: the file was not kept: {article}");
    clipped[0]["message"].as_str().unwrap_or_else(|| panic!("{name}: nothing is said")).to_owned()
}

#[test]
fn what_ends_early_is_kept_and_said_to_be_damaged() {
    let desk = Desk::new();
    let files =
        [("a.docx", made::docx()), ("a.pptx", made::pptx()), ("a.xlsx", made::xlsx()), ("a.epub", made::epub())];
    for (name, bytes) in files {
        let said = kept_alone(&desk, name, &bytes[..bytes.len() * 2 / 3]);
        assert!(said.contains("damaged"), "{name}: {said}");
    }
    let said = kept_alone(&desk, "a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
    assert!(said.contains("damaged"), "{said}");
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn bombs_and_entities_are_kept_unread() {
    let desk = Desk::new();
    let blanks = vec![b' '; 64 << 20];
    let said = kept_alone(&desk, "bomb.docx", &made::docx_of(&String::from_utf8(blanks).unwrap()));
    assert!(said.contains("unpacks"), "{said}");
    let laughs: String = (1..30).map(|n| format!("<!ENTITY l{n} \"&l{};&l{};\">", n - 1, n - 1)).collect();
    let document = format!("<!DOCTYPE w [<!ENTITY l0 \"ha\">{laughs}]><w:document>&l29;</w:document>");
    let said = kept_alone(&desk, "laughs.docx", &made::archive(&[("word/document.xml", document.as_bytes())]));
    assert!(said.contains("damaged"), "{said}");
    let said = kept_alone(&desk, "out.docx", &made::archive(&[("word/document.xml", b"<a/>"), ("../../x", b"x")]));
    assert!(said.contains("damaged"), "{said}");
}

#[test]
fn a_locked_file_is_kept_and_asks_for_one_without_a_password() {
    let desk = Desk::new();
    let locked = [
        ("locked.pdf", locked_pdf()),
        ("locked.docx", locked::encrypted_office()),
        ("members.docx", locked::with_locked_members(made::docx())),
    ];
    for (name, bytes) in locked {
        let said = kept_alone(&desk, name, &bytes);
        assert!(said.contains("password"), "{name}: {said}");
    }
    let archive = locked::with_locked_members(made::archive(&[("notes.txt", b"plain words")]));
    let output = desk.run(&["clip", &desk.file("locked.zip", archive), "--json"]);
    let refused: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(refused[0]["state"], "failed", "{refused}");
    assert!(refused[0]["message"].as_str().unwrap().starts_with("This kind of file cannot be read."), "{refused}");
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn a_mailbox_brings_its_letters_as_articles() {
    let desk = Desk::new();
    let letter = |number: u32, said: &str| {
        format!(
            "From lin@paper.example Mon Mar  {number} 08:00:00 2026\nFrom: Lin <lin@paper.example>\nTo: desk@paper.example\n\
             Date: Mon, {number} Mar 2026 08:00:00 +0800\nSubject: Note {number}\nMessage-ID: <{number}@paper.example>\n\n\
             {said}\n>From here on it is quoted.\n\n"
        )
    };
    let (first, second) = (letter(2, "The queue is long."), letter(3, "良率又升了一点。"));
    let all = clipped(&desk, "inbox.mbox", format!("{first}{second}").as_bytes());
    assert_eq!(all.len(), 3, "{all:?}");
    assert_eq!(all[0]["title"], "inbox");
    let mailbox = desk.json(&["show", all[0]["id"].as_str().unwrap()]);
    assert!(text(&mailbox).contains("Note 2.eml") && text(&mailbox).contains("Note 3.eml"), "{mailbox}");
    let last = desk.json(&["show", all[2]["id"].as_str().unwrap()]);
    assert_eq!((last["title"].as_str(), last["byline"].as_str()), (Some("Note 3"), Some("Lin")));
    assert_eq!(text(&last), "良率又升了一点。\nFrom here on it is quoted.");
    let alone = article(&desk, "one.mbox", letter(4, "Only this one.").as_bytes());
    assert_eq!(alone["title"], "Note 4");
}

#[test]
fn a_page_in_utf_32_is_read() {
    for to in [u32::to_le_bytes as fn(u32) -> [u8; 4], u32::to_be_bytes] {
        for name in ["page.html", "page"] {
            let bytes: Vec<u8> = format!("\u{feff}{PAGE}").chars().flat_map(|c| to(c.into())).collect();
            let article = article(&Desk::new(), name, &bytes);
            assert_eq!(article["title"], "扩产周记：HBM良率过六成");
            assert!(text(&article).contains("HBM良率大约 62%"), "{article}");
        }
    }
}

#[test]
fn a_wrong_mark_is_said_and_the_text_read_by_its_looks() {
    let desk = Desk::new();
    let page = b"\xff\xfe<html><body><article><h1>Packaging</h1><p>The line at the packaging plant is fully booked until the summer.</p></article></body></html>";
    let clipped = clipped(&desk, "page.html", page);
    assert!(clipped[0]["message"].as_str().is_some_and(|said| said.contains("character set")), "{clipped:?}");
    let article = desk.json(&["show", clipped[0]["id"].as_str().unwrap()]);
    assert!(text(&article).contains("fully booked"), "{article}");
}

/// A PDF whose security handler asks for a password that is not the empty one.
fn locked_pdf() -> Vec<u8> {
    let text = String::from_utf8(made::pdf(&["良率"])).unwrap();
    let key = "<0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20>";
    let encrypt = format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [ <00> <00> ] /Root");
    text.replace("/Root", &encrypt).into_bytes()
}

#[test]
fn what_kills_its_reader_is_kept_and_the_program_lives() {
    let desk = Desk::new();
    let deep = "<w:tbl><w:tr><w:tc>".repeat(150_000);
    let output = desk.run(&["clip", &desk.file("deep.docx", made::docx_of(&deep)), "--json"]);
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(clipped[0]["state"], "new", "{clipped}");
    assert!(clipped[0]["message"].as_str().is_some(), "{clipped}");
    let nested = format!("%PDF-1.7\n1 0 obj\n{}", "[".repeat(400_000));
    let said = kept_alone(&desk, "nested.pdf", nested.as_bytes());
    assert!(said.contains("kept"), "{said}");
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn a_broken_picture_is_kept_and_an_enormous_one_is_not_shown() {
    let desk = Desk::new();
    let whole = made::png();
    let clipped = clipped(&desk, "half.png", &whole[..whole.len() / 2]);
    assert!(clipped[0]["message"].as_str().unwrap().contains("damaged"), "{clipped:?}");
    let said = kept_alone(&desk, "huge.png", &made::png_that_claims(65_535));
    assert!(said.contains("not shown"), "{said}");
}

#[test]
fn a_locked_book_or_letter_says_so_and_hidden_fonts_lock_no_book() {
    let desk = Desk::new();
    let book = |algorithm: &str| {
        let said = format!(
            "<encryption><EncryptedData><EncryptionMethod Algorithm=\"{algorithm}\"/></EncryptedData></encryption>"
        );
        made::epub_with(&[("META-INF/encryption.xml", said.as_bytes())])
    };
    let sealed = |kind: &str, body: &str| {
        let head = "From: gu@a.example\r\nTo: desk@b.example\r\nSubject: sealed\r\nMIME-Version: 1.0\r\n";
        format!("{head}Content-Type: {kind}\r\n\r\n{body}\r\n").into_bytes()
    };
    let parts = "--q\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--q--";
    for (name, bytes) in [
        ("a.epub", book("http://www.w3.org/2001/04/xmlenc#aes128-cbc")),
        ("pgp.eml", sealed("multipart/encrypted; boundary=q", parts)),
        ("smime.eml", sealed("application/pkcs7-mime; smime-type=enveloped-data", "MIAGCSqGSIb3DQEHA6CA")),
    ] {
        let said = kept_alone(&desk, name, &bytes);
        assert!(said.contains("password"), "{name}: {said}");
    }
    let article = article(&desk, "fonts.epub", &book("http://www.idpf.org/2008/embedding"));
    assert!(text(&article).contains("价格跌了七个季度"), "{article}");
}

#[test]
fn a_letter_that_is_cut_off_and_a_document_without_text_say_so() {
    let desk = Desk::new();
    let letter = made::letter();
    let cut = partly(&desk, "half.eml", &letter[..letter.len() * 9 / 10]);
    assert_eq!(cut[0]["remark"]["code"], "cut-off", "{cut:?}");
    let said = kept_alone(&desk, "blank.docx", &made::docx_of("<w:p/>"));
    assert!(said.contains("no text in it"), "{said}");
}

#[test]
fn rubbish_of_every_kind_ends_with_a_sentence() {
    let desk = Desk::new();
    let files = [made::docx(), made::pptx(), made::xlsx(), made::epub(), made::pdf(&["良率", "交期"]), made::letter()];
    let mut sources = vec!["clip".to_owned()];
    for (kind, bytes) in files.iter().enumerate() {
        for round in 0..4usize {
            let mut broken = bytes.clone();
            for at in (0..broken.len()).skip(round * 7 + 60).step_by(97 + 31 * round) {
                broken[at] ^= 0x5a;
            }
            sources.push(desk.file(&format!("{kind}-{round}.bin"), broken));
        }
    }
    sources.push("--json".to_owned());
    let output = desk.run(&sources.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(output.status.code().is_some_and(|code| [0, 1, 3].contains(&code)), "{output:?}");
    let clipped: Value = serde_json::from_slice(&output.stdout).unwrap();
    for clip in clipped.as_array().unwrap() {
        let told = clip["state"] != "failed" || clip["message"].as_str().is_some_and(|said| said.ends_with('.'));
        assert!(told, "{clip}");
    }
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn a_hundred_files_at_once_all_come_in_and_are_found() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("hundred");
    std::fs::create_dir(&folder).unwrap();
    for number in 0..100 {
        let (name, bytes) = match number % 4 {
            0 => (
                "html",
                PAGE.replace("周记", &format!("周记{number}号")).replace("62%", &format!("{number}%")).into_bytes(),
            ),
            1 => ("pdf", made::pdf(&[&format!("第{number}号报告说良率在上升。")])),
            2 => ("docx", made::docx_of(&format!("<w:p><w:r><w:t>第{number}号纪要说交期在拉长。</w:t></w:r></w:p>"))),
            _ => ("md", format!("# 第{number}号笔记\n\n第{number}周的租金在回落。").into_bytes()),
        };
        std::fs::write(folder.join(format!("{number:03}.{name}")), bytes).unwrap();
    }
    let clipped = desk.json(&["clip", folder.to_str().unwrap()]);
    let clipped = clipped.as_array().unwrap();
    assert_eq!(clipped.len(), 100);
    assert!(clipped.iter().all(|clip| clip["state"] == "new"), "{clipped:?}");
    for query in ["周记96号", "第97号报告", "第98号纪要", "第99号笔记"] {
        assert_eq!(desk.json(&["search", query])["hits"][0]["partial"], false, "{query}");
    }
}

#[test]
fn what_a_file_did_not_give_is_said_by_a_code_and_what_is_only_read_is_not_said_to_be_kept() {
    let desk = Desk::new();
    let clipped = partly(&desk, "broken.pdf", b"%PDF-1.7\nnothing follows").remove(0);
    let file = desk.folder.path().join("broken.pdf").to_string_lossy().into_owned();
    assert_eq!(clipped["remark"], json!({"code": "damaged", "values": []}), "{clipped}");
    assert!(clipped["message"].as_str().unwrap().contains("The file itself was kept"));
    let read = desk.json(&["extract", &file]);
    let message = read["message"].as_str().unwrap();
    assert!(message.starts_with("It is damaged") && !message.contains("kept"), "{message}");
    let said = desk.run(&["extract", &file]);
    assert!(String::from_utf8_lossy(&said.stdout).contains(message), "people are not told");
}
