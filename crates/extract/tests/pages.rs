//! Pages in, articles out: each file in `pages/` beside its article in `expected/`.
//!
//! `TEARSHEET_BLESS=1 cargo test -p extract --test pages` writes the expected files anew; read the difference before committing it.
#![allow(clippy::unwrap_used, reason = "a test that fails should say so at once")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use extract::{Sites, Source, extract, media_type};
use model::Content;
use serde_json::{Value, json};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The bytes of a page: its second line may ask for a charset to be written in (`<!-- write: gbk -->`).
fn page_bytes(text: &str) -> Vec<u8> {
    let label = text.split_once("<!-- write: ").and_then(|(_, rest)| rest.split_once(" -->")).map(|(label, _)| label);
    match label {
        Some(label) => encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
        None => text.as_bytes().to_vec(),
    }
}

/// What the transfer said, from a comment in the page (`<!-- sent as: gbk -->`).
fn sent_as(text: &str) -> Option<&str> {
    text.split_once("<!-- sent as: ").and_then(|(_, rest)| rest.split_once(" -->")).map(|(label, _)| label)
}

/// Where the page came from, from a comment in it (`<!-- from: https://… -->`).
fn from(text: &str) -> Option<&str> {
    text.split_once("<!-- from: ").and_then(|(_, rest)| rest.split_once(" -->")).map(|(url, _)| url)
}

fn read(path: &Path) -> Content {
    let text = fs::read_to_string(path).unwrap();
    let bytes = page_bytes(&text);
    let name = path.file_name().unwrap().to_str().unwrap();
    let media_type = media_type(&bytes, Some(name), None);
    extract(&Source {
        bytes: &bytes,
        media_type: &media_type,
        charset: sent_as(&text),
        url: Some(from(&text).unwrap_or("https://www.news.example/articles/1001.html")),
        title: None,
        name: Some(name),
        captured: None,
        sites: Sites::built_in(),
        whole_page: !name.starts_with("selection"),
    })
}

fn shown(content: &Content) -> Value {
    json!({
        "title": content.title,
        "byline": content.byline,
        "site": content.site,
        "url": content.url,
        "published": content.published.map(|published| published.to_string()),
        "lang": content.lang,
        "abstract": content.abstract_text,
        "text": content.text.lines().collect::<Vec<_>>(),
        "html": content.html.replace("><", ">\n<").lines().collect::<Vec<_>>(),
        "pictures": content.pictures.iter().map(|picture| json!([picture.url, picture.alt])).collect::<Vec<_>>(),
        "removed": content.removed.iter().map(|removed| format!("{}: {}: {}", removed.step, removed.reason, removed.text.chars().take(40).collect::<String>())).collect::<Vec<_>>(),
    })
}

#[test]
fn every_page_gives_its_article() {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder("pages")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8);
    let bless = std::env::var_os("TEARSHEET_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in paths {
        let found = format!("{:#}\n", shown(&read(&path)));
        let expected = folder("expected").join(path.file_stem().unwrap()).with_extension("json");
        if bless {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&found) {
            wrong.push(format!("{}\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "these articles differ from what is expected:\n{}", wrong.join("\n"));
}
