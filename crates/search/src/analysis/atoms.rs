//! Atoms: what stands at one position of a text.

use super::fold::{Class, Folded, Folding, folded_alone};

/// From one atom to the next. White space between takes half of it, which no number of atoms adds up to: `长 高` is
/// neither `长高` nor `长，高`.
pub(crate) const STEP: u32 = 2;
const SPACE: u32 = 1;

/// Longer runs of letters or digits are cut into atoms of this many characters, so that no term of the index is long.
const ATOM_CHARS_MAX: usize = 64;

/// One atom of a text; its characters are in the buffer of [`Atoms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) class: Class,
    /// Its place among the atoms; white space counts where it separates.
    pub(crate) position: u32,
    /// Its first character in the original.
    pub(crate) start: u32,
    /// One past its last character in the original.
    pub(crate) end: u32,
}

/// Reads the atoms of a text one by one.
pub(crate) struct Atoms<'a> {
    folding: Folding<'a>,
    ahead: Option<Folded>,
    position: u32,
    last: Option<Class>,
    text: String,
}

impl<'a> Atoms<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self::with_buffer(text, String::new())
    }

    /// The same, with a buffer to use again.
    pub(crate) fn with_buffer(text: &'a str, mut buffer: String) -> Self {
        let mut folding = Folding::new(text);
        let ahead = folding.next();
        buffer.clear();
        Self { folding, ahead, position: 0, last: None, text: buffer }
    }

    /// The folded characters of the atom last read.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Gives the buffer back.
    pub(crate) fn into_buffer(self) -> String {
        self.text
    }

    /// Reads the next atom.
    pub(crate) fn read(&mut self) -> Option<Atom> {
        let spaced = self.skip_space();
        let first = self.ahead?;
        if spaced && self.last.is_some_and(|last| (last == Class::Han) == (first.class == Class::Han)) {
            self.position += SPACE;
        }
        let mut atom = Atom { class: first.class, position: self.position, start: first.start, end: first.end };
        self.position += STEP;
        self.last = Some(first.class);
        self.text.clear();
        self.text.push(first.char);
        self.ahead = self.folding.next();
        if matches!(first.class, Class::Letter | Class::Digit) {
            self.read_run(&mut atom);
        }
        Some(atom)
    }

    fn skip_space(&mut self) -> bool {
        let mut spaced = false;
        while self.ahead.is_some_and(|folded| folded.class == Class::Space) {
            self.ahead = self.folding.next();
            spaced = true;
        }
        spaced
    }

    fn read_run(&mut self, atom: &mut Atom) {
        let mut length = 1;
        while let Some(folded) = self.ahead.filter(|folded| folded.class == atom.class && length < ATOM_CHARS_MAX) {
            self.text.push(folded.char);
            atom.end = folded.end;
            length += 1;
            self.ahead = self.folding.next();
        }
    }
}

/// How much of a text, in bytes and in characters, stands before the first atom whose first character `begins` holds for,
/// or somewhat less, and no more than `most` characters: what is left has the same atoms.
pub(crate) fn before_any(text: &str, most: u32, begins: impl Fn(char) -> bool) -> (usize, u32) {
    let alone = folded_alone();
    let is_run = |class: Class| matches!(class, Class::Letter | Class::Digit);
    let (mut whole, mut last, mut length, mut count) = ((0, 0), Class::Space, 0, 0);
    for (at, c) in text.char_indices() {
        let Some((folded, class)) = alone(c) else { return whole };
        let goes_on = class == last && is_run(class);
        length = if goes_on { length + 1 } else { 1 };
        if !is_run(last) {
            whole = (at, count);
        }
        if count >= most || length > ATOM_CHARS_MAX || (!goes_on && begins(folded)) {
            return whole;
        }
        (last, count) = (class, count + 1);
    }
    (text.len(), count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, before: u32) -> Vec<(String, u32, u32)> {
        let mut atoms = Atoms::new(text);
        let mut found = Vec::new();
        while let Some(atom) = atoms.read() {
            found.push((atoms.text().to_owned(), atom.start + before, atom.end + before));
        }
        found
    }

    proptest! {
        #[test]
        fn what_is_left_out_has_nothing_that_begins_so(text in "([-a-c01良率か。\u{301}\u{3099}\u{200b}ﬁ ]|h|a{62}|\\PC){0,40}") {
            let begins = |c: char| matches!(c, 'h' | '良' | 'が' | '率');
            let (bytes, chars) = before_any(&text, u32::MAX, begins);
            let (all, left) = (read(&text, 0), read(&text[bytes..], chars));
            prop_assert!(all.ends_with(&left), "{all:?} {left:?}");
            let out = &all[..all.len() - left.len()];
            prop_assert!(out.iter().all(|(text, ..)| !text.starts_with(begins)), "{out:?}");
        }
    }

    #[test]
    fn a_text_is_left_out_up_to_where_something_begins() {
        assert_eq!(before_any("产能，bh 良率", 9, |c| c == '良'), ("产能，bh ".len(), 6));
        assert_eq!(before_any("产能", 9, |c| c == '良'), ("产能".len(), 2));
        assert_eq!(before_any("产能，良率", 1, |c| c == '良'), ("产".len(), 1));
    }

    fn check(text: &str, expected: &str) {
        let mut atoms = Atoms::new(text);
        let mut found = Vec::new();
        while let Some(atom) = atoms.read() {
            found.push(format!("{}@{}", atoms.text(), atom.position));
        }
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn every_kind_of_atom_has_its_position() {
        check("HBM良率", "hbm@0 良@2 率@4");
        check("MI300X", "mi@0 300@2 x@4");
        check("CoWoS-L 2330.TW", "cowos@0 -@2 l@4 2330@7 .@9 tw@11");
        check("  $124bn", "$@0 124@2 bn@4");
    }

    #[test]
    fn space_counts_between_words_and_between_han_but_not_between_both() {
        check("29 亿 美元", "29@0 亿@2 美@5 元@7");
        check("H 100", "h@0 100@3");
        check("用 HBM 。", "用@0 hbm@2 。@5");
    }

    #[test]
    fn a_very_long_word_is_cut() {
        let mut atoms = Atoms::new(&"x".repeat(150)).read().into_iter().collect::<Vec<_>>();
        assert_eq!(atoms.pop().unwrap().end, 64);
    }
}
