//! Dates that the page prints without a year, or without a day: the last to be asked.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use model::Published;

use super::{dates, english, han, printed};

/// Lines at the end of a page in which a magazine's issue may stand.
const LAST_LINES: usize = 30;

/// A line with such a date is no longer than this.
const LINE_CHARS_MAX: usize = 70;

/// A day without a year beside the headline. Its year is that of the address, or else the last in which it lay before the capture,
/// or before the latest other day on the page.
pub(super) fn without_year(
    lines: &[String],
    near: &[&str],
    url: Option<&str>,
    captured: Option<Timestamp>,
) -> Option<Published> {
    let (month, day, rest) = near.iter().find_map(|line| day_in(line))?;
    let year = match url.and_then(year_in) {
        Some(year) => year,
        None => {
            let latest = captured
                .map(|captured| TimeZone::UTC.to_datetime(captured).date())
                .or_else(|| lines.iter().filter_map(|line| dates::find_date(line)).map(|date| date.day()).max())?;
            let this_year = Date::new(latest.year(), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            latest.year() - i16::from(this_year > latest)
        }
    };
    dates::date_at_start(&format!("{year}-{month}-{day}{rest}")).map(|(published, _)| published)
}

/// The first day without a year in a short line, and what stands behind it.
fn day_in(line: &str) -> Option<(i16, i16, &str)> {
    let is_short = line.chars().count() <= LINE_CHARS_MAX;
    let starts = line
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !line[..*at].ends_with(|b: char| b.is_alphanumeric()));
    starts.map(|(at, _)| at).filter(|_| is_short).find_map(|at| han::day_of_year(&line[at..]))
}

/// Whether a line beside the headline says that the article was published on this day, without its year: `发布时间：03-02 22:46`.
pub(super) fn is_told(near: &[&str], date: &Published) -> bool {
    let labelled = near.iter().filter(|line| printed::is_labelled(line));
    let mut days = labelled.filter_map(|line| day_in(line));
    days.any(|(month, day, _)| i16::from(date.day().month()) == month && i16::from(date.day().day()) == day)
}

/// Whether a line says when something was published, without the year: a source line.
pub(super) fn is_day_line(line: &str) -> bool {
    printed::is_labelled(line) && day_in(line).is_some_and(|(_, _, rest)| !rest.chars().any(char::is_alphabetic))
}

/// A year that is a part of the path: `/2026/`.
fn year_in(url: &str) -> Option<i16> {
    let path = url.splitn(4, '/').nth(3)?;
    path.split(['/', '-'])
        .filter(|part| part.len() == 4)
        .find_map(|part| part.parse().ok().filter(|year| (1990..2100).contains(year)))
}

/// A month alone in a line beside the headline, or that of the issue named at the end.
pub(super) fn month(lines: &[String], near: &[&str]) -> Option<Published> {
    let short = |line: &&str| line.chars().count() <= LINE_CHARS_MAX;
    let last = lines.iter().rev().take(LAST_LINES).map(String::as_str);
    let read = |line: &str| han::month_alone(line).or_else(|| english::month_alone(line));
    near.iter().copied().chain(last).filter(short).find_map(read)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{
        super::{lines::Lines, source_line},
        *,
    };

    #[test]
    fn a_day_without_a_year_takes_it_from_the_address_or_the_page() {
        let lines = |text: &str| Lines::of(&Document::from(text.replace('\n', "<br>")));
        let page = lines("新厂投产\n某某网 3月2日 10:20\n正文很长。\n评论 2025-04-01 11:00");
        let near = |lines| source_line::around_title(lines, Some("新厂投产"));
        let read = |url, captured: Option<&str>| {
            let captured = captured.map(|at| at.parse().unwrap());
            without_year(&page.all, &near(&page), url, captured).map(|at| at.to_string())
        };
        assert_eq!(read(Some("https://a.example/2023/x.html"), None).as_deref(), Some("2023-03-02T10:20:00"));
        assert_eq!(read(None, Some("2026-01-05T00:00:00Z")).as_deref(), Some("2025-03-02T10:20:00"));
        assert_eq!(read(None, None).as_deref(), Some("2025-03-02T10:20:00"));
        let score = lines("新厂投产\n比分 3-2");
        assert_eq!(without_year(&score.all, &near(&score), None, None), None);
    }
}
