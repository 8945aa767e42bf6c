//! Reads a rule from TOML; `docs/site-rules.md` says what may stand in it.

use std::ops::Range;

use dom_query::Matcher;
use jiff::tz::{Offset, TimeZone};
use serde::Deserialize;
use toml::Spanned;

use super::{Rule, RuleProblem};

/// What a file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    name: Option<String>,
    zone: Option<Spanned<String>>,
    hosts: Vec<String>,
    signs: Vec<Spanned<String>>,
    body: Vec<Spanned<String>>,
    title: Vec<Spanned<String>>,
    byline: Vec<Spanned<String>>,
    site: Vec<Spanned<String>>,
    date: Vec<Spanned<String>>,
    #[serde(rename = "abstract")]
    summary: Vec<Spanned<String>>,
    cut: Vec<Spanned<String>>,
    next: Vec<Spanned<String>>,
}

/// The rule in a file, or the first thing that is wrong with it.
pub(super) fn rule(file: &str, text: &str) -> Result<Rule, RuleProblem> {
    let problem = |span: Range<usize>, message: String| RuleProblem {
        file: file.to_owned(),
        line: text[..span.start.min(text.len())].matches('\n').count() + 1,
        message,
    };
    let written: Written =
        toml::from_str(text).map_err(|error| problem(error.span().unwrap_or_default(), one_line(error.message())))?;
    if written.hosts.is_empty() && written.signs.is_empty() {
        return Err(problem(0..0, "it names neither hosts nor signs, so no page is meant".to_owned()));
    }
    let selectors = |list: &[Spanned<String>]| -> Result<Vec<Matcher>, RuleProblem> {
        list.iter().map(|selector| matcher(selector).map_err(|message| problem(selector.span(), message))).collect()
    };
    Ok(Rule {
        zone: match &written.zone {
            Some(zone) => Some(time_zone(zone.get_ref()).map_err(|message| problem(zone.span(), message))?),
            None => None,
        },
        hosts: written.hosts.iter().map(|host| host.trim().to_lowercase()).filter(|host| !host.is_empty()).collect(),
        signs: selectors(&written.signs)?,
        body: selectors(&written.body)?,
        title: selectors(&written.title)?,
        byline: selectors(&written.byline)?,
        site: selectors(&written.site)?,
        date: selectors(&written.date)?,
        summary: selectors(&written.summary)?,
        cut: selectors(&written.cut)?,
        next: selectors(&written.next)?,
        name: written.name,
    })
}

fn matcher(selector: &Spanned<String>) -> Result<Matcher, String> {
    Matcher::new(selector.get_ref()).map_err(|_| format!("“{}” is not a CSS selector", selector.get_ref()))
}

/// A zone as an offset (`+08:00`) or as a POSIX rule (`EST5EDT,M3.2.0,M11.1.0`), which needs no database of zones.
fn time_zone(zone: &str) -> Result<TimeZone, String> {
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let fixed = zone.strip_prefix(['+', '-']).and_then(|clock| clock.split_once(':')).and_then(|(hours, minutes)| {
        let seconds = hours.parse::<i32>().ok()? * 3_600 + minutes.parse::<i32>().ok()? * 60;
        Offset::from_seconds(sign * seconds).ok()
    });
    match fixed {
        Some(offset) => Ok(TimeZone::fixed(offset)),
        None => TimeZone::posix(zone).map_err(|_| {
            format!("“{zone}” is not a zone; write an offset (+08:00) or a POSIX rule (EST5EDT,M3.2.0,M11.1.0)")
        }),
    }
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn zones_are_offsets_or_rules_with_summer_time() {
        let hours = |zone: &str, month: i8| {
            let zone = time_zone(zone).unwrap();
            let at = zone.to_timestamp(date(2026, month, 2).at(9, 0, 0, 0)).unwrap();
            zone.to_offset(at).seconds() / 3_600
        };
        assert_eq!(hours("+08:00", 1), 8);
        assert_eq!(hours("EST5EDT,M3.2.0,M11.1.0", 1), -5);
        assert_eq!(hours("EST5EDT,M3.2.0,M11.1.0", 7), -4);
        assert!(time_zone("+99:00").is_err());
    }
}
