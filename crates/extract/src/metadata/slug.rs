//! What the address of a page says: most sites make it of the words of the headline.

use super::title::tokens;

/// A path of fewer words than this names a subject, not a headline.
const WORDS_MIN: usize = 5;

/// Of the words of the path, a title must have this many percent more than a heading to be the headline in its place.
const LEAD_PERCENT_MIN: usize = 40;

/// Words that a path leaves out, or that say nothing of a subject.
const LITTLE: [&str; 18] = [
    "a", "an", "the", "of", "to", "in", "for", "and", "on", "at", "with", "is", "how", "your", "html", "htm", "php",
    "aspx",
];

/// Whether the address speaks of all these titles and hardly of the heading, which then heads a part of the page.
pub(super) fn speaks_of(address: &str, titles: &[&str], heading: &str) -> bool {
    let words = words_of(address);
    let said = |title: &str| {
        let title = tokens(title);
        words.iter().filter(|word| title.contains(word)).count()
    };
    let least = said(heading) * 100 + LEAD_PERCENT_MIN * words.len();
    words.len() >= WORDS_MIN && !titles.is_empty() && titles.iter().all(|title| said(title) * 100 >= least)
}

/// The words of the part of the path that has the most.
fn words_of(address: &str) -> Vec<String> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts = path.split('/').skip(1).map(|part| {
        let mut words = tokens(part);
        words.retain(|word| !LITTLE.contains(&word.as_str()));
        words.sort_unstable();
        words.dedup();
        words
    });
    parts.max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_tells_the_headline_from_the_heading_of_a_part() {
        let title = "Forty small packaging houses to watch in 2026 | Example Desk";
        let heading = "The desk looks for the next houses";
        let address = "https://www.news.example/rankings/2026-forty-small-packaging-houses-to-watch/?from=feed";
        assert!(speaks_of(address, &[title], heading));
        assert!(speaks_of(address, &[title, title], heading));
        // Not where one of the titles is the heading, where the heading says as much, or where the path says little.
        assert!(!speaks_of(address, &[title, heading], heading));
        assert!(!speaks_of(address, &[title], "Forty packaging houses, and which to watch"));
        assert!(!speaks_of("https://www.news.example/rankings/packaging", &[title], heading));
        assert!(!speaks_of(address, &[], heading));
    }
}
