//! The headline, without the name of the site.

use dom_query::{Document, NodeRef, Selection};

use super::{lines::words_of, slug};

/// A headline longer than this is a paragraph.
const TITLE_CHARS_MAX: usize = 300;

/// A tag for a text that was escaped twice, or `None` for an empty text; blanks collapsed.
pub(super) fn unescaped(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    if text.contains('&') {
        for (reference, character) in [
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&#039;", "'"),
            ("&apos;", "'"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", " "),
            ("&ldquo;", "“"),
            ("&rdquo;", "”"),
            ("&#8217;", "’"),
            ("&#8220;", "“"),
            ("&#8221;", "”"),
            ("&#8211;", "–"),
            ("&amp;", "&"),
        ] {
            text = text.replace(reference, character);
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// What a page says about its title beside its headings.
pub(super) struct Offers<'a> {
    /// Its structured data.
    pub(super) data: Option<&'a str>,
    /// Its meta tags.
    pub(super) tags: Option<&'a str>,
    /// The name of its site.
    pub(super) site: Option<&'a str>,
    /// Its address.
    pub(super) address: Option<&'a str>,
}

/// The headline among what the page offers: a heading that the other titles speak of, or the only one, unless the address speaks of
/// the others alone; then tags, data, title.
pub(super) fn choose(document: &Document, offers: &Offers, lines: &[String]) -> Option<String> {
    let Offers { data, tags, site, address } = *offers;
    let host = address.and_then(|address| address.split('/').nth(2));
    let window = document.select("head title").iter().next().or_else(|| document.select("title").iter().next());
    let window = window.and_then(|title| unescaped(&title.text()));
    let named = [tags, data, window.as_deref()];
    let titles: Vec<&str> = named.into_iter().flatten().collect();
    let heading = heading(document, &named, site, host);
    if let Some(heading) =
        heading.filter(|heading| !address.is_some_and(|address| slug::speaks_of(address, &titles, heading)))
    {
        return Some(heading);
    }
    let best = named
        .into_iter()
        .flatten()
        .map(|title| without_site(title, site, lines))
        .find(|title| !title.is_empty() && !says_nothing(title));
    best.or_else(|| headings(document, "h1").into_iter().next())
        .or_else(|| marked(document))
        .map(|title| title.chars().take(TITLE_CHARS_MAX).collect())
}

/// The share of a heading's words that another title must have for it to be the headline.
const SHARED_MIN: f32 = 0.5;

/// The first heading of that many words is it with this share, when no other has more.
const SHARED_FIRST_MIN: f32 = 0.3;

/// A single heading of this many words is the headline even when the other titles say something else.
const WORDS_ALONE_MIN: usize = 4;

/// A heading of the first rank with less than this share of the words of any title may name the site; one of a lower rank is asked then.
const COVERED_MIN: f32 = 0.5;

/// It is the headline with this share of its words in a title, when it has most of that title's words.
const COVERING_MIN: f32 = 0.9;

fn heading(document: &Document, named: &[Option<&str>], site: Option<&str>, host: Option<&str>) -> Option<String> {
    let host = host.map(words).unwrap_or_default();
    let is_site = |head: &String| {
        let head = words(head);
        site.is_some_and(|site| head == words(site)) || (head.len() >= 4 && host.contains(&head))
    };
    let first: Vec<String> = headings(document, "h1").into_iter().filter(|head| !is_site(head)).collect();
    // How much of a heading stands in a title, then how much of that title: of two headings in it, the longer one.
    let agreement = |head: &String| {
        let each = named.iter().flatten().map(|title| (shared(head, title), shared(title, head)));
        each.max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))).unwrap_or_default()
    };
    let order = |one: &&String, other: &&String| {
        let (one, other) = (agreement(one), agreement(other));
        (one.0 + one.1 / 2.0).total_cmp(&(other.0 + other.1 / 2.0))
    };
    let best = first.iter().rev().max_by(order);
    let covered = best.map_or(1.0, |best| agreement(best).1);
    if covered < COVERED_MIN
        && best.is_some_and(|best| agreement(best).0 >= SHARED_MIN)
        && let Some(lower) = headings(document, "h2, h3").into_iter().rev().max_by(|one, other| order(&one, &other))
        && agreement(&lower).0 >= COVERING_MIN
        && agreement(&lower).1 > covered.max(COVERED_MIN)
    {
        return Some(lower);
    }
    if let Some(best) = best.filter(|best| agreement(best).0 >= SHARED_MIN && tokens(best).len() > 1) {
        return Some(best.clone());
    }
    if let [only] = &first[..]
        && tokens(only).len() >= WORDS_ALONE_MIN
    {
        return Some(only.clone());
    }
    let lower = headings(document, "h2, h3");
    let lower = lower.into_iter().find(|head| named.iter().flatten().any(|title| is_most_of(title, head)));
    lower.or_else(|| {
        first
            .into_iter()
            .find(|head| tokens(head).len() >= WORDS_ALONE_MIN)
            .filter(|head| agreement(head).0 >= SHARED_FIRST_MIN)
    })
}

/// The distinct texts of headings, without those that are a link to the front page, and without the headlines of other articles:
/// several that are links, where one is none.
fn headings(document: &Document, selector: &str) -> Vec<String> {
    let mut found: Vec<(String, bool)> = Vec::new();
    for node in document.select(selector).nodes().iter().take(HEADINGS_MAX) {
        let head = Selection::from(*node);
        let of_site = is_named_for_site(node) || head.select("a[href]").iter().any(|link| is_home(&link));
        let Some(text) = unescaped(without_edit(&words_of(node))) else { continue };
        let fits = (2..=TITLE_CHARS_MAX).contains(&text.chars().count());
        if fits && !of_site && !found.iter().any(|(known, _)| *known == text) {
            found.push((text, head.select("a[href]").exists()));
        }
    }
    let linked = found.iter().filter(|(_, linked)| *linked).count();
    let all = linked < LINKED_HEADINGS_MIN || linked == found.len();
    found.into_iter().filter(|(_, linked)| all || !linked).map(|(text, _)| text).collect()
}

/// Whether a link leads to the front page of a site.
fn is_home(link: &Selection) -> bool {
    let href = link.attr("href").unwrap_or_default();
    let path = href.split_once("://").map_or(&*href, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    matches!(path, "/" | "./") || link.attr("rel").is_some_and(|rel| &*rel == "home")
}

/// Names that a heading has when it is the site's.
const SITE_NAMES: [&str; 5] = ["site-title", "site-name", "blog-title", "sitename", "logo"];

fn is_named_for_site(node: &NodeRef) -> bool {
    let names = ["class", "id"].map(|name| node.attr(name).unwrap_or_default().to_lowercase());
    names.iter().any(|name| SITE_NAMES.iter().any(|site| name.contains(site)))
}

/// A heading without the link by which readers of an encyclopedia change it: `[ 编辑 ]`.
fn without_edit(heading: &str) -> &str {
    let Some((before, link)) = heading.trim_end().strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) else {
        return heading;
    };
    if matches!(link.trim(), "编辑" | "編輯" | "edit") { before.trim_end() } else { heading }
}

/// From so many headings on that are links, these lead to other articles.
const LINKED_HEADINGS_MIN: usize = 2;

/// Headings looked at per page; the headline is among the first.
const HEADINGS_MAX: usize = 12;

/// Latin words and single Han characters, in lower case.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    for character in text.chars().flat_map(char::to_lowercase) {
        if ('\u{3040}'..='\u{9fff}').contains(&character) {
            tokens.extend([character.to_string(), String::new()]);
        } else if character.is_alphanumeric() {
            if let Some(last) = tokens.last_mut() {
                last.push(character);
            }
        } else if !matches!(character, '\'' | '’') {
            tokens.push(String::new());
        }
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

/// The share of a heading's words that stand in a title.
fn shared(head: &str, title: &str) -> f32 {
    let (head, title) = (tokens(head), tokens(title));
    let common = head.iter().filter(|token| title.contains(token)).count();
    common as f32 / head.len().max(1) as f32
}

/// Whether a title begins or ends with a heading that makes up most of it.
fn is_most_of(title: &str, head: &str) -> bool {
    let (title, head) = (words(title), words(head));
    head.chars().count() >= 4
        && head.len() * 5 >= title.len() * 2
        && (title.starts_with(&head) || title.ends_with(&head))
}

/// Titles that editors and programs leave when nobody wrote one.
fn says_nothing(title: &str) -> bool {
    title.chars().count() < 3
        || title.chars().all(|c| c.is_ascii_digit())
        || ["untitled", "untitled document", "无标题文档", "新建网页 1", "document"].contains(&&*title.to_lowercase())
}

/// The text of the first element that is marked or set like a headline, on pages without headings.
fn marked(document: &Document) -> Option<String> {
    const MARKED: &str =
        ".title, #title, .article-title, .biaoti, center strong, center b, [align='center'] strong, [align='center'] b";
    let found = document.select(MARKED);
    let mut texts = found.iter().take(HEADINGS_MAX).filter_map(|node| unescaped(&node.text()));
    texts.find(|text| (3..=60).contains(&text.chars().count()))
}

/// Letters and digits in lower case: what two titles have in common whatever their punctuation.
pub(super) fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two titles are one, whatever their punctuation and case.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    let one = words(one);
    !one.is_empty() && one == words(other)
}

/// What names of Chinese sites end with.
const SITE_ENDINGS: [&str; 16] = [
    "网",
    "網",
    "网站",
    "新闻",
    "新聞",
    "频道",
    "论坛",
    "博客",
    "在线",
    "财经",
    "日报",
    "晚报",
    "百科",
    "全书",
    "中心",
    "客户端",
];

fn is_named_like_a_site(tail: &str) -> bool {
    tail.chars().count() <= 20 && SITE_ENDINGS.iter().any(|ending| tail.ends_with(ending))
}

/// What follows the name of the site at the beginning of a title.
fn after_site<'a>(title: &'a str, site: Option<&str>) -> Option<&'a str> {
    let site = words(site?);
    [" | ", " - ", " – ", " — ", "_", "｜", "|", ": "].iter().find_map(|separator| {
        let (head, tail) = title.split_once(separator)?;
        (words(head) == site && tail.chars().count() >= 4).then(|| tail.trim())
    })
}

/// A line that begins a title says at least this percentage of its characters.
const PRINTED_PERCENT_MIN: usize = 40;

/// A line shorter than this may begin any title, in characters.
const PRINTED_CHARS_MIN: usize = 10;

/// The longest line of the page with which a Chinese title begins, where what follows in the title is set apart from it.
fn printed_head<'a>(title: &str, lines: &'a [String]) -> Option<&'a str> {
    let is_head = |line: &&str| {
        let chars = line.chars().count();
        let rest = title.strip_prefix(*line).unwrap_or_default();
        let is_chinese = line.chars().filter(|c| super::names::is_han(*c)).count() * 2 > chars;
        is_chinese
            && chars >= PRINTED_CHARS_MIN
            && chars * 100 >= title.chars().count() * PRINTED_PERCENT_MIN
            && (rest.starts_with(['-', '_', '|', '｜', '—', '–', '－', '·'])
                || (rest.starts_with(' ') && !line.ends_with(|c: char| c.is_ascii_alphanumeric())))
    };
    lines.iter().take(LINES_WITH_TITLE).map(String::as_str).filter(is_head).max_by_key(|line| line.len())
}

/// Lines of a page in which its title is looked for.
const LINES_WITH_TITLE: usize = 200;

/// Cuts what follows the last separator while it is the site or the shorter part.
fn without_site(title: &str, site: Option<&str>, lines: &[String]) -> String {
    if let Some(line) = printed_head(title, lines) {
        return line.to_owned();
    }
    const SEPARATORS: [&str; 15] =
        ["——", "--", " | ", " - ", " – ", " — ", "_", " · ", " :: ", "｜", "|", "－", " » ", "-", "—"];
    let title = without_maker(title.trim());
    let mut title = after_site(title, site).unwrap_or(title).to_owned();
    for _ in 0..4 {
        if lines.iter().take(LINES_WITH_TITLE).any(|line| *line == title) && !title.contains(['_', '|', '｜']) {
            return title;
        }
        let cut = SEPARATORS
            .iter()
            .filter_map(|separator| title.rfind(separator).map(|at| (at + separator.len(), separator.len())))
            .max();
        let Some((end, length)) = cut else { break };
        let at = end - length;
        let (head, tail) = (title[..at].trim(), title[end..].trim());
        let is_site = site.is_some_and(|site| words(tail).contains(&words(site)) || words(site).contains(&words(tail)));
        let spaced = title[at..].starts_with([' ', '_', '|', '｜']);
        let shorter = spaced && head.chars().count() >= 8 && tail.chars().count() * 2 <= head.chars().count() + 8;
        let like_site = is_named_like_a_site(tail) && head.chars().count() > tail.chars().count() / 2;
        let is_host = !tail.contains(char::is_whitespace) && tail.is_ascii() && tail.contains('.');
        let bar = title[at..].trim_start().starts_with(['|', '｜']) && head.chars().count() >= 12 && head.contains(' ');
        if head.chars().count() < 2 || !(is_site || shorter || like_site || is_host || bar) {
            break;
        }
        title = without_page(head).to_owned();
    }
    title
}

/// A title without the program that made the page: ` - powered by …`.
fn without_maker(title: &str) -> &str {
    let at = [" - powered by ", " - Powered by ", " - Powered By ", " | Powered by "]
        .iter()
        .find_map(|mark| title.find(mark));
    title[..at.unwrap_or(title.len())].trim_end()
}

/// A title without the number of a page behind it: `（第2页）`, `(页 1)`.
fn without_page(title: &str) -> &str {
    let Some(inner) = title.strip_suffix([')', '）']) else { return title };
    let Some((before, inner)) = inner.rsplit_once(['(', '（']) else { return title };
    let is_page = inner.contains('页') && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '第' | '页' | ' '));
    if is_page { before.trim_end() } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str, site: Option<&str>) -> String {
        without_site(title, site, &[])
    }

    #[test]
    fn sites_are_cut_and_hyphens_in_titles_stay() {
        assert_eq!(cut("HBM4 良率首次超过七成_存储频道_某某财经网", Some("某某财经网")), "HBM4 良率首次超过七成");
        assert_eq!(cut("Memory makers raise prices - The Daily Wafer", None), "Memory makers raise prices");
        assert_eq!(cut("CoWoS-L 产能翻倍", None), "CoWoS-L 产能翻倍");
        assert_eq!(cut("Why state-of-the-art nodes matter", None), "Why state-of-the-art nodes matter");
    }

    #[test]
    fn a_line_of_the_page_tells_where_a_chinese_title_ends() {
        let lines = ["首页".to_owned(), "示例公司发布最强推理芯片".to_owned()];
        for title in ["示例公司发布最强推理芯片-EX 电子技术设计", "示例公司发布最强推理芯片 东区办事处_示例网"]
        {
            assert_eq!(without_site(title, None, &lines), "示例公司发布最强推理芯片", "{title}");
        }
        let longer = "示例公司发布最强推理芯片，性能翻倍";
        assert_eq!(without_site(longer, None, &lines), longer);
    }

    #[test]
    fn the_link_to_change_a_heading_is_no_part_of_it() {
        assert_eq!(without_edit("示例新区 [ 编辑 ]"), "示例新区");
        assert_eq!(without_edit("Example district[edit]"), "Example district");
        assert_eq!(without_edit("良率 [更新]"), "良率 [更新]");
    }

    #[test]
    fn titles_are_compared_by_their_words() {
        assert!(same_words("HBM4：良率 提升！", "HBM4:良率提升"));
        assert!(!same_words("", "…"));
    }
}
