//! The lines near a headline, and what they say of who wrote an article, for whom, and when: Chinese and English.

use dom_query::Document;

use super::{
    Facts, byline,
    credits::is_credits,
    dates::{find_date, find_date_in},
    labels::{AUTHOR_LABELS, ENDS, SITE_LABELS, labelled},
    lines::Lines,
    names, pieces, printed,
    title::words,
    undated,
};

/// Lines looked at on either side of the headline.
const LINES_AROUND: usize = 14;

/// A source line is no longer than this.
const SOURCE_LINE_CHARS_MAX: usize = 160;

/// A line that is longer speaks of authors.
const AUTHOR_LINE_CHARS_MAX: usize = 40;

/// A value longer than this is more than a name or two.
const AUTHOR_CHARS_MAX: usize = 16;

/// A date with more than so many bytes beside it stands in a sentence.
const DATED_BESIDE_BYTES_MAX: usize = 24;

/// What the lines near the headline, and the elements made for it, say.
pub(super) fn read(document: &Document, lines: &[String], near: &[&str]) -> Facts {
    let credits = lines.iter().find(|line| is_credits(line)).map(String::as_str);
    let said = |line: &str, labels: &[&str]| labelled(line, labels).and_then(|name| names::tidy(&name));
    let credited = |labels: &[&str]| credits.and_then(|line| said(line, labels));
    let site = credited(&SITE_LABELS)
        .or_else(|| near.iter().find_map(|line| labelled(line, &SITE_LABELS)).and_then(|name| names::tidy(&name)));
    Facts {
        byline: credited(&AUTHOR_LABELS).or_else(|| byline::printed(document, lines, near)),
        site,
        published: printed::anywhere(document, lines, near),
        ..Facts::default()
    }
}

/// The lines after the headline, then those before it. The headline is the first heading that says the title, or else the first line
/// that says it and nothing else, or the first that has it in it.
pub(super) fn around_title<'a>(lines: &'a Lines, title: Option<&str>) -> Vec<&'a str> {
    let Lines { all: lines, heads } = lines;
    let at = title.map(words).filter(|wanted| !wanted.is_empty()).and_then(|wanted| {
        let heading = heads.iter().copied().find(|head| words(&lines[*head]) == wanted);
        let mut holding = lines.iter().map(|line| words(line)).enumerate().filter(|(_, line)| line.contains(&wanted));
        let first = holding.next()?;
        let exact = (first.1 != wanted).then(|| holding.find(|(_, line)| *line == wanted)).flatten();
        heading.or(Some(exact.unwrap_or(first).0))
    });
    let at = at.unwrap_or(0);
    let after = lines.iter().skip(at).take(LINES_AROUND);
    let before = lines[..at].iter().rev().take(LINES_AROUND / 2);
    after.chain(before).map(String::as_str).filter(|line| line.chars().count() <= SOURCE_LINE_CHARS_MAX).collect()
}

/// Whether a line is nothing but a source line: labels, names and a date.
pub(crate) fn is_source_line(line: &str) -> bool {
    if line.chars().count() > SOURCE_LINE_CHARS_MAX || line.contains(['。', '？', '！']) {
        return false;
    }
    let line = line.trim_start_matches(['【', '□', '■', '◎', ' ']);
    let starts = SITE_LABELS.iter().chain(&AUTHOR_LABELS).any(|label| line.starts_with(label));
    let names_author = line.chars().count() <= AUTHOR_LINE_CHARS_MAX
        && !line.contains(['，', ',', '!', '?'])
        && labelled(line, &AUTHOR_LABELS).is_some_and(|name| name.chars().count() <= AUTHOR_CHARS_MAX);
    let is_dated = find_date_in(line).is_some_and(|(_, beside)| beside <= DATED_BESIDE_BYTES_MAX);
    let labels = ENDS.iter().filter(|label| line.contains(**label)).count();
    let signs = line.contains([':', '：', '/', '｜', '|', '丨']);
    let english =
        ["By ", "Posted ", "Published ", "Updated ", "Written by "].iter().any(|label| line.starts_with(label));
    let english = english
        && line.chars().count() <= 100
        && (find_date(line).is_some()
            || byline::english(line).is_some_and(|name| letters(&name) + "By".len() >= letters(line)));
    let date_first = super::date_at_start(line).is_some_and(|(_, length)| length == line.len() || labels > 0);
    let posted = byline::before_posting(line).is_some();
    let dated = printed::date_before_byline(line).is_some();
    english
        || posted
        || dated
        || undated::is_day_line(line)
        || pieces::is_of_pieces(line)
        || names_author
        || is_dated
        || (starts && signs)
        || date_first
        || (labels >= 2 && signs && find_date(line).is_some())
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_lines_are_told_from_sentences() {
        for line in [
            "来源：示例财经 作者：林晓 2026-03-02 05:05",
            "2026-03-02 05:05",
            "发布时间：03-02 22:46",
            "作者：林晓",
            "示例报记者 陈一鸣 北京报道",
            "□ 本报记者 刘洋",
            "某某科技 · 2026-03-02 18:05",
            "Jane Example-Sample · 2 Mar 2026 · 5 min read",
            "By 张三、李四",
        ] {
            assert!(is_source_line(line), "{line}");
        }
        for line in [
            "2026年3月2日，公司发布了新一代产品。",
            "良率提升到七成",
            "收入来源：主要是服务器。",
            "记者 林晓昨天说，订单已经排满",
            "The plant opens on March 2, 2026 in Tainan",
        ] {
            assert!(!is_source_line(line), "{line}");
        }
    }

    #[test]
    fn the_headline_is_the_line_that_says_the_title_alone() {
        let near = |page: &str| {
            let lines = Lines::of(&Document::from(page));
            around_title(&lines, Some("New plant opens")).into_iter().take(2).map(str::to_owned).collect::<Vec<_>>()
        };
        let path = "<p>Front page > New plant opens</p><p>Old plant closes</p>";
        assert_eq!(
            near(&format!("{path}<p>New plant opens</p><p>2 March 2026</p>")),
            ["New plant opens", "2 March 2026"]
        );
        assert_eq!(near(path)[0], "Front page > New plant opens");
        let list = "<li>New plant opens</li><li>Old plant closes</li>";
        assert_eq!(near(&format!("{list}<h1>New plant opens</h1><p>2 March 2026</p>"))[1], "2 March 2026");
    }
}
