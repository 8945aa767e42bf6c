//! The words of a text, as numbers.

use crate::analysis::{Atoms, Class};

/// Words in a shingle: five Han characters are rarely the same by chance, and one edit harms no more than five shingles.
pub(super) const SHINGLE_WORDS: usize = 5;

/// Multiplier of Fibonacci hashing, 2^64 over the golden ratio (Knuth, The Art of Computer Programming, vol. 3, 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The words of a text in order, each a hash, with the paragraph (line) it stands in.
#[derive(Clone, Debug, Default)]
pub struct Words {
    hashes: Vec<u64>,
    lines: Vec<u32>,
}

impl Words {
    /// Reads the words of a text.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        let mut buffer = String::new();
        for (number, line) in (0u32..).zip(text.lines()) {
            let mut atoms = Atoms::with_buffer(line, buffer);
            while let Some(atom) = atoms.read() {
                if matches!(atom.class, Class::Letter | Class::Digit | Class::Han) {
                    words.hashes.push(hash(atoms.text()));
                    words.lines.push(number);
                }
            }
            buffer = atoms.into_buffer();
        }
        words
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The line of each word.
    pub(super) fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// The shingles in order: the n-th begins at the n-th word.
    pub(super) fn shingles(&self) -> impl Iterator<Item = u64> + '_ {
        let join = |all: u64, word: &u64| mixed(all.rotate_left(23) ^ word);
        self.hashes.windows(SHINGLE_WORDS).map(move |words| words.iter().fold(0, join))
    }
}

/// Spreads the bits of a number over all of it (the finaliser of MurmurHash3, Appleby 2011).
pub(super) fn mixed(mut number: u64) -> u64 {
    number ^= number >> 33;
    number = number.wrapping_mul(0xff51_afd7_ed55_8ccd);
    number ^= number >> 33;
    number = number.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ (number >> 33)
}

fn hash(word: &str) -> u64 {
    word.chars().fold(SPREAD, |all, c| (all ^ u64::from(u32::from(c))).wrapping_mul(SPREAD).rotate_left(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_does_not_matter_and_words_do() {
        let same = |a: &str, b: &str| assert_eq!(Words::of(a).hashes, Words::of(b).hashes, "{a}");
        same("台積電的HBM良率，約 62%。", "台积电的 hbm良率约62%");
        same("「到年底」\n能到七成", "到 年 底 能到七成");
        same("Café prices rose — again!", "cafe prices  rose, again");
        assert_ne!(Words::of("良率62%").hashes, Words::of("良率58%").hashes);
    }

    #[test]
    fn shingles_know_the_order_of_their_words() {
        let shingle = |text: &str| Words::of(text).shingles().next();
        assert_ne!(shingle("一二三四五"), shingle("五四三二一"));
        assert_eq!(shingle("一二三四"), None);
    }
}
