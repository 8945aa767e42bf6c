//! Broken input, always the same: the doors of `tests/fuzz` with pages and letters that were cut, mixed and bent.

#![allow(clippy::unwrap_used, reason = "a test that fails should say so at once")]

#[path = "../../../tests/fuzz/entries.rs"]
mod entries;

use std::{fs, path::Path};

use proptest::prelude::*;

/// A letter with an attachment, and a page saved in one file.
const LETTERS: [&str; 2] = [
    "From: =?utf-8?B?5p6X5pmT?= <a@b.example>\r\nSubject: =?gbk?Q?=C1=BC=C2=CA?=\r\nDate: Mon, 2 Mar 2026 09:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E8=89=AF=E7=8E=87=3D<b>up\r\n--cut\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"a.eml\"\r\n\r\nSubject: inner\r\n\r\nx\r\n--cut--\r\n",
    "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/html\r\nContent-Location: https://news.example/a\r\n\r\n<title>t</title><p>良率<img src=\"cid:x\">\r\n------b\r\nContent-Type: image/png\r\nContent-ID: <x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n",
];

const LINES: [&str; 6] = [
    "来源：示例财经 作者：林晓 2026-03-02 05:05",
    "本文作者：X，来源：Y，原文标题：《Z》",
    "By Ann Example and Bo Sample | Mar. 2nd, 2026 at 5:05 p.m. ET",
    "二〇二六年三月二日 民國一一五年 昨天 23:59",
    "3 hours ago · Updated 29 Feb 2025",
    "本报记者 林晓 通讯员 顾舟 2026年13月40日",
];

/// Where bytes are cut, what is put there, and how much is left out.
type Bends = Vec<(prop::sample::Index, Vec<u8>, usize)>;

fn bends() -> impl Strategy<Value = Bends> {
    let put = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            "<",
            "</div>",
            "<a href=",
            "<table>",
            "\r\n--cut\r\n",
            "=\r\n",
            "：",
            "\u{202e}",
            "9999"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), put, 0usize..40), 0..8)
}

fn bent(mut bytes: Vec<u8>, bends: &Bends) -> Vec<u8> {
    for (place, put, left_out) in bends {
        let at = place.index(bytes.len() + 1);
        let end = (at + left_out).min(bytes.len());
        bytes.splice(at..end, put.iter().copied());
    }
    bytes
}

fn pages() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

proptest! {
    #[test]
    fn a_bent_page_is_read(page in prop::sample::select(pages()), bends in bends()) {
        entries::html(&bent(page, &bends));
    }

    #[test]
    fn a_bent_letter_is_read(letter in prop::sample::select(LETTERS.to_vec()), bends in bends()) {
        let bytes = bent(letter.as_bytes().to_vec(), &bends);
        entries::eml(&bytes);
        entries::mhtml(&bytes);
    }

    #[test]
    fn a_bent_source_line_is_read(line in prop::sample::select(LINES.to_vec()), bends in bends()) {
        entries::source_line(&bent(line.as_bytes().to_vec(), &bends));
    }
}
