//! A sketch: so few bytes of a text that a hundred thousand of them are looked through in some milliseconds, and yet two
//! texts that share a tenth of their shingles agree in more of them than chance explains.
//!
//! One permutation hashing (Li, Owen, Zhang 2012) with optimal densification (Shrivastava 2017), of each minimum eight bits
//! (Li and König 2010). Two sketches agree in the share of their bytes that is the share of common shingles, plus one in 256.

use super::words::{SHINGLE_WORDS, Words, mixed};

/// Bytes of a sketch: with 128, texts with a tenth of their shingles in common agree in twelve, and chance in half a byte.
pub const SKETCH_BYTES: usize = 128;

/// Raised whenever sketches of the same texts come out differently: kept ones are then made anew.
pub const SKETCH_VERSION: u32 = 1;

/// Texts of fewer words have no sketch: a sentence stands in many articles.
const WORDS_MIN: usize = 24;

/// Agreement in fewer bytes is taken for chance: of 100,000 unrelated texts one or two reach it.
const AGREEMENT_MIN: u32 = 6;

/// Bits of a shingle's hash that choose the byte.
const CHOICE_BITS: u32 = SKETCH_BYTES.trailing_zeros();

/// The sketch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch(pub [u8; SKETCH_BYTES]);

impl Sketch {
    /// The sketch of these words; `None` when there are too few.
    pub fn of(words: &Words) -> Option<Self> {
        if words.len() < WORDS_MIN.max(SHINGLE_WORDS) {
            return None;
        }
        let mut least = [u64::MAX; SKETCH_BYTES];
        for shingle in words.shingles() {
            let place = &mut least[place(shingle)];
            *place = shingle.min(*place);
        }
        let filled = least;
        for (number, value) in (0u64..).zip(&mut least).filter(|(_, value)| **value == u64::MAX) {
            *value = borrowed(&filled, number);
        }
        // The low bits took no part in the choice of the place, but the minimum leans on the high ones.
        Some(Self(least.map(|value| mixed(value).to_le_bytes()[0])))
    }

    /// How many bytes two sketches agree in, when that is more than chance; the more, the more alike.
    pub fn agreement(&self, other: &[u8; SKETCH_BYTES]) -> Option<u32> {
        let same: u8 = self.0.iter().zip(other).map(|(a, b)| u8::from(a == b)).sum();
        Some(u32::from(same)).filter(|same| *same >= AGREEMENT_MIN)
    }
}

/// Which byte a shingle counts for.
fn place(shingle: u64) -> usize {
    usize::try_from(shingle >> (u64::BITS - CHOICE_BITS)).unwrap_or_default()
}

/// The value of another place, found in an order that depends on the number of the empty place alone.
fn borrowed(filled: &[u64; SKETCH_BYTES], number: u64) -> u64 {
    let tries = (1u64..).map(|attempt| filled[place(mixed(number << 32 | attempt))]);
    tries.take(1 << 16).find(|value| *value != u64::MAX).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch::of(&Words::of(text)).unwrap()
    }

    fn sentences(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("第{n}家工厂在{}月把产能提高到{}片，", n * 7 % 12 + 1, n * 131 % 9_000)).collect()
    }

    #[test]
    fn equal_texts_agree_in_all_and_strange_ones_in_none() {
        let text = sentences(0, 60);
        assert_eq!(sketch(&text).agreement(&sketch(&text).0), Some(128));
        let other = "The committee postponed its vote on the bridge until autumn, citing costs that nobody had foreseen when the plan was drawn up, and asked the city for another survey of the river bed.";
        assert_eq!(sketch(&text).agreement(&sketch(other).0), None);
    }

    #[test]
    fn an_excerpt_agrees_beyond_chance() {
        let (whole, part) = (sentences(0, 100), sentences(40, 55));
        assert!(sketch(&whole).agreement(&sketch(&part).0).is_some());
    }

    #[test]
    fn a_short_text_has_no_sketch() {
        assert!(Sketch::of(&Words::of("只有一句话的剪报。")).is_none());
    }

    #[test]
    fn a_sketch_is_the_same_on_every_machine() {
        let first: Vec<u8> = sketch(&sentences(0, 60)).0[..8].to_vec();
        assert_eq!(first, EXPECTED, "sketches changed: raise SKETCH_VERSION");
    }

    const EXPECTED: [u8; 8] = [140, 94, 223, 192, 134, 222, 26, 138];
}
