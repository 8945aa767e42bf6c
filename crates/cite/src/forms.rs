//! The forms that are no style of a manual: BibTeX, Markdown, plain text.

use crate::{
    Source,
    authors::{Author, authors_of},
};

/// An entry `@online` of BibTeX, as biblatex knows it.
pub(crate) fn bibtex(source: &Source) -> String {
    let byline = unbraced(source.byline);
    let authors = authors_of(&byline);
    let day = source.published.map(model::Published::day);
    let fields = [
        ("author", authors.iter().map(in_bibtex).collect::<Vec<_>>().join(" and ")),
        ("title", format!("{{{}}}", unbraced(Some(source.title)))),
        ("organization", unbraced(source.site)),
        ("year", day.map(|day| day.year().to_string()).unwrap_or_default()),
        ("month", day.map(|day| day.month().to_string()).unwrap_or_default()),
        ("url", unbraced(source.url)),
        ("urldate", source.seen.to_string()),
    ];
    let lines =
        fields.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("  {name} = {{{value}}},\n"));
    format!(
        "@online{{{}{},\n{}}}",
        key(source, &authors),
        day.map(|day| day.year().to_string()).unwrap_or_default(),
        lines.collect::<String>()
    )
}

/// As BibTeX takes names apart again; one that is not turned stays whole in braces.
fn in_bibtex(author: &Author) -> String {
    match author {
        Author::Whole(name) if name.contains(' ') => format!("{{{name}}}"),
        Author::Whole(name) => name.clone(),
        Author::Turned { family, particle, given, suffix } => {
            let family =
                [particle.as_str(), family].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            [family.as_str(), suffix, given].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    }
}

fn key(source: &Source, authors: &[Author]) -> String {
    let first = match authors.first() {
        Some(Author::Whole(name)) => name,
        Some(Author::Turned { family, .. }) => family,
        None => source.site.unwrap_or(source.title),
    };
    let word: String =
        first.split_whitespace().last().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect();
    if word.is_empty() { "source".into() } else { word }
}

/// Without what would end a field early.
fn unbraced(value: Option<&str>) -> String {
    value.unwrap_or_default().replace(['{', '}', '\\'], "")
}

/// One line with a link.
pub(crate) fn markdown(source: &Source) -> String {
    let named = match source.url {
        Some(url) => format!("[{}]({})", escaped(source.title), url.replace('(', "%28").replace(')', "%29")),
        None => source.title.to_owned(),
    };
    listed([source.byline, Some(&named), source.site, source.published.map(|one| one.day().to_string()).as_deref()])
}

fn escaped(title: &str) -> String {
    title.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// Title, who and when, and address, a line each.
pub(crate) fn plain(source: &Source) -> String {
    let who = listed([source.byline, source.site, source.published.map(|one| one.day().to_string()).as_deref()]);
    [source.title, &who, source.url.unwrap_or_default()]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn listed<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
