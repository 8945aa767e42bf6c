//! Cuts disclaimers: what a site prints under every article to be on the safe side.

use std::collections::HashSet;

use crate::{clean, formats::html::Page};

/// Lines that head a disclaimer.
const HEADS: [&str; 16] = [
    "风险提示及免责条款",
    "风险提示及免责声明",
    "免责声明",
    "免责条款",
    "版权声明",
    "版权与免责声明",
    "特别声明",
    "重要声明",
    "郑重声明",
    "法律声明",
    "免責聲明",
    "风险提示与免责声明",
    "Disclaimer",
    "Disclosure",
    "Important disclosures",
    "Legal disclaimer",
];

/// Words of disclaimers, two of which must stand in a line of the last part, one of them sure.
const PHRASES: [&str; 28] = [
    "不构成",
    "投资建议",
    "市场有风险",
    "投资需谨慎",
    "投资者据此操作",
    "风险自担",
    "后果自负",
    "责任自负",
    "仅供参考",
    "不代表本",
    "观点仅代表",
    "仅代表作者",
    "与本网站无关",
    "立场无关",
    "版权归",
    "版权所有",
    "未经授权",
    "未经许可",
    "不得转载",
    "侵权",
    "删除",
    "如有侵权",
    "联系删除",
    "特定的投资目标",
    "does not constitute",
    "investment advice",
    "solely those of the author",
    "for informational purposes",
];

/// Those of them that articles use as well, of a court case or of a market.
const UNSURE: [&str; 7] = ["投资建议", "市场有风险", "未经授权", "未经许可", "侵权", "删除", "investment advice"];

/// A disclaimer stands in the last part of an article, from this percentage of its text on.
const FOOT_FROM: usize = 60;

/// A line longer than this has something else to say as well.
const LINE_CHARS_MAX: usize = 500;

/// Cuts disclaimers and what belongs to them.
pub(super) fn cut(page: &mut Page) {
    let lines = clean::lines(&page.blocks);
    let all: usize = lines.iter().map(String::len).sum();
    let (mut so_far, mut headed) = (0, false);
    let mut cut = HashSet::new();
    for (number, line) in lines.iter().enumerate() {
        let foot = so_far * 100 >= all * FOOT_FROM;
        so_far += line.len();
        let found: Vec<&str> = PHRASES.iter().copied().filter(|phrase| line.contains(phrase)).collect();
        let is_sure = found.iter().any(|phrase| !UNSURE.contains(phrase));
        let fits = line.chars().count() <= LINE_CHARS_MAX;
        headed = (foot && fits && begins(line)) || (headed && !found.is_empty());
        if headed || (foot && fits && found.len() >= 2 && is_sure) {
            cut.insert(number);
        }
    }
    page.cut_lines("disclaimer", "a disclaimer", &cut);
}

fn begins(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', '（', '(', '*', '※', '■', '▍', '—', '-', ' ']);
    HEADS.iter().any(|head| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))
}
