//! Meta tags: OpenGraph, Twitter, Dublin Core, citation tags, microdata, and what common systems put into scripts.

use std::collections::HashMap;

use dom_query::Document;
use model::Published;

use super::{
    Facts,
    dates::{date_of_epoch, read_date},
    names,
    title::unescaped,
};

/// Meta tags read per page.
const TAGS_MAX: usize = 400;

const TITLES: [&str; 6] = ["og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "title"];
const AUTHORS: [&str; 10] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author_name",
    "og:article:author",
];
const SITES: [&str; 4] = ["og:site_name", "application-name", "dc.publisher", "al:android:app_name"];
const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "bytedance:published_time",
];

/// Tags with a date that may also be that of a change.
const UNSURE_DATES: [&str; 9] = [
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "citation_online_date",
    "sailthru.date",
    "weibo:article:create_at",
    "date",
    "og:release_date",
    "dateupdate",
];

/// What the meta tags of a page say, and a date that may be that of a change.
pub(super) fn read(document: &Document) -> (Facts, Option<Published>) {
    let tags = collect(document);
    let dated = |keys: &[&str]| keys.iter().find_map(|key| tags.get(*key)?.iter().find_map(|date| read_date(date)));
    let get = |keys: &[&str]| keys.iter().find_map(|key| tags.get(*key)?.first().cloned());
    let authors = AUTHORS.iter().find_map(|key| names::joined(tags.get(*key)?.clone())).or_else(|| card_author(&tags));
    let facts = Facts {
        title: get(&TITLES),
        byline: authors,
        site: get(&SITES),
        url: canonical(document).or_else(|| get(&["og:url"])).filter(|url| url.starts_with("http")),
        published: dated(&DATES).or_else(|| microdata_date(document)),
        lang: document
            .select("html[lang]")
            .attr("lang")
            .map(|lang| lang.to_string())
            .or_else(|| get(&["og:locale", "content-language"])),
        ..Facts::default()
    };
    (facts, dated(&UNSURE_DATES))
}

fn collect(document: &Document) -> HashMap<String, Vec<String>> {
    let mut tags: HashMap<String, Vec<String>> = HashMap::new();
    for tag in document.select("meta[content]").iter().take(TAGS_MAX) {
        let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| tag.attr(name));
        let (Some(key), Some(content)) = (key, tag.attr("content").and_then(|content| unescaped(&content))) else {
            continue;
        };
        tags.entry(key.trim().to_lowercase()).or_default().push(content);
    }
    tags
}

/// The author on a card of Twitter: the value beside the label `Written by`.
fn card_author(tags: &HashMap<String, Vec<String>>) -> Option<String> {
    let labelled = |number: u8| {
        let label = tags.get(&format!("twitter:label{number}"))?.first()?.to_lowercase();
        let is_author = matches!(&*label, "written by" | "author" | "by" | "作者" | "文");
        let value = tags.get(&format!("twitter:data{number}"))?.first().filter(|_| is_author)?;
        names::joined(vec![value.clone()])
    };
    (1..=3).find_map(labelled)
}

fn canonical(document: &Document) -> Option<String> {
    document.select("link[rel='canonical'][href]").attr("href").map(|href| href.trim().to_owned())
}

fn microdata_date(document: &Document) -> Option<Published> {
    document.select("[itemprop~='datePublished']").iter().take(5).find_map(|node| {
        let given = ["content", "datetime"].iter().find_map(|name| node.attr(name)).unwrap_or_else(|| node.text());
        read_date(&given)
    })
}

/// Variables in which publishing systems keep the time: WeChat's `ct` and `createTime`, and names that say so.
const DATE_VARIABLES: [&str; 9] = [
    "var ct",
    "createTime",
    "publish_time",
    "publishTime",
    "pubTime",
    "publishDate",
    "pub_date",
    "datePublished",
    "published_at",
];

/// Scripts longer than this are programs, not data.
const SCRIPT_BYTES_MAX: usize = 400_000;

/// The time of publication that a script of the page holds.
pub(super) fn date_in_scripts(document: &Document) -> Option<Published> {
    let scripts = document.select("script:not([src])");
    let texts: Vec<_> =
        scripts.iter().map(|script| script.text()).filter(|text| text.len() <= SCRIPT_BYTES_MAX).collect();
    DATE_VARIABLES.iter().find_map(|name| texts.iter().find_map(|text| variable(text, name)))
}

fn variable(script: &str, name: &str) -> Option<Published> {
    let from = script.find(name)? + name.len();
    let value: String = script[from..].chars().take(60).collect();
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':' | '='));
    let value = value.split(['"', '\'', ';', ',', '}']).next()?;
    date_of_epoch(value).or_else(|| read_date(value))
}
