//! Where the words of a query stand in a text: highlights, and the passage worth showing.
//!
//! **Invariant:** every range is in characters of the text as given, whatever folding did to it.

use std::collections::HashMap;

use crate::{
    analysis::{Atom, Atoms, Class, Needle, Piece, before_any, stem_of},
    query::{Looked, is_near, may_have_another},
};

/// A snippet is looked for in the first characters only, so that a very long text does not delay an answer.
const SCANNED_CHARS_MAX: usize = 200_000;
/// Longer passages of the text before the first match than this share of the snippet are not shown.
const LEAD_SHARE: usize = 4;
/// A filter of characters by their lower bits.
const LOW_BITS: usize = 256;
/// Letters at the end of a stem that its words may write otherwise: `die` of `dying`.
const STEM_CHANGES_MAX: usize = 2;
/// Words of English that stand in every text; beside other words they are not marked in a whole one.
const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on",
    "or", "that", "the", "their", "they", "this", "to", "was", "were", "which", "will", "with",
];
/// The sign of a cut.
const ELLIPSIS: char = '…';

/// A passage of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Plain text on one line, `…` where it was cut.
    pub text: String,
    /// Character ranges of it that match, in order, apart from each other.
    pub highlights: Vec<(u32, u32)>,
}

/// Where the words of a query stand in a whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Character ranges, in order, apart from each other.
    pub ranges: Vec<(u32, u32)>,
    /// Where the passage begins that has the most different words, then the most words; `None` where none stands.
    pub best: Option<u32>,
}

/// Finds the words of a query in texts.
#[derive(Clone, Debug)]
pub struct Matcher {
    finders: Vec<Finder>,
    /// What each begins with, in order; nearly every character of a text begins none.
    by_first: Vec<(char, usize)>,
    /// The lower eight bits of those characters.
    begins: [bool; LOW_BITS],
    /// Those that may begin otherwise.
    near: Vec<usize>,
    /// Atoms of the longest.
    longest: usize,
}

#[derive(Clone, Debug)]
struct Finder {
    needle: Needle,
    is_prefix: bool,
    /// The stem of its word, when other forms count.
    stem: Option<String>,
    is_near: bool,
    /// One of its characters may be another.
    may_have_another: bool,
}

/// A match: character range, and which finder it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Match {
    start: u32,
    end: u32,
    finder: usize,
}

impl Matcher {
    pub(crate) fn new(looked: Vec<Looked>) -> Self {
        let finders: Vec<Finder> = looked.into_iter().map(Finder::new).collect();
        let first = |finder: &Finder| finder.needle.pieces().first().and_then(|piece| piece.text.chars().next());
        let strict = finders.iter().enumerate().filter(|(_, finder)| !finder.is_near);
        let mut by_first: Vec<(char, usize)> =
            strict.filter_map(|(index, finder)| Some((first(finder)?, index))).collect();
        let near = (0..finders.len()).filter(|finder| finders[*finder].is_near).collect();
        by_first.sort_unstable();
        let mut begins = [false; LOW_BITS];
        by_first.iter().for_each(|(first, _)| begins[*first as usize % LOW_BITS] = true);
        let longest = finders.iter().map(|finder| finder.needle.pieces().len()).max().unwrap_or(0);
        Self { finders, by_first, begins, near, longest }
    }

    /// Finds nothing: of every text the beginning is shown.
    pub fn nothing() -> Self {
        Self::new(Vec::new())
    }

    /// The finders that begin with a character.
    fn beginning(&self, first: char) -> &[(char, usize)] {
        if !self.begins[first as usize % LOW_BITS] {
            return &[];
        }
        let from = self.by_first.partition_point(|(known, _)| *known < first);
        let to = self.by_first.partition_point(|(known, _)| *known <= first);
        &self.by_first[from..to]
    }

    /// The character ranges of `text` that match, in order, apart from each other.
    pub fn highlights(&self, text: &str) -> Vec<(u32, u32)> {
        joined(self.matches(text, &mut Passage::all_of_the_text()))
    }

    /// All places of `text` that match, the first `most` of them, and where the passage of `chars_max` characters begins that is worth going to.
    pub fn marks(&self, text: &str, chars_max: usize, most: usize) -> Marks {
        let mut matches = self.matches(text, &mut Passage::all_of_the_text());
        if !self.finders.iter().all(Finder::is_function_word) {
            matches.retain(|found| !self.finders[found.finder].is_function_word());
        }
        let best = best_start(&matches, chars_max).map(place);
        let mut ranges = joined(matches);
        ranges.truncate(most);
        Marks { ranges, best }
    }

    /// The first passage of `text` with all of the words, else one with the most of them, at most `chars_max` characters,
    /// and where they stand in it. Without a match it is the beginning.
    pub fn snippet(&self, text: &str, chars_max: usize) -> Snippet {
        let mut passage = Passage::of(self.finders.len(), chars_max);
        let matches = self.matches(text, &mut passage);
        // One more tells whether the text goes on.
        let chars: Vec<char> = text.chars().take((passage.end as usize).saturating_add(chars_max + 1)).collect();
        let first = passage.begin.map(|begin| begin as usize).or_else(|| best_start(&matches, chars_max));
        let start = first.map_or(0, |first| passage_start(&chars, first, chars_max));
        let end = passage_end(&chars, start, chars_max);
        cut(&chars, start, end, &joined(matches))
    }

    /// What matches up to the end of a passage.
    fn matches(&self, text: &str, passage: &mut Passage) -> Vec<Match> {
        if self.finders.is_empty() {
            return Vec::new();
        }
        // Most characters begin nothing, and need not be read into atoms.
        let begins = |first: char| !self.beginning(first).is_empty();
        let (bytes, before) = if self.near.is_empty() { before_any(text, passage.end, begins) } else { (0, 0) };
        let mut text = Read::new(&text[bytes..], before);
        let mut matches = Vec::new();
        for at in 0.. {
            text.read_to(at + self.longest);
            let Some(atom) = text.atoms.get(at).filter(|atom| atom.atom.start < passage.end) else { break };
            let first = text.text_of(atom).chars().next().unwrap_or_default();
            let begins = self.beginning(first);
            let begins = begins.iter().map(|(_, finder)| finder);
            for finder in self.near.iter().chain(begins) {
                if let Some((start, end)) = self.finders[*finder].matches_at(&text, at) {
                    passage.saw(*finder, start);
                    matches.push(Match { start, end, finder: *finder });
                }
            }
        }
        matches
    }
}

impl Finder {
    fn new(looked: Looked) -> Self {
        let Looked { needle, is_prefix, with_stem, is_near } = looked;
        let stem =
            needle.single_word().filter(|_| with_stem).map(|word| stem_of(word).unwrap_or_else(|| word.to_owned()));
        let may_have_another = is_near && may_have_another(&needle);
        Self { needle, is_prefix, stem, is_near, may_have_another }
    }

    fn is_function_word(&self) -> bool {
        self.needle.single_word().is_some_and(|word| FUNCTION_WORDS.contains(&word))
    }

    /// The characters of the match that begins at this atom.
    fn matches_at(&self, text: &Read<'_>, at: usize) -> Option<(u32, u32)> {
        let pieces = self.needle.pieces();
        let atoms = text.atoms.get(at..at + pieces.len())?;
        let first = atoms.first()?;
        let last = pieces.len() - 1;
        let mut others_left = usize::from(self.may_have_another);
        let fits = atoms.iter().zip(pieces).enumerate().all(|(index, (atom, piece))| {
            let stands = atom.atom.class == piece.class && atom.atom.position == first.atom.position + piece.offset;
            if stands && self.is_same(text.text_of(atom), piece, index == last) {
                return true;
            }
            let may_differ = stands && others_left > 0;
            others_left = others_left.saturating_sub(1);
            may_differ
        });
        fits.then(|| (first.atom.start, atoms[last].atom.end))
    }

    fn is_same(&self, text: &str, piece: &Piece, is_last: bool) -> bool {
        let goes_on = self.is_prefix && is_last && matches!(piece.class, Class::Letter | Class::Digit);
        let has_stem =
            |stem: &String| text == stem || (may_have_stem(text, stem) && stem_of(text).as_ref() == Some(stem));
        let is_like = || self.is_near && piece.class == Class::Letter && is_near(&piece.text, text);
        text == piece.text
            || is_like()
            || (goes_on && text.starts_with(&piece.text))
            || self.stem.as_ref().is_some_and(has_stem)
    }
}

/// Whether a word begins as words of this stem do; stemming each word of a text would take most of the time.
fn may_have_stem(word: &str, stem: &str) -> bool {
    let same = word.bytes().zip(stem.bytes()).take_while(|(one, other)| one == other).count();
    same + STEM_CHANGES_MAX >= stem.len()
}

/// How far a text is looked at: up to the end of the first passage with all of the words.
struct Passage {
    /// Where each finder matched last.
    last: Vec<Option<u32>>,
    chars_max: usize,
    /// Where it begins, once it is found.
    begin: Option<u32>,
    end: u32,
}

impl Passage {
    fn of(finders: usize, chars_max: usize) -> Self {
        let scanned = if finders == 0 { 0 } else { SCANNED_CHARS_MAX };
        Self { last: vec![None; finders], chars_max, begin: None, end: place(scanned) }
    }

    fn all_of_the_text() -> Self {
        Self { last: Vec::new(), chars_max: 0, begin: None, end: u32::MAX }
    }

    fn saw(&mut self, finder: usize, start: u32) {
        if let Some(last) = self.last.get_mut(finder) {
            *last = Some(start);
        }
        if self.begin.is_some() {
            return;
        }
        // `None` is less than any place.
        let first = self.last.iter().min().copied().flatten();
        self.begin = first.filter(|first| start - first < width_of(self.chars_max));
        if let Some(begin) = self.begin {
            self.end = begin.saturating_add(place(self.chars_max));
        }
    }
}

/// A text as far as it was read into atoms.
struct Read<'a> {
    ahead: Atoms<'a>,
    /// Characters that stand before it.
    before: u32,
    folded: String,
    atoms: Vec<ReadAtom>,
}

struct ReadAtom {
    atom: Atom,
    from: usize,
    to: usize,
}

impl<'a> Read<'a> {
    fn new(text: &'a str, before: u32) -> Self {
        Self { ahead: Atoms::new(text), before, folded: String::new(), atoms: Vec::new() }
    }

    /// Reads so many atoms, if the text has them.
    fn read_to(&mut self, count: usize) {
        while self.atoms.len() < count
            && let Some(mut atom) = self.ahead.read()
        {
            (atom.start, atom.end) = (atom.start + self.before, atom.end + self.before);
            let from = self.folded.len();
            self.folded.push_str(self.ahead.text());
            self.atoms.push(ReadAtom { atom, from, to: self.folded.len() });
        }
    }

    fn text_of(&self, atom: &ReadAtom) -> &str {
        &self.folded[atom.from..atom.to]
    }
}

/// Ranges in order, those that overlap or touch made one.
fn joined(mut matches: Vec<Match>) -> Vec<(u32, u32)> {
    matches.sort_unstable_by_key(|found| (found.start, found.end));
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for found in matches {
        match ranges.last_mut() {
            Some((_, end)) if found.start <= *end => *end = found.end.max(*end),
            _ => ranges.push((found.start, found.end)),
        }
    }
    ranges
}

/// The characters of a snippet from its first match on.
fn width_of(chars_max: usize) -> u32 {
    place(chars_max.saturating_sub(chars_max / LEAD_SHARE))
}

fn place(chars: usize) -> u32 {
    u32::try_from(chars).unwrap_or(u32::MAX)
}

/// Where the passage with the most different words, then the most words, begins.
fn best_start(matches: &[Match], chars_max: usize) -> Option<usize> {
    let width = width_of(chars_max);
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let mut best: Option<((usize, usize), usize)> = None;
    let mut last = 0;
    for (first, from) in matches.iter().enumerate() {
        while let Some(next) =
            matches.get(last).filter(|next| next.end <= from.start.saturating_add(width) || last == first)
        {
            *counts.entry(next.finder).or_default() += 1;
            last += 1;
        }
        let worth = (counts.len(), last - first);
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, from.start as usize));
        }
        if let Some(count) = counts.get_mut(&from.finder) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&from.finder);
            }
        }
    }
    best.map(|(_, start)| start)
}

/// A little before the first match: after the end of a sentence, else between words.
fn passage_start(chars: &[char], first: usize, chars_max: usize) -> usize {
    let earliest = first.saturating_sub(chars_max / LEAD_SHARE);
    let lead = &chars[earliest..first];
    let after = |ends: fn(&char) -> bool| lead.iter().rposition(ends).map(|at| earliest + at + 1);
    if earliest == 0 && lead.len() < chars_max / LEAD_SHARE {
        return 0;
    }
    after(|c| matches!(c, '。' | '！' | '？' | '\n' | '；' | '!' | '?'))
        .or_else(|| lead.iter().position(|c| c.is_whitespace()).map(|at| earliest + at + 1))
        .unwrap_or(earliest)
}

fn passage_end(chars: &[char], start: usize, chars_max: usize) -> usize {
    (start + chars_max).min(chars.len())
}

/// The passage with its highlights, on one line.
fn cut(chars: &[char], mut start: usize, end: usize, ranges: &[(u32, u32)]) -> Snippet {
    while start < end && chars[start].is_whitespace() {
        start += 1;
    }
    let mut text = String::new();
    if start > 0 {
        text.push(ELLIPSIS);
    }
    let shift = u32::from(start > 0);
    text.extend(chars[start..end].iter().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { *c }));
    if end < chars.len() {
        text.push(ELLIPSIS);
    }
    let (from, to) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
    let inside = ranges.iter().filter(|(first, last)| *first < to && *last > from);
    let highlights =
        inside.map(|(first, last)| (first.max(&from) - from + shift, last.min(&to) - from + shift)).collect();
    Snippet { text, highlights }
}
