//! Folding: one form for all writings of a character, with its place in the original.
//!
//! **Invariant:** folding a folded text changes nothing.
//! **Invariant:** every folded character knows the characters of the original it came from.

use std::{collections::HashMap, str::Chars, sync::OnceLock};

use icu_normalizer::{
    ComposingNormalizerBorrowed,
    properties::{
        CanonicalCombiningClassMapBorrowed, CanonicalCompositionBorrowed, CanonicalDecompositionBorrowed, Decomposed,
    },
};

/// What a folded character is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// White space and controls.
    Space,
    /// Punctuation, currency, emoji.
    Sign,
    /// A letter of a script that puts spaces between words, with its marks.
    Letter,
    /// A digit or other number.
    Digit,
    /// A character of a script without spaces between words: an atom by itself.
    Han,
}

/// A folded character and the characters of the original, `start..end`, that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) char: char,
    pub(crate) class: Class,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The longest compatibility decomposition of Unicode (U+FDFA) has 18 characters.
const EXPANSION_MAX: usize = 18;

/// The characters with a ready entry: the basic multilingual plane.
const TABLE_LEN: u32 = 0x1_0000;

#[derive(Clone, Copy)]
enum Entry {
    /// Folds to this one.
    One(char, Class),
    /// Is not seen: joiners, direction marks, variation selectors.
    Nothing,
    /// May join the character before it.
    Mark,
    /// Folds to several.
    Several,
}

struct Table {
    entries: Vec<Entry>,
    rules: Rules,
}

struct Rules {
    nfkc: ComposingNormalizerBorrowed<'static>,
    composition: CanonicalCompositionBorrowed<'static>,
    decomposition: CanonicalDecompositionBorrowed<'static>,
    combining: CanonicalCombiningClassMapBorrowed<'static>,
    simplified: HashMap<char, char>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rules = Rules::new();
        let entries =
            (0..TABLE_LEN).map(|code| char::from_u32(code).map_or(Entry::Nothing, |c| rules.entry(c))).collect();
        Table { entries, rules }
    })
}

impl Table {
    fn entry(&self, c: char) -> Entry {
        self.entries.get(c as usize).copied().unwrap_or_else(|| self.rules.entry(c))
    }
}

impl Rules {
    fn new() -> Self {
        Self {
            nfkc: ComposingNormalizerBorrowed::new_nfkc(),
            composition: CanonicalCompositionBorrowed::new(),
            decomposition: CanonicalDecompositionBorrowed::new(),
            combining: CanonicalCombiningClassMapBorrowed::new(),
            simplified: simplified(),
        }
    }

    fn entry(&self, c: char) -> Entry {
        if is_ignorable(c) {
            return Entry::Nothing;
        }
        let mut several = [('\0', Class::Space); EXPANSION_MAX];
        match self.fold_into(c, &mut several) {
            0 => Entry::Nothing,
            1 if self.may_join(several[0].0) => Entry::Mark,
            1 => Entry::One(several[0].0, several[0].1),
            _ => Entry::Several,
        }
    }

    /// Writes what one character folds to and says how many that are.
    fn fold_into(&self, c: char, several: &mut [(char, Class); EXPANSION_MAX]) -> usize {
        let mut length = 0;
        let mut push = |c: char| {
            if length < EXPANSION_MAX {
                several[length] = (c, self.class(c));
                length += 1;
            }
        };
        for normal in self.nfkc.normalize_iter(std::iter::once(same_sign(c))) {
            for lower in normal.to_lowercase() {
                self.fold_letter(lower, &mut push);
            }
        }
        length
    }

    fn fold_letter(&self, c: char, push: &mut impl FnMut(char)) {
        if is_ignorable(c) {
            return;
        }
        match self.plain(same_sign(c)) {
            'ß' => "ss".chars().for_each(push),
            'æ' => "ae".chars().for_each(push),
            'œ' => "oe".chars().for_each(push),
            'þ' => "th".chars().for_each(push),
            'ø' => push('o'),
            'đ' | 'ð' => push('d'),
            'ł' => push('l'),
            'ħ' => push('h'),
            'ı' => push('i'),
            'ς' => push('σ'),
            other => push(other),
        }
    }

    /// Without accent when Latin or Greek, simplified when Han.
    fn plain(&self, c: char) -> char {
        if let Some(simple) = self.simplified.get(&c) {
            return *simple;
        }
        let mut base = c;
        while let Decomposed::Expansion(first, _) = self.decomposition.decompose(base) {
            base = first;
        }
        let is_accented = base.is_ascii_alphabetic() || matches!(base, '\u{c0}'..='\u{24f}' | '\u{391}'..='\u{3c9}');
        if is_accented { base } else { c }
    }

    /// Whether `c` may be one with the character before it: an accent, a voicing mark, a vowel or final of a hangul syllable.
    fn may_join(&self, c: char) -> bool {
        self.combining.get_u8(c) != 0 || matches!(c, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}')
    }

    /// The single folded form of `before` and the mark `c` together.
    fn join(&self, before: char, c: char) -> Option<char> {
        Some(self.plain(self.composition.compose(before, c)?))
    }

    fn class(&self, c: char) -> Class {
        match c {
            _ if c.is_ascii_lowercase() || c.is_ascii_uppercase() => Class::Letter,
            _ if c.is_ascii_digit() => Class::Digit,
            _ if c.is_whitespace() || c.is_control() => Class::Space,
            _ if is_unspaced_script(c) => Class::Han,
            _ if c.is_numeric() => Class::Digit,
            _ if c.is_alphabetic() || self.combining.get_u8(c) != 0 => Class::Letter,
            _ => Class::Sign,
        }
    }
}

/// One sign for the dashes, one for the apostrophes, one for the quotation marks.
fn same_sign(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2032}' | '\u{b4}' | '`' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        '\u{30fb}' | '\u{ff65}' | '\u{2027}' => '·',
        '\u{301c}' => '~',
        other => other,
    }
}

/// Characters that nobody sees (Unicode's Default_Ignorable_Code_Point, as far as they occur in texts).
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Scripts written without spaces between words, and hangul, whose particles cling to the words.
fn is_unspaced_script(c: char) -> bool {
    let thai_to_khmer = matches!(c, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}'
        | '\u{f40}'..='\u{fbc}' | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{1780}'..='\u{17d3}');
    thai_to_khmer
        || matches!(c,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}'
            | '\u{3038}'..='\u{303c}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
            | '\u{1b000}'..='\u{1b2ff}' | '\u{20000}'..='\u{3ffff}')
}

/// The pairs of `data/simplified.txt`.
fn simplified() -> HashMap<char, char> {
    let lines = include_str!("../../data/simplified.txt").lines().filter(|line| !line.starts_with('#'));
    let chars: Vec<char> = lines.flat_map(str::chars).collect();
    chars.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// A text, folded character by character.
pub(crate) struct Folding<'a> {
    table: &'static Table,
    chars: Chars<'a>,
    position: u32,
    held: Option<Folded>,
    several: [(char, Class); EXPANSION_MAX],
    several_at: usize,
    several_len: usize,
}

/// Tells what a character folds to by itself; `None` where it is none or several, or may join the one before it.
pub(crate) fn folded_alone() -> impl Fn(char) -> Option<(char, Class)> {
    let table = table();
    |c| match table.entry(c) {
        Entry::One(folded, class) => Some((folded, class)),
        Entry::Nothing | Entry::Mark | Entry::Several => None,
    }
}

impl<'a> Folding<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let several = [('\0', Class::Space); EXPANSION_MAX];
        Self { table: table(), chars: text.chars(), position: 0, held: None, several, several_at: 0, several_len: 0 }
    }

    /// Takes in one folded character; gives back the one before it, which no mark can join any more.
    fn take(&mut self, c: char, class: Class) -> Option<Folded> {
        self.held.replace(Folded { char: c, class, start: self.position - 1, end: self.position })
    }

    /// Joins a mark to the character before it, or lets it stand by itself.
    fn mark(&mut self, c: char) -> Option<Folded> {
        let rules = &self.table.rules;
        if let Some(held) = &mut self.held {
            if let Some(joined) = rules.join(held.char, c) {
                (held.char, held.class, held.end) = (joined, rules.class(joined), self.position);
                return None;
            }
            if is_accent(c) {
                held.end = self.position;
                return None;
            }
        }
        if is_accent(c) { None } else { self.take(c, rules.class(c)) }
    }
}

/// Marks that are dropped where they form no character of their own with what stands before.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}')
}

impl Iterator for Folding<'_> {
    type Item = Folded;

    fn next(&mut self) -> Option<Folded> {
        loop {
            if self.several_at < self.several_len {
                let (c, class) = self.several[self.several_at];
                self.several_at += 1;
                let ready = if self.table.rules.may_join(c) { self.mark(c) } else { self.take(c, class) };
                if ready.is_some() {
                    return ready;
                }
                continue;
            }
            let Some(c) = self.chars.next() else { return self.held.take() };
            self.position += 1;
            let ready = match self.table.entry(c) {
                Entry::One(folded, class) => self.take(folded, class),
                Entry::Nothing => None,
                Entry::Mark => {
                    self.table.rules.fold_into(c, &mut self.several);
                    self.mark(self.several[0].0)
                }
                Entry::Several => {
                    self.several_len = self.table.rules.fold_into(c, &mut self.several);
                    self.several_at = 0;
                    None
                }
            };
            if ready.is_some() {
                return ready;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fold(text: &str) -> String {
        Folding::new(text).map(|folded| folded.char).collect()
    }

    #[test]
    fn one_form_for_all_writings() {
        let check = |text: &str, folded: &str| assert_eq!(fold(text), folded, "{text}");
        check("ＨＢＭ３Ｅ", "hbm3e");
        check("高頻寬記憶體", "高频宽记忆体");
        check("臺積電 颱風 裡 裏 爲 為", "台积电 台风 里 里 为 为");
        check("Café naïve Ångström straße Łódź Cafe\u{301}", "cafe naive angstrom strasse lodz cafe");
        check("ﾒﾓﾘｶﾞか\u{3099}", "メモリガが");
        check("\u{1112}\u{1161}\u{11ab}한", "한한");
        check("Q3’24 50–60％ “x”", "q3'24 50-60% \"x\"");
        check("й и\u{306} й", "й й й");
        check("H\u{200b}B\u{ad}M", "hbm");
        check("㎏ ½ ①", "kg 1⁄2 1");
        check("\u{2f08}\u{f9b4}", "人领");
        check("İ Ǣ ǿ", "i ae o");
    }

    #[test]
    fn places_are_those_of_the_original() {
        let places = |text: &str| Folding::new(text).map(|f| (f.char, f.start, f.end)).collect::<Vec<_>>();
        assert_eq!(places("e\u{301}x"), [('e', 0, 2), ('x', 2, 3)]);
        assert_eq!(places("ﬁ臺"), [('f', 0, 1), ('i', 0, 1), ('台', 1, 2)]);
        assert_eq!(places("a\u{200b}b"), [('a', 0, 1), ('b', 2, 3)]);
    }

    #[test]
    fn no_simplified_form_is_itself_folded_on() {
        let table = simplified();
        assert!(table.len() > 4_000, "{}", table.len());
        for (from, to) in &table {
            assert!(!table.contains_key(to), "{from}{to}");
        }
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn places_ascend_within_the_text(text in "\\PC{0,40}") {
            let length = model::char_len(&text);
            let mut last = 0;
            for folded in Folding::new(&text) {
                prop_assert!(folded.start >= last && folded.start < folded.end && folded.end <= length);
                last = folded.start;
            }
        }
    }
}
