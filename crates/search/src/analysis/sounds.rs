//! How Chinese sounds: pinyin and its initials, so that `taijidian` and `tjd` find 台积电.
//!
//! Titles and names have, beside their words, the syllable of each Han character and the first letters of each two
//! neighbours, at the positions of the characters. A character that is read in several ways has all of them.

use std::{borrow::Cow, collections::HashSet, sync::OnceLock};

use pinyin::{ToPinyin, ToPinyinMulti};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{Atoms, Class, Needle, STEP};

/// Readings of one character that count.
const READINGS_MAX: usize = 4;
/// Ways to cut letters into syllables that count: `xian` is xi an, `fangan` fang an or fan gan.
const CUTS_MAX: usize = 4;
/// Spellings of one name that count.
const SPELLINGS_MAX: usize = 16;
/// Longer words are no name.
const LETTERS_MAX: usize = 40;
/// One syllable alone, or two first letters, would find too much.
const SYLLABLES_MIN: usize = 2;
const INITIALS_MIN: usize = 3;
const INITIALS_MAX: usize = 8;
/// Stands before first letters, so that `an` of 安娜 is not taken for the syllable.
const INITIALS_MARK: char = '\u{1}';
/// The Han characters that syllables are known from, and whose readings are kept at hand.
const BASIC_HAN: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fa5}';

/// The readings of a folded Han character, in ASCII letters; `lü` is `lv`.
fn readings(han: char) -> Readings {
    let place = (han as usize).checked_sub(*BASIC_HAN.start() as usize);
    match place.and_then(|place| known().readings.get(place)) {
        Some(readings) => Cow::Borrowed(readings),
        None => Cow::Owned(looked_up(han)),
    }
}

type Readings = Cow<'static, [String]>;

/// The same, from the tables of the library, which takes long.
fn looked_up(han: char) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    let all = han.to_pinyin().into_iter().chain(han.to_pinyin_multi().into_iter().flatten());
    for reading in all.map(|reading| reading.plain().replace('ü', "v")) {
        let is_plain = !reading.is_empty() && reading.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_plain && readings.len() < READINGS_MAX && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

struct Known {
    /// Of each of [`BASIC_HAN`].
    readings: Vec<Vec<String>>,
    syllables: HashSet<String>,
    initials: HashSet<u8>,
    longest: usize,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        // 嗯 is read `n` and `ng`, which would cut words anywhere.
        let is_voiced = |reading: &&String| reading.contains(['a', 'e', 'i', 'o', 'u', 'v']);
        let readings: Vec<Vec<String>> = BASIC_HAN.map(looked_up).collect();
        let syllables: HashSet<String> = readings.iter().flatten().filter(is_voiced).cloned().collect();
        let initials = syllables.iter().filter_map(|syllable| syllable.bytes().next()).collect();
        let longest = syllables.iter().map(String::len).max().unwrap_or_default();
        Known { readings, syllables, initials, longest }
    })
}

/// The ways to read a word in letters as two syllables or more.
pub(crate) fn syllables(word: &str) -> Vec<Vec<&str>> {
    let mut cuts = Vec::new();
    if word.len() <= LETTERS_MAX && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        cut(word, &mut Vec::new(), &mut cuts, &mut HashSet::new());
    }
    cuts
}

/// Adds the ways to cut the rest; `dead` holds the lengths of rests that cannot be cut.
fn cut<'a>(rest: &'a str, before: &mut Vec<&'a str>, cuts: &mut Vec<Vec<&'a str>>, dead: &mut HashSet<usize>) -> bool {
    if rest.is_empty() {
        if before.len() >= SYLLABLES_MIN {
            cuts.push(before.clone());
        }
        return true;
    }
    let mut fits = false;
    for length in (1..=rest.len().min(known().longest)).rev() {
        let (first, others) = rest.split_at(length);
        if cuts.len() >= CUTS_MAX || dead.contains(&others.len()) || !known().syllables.contains(first) {
            continue;
        }
        before.push(first);
        fits |= cut(others, before, cuts, dead);
        before.pop();
    }
    if !fits && cuts.len() < CUTS_MAX {
        dead.insert(rest.len());
    }
    fits
}

/// How a name of two or more Han characters may be spelt: by its syllables and by its first letters.
pub(crate) fn sounds_of_name(name: &Needle) -> HashSet<String> {
    let read: Vec<Readings> = name.pieces().iter().flat_map(|piece| piece.text.chars()).map(readings).collect();
    if read.len() < SYLLABLES_MIN || read.iter().any(|readings| readings.is_empty()) {
        return HashSet::new();
    }
    let (mut whole, mut first) = (vec![String::new()], vec![String::new()]);
    for readings in &read {
        whole = joined(&whole, readings.iter().map(String::as_str));
        first = joined(&first, readings.iter().map(|reading| &reading[..1]));
    }
    whole.into_iter().chain(first.into_iter().filter(|letters| may_be_initials(letters))).collect()
}

/// Each beginning with each ending, as far as they count.
fn joined<'a>(beginnings: &[String], endings: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let all = beginnings.iter().flat_map(|begin| endings.clone().map(move |end| format!("{begin}{end}")));
    let mut seen = HashSet::new();
    all.filter(|text| seen.insert(text.clone())).take(SPELLINGS_MAX).collect()
}

/// Whether a word may be the first letters of Chinese.
pub(crate) fn may_be_initials(word: &str) -> bool {
    (INITIALS_MIN..=INITIALS_MAX).contains(&word.len()) && word.bytes().all(|byte| known().initials.contains(&byte))
}

/// Terms at their distances that syllables stand as.
pub(crate) fn terms_of_syllables(syllables: &[&str]) -> Vec<(usize, String)> {
    syllables.iter().enumerate().map(|(index, syllable)| (index * STEP as usize, (*syllable).to_owned())).collect()
}

/// Terms at their distances that first letters stand as.
pub(crate) fn terms_of_initials(letters: &str) -> Vec<(usize, String)> {
    let pairs = letters.as_bytes().windows(2).enumerate();
    pairs.map(|(index, pair)| (index * STEP as usize, initials(pair[0], pair[1]))).collect()
}

fn initials(first: u8, second: u8) -> String {
    [INITIALS_MARK, char::from(first), char::from(second)].iter().collect()
}

/// Tantivy's door to the sounds.
#[derive(Clone, Default)]
pub(crate) struct Sounds;

impl Tokenizer for Sounds {
    type TokenStream<'a> = Heard;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Heard {
        let mut tokens = Vec::new();
        let mut atoms = Atoms::new(text);
        let mut before: Option<(u32, Readings)> = None;
        while let Some(atom) = atoms.read() {
            let han = atoms.text().chars().next().filter(|_| atom.class == Class::Han);
            let Some(read) = han.map(readings).filter(|read| !read.is_empty()) else {
                before = None;
                continue;
            };
            if let Some((position, earlier)) = before.filter(|(position, _)| position + STEP == atom.position) {
                tokens.extend(pairs(&earlier, &read).into_iter().map(|text| token(position, text)));
            }
            tokens.extend(read.iter().map(|text| token(atom.position, text.clone())));
            before = Some((atom.position, read));
        }
        // Tantivy takes tokens in the order of their positions.
        tokens.sort_by_key(|token| token.position);
        Heard { tokens, next: 0 }
    }
}

/// The first letters of two neighbours, in every reading.
fn pairs(first: &[String], second: &[String]) -> HashSet<String> {
    let letters = |read: &[String]| -> HashSet<u8> { read.iter().filter_map(|text| text.bytes().next()).collect() };
    let (first, second) = (letters(first), letters(second));
    first.iter().flat_map(|one| second.iter().map(|other| initials(*one, *other))).collect()
}

fn token(position: u32, text: String) -> Token {
    Token { position: position as usize, position_length: 2 * STEP as usize, text, ..Token::default() }
}

/// The sounds of one text.
pub(crate) struct Heard {
    tokens: Vec<Token>,
    next: usize,
}

impl TokenStream for Heard {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_cut_into_syllables() {
        assert_eq!(syllables("taijidian"), [["tai", "ji", "dian"].to_vec(), ["tai", "ji", "di", "an"].to_vec()]);
        assert!(syllables("xian").contains(&vec!["xi", "an"]));
        assert!(syllables("tai").is_empty() && syllables("hbm").is_empty() && syllables("capacity").is_empty());
        assert!(syllables(&"a".repeat(40)).len() <= CUTS_MAX);
    }

    #[test]
    fn first_letters_are_those_of_syllables() {
        assert!(may_be_initials("tjd") && may_be_initials("zgpa"));
        assert!(!may_be_initials("tj") && !may_be_initials("gpu") && !may_be_initials("mi300"));
    }

    #[test]
    fn a_name_is_heard_with_all_readings() {
        let mut stream = Sounds;
        let mut heard = stream.token_stream("臺積電 A长");
        let mut found = Vec::new();
        while heard.advance() {
            found.push(format!("{}@{}", heard.token().text.replace(INITIALS_MARK, "~"), heard.token().position));
        }
        for sound in ["tai@0", "~tj@0", "ji@2", "~jd@2", "dian@4"] {
            assert!(found.contains(&sound.to_owned()), "{found:?}");
        }
        assert!(found.iter().any(|sound| sound.starts_with("chang@")) && found.iter().any(|s| s.starts_with("zhang@")));
    }
}
