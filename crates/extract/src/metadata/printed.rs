//! When an article was published, as it is printed: beside the headline, in an element made for it, or in a line of its own.

use dom_query::Document;
use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use model::Published;

use super::{
    dates::{BEIJING, behind_date, date_at_start, find_date, find_date_in, read_date},
    names,
    zone::relative,
};

/// Lines after the headline in which the date stands that a reader takes for the article's.
const DATE_LINES_AFTER: usize = 10;

/// A line with a date is short; a longer one tells of something that happened then.
const DATE_LINE_CHARS_MAX: usize = 70;

/// What stands before a date of publication.
const DATE_LABELS: [&str; 10] = ["发布", "發布", "发表", "发稿", "时间", "時間", "日期", "来源", "Published", "Posted"];

/// What stands before the date of today, of a change, or of something else.
const OTHER_DATES: [&str; 16] = [
    "今天是",
    "推荐文章",
    "今日",
    "现在是",
    "更新",
    "修改",
    "Copyright",
    "©",
    "Event date",
    "Expires",
    "Joined",
    "pdate",
    "UPDATE",
    "odified",
    "eviewed",
    "evised",
];

/// A printed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// The date.
    pub(super) date: Published,
    /// Whether it says that it is the date of publication.
    pub(super) is_labelled: bool,
}

/// Bytes beside the date in a line without a label; with more the line speaks of something that happened then.
const BESIDE_BYTES_MAX: usize = 60;

/// What says of a date that it is the first.
const FIRST: [&str; 5] = ["riginally published", "irst published", "首次发布", "首发于", "初次发布"];

/// The date beside the headline or in an element made for it, if one is printed.
pub(super) fn beside(document: &Document, lines: &[String], near: &[&str]) -> Option<Printed> {
    let is_short = |line: &&&str| {
        line.chars().count() <= DATE_LINE_CHARS_MAX
            && !is_sentence(line)
            && !OTHER_DATES.iter().any(|other| line.contains(other))
    };
    let short: Vec<&str> = near.iter().take(DATE_LINES_AFTER + 1).filter(is_short).copied().collect();
    let labelled = |line: &&&str| is_labelled(line);
    let first = lines.iter().find_map(|line| {
        let at = FIRST.iter().find_map(|label| line.find(label))?;
        find_date(&line[at..]).or_else(|| find_date(line))
    });
    let first = first.or_else(|| near.iter().find_map(|line| published_in(line)));
    let first = first.or_else(|| short.iter().filter(labelled).find_map(|line| find_date(line)));
    let first = first.or_else(|| marked_date(document)).map(|date| Printed { date, is_labelled: true });
    let found = first.or_else(|| {
        let alone = near.iter().take(DATE_LINES_AFTER + 1).find_map(|line| date_before_byline(line));
        let dated = short.iter().filter_map(|line| find_date_in(line));
        let alone =
            alone.or_else(|| dated.filter(|(_, beside)| *beside <= BESIDE_BYTES_MAX).map(|(date, _)| date).next());
        alone.map(|date| Printed { date, is_labelled: false })
    });
    found.map(|printed| Printed { date: with_time(document, printed.date), ..printed })
}

/// Whether a line says that what stands in it is when something was published.
pub(super) fn is_labelled(line: &str) -> bool {
    DATE_LABELS.iter().any(|label| line.contains(label))
}

/// What says that the date right behind it is that of publication, wherever it stands in a line.
const PUBLISHED: [&str; 10] = [
    "发布时间",
    "发布日期",
    "发布于",
    "發布時間",
    "發布日期",
    "發布於",
    "发表时间",
    "发表于",
    "Published",
    "published",
];

/// The date right behind such a label: `更新时间：2024-03-09 发布时间：2024-03-03`.
fn published_in(line: &str) -> Option<Published> {
    PUBLISHED.iter().find_map(|label| {
        let (_, rest) = line.split_once(label)?;
        let rest = rest.trim_start_matches([':', '：', ' ', '\u{a0}', '|', '｜', '丨']);
        date_at_start(rest.strip_prefix("on ").unwrap_or(rest)).map(|(date, _)| date)
    })
}

/// Elements with a time that are looked at: those of the article stand among the first.
const TIMES_MAX: usize = 20;

/// A printed day with the time of that day which an element gives to programs.
fn with_time(document: &Document, date: Published) -> Published {
    let Published::Day(day) = date else { return date };
    let times = document.select("time[datetime]");
    let mut given = times.nodes().iter().take(TIMES_MAX).filter_map(|time| read_date(&time.attr("datetime")?));
    given.find(|given| !matches!(given, Published::Day(_)) && given.day() == day).unwrap_or(date)
}

/// The date at the beginning of a line that goes on with who wrote it, however long: `03/02/2026 by Ann Example, who writes about …`.
pub(super) fn date_before_byline(line: &str) -> Option<Published> {
    let (date, after) = behind_date(line);
    date.filter(|_| after.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")))
}

/// More words than this, ended like a sentence, tell of something that happened then.
const SENTENCE_WORDS_MIN: usize = 8;

fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '。', '!', '?', '！', '？']) && line.split_whitespace().count() > SENTENCE_WORDS_MIN
}

/// The one date in an element that is made for the date of publication.
fn marked_date(document: &Document) -> Option<Published> {
    let found = document.select("time[pubdate]");
    let [one] = found.nodes() else { return None };
    find_date(&one.attr("datetime").unwrap_or_else(|| one.text()))
}

/// The time that a line beside the headline counts from the capture; where the zone of the site is not known, a line in Chinese is
/// read on the clock of China, and any other in UTC.
pub(super) fn since(near: &[&str], captured: Timestamp, zone: Option<&TimeZone>) -> Option<Published> {
    let assumed = |line: &str| TimeZone::fixed(if line.chars().any(names::is_han) { BEIJING } else { Offset::UTC });
    let short = near.iter().filter(|line| line.chars().count() <= DATE_LINE_CHARS_MAX);
    short.take(DATE_LINES_AFTER).find_map(|line| match zone {
        Some(zone) => relative(line, captured, zone),
        None => relative(line, captured, &assumed(line)),
    })
}

/// The date near the headline, whatever it says of itself, in an element made for dates, or in a short line of the page.
pub(super) fn anywhere(document: &Document, lines: &[String], near: &[&str]) -> Option<Published> {
    let labelled = |line: &&str| {
        DATE_LABELS.iter().chain(&["來源", "Updated", "updated", "修订", "編輯於"]).any(|label| line.contains(label))
    };
    let time = document
        .select("time[datetime]")
        .iter()
        .take(3)
        .find_map(|node| node.attr("datetime").and_then(|date| read_date(&date)));
    let near_date = near
        .iter()
        .copied()
        .filter(labelled)
        .find_map(find_date)
        .or_else(|| near.iter().copied().filter(|line| !is_sentence(line)).find_map(find_date));
    let short = || lines.iter().map(String::as_str).filter(|line| line.chars().count() <= DATE_LINE_CHARS_MAX);
    let timed = |line| find_date(line).filter(|date| matches!(date, Published::Local(_) | Published::Zoned(..)));
    near_date.or(time).or_else(|| short().filter(labelled).find_map(find_date)).or_else(|| short().find_map(timed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_publication_names_the_date_behind_it() {
        for (line, expected) in [
            ("更新时间：2026-03-09 发布时间：2026-03-03", Some("2026-03-03")),
            ("Last updated: March 9, 2026. Published: March 3, 2026", Some("2026-03-03")),
            ("Updated 4 March 2026; first published 2 March 2026", Some("2026-03-02")),
            ("Published on March 3, 2026", Some("2026-03-03")),
            ("A study published in the week of March 3, 2026", None),
        ] {
            assert_eq!(published_in(line).map(|date| date.to_string()).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn chinese_lines_count_on_the_clock_of_china_where_no_zone_is_known() {
        let captured = "2026-11-26T16:10:00Z".parse().unwrap();
        let at = since(&["林晓 昨天 12:30"], captured, None).map(|at| at.to_string());
        assert_eq!(at.as_deref(), Some("2026-11-26T12:30:00+08:00"));
        assert_eq!(since(&["yesterday"], captured, None).unwrap().to_string(), "2026-11-25");
    }
}
