//! The headline, without the name of the site.

use dom_query::Document;

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

/// The headline among what the page offers: a heading that the window title contains, then data, tags, title.
pub(super) fn choose(
    document: &Document,
    data: Option<&str>,
    tags: Option<&str>,
    site: &Option<String>,
    lines: &[String],
) -> Option<String> {
    let window = document.select("head title").iter().next().or_else(|| document.select("title").iter().next());
    let window = window.and_then(|title| unescaped(&title.text()));
    let heads: Vec<String> = document
        .select("h1, h2")
        .iter()
        .take(12)
        .filter_map(|head| unescaped(&head.text()))
        .filter(|head| (4..=TITLE_CHARS_MAX).contains(&head.chars().count()))
        .collect();
    let named = [data, tags, window.as_deref()];
    let heading = heads.iter().find(|head| named.iter().flatten().any(|title| starts_with_words(title, head)));
    if let Some(heading) = heading {
        return Some(heading.clone());
    }
    let candidates = [tags, data, window.as_deref()];
    let best = candidates
        .into_iter()
        .flatten()
        .map(|title| without_site(title, site.as_deref(), lines))
        .find(|title| !title.is_empty());
    best.or_else(|| document.select("h1").iter().next().and_then(|head| unescaped(&head.text())))
        .map(|title| title.chars().take(TITLE_CHARS_MAX).collect())
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

fn starts_with_words(title: &str, head: &str) -> bool {
    let head = words(head);
    head.chars().count() >= 4 && words(title).starts_with(&head)
}

/// Cuts what follows the last separator while it is the site or the shorter part.
fn without_site(title: &str, site: Option<&str>, lines: &[String]) -> String {
    const SEPARATORS: [&str; 13] = [" | ", " - ", " – ", " — ", "_", " · ", " :: ", "｜", "|", "－", " » ", "-", "—"];
    let mut title = title.trim().to_owned();
    for _ in 0..4 {
        if lines.iter().take(200).any(|line| *line == title) {
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
        if head.chars().count() < 4 || !(is_site || shorter) {
            break;
        }
        title = head.to_owned();
    }
    title
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
    fn titles_are_compared_by_their_words() {
        assert!(same_words("HBM4：良率 提升！", "HBM4:良率提升"));
        assert!(!same_words("", "…"));
    }
}
