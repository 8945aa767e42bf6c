//! Names in Latin letters: two to four words with capitals that are no office, firm or day.

use super::clause_at_end;

/// Words of offices and trades, and what is set before a name.
const OFFICES: [&str; 48] = [
    "ceo",
    "cfo",
    "coo",
    "cto",
    "cmo",
    "officer",
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "director",
    "manager",
    "analyst",
    "analysts",
    "strategist",
    "economist",
    "reporter",
    "correspondent",
    "editor",
    "founder",
    "co-founder",
    "cofounder",
    "partner",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "head",
    "professor",
    "prof",
    "dr",
    "mr",
    "ms",
    "mrs",
    "minister",
    "secretary",
    "governor",
    "senator",
    "engineer",
    "scientist",
    "researcher",
    "chief",
    "executive",
    "vice",
    "senior",
    "sir",
    "author",
    "investor",
    "boss",
];
/// Words with a capital at the beginning of a sentence or beside a name that belong to no name.
const BESIDE: [&str; 26] = [
    "but",
    "and",
    "yet",
    "when",
    "as",
    "if",
    "the",
    "in",
    "on",
    "at",
    "later",
    "meanwhile",
    "still",
    "also",
    "then",
    "yesterday",
    "today",
    "what",
    "that",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// Words at the end of what is a firm or an institution.
const FIRMS: [&str; 26] = [
    "inc",
    "corp",
    "ltd",
    "llc",
    "co",
    "company",
    "group",
    "bank",
    "capital",
    "securities",
    "research",
    "electronics",
    "technologies",
    "technology",
    "semiconductor",
    "systems",
    "manufacturing",
    "house",
    "news",
    "times",
    "journal",
    "university",
    "institute",
    "department",
    "ministry",
    "sachs",
];
/// Small words within names.
const PARTICLES: [&str; 10] = ["van", "von", "der", "den", "de", "da", "di", "del", "bin", "al"];
/// Words of a clause within which a speaker is named.
const WORDS_MAX: usize = 14;

/// What stands before the aside at the end of a text, when that tells an office: `Jane Doe, an analyst at a bank,`.
pub(super) fn before_aside(text: &str) -> Option<&str> {
    let (person, aside) = text.strip_suffix(',')?.rsplit_once(',')?;
    aside.split_whitespace().any(is_office).then_some(person)
}

/// The name at the end of a text.
pub(super) fn at_end(text: &str) -> Option<String> {
    let words: Vec<&str> = clause_at_end(text).split_whitespace().collect();
    let from = (0..words.len()).rev().take_while(|at| belongs(&words, *at)).last()?;
    name(&words[from..])
}

/// The name at the beginning of a clause, or behind the office there: `the firm's finance chief Jane Doe`. `next` is the clause
/// after it, that names whoever has the office.
pub(super) fn at_start(clause: &str, next: Option<&str>) -> Option<String> {
    let words: Vec<&str> = clause.split_whitespace().take(WORDS_MAX).collect();
    let run = |from: usize| (from..words.len()).take_while(|at| belongs(&words, *at)).count();
    let first = run(0);
    let is_firm = words.get(first).is_some_and(|next| is_office(next));
    if let Some(name) = name(&words[..first]).filter(|_| !is_firm) {
        return Some(name);
    }
    let offices = (0..words.len()).filter(|at| is_office(words[*at]) || is_owner(words[*at])).map(|at| at + 1);
    let named = offices.into_iter().find_map(|from| name(&words[from..from + run(from)]));
    named.or_else(|| {
        next.filter(|_| words.last().is_some_and(|last| is_office(last))).and_then(|next| at_start(next, None))
    })
}

/// The name that a run of words with capitals ends with.
fn name(run: &[&str]) -> Option<String> {
    let from = run.iter().rposition(|word| is_office(word) || is_owner(word)).map_or(0, |at| at + 1);
    let run = &run[from..];
    let first = run.iter().position(|word| !is_beside(word))?;
    let last = run.iter().rposition(|word| !is_beside(word))?;
    let run = &run[first..=last];
    let is_firm = run.last().is_some_and(|word| FIRMS.contains(&&*plain(word)));
    // The point may end the sentence.
    ((2..=4).contains(&run.len()) && !is_firm).then(|| run.join(" ").trim_end_matches('.').to_owned())
}

/// Whether a word is one with a capital, or a small one between such words.
fn belongs(words: &[&str], at: usize) -> bool {
    let has_capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || ['-', '\'', '’', '.'].contains(&c))
    };
    let beside = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(has_capital);
    has_capital(&words[at]) || PARTICLES.contains(&words[at]) && beside(at.checked_sub(1)) && beside(Some(at + 1))
}

fn is_office(word: &str) -> bool {
    OFFICES.contains(&&*plain(word))
}

fn is_beside(word: &&str) -> bool {
    BESIDE.contains(&&*plain(word))
}

/// Whether a word is whose the next is.
fn is_owner(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

fn plain(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}
