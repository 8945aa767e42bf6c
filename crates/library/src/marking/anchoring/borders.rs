//! A quote whose words were edited beyond the budget of a match: its two borders are looked for instead, each with what stands
//! on both of its sides.
//!
//! **Invariant:** a border that stands in two places alike is nowhere.

use super::{CONTEXT_CHARS, Context, ONE_ERROR_IN, STRICT_CHARS, likeness, near};

/// Characters of the quote itself that belong to a border at the most.
const INSIDE_MAX: usize = CONTEXT_CHARS / 2;
/// A border with fewer characters tells too little.
const BORDER_MIN: usize = 20;
/// A rival place must be worse by so many edits.
const MARGIN: usize = 3;
/// How much of the words must still be there.
const WORDS_NEEDED: f32 = 0.5;

/// Where the quote stands by its borders; `None` for short quotes, whose words must stand to the letter.
pub(super) fn place(page: &[char], exact: &[char], context: &Context) -> Option<(usize, usize)> {
    if exact.len() <= STRICT_CHARS {
        return None;
    }
    let inside = INSIDE_MAX.min(exact.len() / 2);
    let before: Vec<char> = context.before.iter().rev().copied().collect();
    let opening = [&before, &exact[..inside]].concat();
    let closing = [&exact[exact.len() - inside..], &context.after].concat();
    let start = border(page, &opening, before.len())?;
    let end = border(page, &closing, inside)?;
    let found = page.get(start..end).filter(|found| !found.is_empty())?;
    let alike = found.len() <= 2 * exact.len() && likeness(exact, found) >= WORDS_NEEDED;
    alike.then_some((start, end))
}

/// Where character `at` of the pattern stands in the page, when the pattern stands in one place alone.
fn border(page: &[char], pattern: &[char], at: usize) -> Option<usize> {
    if pattern.len() < BORDER_MIN {
        return None;
    }
    let budget = pattern.len() / ONE_ERROR_IN + pattern.len() / (2 * ONE_ERROR_IN);
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    near(page, pattern, budget, |distance, start, end| all.push((distance, start, end)));
    let &(distance, start, end) = all.iter().min()?;
    let rivalled = all.iter().any(|(rival, from, to)| (*to <= start || *from >= end) && *rival < distance + MARGIN);
    if rivalled { None } else { Some(start + aligned(pattern, &page[start..end], at)) }
}

/// Which character of `found` stands for character `at` of the pattern in the cheapest alignment (Wagner and Fischer, 1974).
fn aligned(pattern: &[char], found: &[char], at: usize) -> usize {
    let wide = found.len() + 1;
    let mut costs: Vec<usize> = (0..wide * (pattern.len() + 1)).collect();
    for i in 1..=pattern.len() {
        costs[i * wide] = i;
        for j in 1..wide {
            let swap = costs[(i - 1) * wide + j - 1] + usize::from(pattern[i - 1] != found[j - 1]);
            costs[i * wide + j] = swap.min(costs[(i - 1) * wide + j] + 1).min(costs[i * wide + j - 1] + 1);
        }
    }
    let (mut i, mut j) = (pattern.len(), found.len());
    while i > at {
        let here = costs[i * wide + j];
        if j > 0 && here == costs[(i - 1) * wide + j - 1] + usize::from(pattern[i - 1] != found[j - 1]) {
            (i, j) = (i - 1, j - 1);
        } else if here == costs[(i - 1) * wide + j] + 1 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    j
}
