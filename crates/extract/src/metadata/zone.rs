//! Times in the zone of the site that prints them, and those that count from the moment of the capture.
//!
//! **Invariant:** no clock is read: "three hours ago" counts from the capture, or is no date.

use jiff::{
    SignedDuration, Timestamp,
    tz::{Offset, TimeZone},
};
use model::Published;
use url::Url;

use super::dates::find_date;

/// Domains of countries that keep one zone all the year, in hours from UTC.
const COUNTRIES: [(&str, i8); 7] = [(".cn", 8), (".tw", 8), (".hk", 8), (".mo", 8), (".sg", 8), (".jp", 9), (".kr", 9)];

/// What a span of time is called, and its seconds.
const SPANS: [(&str, i64); 13] = [
    ("秒前", 1),
    ("分钟前", 60),
    ("分鐘前", 60),
    ("小时前", 3_600),
    ("小時前", 3_600),
    ("天前", 86_400),
    (" minute ago", 60),
    (" minutes ago", 60),
    (" mins ago", 60),
    (" hour ago", 3_600),
    (" hours ago", 3_600),
    (" day ago", 86_400),
    (" days ago", 86_400),
];

/// A span from which on only the day is meant, in seconds.
const DAY_SECONDS: i64 = 86_400;

/// The zone of a site by the country of its domain.
pub(super) fn of_address(address: &str) -> Option<TimeZone> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let (_, hours) = COUNTRIES.iter().find(|(ending, _)| host.ends_with(ending))?;
    Some(TimeZone::fixed(Offset::constant(*hours)))
}

/// Languages with a country that keeps one zone all the year, in hours from UTC.
const LANGUAGES: [(&str, i8); 7] =
    [("zh-cn", 8), ("zh-tw", 8), ("zh-hk", 8), ("zh-hans-cn", 8), ("zh-hant-tw", 8), ("ja", 9), ("ko", 9)];

/// The zone of a page by the language and country it claims.
pub(super) fn of_language(tag: &str) -> Option<TimeZone> {
    let tag = tag.trim().to_lowercase().replace('_', "-");
    let known = |name: &str| tag == name || tag.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
    let (_, hours) = LANGUAGES.iter().find(|(name, _)| known(name))?;
    Some(TimeZone::fixed(Offset::constant(*hours)))
}

/// The same time with the offset of a zone; a time that data gives in UTC is put on the clock there.
pub(super) fn placed(published: Published, zone: &TimeZone) -> Published {
    let moved = match published {
        Published::Local(at) => zone.to_timestamp(at).map(|moment| Published::Zoned(at, zone.to_offset(moment))),
        Published::Zoned(at, Offset::UTC) => TimeZone::UTC
            .to_timestamp(at)
            .map(|moment| Published::Zoned(zone.to_datetime(moment), zone.to_offset(moment))),
        other => Ok(other),
    };
    moved.unwrap_or(published)
}

/// The time that a line means by `3小时前`, `2 days ago` or `昨天 12:30`.
pub(super) fn relative(line: &str, captured: Timestamp, zone: &TimeZone) -> Option<Published> {
    let lower = line.to_lowercase();
    if let Some(rest) =
        ["昨天", "昨日", "yesterday"].iter().find_map(|word| lower.split_once(word)).map(|(_, rest)| rest)
    {
        let day = zone.to_datetime(captured).date().yesterday().ok()?;
        return find_date(&format!("{day} {}", rest.trim())).map(|published| placed(published, zone));
    }
    let seconds = SPANS.iter().find_map(|(name, seconds)| {
        let before = &lower[..lower.find(name)?];
        let before = before.trim_end();
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        before[before.len() - digits..].parse::<i64>().ok()?.checked_mul(*seconds)
    })?;
    let moment = captured.checked_sub(SignedDuration::from_secs(seconds)).ok()?;
    let at = zone.to_datetime(moment);
    if seconds >= DAY_SECONDS {
        return Some(Published::Day(at.date()));
    }
    let at = at.with().second(0).subsec_nanosecond(0).build().ok()?;
    Some(Published::Zoned(at, zone.to_offset(moment)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_count_from_the_capture_on_the_clock_of_the_site() {
        let captured: Timestamp = "2026-03-02T01:30:20Z".parse().unwrap();
        let zone = TimeZone::fixed(Offset::constant(8));
        for (line, expected) in [
            ("3小时前", "2026-03-02T06:30:00+08:00"),
            ("林晓 · 25 分钟前", "2026-03-02T09:05:00+08:00"),
            ("昨天 12:30", "2026-03-01T12:30:00+08:00"),
            ("Yesterday", "2026-03-01"),
            ("2 days ago", "2026-02-28"),
        ] {
            assert_eq!(relative(line, captured, &zone).map(|at| at.to_string()).as_deref(), Some(expected), "{line}");
        }
        assert_eq!(relative("很久以前", captured, &zone), None);
    }

    #[test]
    fn a_domain_tells_the_zone_and_summer_time_is_kept() {
        let zone = of_address("https://news.example.com.cn/a").unwrap();
        let at = |text: &str, zone: &TimeZone| placed(text.parse().unwrap(), zone).to_string();
        assert_eq!(at("2026-03-02T05:05:00", &zone), "2026-03-02T05:05:00+08:00");
        assert_eq!(at("2026-03-01T21:05:00Z", &zone), "2026-03-02T05:05:00+08:00");
        let zone = TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap();
        assert_eq!(at("2026-07-02T05:05:00", &zone), "2026-07-02T05:05:00-04:00");
        assert!(of_address("https://news.example/a").is_none());
        assert_eq!(at("2026-03-02T05:05:00", &of_language("zh_TW").unwrap()), "2026-03-02T05:05:00+08:00");
        assert!(of_language("zh").is_none() && of_language("en-US").is_none());
    }

    proptest! {
        #[test]
        fn no_line_breaks_the_reader(line in "\\PC{0,40}(小时前|天前| days ago|昨天|yesterday)?\\PC{0,10}") {
            let zone = TimeZone::fixed(Offset::constant(8));
            let _ = relative(&line, Timestamp::UNIX_EPOCH, &zone);
        }
    }
}
