//! Reads a text from its beginning, piece by piece.

/// A reader of the beginning of a text.
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
}

impl Cursor<'_> {
    /// A number of at least `min` and at most `max` digits, not followed by another digit.
    pub(super) fn number(&mut self, min: usize, max: usize) -> Option<i16> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits < min || digits > max {
            return None;
        }
        let number = self.rest[..digits].parse().ok()?;
        self.rest = &self.rest[digits..];
        Some(number)
    }

    /// Takes one of these characters.
    pub(super) fn take(&mut self, one_of: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| one_of.contains(first))?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }

    /// Takes a word when the text begins with it, whatever the case.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let found = self.rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if found {
            self.rest = &self.rest[word.len()..];
        }
        found
    }

    /// Skips blanks.
    pub(super) fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }
}
