//! The parts of words that words are counted by, and what each tells.

use super::tree::Looked;
use crate::analysis::{
    Class, Needle, Piece,
    telling::{FULL_WEIGHT, weight_of_han, weight_of_pair, weight_of_word, without_asking},
};

/// A Han character beside the pairs it stands in (of 0, 0.1, 0.3, 0.5, 0.8 the best on judged questions).
const HAN_BESIDE_PAIRS_WEIGHT: f32 = 0.8;
/// What tells less than this finds nothing by itself; it only helps to put in order what was found.
const TELLING_WEIGHT_MIN: f32 = 0.6;

/// A pair of Han characters, one Han character, or a word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) looked: Looked,
    /// What it tells of what is asked.
    pub(crate) weight: f32,
    /// Whether it may find something, or only put in order.
    pub(crate) is_telling: bool,
}

/// The parts of a needle, without what only asks.
pub(super) fn parts_of(looked: &Looked) -> Vec<Part> {
    let runs = looked.needle.runs();
    let last = runs.len().saturating_sub(1);
    let mut parts = Vec::new();
    for (index, run) in runs.into_iter().enumerate() {
        if run[0].class == Class::Han {
            without_asking(run).into_iter().for_each(|run| parts.extend(parts_of_han(run)));
        } else {
            parts.extend(part_of_word(run, looked, index == last));
        }
    }
    parts
}

fn parts_of_han(run: &[Piece]) -> Vec<Part> {
    let pairs = run.windows(2).filter_map(|pair| part(pair, weight_of_pair(pair), true));
    let alone = run.len() == 1;
    let beside = if alone { FULL_WEIGHT } else { HAN_BESIDE_PAIRS_WEIGHT };
    let singles = run.chunks(1).filter_map(|one| part(one, beside * weight_of_han(&one[0].text), alone));
    pairs.chain(singles).collect()
}

fn part_of_word(run: &[Piece], looked: &Looked, is_last: bool) -> Option<Part> {
    let weight = if let [word] = run { weight_of_word(&word.text) } else { FULL_WEIGHT };
    // Broken out of what is written as one (`0.5`, `85°C`), a single sign stands everywhere.
    let is_scrap = matches!(run, [one] if one.text.chars().nth(1).is_none()) && looked.needle.pieces().len() > 1;
    let mut part = part(run, weight, !is_scrap)?;
    if is_last && looked.is_prefix {
        (part.looked.is_prefix, part.looked.with_stem) = (true, looked.with_stem);
    }
    Some(part)
}

fn part(pieces: &[Piece], weight: f32, may_find: bool) -> Option<Part> {
    let needle = Needle::of(pieces)?;
    let looked = Looked { needle, is_prefix: false, with_stem: true, is_near: false };
    Some(Part { looked, weight, is_telling: may_find && weight >= TELLING_WEIGHT_MIN })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_its_telling_parts_and_the_rest_beside() {
        let needle = Needle::exact("HBM4的良率是多少 H100").unwrap();
        let parts = parts_of(&Looked { needle, is_prefix: false, with_stem: true, is_near: false });
        let shown = |telling: bool| {
            let some = parts.iter().filter(|part| part.is_telling == telling);
            some.map(|part| part.looked.needle.key()).collect::<Vec<_>>()
        };
        assert_eq!(shown(true), ["hbm4", "的良", "良率", "率是", "h100"]);
        assert_eq!(shown(false), ["的", "良", "率", "是"]);
    }
}
