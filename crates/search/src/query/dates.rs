//! Dates of a query: a year, a quarter, a month or a day, as a range of moments in UTC.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

/// The range of milliseconds since 1970 that a date names, the end not included.
pub(super) fn range(text: &str) -> Option<(i64, i64)> {
    let text = text.trim().to_uppercase();
    let (year, rest) = text.split_at_checked(4)?;
    let year: i16 = year.parse().ok().filter(|year| (1000..=9998).contains(year))?;
    let rest = rest.trim_end_matches(['日', '月', '年']);
    let numbers: Vec<&str> = rest.split(['-', '/', '.', '年', '月']).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<i8>().ok();
    let (from, until) = match numbers.as_slice() {
        [] => (Date::new(year, 1, 1).ok()?, Date::new(year + 1, 1, 1).ok()?),
        [quarter] if quarter.starts_with('Q') => {
            let quarter = number(&quarter[1..]).filter(|quarter| (1..=4).contains(quarter))?;
            let from = Date::new(year, quarter * 3 - 2, 1).ok()?;
            (from, from.checked_add(3.months()).ok()?)
        }
        [month] => {
            let from = Date::new(year, number(month)?, 1).ok()?;
            (from, from.checked_add(1.month()).ok()?)
        }
        [month, day] => {
            let from = Date::new(year, number(month)?, number(day)?).ok()?;
            (from, from.checked_add(1.day()).ok()?)
        }
        _ => return None,
    };
    let at =
        |date: Date| TimeZone::UTC.to_timestamp(date.to_datetime(Time::midnight())).ok().map(Timestamp::as_millisecond);
    Some((at(from)?, at(until)?))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn years_quarters_months_and_days() {
        let day = 86_400_000;
        let start = 1_704_067_200_000;
        assert_eq!(range("2024"), Some((start, start + 366 * day)));
        assert_eq!(range("2024Q1"), Some((start, start + 91 * day)));
        assert_eq!(range("2024-q2").map(|r| r.0), Some(start + 91 * day));
        for month in ["2024-01", "2024/1", "2024年1月"] {
            assert_eq!(range(month), Some((start, start + 31 * day)), "{month}");
        }
        for date in ["2024-01-02", "2024/1/2", "2024年1月2日"] {
            assert_eq!(range(date), Some((start + day, start + 2 * day)), "{date}");
        }
        for wrong in
            ["", "202", "2024-13", "2024-02-30", "2024Q5", "yesterday", "2024-1-2-3", "２０２", "Q12024", "2024Qé"]
        {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
