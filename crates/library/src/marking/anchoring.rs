//! Where a quote stands in a text: makes anchors, and places them again in a text that has changed.
//!
//! The shape follows Hypothesis and the W3C Web Annotation Data Model: exact words, context on both sides, position. The
//! distance is Sellers' (1980) approximate match, the whole pattern against any part of the text.
//!
//! **Invariant:** pure; the same anchor and text give the same place.
//! **Invariant:** a place is only given when it is the better one by a margin; a wrong place is worse than none.

use model::{Anchor, Id};

mod borders;

/// Characters of context kept on each side of a quote.
pub(crate) const CONTEXT_CHARS: usize = 32;
/// Up to this many characters a quote must stand to the letter: one changed character of eight is another word in Chinese.
const STRICT_CHARS: usize = 8;
/// Of so many characters of a longer quote one may differ: a fifth.
const ONE_ERROR_IN: usize = 5;
/// How much of the context must be found around a place whose words alone do not decide it.
const CONTEXT_NEEDED: f32 = 0.5;
/// From this length on the exact words alone decide.
const TELLING_CHARS: usize = 16;
/// Longer quotes are placed by their two ends: bounds the work of a match at some 10^8 steps for the largest text.
const PATTERN_CHARS_MAX: usize = 512;

/// Makes the anchor of characters `start..end` of a capture's text; `None` when that part is empty or outside the text.
pub(crate) fn anchor_at(capture: Id, text: &str, start: u32, end: u32) -> Option<Anchor> {
    let chars: Vec<char> = text.chars().collect();
    let (from, to) = (start as usize, end as usize);
    let exact = chars.get(from..to).filter(|part| part.iter().any(|c| !c.is_whitespace()))?;
    Some(Anchor {
        capture,
        exact: exact.iter().collect(),
        prefix: chars[from.saturating_sub(CONTEXT_CHARS)..from].iter().collect(),
        suffix: chars[to..(to + CONTEXT_CHARS).min(chars.len())].iter().collect(),
        start,
        end,
        picture: None,
    })
}

/// What stands before and after a place, [`CONTEXT_CHARS`] characters each where there are so many.
pub(crate) fn around(text: &str, at: u32) -> (String, String) {
    let chars: Vec<char> = text.chars().collect();
    let at = (at as usize).min(chars.len());
    let before = &chars[at.saturating_sub(CONTEXT_CHARS)..at];
    (before.iter().collect(), chars[at..].iter().take(CONTEXT_CHARS).collect())
}

/// How much of an anchor's context stands around a place, from 0 to 1.
pub(crate) fn agreement(anchor: &Anchor, text: &str, at: u32) -> f32 {
    let page: Vec<char> = text.chars().map(fold).collect();
    let at = (at as usize).min(page.len());
    Context::of(anchor).agreement(&page, at, at)
}

/// The place of the `occurrence`-th (from 1) appearance of `words` in `text`, in characters.
///
/// White space is matched loosely: any run of it is as good as any other.
pub(crate) fn find_words(text: &str, words: &str, occurrence: u32) -> Option<(u32, u32)> {
    let pattern: Vec<char> = squeeze((0u32..).zip(words.trim().chars())).1;
    let (at, squeezed) = squeeze((0u32..).zip(text.chars()));
    let nth = occurrence.max(1) as usize - 1;
    let first = occurrences(&squeezed, &pattern).nth(nth)?;
    let last = first + pattern.len() - 1;
    Some((at[first], at[last] + 1))
}

/// The place in `text` (another capture, or the same after a new extraction) where `anchor` stands, in characters.
pub(crate) fn place(anchor: &Anchor, text: &str) -> Option<(u32, u32)> {
    let page: Vec<char> = text.chars().map(fold).collect();
    let exact: Vec<char> = anchor.exact.chars().map(fold).collect();
    if exact.is_empty() || page.is_empty() {
        return None;
    }
    let context = Context::of(anchor);
    let found = by_exact(&page, &exact, &context, anchor.start as usize).or_else(|| {
        if exact.len() > PATTERN_CHARS_MAX { by_ends(&page, &exact) } else { by_distance(&page, &exact, &context) }
    });
    let (start, end) = found.or_else(|| borders::place(&page, &exact, &context))?;
    Some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}

/// Keeps letters and signs comparable across width and case, one character for one.
fn fold(c: char) -> char {
    let narrow = match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

/// Runs of white space as one blank, with the position of each kept character.
fn squeeze(chars: impl Iterator<Item = (u32, char)>) -> (Vec<u32>, Vec<char>) {
    let (mut at, mut kept) = (Vec::new(), Vec::new());
    for (position, c) in chars {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || kept.last() != Some(&' ') {
            at.push(position);
            kept.push(c);
        }
    }
    (at, kept)
}

fn occurrences<'a>(page: &'a [char], exact: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let first = exact.first().copied();
    (0..(page.len() + 1).saturating_sub(exact.len().max(1)))
        .filter(move |&i| Some(page[i]) == first && page[i..i + exact.len()] == *exact)
}

struct Context {
    before: Vec<char>,
    after: Vec<char>,
}

impl Context {
    fn of(anchor: &Anchor) -> Self {
        Self {
            before: anchor.prefix.chars().rev().map(fold).collect(),
            after: anchor.suffix.chars().map(fold).collect(),
        }
    }

    /// How much of the context stands around `start..end`, from 0 to 1; 1 where there was none to compare.
    fn agreement(&self, page: &[char], start: usize, end: usize) -> f32 {
        let reach = CONTEXT_CHARS + CONTEXT_CHARS / 4;
        let before: Vec<char> = page[..start].iter().rev().take(reach).copied().collect();
        let after: Vec<char> = page[end..].iter().take(reach).copied().collect();
        let sides = [(&self.before, &before), (&self.after, &after)];
        let known: Vec<_> = sides.into_iter().filter(|(wanted, _)| !wanted.is_empty()).collect();
        if known.is_empty() {
            return 1.0;
        }
        let total: f32 = known.iter().map(|(wanted, found)| likeness(wanted, found)).sum();
        total / known.len() as f32
    }
}

/// One less the share of `wanted` that must be edited to make it a beginning of `found`.
fn likeness(wanted: &[char], found: &[char]) -> f32 {
    let mut row: Vec<usize> = (0..=found.len()).collect();
    for (i, w) in wanted.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, f) in found.iter().enumerate() {
            let cost = corner + usize::from(w != f);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    let distance = row.into_iter().min().unwrap_or(wanted.len());
    1.0 - distance.min(wanted.len()) as f32 / wanted.len() as f32
}

fn by_exact(page: &[char], exact: &[char], context: &Context, hint: usize) -> Option<(usize, usize)> {
    let mut found: Vec<(f32, usize)> =
        occurrences(page, exact).map(|start| (context.agreement(page, start, start + exact.len()), start)).collect();
    let needed = if exact.len() >= TELLING_CHARS && found.len() == 1 { 0.0 } else { CONTEXT_NEEDED };
    found.retain(|(agreement, _)| *agreement >= needed);
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.abs_diff(hint).cmp(&b.1.abs_diff(hint))));
    found.first().map(|&(_, start)| (start, start + exact.len()))
}

fn by_distance(page: &[char], exact: &[char], context: &Context) -> Option<(usize, usize)> {
    if exact.len() <= STRICT_CHARS {
        return None;
    }
    let mut best: Option<(f32, usize, usize)> = None;
    near(page, exact, exact.len() / ONE_ERROR_IN, |distance, start, end| {
        let agreement = context.agreement(page, start, end);
        let score = agreement + 2.0 * (1.0 - distance as f32 / exact.len() as f32);
        if agreement >= CONTEXT_NEEDED && best.is_none_or(|(most, ..)| score > most) {
            best = Some((score, start, end));
        }
    });
    best.map(|(_, start, end)| (start, end))
}

/// Sellers' matrix row by row over the page; each cell carries where its match began.
/// Tells every stretch of the page within `budget` edits of the pattern: distance, start, end; one for each end.
fn near(page: &[char], exact: &[char], budget: usize, mut found: impl FnMut(usize, usize, usize)) {
    let mut column: Vec<(usize, usize)> = (0..=exact.len()).map(|i| (i, 0)).collect();
    for (j, c) in page.iter().enumerate() {
        let mut corner = column[0];
        column[0] = (0, j + 1);
        for (i, wanted) in exact.iter().enumerate() {
            let swap = (corner.0 + usize::from(wanted != c), corner.1);
            let (left, above) = (column[i + 1], column[i]);
            corner = left;
            column[i + 1] = swap.min((left.0 + 1, left.1)).min((above.0 + 1, above.1));
        }
        let (distance, start) = column[exact.len()];
        if distance <= budget && start < j + 1 {
            found(distance, start, j + 1);
        }
    }
}

/// A long quote: both its ends must be found, at about the right distance from each other.
fn by_ends(page: &[char], exact: &[char]) -> Option<(usize, usize)> {
    let end_chars = PATTERN_CHARS_MAX / 4;
    let nothing = Context { before: Vec::new(), after: Vec::new() };
    let (head, tail) = (&exact[..end_chars], &exact[exact.len() - end_chars..]);
    let (start, head_end) = by_exact(page, head, &nothing, 0).or_else(|| by_distance(page, head, &nothing))?;
    let rest = &page[head_end..];
    let (_, end) = by_exact(rest, tail, &nothing, 0).or_else(|| by_distance(rest, tail, &nothing))?;
    let length = head_end + end - start;
    let slack = exact.len() / ONE_ERROR_IN;
    (length.abs_diff(exact.len()) <= slack).then_some((start, head_end + end))
}

#[cfg(test)]
mod edited;
#[cfg(test)]
mod tests;
