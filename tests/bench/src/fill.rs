//! Makes a library of any size for the benches of the window: articles with themes, and quotes in them.

use std::path::Path;

use api::call;
use library::{Library, Role};
use serde_json::{Value, json};

use crate::{
    articles::Articles,
    search::{CHARACTERS, import},
};

/// Articles whose ids are read at once.
const PAGE: u32 = 200;
/// As long as a quote of one sentence is, characters.
const QUOTE: usize = 40;
const THEMES: [&str; 24] = [
    "HBM",
    "ASIC",
    "CoWoS",
    "先进封装",
    "良率",
    "交期",
    "服务器",
    "推理需求",
    "资本开支",
    "扩产",
    "设备",
    "电源",
    "散热",
    "机柜",
    "光模块",
    "测试",
    "基板",
    "代工",
    "台积电",
    "GPU",
    "CPO",
    "液冷",
    "价格",
    "库存",
];

/// Fills the library of a folder, which is made when it is not there.
pub(crate) fn library(folder: &Path, articles: u32, quotes: u32) -> anyhow::Result<()> {
    let library = Library::open(folder, Role::Command)?;
    let mut stream = Articles::new(7, articles);
    import(&library, articles, &mut |number| tagged(&stream.line(number, CHARACTERS), number))?;
    mark(&library, quotes)?;
    library.settle();
    Ok(())
}

/// The line of an import with two themes; the first are more common than the last.
fn tagged(line: &str, number: u32) -> anyhow::Result<String> {
    let mut article: Value = serde_json::from_str(line)?;
    let number = number as usize;
    let root = (number % (THEMES.len() * THEMES.len())).isqrt();
    article["tags"] = json!([THEMES[THEMES.len() - 1 - root], THEMES[number % THEMES.len()]]);
    Ok(article.to_string())
}

/// Marks a sentence in each of the newest articles.
fn mark(library: &Library, quotes: u32) -> anyhow::Result<()> {
    for offset in (0..quotes).step_by(PAGE as usize) {
        let limit = PAGE.min(quotes - offset);
        let list = call(library, "articles.list", json!({ "shelf": "all", "offset": offset, "limit": limit }))?;
        for row in list["rows"].as_array().map(Vec::as_slice).unwrap_or_default() {
            let text = call(library, "articles.get", json!({ "id": row["id"] }))?["text"]
                .as_str()
                .unwrap_or_default()
                .chars()
                .count();
            anyhow::ensure!(text > QUOTE, "an article is too short to be quoted");
            let start = text / 2 - QUOTE / 2;
            call(
                library,
                "quotes.add",
                json!({ "article": row["id"], "start": start, "end": start + QUOTE, "colour": 1 + start % 5 }),
            )?;
        }
    }
    Ok(())
}
