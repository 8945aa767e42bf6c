//! Sources in the styles of the Citation Style Language (CSL 1.0.2), by `hayagriva`.

use std::sync::LazyLock;

use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, ElemChild, ElemChildren,
    ElemMeta,
    archive::{ArchivedStyle, locales},
    citationberg::{IndependentStyle, Locale, LocaleCode, Style, json::Item},
};
use model::Published;
use serde_json::{Value, json};

use crate::{
    NotAStyle, Source, StyleName,
    authors::{Author, authors_of, is_han},
    macros,
    quotation::nested,
};

/// The largest style that is read, bytes; the longest of the official ones has some 250,000.
pub const STYLE_BYTES_MAX: usize = 1_000_000;
/// So many elements may stand inside each other; styles have some fifteen.
const DEPTH_MAX: usize = 100;

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(locales);

/// The styles that are built in, and have a list of sources.
fn archived() -> impl Iterator<Item = ArchivedStyle> {
    ArchivedStyle::all().iter().copied().filter(|style| *style != ArchivedStyle::Alphanumeric)
}

pub(crate) fn names() -> impl Iterator<Item = StyleName> {
    archived().filter_map(|style| {
        let id = (*style.names().first()?).to_owned();
        Some(StyleName { id, name: style.display_name().to_owned() })
    })
}

pub(crate) fn named(id: &str) -> Option<IndependentStyle> {
    match archived().find(|style| style.names().contains(&id))?.get() {
        Style::Independent(style) => Some(style),
        Style::Dependent(_) => None,
    }
}

pub(crate) fn parsed(csl: &str) -> Result<IndependentStyle, NotAStyle> {
    if csl.len() > STYLE_BYTES_MAX {
        return Err(NotAStyle::TooLong);
    }
    if depth(csl) > DEPTH_MAX {
        return Err(NotAStyle::TooDeep);
    }
    match Style::from_xml(csl).map_err(|_| NotAStyle::Unreadable)? {
        Style::Independent(style) if style.bibliography.is_none() => Err(NotAStyle::NoSources),
        Style::Independent(style) if macros::elements(&style).is_none() => Err(NotAStyle::Circle),
        Style::Independent(style) => Ok(style),
        Style::Dependent(_) => Err(NotAStyle::Dependent),
    }
}

/// How many elements stand inside each other at the most, told by tags alone: the parser goes down once for each.
fn depth(xml: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for tag in xml.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if tag.starts_with('/') {
            now = now.saturating_sub(1);
        } else if !tag.starts_with(['!', '?']) && !tag.ends_with('/') {
            now += 1;
            most = most.max(now);
        }
    }
    most
}

/// The line of a list of sources, without its number; `None` where a style writes nothing.
pub(crate) fn written(style: &IndependentStyle, source: &Source) -> Option<String> {
    let item = item_of(style, source)?;
    // What a style of another language says itself is said in that language; a Chinese one's `等` is `et al.` behind English names.
    let locale = (is_chinese(style) && !source.title.chars().any(is_han)).then(|| LocaleCode("en-US".into()));
    let mut driver = BibliographyDriver::new();
    driver.citation(CitationRequest::new(vec![CitationItem::with_entry(&item)], style, locale.clone(), &LOCALES, None));
    let rendered = driver.finish(BibliographyRequest::new(style, locale, &LOCALES));
    let mut line = String::new();
    for item in rendered.bibliography?.items {
        unnumbered(item.content).write_buf(&mut line, BufWriteFormat::Plain).ok()?;
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_start_matches(['.', ',', ')', ']', ' ']).replace("?.", "?").replace("!.", "!");
    Some(nested(&line)).filter(|line| !line.is_empty())
}

/// Without the number of the source: there is but one.
fn unnumbered(children: ElemChildren) -> ElemChildren {
    let keep = |child: ElemChild| match child {
        ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber) => None,
        ElemChild::Elem(mut elem) => {
            elem.children = unnumbered(elem.children);
            Some(ElemChild::Elem(elem))
        }
        other => Some(other),
    };
    ElemChildren(children.0.into_iter().filter_map(keep).collect())
}

fn is_chinese(style: &IndependentStyle) -> bool {
    style.default_locale.as_ref().is_some_and(|locale| locale.0.starts_with("zh"))
}

/// The source as CSL-JSON: a page of the web.
fn item_of(style: &IndependentStyle, source: &Source) -> Option<Item> {
    let mut item = json!({
        "id": "source",
        "type": "webpage",
        // No language: in the name of an English one the library would set `HBM4` as `Hbm4`. A title stays as it was printed.
        "language": "und",
        "title": source.title,
        "accessed": {"date-parts": [[source.seen.year(), source.seen.month(), source.seen.day()]]},
    });
    // GB/T 7714 begins with who answers for a page, which is its publisher where nobody signed.
    let responsible = if is_chinese(style) { source.site } else { None };
    let authors = source.byline.map(authors_of).unwrap_or_default();
    let authors = if authors.is_empty() {
        responsible.map(|site| Author::Whole(site.to_owned())).into_iter().collect()
    } else {
        authors
    };
    if !authors.is_empty() {
        item["author"] = authors.into_iter().map(name_of).collect();
    }
    if let Some(site) = source.site {
        item["container-title"] = json!(site);
    }
    if let Some(url) = source.url {
        item["URL"] = json!(url);
    }
    if let Some(published) = source.published {
        let day = published.day();
        let parts = if let Published::Month(_) = published {
            json!([day.year(), day.month()])
        } else {
            json!([day.year(), day.month(), day.day()])
        };
        item["issued"] = json!({"date-parts": [parts]});
    }
    serde_json::from_value(item).ok()
}

fn name_of(author: Author) -> Value {
    match author {
        Author::Whole(name) => json!({"literal": name}),
        Author::Turned { family, particle, given, suffix } => {
            let mut name = json!({"family": family, "given": given});
            if !particle.is_empty() {
                name["non-dropping-particle"] = json!(particle);
            }
            if !suffix.is_empty() {
                name["suffix"] = json!(suffix);
            }
            name
        }
    }
}
