//! How much a word tells of what is looked for: words that ask and words that join tell little.
//!
//! **Invariant:** this weighs hits that have some of the words; what is found strictly never depends on it.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use super::{Atoms, Piece};

/// Each weight is the best of some six tried on judged questions, by the mean reciprocal rank of the first ten; those
/// beside it do as well within 0.002.
const ASKED_WITH_WEIGHT: f32 = 0.1;
const JOINING_WEIGHT: f32 = 0.3;
const JOINING_HAN_WEIGHT: f32 = 0.5;
const JOINING_HAN_IN_PAIR_WEIGHT: f32 = 0.7;

/// What an ordinary word tells.
pub(crate) const FULL_WEIGHT: f32 = 1.0;

struct Words {
    /// Asking words of Han, the longest first.
    asking_han: Vec<Vec<String>>,
    joining_han: HashSet<String>,
    asking: HashSet<String>,
    weights: HashMap<String, f32>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut asking_han: Vec<Vec<String>> = listed("asking-zh").map(|word| characters(&folded(word))).collect();
        asking_han.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let asked_with = listed("asking-en").chain(listed("asked-with-en")).map(|word| (word, ASKED_WITH_WEIGHT));
        let joining = listed("joining-en").map(|word| (word, JOINING_WEIGHT));
        Words {
            asking_han,
            joining_han: listed("joining-zh").map(folded).collect(),
            asking: listed("asking-en").map(str::to_owned).collect(),
            weights: asked_with.chain(joining).map(|(word, weight)| (word.to_owned(), weight)).collect(),
        }
    })
}

fn listed(class: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    let lines = include_str!("../../data/function_words.txt").lines();
    lines.filter_map(move |line| line.strip_prefix(class)?.strip_prefix(' ')).flat_map(str::split_whitespace)
}

fn folded(word: &str) -> String {
    let mut atoms = Atoms::new(word);
    let mut folded = String::new();
    while atoms.read().is_some() {
        folded.push_str(atoms.text());
    }
    folded
}

fn characters(word: &str) -> Vec<String> {
    word.chars().map(String::from).collect()
}

/// Whether the folded English word asks.
pub(crate) fn asks(word: &str) -> bool {
    words().asking.contains(word)
}

/// What a folded English word tells.
pub(crate) fn weight_of_word(word: &str) -> f32 {
    words().weights.get(word).copied().unwrap_or(FULL_WEIGHT)
}

/// What a Han character tells by itself.
pub(crate) fn weight_of_han(character: &str) -> f32 {
    if words().joining_han.contains(character) { JOINING_HAN_WEIGHT } else { FULL_WEIGHT }
}

/// What two Han characters side by side tell.
pub(crate) fn weight_of_pair(pair: &[Piece]) -> f32 {
    let joining = pair.iter().filter(|piece| words().joining_han.contains(&piece.text));
    joining.fold(FULL_WEIGHT, |weight, _| weight * JOINING_HAN_IN_PAIR_WEIGHT)
}

/// A run of Han characters without the words that ask: what stands between them.
pub(crate) fn without_asking(mut run: &[Piece]) -> Vec<&[Piece]> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < run.len() {
        match asking_at(&run[at..]) {
            0 => at += 1,
            length => {
                kept.push(&run[..at]);
                run = &run[at + length..];
                at = 0;
            }
        }
    }
    kept.push(run);
    kept.retain(|run| !run.is_empty());
    kept
}

/// The length of the asking word at the beginning, 0 when there is none.
fn asking_at(run: &[Piece]) -> usize {
    let begins = |word: &&Vec<String>| {
        word.len() <= run.len() && word.iter().zip(run).all(|(character, piece)| *character == piece.text)
    };
    words().asking_han.iter().find(begins).map_or(0, Vec::len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Needle;

    #[test]
    fn what_asks_is_cut_out_in_either_script() {
        let rest = |text: &str| -> Vec<String> {
            let needle = Needle::exact(text).unwrap();
            let kept = without_asking(needle.pieces());
            kept.into_iter().map(|run| run.iter().map(|piece| piece.text.as_str()).collect()).collect()
        };
        assert_eq!(rest("股价为什么涨"), ["股价", "涨"]);
        assert_eq!(rest("股價為甚麼漲"), ["股价为", "涨"]);
        assert_eq!(rest("产能在哪一年翻倍"), ["产能在", "翻倍"]);
        assert!(rest("什么").is_empty());
    }

    #[test]
    fn joining_words_tell_little() {
        assert!(asks("which") && !asks("yield"));
        assert!(weight_of_word("the") < weight_of_word("about") && weight_of_word("about") < weight_of_word("yield"));
        assert!(weight_of_han("的") < weight_of_han("良"));
        let pair = Needle::exact("的良").unwrap();
        assert!(weight_of_pair(pair.pieces()) < FULL_WEIGHT);
    }
}
