//! Which backups stay.

use std::collections::BTreeSet;

use jiff::{civil::Date, tz::Offset};
use model::Timestamp;

/// The latest ones stay, however close together.
const LATEST: usize = 10;
/// Days with a backup of which the last one stays.
const DAYS: usize = 7;
/// Weeks (ISO 8601) with a backup of which the last one stays.
const WEEKS: usize = 4;
/// Months with a backup of which the last one stays.
const MONTHS: usize = 12;

/// Says of each backup, by the time it was made (UTC), whether it stays.
pub fn kept(made: &[Timestamp]) -> Vec<bool> {
    let mut newest_first: Vec<usize> = (0..made.len()).collect();
    newest_first.sort_by_key(|&index| std::cmp::Reverse(made[index]));
    let day = |index: usize| day_of(made[index]);
    let mut stays: BTreeSet<usize> = newest_first.iter().copied().take(LATEST).collect();
    stays.extend(last_of_each(&newest_first, DAYS, |index| {
        let date = day(index);
        (date.year(), i16::from(date.month()), date.day())
    }));
    stays.extend(last_of_each(&newest_first, WEEKS, |index| {
        let week = day(index).iso_week_date();
        (week.year(), i16::from(week.week()), 0)
    }));
    stays.extend(last_of_each(&newest_first, MONTHS, |index| {
        let date = day(index);
        (date.year(), i16::from(date.month()), 0)
    }));
    (0..made.len()).map(|index| stays.contains(&index)).collect()
}

/// The day of a time in UTC.
fn day_of(at: Timestamp) -> Date {
    Offset::UTC.to_datetime(at).date()
}

/// The newest of each of the first `periods` periods.
fn last_of_each<P: Ord>(newest_first: &[usize], periods: usize, period: impl Fn(usize) -> P) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let firsts = newest_first.iter().copied().filter(|&index| seen.insert(period(index)));
    firsts.take(periods).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn times(texts: &[&str]) -> Vec<Timestamp> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn few_backups_all_stay() {
        let made = times(&["2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z", "2026-03-01T11:00:00Z"]);
        assert_eq!(kept(&made), [true; 3]);
        assert!(kept(&[]).is_empty());
    }

    #[test]
    fn a_year_of_half_hours_thins_out_to_latest_days_weeks_and_months() {
        let end = "2026-12-31T23:30:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        let made: Vec<Timestamp> =
            (0..365 * 48).map(|back| Timestamp::from_millisecond(end - back * 30 * 60 * 1000).unwrap()).collect();
        let kept: Vec<String> = made
            .iter()
            .zip(kept(&made))
            .filter(|(_, keep)| *keep)
            .map(|(at, _)| at.strftime("%m-%d %H:%M").to_string())
            .collect();
        let latest = ["12-31 23:30", "12-31 23:00", "12-31 22:30", "12-31 22:00", "12-31 21:30"];
        assert_eq!(kept[..5], latest);
        assert_eq!(kept[9], "12-31 19:00");
        let days = ["12-30 23:30", "12-29 23:30", "12-28 23:30", "12-27 23:30", "12-26 23:30", "12-25 23:30"];
        assert_eq!(kept[10..16], days);
        // Sundays end the weeks of ISO 8601; 27 December is among the days already.
        assert_eq!(kept[16..18], ["12-20 23:30", "12-13 23:30"]);
        assert_eq!(kept[18], "11-30 23:30");
        assert_eq!(kept.last().unwrap(), "01-31 23:30");
        assert_eq!(kept.len(), 10 + 6 + 2 + 11);
    }

    proptest! {
        #[test]
        fn the_newest_ten_stay_and_the_number_is_bounded(seconds in prop::collection::vec(0_i64..100_000_000, 0..200)) {
            let made: Vec<Timestamp> = seconds.iter().map(|s| Timestamp::from_second(*s).unwrap()).collect();
            let kept = kept(&made);
            prop_assert!(kept.iter().filter(|keep| **keep).count() <= LATEST + DAYS + WEEKS + MONTHS);
            let mut sorted = made.clone();
            sorted.sort_unstable();
            if let Some(tenth) = sorted.iter().rev().nth(LATEST - 1) {
                for (at, keep) in made.iter().zip(&kept) {
                    prop_assert!(*keep || at <= tenth);
                }
            } else {
                prop_assert!(kept.iter().all(|keep| *keep));
            }
        }
    }
}
