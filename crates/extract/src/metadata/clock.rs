//! The time behind a date, and its zone.

use jiff::{
    civil::{DateTime, Time},
    tz::{Offset, TimeZone},
};

use super::{cursor::Cursor, english};

/// The time after a date: `T05:05`, ` 05:05:30.123`, `(星期一) 下午5:05`, `5时05分`, ` at 5:05 pm`.
pub(super) fn time(cursor: &mut Cursor) -> Option<Time> {
    skip_between(cursor);
    let mut afternoon = ["下午", "晚上", "傍晚"].iter().any(|word| cursor.word(word));
    let _ = afternoon || ["上午", "早上", "凌晨", "中午"].iter().any(|word| cursor.word(word));
    cursor.blanks();
    let mut hour = cursor.number(1, 2)?;
    let separator = cursor.take(&[':', '：', '时', '時', '点', '.'])?;
    let minute = cursor.number(2, 2).or_else(|| cursor.number(1, 1))?;
    cursor.take(&['分']);
    let mut second = 0;
    let after_minute = cursor.rest;
    if separator != '.' && cursor.take(&[':', '：']).is_some() || separator == '时' {
        match cursor.number(2, 2) {
            Some(found) => second = found,
            None => cursor.rest = after_minute,
        }
        if cursor.take(&['.', ',']).is_some() {
            cursor.rest = cursor.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        cursor.take(&['秒']);
    }
    let before_half = cursor.rest;
    cursor.blanks();
    match english::half_of_day(cursor) {
        Some(pm) => {
            hour = if hour == 12 { 0 } else { hour };
            afternoon = pm;
        }
        None if separator == '.' => return None,
        None => cursor.rest = before_half,
    }
    if afternoon && hour < 12 {
        hour += 12;
    }
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
}

/// What may stand between a date and its time.
fn skip_between(cursor: &mut Cursor) {
    if cursor.take(&['T', 't']).is_some() {
        return;
    }
    for _ in 0..3 {
        cursor.blanks();
        if cursor.take(&[',', '，', '|', '-', '·', '•', '（', '(', ')', '）', '【', '】', '–', '—']).is_some()
        {
            continue;
        }
        let weekday = ["星期", "周", "週", "礼拜"].iter().any(|word| cursor.word(word));
        if weekday {
            cursor.take(&['一', '二', '三', '四', '五', '六', '日', '天']);
            continue;
        }
        if !(cursor.word("at ") || cursor.word("北京时间") || cursor.word("于")) {
            return;
        }
    }
    cursor.blanks();
}

/// Zones that pages name by letters; those that mean two things (CST, IST) are left out.
const ZONES: [(&str, i32); 17] = [
    ("UTC", 0),
    ("GMT", 0),
    ("EST", -18_000),
    ("EDT", -14_400),
    ("PST", -28_800),
    ("PDT", -25_200),
    ("MST", -25_200),
    ("MDT", -21_600),
    ("CDT", -18_000),
    ("JST", 32_400),
    ("KST", 32_400),
    ("HKT", 28_800),
    ("SGT", 28_800),
    ("BST", 3_600),
    ("CEST", 7_200),
    ("CET", 3_600),
    ("北京时间", 28_800),
];

/// Zones of America that pages name without the season, and their rules (POSIX; in force since 2007).
const SEASONAL: [(&str, &str); 2] = [("ET", "EST5EDT,M3.2.0,M11.1.0"), ("PT", "PST8PDT,M3.2.0,M11.1.0")];

/// The offset that a seasonal zone behind a time has at that time: `5:05 PM ET`.
fn seasonal(cursor: &mut Cursor, at: DateTime) -> Option<Offset> {
    let (name, rule) = SEASONAL.iter().find(|(name, _)| {
        cursor.rest.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })?;
    let zone = TimeZone::posix(rule).ok()?;
    cursor.rest = &cursor.rest[name.len()..];
    Some(zone.to_offset(zone.to_timestamp(at).ok()?))
}

/// The zone behind a time: `Z`, a name, `+08:00`, `GMT+8`.
pub(super) fn zone(cursor: &mut Cursor, at: DateTime) -> Option<Offset> {
    let start = cursor.rest;
    cursor.blanks();
    if let Some(offset) = seasonal(cursor, at) {
        return Some(offset);
    }
    if cursor.rest.starts_with(['Z', 'z']) && !cursor.rest[1..].starts_with(|c: char| c.is_alphanumeric()) {
        cursor.rest = &cursor.rest[1..];
        return Some(Offset::UTC);
    }
    cursor.take(&['(']);
    let named = ZONES.iter().find(|(name, _)| cursor.rest.starts_with(name)).map(|(name, seconds)| {
        cursor.rest = &cursor.rest[name.len()..];
        *seconds
    });
    match (named, shift(cursor)) {
        (Some(0) | None, Some(seconds)) | (Some(seconds), _) => Offset::from_seconds(seconds).ok(),
        (None, None) => {
            cursor.rest = start;
            None
        }
    }
}

/// `+08:00`, `+0800`, `+8`; in seconds.
fn shift(cursor: &mut Cursor) -> Option<i32> {
    let start = cursor.rest;
    let sign = if cursor.take(&['+', '-'])? == '-' { -1 } else { 1 };
    let digits = cursor.rest.bytes().take_while(u8::is_ascii_digit).count();
    let (hours, minutes) = match digits {
        4 => {
            let number = cursor.number(4, 4)?;
            (number / 100, number % 100)
        }
        1 | 2 => {
            let hours = cursor.number(1, 2)?;
            let minutes = if cursor.take(&[':']).is_some() { cursor.number(2, 2).unwrap_or(0) } else { 0 };
            (hours, minutes)
        }
        _ => {
            cursor.rest = start;
            return None;
        }
    };
    (hours <= 14 && minutes < 60).then(|| sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60))
}
