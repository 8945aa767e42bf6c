//! Tokens: what the index keeps of the atoms.
//!
//! - A run of letters or digits, or a sign: itself; of an English word also its stem, marked.
//! - Two Han characters side by side, or letters and digits (`H100`, `300X`): both as one, at the position of the first.
//! - A Han character alone: where its run begins or ends, so that `29亿` is found as a phrase; in names and titles
//!   everywhere, so that it is found by itself. In a text that is what [`Characters`](super::Characters) are for.
//!
//! So every run of atoms is one term or a phrase of terms, and no Han character is kept twice without need.

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{Atom, Atoms, Class, STEP};

/// Stands before a stem, so that the word `ship` is not taken for the stem of `shipping`.
pub(crate) const STEM_MARK: char = '\u{1}';

/// How far the values of a field stand apart: the last atom of one and the first of the next never seem side by side.
const APART: usize = 2 * STEP as usize;

/// Shorter words are not stemmed.
const STEM_CHARS_MIN: usize = 3;

/// The stem of a folded English word; `None` for what is not stemmed (Porter2, <https://snowballstem.org>).
pub(crate) fn stem_of(word: &str) -> Option<String> {
    if word.len() < STEM_CHARS_MIN || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    Some(Stemmer::new(Algorithm::English).stem(word).into_owned())
}

/// The term of the index that every form of a folded English word has; `None` for what is not stemmed.
pub(crate) fn stem_term(word: &str) -> Option<String> {
    stem_of(word).map(|stem| format!("{STEM_MARK}{stem}"))
}

/// Which Han characters are tokens by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Alone {
    /// Those where a run of them begins or ends.
    #[default]
    AtBorders,
    /// All.
    Everywhere,
}

/// Tantivy's door to the analysis.
#[derive(Clone, Default)]
pub(crate) struct Analyser {
    alone: Alone,
    buffers: Buffers,
}

impl Analyser {
    /// The analyser with these characters by themselves.
    pub(crate) fn with(alone: Alone) -> Self {
        Self { alone, ..Self::default() }
    }
}

#[derive(Clone, Default)]
struct Buffers {
    atom: String,
    /// The letters or digits that were read last.
    before: String,
    queue: Vec<Token>,
}

impl Tokenizer for Analyser {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        let atoms = Atoms::with_buffer(text, std::mem::take(&mut self.buffers.atom));
        let (alone, buffers) = (self.alone, &mut self.buffers);
        Tokens { atoms: Some(atoms), alone, buffers, at: 0, len: 0, han: None, run: None, ended: false }
    }
}

/// The tokens of one text.
pub(crate) struct Tokens<'a> {
    atoms: Option<Atoms<'a>>,
    alone: Alone,
    buffers: &'a mut Buffers,
    at: usize,
    len: usize,
    han: Option<Han>,
    /// What the letters or digits that were read last are, and where they stand.
    run: Option<(Class, u32)>,
    ended: bool,
}

/// A Han character whose follower is not known yet.
#[derive(Clone, Copy)]
struct Han {
    char: char,
    position: u32,
    begins: bool,
}

impl Tokens<'_> {
    /// Reads atoms until there are tokens; `false` at the end.
    fn fill(&mut self) -> bool {
        (self.at, self.len) = (0, 0);
        let Some(mut atoms) = self.atoms.take() else { return false };
        while self.len == 0 && !self.ended {
            match atoms.read() {
                Some(atom) => self.take(atom, atoms.text()),
                None => {
                    self.ended = true;
                    self.end_run();
                }
            }
        }
        self.atoms = Some(atoms);
        self.len > 0
    }

    fn take(&mut self, atom: Atom, text: &str) {
        if atom.class == Class::Han {
            self.take_han(atom.position, text.chars().next().unwrap_or_default());
            return;
        }
        self.end_run();
        self.push(atom.position, |token| token.push_str(text));
        if atom.class == Class::Letter
            && let Some(stem) = stem_of(text)
        {
            self.push(atom.position, |token| {
                token.push(STEM_MARK);
                token.push_str(&stem);
            });
        }
        if matches!(atom.class, Class::Letter | Class::Digit) {
            self.take_run(atom, text);
        }
    }

    fn take_run(&mut self, atom: Atom, text: &str) {
        let before = std::mem::take(&mut self.buffers.before);
        let run = self.run.replace((atom.class, atom.position));
        if let Some((_, position)) = run.filter(|(class, at)| *class != atom.class && at + STEP == atom.position) {
            self.push(position, |token| {
                token.push_str(&before);
                token.push_str(text);
            });
        }
        self.buffers.before = before;
        self.buffers.before.clear();
        self.buffers.before.push_str(text);
    }

    fn take_han(&mut self, position: u32, char: char) {
        let before = self.han.filter(|before| before.position + STEP == position);
        match before {
            Some(before) => {
                self.push_alone(before, before.begins);
                self.push(before.position, |token| {
                    token.push(before.char);
                    token.push(char);
                });
            }
            None => self.end_run(),
        }
        self.han = Some(Han { char, position, begins: before.is_none() });
    }

    fn end_run(&mut self) {
        if let Some(last) = self.han.take() {
            self.push_alone(last, true);
        }
    }

    fn push_alone(&mut self, han: Han, at_border: bool) {
        if at_border || self.alone == Alone::Everywhere {
            self.push(han.position, |token| token.push(han.char));
        }
    }

    fn push(&mut self, position: u32, write: impl FnOnce(&mut String)) {
        if self.len == self.buffers.queue.len() {
            self.buffers.queue.push(Token::default());
        }
        let token = &mut self.buffers.queue[self.len];
        self.len += 1;
        token.text.clear();
        token.position = position as usize;
        token.position_length = APART;
        write(&mut token.text);
    }
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        if self.at + 1 < self.len {
            self.at += 1;
            return true;
        }
        self.fill()
    }

    fn token(&self) -> &Token {
        &self.buffers.queue[self.at]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.buffers.queue[self.at]
    }
}

impl Drop for Tokens<'_> {
    fn drop(&mut self) {
        if let Some(atoms) = self.atoms.take() {
            self.buffers.atom = atoms.into_buffer();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(alone: Alone, text: &str, expected: &str) {
        let mut analyser = Analyser::with(alone);
        let mut stream = analyser.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push(format!("{}@{}", stream.token().text.replace(STEM_MARK, "~"), stream.token().position));
        }
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn han_by_pairs_and_alone_where_needed() {
        check(Alone::AtBorders, "HBM良率好", "hbm@0 ~hbm@0 良@2 良率@2 率好@4 好@6");
        check(Alone::Everywhere, "HBM良率好", "hbm@0 ~hbm@0 良@2 良率@2 率@4 率好@4 好@6");
        check(Alone::AtBorders, "好好好好", "好@0 好好@0 好好@2 好好@4 好@6");
        check(Alone::AtBorders, "29亿", "29@0 亿@2");
        check(Alone::AtBorders, "亿，亿", "亿@0 ,@2 亿@4");
    }

    #[test]
    fn words_with_their_stems() {
        check(Alone::AtBorders, "HBM shipments", "hbm@0 ~hbm@0 shipments@3 ~shipment@3");
        check(Alone::AtBorders, "MI300X 5", "mi@0 300@2 mi300@0 x@4 300x@2 5@7");
        check(Alone::AtBorders, "H 100", "h@0 100@3");
        check(Alone::AtBorders, "", "");
        check(Alone::AtBorders, " \n ", "");
    }
}
