//! The sample article that a new library offers.

use model::Drop;

use crate::{Clipped, Library, NewTheme, Result};

const PAGE: &[u8] = include_bytes!("../../sample/index.html");
const ENGLISH_PAGE: &[u8] = include_bytes!("../../sample/memory-makers.html");

/// Themes of the sample: name, the theme it lies under, other names.
const THEMES: &[(&str, Option<&str>, &[&str])] = &[
    ("AI 服务器", None, &["AI server", "AI servers", "AI服务器"]),
    ("HBM", Some("AI 服务器"), &["高带宽内存", "高频宽记忆体", "high bandwidth memory"]),
    ("ASIC", Some("AI 服务器"), &["定制芯片", "专用芯片", "custom silicon"]),
    ("CoWoS", Some("AI 服务器"), &["先进封装", "advanced packaging"]),
    ("推理需求", None, &["推理", "inference"]),
];

impl Library {
    /// Clips the sample articles, with themes that know both languages' names.
    pub fn clip_sample(&self) -> Result<Vec<Clipped>> {
        for (name, parent, aliases) in THEMES {
            // The starter set, or its owner, may know the same by these names already.
            let is_new = |form: &&&str| self.theme(form).is_err();
            if !is_new(&name) {
                continue;
            }
            self.add_theme(&NewTheme {
                name: (*name).to_owned(),
                parent: parent.map(str::to_owned),
                aliases: aliases.iter().filter(is_new).map(|form| (*form).to_owned()).collect(),
                ..NewTheme::default()
            })?;
        }
        let file = |name: &str, bytes: &[u8]| Drop::File { name: name.to_owned(), bytes: bytes.to_vec(), url: None };
        let english = self.clip(file("memory-makers.html", ENGLISH_PAGE), &["HBM".to_owned()]);
        let chinese = self.clip(file("index.html", PAGE), &["HBM".to_owned(), "ASIC".to_owned()]);
        Ok([chinese, english].concat())
    }
}
