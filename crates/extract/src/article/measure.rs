//! What text weighs: characters of both scripts on one scale, links, and the marks of sentences.

use dom_query::{LocalName, local_name};

/// What a Han character weighs beside a Latin letter: a Chinese text has about a third of the characters of its English translation.
const HAN_WEIGHT: u32 = 3;

/// A line with a sentence in it has at least this weight to be prose.
const SENTENCE_WEIGHT_MIN: u32 = 50;

/// A line without the end of a sentence is prose from this weight on.
const LINE_WEIGHT_MIN: u32 = 140;

/// Text, measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measure {
    /// The weight of all characters.
    pub(super) weight: u32,
    /// The weight of those in links.
    pub(super) linked: u32,
    /// Marks that end a sentence or set its parts apart.
    pub(super) stops: u32,
    /// The weight of prose: sentences that are not links.
    pub(super) prose: u32,
    /// Lines of prose.
    pub(super) paragraphs: u32,
    /// Pictures.
    pub(super) pictures: u32,
    /// Links.
    pub(super) links: u32,
    /// Buttons, inputs and choices.
    pub(super) controls: u32,
}

/// A run of text on its way into a measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    weight: u32,
    stops: u32,
}

impl Run {
    /// Measures characters; blanks weigh once for each run of them.
    pub(super) fn of(text: &str) -> Self {
        let mut run = Self::default();
        let mut blank = true;
        let mut before = ' ';
        for character in text.chars() {
            let is_blank = character.is_whitespace();
            run.stops += u32::from(ends_sentence(before, is_blank) || is_han_stop(character));
            run.weight += match character {
                _ if is_blank => u32::from(!blank),
                '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'.. => {
                    HAN_WEIGHT
                }
                _ => 1,
            };
            blank = is_blank;
            before = character;
        }
        run.stops += u32::from(ends_sentence(before, true));
        run
    }

    /// The weight of its characters.
    pub(super) fn weight(self) -> u32 {
        self.weight
    }
}

fn ends_sentence(character: char, before_blank: bool) -> bool {
    before_blank && matches!(character, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '”' | '"')
}

fn is_han_stop(character: char) -> bool {
    matches!(character, '。' | '，' | '！' | '？' | '；' | '、' | '：')
}

impl Measure {
    /// Adds a run of text.
    pub(super) fn take(&mut self, run: &Run, linked: bool) {
        self.weight += run.weight;
        self.stops += run.stops;
        if linked {
            self.linked += run.weight;
        }
    }

    /// Adds what another part holds.
    pub(super) fn add(&mut self, other: &Self) {
        self.weight += other.weight;
        self.linked += other.linked;
        self.stops += other.stops;
        self.prose += other.prose;
        self.paragraphs += other.paragraphs;
        self.pictures += other.pictures;
        self.links += other.links;
        self.controls += other.controls;
    }

    /// The measure of one block's lines with its prose told.
    pub(super) fn with_prose(mut self, tag: &LocalName) -> Self {
        let free = self.weight.saturating_sub(self.linked);
        let is_title = matches!(
            *tag,
            local_name!("h1") | local_name!("h2") | local_name!("h3") | local_name!("h4") | local_name!("figcaption")
        );
        let is_sentence = self.stops > 0 && free >= SENTENCE_WEIGHT_MIN;
        if !is_title && self.linked <= free && (is_sentence || free >= LINE_WEIGHT_MIN) {
            self.prose = free;
            self.paragraphs = 1;
        }
        self
    }

    /// The share of linked text, from 0 to 100.
    pub(super) fn linked_percent(&self) -> u32 {
        self.linked * 100 / self.weight.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Measure {
        let mut measure = Measure::default();
        measure.take(&Run::of(text), false);
        measure.with_prose(&local_name!("p"))
    }

    #[test]
    fn a_sentence_is_prose_in_both_scripts() {
        assert!(line("The plant will open in March, and it will employ three hundred people.").prose > 0);
        assert!(line("新工厂将于三月投产，预计雇用三百人，产能翻倍。").prose > 0);
        assert_eq!(line("Home News Markets Contact").prose, 0);
        assert_eq!(line("首页 新闻 市场 联系我们").prose, 0);
    }

    #[test]
    fn numbers_end_no_sentence() {
        assert_eq!(line("3.14 2.71").stops, 0);
        assert_eq!(line("It ended. Then it began.").stops, 2);
    }
}
