//! The lines near a headline, and what they say of who wrote an article, for whom, and when: Chinese and English.

use dom_query::Document;

use super::{
    Facts, byline,
    dates::find_date,
    labels::{AUTHOR_LABELS, ENDS, SITE_LABELS, labelled},
    names, printed,
    title::words,
};

/// Lines looked at on either side of the headline.
const LINES_AROUND: usize = 14;

/// A source line is no longer than this.
const SOURCE_LINE_CHARS_MAX: usize = 160;

/// What the lines near the headline, and the elements made for it, say.
pub(super) fn read(document: &Document, lines: &[String], near: &[&str]) -> Facts {
    let site = near.iter().find_map(|line| labelled(line, &SITE_LABELS)).and_then(|name| names::tidy(&name));
    Facts {
        byline: byline::printed(document, lines, near),
        site,
        published: printed::anywhere(document, lines, near),
        ..Facts::default()
    }
}

/// The lines after the headline, then those before it. The headline is the first line that says the title and nothing else,
/// or the first that has it in it.
pub(super) fn around_title<'a>(lines: &'a [String], title: Option<&str>) -> Vec<&'a str> {
    let at = title.map(words).filter(|wanted| !wanted.is_empty()).and_then(|wanted| {
        let mut holding = lines.iter().map(|line| words(line)).enumerate().filter(|(_, line)| line.contains(&wanted));
        let first = holding.next()?;
        let exact = (first.1 != wanted).then(|| holding.find(|(_, line)| *line == wanted)).flatten();
        Some(exact.unwrap_or(first).0)
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
    let starts = SITE_LABELS.iter().chain(&AUTHOR_LABELS).any(|label| line.starts_with(label));
    let labels = ENDS.iter().filter(|label| line.contains(**label)).count();
    let signs = line.contains([':', '：', '/', '｜', '|', '丨']);
    let english =
        ["By ", "Posted ", "Published ", "Updated ", "Written by "].iter().any(|label| line.starts_with(label));
    let english = english
        && line.chars().count() <= 100
        && (find_date(line).is_some() || byline::english(line).is_some_and(|name| name.len() + 3 >= line.len()));
    let date_first = super::date_at_start(line).is_some_and(|(_, length)| length == line.len() || labels > 0);
    english || (starts && signs) || date_first || (labels >= 2 && signs && find_date(line).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_headline_is_the_line_that_says_the_title_alone() {
        let lines: Vec<String> =
            ["Front page > New plant opens", "Old plant closes", "New plant opens", "2 March 2026"]
                .map(str::to_owned)
                .to_vec();
        assert_eq!(around_title(&lines, Some("New plant opens"))[..2], ["New plant opens", "2 March 2026"]);
        assert_eq!(around_title(&lines[..2], Some("New plant opens"))[0], "Front page > New plant opens");
    }
}
