//! Chinese dates beyond the numeric ones: years of the Republic, numbers written in Han, months without a day, days without a year.

use jiff::civil::Date;
use model::Published;

use super::{cursor::Cursor, dates::date_of};

/// The year before the first of the Republic of China, by which Taiwan counts.
const REPUBLIC_FROM: i16 = 1911;

/// Whether a character is a digit of a year written in Han.
pub(super) fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

/// Whether a date of this kind may begin with a character.
pub(super) fn begins(character: char) -> bool {
    character == '民' || matches!(character, '一' | '二')
}

/// `二〇二四年三月二日`, `民國113年3月2日`.
pub(super) fn date(cursor: &mut Cursor) -> Option<Date> {
    let year = year(cursor)?;
    cursor.blanks();
    let month = number(cursor)?;
    cursor.blanks();
    cursor.take(&['月'])?;
    cursor.blanks();
    let day = number(cursor)?;
    cursor.take(&['日', '号', '號'])?;
    date_of(year, month, day)
}

/// A line that is a month and little else: `2003年5月`, `——《某刊》1998年3月号`.
pub(super) fn month_alone(line: &str) -> Option<Published> {
    let at = line.find('年')?;
    let before = line[..at].trim_end();
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let mut cursor = Cursor { rest: &line[at - (line[..at].len() - before.len()) - digits..] };
    let year = cursor.number(4, 4)?;
    cursor.blanks();
    cursor.take(&['年'])?;
    cursor.blanks();
    let month = number(&mut cursor)?;
    cursor.blanks();
    cursor.take(&['月'])?;
    let is_issue = cursor.take(&['号', '號', '刊']).is_some();
    let named = is_issue && before.contains('》');
    let alone = before.len() == digits && cursor.rest.trim().is_empty();
    let month = date_of(year, month, 1)?;
    (alone || named).then_some(Published::Month(month))
}

/// The month, day and, behind it, the rest of a date that names no year: `3月2日 10:20`, `03-02 10:20`; the latter only with a time.
pub(super) fn day_of_year(text: &str) -> Option<(i16, i16, &str)> {
    let mut cursor = Cursor { rest: text };
    let month = cursor.number(1, 2)?;
    let separator = cursor.take(&['月', '-', '/'])?;
    let day = cursor.number(1, 2)?;
    if separator == '月' {
        cursor.take(&['日', '号', '號'])?;
        return Some((month, day, cursor.rest));
    }
    let is_time = cursor.rest.starts_with(' ')
        && cursor.rest.trim_start().as_bytes().get(1..3).is_some_and(|two| two.contains(&b':'));
    is_time.then_some((month, day, cursor.rest))
}

fn year(cursor: &mut Cursor) -> Option<i16> {
    if cursor.word("民國") || cursor.word("民国") {
        cursor.blanks();
        let year = cursor.number(2, 3).or_else(|| digits(cursor)).or_else(|| number(cursor))?;
        cursor.blanks();
        cursor.take(&['年'])?;
        return Some(year + REPUBLIC_FROM);
    }
    let year = digits(cursor)?;
    cursor.take(&['年'])?;
    Some(year)
}

/// Two to four digits written one after another in Han.
fn digits(cursor: &mut Cursor) -> Option<i16> {
    let read: Vec<i16> = cursor.rest.chars().map_while(digit).take(5).collect();
    if !(2..=4).contains(&read.len()) {
        return None;
    }
    let bytes: usize = cursor.rest.chars().take(read.len()).map(char::len_utf8).sum();
    cursor.rest = &cursor.rest[bytes..];
    Some(read.iter().fold(0, |number, digit| number * 10 + digit))
}

/// A number up to 99, in figures or in Han: `12`, `十二`, `二十`, `三十一`, `廿一`.
fn number(cursor: &mut Cursor) -> Option<i16> {
    if let Some(number) = cursor.number(1, 2) {
        return Some(number);
    }
    let take_digit = |cursor: &mut Cursor| {
        let first = cursor.rest.chars().next()?;
        let digit = digit(first)?;
        cursor.rest = &cursor.rest[first.len_utf8()..];
        Some(digit)
    };
    if cursor.take(&['廿']).is_some() {
        return Some(20 + take_digit(cursor).unwrap_or(0));
    }
    let first = take_digit(cursor);
    if cursor.take(&['十']).is_some() {
        return Some(first.unwrap_or(1) * 10 + take_digit(cursor).unwrap_or(0));
    }
    first
}

fn digit(character: char) -> Option<i16> {
    Some(match character {
        '〇' | '零' | '○' | 'Ｏ' | '０' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::dates::find_date;

    #[test]
    fn dates_in_han_and_of_the_republic_are_read() {
        for (text, date) in [
            ("二〇二四年三月二日", "2024-03-02"),
            ("发布于二零二三年十二月三十一日", "2023-12-31"),
            ("二○二四年十月廿一日 10:20", "2024-10-21T10:20:00"),
            ("民國113年3月2日", "2024-03-02"),
            ("民國一一五年三月二日", "2026-03-02"),
            ("中華民國一百", ""),
            ("２０２４年３月２日", "2024-03-02"),
            ("三月二日", ""),
        ] {
            assert_eq!(find_date(text).map(|at| at.to_string()).unwrap_or_default(), date, "{text}");
        }
    }

    #[test]
    fn a_month_is_a_date_where_it_stands_alone() {
        for (line, month) in [
            ("2003年5月", "2003-05"),
            ("——《示例月刊》1998年3月号", "1998-03"),
            ("2003年5月的销量翻倍", ""),
            ("2003年5月12日", ""),
        ] {
            assert_eq!(month_alone(line).map(|at| at.to_string()).unwrap_or_default(), month, "{line}");
        }
    }
}
