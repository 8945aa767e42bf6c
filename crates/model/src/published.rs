//! The time of publication, as exact as the page gave it.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

/// When an article was published: a day, a local time, or a local time with its zone.
///
/// Written `2026-03`, `2026-03-12`, `2026-03-12T09:41:00` or `2026-03-12T09:41:00+08:00` (RFC 3339).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Published {
    /// Only the month is known; kept as its first day.
    Month(Date),
    /// Only the day is known.
    Day(Date),
    /// The time on the page's clock, in no known zone.
    Local(DateTime),
    /// The time and its offset from UTC.
    Zoned(DateTime, Offset),
}

impl Published {
    /// The day on the page's own clock.
    pub fn day(&self) -> Date {
        match self {
            Self::Month(date) | Self::Day(date) => *date,
            Self::Local(at) | Self::Zoned(at, _) => at.date(),
        }
    }

    /// The moment used for sorting; what is not known is taken as the start of the day, and as UTC.
    pub fn timestamp(&self) -> Timestamp {
        let (at, offset) = match self {
            Self::Month(date) | Self::Day(date) => (date.to_datetime(jiff::civil::Time::midnight()), Offset::UTC),
            Self::Local(at) => (*at, Offset::UTC),
            Self::Zoned(at, offset) => (*at, *offset),
        };
        TimeZone::fixed(offset).to_timestamp(at).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(date) => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Self::Day(date) => write!(f, "{date}"),
            Self::Local(at) => write!(f, "{at}"),
            Self::Zoned(at, offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{at}{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// The text is not a day or time of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date or time (2026-03-12, 2026-03-12T09:41:00+08:00)")]
pub struct ParsePublishedError;

impl FromStr for Published {
    type Err = ParsePublishedError;

    fn from_str(text: &str) -> Result<Self, ParsePublishedError> {
        let text = text.trim();
        if text.len() == 7 {
            return format!("{text}-01").parse().map(Self::Month).map_err(|_| ParsePublishedError);
        }
        if text.len() == 10 {
            return text.parse().map(Self::Day).map_err(|_| ParsePublishedError);
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).map_err(|_| ParsePublishedError)?;
        let Some(time) = pieces.time() else { return Ok(Self::Day(pieces.date())) };
        let at = pieces.date().to_datetime(time);
        Ok(match pieces.to_numeric_offset() {
            Some(offset) => Self::Zoned(at, offset),
            None => Self::Local(at),
        })
    }
}

impl TryFrom<String> for Published {
    type Error = ParsePublishedError;

    fn try_from(text: String) -> Result<Self, ParsePublishedError> {
        text.parse()
    }
}

impl From<Published> for String {
    fn from(published: Published) -> Self {
        published.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_survives_writing_and_reading() {
        for text in
            ["2026-03", "2026-03-12", "2026-03-12T09:41:00", "2026-03-12T09:41:00+08:00", "2026-03-12T09:41:00-03:30"]
        {
            assert_eq!(text.parse::<Published>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn zulu_is_utc_and_rubbish_is_refused() {
        assert_eq!("2026-03-12T01:41:00Z".parse::<Published>().unwrap().to_string(), "2026-03-12T01:41:00+00:00");
        for text in ["", "yesterday", "2026-13-45", "12/03/2026"] {
            assert!(text.parse::<Published>().is_err(), "{text}");
        }
    }

    #[test]
    fn sorting_uses_the_zone() {
        let at = |text: &str| text.parse::<Published>().unwrap().timestamp();
        assert!(at("2026-03-12T09:00:00+08:00") < at("2026-03-12T02:00:00Z"));
    }
}
