//! English dates: months by name, halves of the day by letters.

use jiff::civil::Date;
use model::Published;

use super::{cursor::Cursor, dates::date_of};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// `March 2, 2026`, `Mar. 2nd 2026`, `2 March 2026`, each with or without a weekday before it.
pub(super) fn date(cursor: &mut Cursor) -> Option<Date> {
    weekday(cursor);
    if let Some(month) = month(cursor) {
        cursor.take(&['.']);
        cursor.blanks();
        let day = day(cursor)?;
        cursor.take(&[',']);
        cursor.blanks();
        let year = cursor.number(4, 4)?;
        return date_of(year, month, day);
    }
    let day = day(cursor)?;
    cursor.take(&['-']);
    cursor.blanks();
    let month = month(cursor)?;
    cursor.take(&['.', ',', '-']);
    cursor.blanks();
    date_of(cursor.number(4, 4)?, month, day)
}

/// A line that is a month and nothing else: `March 2026`.
pub(super) fn month_alone(line: &str) -> Option<Published> {
    let mut cursor = Cursor { rest: line.trim() };
    let month = month(&mut cursor)?;
    cursor.take(&[',']);
    cursor.blanks();
    let year = cursor.number(4, 4)?;
    date_of(year, month, 1).filter(|_| cursor.rest.is_empty()).map(Published::Month)
}

/// Whether a word is the name of a month, whole or short.
pub(super) fn is_month(word: &str) -> bool {
    let mut cursor = Cursor { rest: word.trim_end_matches('.') };
    month(&mut cursor).is_some() && cursor.rest.is_empty()
}

fn weekday(cursor: &mut Cursor) {
    let letters = letters(cursor.rest);
    let is_weekday = letters.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&letters.to_lowercase()));
    if is_weekday {
        cursor.rest = &cursor.rest[letters.len()..];
        cursor.take(&[',', '.']);
        cursor.blanks();
    }
}

/// A text without the name of a month at its end, which the day of a date followed.
pub(super) fn without_month(text: &str) -> &str {
    let Some((before, last)) = text.rsplit_once(' ') else { return text };
    if is_month(last) {
        before.trim_end().trim_end_matches(['|', '•', '·', '–', '—', '-', ',']).trim_end()
    } else {
        text
    }
}

fn month(cursor: &mut Cursor) -> Option<i16> {
    let letters = letters(cursor.rest);
    let lower = letters.to_lowercase();
    let lower = if lower == "sept" { "sep" } else { &lower };
    let at = MONTHS.iter().position(|month| lower.len() >= 3 && (*month == lower || month[..3] == *lower))?;
    cursor.rest = &cursor.rest[letters.len()..];
    i16::try_from(at + 1).ok()
}

fn day(cursor: &mut Cursor) -> Option<i16> {
    let day = cursor.number(1, 2)?;
    let _ = ["st", "nd", "rd", "th"].iter().any(|ending| cursor.word(ending));
    if cursor.rest.starts_with(" of ") {
        cursor.rest = &cursor.rest[3..];
    }
    if cursor.rest.starts_with(' ') {
        cursor.blanks();
    }
    Some(day)
}

fn letters(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_alphabetic).count()]
}

/// Whether the time is one after noon, when the text says which half it is.
pub(super) fn half_of_day(cursor: &mut Cursor) -> Option<bool> {
    for (word, afternoon) in [("p.m.", true), ("a.m.", false), ("pm", true), ("am", false)] {
        if cursor.word(word) {
            return Some(afternoon);
        }
    }
    None
}
