//! What was typed, cut into words, phrases, signs and fields.

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lexeme {
    Open,
    Close,
    Minus,
    Or,
    And,
    /// A quoted phrase and whether it was closed.
    Phrase(String, bool),
    Word(String),
    /// A known field's name and its value; the value's quotation marks are gone.
    Field {
        name: &'static str,
        value: String,
        typed: String,
    },
}

/// The fields of the language.
pub(super) const FIELDS: [&str; 13] =
    ["theme", "site", "author", "speaker", "kind", "lang", "before", "after", "on", "is", "has", "url", "title"];

pub(super) fn lex(text: &str) -> Vec<Lexeme> {
    let mut rest = text;
    let mut lexemes = Vec::new();
    loop {
        rest = rest.trim_start_matches(is_space);
        let Some(first) = rest.chars().next() else { return lexemes };
        let after_first = &rest[first.len_utf8()..];
        let glued = after_first.chars().next().is_some_and(|next| !is_space(next) && !is_close(next));
        rest = match first {
            '(' | '（' => push(&mut lexemes, Lexeme::Open, after_first),
            ')' | '）' => push(&mut lexemes, Lexeme::Close, after_first),
            '-' | '－' if glued => push(&mut lexemes, Lexeme::Minus, after_first),
            _ if is_quote(first) => {
                let (phrase, closed, after) = phrase(after_first);
                push(&mut lexemes, Lexeme::Phrase(phrase.to_owned(), closed), after)
            }
            _ => word(&mut lexemes, rest),
        };
    }
}

fn push<'a>(lexemes: &mut Vec<Lexeme>, lexeme: Lexeme, rest: &'a str) -> &'a str {
    lexemes.push(lexeme);
    rest
}

/// A word, an operator or a field; gives back what follows.
fn word<'a>(lexemes: &mut Vec<Lexeme>, text: &'a str) -> &'a str {
    let end = text.find(|c| is_space(c) || is_open(c) || is_close(c)).unwrap_or(text.len());
    if let Some((name, value)) = field(&text[..end]) {
        if let Some(quote) = value.chars().next().filter(|c| is_quote(*c)) {
            let start = end - value.len() + quote.len_utf8();
            let (phrase, _, after) = phrase(&text[start..]);
            let typed = text[..text.len() - after.len()].to_owned();
            return push(lexemes, Lexeme::Field { name, value: phrase.to_owned(), typed }, after);
        }
        if !value.is_empty() {
            let lexeme = Lexeme::Field { name, value: value.to_owned(), typed: text[..end].to_owned() };
            return push(lexemes, lexeme, &text[end..]);
        }
    }
    let lexeme = match &text[..end] {
        "OR" | "|" => Lexeme::Or,
        "AND" => Lexeme::And,
        word => Lexeme::Word(word.to_owned()),
    };
    push(lexemes, lexeme, &text[end..])
}

/// A known field's name and what follows its colon.
fn field(word: &str) -> Option<(&'static str, &str)> {
    let (name, value) = word.split_once([':', '：'])?;
    let known = FIELDS.into_iter().find(|field| field.eq_ignore_ascii_case(name))?;
    Some((known, value))
}

/// A phrase up to its closing mark; whether there was one; what follows.
fn phrase(text: &str) -> (&str, bool, &str) {
    match text.find(is_quote) {
        Some(end) => {
            let quote = text[end..].chars().next().map_or(0, char::len_utf8);
            (&text[..end], true, &text[end + quote..])
        }
        None => (text, false, ""),
    }
}

fn is_space(c: char) -> bool {
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
