//! Files in foreign formats, made here: small, with text in both languages, whole or broken on purpose.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// The side of the picture that documents here show, in points: more than what counts as a spacer.
const SIDE: u32 = 64;

/// A red picture (PNG).
pub(crate) fn png() -> Vec<u8> {
    png_that_claims(SIDE)
}

/// The same picture, its head claiming another side.
pub(crate) fn png_that_claims(side: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &body, &crc32(&body).to_be_bytes()].concat()
    };
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let row: Vec<u8> = std::iter::once(0).chain([200, 30, 30].into_iter().cycle().take(SIDE as usize * 3)).collect();
    let rows: Vec<u8> = row.repeat(SIDE as usize);
    let stored = [&[0x78, 0x01][..], &stored_deflate(&rows), &adler32(&rows).to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &stored), chunk(b"IEND", b"")].concat()
}

/// One block of DEFLATE that packs nothing (RFC 1951, 3.2.4).
fn stored_deflate(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    [&[1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

fn adler32(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    (b << 16) | a
}

/// A ZIP archive of these members.
pub(crate) fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

fn types(main: &str, kind: &str, more: &str) -> String {
    format!(
        r#"{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/><Override PartName="/docProps/core.xml" ContentType="{CORE}"/>{more}</Types>"#
    )
}

fn package(main: &str) -> String {
    format!(
        r#"{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
    )
}

fn core(title: &str, author: &str) -> String {
    format!(
        r#"{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2026-03-12T01:41:00Z</dcterms:created></cp:coreProperties>"#
    )
}

fn relations(list: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let list: String = list.iter().map(one).collect();
    format!(r#"{XML}<Relationships xmlns="{PACKAGE}/relationships">{list}</Relationships>"#)
}

/// A Word document: a heading, a paragraph in both languages, a table, a picture.
pub(crate) fn docx() -> Vec<u8> {
    docx_of(&format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>封装交期</w:t></w:r></w:p><w:p><w:r><w:t>封装方面，CoWoS-L 的交期拉长到三十四周，suppliers called it </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>fully booked</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p><w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>{PICTURE}"#,
        cells(&["项目", "二季度"]),
        cells(&["良率", "62%"])
    ))
}

const PICTURE: &str = r#"<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="p" descr="产能走势"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;

fn cells(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")).collect()
}

/// A Word document with this body.
pub(crate) fn docx_of(body: &str) -> Vec<u8> {
    let document = format!(
        r#"{XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>"#
    );
    archive(&[
        ("[Content_Types].xml", types("word/document.xml", "wordprocessingml.document", "").as_bytes()),
        ("_rels/.rels", package("word/document.xml").as_bytes()),
        ("docProps/core.xml", core("扩产周记：封装篇", "顾小舟").as_bytes()),
        ("word/_rels/document.xml.rels", relations(&[("rId5", "image", "media/image1.png")]).as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/media/image1.png", &png()),
    ])
}

/// A presentation of two slides.
pub(crate) fn pptx() -> Vec<u8> {
    pptx_by("PowerPoint 演示文稿", "微软用户")
}

/// The same presentation with this title and author.
pub(crate) fn pptx_by(title: &str, author: &str) -> Vec<u8> {
    let slide = |title: &str, text: &str| {
        let shape = |id: u32, kind: &str, text: &str| {
            format!(
                r#"<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="s{id}"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"#
            )
        };
        format!(
            r#"{XML}<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{}{}</p:spTree></p:cSld></p:sld>"#,
            shape(2, "title", title),
            shape(3, "body", text)
        )
    };
    let presentation = format!(
        r#"{XML}<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{OFFICE}"><p:sldIdLst><p:sldId id="256" r:id="rId1"/><p:sldId id="257" r:id="rId2"/></p:sldIdLst></p:presentation>"#
    );
    let kind = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
    let slides = format!(
        r#"<Override PartName="/ppt/slides/slide1.xml" ContentType="{kind}"/><Override PartName="/ppt/slides/slide2.xml" ContentType="{kind}"/>"#
    );
    archive(&[
        ("[Content_Types].xml", types("ppt/presentation.xml", "presentationml.presentation", &slides).as_bytes()),
        ("_rels/.rels", package("ppt/presentation.xml").as_bytes()),
        ("docProps/core.xml", core(title, author).as_bytes()),
        (
            "ppt/_rels/presentation.xml.rels",
            relations(&[("rId1", "slide", "slides/slide1.xml"), ("rId2", "slide", "slides/slide2.xml")]).as_bytes(),
        ),
        ("ppt/presentation.xml", presentation.as_bytes()),
        ("ppt/slides/slide1.xml", slide("ASIC 份额", "定制芯片的份额升到三成一。").as_bytes()),
        ("ppt/slides/slide2.xml", slide("Outlook", "Demand for inference keeps growing.").as_bytes()),
    ])
}

/// A workbook: words, a share, a day, a number with the noise of binary arithmetic, and a cell far away.
pub(crate) fn xlsx() -> Vec<u8> {
    xlsx_by("", "")
}

/// The same workbook with this title and author.
pub(crate) fn xlsx_by(title: &str, author: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let sheet = format!(
        r#"{XML}<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>厂商</t></is></c><c r="B1" t="inlineStr"><is><t>良率</t></is></c><c r="C1" t="inlineStr"><is><t>日期</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>样张半导体 Sample Semi</t></is></c><c r="B2" s="1"><v>0.62</v></c><c r="C2" s="2"><v>46093</v></c></row><row r="1048576"><c r="XFD1048576"><v>0.30000000000000004</v></c><c r="B1048576"><v>0.30000000000000004</v></c></row></sheetData></worksheet>"#
    );
    let styles = format!(
        r#"{XML}<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#
    );
    let book = format!(
        r#"{XML}<workbook xmlns="{main}" xmlns:r="{OFFICE}"><sheets><sheet name="出货" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    archive(&[
        ("[Content_Types].xml", types("xl/workbook.xml", "spreadsheetml.sheet", "").as_bytes()),
        ("_rels/.rels", package("xl/workbook.xml").as_bytes()),
        ("docProps/core.xml", core(title, author).as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")]).as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A book of two chapters, the second with a picture from another folder.
pub(crate) fn epub() -> Vec<u8> {
    epub_with(&[])
}

/// The book with more members, such as one that says what is encrypted.
pub(crate) fn epub_with(more: &[(&str, &[u8])]) -> Vec<u8> {
    let chapter = |body: &str| {
        format!(
            r#"<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>书页的名字</title></head><body>{body}</body></html>"#
        )
    };
    let container = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    let package = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x</dc:identifier><dc:title>存储的周期</dc:title><dc:creator>苏晚</dc:creator><dc:language>zh</dc:language><dc:publisher>样张书局</dc:publisher><dc:date>2025-11-02</dc:date></metadata><manifest><item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/><item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/><item id="p" href="images/a%20b.png" media-type="image/png"/><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;
    let nav = r#"<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="text/one.xhtml">one</a></li></ol></nav></body></html>"#;
    let one = chapter("<h1>第一章 低谷</h1><p>价格跌了七个季度，mills were idle。</p>");
    let two = chapter("<h1>第二章 回升</h1><p>订单在春天回来。</p><img src=\"../images/a%20b.png\" alt=\"价格曲线\"/>");
    let picture = png();
    let members: [(&str, &[u8]); 7] = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OEBPS/book.opf", package.as_bytes()),
        ("OEBPS/nav.xhtml", nav.as_bytes()),
        ("OEBPS/text/one.xhtml", one.as_bytes()),
        ("OEBPS/text/two.xhtml", two.as_bytes()),
        ("OEBPS/images/a b.png", &picture),
    ];
    archive(&[&members, more].concat())
}

/// Bytes in the transfer encoding of letters.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (number, three) in bytes.chunks(3).enumerate() {
        if number > 0 && number % 19 == 0 {
            text.push_str("\r\n");
        }
        let bits = three.iter().fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

fn part(headers: &str, bytes: &[u8]) -> String {
    format!("--b1\r\n{headers}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n", base64(bytes))
}

/// A letter in HTML with a picture in its text and three attachments: a document, a text, and something that is no article.
pub(crate) fn letter() -> Vec<u8> {
    let html = "<p>各位，HBM 的良率更新见下图，details are attached。</p><img src=\"cid:chart@x\" alt=\"良率图\">";
    let head = "Return-Path: <gu@a.example>\r\nMessage-ID: <1@a.example>\r\nDate: Thu, 12 Mar 2026 09:41:00 +0800\r\nFrom: =?utf-8?B?6aG+5bCP6Iif?= <gu@a.example>\r\nTo: desk@b.example\r\nSubject: =?utf-8?B?6Imv546H5pu05paw?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n";
    let parts = [
        part("Content-Type: text/html; charset=utf-8", html.as_bytes()),
        part(
            "Content-Type: image/png; name=chart.png\r\nContent-ID: <chart@x>\r\nContent-Disposition: inline; filename=chart.png",
            &png(),
        ),
        part(
            "Content-Type: application/octet-stream; name=report.docx\r\nContent-Disposition: attachment; filename=report.docx",
            &docx(),
        ),
        part(
            "Content-Type: text/plain; charset=utf-8; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt",
            "纪要：三万片的目标不变。".as_bytes(),
        ),
        part(
            "Content-Type: application/octet-stream; name=key.bin\r\nContent-Disposition: attachment; filename=key.bin",
            &[0, 159, 146, 150, 0, 1],
        ),
    ];
    format!("{head}{}--b1--\r\n", parts.concat()).into_bytes()
}

/// A page as a browser saves it in one file.
pub(crate) fn web_archive(page: &str) -> Vec<u8> {
    let head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/weekly/12\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=b1\r\n\r\n";
    let parts = [
        part(
            "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://news.example/weekly/12",
            page.as_bytes(),
        ),
        part("Content-Type: image/png\r\nContent-Location: https://news.example/img/chart.png", &png()),
    ];
    format!("{head}{}--b1--\r\n", parts.concat()).into_bytes()
}

/// A PDF of one-line pages in Han, read by its table of characters alone; a number of pages and what each says.
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    pdf_by(None, pages)
}

/// The same, made on 1 April 2026 by this program.
pub(crate) fn pdf_by(producer: Option<&str>, pages: &[&str]) -> Vec<u8> {
    let mut objects = objects(pages);
    let Some(producer) = producer else { return with_cross_references(&objects, "") };
    objects.push(format!("<< /Producer ({producer}) /CreationDate (D:20260401094100+08'00') >>"));
    with_cross_references(&objects, &format!(" /Info {} 0 R", objects.len()))
}

fn objects(pages: &[&str]) -> Vec<String> {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 5 + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [ {kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /UniGB-UCS2-H /DescendantFonts [ 4 0 R ] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Sample /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> /DW 1000 >>".to_owned(),
    ];
    for (number, text) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            6 + 2 * number
        ));
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let stream = format!("BT /F1 12 Tf 60 700 Td <{codes}> Tj ET");
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    objects
}

/// The objects of a PDF numbered from 1, with the table that says where each begins, and what its end says beside the root.
fn with_cross_references(objects: &[String], info: &str) -> Vec<u8> {
    let (mut file, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let table = file.len();
    let lines: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let count = objects.len() + 1;
    file += &format!(
        "xref\n0 {count}\n0000000000 65535 f \n{lines}trailer\n<< /Size {count} /Root 1 0 R{info} >>\nstartxref\n{table}\n%%EOF\n"
    );
    file.into_bytes()
}
