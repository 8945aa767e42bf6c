//! Every run of characters that stands in a text finds it, and nothing else does: against an oracle that knows
//! nothing of tokens and simply looks.

use std::collections::HashMap;

use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use model::Id;
use pinyin::{ToPinyin, ToPinyinMulti};
use proptest::{prelude::*, sample::select};

use crate::desk::{Desk, article, ids};

/// Traditional forms among the words below.
const PAIRS: &str = "臺台積积電电產产億亿美美餘余額额達达偉伟頻频寬宽記记憶忆體体長长";

/// What texts are made of: Chinese in both scripts, English, numbers with their signs, Japanese, Korean.
const WORDS: [&str; 44] = [
    "台积电",
    "臺積電",
    "产能",
    "產能",
    "高频宽记忆体",
    "高頻寬記憶體",
    "英伟达",
    "英偉達",
    "的",
    "长",
    "美元",
    "亿",
    "億",
    "余额",
    "餘額",
    "HBM",
    "HBM3E",
    "hbm",
    "H100",
    "MI300X",
    "CoWoS-L",
    "2330.TW",
    "Q3'24",
    "Q3’24",
    "$124bn",
    "50-60%",
    "50–60%",
    "29",
    "29亿美元",
    "3.5",
    "3",
    "5",
    "GPU",
    "ＧＰＵ",
    "Café",
    "cafe",
    "AT&T",
    "I/O",
    "C++",
    "naïve",
    "メモリ",
    "ﾒﾓﾘ",
    "반도체",
    "1,234",
];
const GLUES: [&str; 8] = ["", "", "", " ", "，", "。", "\n", "、"];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((select(&WORDS[..]), select(&GLUES[..])), 1..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, glue)| [word, glue]).collect())
}

/// How the oracle sees a text: one form of every character, white space only where it separates two of a kind.
pub(crate) fn plain(text: &str) -> Vec<char> {
    let simple: HashMap<char, char> =
        PAIRS.chars().collect::<Vec<_>>().chunks(2).map(|pair| (pair[0], pair[1])).collect();
    let composed = ComposingNormalizer::new_nfkc().normalize(text).to_lowercase();
    let apart =
        DecomposingNormalizer::new_nfd().normalize(&composed).replace(|c| matches!(c, '\u{300}'..='\u{36f}'), "");
    let together = ComposingNormalizer::new_nfc().normalize(&apart).replace('’', "'").replace('–', "-");
    let chars: Vec<char> = together.chars().map(|c| *simple.get(&c).unwrap_or(&c)).collect();
    let mut plain: Vec<char> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if !c.is_whitespace() {
            plain.push(*c);
            continue;
        }
        let after = chars[at..].iter().find(|c| !c.is_whitespace());
        let separates =
            plain.last().zip(after).is_some_and(|(before, after)| is_east_asian(*before) == is_east_asian(*after));
        if separates && plain.last() != Some(&' ') {
            plain.push(' ');
        }
    }
    plain
}

pub(crate) fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Letters go with letters and digits with digits: a word is not found in the middle of another.
fn clings(a: char, b: char) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !is_east_asian(c);
    (is_letter(a) && is_letter(b)) || (a.is_numeric() && b.is_numeric())
}

/// Whether `wanted` stands in `text` as whole words, the last perhaps unfinished.
pub(crate) fn stands_in(text: &[char], wanted: &[char], unfinished: bool) -> bool {
    (0..text.len()).any(|start| {
        let end = start + wanted.len();
        text.get(start..end) == Some(wanted)
            && (start == 0 || !clings(text[start - 1], wanted[0]))
            && (unfinished || end == text.len() || !clings(wanted[wanted.len() - 1], text[end]))
    })
}

/// The same words in another writing.
fn rewritten(text: &str, how: u8) -> String {
    let pairs: Vec<char> = PAIRS.chars().collect();
    let swap = |from: usize| {
        text.chars().map(|c| pairs.chunks(2).find(|pair| pair[from] == c).map_or(c, |pair| pair[1 - from])).collect()
    };
    let wide = |c: char| if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c };
    match how {
        0 => swap(0),
        1 => swap(1),
        2 => text.to_uppercase(),
        3 => text.chars().map(wide).collect(),
        _ => text.to_owned(),
    }
}

/// A piece of a text that begins and ends at the border of a word.
fn slice(text: &str, from: usize, length: usize) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut from = from % chars.len();
    let mut to = (from + length).min(chars.len());
    while from > 0 && clings(chars[from - 1], chars[from]) {
        from -= 1;
    }
    while to < chars.len() && clings(chars[to - 1], chars[to]) {
        to += 1;
    }
    let piece: String = chars[from..to].iter().collect();
    let piece = piece.trim_matches(|c: char| c.is_whitespace() || "，。、.,'’".contains(c)).to_owned();
    piece.chars().any(char::is_alphanumeric).then_some(piece)
}

/// A document as the oracle sees it: title and body.
type Seen = (Id, [Vec<char>; 2]);

fn desk(texts: &[String]) -> (Desk, Vec<Seen>) {
    let documents: Vec<_> =
        texts.chunks(2).map(|pair| article(pair.get(1).map_or("", |title| title), &pair[0])).collect();
    let seen =
        documents.iter().map(|document| (document.id, [plain(&document.title), plain(&document.body)])).collect();
    (Desk::with(documents), seen)
}

fn expected(seen: &[Seen], wanted: &str, unfinished: bool) -> Vec<Id> {
    let wanted = plain(wanted);
    seen.iter()
        .filter(|(_, texts)| texts.iter().any(|text| stands_in(text, &wanted, unfinished)))
        .map(|(id, _)| *id)
        .collect()
}

/// What a word finds while it is typed: where it begins a word, and as first letters of a title that sounds so
/// (docs/query.md, "Pinyin"). None of the words above begins with two syllables.
fn expected_while_typed(seen: &[Seen], half: &str) -> Vec<Id> {
    let letters = plain(half);
    let is_a_word = !expected(seen, half, false).is_empty();
    let may_sound = !is_a_word && (3..=8).contains(&letters.len()) && letters.iter().all(char::is_ascii_lowercase);
    let mut found = expected(seen, half, true);
    found.extend(seen.iter().filter(|(_, [title, _])| may_sound && sounds_so(title, &letters)).map(|(id, _)| *id));
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether characters that stand side by side in a title begin with these letters, in any of their readings.
fn sounds_so(title: &[char], letters: &[char]) -> bool {
    let readings = |han: char| han.to_pinyin().into_iter().chain(han.to_pinyin_multi().into_iter().flatten());
    let begins = |(han, letter): (&char, &char)| readings(*han).any(|reading| reading.plain().starts_with(*letter));
    title.windows(letters.len()).any(|run| run.iter().zip(letters).all(begins))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_in_a_text_finds_it_and_nothing_else_does(
        texts in prop::collection::vec(text(), 2..24),
        places in prop::collection::vec((any::<usize>(), any::<usize>(), 1_usize..14, 0_u8..6), 60),
    ) {
        let (desk, seen) = desk(&texts);
        for (which, from, length, how) in places {
            let Some(piece) = slice(&texts[which % texts.len()], from, length) else { continue };
            let query = rewritten(&piece, how);
            let exactly = expected(&seen, &piece, false);
            prop_assert!(!exactly.is_empty(), "the oracle does not see {piece:?}");
            prop_assert_eq!(desk.ids(&format!("\"{query}\"")), exactly.clone(), "{:?}", query);
            if !piece.contains(|c: char| c.is_whitespace() || "，。、".contains(c)) && !piece.starts_with('-') {
                prop_assert_eq!(desk.ids(&query), exactly, "{:?} without quotation marks", query);
            }
        }
    }

    #[test]
    fn the_last_word_may_be_unfinished(
        texts in prop::collection::vec(text(), 2..24),
        places in prop::collection::vec((any::<usize>(), any::<usize>(), 1_usize..9, 1_usize..6), 60),
    ) {
        let (desk, seen) = desk(&texts);
        for (which, from, length, typed) in places {
            let Some(piece) = slice(&texts[which % texts.len()], from, length) else { continue };
            let half: String = piece.chars().take(typed).collect();
            if half.contains(|c: char| c.is_whitespace() || "，。、.,'’".contains(c)) || !half.chars().all(char::is_alphanumeric) {
                continue;
            }
            let mut request = crate::desk::request(&half);
            request.typing = true;
            prop_assert_eq!(ids(&desk.ask(&request)), expected_while_typed(&seen, &half), "{:?}", half);
        }
    }

    #[test]
    fn words_that_stand_nowhere_together_find_nothing_whole(
        texts in prop::collection::vec(text(), 2..16),
        queries in prop::collection::vec((select(&WORDS[..]), select(&WORDS[..])), 40),
    ) {
        let (desk, seen) = desk(&texts);
        for (first, second) in queries {
            let glued = format!("{first}{second}");
            let quoted = desk.find(&format!("\"{glued}\""));
            prop_assert_eq!(ids(&quoted), expected(&seen, &glued, false), "{:?}", glued);
            prop_assert!(!quoted.relaxed, "a phrase is never loosened: {glued:?}");
            let both: Vec<Id> = expected(&seen, first, false).into_iter().filter(|id| expected(&seen, second, false).contains(id)).collect();
            prop_assert_eq!(desk.ids(&format!("{first} {second}")), both, "{} {}", first, second);
        }
    }

    #[test]
    fn highlights_mark_what_was_asked_for(text in text(), from: usize, length in 1_usize..10) {
        let Some(piece) = slice(&text, from, length) else { return Ok(()) };
        let (desk, _) = desk(&[text.clone(), String::new()]);
        let answer = desk.find(&format!("\"{piece}\""));
        let matcher = answer.matchers.of(&answer.hits[0]);
        let ranges = matcher.highlights(&text);
        prop_assert!(!ranges.is_empty(), "{piece:?}");
        let marked = |(start, end): &(u32, u32)| text.chars().skip(*start as usize).take((end - start) as usize).collect::<String>();
        for range in &ranges {
            let marked = plain(&marked(range));
            prop_assert!(stands_in(&marked, &plain(&piece), false), "{marked:?} for {piece:?}");
        }
        let snippet = matcher.snippet(&text, 40);
        prop_assert!(snippet.text.chars().count() <= 42);
        prop_assert!(!snippet.highlights.is_empty());
    }
}
