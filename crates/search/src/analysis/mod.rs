//! What a text is made of: folded characters, atoms of them, and the tokens the index keeps.
//!
//! A text is folded character by character ([`fold`]), then read as **atoms**: one character of a script written without
//! spaces (Han, kana, hangul, Thai …), one run of letters, one run of digits, or one sign. Each atom has a position;
//! white space takes a position too, except between such a character and anything else, so `29 亿` is `29亿` but `H 100`
//! is not `H100`. A query's words are read the same way, so finding them is finding the same atoms at the same distances.
//!
//! **Invariant:** text and query go through the same folding and the same atoms.
//! **Invariant:** a change of what these modules yield raises [`crate::ANALYSER_VERSION`].

mod atoms;
mod characters;
mod fold;
mod needle;
mod sounds;
pub(crate) mod telling;
mod tokens;

pub(crate) use atoms::{Atom, Atoms, STEP, before_any};
pub(crate) use characters::Characters;
pub(crate) use fold::Class;
pub(crate) use needle::{Needle, Piece, words};
pub(crate) use sounds::{Sounds, may_be_initials, sounds_of_name, syllables, terms_of_initials, terms_of_syllables};
pub(crate) use tokens::{Alone, Analyser, STEM_MARK, stem_of, stem_term};

/// One form for all writings of a name: case, width, script, accents and blanks left aside.
pub fn fold_name(name: &str) -> String {
    let folded: String = fold::Folding::new(name).map(|folded| folded.char).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
