//! What two texts have in common, word by word.

use super::words::{SHINGLE_WORDS, Words};

/// Paragraphs of fewer words are no news by themselves: a heading, a source line, a caption.
const PARAGRAPH_WORDS_MIN: u32 = 12;

/// Texts are alike when so much of one stands in the other.
const SHARE_MIN: f32 = 0.5;

/// Fewer common words are a quotation or a formula of the trade.
const SAME_MIN: u32 = 24;

/// What one text has of another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// Words of the text that stand in the other, in shingles.
    pub same: u32,
    /// The share of the text's words that stand in the other, from 0 to 1.
    pub share: f32,
    /// Paragraphs of the text that do not stand in the other.
    pub fresh: u32,
    /// The share of the other's words that stand in the text.
    pub share_back: f32,
    /// Paragraphs of the other that do not stand in the text.
    pub fresh_back: u32,
}

impl Likeness {
    /// Whether most of one of the two stands in the other.
    pub fn is_repost(&self) -> bool {
        self.same >= SAME_MIN && self.share.max(self.share_back) >= SHARE_MIN
    }
}

/// Compares a text with another.
pub fn compare(text: &Words, other: &Words) -> Likeness {
    let (there, back) = (cover(text, other), cover(other, text));
    Likeness {
        same: there.same,
        share: share(there.same, text),
        fresh: there.fresh,
        share_back: share(back.same, other),
        fresh_back: back.fresh,
    }
}

struct Cover {
    same: u32,
    fresh: u32,
}

fn share(same: u32, words: &Words) -> f32 {
    if words.is_empty() { 0.0 } else { same as f32 / words.len() as f32 }
}

/// Which words of a text stand in a shingle of the other too, counted whole and by paragraph.
fn cover(text: &Words, other: &Words) -> Cover {
    let mut known: Vec<u64> = other.shingles().collect();
    known.sort_unstable();
    let mut covered = vec![false; text.len()];
    for (start, shingle) in text.shingles().enumerate() {
        if known.binary_search(&shingle).is_ok() {
            covered[start..start + SHINGLE_WORDS].fill(true);
        }
    }
    let same = u32::try_from(covered.iter().filter(|word| **word).count()).unwrap_or(u32::MAX);
    Cover { same, fresh: fresh(text.lines(), &covered) }
}

/// Paragraphs of which less than half is covered.
fn fresh(lines: &[u32], covered: &[bool]) -> u32 {
    let mut fresh = 0;
    let mut rest = lines.iter().zip(covered).peekable();
    while let Some((&line, &first)) = rest.next() {
        let (mut words, mut same) = (1u32, u32::from(first));
        while let Some((_, &next)) = rest.next_if(|(other, _)| **other == line) {
            words += 1;
            same += u32::from(next);
        }
        fresh += u32::from(words >= PARAGRAPH_WORDS_MIN && same * 2 < words);
    }
    fresh
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likeness(text: &str, other: &str) -> Likeness {
        compare(&Words::of(text), &Words::of(other))
    }

    const PARAGRAPHS: [&str; 4] = [
        "设备厂的主管说，今年的 HBM良率大约 62%，到年底能到七成就很好，再往上要换一代键合机。",
        "渠道反馈 HBM4 的报价环比上调约 8%，CoWoS-L 的交期拉长到 34 周，订单仍在往后排。",
        "An analyst raised the forecast for the 2027 server market from 138 to 161 billion dollars, citing inference.",
        "国内中试线的数据更低，但扩产计划没有改变，明年的目标仍是每月三万片。",
    ];

    #[test]
    fn a_repost_with_a_new_paragraph_says_how_much_is_new() {
        let old = PARAGRAPHS.join("\n");
        let new =
            format!("来源：另一家网站\n{old}\n本刊另外了解到，两家客户已经把明年的验收提前了一个季度，细节尚未公布。");
        let found = likeness(&new, &old);
        assert!((0.7..0.9).contains(&found.share), "{found:?}");
        assert_eq!((found.fresh, found.fresh_back, found.share_back), (1, 0, 1.0));
        assert!(found.is_repost());
    }

    #[test]
    fn an_excerpt_stands_whole_in_the_other() {
        let found = likeness(PARAGRAPHS[1], &PARAGRAPHS.join("\n"));
        assert_eq!((found.share, found.fresh, found.fresh_back), (1.0, 0, 3));
        assert!(found.share_back < 0.5);
    }

    #[test]
    fn one_changed_figure_costs_one_word() {
        let (old, new) = (PARAGRAPHS.join("\n"), PARAGRAPHS.join("\n").replace("62%", "58%"));
        let words = Words::of(&new).len() as f32;
        assert!((likeness(&new, &old).share - (words - 1.0) / words).abs() < 1e-6);
    }

    #[test]
    fn other_articles_of_the_trade_are_no_reposts() {
        assert!(!likeness(PARAGRAPHS[0], PARAGRAPHS[3]).is_repost());
        assert!(!likeness("", PARAGRAPHS[3]).is_repost());
        assert!(!likeness("同样的一句短话", "同样的一句短话").is_repost(), "a sentence is no article");
    }

    proptest! {
        #[test]
        fn shares_are_shares_and_a_text_is_like_itself(text in "[一-龥a-z0-9 ，。\n]{0,120}", other in "[一-龥a-z0-9 ，。\n]{0,120}") {
            let (there, back) = (likeness(&text, &other), likeness(&other, &text));
            prop_assert!((0.0..=1.0).contains(&there.share) && (0.0..=1.0).contains(&there.share_back));
            prop_assert_eq!((there.share, there.fresh), (back.share_back, back.fresh_back));
            let own = likeness(&text, &text);
            prop_assert!(Words::of(&text).len() < SHINGLE_WORDS || (own.share == 1.0 && own.fresh == 0));
        }

        #[test]
        fn punctuation_spaces_and_line_ends_do_not_count(text in "[一-龥]{30,90}", every in 3usize..9) {
            let chars: Vec<char> = text.chars().collect();
            let edited = chars.chunks(every).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("，\n ");
            prop_assert_eq!(likeness(&edited, &text).share, 1.0);
        }
    }
}
