//! Structured data: JSON-LD of schema.org.

use dom_query::Document;
use serde_json::Value;

use super::{Facts, dates::read_date, names};

/// Scripts of structured data read per page; more is not about this article.
const SCRIPTS_MAX: usize = 20;

/// Objects looked at per page.
const OBJECTS_MAX: usize = 500;

/// The types that stand for what is read on a page.
const ARTICLE_TYPES: [&str; 14] = [
    "NewsArticle",
    "Article",
    "BlogPosting",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "SocialMediaPosting",
    "LiveBlogPosting",
    "Review",
];

/// What the first article among a page's structured data says.
pub(super) fn read(document: &Document) -> Facts {
    let mut objects = Vec::new();
    for script in document.select("script[type*='ld+json']").iter().take(SCRIPTS_MAX) {
        if let Some(value) = parse(&script.text()) {
            collect(value, 0, &mut objects);
        }
    }
    let article = objects.iter().find(|object| is_article(object)).or_else(|| {
        let dated = |object: &&Value| object.get("datePublished").is_some() && object.get("author").is_some();
        objects.iter().find(dated)
    });
    let Some(article) = article else { return Facts::default() };
    Facts {
        title: text(article.get("headline")).or_else(|| text(article.get("name"))),
        byline: authors(article, &objects),
        site: article.get("publisher").and_then(|publisher| name_of(publisher, &objects)),
        url: address(article),
        published: ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .find_map(|key| text(article.get(*key)).and_then(|date| read_date(&date))),
        lang: text(article.get("inLanguage")),
        is_paid: article.get("isAccessibleForFree").is_some_and(is_false),
        ..Facts::default()
    }
}

/// Parses leniently: line ends in strings, comment wrappers and a closing semicolon are forgiven.
fn parse(raw: &str) -> Option<Value> {
    let tidy: String = raw.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let tidy = tidy.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let tidy =
        tidy.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(tidy).ok()
}

fn collect(value: Value, depth: usize, objects: &mut Vec<Value>) {
    if objects.len() >= OBJECTS_MAX || depth > 6 {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, depth + 1, objects)),
        Value::Object(mut map) => {
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"].map(|key| map.get(key).cloned());
            let graph = map.remove("@graph");
            objects.push(Value::Object(map));
            for value in inner.into_iter().flatten().filter(|value| value.is_object() || graph.is_some()) {
                collect(value, depth + 1, objects);
            }
        }
        _ => {}
    }
}

fn is_article(object: &Value) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| ARTICLE_TYPES.iter().any(|known| kind.ends_with(known)));
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn authors(article: &Value, objects: &[Value]) -> Option<String> {
    let author = article.get("author").or_else(|| article.get("creator"))?;
    let list = match author {
        Value::Array(authors) => authors.iter().filter_map(|author| name_of(author, objects)).collect(),
        author => name_of(author, objects).into_iter().collect::<Vec<_>>(),
    };
    names::joined(list)
}

/// The name of a person or organisation, followed through `@id` when it is only named there.
fn name_of(value: &Value, objects: &[Value]) -> Option<String> {
    match value {
        Value::Array(values) => values.first().and_then(|value| name_of(value, objects)),
        Value::Object(map) => text(map.get("name")).or_else(|| {
            let id = map.get("@id")?;
            text(objects.iter().find(|object| object.get("@id") == Some(id))?.get("name"))
        }),
        value => text(Some(value)),
    }
}

fn is_false(value: &Value) -> bool {
    value == &Value::Bool(false) || value.as_str().is_some_and(|value| value.eq_ignore_ascii_case("false"))
}

fn address(article: &Value) -> Option<String> {
    let page = article.get("mainEntityOfPage");
    let page = text(page).or_else(|| page.and_then(|page| text(page.get("@id"))));
    page.or_else(|| text(article.get("url"))).filter(|url| url.starts_with("http"))
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.clone(),
        Value::Array(values) => return text(values.first()),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    super::title::unescaped(&text)
}
