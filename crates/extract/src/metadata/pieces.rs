//! Lines that say who wrote an article, when, and how long it takes to read, with signs between: `Jane Doe · 2 Mar 2026 · 5 min read`.

use super::{dates::date_at_start, names};

/// Signs between the pieces of such a line.
const SIGNS: [char; 5] = ['·', '|', '•', '｜', '丨'];

/// More pieces than this are a menu.
const PIECES_MAX: usize = 5;

/// A reading time is no longer than this, in characters.
const READING_CHARS_MAX: usize = 24;

/// Small words within the names of people, and between them.
const PARTICLES: [&str; 14] =
    ["and", "&", "de", "da", "del", "der", "den", "di", "du", "la", "le", "van", "von", "bin"];

/// Words by which what stands there is a section or a publication.
const SECTIONS: [&str; 32] = [
    "news",
    "markets",
    "market",
    "tech",
    "technology",
    "science",
    "opinion",
    "analysis",
    "business",
    "politics",
    "world",
    "review",
    "reviews",
    "guide",
    "guides",
    "report",
    "reports",
    "times",
    "post",
    "journal",
    "magazine",
    "team",
    "staff",
    "editor",
    "editors",
    "press",
    "research",
    "insights",
    "blog",
    "the",
    "finance",
    "money",
];

/// The author in a line of a name, a date and a reading time, in any order.
pub(super) fn author(line: &str) -> Option<String> {
    let others = beside(line)?;
    others.into_iter().find_map(person)
}

/// Whether a line is made of a date, a reading time, and little else.
pub(super) fn is_of_pieces(line: &str) -> bool {
    beside(line).is_some()
}

/// The pieces of a line beside its one date and its reading time, where it has both.
fn beside(line: &str) -> Option<Vec<&str>> {
    let pieces: Vec<&str> = line.split(SIGNS).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let (dates, others): (Vec<&str>, Vec<&str>) = pieces.iter().partition(|piece| is_date(piece));
    let (times, others): (Vec<&str>, Vec<&str>) = others.into_iter().partition(|piece| is_reading_time(piece));
    (pieces.len() <= PIECES_MAX && dates.len() == 1 && times.len() == 1).then_some(others)
}

fn is_date(piece: &str) -> bool {
    date_at_start(piece).is_some_and(|(_, length)| length == piece.len())
}

/// `5 min read`, `阅读需 5 分钟`.
fn is_reading_time(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let counts = lower.bytes().any(|byte| byte.is_ascii_digit());
    let says = ["min read", "minute read", "minutes read", "mins read", "reading time", "read time", "分钟", "分鐘"];
    let is_short = lower.chars().count() <= READING_CHARS_MAX;
    let alone = [" min", " mins", " minutes"].iter().any(|unit| lower.ends_with(unit));
    counts && is_short && (alone || says.iter().any(|says| lower.contains(says)))
}

/// The people whom a piece names, and nothing else.
fn person(piece: &str) -> Option<String> {
    if let Some(names) = names::chinese_names(piece) {
        return names::joined(names);
    }
    let words: Vec<&str> = piece.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| {
        let lower = word.to_lowercase();
        let named = word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        !SECTIONS.contains(&&*lower) && (named || PARTICLES.contains(&&*lower))
    };
    ((2..=8).contains(&words.len()) && words.iter().all(is_word)).then(|| names::tidy(piece)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_beside_a_date_and_a_reading_time() {
        for (line, name) in [
            ("Jane Doe · 2 Mar 2026 · 5 min read", Some("Jane Doe")),
            ("Jane Doe | March 2, 2026 | 5 minute read", Some("Jane Doe")),
            ("5 min read • Jane O’Hara and Bo van Sample • Mar 2, 2026", Some("Jane O’Hara and Bo van Sample")),
            ("Markets · Jane Doe · 2026-03-02 · 5 min", Some("Jane Doe")),
            ("张三 · 2026年3月2日 · 阅读需 5 分钟", Some("张三")),
            ("World News · 2 Mar 2026 · 5 min read", None),
            ("Markets · 2 Mar 2026 · 5 min read", None),
            ("Jane Doe · 2 Mar 2026", None),
            ("Jane Doe · 2 Mar 2026 · 4 Mar 2026 · 5 min read", None),
        ] {
            assert_eq!(author(line).as_deref(), name, "{line}");
        }
        assert!(is_of_pieces("Markets · 2 Mar 2026 · 5 min read"));
    }
}
