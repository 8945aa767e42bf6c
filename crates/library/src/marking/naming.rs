//! The name of whoever stands beside a word of saying, without office, workplace and occasion: `公司首席财务官周以宁在会上` is 周以宁.

mod han;
mod latin;

/// What ends the words that belong to a word of saying.
const ENDS: [char; 20] =
    [',', ';', ':', '(', ')', '"', '“', '”', '—', '\n', '，', '。', '、', '：', '；', '（', '）', '「', '」', '！'];

/// What stands beside a word of saying.
pub(super) struct Beside<'a> {
    /// The words themselves.
    pub(super) words: &'a str,
    /// The person's name among them.
    pub(super) name: Option<String>,
}

/// Who is named at the end of a text that a word of saying follows.
pub(super) fn before(text: &str) -> Beside<'_> {
    let text = without_bracket(text.trim_end());
    if let Some(person) = latin::before_aside(text) {
        return before(person);
    }
    let words = clause_at_end(text);
    let name = match words.rfind(|c| !is_han(c)) {
        _ if !words.ends_with(is_han_or_digit) => latin::at_end(words.rsplit(is_han).next().unwrap_or_default()),
        None => han::subject(words),
        Some(_) => {
            let (other, run) = last_run(without_day(words));
            han::subject(run).or_else(|| han::is_occasion(run).then(|| latin::at_end(other)).flatten())
        }
    };
    Beside { words, name }
}

/// Who is named at the beginning of a text that follows a word of saying.
pub(super) fn after(text: &str) -> Beside<'_> {
    let mut clauses = text.split(ENDS);
    let words = clauses.next().unwrap_or_default();
    let name = match words.find(is_han) {
        None => latin::at_start(words, clauses.next()),
        Some(at) => {
            let run = &words[at..];
            let run = &run[..run.find(|c| !is_han(c)).unwrap_or(run.len())];
            han::subject(run).or_else(|| latin::at_start(&words[..at], None))
        }
    };
    Beside { words, name }
}

/// A character of a name in Han; a foreign one has a dot between its parts.
fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·'
}

fn is_han_or_digit(c: char) -> bool {
    is_han(c) || c.is_ascii_digit()
}

fn clause_at_end(text: &str) -> &str {
    text.rsplit(ENDS).next().unwrap_or_default()
}

/// A text without the name in another script behind its end: `黄仁勋（Jensen Huang）`.
fn without_bracket(text: &str) -> &str {
    let opened = text.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']));
    opened.map_or(text, |at| text[..at].trim_end())
}

/// A text without the day at its end: `张三3月5日`.
fn without_day(text: &str) -> &str {
    let mut text = text;
    while let Some(shorter) = text.strip_suffix(['年', '月', '日']) {
        let day = shorter.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
        if day.len() == shorter.trim_end().len() {
            break;
        }
        text = day.trim_end();
    }
    text
}

/// The run of Han at the end of a text, and what stands before it.
fn last_run(text: &str) -> (&str, &str) {
    let at = text.rfind(|c| !is_han(c)).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    text.split_at(at)
}
