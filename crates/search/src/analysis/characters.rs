//! The Han characters of a text, each once: what finds one by itself, wherever it stands.
//!
//! Where it stands need not be kept: what is looked for together with it is found by pairs.

use std::collections::HashSet;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::{Class, Folding};

/// Tantivy's door to the characters.
#[derive(Clone, Default)]
pub(crate) struct Characters {
    seen: Seen,
}

impl Tokenizer for Characters {
    type TokenStream<'a> = Distinct<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Distinct<'a> {
        self.seen.clear();
        let token = Token { position: 0, ..Token::default() };
        Distinct { folding: Folding::new(text), seen: &mut self.seen, token }
    }
}

/// The different characters of one text.
pub(crate) struct Distinct<'a> {
    folding: Folding<'a>,
    seen: &'a mut Seen,
    token: Token,
}

impl TokenStream for Distinct<'_> {
    fn advance(&mut self) -> bool {
        let seen = &mut self.seen;
        let Some(next) = self.folding.find(|folded| folded.class == Class::Han && seen.insert(folded.char)) else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push(next.char);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Which characters occurred.
#[derive(Clone)]
struct Seen {
    basic: Box<[u64]>,
    other: HashSet<char>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { basic: vec![0; 0x1_0000 / 64].into_boxed_slice(), other: HashSet::new() }
    }
}

impl Seen {
    fn clear(&mut self) {
        self.basic.fill(0);
        self.other.clear();
    }

    /// Whether it is new.
    fn insert(&mut self, c: char) -> bool {
        let code = c as usize;
        let Some(word) = self.basic.get_mut(code / 64) else { return self.other.insert(c) };
        let bit = 1 << (code % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_han_character_once_whatever_its_script() {
        let mut characters = Characters::default();
        for (text, expected) in [("HBM良率好，好的良率", "良率好的"), ("臺台", "台"), ("𠮷𠮷か", "𠮷か"), ("HBM", "")]
        {
            let mut stream = characters.token_stream(text);
            let mut found = String::new();
            while stream.advance() {
                found.push_str(&stream.token().text);
            }
            assert_eq!(found, expected, "{text}");
        }
    }
}
