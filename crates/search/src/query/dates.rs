//! Dates of a query, as people write them in English and Chinese: `2024`, `2024-03`, `2024Q1`, `last month`, `上个月`.
//!
//! **Invariant:** a date names whole days; what day it is today is told, never read from a clock.

use jiff::{Span, ToSpan, civil::Date};

/// The last year of the calendar; so many days, weeks or months lie within it too.
const NUMBER_MAX: i64 = 9_999;

/// Some days: from the first to the one before `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) from: Date,
    pub(super) until: Date,
}

/// The days that a text names.
pub(super) fn days(text: &str, today: Date) -> Option<Days> {
    let text = plain(text);
    calendar(&text, today).or_else(|| english(&text, today)).or_else(|| chinese(&text.replace(' ', ""), today))
}

/// One way of writing each thing: lower case, half width, simplified, single spaces.
fn plain(text: &str) -> String {
    let folded = text.trim().chars().flat_map(|c| {
        match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '_' | '\u{3000}' => ' ',
            '週' => '周',
            '個' => '个',
            '這' => '这',
            '過' => '过',
            '號' => '号',
            c => c,
        }
        .to_lowercase()
    });
    let text = folded.collect::<String>().replace("星期", "周").replace("礼拜", "周");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn from_word(word: &str) -> Option<Self> {
        match word.strip_prefix('个').unwrap_or(word) {
            "day" | "days" | "d" | "天" | "日" => Some(Self::Day),
            "week" | "weeks" | "w" | "周" => Some(Self::Week),
            "month" | "months" | "m" | "月" => Some(Self::Month),
            "quarter" | "quarters" | "q" | "季" | "季度" => Some(Self::Quarter),
            "year" | "years" | "y" | "年" => Some(Self::Year),
            _ => None,
        }
    }

    fn times(self, count: i64) -> Option<Span> {
        let span = Span::new();
        match self {
            Self::Day => span.try_days(count),
            Self::Week => span.try_weeks(count),
            Self::Month => span.try_months(count),
            Self::Quarter => span.try_months(count.checked_mul(3)?),
            Self::Year => span.try_years(count),
        }
        .ok()
    }

    /// The first day of the unit that holds this day.
    fn begin(self, day: Date) -> Option<Date> {
        match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok(),
            Self::Month => Some(day.first_of_month()),
            Self::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok(),
            Self::Year => Some(day.first_of_year()),
        }
    }

    /// The whole unit that lies so many units from today.
    fn at(self, today: Date, distance: i64) -> Option<Days> {
        let from = self.begin(today)?.checked_add(self.times(distance)?).ok()?;
        from_for(from, self.times(1)?)
    }

    /// So many units up to today.
    fn recent(self, today: Date, count: i64) -> Option<Days> {
        let until = today.tomorrow().ok()?;
        Some(Days { from: until.checked_sub(self.times(count)?).ok()?, until })
    }
}

fn from_for(from: Date, span: Span) -> Option<Days> {
    Some(Days { from, until: from.checked_add(span).ok()? })
}

/// A year or a part of one; without its year where the part says what it is (`Q1`, `3月`).
fn calendar(text: &str, today: Date) -> Option<Days> {
    if let Some(found) = with_month_name(text, today) {
        return Some(found);
    }
    let (year, rest) = match year_first(text, today) {
        Some((year, rest)) => (year, rest.trim_matches(['-', '/', '.', ' '])),
        None if text.contains(['月', '季', '半', 'q', 'h']) => (today.year(), text),
        None => return None,
    };
    if rest.is_empty() {
        return from_for(Date::new(year, 1, 1).ok()?, 1.year());
    }
    quarter(rest).map(|number| (number * 3 - 2, 3)).or_else(|| half(rest)).map_or_else(
        || month_or_day(year, rest).or_else(|| week(year, rest)),
        |(month, months)| from_for(Date::new(year, month, 1).ok()?, i64::from(months).months()),
    )
}

fn year_first(text: &str, today: Date) -> Option<(i16, &str)> {
    for (word, back) in [("今年", 0), ("去年", 1), ("前年", 2)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((today.year() - back, rest));
        }
    }
    let (year, rest) = text.split_at_checked(4)?;
    let year = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok()).flatten()?;
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit());
    (!goes_on && (1000..=9998).contains(&year)).then(|| (year, rest.trim_start_matches('年')))
}

fn quarter(text: &str) -> Option<i8> {
    let number = text.strip_prefix('q').or_else(|| {
        text.strip_suffix("季度").or_else(|| text.strip_suffix('季')).map(|t| t.trim_start_matches('第'))
    })?;
    number_of(number).filter(|number| (1..=4).contains(number)).and_then(|number| i8::try_from(number).ok())
}

/// A half of a year: its first month, and how many.
fn half(text: &str) -> Option<(i8, i8)> {
    match text {
        "h1" | "上半年" => Some((1, 6)),
        "h2" | "下半年" => Some((7, 6)),
        _ => None,
    }
}

fn week(year: i16, text: &str) -> Option<Days> {
    let number = number_of(text.strip_prefix('w')?).filter(|number| (1..=53).contains(number))?;
    // 4 January always lies in week 1 (ISO 8601).
    let first = Unit::Week.begin(Date::new(year, 1, 4).ok()?)?;
    from_for(first.checked_add((number - 1).weeks()).ok()?, 1.week())
}

/// `3`, `3月`, `3-12`, `3月12日`.
fn month_or_day(year: i16, text: &str) -> Option<Days> {
    let text = text.trim_end_matches(['日', '号', '月']);
    let mut numbers = text.split(['-', '/', '.', '月', ' ']).filter(|part| !part.is_empty()).map(number_of);
    let month = i8::try_from(numbers.next()??).ok()?;
    let day = numbers.next();
    match (day, numbers.next()) {
        (None, _) => from_for(Date::new(year, month, 1).ok()?, 1.month()),
        (Some(day), None) => from_for(Date::new(year, month, i8::try_from(day?).ok()?).ok()?, 1.day()),
        _ => None,
    }
}

/// `March 2024`, `12 Mar 2024`, `march`.
fn with_month_name(text: &str, today: Date) -> Option<Days> {
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
    let named =
        |word: &str| MONTHS.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(word)));
    let (mut month, mut year, mut day) = (None, None, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let place = match (named(word), number_of(word)) {
            (Some(number), _) if month.is_none() => {
                month = i8::try_from(number + 1).ok();
                continue;
            }
            (None, Some(number)) if number > 31 && year.is_none() => (&mut year, number),
            (None, Some(number)) if number <= 31 && day.is_none() => (&mut day, number),
            _ => return None,
        };
        *place.0 = i16::try_from(place.1).ok();
    }
    let year = year.unwrap_or(today.year());
    match day {
        None => from_for(Date::new(year, month?, 1).ok()?, 1.month()),
        Some(day) => from_for(Date::new(year, month?, i8::try_from(day).ok()?).ok()?, 1.day()),
    }
}

/// `yesterday`, `last month`, `past 7 days`, `2 weeks ago`, `30d`.
fn english(text: &str, today: Date) -> Option<Days> {
    let words: Vec<&str> = text.split([' ', '-']).collect();
    match words.as_slice() {
        ["today"] => Unit::Day.at(today, 0),
        ["yesterday"] => Unit::Day.at(today, -1),
        ["tomorrow"] => Unit::Day.at(today, 1),
        ["this" | "current", unit] => Unit::from_word(unit)?.at(today, 0),
        ["last" | "previous", unit] => Unit::from_word(unit)?.at(today, -1),
        ["past", unit] => Unit::from_word(unit)?.recent(today, 1),
        ["last" | "past" | "previous" | "recent", count, unit] => {
            Unit::from_word(unit)?.recent(today, number_of(count)?)
        }
        [count, unit, "ago"] => Unit::from_word(unit)?.at(today, -number_of(count)?),
        [compact] => {
            let (count, unit) = compact.split_at_checked(compact.len().checked_sub(1)?)?;
            Unit::from_word(unit).filter(|_| unit.is_ascii())?.recent(today, number_of(count)?)
        }
        _ => None,
    }
}

/// `昨天`, `本周`, `上个月`, `最近三个月`, `两周前`.
fn chinese(text: &str, today: Date) -> Option<Days> {
    match text {
        "今天" | "今日" => return Unit::Day.at(today, 0),
        "昨天" | "昨日" => return Unit::Day.at(today, -1),
        "前天" => return Unit::Day.at(today, -2),
        "明天" => return Unit::Day.at(today, 1),
        _ => {}
    }
    for (word, distance) in [("本", 0), ("这一", 0), ("这", 0), ("当", 0), ("上上", -2), ("上一", -1), ("上", -1)]
    {
        if let Some(unit) = text.strip_prefix(word).and_then(Unit::from_word) {
            return unit.at(today, distance);
        }
    }
    if let Some((count, unit)) = text.strip_suffix('前').and_then(counted) {
        return unit.at(today, -count);
    }
    let rest = ["最近", "过去", "近"].iter().find_map(|word| text.strip_prefix(word))?.trim_start_matches('的');
    let (count, unit) = counted(rest)?;
    unit.recent(today, count)
}

/// A number and its unit: `三个月`, `7天`, `半年`.
fn counted(text: &str) -> Option<(i64, Unit)> {
    if text == "半年" {
        return Some((6, Unit::Month));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !"一二两三四五六七八九十".contains(c))?;
    Some((number_of(&text[..end])?, Unit::from_word(&text[end..])?))
}

/// A whole number in digits, or in Chinese up to 99.
fn number_of(text: &str) -> Option<i64> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|number| *number <= NUMBER_MAX);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|digit| digit == c).map(|at| at as i64 + 1);
    let digit = |text: &str| match text {
        "两" => Some(2),
        text => text.chars().next().filter(|c| c.len_utf8() == text.len()).and_then(digit),
    };
    match text.split_once('十') {
        Some((tens, ones)) => {
            Some(10 * if tens.is_empty() { 1 } else { digit(tens)? } + if ones.is_empty() { 0 } else { digit(ones)? })
        }
        None => digit(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wednesday.
    const TODAY: Date = Date::constant(2026, 11, 25);

    fn check(text: &str, from: &str, until: &str) {
        let found = days(text, TODAY).map(|days| (days.from.to_string(), days.until.to_string()));
        assert_eq!(found, Some((from.to_owned(), until.to_owned())), "{text}");
    }

    #[test]
    fn years_and_their_parts() {
        for text in ["2024", "2024年", "２０２４"] {
            check(text, "2024-01-01", "2025-01-01");
        }
        for text in ["2024Q1", "2024-q1", "2024年第一季度", "2024 Q1", "2024年1季度"] {
            check(text, "2024-01-01", "2024-04-01");
        }
        for text in ["2024-03", "2024/3", "2024年3月", "2024年三月", "March 2024", "mar 2024"] {
            check(text, "2024-03-01", "2024-04-01");
        }
        for text in ["2024-03-12", "2024/3/12", "2024年3月12日", "2024.3.12", "12 March 2024", "Mar 12, 2024"] {
            check(text, "2024-03-12", "2024-03-13");
        }
        check("2024H2", "2024-07-01", "2025-01-01");
        check("2024年上半年", "2024-01-01", "2024-07-01");
        check("2024-W12", "2024-03-18", "2024-03-25");
        check("Q3", "2026-07-01", "2026-10-01");
        check("三季度", "2026-07-01", "2026-10-01");
        check("3月", "2026-03-01", "2026-04-01");
        check("去年12月", "2025-12-01", "2026-01-01");
        check("去年Q4", "2025-10-01", "2026-01-01");
        check("march", "2026-03-01", "2026-04-01");
    }

    #[test]
    fn days_seen_from_today() {
        for text in ["today", "今天", "今日"] {
            check(text, "2026-11-25", "2026-11-26");
        }
        for text in ["yesterday", "昨天"] {
            check(text, "2026-11-24", "2026-11-25");
        }
        for text in ["this week", "本周", "这周", "本週", "这个星期"] {
            check(text, "2026-11-23", "2026-11-30");
        }
        for text in ["last week", "上周", "上星期", "last_week", "last-week"] {
            check(text, "2026-11-16", "2026-11-23");
        }
        for text in ["last month", "上个月", "上月", "上個月", "Last  Month"] {
            check(text, "2026-10-01", "2026-11-01");
        }
        check("上上个月", "2026-09-01", "2026-10-01");
        for text in ["this quarter", "本季度"] {
            check(text, "2026-10-01", "2027-01-01");
        }
        for text in ["last year", "去年"] {
            check(text, "2025-01-01", "2026-01-01");
        }
        check("今年", "2026-01-01", "2027-01-01");
        for text in ["past 7 days", "last 7 days", "7d", "最近7天", "近七天", "过去 7 天"] {
            check(text, "2026-11-19", "2026-11-26");
        }
        for text in ["past 3 months", "最近三个月", "近3个月", "3m"] {
            check(text, "2026-08-26", "2026-11-26");
        }
        check("近半年", "2026-05-26", "2026-11-26");
        check("2 weeks ago", "2026-11-09", "2026-11-16");
        check("两周前", "2026-11-09", "2026-11-16");
    }

    #[test]
    fn what_names_no_day() {
        for wrong in [
            "",
            "202",
            "20245",
            "2024-13",
            "2024-02-30",
            "2024Q5",
            "someday",
            "2024-1-2-3",
            "q",
            "月",
            "last",
            "d",
            "前",
            "2024Qé",
            "九千天前",
            "99999d",
            "march april",
            "0月",
            "2024-W60",
            "三",
            "12",
        ] {
            assert_eq!(days(wrong, TODAY), None, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "([0-9年月日季半上下本近前个q hwd.-]|last|ago|march){0,8}") {
            if let Some(days) = days(&text, TODAY) {
                proptest::prop_assert!(days.from < days.until);
            }
        }
    }
}
