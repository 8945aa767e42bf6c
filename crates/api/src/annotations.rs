//! Quotes as W3C Web Annotations (Recommendation of 23 February 2017), for programs that know nothing of ours.

use std::collections::HashSet;

use library::{Library, QuoteFilter, QuoteView};
use model::{Id, ItemKind, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use crate::{WireError, items::theme_refs};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Quotes read at once.
const PAGE: u32 = 500;

/// Request of `quotes.annotations`: all quotes outside the trash, or those of an article or a theme.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListAnnotations {
    /// Only those of this article.
    pub article: Option<String>,
    /// Only those with this theme or one below it.
    pub theme: Option<String>,
}

/// Reply of `quotes.annotations`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Annotations {
    /// How many quotes there are.
    pub count: u32,
    /// An AnnotationCollection with one page, as JSON-LD.
    pub json: String,
}

/// Quotes as one collection of annotations.
pub fn list(library: &Library, request: ListAnnotations) -> Result<Annotations, WireError> {
    let article = request.article.as_deref().map(|article| library.kind(article)).transpose()?.map(|(_, id)| id);
    let theme = request.theme.as_deref().map(|theme| library.theme(theme)).transpose()?.map(|theme| theme.id);
    collection(library, &all(library, &QuoteFilter { article, theme, ..QuoteFilter::default() })?)
}

/// The quotes of articles and themes, and quotes themselves, each once; every quote when none is named.
pub(crate) fn of(library: &Library, ids: &[String]) -> Result<Annotations, WireError> {
    if ids.is_empty() {
        return list(library, ListAnnotations::default());
    }
    let mut quotes: Vec<QuoteView> = Vec::new();
    for id in ids {
        let (kind, item) = library.kind(id)?;
        let filter = QuoteFilter::default();
        let more = match kind {
            ItemKind::Article => all(library, &QuoteFilter { article: Some(item), ..filter })?,
            ItemKind::Theme => all(library, &QuoteFilter { theme: Some(item), ..filter })?,
            ItemKind::Quote => vec![library.quote(id)?],
            ItemKind::Note => {
                return Err(WireError::bad("ids", "articles, quotes and themes; a note has no quotes of its own"));
            }
        };
        let known: HashSet<Id> = quotes.iter().map(|view| view.quote.id).collect();
        quotes.extend(more.into_iter().filter(|view| !known.contains(&view.quote.id)));
    }
    collection(library, &quotes)
}

/// All quotes that a filter lets through, read page by page.
fn all(library: &Library, filter: &QuoteFilter) -> Result<Vec<QuoteView>, WireError> {
    let mut found = Vec::new();
    loop {
        let offset = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let page = library.quotes(&QuoteFilter { offset, limit: PAGE, ..filter.clone() })?;
        let last = page.len() < PAGE as usize;
        found.extend(page);
        if last {
            return Ok(found);
        }
    }
}

fn collection(library: &Library, quotes: &[QuoteView]) -> Result<Annotations, WireError> {
    let items = quotes.iter().map(|quote| annotation(library, quote)).collect::<Result<Vec<_>, _>>()?;
    let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let collection = json!({
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": "Tearsheet",
        "total": count,
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    });
    let json = serde_json::to_string_pretty(&collection).unwrap_or_default();
    Ok(Annotations { count, json })
}

fn annotation(library: &Library, view: &QuoteView) -> Result<Value, WireError> {
    let quote = &view.quote;
    let mut bodies = Vec::new();
    if let Some(comment) = &quote.comment {
        bodies.push(json!({
            "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": comment,
        }));
    }
    if let Some(speaker) = &quote.speaker {
        bodies.push(json!({"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": speaker}));
    }
    for theme in theme_refs(library, &view.themes)? {
        bodies.push(json!({"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": theme.name}));
    }
    let motivation = if quote.comment.is_some() { "commenting" } else { "highlighting" };
    Ok(json!({
        "@context": CONTEXT,
        "id": urn(quote.id),
        "type": "Annotation",
        "motivation": motivation,
        "created": time(quote.created_at),
        "modified": time(quote.edited_at),
        "body": bodies,
        "target": target(library, view)?,
    }))
}

/// The passage: its page as it was captured, its exact words with what stands around them, and its place in characters; or the picture,
/// with the page as its scope.
fn target(library: &Library, view: &QuoteView) -> Result<Value, WireError> {
    let quote = &view.quote;
    let anchor = &quote.anchor;
    let (url, captured) = library.quote_source(quote)?;
    let page = url.unwrap_or_else(|| urn(quote.article));
    let mut target = json!({
        "type": "SpecificResource",
        "source": {
            "id": page,
            "type": "Text",
            "dc:title": view.article_title,
            "dc:publisher": view.site,
            "dc:date": view.published.as_ref().map(ToString::to_string),
        },
        "state": {"type": "TimeState", "sourceDate": captured.map(time)},
        "styleClass": format!("mark-{}", quote.colour.number()),
        "selector": [{"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}],
    });
    if let Some(picture) = library.quoted_picture(quote)? {
        // A picture is a resource of its own; the page is where it was seen.
        target["scope"] = target["source"].take();
        target["source"] = json!({
            "id": picture.url.unwrap_or_else(|| format!("urn:blake3:{}", picture.blob)),
            "type": "Image",
            "format": picture.media_type,
            "dc:title": Some(&anchor.exact).filter(|words| !words.is_empty()),
        });
        target["selector"] = Value::Null;
    } else if quote.placed
        && let Some(selectors) = target["selector"].as_array_mut()
    {
        selectors.push(json!({"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}));
    }
    Ok(target)
}

fn urn(id: Id) -> String {
    format!("urn:uuid:{id}")
}

fn time(at: Timestamp) -> String {
    at.to_string()
}
