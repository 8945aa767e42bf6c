//! Needles: what a query looks for, as atoms at fixed distances.

use super::{Atoms, Class, STEP};

/// One atom of a needle.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Piece {
    /// Its distance from the first atom.
    pub(crate) offset: u32,
    /// What it is.
    pub(crate) class: Class,
    /// Its folded characters.
    pub(crate) text: String,
}

/// A run of atoms to be found as it stands; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Needle {
    pieces: Vec<Piece>,
}

impl Needle {
    /// All atoms of a text, punctuation at its ends aside; `None` when nothing is left.
    pub(crate) fn exact(text: &str) -> Option<Self> {
        Self::new(pieces(text))
    }

    fn new(mut pieces: Vec<Piece>) -> Option<Self> {
        let all_signs = pieces.iter().all(|piece| piece.class == Class::Sign);
        let clings = |piece: &Piece| !(is_break(piece) || is_soft(piece));
        if !all_signs {
            let from = pieces.iter().position(clings).unwrap_or(0);
            let to = pieces.iter().rposition(clings).map_or(pieces.len(), |last| last + 1);
            pieces.truncate(to);
            pieces.drain(..from);
        }
        let first = pieces.first()?.offset;
        pieces.iter_mut().for_each(|piece| piece.offset -= first);
        (!all_signs || pieces.iter().any(clings)).then_some(Self { pieces })
    }

    /// The atoms.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The word, when the needle is one run of letters.
    pub(crate) fn single_word(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [piece] if piece.class == Class::Letter => Some(&piece.text),
            _ => None,
        }
    }

    /// The character, when the needle is one Han character.
    pub(crate) fn single_han(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [piece] if piece.class == Class::Han => Some(&piece.text),
            _ => None,
        }
    }

    /// The same atoms as one text, for finding a whole title.
    pub(crate) fn key(&self) -> String {
        let mut key = String::new();
        let mut next = 0;
        for piece in &self.pieces {
            if piece.offset > next {
                key.push(' ');
            }
            key.push_str(&piece.text);
            next = piece.offset + STEP;
        }
        key
    }

    /// The name in its possessive, or in the plural of letters and digits: `Nvidia's`, `H100s`. Whatever has that form has
    /// the name. `None` when it has no such ending.
    pub(crate) fn name(&self) -> Option<Self> {
        let length = match self.pieces.as_slice() {
            [before @ .., sign, s] if !before.is_empty() && sign.text == "'" && s.text == "s" => before.len(),
            [before @ .., letters, digits, s]
                if letters.class == Class::Letter && digits.class == Class::Digit && s.text == "s" =>
            {
                before.len() + 2
            }
            _ => return None,
        };
        Self::of(&self.pieces[..length])
    }

    /// Both needles side by side, as they stand in a text with a space between.
    pub(crate) fn followed_by(&self, next: &Self) -> Self {
        let is_han = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.class == Class::Han);
        let gap = u32::from(is_han(self.pieces.last()) == is_han(next.pieces.first()));
        let shift = self.pieces.last().map_or(0, |last| last.offset + STEP + gap);
        let moved = next.pieces.iter().map(|piece| Piece { offset: piece.offset + shift, ..piece.clone() });
        Self { pieces: self.pieces.iter().cloned().chain(moved).collect() }
    }

    /// Cuts the needle after this many atoms; says whether something was cut.
    pub(crate) fn truncate(&mut self, pieces_max: usize) -> bool {
        let cut = self.pieces.len() > pieces_max;
        self.pieces.truncate(pieces_max.max(1));
        cut
    }

    /// These atoms as a needle of their own; `None` when they are but punctuation.
    pub(crate) fn of(pieces: &[Piece]) -> Option<Self> {
        Self::new(pieces.to_vec())
    }

    /// The same with another character in one place.
    pub(crate) fn with(&self, index: usize, character: char) -> Self {
        let mut pieces = self.pieces.clone();
        pieces[index].text = character.to_string();
        Self { pieces }
    }

    /// Runs of what stands side by side: Han characters, or letters and digits; signs and spaces end a run.
    pub(crate) fn runs(&self) -> Vec<&[Piece]> {
        let goes_on = |before: &Piece, after: &Piece| {
            after.offset == before.offset + STEP
                && (before.class == Class::Han) == (after.class == Class::Han)
                && before.class != Class::Sign
                && after.class != Class::Sign
        };
        self.pieces.chunk_by(goes_on).filter(|run| run[0].class != Class::Sign).collect()
    }
}

/// The needles of one bare word: cut where punctuation breaks it, kept whole across the signs inside a word.
pub(crate) fn words(text: &str) -> Vec<Needle> {
    let pieces = pieces(text);
    let mut words = Vec::new();
    let mut current: Vec<Piece> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if is_break(piece) || (is_soft(piece) && !holds_together(&pieces, index)) {
            words.extend(Needle::new(std::mem::take(&mut current)));
        } else {
            current.push(piece.clone());
        }
    }
    words.extend(Needle::new(current));
    words
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut atoms = Atoms::new(text);
    let mut pieces = Vec::new();
    while let Some(atom) = atoms.read() {
        pieces.push(Piece { offset: atom.position, class: atom.class, text: atoms.text().to_owned() });
    }
    pieces
}

/// Punctuation that ends a word wherever it stands.
fn is_break(piece: &Piece) -> bool {
    piece.class == Class::Sign
        && matches!(
            piece.text.as_str(),
            ";" | "!"
                | "?"
                | "\""
                | "("
                | ")"
                | "["
                | "]"
                | "{"
                | "}"
                | "。"
                | "、"
                | "《"
                | "》"
                | "〈"
                | "〉"
                | "「"
                | "」"
                | "『"
                | "』"
                | "【"
                | "】"
                | "〔"
                | "〕"
                | "¿"
                | "¡"
                | "|"
        )
}

/// Punctuation that may stand inside a word: `2330.TW`, `Q3'24`, `1,234`, `10:30`, `https://`.
fn is_soft(piece: &Piece) -> bool {
    piece.class == Class::Sign && matches!(piece.text.as_str(), "." | "," | ":" | "'")
}

/// Whether the soft sign at `index` stands inside a word.
fn holds_together(pieces: &[Piece], index: usize) -> bool {
    let sign = &pieces[index];
    let before =
        index.checked_sub(1).and_then(|before| pieces.get(before)).filter(|before| before.offset + STEP == sign.offset);
    let after = pieces.get(index + 1).filter(|after| after.offset == sign.offset + STEP);
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_word = |piece: &Piece| matches!(piece.class, Class::Letter | Class::Digit);
    match sign.text.as_str() {
        "," => before.class == Class::Digit && after.class == Class::Digit,
        ":" => is_word(before) && (is_word(after) || after.text == "/"),
        _ => is_word(before) && is_word(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(needle: &Needle) -> String {
        needle.pieces().iter().map(|piece| format!("{}@{}", piece.text, piece.offset)).collect::<Vec<_>>().join(" ")
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).iter().map(show).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn signs_inside_a_word_stay_punctuation_around_it_goes() {
        check("CoWoS-L,", &["cowos@0 -@2 l@4"]);
        check("2330.TW.", &["2330@0 .@2 tw@4"]);
        check("Q3’24", &["q@0 3@2 '@4 24@6"]);
        check("$124bn", &["$@0 124@2 bn@4"]);
        check("50–60%", &["50@0 -@2 60@4 %@6"]);
        check("1,234:HBM,ASIC", &["1@0 ,@2 234@4 :@6 hbm@8", "asic@0"]);
        check("英伟达、AMD和博通，都在？", &["英@0 伟@2 达@4", "amd@0 和@2 博@4 通@6", "都@0 在@2"]);
        check("？", &[]);
        check("...", &[]);
        check("%", &["%@0"]);
        check("C++", &["c@0 +@2 +@4"]);
    }

    #[test]
    fn a_name_stands_before_its_ending() {
        let name = |text: &str| Needle::exact(text).unwrap().name().map(|name| name.key());
        for (text, expected) in
            [("Nvidia’s", "nvidia"), ("CoWoS-L's", "cowos-l"), ("MI300s", "mi300"), ("H100's", "h100")]
        {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["GPUs", "1990s", "H100sx", "s", "'s", "Q3'24"] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn runs_end_at_signs_and_spaces() {
        let runs = |text: &str| {
            let needle = Needle::exact(text).unwrap();
            let run = |run: &[Piece]| run.iter().map(|piece| piece.text.as_str()).collect::<String>();
            needle.runs().into_iter().map(run).collect::<Vec<_>>()
        };
        assert_eq!(runs("HBM良率好3亿"), ["hbm", "良率好", "3", "亿"]);
        assert_eq!(runs("CoWoS-L的 H100 50%"), ["cowos", "l", "的", "h100", "50"]);
    }
}
