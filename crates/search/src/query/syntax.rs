//! What was typed, read into a tree with positions by the rules of `grammar`, and `printed` again.
//!
//! **Invariant:** any text has a tree. What does not fit the grammar becomes words, with a [`Remark`].
//! **Invariant:** a tree, printed and read again, is the same tree.

mod grammar;
mod printed;

use std::ops::Range;

use super::fields::{Compare, FieldName};
use crate::Remark;

/// A query's length: nobody types more, and every later limit follows from it.
pub const QUERY_CHARS_MAX: usize = 2_000;
/// Each level of parentheses is a level of recursion here and in Tantivy, which aborts at some 600.
pub(super) const DEPTH_MAX: usize = 32;

/// A part of a query, and where it stands in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) span: Range<usize>,
    pub(super) what: What,
}

/// What a part of a query is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Side by side: every part must match.
    All(Vec<Part>),
    /// With `OR` between: one part must match.
    Any(Vec<Part>),
    /// After a minus: the part must not match.
    Not(Box<Part>),
    /// A bare word without the sign at its end.
    Word(String, Ending),
    /// What stood in quotation marks.
    Phrase(String),
    /// A field and its value.
    Field(Asked),
}

/// What a field is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) field: FieldName,
    pub(super) compare: Compare,
    /// Never empty.
    pub(super) value: String,
    pub(super) is_quoted: bool,
}

/// How a word ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ending {
    /// As it is.
    Whole,
    /// `*`: it may go on.
    Open,
    /// `~`: it may be written a little otherwise.
    Near,
}

/// A text as it was read.
pub(super) struct Written {
    pub(super) root: Part,
    pub(super) remarks: Vec<Remark>,
    /// How much of the text was read, in bytes.
    pub(super) end: usize,
}

/// Reads a text of any kind.
pub(super) fn read(text: &str) -> Written {
    let end = text.char_indices().nth(QUERY_CHARS_MAX).map_or(text.len(), |(at, _)| at);
    let mut remarks = Vec::new();
    note(&mut remarks, end < text.len(), Remark::TooLong);
    let mut text = text[..end].to_owned();
    if is_too_deep(&text) {
        note(&mut remarks, true, Remark::TooDeep);
        text = text.replace(['(', ')'], " ").replace(['（', '）'], "   ");
    }
    let word = text.trim_matches(is_space);
    if is_operator(word) {
        let from = text.len() - text.trim_start_matches(is_space).len();
        let what = What::Word(word.to_lowercase(), Ending::Whole);
        return Written { root: Part { span: from..from + word.len(), what }, remarks, end };
    }
    let root = grammar::parse(&text, &mut remarks);
    Written { root, remarks, end }
}

/// Adds a remark once.
pub(super) fn note(remarks: &mut Vec<Remark>, holds: bool, remark: Remark) {
    if holds && !remarks.contains(&remark) {
        remarks.push(remark);
    }
}

fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|c| {
        if is_open(c) {
            depth += 1;
        } else if is_close(c) {
            depth = depth.saturating_sub(1);
        }
        depth > DEPTH_MAX
    })
}

/// A word without the sign at its end.
pub(super) fn ending_of(typed: &str) -> (&str, Ending) {
    let open = typed.strip_suffix(['*', '＊']).map(|text| (text, Ending::Open));
    let near = || typed.strip_suffix(['~', '～']).map(|text| (text, Ending::Near));
    open.or_else(near).filter(|(text, _)| !text.is_empty()).unwrap_or((typed, Ending::Whole))
}

fn is_operator(word: &str) -> bool {
    matches!(word, "OR" | "|" | "||" | "AND" | "&&" | "NOT")
}

/// What stands between words.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tree without its positions.
    fn bare_tree(part: &Part) -> Part {
        let bare = |parts: &[Part]| parts.iter().map(bare_tree).collect();
        let what = match &part.what {
            What::All(parts) => What::All(bare(parts)),
            What::Any(parts) => What::Any(bare(parts)),
            What::Not(part) => What::Not(Box::new(bare_tree(part))),
            what => what.clone(),
        };
        Part { span: 0..0, what }
    }

    fn leaves<'a>(part: &'a Part, found: &mut Vec<&'a Part>) {
        match &part.what {
            What::All(parts) | What::Any(parts) => parts.iter().for_each(|part| leaves(part, found)),
            What::Not(part) => leaves(part, found),
            _ => found.push(part),
        }
    }

    fn check(text: &str, printed: &str, remarks: &[Remark]) {
        let written = read(text);
        assert_eq!(written.root.to_string(), printed, "{text}");
        assert_eq!(written.remarks, remarks, "{text}");
    }

    #[test]
    fn one_way_of_writing_everything() {
        check("HBM  AND 良率", "HBM 良率", &[]);
        check("a | b && c", "a OR b c", &[]);
        check("NOT a NOT (b c)", "-a -(b c)", &[]);
        check("（a OR b） “c d” －e", "(a OR b) \"c d\" -e", &[]);
        check("主题：HBM 来源：“财联社” 作者：顾", "theme:HBM site:\"财联社\" author:顾", &[]);
        check("THEME:HBM Site:=财联社", "theme:HBM site:=财联社", &[]);
        check("date>=2024-03 日期：＜2025 发布：≥2024Q1", "on:>=2024-03 on:<2025 on:>=2024Q1", &[]);
        check("during:\"last month\" 时间：上个月", "on:\"last month\" on:上个月", &[]);
        check("hbm＊ yeild～ co*", "hbm* yeild~ co*", &[]);
        check("theme:(a OR “b c”) －类型：（摘录 *)", "(theme:a OR theme:\"b c\") -(kind:摘录 kind:*)", &[]);
        check("((a)) ((b c) OR d)", "a (b c OR d)", &[]);
        check("a>b x=y theme>3", "a>b x=y theme>3", &[]);
        check("", "", &[]);
    }

    #[test]
    fn what_does_not_fit_becomes_words() {
        use Remark::*;
        check("(a b", "a b", &[Unbalanced]);
        check("a) b", "a b", &[Unbalanced]);
        check("\"a b", "\"a b\"", &[Unbalanced]);
        check("OR a", "a", &[LooseOperator]);
        check("a OR", "a", &[LooseOperator]);
        check("a NOT", "a", &[LooseOperator]);
        check("NOT -a", "-a", &[LooseOperator]);
        check("OR", "or", &[]);
        check("a --b", "a b", &[LooseOperator]);
        check("a - b", "a - b", &[]);
        check("theme: x", "theme:x", &[]);
        check("主题： x", "theme:x", &[]);
        check("Source: TSMC to raise prices", "(Source:) TSMC to raise prices", &[]);
        check("theme:\"\" x", "theme:\"\" x", &[]);
        check("https://a.cn", "https://a.cn", &[]);
        check("()", "", &[]);
    }

    #[test]
    fn parts_know_where_they_stand() {
        let text = "良率 -主题：“高 带宽” (b* OR c)";
        let written = read(text);
        let mut found = Vec::new();
        leaves(&written.root, &mut found);
        let typed: Vec<&str> = found.iter().map(|part| &text[part.span.clone()]).collect();
        assert_eq!(typed, ["良率", "主题：“高 带宽”", "b*", "c"]);
    }

    #[test]
    fn nesting_and_length_are_bounded() {
        assert_eq!(read(&("(".repeat(10_000) + "a")).remarks, [Remark::TooLong, Remark::TooDeep]);
        let nested = format!("{}a b{}", "(".repeat(DEPTH_MAX), ")".repeat(DEPTH_MAX));
        check(&nested, "a b", &[]);
        check(&format!("({nested})"), "a b", &[Remark::TooDeep]);
    }

    proptest! {
        #[test]
        fn any_text_has_a_tree_that_prints_to_itself(text in "\\PC{0,120}|([-()\"a：:>=<~* |良]|OR|NOT|AND|theme:|日期：|on:>=|“|＊){0,40}") {
            let written = read(&text);
            let printed = written.root.to_string();
            let again = read(&printed);
            prop_assert_eq!(bare_tree(&again.root), bare_tree(&written.root), "{} printed {}", text, printed);
            prop_assert_eq!(again.root.to_string(), printed);
        }

        #[test]
        fn positions_lie_in_the_text_in_order(text in "([-()\"a：:>* |良]|OR|theme:|“){0,60}") {
            let written = read(&text);
            let mut found = Vec::new();
            leaves(&written.root, &mut found);
            let mut last = 0;
            for part in found {
                prop_assert!(part.span.start >= last && part.span.end > part.span.start);
                prop_assert!(text.get(part.span.clone()).is_some());
                last = part.span.end;
            }
        }
    }
}
