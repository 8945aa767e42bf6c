//! What was typed, read into a tree with positions by a parser of [`winnow`]; the grammar is in `docs/query.md`.
//!
//! **Invariant:** any text has a tree. What does not fit the grammar becomes words, with a [`Remark`].
//! **Invariant:** a tree, printed and read again, is the same tree.

use std::{fmt, ops::Range};

use winnow::{
    LocatingSlice, Parser,
    combinator::{alt, opt, repeat, separated},
    error::EmptyError,
    stream::{Location, Stateful, Stream},
    token::{one_of, take_till, take_while},
};

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
    let mut input = Input { input: LocatingSlice::new(&text), state: Notes(remarks) };
    let root = whole(&mut input);
    Written { root, remarks: input.state.0, end }
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

#[derive(Clone, Debug)]
struct Notes(Vec<Remark>);

type Input<'a> = Stateful<LocatingSlice<&'a str>, Notes>;
type Read<T> = Result<T, EmptyError>;

fn remark(input: &mut Input<'_>, remark: Remark) {
    note(&mut input.state.0, true, remark);
}

/// Everything, with closing parentheses that close nothing left out.
fn whole(input: &mut Input<'_>) -> Part {
    let mut parts = Vec::new();
    loop {
        parts.extend(any(input).ok());
        let closed: Read<char> = one_of(is_close).parse_next(input);
        if closed.is_err() {
            return side_by_side(parts).unwrap_or(Part { span: 0..0, what: What::All(Vec::new()) });
        }
        remark(input, Remark::Unbalanced);
    }
}

/// `any = all { "OR" all }`
fn any(input: &mut Input<'_>) -> Read<Part> {
    let parts: Vec<Option<Part>> = separated(1.., all, or).parse_next(input)?;
    let given = parts.len();
    let mut parts: Vec<Part> = parts.into_iter().flatten().collect();
    if parts.len() < given && given > 1 {
        remark(input, Remark::LooseOperator);
    }
    match parts.len() {
        0 => Err(EmptyError),
        1 => Ok(parts.remove(0)),
        _ => Ok(Part { span: around(&parts), what: What::Any(parts) }),
    }
}

/// `all = { part | "AND" }`; nothing where nothing stands.
fn all(input: &mut Input<'_>) -> Read<Option<Part>> {
    let parts: Vec<Option<Part>> = repeat(0.., alt((and.value(None), part))).parse_next(input)?;
    spaces(input);
    Ok(side_by_side(parts.into_iter().flatten().collect()))
}

/// `part = [ "-" ] atom`; nothing where an atom is empty.
fn part(input: &mut Input<'_>) -> Read<Option<Part>> {
    spaces(input);
    let from = input.current_token_start();
    let minuses: Vec<()> = repeat(0.., minus).parse_next(input)?;
    let negated = minuses.len() == 1;
    if minuses.len() > 1 {
        remark(input, Remark::LooseOperator);
    } else if minuses.is_empty()
        && let Ok(found) = not(input)
    {
        return Ok(found);
    }
    let found = atom(input)?;
    Ok(found.map(|part| if negated { excluded(from, part) } else { part }))
}

fn excluded(from: usize, part: Part) -> Part {
    Part { span: from..part.span.end, what: What::Not(Box::new(part)) }
}

/// `NOT atom`; a `NOT` with nothing after it is left out.
fn not(input: &mut Input<'_>) -> Read<Option<Part>> {
    let from = input.current_token_start();
    operator(&["NOT"]).parse_next(input)?;
    spaces(input);
    let found = opt(atom).parse_next(input)?.flatten();
    if found.is_none() {
        remark(input, Remark::LooseOperator);
    }
    Ok(found.map(|part| excluded(from, part)))
}

/// `atom = "(" any ")" | phrase | field | word`
fn atom(input: &mut Input<'_>) -> Read<Option<Part>> {
    alt((group, phrase.map(Some), field.map(Some), word.map(Some))).parse_next(input)
}

fn group(input: &mut Input<'_>) -> Read<Option<Part>> {
    one_of(is_open).parse_next(input)?;
    let inner = any(input).ok();
    spaces(input);
    let closed: Option<char> = opt(one_of(is_close)).parse_next(input)?;
    if closed.is_none() {
        remark(input, Remark::Unbalanced);
    }
    Ok(inner)
}

fn phrase(input: &mut Input<'_>) -> Read<Part> {
    quoted.with_span().map(|(text, span)| Part { span, what: What::Phrase(text.to_owned()) }).parse_next(input)
}

/// Text up to the next quotation mark, or to the end.
fn quoted<'a>(input: &mut Input<'a>) -> Read<&'a str> {
    one_of(is_quote).parse_next(input)?;
    let text = take_till(0.., is_quote).parse_next(input)?;
    let closed: Option<char> = opt(one_of(is_quote)).parse_next(input)?;
    if closed.is_none() {
        remark(input, Remark::Unbalanced);
    }
    Ok(text)
}

/// `field = name (":" | date comparison) [ comparison ] value`
fn field(input: &mut Input<'_>) -> Read<Part> {
    let (asked, span) = asked.with_span().parse_next(input)?;
    Ok(Part { span, what: What::Field(asked) })
}

fn asked(input: &mut Input<'_>) -> Read<Asked> {
    let start = input.checkpoint();
    let before = input.state.clone();
    let found = named(input);
    if found.is_err() {
        input.reset(&start);
        input.state = before;
    }
    found
}

fn named(input: &mut Input<'_>) -> Read<Asked> {
    let name = take_while(1.., |c: char| c.is_alphabetic()).parse_next(input)?;
    let field = FieldName::from_word(name).ok_or(EmptyError)?;
    let colon: Option<char> = opt(one_of([':', '：'])).parse_next(input)?;
    let compare = opt(comparison).parse_next(input)?;
    if colon.is_none() && !(field.is_date() && compare.is_some()) {
        return Err(EmptyError);
    }
    let quoted = opt(quoted).parse_next(input)?;
    let is_quoted = quoted.is_some();
    let value = match quoted {
        Some(value) => value,
        None => bare(input)?,
    };
    if value.chars().all(is_space) {
        return Err(EmptyError);
    }
    Ok(Asked { field, compare: compare.unwrap_or_default(), value: value.to_owned(), is_quoted })
}

fn comparison(input: &mut Input<'_>) -> Read<Compare> {
    let first = one_of(['<', '>', '=', '＜', '＞', '＝', '≤', '≥']).parse_next(input)?;
    let with_equal = match first {
        '<' | '>' | '＜' | '＞' => {
            let equal: Option<char> = opt(one_of(['=', '＝'])).parse_next(input)?;
            equal.is_some()
        }
        _ => true,
    };
    Ok(match (first, with_equal) {
        ('=' | '＝', _) => Compare::Equal,
        ('<' | '＜', false) => Compare::Below,
        ('>' | '＞', false) => Compare::Above,
        ('<' | '＜' | '≤', _) => Compare::UpTo,
        _ => Compare::From,
    })
}

fn word(input: &mut Input<'_>) -> Read<Part> {
    let (typed, span) = bare.verify(|word: &str| !is_operator(word)).with_span().parse_next(input)?;
    let (text, ending) = ending_of(typed);
    Ok(Part { span, what: What::Word(text.to_owned(), ending) })
}

/// A word without the sign at its end.
pub(super) fn ending_of(typed: &str) -> (&str, Ending) {
    let open = typed.strip_suffix(['*', '＊']).map(|text| (text, Ending::Open));
    let near = || typed.strip_suffix(['~', '～']).map(|text| (text, Ending::Near));
    open.or_else(near).filter(|(text, _)| !text.is_empty()).unwrap_or((typed, Ending::Whole))
}

fn bare<'a>(input: &mut Input<'a>) -> Read<&'a str> {
    take_till(1.., |c| is_space(c) || is_open(c) || is_close(c)).parse_next(input)
}

/// A minus that something follows.
fn minus(input: &mut Input<'_>) -> Read<()> {
    let start = input.checkpoint();
    one_of(['-', '－']).parse_next(input)?;
    if input.input.chars().next().is_none_or(|next| is_space(next) || is_close(next)) {
        input.reset(&start);
        return Err(EmptyError);
    }
    Ok(())
}

fn or(input: &mut Input<'_>) -> Read<()> {
    operator(&["OR", "|", "||"]).parse_next(input)
}

fn and(input: &mut Input<'_>) -> Read<()> {
    spaces(input);
    operator(&["AND", "&&"]).parse_next(input)
}

fn operator<'a>(signs: &'static [&'static str]) -> impl Parser<Input<'a>, (), EmptyError> {
    bare.verify(move |word: &str| signs.contains(&word)).void()
}

fn is_operator(word: &str) -> bool {
    matches!(word, "OR" | "|" | "||" | "AND" | "&&" | "NOT")
}

fn spaces(input: &mut Input<'_>) {
    let skipped: Read<&str> = take_while(0.., is_space).parse_next(input);
    debug_assert!(skipped.is_ok());
}

/// Flat, and a single part as itself; nothing when there is none.
fn side_by_side(parts: Vec<Part>) -> Option<Part> {
    let mut flat: Vec<Part> = Vec::new();
    for part in parts {
        match part.what {
            What::All(inner) => flat.extend(inner),
            what => flat.push(Part { what, ..part }),
        }
    }
    match flat.len() {
        0 => None,
        1 => flat.pop(),
        _ => Some(Part { span: around(&flat), what: What::All(flat) }),
    }
}

fn around(parts: &[Part]) -> Range<usize> {
    parts.first().map_or(0, |first| first.span.start)..parts.last().map_or(0, |last| last.span.end)
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

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::All(parts) => join(f, parts, " ", |part| matches!(part.what, What::Any(_))),
            What::Any(parts) => join(f, parts, " OR ", |part| matches!(part.what, What::Any(_))),
            What::Not(part) => {
                f.write_str("-")?;
                bracketed(f, part, matches!(part.what, What::All(_) | What::Any(_) | What::Not(_)))
            }
            What::Word(text, ending) => write!(f, "{text}{}", ending.sign()),
            What::Phrase(text) => write!(f, "\"{text}\""),
            What::Field(asked) => write!(f, "{asked}"),
        }
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.is_quoted { "\"" } else { "" };
        write!(f, "{}:{}{quote}{}{quote}", self.field.as_str(), self.compare.sign(), self.value)
    }
}

impl Ending {
    fn sign(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Open => "*",
            Self::Near => "~",
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Part], between: &str, in_brackets: fn(&Part) -> bool) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { between })?;
        bracketed(f, part, in_brackets(part))?;
    }
    Ok(())
}

fn bracketed(f: &mut fmt::Formatter<'_>, part: &Part, in_brackets: bool) -> fmt::Result {
    if in_brackets { write!(f, "({part})") } else { write!(f, "{part}") }
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
        check("OR", "or", &[]);
        check("a --b", "a b", &[LooseOperator]);
        check("a - b", "a - b", &[]);
        check("theme: x", "theme: x", &[]);
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
