//! When two texts, titles, authors or dates count as the same.

use std::collections::{BTreeSet, HashMap};

/// Words of a shingle: short enough that a paragraph cut in two loses little, long enough that chance finds none.
const SHINGLE: usize = 4;

/// Letters and digits that a part of a title has at least to stand for it.
const TITLE_PART_MIN: usize = 4;

/// How much two texts have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Overlap {
    /// The share of what was found that is right.
    pub(crate) precision: f64,
    /// The share of what is right that was found.
    pub(crate) recall: f64,
}

/// Compares shingles of four words, a Han character or a kana being a word, each as often as it stands.
pub(crate) fn overlap(gold: &str, found: &str) -> Overlap {
    let (gold, found) = (words(gold), words(found));
    let (gold, found) = (shingles(&gold), shingles(&found));
    let common: usize =
        gold.iter().map(|(shingle, times)| (*times).min(found.get(shingle).copied().unwrap_or(0))).sum();
    let share = |all: &HashMap<&[String], usize>| match all.values().sum::<usize>() {
        0 => 0.0,
        all => common as f64 / all as f64,
    };
    Overlap { precision: share(&found), recall: share(&gold) }
}

/// Whether more than half of a text's words are Han characters or kana.
pub(crate) fn is_mostly_han(text: &str) -> bool {
    let words = words(text);
    words.iter().filter(|word| word.chars().next().is_some_and(is_han)).count() * 2 > words.len()
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3040}'..='\u{30ff}')
}

fn words(text: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    for character in text.chars() {
        if !is_han(character) && (character.is_alphanumeric() || character == '_') {
            word.push(character);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if is_han(character) {
            words.push(character.to_string());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

fn shingles(words: &[String]) -> HashMap<&[String], usize> {
    let mut shingles = HashMap::new();
    let whole = Some(words).filter(|words| !words.is_empty() && words.len() < SHINGLE);
    for shingle in words.windows(SHINGLE).chain(whole) {
        *shingles.entry(shingle).or_default() += 1;
    }
    shingles
}

/// Letters and digits in small letters.
fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|character| character.is_alphanumeric()).collect()
}

/// Whether two titles, or parts of them between bars and spaced dashes, are the same: one may name the site.
pub(crate) fn same_title(gold: &str, found: &str) -> bool {
    let parts = |title: &str| {
        let mut parts = BTreeSet::from([plain(title)]);
        let dashed = [" - ", " – ", " — ", " · "].iter().fold(title.to_owned(), |title, dash| title.replace(dash, "|"));
        parts.extend(dashed.split(['|', '｜', '_']).map(plain).filter(|part| part.chars().count() >= TITLE_PART_MIN));
        parts
    };
    !parts(gold).is_disjoint(&parts(found))
}

/// Whether every author that is named was found; a name may be a part of what was found, or hold it.
pub(crate) fn same_authors(gold: &str, found: &str) -> bool {
    let (gold, found) = (names(gold), names(found));
    let is_found = |name: &String| found.iter().any(|other| name.contains(other) || other.contains(name));
    !gold.is_empty() && gold.iter().all(is_found)
}

/// What may stand before a name.
const BEFORE_NAMES: [&str; 9] = ["by", "作者", "记者", "編輯", "编辑", "责任编辑", "文", "来源", "撰文"];

fn names(text: &str) -> BTreeSet<String> {
    let mut text = text.trim().to_lowercase();
    while let Some(rest) = BEFORE_NAMES.iter().find_map(|label| {
        let rest = text.strip_prefix(label)?.trim_start();
        let parted = rest.len() < text.len() - label.len() || rest.starts_with([':', '：', '/', '｜', '|']);
        (parted || !label.is_ascii()).then(|| rest.trim_start_matches([':', '：', '/', '｜', '|', ' ']).to_owned())
    }) {
        text = rest;
    }
    let signs = [',', '，', '、', ';', '；', '/', '&', '|', '｜', '\n', '\t'];
    let parts = text.split(signs).flat_map(|part| part.split("  ")).flat_map(|part| part.split(" and "));
    parts.map(plain).filter(|name| !name.is_empty()).collect()
}

/// Whether two dates are one day, as far as the judged one says.
pub(crate) fn same_day(gold: &str, found: &str) -> bool {
    let (Some(gold), Some(found)) = (day(gold), day(found)) else { return false };
    gold.iter().zip(found).all(|(gold, found)| *gold == 0 || *gold == found)
}

/// The first year, month and day of a text; 0 where there is no day.
fn day(text: &str) -> Option<[u32; 3]> {
    let characters: Vec<char> = text.chars().collect();
    (0..characters.len()).find_map(|at| {
        let (year, rest) = number(&characters[at..], 4, 4)?;
        let rest = rest
            .strip_prefix(&['-'])
            .or(rest.strip_prefix(&['/']))
            .or(rest.strip_prefix(&['.']))
            .or(rest.strip_prefix(&['年']))?;
        let (month, rest) = number(rest, 1, 2)?;
        let after = rest.split_first().filter(|(sign, _)| ['-', '/', '.', '月'].contains(sign)).map(|(_, rest)| rest);
        let day = after.and_then(|rest| number(rest, 1, 2)).map_or(0, |(day, _)| day);
        Some([year, month, day])
    })
}

/// A number of so many digits at the beginning, and what follows.
fn number(text: &[char], least: usize, most: usize) -> Option<(u32, &[char])> {
    let digits = text.iter().take(most).take_while(|character| character.is_ascii_digit()).count();
    let number: String = text[..digits].iter().collect();
    (digits >= least).then(|| Some((number.parse().ok()?, &text[digits..])))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_compared_by_shingles_of_both_scripts() {
        let all = overlap("良率提升到七成 in March", "良率提升到七成 in March");
        assert_eq!(all, Overlap { precision: 1.0, recall: 1.0 });
        let half = overlap("良率提升到七成", "良率提升到七成，另有广告广告");
        assert_eq!(half.recall, 1.0);
        assert_eq!(half.precision, 4.0 / 10.0);
        assert_eq!(overlap("良率提升", ""), Overlap { precision: 0.0, recall: 0.0 });
        assert!(is_mostly_han("HBM 良率提升") && !is_mostly_han("Yields of HBM 良率"));
    }

    #[test]
    fn titles_authors_and_days_are_compared_by_what_they_say() {
        assert!(same_title("Memory prices rise", "Memory prices rise | The Gazette"));
        assert!(!same_title("Memory prices rise", "Memory prices fall"));
        assert!(same_authors("Ann Example and Bo Sample", "By Bo Sample, Ann Example"));
        assert!(!same_authors("Ann Example and Bo Sample", "Ann Example"));
        assert!(same_authors("林晓", "记者：林晓") && !same_authors("林晓", ""));
        assert!(same_day("2026-03-02", "2026-03-02T05:05:00+08:00") && same_day("2026年3月", "2026-03-09"));
        assert!(!same_day("2026-03-02", "2026-03-03") && !same_day("2026-03-02", ""));
    }
}
