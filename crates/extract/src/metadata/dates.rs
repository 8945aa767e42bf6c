//! Dates and times as pages print them, Chinese and numeric; English ones are read next door.
//!
//! **Invariant:** no clock is read: "three hours ago" is not a date.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};
use model::Published;

use super::{
    clock::{time, zone},
    cursor::Cursor,
    english, han,
};

/// No page is older than the web.
const YEAR_MIN: i16 = 1990;
/// A year beyond this is a number of something else.
const YEAR_MAX: i16 = 2100;
/// Characters of a text in which a date is looked for.
const TEXT_CHARS_MAX: usize = 400;

/// The date a value of a meta tag or attribute stands for: RFC 3339, RFC 2822, printed forms, `20260302`, or an epoch.
pub(crate) fn read_date(value: &str) -> Option<Published> {
    let value = value.trim();
    date_of_epoch(value).or_else(|| compact(value)).or_else(|| find_date(value))
}

/// The first date printed in a text.
pub(crate) fn find_date(text: &str) -> Option<Published> {
    find_date_in(text).map(|(published, _)| published)
}

/// The first date printed in a text, and how many of its bytes are not the date.
pub(super) fn find_date_in(text: &str) -> Option<(Published, usize)> {
    let wide = text.contains(|c| ('０'..='９').contains(&c)).then(|| narrow(text));
    let text = wide.as_deref().unwrap_or(text);
    let mut before = ' ';
    for (at, character) in text.char_indices().take(TEXT_CHARS_MAX) {
        let begins = character.is_ascii_alphanumeric() && !before.is_ascii_alphanumeric();
        let begins =
            begins || (character.is_ascii_digit() && !before.is_ascii_digit() && !before.is_ascii_alphabetic());
        let begins = begins || (!han::is_digit(before) && han::begins(character));
        if begins && let Some((published, length)) = date_at_start(&text[at..]) {
            return Some((published, text.len() - length));
        }
        before = character;
    }
    None
}

/// The date at the very start of a text and the number of bytes it takes.
pub(crate) fn date_at_start(text: &str) -> Option<(Published, usize)> {
    let mut cursor = Cursor { rest: text };
    let date = numeric(&mut cursor)
        .or_else(|| {
            cursor = Cursor { rest: text };
            english::date(&mut cursor)
        })
        .or_else(|| {
            cursor = Cursor { rest: text };
            han::date(&mut cursor)
        })?;
    let mut after_time = Cursor { rest: cursor.rest };
    let published = match time(&mut after_time) {
        Some(time) => {
            cursor.rest = after_time.rest;
            let at = date.to_datetime(time);
            match zone(&mut cursor, at) {
                Some(offset) => Published::Zoned(at, offset),
                None => Published::Local(at),
            }
        }
        None => Published::Day(date),
    };
    Some((published, text.len() - cursor.rest.len()))
}

/// The date that a line begins with, and what stands behind it without the signs between; all of a line that begins with none.
pub(super) fn behind_date(line: &str) -> (Option<Published>, &str) {
    let dated = date_at_start(line).and_then(|(date, length)| Some((date, line.get(length..)?)));
    let (date, rest) = dated.map_or((None, line), |(date, rest)| (Some(date), rest));
    (date, rest.trim_start_matches(|c: char| c.is_whitespace() || "|•·-–—,".contains(c)))
}

/// A text with its full-width digits, colons and strokes as ASCII.
fn narrow(text: &str) -> String {
    let ascii = |c: char| match c {
        '０'..='９' | '－' | '／' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    };
    text.chars().map(ascii).collect()
}

/// A date when the numbers make one and the year is believable.
pub(super) fn date_of(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|_| (YEAR_MIN..=YEAR_MAX).contains(&year))
}

/// `2026-3-2`, `2026/03/02`, `2026.03.02`, `2026年3月2日`, `03/02/2026` (month first unless it cannot be).
fn numeric(cursor: &mut Cursor) -> Option<Date> {
    let start = cursor.rest;
    if let Some(year) = cursor.number(4, 4) {
        cursor.blanks();
        let first = cursor.take(&['-', '/', '.', '年', '－'])?;
        cursor.blanks();
        let month = cursor.number(1, 2)?;
        cursor.blanks();
        let second = cursor.take(&['-', '/', '.', '月', '－'])?;
        cursor.blanks();
        let day = cursor.number(1, 2)?;
        cursor.take(&['日', '号', '號']);
        let fits = (first == '年') == (second == '月') && (first == '年' || first == second);
        return date_of(year, month, day).filter(|_| fits);
    }
    cursor.rest = start;
    let one = cursor.number(1, 2)?;
    let separator = cursor.take(&['/', '.'])?;
    let two = cursor.number(1, 2)?;
    cursor.take(&[separator])?;
    let year = cursor.number(4, 4).filter(|_| !cursor.rest.starts_with(char::is_alphanumeric))?;
    let month_first = separator == '/' && one <= 12;
    if month_first { date_of(year, one, two).or_else(|| date_of(year, two, one)) } else { date_of(year, two, one) }
}

/// Eight digits, `20260302`, alone or with a time behind them.
fn compact(value: &str) -> Option<Published> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 8 && digits != 12 && digits != 14 {
        return None;
    }
    let number = |from: usize, to: usize| value[from..to].parse::<i16>().ok();
    date_of(number(0, 4)?, number(4, 6)?, number(6, 8)?).map(Published::Day)
}

/// Seconds or milliseconds since 1970, as ten or thirteen digits.
pub(super) fn date_of_epoch(value: &str) -> Option<Published> {
    let value = value.trim();
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = match value.len() {
        10 => value.parse().ok()?,
        13 => value.parse::<i64>().ok()? / 1_000,
        _ => return None,
    };
    let at = Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
    (YEAR_MIN..=YEAR_MAX).contains(&at.year()).then_some(Published::Zoned(at, Offset::UTC))
}

/// A day in the path of an address: `/2026/03/02/`, `/2026-03-02/`, `/20260302/`, `/2026/0302/`.
pub(super) fn date_in_url(url: &str) -> Option<Published> {
    let path = url.splitn(4, '/').nth(3)?.split(['?', '#']).next()?;
    let digits: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<i16>().ok();
    let triple = digits.windows(3).filter(|part| part[0].len() == 4 && part[1].len() == 2 && part[2].len() == 2);
    let pair = digits.windows(2).filter(|part| part[0].len() == 4 && part[1].len() == 4);
    triple
        .filter_map(|part| date_of(number(part[0])?, number(part[1])?, number(part[2])?))
        .chain(pair.filter_map(|part| date_of(number(part[0])?, number(&part[1][..2])?, number(&part[1][2..])?)))
        .chain(
            digits
                .iter()
                .filter(|part| part.len() == 8)
                .filter_map(|part| date_of(number(&part[..4])?, number(&part[4..6])?, number(&part[6..])?)),
        )
        .next()
        .map(Published::Day)
}

/// The clock of China.
pub(super) const BEIJING: Offset = Offset::constant(8);

/// The same moment on the clock of Beijing, for times that a Chinese page gave as an epoch.
pub(crate) fn in_beijing(published: Published) -> Published {
    match published {
        Published::Zoned(at, Offset::UTC) => {
            let moved: Option<DateTime> = at.checked_add(jiff::SignedDuration::from_hours(8)).ok();
            moved.map_or(published, |at| Published::Zoned(at, BEIJING))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Option<String> {
        find_date(text).map(|published| published.to_string())
    }

    #[test]
    fn printed_dates_are_read_as_exactly_as_they_stand() {
        let cases = [
            ("来源：某某网 2026-03-02 05:05", "2026-03-02T05:05:00"),
            ("发布时间：2026年3月2日 下午5:05", "2026-03-02T17:05:00"),
            ("2026年03月02日（星期一）09:41:07", "2026-03-02T09:41:07"),
            ("2026年3月2日5时05分", "2026-03-02T05:05:00"),
            ("更新于2026/3/2", "2026-03-02"),
            ("2026.03.02", "2026-03-02"),
            ("2026-03-02T05:05:30.123+08:00", "2026-03-02T05:05:30+08:00"),
            ("2026-03-02T05:05:30Z", "2026-03-02T05:05:30+00:00"),
            ("2026-03-02 05:05:30 +0800", "2026-03-02T05:05:30+08:00"),
            ("Mon, 02 Mar 2026 05:05:00 GMT", "2026-03-02T05:05:00+00:00"),
            ("Published March 2, 2026 at 5:05 p.m. EST", "2026-03-02T17:05:00-05:00"),
            ("Mar. 2nd, 2026", "2026-03-02"),
            ("2 March 2026, 14:30 GMT+8", "2026-03-02T14:30:00+08:00"),
            ("12:30 AM is no date but 3/14/2026 12:30 AM is", "2026-03-14T00:30:00"),
            ("14.03.2026", "2026-03-14"),
        ];
        for (text, date) in cases {
            assert_eq!(found(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_read_as_one() {
        for text in [
            "",
            "3小时前",
            "1.2.3",
            "2026年",
            "13900001111",
            "2026-13-45",
            "版本 4.10.2026a",
            "May we",
            "0123-01-01",
            "march on",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn zones_without_a_season_have_the_offset_of_the_day() {
        for (text, expected) in [
            ("July 2, 2026 5:05 PM ET", "2026-07-02T17:05:00-04:00"),
            ("Mar. 2, 2026 5:05 pm ET", "2026-03-02T17:05:00-05:00"),
            ("2026-03-02 05:05 PT", "2026-03-02T05:05:00-08:00"),
            ("2026-03-02 05:05 ETF", "2026-03-02T05:05:00"),
        ] {
            assert_eq!(found(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn values_and_addresses_have_forms_of_their_own() {
        assert_eq!(read_date("20260302").unwrap().to_string(), "2026-03-02");
        assert_eq!(read_date("1772399100").unwrap().to_string(), "2026-03-01T21:05:00+00:00");
        assert_eq!(in_beijing(read_date("1772399100").unwrap()).to_string(), "2026-03-02T05:05:00+08:00");
        for url in [
            "https://a.example/2026/03/02/x.html",
            "https://a.example/c/20260302/1.html",
            "https://a.example/2026-03-02/1",
            "https://a.example/2026/0302/c1-2.html",
        ] {
            assert_eq!(date_in_url(url).unwrap().to_string(), "2026-03-02", "{url}");
        }
        assert_eq!(date_in_url("https://a.example/article/98765432.html"), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,60}") {
            let _ = read_date(&text);
            let _ = date_in_url(&text);
        }

        #[test]
        fn dates_survive_every_printed_form(year in 1990_i16..=2100, month in 1_i16..=12, day in 1_i16..=28, hour in 0_i16..24, minute in 0_i16..60) {
            let expected = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00");
            for text in [
                format!("{year}-{month}-{day} {hour}:{minute:02}"),
                format!("发表于{year}年{month}月{day}日 {hour:02}:{minute:02}　阅读"),
                format!("时间：{year}/{month:02}/{day:02} {hour:02}:{minute:02}"),
            ] {
                prop_assert_eq!(found(&text), Some(expected.clone()));
            }
        }
    }
}
