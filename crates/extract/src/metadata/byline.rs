//! Who wrote an article, as it is printed: near the headline, in elements made for it, or in a line of its own.

use dom_query::Document;

use super::{
    dates::{behind_date, date_at_start, find_date},
    labels::{AUTHOR_LABELS, EDITOR_LABELS, labelled},
    marked, names, pieces,
};

/// The author that a page prints; `near` are the lines around the headline.
pub(super) fn printed(document: &Document, lines: &[String], near: &[&str]) -> Option<String> {
    near.iter()
        .find_map(|line| labelled(line, &AUTHOR_LABELS).and_then(|name| names::tidy(&name)))
        .or_else(|| lines.iter().take(DATELINES_MAX).find_map(|line| reporter(line)))
        .or_else(|| poster(near))
        .or_else(|| marked::author(document))
        .or_else(|| lines.iter().find_map(|line| written_by(line)))
        .or_else(|| near.iter().find_map(|line| english(line).or_else(|| line.split(" | ").find_map(english))))
        .or_else(|| near.iter().find_map(|line| pieces::author(line)))
        .or_else(|| byline_below_label(near))
        .or_else(|| name_in_brackets(near))
        .or_else(|| lines.iter().find_map(|line| strict_author(line)))
        .or_else(|| lines.iter().find_map(|line| posted_by(line).or_else(|| posted_at(line))))
        .or_else(|| signature(lines))
        .or_else(|| name_below_title(near))
        .or_else(|| lines.iter().find_map(|line| editor(line)))
}

/// Lines that only say that a name follows.
const BARE_LABELS: [&str; 6] = ["by", "written by", "author", "words by", "by:", "author:"];

/// A name in the line below one that only says `By`.
fn byline_below_label(near: &[&str]) -> Option<String> {
    let pair = near.windows(2).find(|pair| BARE_LABELS.contains(&&*pair[0].to_lowercase()))?;
    english(&format!("By {}", pair[1]))
}

/// Lines of a page in which the beginning of a report may stand.
const DATELINES_MAX: usize = 300;

/// A report names its reporter within so many characters.
const DATELINE_CHARS_MAX: usize = 40;

/// The reporter at the beginning of a report: `〔記者周言／台北報導〕…`, `（中央社記者周言台北2日電）…`, `某社3月2日电（记者 林晓 周言）…`.
fn reporter(line: &str) -> Option<String> {
    let head = &line[..line.char_indices().nth(DATELINE_CHARS_MAX).map_or(line.len(), |(at, _)| at)];
    let (before, rest) = ["记者", "記者"].iter().find_map(|label| head.split_once(label))?;
    let in_brackets = before.contains(['（', '(', '〔', '［', '[', '【']);
    let end = rest.find(['）', ')', '〕', '］', ']', '】', '／', '/', '∕'])?;
    let reports = rest.contains("報導") || rest.contains("报道") || rest.contains("報道");
    let names = rest[..end].trim_matches(|c: char| c.is_whitespace() || c == '：' || c == ':');
    let names = names.find(|c: char| c.is_ascii_digit()).map_or(names, |digit| without_place(&names[..digit]));
    names::chinese_names(names).filter(|_| in_brackets || reports).and_then(names::joined)
}

/// A name without the two characters of the place behind it: `周言台北`.
fn without_place(name: &str) -> &str {
    name.char_indices().rev().nth(1).map_or(name, |(at, _)| &name[..at])
}

/// The name before the line, or the part of a line, that says when it was posted: `林晓 于 2026-03-02 13:08 发布`.
fn poster(near: &[&str]) -> Option<String> {
    let below_title = near.get(1..).unwrap_or_default();
    let is_posting = |line: &str| before_posting(line).is_some_and(str::is_empty);
    let above = below_title.windows(2).filter(|pair| is_posting(pair[1])).map(|pair| pair[0]);
    let before = below_title.iter().filter_map(|line| before_posting(line));
    above.chain(before).filter(|name| name.chars().count() <= POSTER_CHARS_MAX).find_map(names::tidy)
}

/// Who posted something has a name no longer than this.
const POSTER_CHARS_MAX: usize = 24;

/// What stands before `于 2026-03-02 13:08 发布` in a line that ends so, unless a sentence leads to it.
pub(super) fn before_posting(line: &str) -> Option<&str> {
    let line = ["发布", "發布", "发表", "發表"].iter().find_map(|posted| line.strip_suffix(posted))?;
    let (name, date) = line.rsplit_once(['于', '於'])?;
    let alone = name.is_empty() || name.ends_with(char::is_whitespace);
    let date = date.trim();
    date_at_start(date).filter(|(_, length)| alone && *length == date.len()).map(|_| name.trim_end())
}

/// A name in brackets in the line of the date: `2026年3月2日08:19 [ 林晓 ] 来源：…`.
fn name_in_brackets(near: &[&str]) -> Option<String> {
    near.iter().filter(|line| find_date(line).is_some()).find_map(|line| {
        let (_, rest) = line.split_once(['[', '［', '【'])?;
        let (name, _) = rest.split_once([']', '］', '】'])?;
        names::chinese_names(name).and_then(names::joined)
    })
}

/// A signature at the end of a paragraph: `（记者 林晓）`, or a name alone in brackets after the last sentence.
fn signature(lines: &[String]) -> Option<String> {
    let named = |line: &String| {
        let inner = line.trim_end().strip_suffix(['）', ')'])?;
        let (before, inner) = inner.rsplit_once(['（', '('])?;
        let label = REPORTERS.iter().find(|label| inner.contains(*label));
        let after_label = label.and_then(|label| inner.rsplit_once(label)).map(|(_, name)| name);
        let ends = before.is_empty() || before.trim_end().ends_with(['。', '”', '！', '？', '…']);
        let name = after_label.or(Some(inner).filter(|_| ends))?;
        names::chinese_names(name.trim_matches(['：', ':', ' '])).and_then(names::joined)
    };
    lines.iter().rev().find_map(named)
}

/// What stands before a name in a signature; the longer forms first.
const REPORTERS: [&str; 7] = ["本报通讯员", "全媒体记者", "本报记者", "通讯员", "记者", "執筆", "作者"];

/// Chinese names alone in one of the first lines below the headline.
fn name_below_title(near: &[&str]) -> Option<String> {
    near.iter()
        .skip(1)
        .take(3)
        .find_map(|line| names::chinese_names(&names::unspaced(line)).or_else(|| names::several(line)))
        .and_then(names::joined)
}

/// The author of a post in a forum: `本贴由大卫于2005年8月12日发表`.
fn posted_by(line: &str) -> Option<String> {
    let rest = ["本贴由", "本帖由", "本文由"].iter().find_map(|label| line.strip_prefix(label))?;
    let end = ["于20", "于19", "于 20", "发表", "張貼", "张贴"].iter().filter_map(|mark| rest.find(mark)).min()?;
    names::tidy(&rest[..end]).filter(|name| name.chars().count() <= 20)
}

/// The author of a post in a journal: `Posted by Ann at March 2, 2026 5:05 PM`.
fn posted_at(line: &str) -> Option<String> {
    let name = line.strip_prefix("Posted by ").and_then(|_| english(line))?;
    find_date(line).map(|_| name)
}

/// The author in a sentence made for that at any place of the page: `This post was written by Ann Example, Editor`.
fn written_by(line: &str) -> Option<String> {
    let says =
        ["This post was written by ", "This article was written by "].iter().any(|label| line.starts_with(label));
    let name = english(line).filter(|_| says)?;
    name.split(", ").next().map(str::to_owned)
}

/// The editor, who is named where no author is.
fn editor(line: &str) -> Option<String> {
    let short = line.chars().count() <= EDITOR_LINE_CHARS_MAX;
    let name = labelled(line, &EDITOR_LABELS).filter(|_| short)?;
    let alone = line.chars().count() <= name.chars().count() + 6;
    let names = names::chinese_names(&name)
        .or_else(|| names::is_short_han(&name).then(|| vec![name.clone()]).filter(|_| alone))?;
    names::joined(names)
}

/// A line longer than this speaks about editors.
const EDITOR_LINE_CHARS_MAX: usize = 60;

/// An author in a line of its own at any place of the page (`作者：X`), as at the foot of Chinese articles.
fn strict_author(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['（', '(', '【', '[']);
    let begins = ["本文作者", "文章作者", "作者", "执笔人", "执笔", "執筆", "撰文", "撰稿"].iter().any(|label| {
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
pub(super) fn english(line: &str) -> Option<String> {
    let rest = after_by(line)?;
    if rest.starts_with(names::is_han) {
        return chinese(rest);
    }
    let begins = rest.starts_with(char::is_uppercase)
        || rest.strip_prefix("the ").is_some_and(|team| team.starts_with(char::is_uppercase));
    if rest.chars().count() > BYLINE_CHARS_MAX || !begins {
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
        " at ",
        " in ",
        " Published",
        " Updated",
        " Posted",
        ". Last ",
        " Last updated",
        ", Staff",
        " Staff ",
        " Senior ",
        "\u{b7}",
    ];
    let end = cut.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    let end =
        rest[..end].find(|c: char| c.is_ascii_digit()).map_or(end, |digit| rest[..digit].rfind(' ').unwrap_or(digit));
    let name = super::english::without_month(rest[..end].trim()).trim_end_matches([',', '.']);
    let words = name.split_whitespace().count();
    (1..=14).contains(&words).then(|| name.to_owned()).and_then(|name| names::tidy(&name))
}

/// The Chinese names behind a `By`, before a sign or a date: `张三、李四 | 2026-03-02`.
fn chinese(rest: &str) -> Option<String> {
    let end = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '|' | '｜' | '丨' | '•' | '（' | '('));
    names::chinese_names(rest[..end.unwrap_or(rest.len())].trim()).and_then(names::joined)
}

/// A byline is no longer than this.
const BYLINE_CHARS_MAX: usize = 100;

/// What follows `By` at the beginning of a line, or behind the date at its beginning.
fn after_by(line: &str) -> Option<&str> {
    const LABELS: [&str; 13] = [
        "Written by: ",
        "Written by ",
        "This post was written by ",
        "This article was written by ",
        "Article by ",
        "Words by ",
        "Posted by ",
        "Text by ",
        "Story by ",
        "Author: ",
        "By: ",
        "By:",
        "By ",
    ];
    let (_, line) = behind_date(line);
    LABELS.iter().find_map(|label| {
        let found = line.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
        found.then(|| line[label.len()..].trim_start())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_are_named_where_a_report_begins() {
        for (line, name) in [
            ("〔記者周言／台北報導〕半導體業者今日宣布擴產。", Some("周言")),
            ("（某社記者周言台北2日電）半導體業者今日宣布擴產。", Some("周言")),
            ("某社3月2日电（记者 林晓 周言）芯片公司今日宣布扩产。", Some("林晓, 周言")),
            ("某報 記者周言／台北報導", Some("周言")),
            ("記者張三／台北報導", Some("張三")),
            ("記者 王大明∕台北報導", Some("王大明")),
            ("公司告诉记者（会后）明年再说。", None),
            ("记者了解到，该公司（含子公司）已经停产。", None),
        ] {
            assert_eq!(reporter(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn who_posted_stands_above_or_before_the_date_and_is_not_the_title() {
        let named = |near: &[&str]| poster(near);
        assert_eq!(named(&["新厂投产", "林晓", "于 2026-03-02 13:08 发布"]).as_deref(), Some("林晓"));
        assert_eq!(named(&["新厂投产", "Lin Example 于 2026-03-02 13:08 发布"]).as_deref(), Some("Lin Example"));
        assert_eq!(named(&["新厂投产", "于 2026-03-02 13:08 发布"]), None);
        assert_eq!(named(&["新厂投产", "该公司的新产品于2026年3月2日发布"]), None);
    }

    #[test]
    fn english_bylines_end_before_dates_and_bars() {
        let bylines = [
            ("By Ann Example and Bo Sample | March 2, 2026", Some("Ann Example and Bo Sample")),
            ("By Ann Example April 12, 2024", Some("Ann Example")),
            ("By the end of the year", None),
            ("By 张三", Some("张三")),
            ("By 张三、李四 | 2026-03-02", Some("张三, 李四")),
            ("By 周一上午，三家供应商都已停产", None),
        ];
        for (line, name) in bylines {
            assert_eq!(english(line).as_deref(), name, "{line}");
        }
    }
}
