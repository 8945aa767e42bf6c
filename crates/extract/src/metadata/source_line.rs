//! The line under a headline that says who wrote an article, for whom, and when: Chinese and English.

use dom_query::Document;
use model::Published;

use super::{Facts, dates::find_date, names, title::words};

/// Lines looked at on either side of the headline.
const LINES_AROUND: usize = 14;

/// A source line is no longer than this.
const SOURCE_LINE_CHARS_MAX: usize = 160;

/// What stands before an author's name; the longer forms first.
const AUTHOR_LABELS: [&str; 17] = [
    "本文作者",
    "文章作者",
    "原创作者",
    "作者",
    "本报记者",
    "见习记者",
    "特约记者",
    "记者",
    "記者",
    "撰文",
    "撰稿",
    "文字",
    "文/",
    "文｜",
    "文丨",
    "文|",
    "编译",
];

/// What stands before a publication's name.
const SITE_LABELS: [&str; 8] = ["文章来源", "信息来源", "稿件来源", "新闻来源", "来源", "來源", "稿源", "转自"];

/// Where a value ends: the labels of what usually follows it.
const ENDS: [&str; 34] = [
    "来源",
    "來源",
    "作者",
    "编辑",
    "編輯",
    "责编",
    "责任",
    "发布",
    "發布",
    "发表",
    "时间",
    "時間",
    "日期",
    "阅读",
    "浏览",
    "点击",
    "评论",
    "字号",
    "原标题",
    "原文标题",
    "标题",
    "分享",
    "收藏",
    "更新",
    "记者",
    "稿源",
    "校对",
    "审核",
    "监制",
    "关注",
    "摄影",
    "转载",
    "微信",
    "来自",
];

/// What the lines near the headline, and the elements made for it, say.
pub(super) fn read(document: &Document, lines: &[String], title: Option<&str>) -> Facts {
    let near = around_title(lines, title);
    let byline = marked_author(document)
        .or_else(|| near.iter().find_map(|line| labelled(line, &AUTHOR_LABELS)).and_then(|name| names::tidy(&name)))
        .or_else(|| near.iter().find_map(|line| english_byline(line)))
        .or_else(|| lines.iter().find_map(|line| strict_author(line)));
    let site = near.iter().find_map(|line| labelled(line, &SITE_LABELS)).and_then(|name| names::tidy(&name));
    Facts { byline, site, published: visible_date(document, &near, lines), ..Facts::default() }
}

/// The lines after the headline, then those before it.
fn around_title<'a>(lines: &'a [String], title: Option<&str>) -> Vec<&'a str> {
    let wanted = title.map(words).filter(|words| !words.is_empty());
    let at = wanted.and_then(|wanted| lines.iter().position(|line| words(line).contains(&wanted))).unwrap_or(0);
    let after = lines.iter().skip(at).take(LINES_AROUND);
    let before = lines[..at].iter().rev().take(LINES_AROUND / 2);
    after.chain(before).map(String::as_str).filter(|line| line.chars().count() <= SOURCE_LINE_CHARS_MAX).collect()
}

/// Elements whose name says that they hold the author.
fn marked_author(document: &Document) -> Option<String> {
    const SELECTORS: [&str; 9] = [
        "[itemprop='author'] [itemprop='name']",
        "[itemprop='author']",
        "[rel~='author']",
        ".author-name",
        ".byline__name",
        "#js_author_name",
        ".rich_media_meta_text",
        ".byline",
        ".author",
    ];
    SELECTORS.iter().find_map(|selector| {
        let found = document.select(selector);
        let list: Vec<String> = found
            .iter()
            .take(4)
            .map(|node| node.text().to_string())
            .filter(|text| text.chars().count() <= 60)
            .collect();
        let tidy = list.iter().filter_map(|text| author_alone(text)).collect();
        names::joined(tidy)
    })
}

/// The name in an element that holds an author, without dates and labels around it.
pub(super) fn author_alone(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(name) = labelled(&line, &AUTHOR_LABELS).or_else(|| english_byline(&line)) {
        return names::tidy(&name);
    }
    let is_other = find_date(&line).is_some()
        || ENDS.iter().any(|end| line.contains(end))
        || line.bytes().any(|byte| byte.is_ascii_digit());
    if is_other { None } else { names::tidy(&line) }
}

/// The value after one of the labels in a line.
fn labelled(line: &str, labels: &[&str]) -> Option<String> {
    labels.iter().find_map(|label| {
        let at = line.find(label)?;
        let rest = &line[at + label.len()..];
        let ends_itself = label.ends_with(['/', '｜', '丨', '|']);
        let value = rest.trim_start().strip_prefix([':', '：', '|', '｜', '丨', '/']);
        let value = match value {
            Some(value) => value,
            None if ends_itself => rest,
            None if rest.starts_with([' ', '\u{3000}']) && (at == 0 || is_short_name(rest)) => rest,
            None => return None,
        };
        let value = value_of(value);
        (!value.is_empty()).then_some(value)
    })
}

/// Whether a text begins with two to four Han characters and then ends or pauses: `记者 陈一鸣`.
fn is_short_name(rest: &str) -> bool {
    let name: Vec<char> = rest.trim_start().chars().take_while(|c| !c.is_whitespace()).take(5).collect();
    (2..=4).contains(&name.len()) && name.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
}

/// What belongs to a label: up to the next label, a date, or a wide gap.
fn value_of(rest: &str) -> String {
    let rest = rest.trim_start();
    let label = ENDS.iter().filter_map(|end| rest.find(end).filter(|at| *at > 0)).min();
    let sign = rest.find(['|', '｜', '丨', '【', '】', '；', ';', '。', '　', '》', '《', '\u{a0}']);
    let digit = rest.find(|c: char| c.is_ascii_digit());
    let end = [label, sign, digit].into_iter().flatten().min().unwrap_or(rest.len());
    let value = rest[..end].trim();
    value.trim_end_matches(['(', '（', '/', '·', ',', '，', ' ', '本']).chars().take(60).collect()
}

/// An author in a line of its own at any place of the page (`作者：X`), as at the foot of Chinese articles.
fn strict_author(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['（', '(', '【', '[']);
    let begins = ["本文作者", "文章作者", "作者"].iter().any(|label| {
        line.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with([':', '：', '|', '｜', '丨']))
    });
    if !begins || line.chars().count() > 80 {
        return None;
    }
    labelled(line, &AUTHOR_LABELS)
        .map(|name| name.trim_end_matches(['）', ')', '】', ']']).to_owned())
        .and_then(|name| names::tidy(&name))
        .filter(|name| name.chars().count() <= 24)
}

/// `By Ann Example and Bo Sample | March 2, 2026`.
fn english_byline(line: &str) -> Option<String> {
    let rest = ["By ", "BY ", "by ", "Written by ", "Words by ", "Posted by "]
        .iter()
        .find_map(|label| line.strip_prefix(label))?;
    if rest.chars().count() > 100 || !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let cut = [
        " | ",
        " • ",
        " · ",
        " – ",
        " — ",
        " - ",
        " on ",
        " Published",
        " Updated",
        " Posted",
        ", Staff",
        " Staff ",
        "\u{b7}",
    ];
    let end = cut.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    let end =
        rest[..end].find(|c: char| c.is_ascii_digit()).map_or(end, |digit| rest[..digit].rfind(' ').unwrap_or(digit));
    let name = rest[..end].trim().trim_end_matches([',', '.']);
    let words = name.split_whitespace().count();
    ((1..=14).contains(&words) && !name.ends_with("Jan")).then(|| name.to_owned()).and_then(|name| names::tidy(&name))
}

fn visible_date(document: &Document, near: &[&str], lines: &[String]) -> Option<Published> {
    let labelled = |line: &&str| {
        ["发布", "发表", "时间", "日期", "來源", "来源", "Published", "Posted"].iter().any(|label| line.contains(label))
    };
    let time = document
        .select("time[datetime]")
        .iter()
        .take(3)
        .find_map(|node| node.attr("datetime").and_then(|date| super::read_date(&date)));
    let near_date =
        near.iter().copied().filter(labelled).find_map(find_date).or_else(|| near.iter().copied().find_map(find_date));
    near_date.or(time).or_else(|| {
        lines.iter().map(String::as_str).filter(|line| line.chars().count() <= 60).filter(labelled).find_map(find_date)
    })
}

/// Whether a line is nothing but a source line: labels, names and a date.
pub(crate) fn is_source_line(line: &str) -> bool {
    if line.chars().count() > SOURCE_LINE_CHARS_MAX || line.contains(['。', '？', '！']) {
        return false;
    }
    let starts = SITE_LABELS.iter().chain(&AUTHOR_LABELS).any(|label| line.starts_with(label));
    let labels = ENDS.iter().filter(|label| line.contains(**label)).count();
    let signs = line.contains([':', '：', '/', '｜', '|', '丨']);
    let english =
        ["By ", "Posted ", "Published ", "Updated ", "Written by "].iter().any(|label| line.starts_with(label));
    let english = english
        && line.chars().count() <= 100
        && (find_date(line).is_some() || english_byline(line).is_some_and(|name| name.len() + 3 >= line.len()));
    let date_first = super::date_at_start(line).is_some_and(|(_, length)| length == line.len() || labels > 0);
    english || (starts && signs) || date_first || (labels >= 2 && signs && find_date(line).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labelled_names_end_where_the_next_label_begins() {
        let line = "来源：示例财经 作者：林晓、Chen Wei 2026-03-02 05:05 阅读 3012";
        assert_eq!(labelled(line, &AUTHOR_LABELS).as_deref(), Some("林晓、Chen Wei"));
        assert_eq!(labelled(line, &SITE_LABELS).as_deref(), Some("示例财经"));
        let line = "本文作者：周言，来源：芯片观察，原文标题：《良率之战》";
        assert_eq!(labelled(line, &AUTHOR_LABELS).as_deref(), Some("周言"));
        assert_eq!(labelled(line, &SITE_LABELS).as_deref(), Some("芯片观察"));
        assert_eq!(labelled("文｜李想 编辑｜王一", &AUTHOR_LABELS).as_deref(), Some("李想"));
        assert_eq!(labelled("该公司的来源并不清楚", &SITE_LABELS), None);
    }

    #[test]
    fn english_bylines_end_before_dates_and_bars() {
        assert_eq!(
            english_byline("By Ann Example and Bo Sample | March 2, 2026").as_deref(),
            Some("Ann Example and Bo Sample")
        );
        assert_eq!(english_byline("By the end of the year"), None);
    }

    #[test]
    fn source_lines_are_told_from_sentences() {
        for line in ["来源：示例财经 作者：林晓 2026-03-02 05:05", "2026-03-02 05:05", "作者：林晓"] {
            assert!(is_source_line(line), "{line}");
        }
        for line in ["2026年3月2日，公司发布了新一代产品。", "良率提升到七成", "收入来源：主要是服务器。"]
        {
            assert!(!is_source_line(line), "{line}");
        }
    }
}
