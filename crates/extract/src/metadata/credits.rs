//! Lines that credit an article and do nothing else: `本文作者：周言，来源：芯片观察，原文标题：《良率之战》`.

use super::labels::{AUTHOR_LABELS, EDITOR_LABELS, SITE_LABELS};

/// Such a line is no longer than this, in characters.
const LINE_CHARS_MAX: usize = 160;

/// What is credited has a name or a title no longer than this.
const VALUE_CHARS_MAX: usize = 48;

/// A line credits at least so much: one label alone may begin a sentence.
const FIELDS_MIN: usize = 2;

/// What a credit may say besides author, source and editor.
const OTHER_LABELS: [&str; 14] = [
    "微信公众号",
    "公众号",
    "来自",
    "原文标题",
    "原标题",
    "文章标题",
    "标题",
    "题图",
    "头图",
    "图片",
    "翻译",
    "校对",
    "出品",
    "首发于",
];

/// What may stand before a label: `本文来自微信公众号：…`, `题图来自：…`.
const BEFORE: [&str; 6] = ["本文", "文章", "题图", "头图", "图片", "来自"];

/// Brackets in which commas are part of a value.
const BRACKETS: [(char, char); 4] = [('《', '》'), ('（', '）'), ('(', ')'), ('“', '”')];

/// Whether a line is made of credits alone, one of them of the author or the source.
pub(crate) fn is_credits(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['*', '＊', '（', '(', '【', '注', ' ']);
    let line = line.trim_end_matches(['。', '.', '）', ')', '】', ' ']);
    if !line.contains(['：', ':']) || line.chars().count() > LINE_CHARS_MAX {
        return false;
    }
    let fields = fields(line);
    let named = |field: &str| label_of(field).is_some_and(|label| is_one_of(label, &[&AUTHOR_LABELS, &SITE_LABELS]));
    fields.len() >= FIELDS_MIN
        && fields.iter().all(|field| label_of(field).is_some())
        && fields.iter().any(|field| named(field))
}

/// The parts of a line between commas outside brackets.
fn fields(line: &str) -> Vec<&str> {
    let mut closes = None;
    let parts = line.split(|c: char| {
        match closes {
            Some(close) if c == close => closes = None,
            None => closes = BRACKETS.iter().find(|(open, _)| *open == c).map(|(_, close)| *close),
            _ => {}
        }
        closes.is_none() && matches!(c, '，' | ',' | '；' | ';' | '|' | '｜' | '丨')
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The label of a field that is a label, a colon and a value.
fn label_of(field: &str) -> Option<&str> {
    let (label, value) = field.split_once(['：', ':'])?;
    let (label, value) = (label.trim(), value.trim());
    let known = is_one_of(label, &[&AUTHOR_LABELS, &SITE_LABELS, &EDITOR_LABELS, &OTHER_LABELS]);
    let is_value = !value.is_empty() && value.chars().count() <= VALUE_CHARS_MAX && !value.contains(['。', '，']);
    (known && (is_value || is_title(value))).then_some(label)
}

fn is_title(value: &str) -> bool {
    value.starts_with('《') && value.ends_with('》') && value.chars().count() <= VALUE_CHARS_MAX
}

/// Whether a label is one of these, with or without what may stand before it.
fn is_one_of(label: &str, lists: &[&[&str]]) -> bool {
    let known = |label: &str| lists.iter().any(|list| list.contains(&label));
    let mut label = label;
    loop {
        if known(label) {
            return true;
        }
        match BEFORE.iter().find_map(|before| label.strip_prefix(before)) {
            Some(rest) if !rest.is_empty() => label = rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_credits;

    #[test]
    fn credits_are_told_from_sentences() {
        for line in [
            "本文作者：周言，来源：芯片观察，原文标题：《良率之战》",
            "本文作者：周言，来源：芯片观察，原文标题：《良率之战：谁赢了，谁输了？》",
            "（本文来自微信公众号：芯片观察（ID：chip），作者：周言，编辑：王一，题图来自：示例图库）",
            "*来源：芯片观察，作者：周言、李想。",
        ] {
            assert!(is_credits(line), "{line}");
        }
        for line in [
            "作者：周言认为良率还会提升",
            "本文作者：周言，他在芯片行业工作了二十年，来源：芯片观察。",
            "收入来源：服务器，标题：第一",
            "他说，作者：这是最好的一年，来源：不明，但没有人相信。",
            "原标题：《良率之战》，编辑：王一",
        ] {
            assert!(!is_credits(line), "{line}");
        }
    }
}
