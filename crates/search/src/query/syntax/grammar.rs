//! The grammar of `docs/query.md`, rule by rule, for a parser of [`winnow`].

use std::ops::Range;

use winnow::{
    LocatingSlice, Parser,
    combinator::{alt, opt, repeat, separated},
    error::EmptyError,
    stream::{Location, Stateful, Stream},
    token::{one_of, take_till, take_while},
};

use super::{Asked, Part, What, ending_of, is_close, is_open, is_operator, is_quote, is_space, note};
use crate::{
    Remark,
    query::fields::{Compare, FieldName},
};

/// Reads a whole text of bounded depth, and adds what is remarked.
pub(super) fn parse(text: &str, remarks: &mut Vec<Remark>) -> Part {
    let mut input = Input { input: LocatingSlice::new(text), state: Notes(std::mem::take(remarks)) };
    let root = whole(&mut input);
    *remarks = input.state.0;
    root
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

/// `NOT atom`; a `NOT` with nothing after it is left out, and so is a minus after it.
fn not(input: &mut Input<'_>) -> Read<Option<Part>> {
    let from = input.current_token_start();
    operator(&["NOT"]).parse_next(input)?;
    spaces(input);
    let minuses: Vec<()> = repeat(0.., minus).parse_next(input)?;
    let found = opt(atom).parse_next(input)?.flatten();
    if found.is_none() || !minuses.is_empty() {
        remark(input, Remark::LooseOperator);
    }
    Ok(found.map(|part| excluded(from, part)))
}

/// `atom = "(" any ")" | phrase | name ":" "(" any ")" | field | word`
fn atom(input: &mut Input<'_>) -> Read<Option<Part>> {
    alt((group, phrase.map(Some), group_of_field, field.map(Some), word.map(Some))).parse_next(input)
}

/// A field before parentheses is the field of each word in them: `theme:(HBM OR AI)`.
fn group_of_field(input: &mut Input<'_>) -> Read<Option<Part>> {
    let start = input.checkpoint();
    let found = name_before_group(input);
    match found {
        Ok(field) => Ok(group(input)?.map(|part| asked_of(field, part))),
        Err(error) => {
            input.reset(&start);
            Err(error)
        }
    }
}

fn name_before_group(input: &mut Input<'_>) -> Read<FieldName> {
    let name = take_while(1.., |c: char| c.is_alphabetic()).parse_next(input)?;
    one_of([':', '：']).parse_next(input)?;
    let is_group = input.input.chars().next().is_some_and(is_open);
    FieldName::from_word(name).filter(|_| is_group).ok_or(EmptyError)
}

/// The same with every word and phrase as a value of a field; a field inside stays itself.
fn asked_of(field: FieldName, Part { span, what }: Part) -> Part {
    let each = |parts: Vec<Part>| parts.into_iter().map(|part| asked_of(field, part)).collect();
    let asked = |value: String, is_quoted| What::Field(Asked { field, compare: Compare::Plain, value, is_quoted });
    let what = match what {
        What::All(parts) => What::All(each(parts)),
        What::Any(parts) => What::Any(each(parts)),
        What::Not(part) => What::Not(Box::new(asked_of(field, *part))),
        What::Word(text, ending) => asked(format!("{text}{}", ending.sign()), false),
        What::Phrase(text) if text.chars().all(is_space) => What::Phrase(text),
        What::Phrase(text) => asked(text, true),
        What::Field(asked) => What::Field(asked),
    };
    Part { span, what }
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

/// `field = name (":" | date comparison) [ comparison ] [ space ] value`
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
    let is_apart = input.input.chars().next().is_some_and(is_space);
    // A headline may begin `Source: …`: only a field written as it is printed waits for a value behind a space.
    if is_apart && !field.is_offered_as(name) {
        return Err(EmptyError);
    }
    spaces(input);
    let quoted = opt(quoted).parse_next(input)?;
    let is_quoted = quoted.is_some();
    let value = match quoted {
        Some(value) => value,
        None if is_apart => bare.verify(|value: &str| !stands_by_itself(value)).parse_next(input)?,
        None => bare(input)?,
    };
    if value.chars().all(is_space) {
        return Err(EmptyError);
    }
    Ok(Asked { field, compare: compare.unwrap_or_default(), value: value.to_owned(), is_quoted })
}

/// Whether what follows a space after a field's colon is no value of it: an operator, something excluded or compared, another field.
fn stands_by_itself(value: &str) -> bool {
    let is_field = |(name, _): (&str, &str)| FieldName::from_word(name).is_some();
    is_operator(value)
        || value.starts_with(['-', '－'])
        || value.starts_with(COMPARING)
        || value.split_once([':', '：']).is_some_and(is_field)
}

/// What begins a comparison.
const COMPARING: [char; 8] = ['<', '>', '=', '＜', '＞', '＝', '≤', '≥'];

fn comparison(input: &mut Input<'_>) -> Read<Compare> {
    let first = one_of(COMPARING).parse_next(input)?;
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
    let (text, ending) = ending_of(without_open_quote(typed));
    Ok(Part { span, what: What::Word(text.to_owned(), ending) })
}

/// A word without the quotation mark that was to begin a field's value, and has nothing behind it: `theme:“`.
fn without_open_quote(word: &str) -> &str {
    let leads = |before: &&str| before.ends_with([':', '：']) || before.ends_with(COMPARING);
    word.strip_suffix(is_quote).filter(leads).unwrap_or(word)
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
