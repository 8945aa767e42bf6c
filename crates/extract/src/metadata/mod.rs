//! What a page says about its article: structured data first, then meta tags, then what a reader sees.

mod dates;
mod english;
mod json_ld;
mod labels;
mod language;
mod lines;
mod meta_tags;
mod names;
mod ruled;
mod source_line;
mod title;
mod zone;

use dom_query::Document;
use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use model::Published;

pub(crate) use dates::{date_at_start, in_beijing, read_date};
pub(crate) use language::language_of;
pub(crate) use lines::visible_lines;
pub(crate) use source_line::is_source_line;
pub(crate) use title::same_words;

use crate::sites::Rule;

/// What is known about an article; each source fills what the ones before left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// The headline.
    pub(crate) title: Option<String>,
    /// Who wrote it.
    pub(crate) byline: Option<String>,
    /// The publication.
    pub(crate) site: Option<String>,
    /// The canonical address.
    pub(crate) url: Option<String>,
    /// When it was published.
    pub(crate) published: Option<Published>,
    /// The language it claims.
    pub(crate) lang: Option<String>,
    /// Its abstract.
    pub(crate) summary: Option<String>,
    /// The address of its next page.
    pub(crate) next: Option<String>,
}

impl Facts {
    /// Fills what is missing from another source.
    fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            byline: self.byline.or(other.byline),
            site: self.site.or(other.site),
            url: self.url.or(other.url),
            published: finer(self.published, other.published),
            lang: self.lang.or(other.lang),
            summary: self.summary.or(other.summary),
            next: self.next.or(other.next),
        }
    }
}

/// The first date, or the second when it tells the time of the same day.
fn finer(first: Option<Published>, second: Option<Published>) -> Option<Published> {
    match (first, second) {
        (Some(Published::Day(day)), Some(other)) if other.day() == day => Some(other),
        (first, second) => first.or(second),
    }
}

/// Reads all that a whole page says, before anything is cut from it.
pub(crate) fn read(document: &Document, url: Option<&str>, rule: Option<&Rule>, captured: Option<Timestamp>) -> Facts {
    let tags = meta_tags::read(document);
    let data = json_ld::read(document);
    let lines = visible_lines(document);
    let title = title::choose(document, data.title.as_deref(), tags.title.as_deref(), &tags.site, &lines);
    let seen = source_line::read(document, &lines, title.as_deref());
    let from_url = Facts { published: url.and_then(dates::date_in_url), ..Facts::default() };
    let script = Facts { published: meta_tags::date_in_scripts(document), ..Facts::default() };
    let title_site = tags.site.clone();
    let ruled = rule.map(|rule| ruled::read(document, rule)).unwrap_or_default();
    let title = ruled.title.clone().or(title);
    let said = ruled.clone().or(data).or(tags);
    let beside = source_line::date_beside(&lines, title.as_deref());
    let published = ruled.published.or_else(|| as_printed(said.published, beside));
    let byline = byline(&said, &seen);
    let mut facts = said.or(seen).or(script).or(from_url);
    let zone = rule.and_then(|rule| rule.zone.clone()).or_else(|| url.and_then(zone::of_address));
    let since = captured.and_then(|captured| {
        let zone = zone.clone().unwrap_or(TimeZone::fixed(Offset::UTC));
        source_line::time_since(&lines, title.as_deref(), captured, &zone)
    });
    let published = published.or(since).or(facts.published);
    facts.published = match (published, &zone) {
        (Some(published), Some(zone)) => Some(zone::placed(published, zone)),
        (published, _) => published,
    };
    facts.byline = byline;
    facts.title = title;
    facts.site = facts.site.or(title_site);
    facts
}

/// The date for a reader: the day printed beside the headline, with the time and zone of the data when they are of that day.
fn as_printed(said: Option<Published>, printed: Option<Published>) -> Option<Published> {
    match (said, printed) {
        (Some(said), Some(printed)) if said.day() == printed.day() => finer(Some(said), Some(printed)),
        (said, printed) => printed.or(said),
    }
}

/// The author: what the data says, or what is printed when that names more, or when the data names only the site.
fn byline(said: &Facts, seen: &Facts) -> Option<String> {
    let is_site = |name: &str| said.site.as_deref().is_some_and(|site| same_words(site, name));
    let chinese = |name: &str| name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    match (&said.byline, &seen.byline) {
        (Some(data), Some(print)) if print.contains(data.as_str()) || is_site(data) => Some(print.clone()),
        (Some(data), Some(print)) if chinese(print) && !chinese(data) => Some(print.clone()),
        (Some(data), None) if is_site(data) && chinese(data) => None,
        (data, print) => data.clone().or_else(|| print.clone()),
    }
}
