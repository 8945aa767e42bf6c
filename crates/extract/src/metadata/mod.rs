//! What a page says about its article: structured data first, then meta tags, then what a reader sees.

mod byline;
mod clock;
mod credits;
mod cursor;
mod dates;
mod english;
mod han;
mod json_ld;
mod labels;
mod language;
mod lines;
mod marked;
mod meta_tags;
mod names;
mod next;
mod people;
mod pieces;
mod printed;
mod ruled;
mod slug;
mod source_line;
mod title;
mod undated;
mod zone;

use dom_query::Document;
use jiff::Timestamp;
use model::Published;

pub(crate) use credits::is_credits;
pub(crate) use dates::{date_at_start, find_date, in_beijing, read_date};
pub(crate) use language::language_of;
pub(crate) use lines::Lines;
pub(crate) use names::is_chinese_name;
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
    /// Whether it says that it is not free to read.
    pub(crate) is_paid: bool,
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
            is_paid: self.is_paid || other.is_paid,
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
    let (tags, unsure) = meta_tags::read(document);
    let data = json_ld::read(document);
    let visible = Lines::of(document);
    let lines = &visible.all;
    let ruled = rule.map(|rule| ruled::read(document, rule)).unwrap_or_default();
    let offers = title::Offers {
        data: data.title.as_deref(),
        tags: tags.title.as_deref(),
        site: tags.site.as_deref().or_else(|| rule.and_then(|rule| rule.name.as_deref())),
        address: url,
    };
    let named = ruled.title.clone().or_else(|| title::choose(document, &offers, lines));
    // A page that is called like its site has no title of its own.
    let title = named.filter(|title| rule.and_then(|rule| rule.name.as_deref()) != Some(title));
    let near = source_line::around_title(&visible, title.as_deref());
    let seen = source_line::read(document, lines, &near);
    let site = ruled.site.clone().or_else(|| data.site.clone()).or_else(|| tags.site.clone());
    let byline =
        chosen(ruled.byline.clone(), [data.byline.clone(), tags.byline.clone()], seen.byline.clone(), site.as_deref());
    let byline = byline.map(|byline| people::only(&byline, site.as_deref()));
    let said = finer(data.published, tags.published);
    let printed = printed::beside(document, lines, &near);
    let zone = rule.and_then(|rule| rule.zone.clone()).or_else(|| url.and_then(zone::of_address));
    let zone = zone.or_else(|| tags.lang.as_deref().and_then(zone::of_language));
    let since = captured.and_then(|captured| printed::since(&near, captured, zone.as_ref()));
    let told = unsure.filter(|date| undated::is_told(&near, date));
    let published = ruled.published.or(told).or_else(|| as_printed(said, unsure, printed));
    let published = published.or(since).or(seen.published);
    let published = published
        .or_else(|| finer(meta_tags::date_in_scripts(document), url.and_then(dates::date_in_url)))
        .or_else(|| undated::without_year(lines, &near, url, captured))
        .or_else(|| undated::month(lines, &near));
    let published = match (published, &zone) {
        (Some(published), Some(zone)) => Some(zone::placed(published, zone)),
        (published, _) => published,
    };
    let facts = ruled.or(data).or(tags).or(seen);
    let next = facts.next.or_else(|| next::read(document, url));
    Facts { title, byline, published, next, ..facts }
}

/// The date for a reader: the day printed beside the headline, with the time and zone of the data when they are of that day.
/// Data that says when an article was published is believed over a later day printed without saying so: that is the day of a change.
fn as_printed(
    said: Option<Published>,
    unsure: Option<Published>,
    printed: Option<printed::Printed>,
) -> Option<Published> {
    match (said, printed) {
        (Some(said), Some(printed)) if said.day() == printed.date.day() => finer(Some(said), Some(printed.date)),
        (Some(said), Some(printed)) => {
            let next_day = said.day().tomorrow().unwrap_or(said.day());
            let is_first = printed.is_labelled || printed.date.day() <= next_day;
            Some(if is_first { printed.date } else { said })
        }
        (None, Some(printed)) => match unsure {
            Some(unsure) if unsure.day() == printed.date.day() => finer(Some(unsure), Some(printed.date)),
            _ => Some(printed.date),
        },
        (said, None) => said.or(unsure),
    }
}

/// The author: what the rule or the data says, or what is printed when that names more, or when the data names only the site.
fn chosen(
    ruled: Option<String>,
    data: [Option<String>; 2],
    print: Option<String>,
    site: Option<&str>,
) -> Option<String> {
    let is_site = |name: &str| site.is_some_and(|site| same_words(site, name)) || names::is_organisation(name);
    let chinese = |name: &str| name.chars().any(names::is_han);
    if ruled.is_some() {
        return ruled;
    }
    let person = data.iter().flatten().find(|name| !is_site(name)).cloned();
    let crowd = data.into_iter().flatten().next().filter(|name| !chinese(name));
    match (person, print) {
        (Some(data), Some(print)) if print.contains(data.as_str()) => Some(print),
        (Some(data), Some(print)) if chinese(&print) && !chinese(&data) => Some(print),
        (Some(data), _) => Some(data),
        (None, print) => print.or(crowd),
    }
}
