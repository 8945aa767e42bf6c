//! The names of a byline, apart from each other, and each in the parts that bibliographies turn.

/// Small words before a family name that belong to it.
const PARTICLES: &[&str] =
    &["al", "af", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "ten", "ter", "van", "von"];
/// Words of names that are no person's.
const ORGANISED: &[&str] = &[
    "agency",
    "bank",
    "bureau",
    "capital",
    "co",
    "corp",
    "desk",
    "editor",
    "editors",
    "group",
    "inc",
    "insight",
    "insights",
    "institute",
    "journal",
    "llc",
    "ltd",
    "media",
    "news",
    "newsroom",
    "partners",
    "press",
    "report",
    "reporter",
    "reporters",
    "research",
    "securities",
    "staff",
    "team",
    "times",
    "university",
    "weekly",
    "writer",
    "writers",
];
/// Longer names are no person's.
const WORDS_MAX: usize = 5;

/// Someone who wrote an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// A person whose family name bibliographies put first.
    Turned {
        /// `Berg`.
        family: String,
        /// `van der`, or nothing.
        particle: String,
        /// `Jean-Luc`.
        given: String,
        /// `Jr.`, `III`, or nothing.
        suffix: String,
    },
    /// A name that stays as it is: a Chinese one, an organisation's.
    Whole(String),
}

/// The authors that a byline names, in its order.
pub(crate) fn authors_of(byline: &str) -> Vec<Author> {
    let line = without_by(byline.trim());
    if let Some(author) = turned_already(line) {
        return vec![author];
    }
    let mut authors: Vec<Author> = Vec::new();
    for name in names_in(line) {
        match authors.last_mut() {
            Some(Author::Turned { suffix, .. }) if is_suffix(name) => name.clone_into(suffix),
            _ => authors.push(author_of(name)),
        }
    }
    authors
}

fn without_by(line: &str) -> &str {
    match line.split_at_checked(3) {
        Some((by, rest)) if by.eq_ignore_ascii_case("by ") => rest.trim_start(),
        _ => line,
    }
}

/// `Norrby, Ada`: one word before the comma, one or two behind it.
fn turned_already(line: &str) -> Option<Author> {
    let (family, given) = line.split_once(", ")?;
    let is_name =
        |word: &str| word.chars().all(|c| c.is_alphabetic() && !is_han(c) || matches!(c, '\'' | '’' | '-' | '.'));
    let words: Vec<&str> = given.split(' ').collect();
    let fits = is_name(family)
        && !family.contains('.')
        && words.len() <= 2
        && words.iter().all(|word| is_name(word) && !word.is_empty());
    (fits && !is_suffix(given)).then(|| Author::Turned {
        family: family.to_owned(),
        particle: String::new(),
        given: given.to_owned(),
        suffix: String::new(),
    })
}

fn names_in(line: &str) -> impl Iterator<Item = &str> {
    const WORDS_BETWEEN: &[&str] = &[" and ", " with ", " 和 ", " 与 "];
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let sign = rest
            .char_indices()
            .find(|(_, c)| matches!(c, ';' | '；' | '、' | '，' | '&' | ','))
            .map(|(at, c)| (at, c.len_utf8()));
        let word = WORDS_BETWEEN.iter().filter_map(|word| rest.find(word).map(|at| (at, word.len()))).min();
        let (at, length) = [sign, word].into_iter().flatten().min().unwrap_or((rest.len(), 0));
        let name = rest[..at].trim();
        rest = &rest[at + length..];
        Some(name)
    })
    .filter(|name| !name.is_empty())
    .map(|name| ["and ", "with "].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name))
}

fn author_of(name: &str) -> Author {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if !is_person(name, &words) {
        return Author::Whole(name.to_owned());
    }
    let suffix = if words.len() > 2 { words.pop_if(|word| is_suffix(word)).unwrap_or_default() } else { "" };
    let particle = (1..words.len()).find(|at| PARTICLES.contains(&words[*at]));
    let from = particle.unwrap_or(words.len() - 1);
    let family = (from..words.len() - 1).find(|at| !PARTICLES.contains(&words[*at])).unwrap_or(words.len() - 1);
    Author::Turned {
        family: words[family..].join(" "),
        particle: words[from..family].join(" "),
        given: words[..from].join(" "),
        suffix: suffix.to_owned(),
    }
}

fn is_person(name: &str, words: &[&str]) -> bool {
    let is_latin = name
        .chars()
        .all(|c| c.is_alphabetic() && u32::from(c) < 0x250 || c.is_whitespace() || ".'’-\u{301}".contains(c));
    let is_organised = words.iter().any(|word| ORGANISED.contains(&word.trim_end_matches('.').to_lowercase().as_str()));
    is_latin && !is_organised && (2..=WORDS_MAX).contains(&words.len())
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.').to_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(family: &str, particle: &str, given: &str, suffix: &str) -> Author {
        let [family, particle, given, suffix] = [family, particle, given, suffix].map(str::to_owned);
        Author::Turned { family, particle, given, suffix }
    }

    fn whole(name: &str) -> Author {
        Author::Whole(name.to_owned())
    }

    #[test]
    fn a_byline_is_taken_apart_into_people() {
        for (byline, authors) in [
            ("Ada Norrby", vec![turned("Norrby", "", "Ada", "")]),
            (
                "By Ada Norrby, Li Chen and Jean-Luc van der Berg",
                vec![
                    turned("Norrby", "", "Ada", ""),
                    turned("Chen", "", "Li", ""),
                    turned("Berg", "van der", "Jean-Luc", ""),
                ],
            ),
            (
                "Ada Norrby, Li Chen, and Jo Falk",
                vec![turned("Norrby", "", "Ada", ""), turned("Chen", "", "Li", ""), turned("Falk", "", "Jo", "")],
            ),
            ("Norrby, Ada", vec![turned("Norrby", "", "Ada", "")]),
            ("Sam Field, Jr. & Jo Falk", vec![turned("Field", "", "Sam", "Jr."), turned("Falk", "", "Jo", "")]),
            ("Sam Field III", vec![turned("Field", "", "Sam", "III")]),
            ("林沐、顾小舟", vec![whole("林沐"), whole("顾小舟")]),
            ("林沐 和 顾小舟", vec![whole("林沐"), whole("顾小舟")]),
            ("Chip Ledger Staff", vec![whole("Chip Ledger Staff")]),
            ("半导体组2", vec![whole("半导体组2")]),
            ("Plato", vec![whole("Plato")]),
            ("", vec![]),
            ("、，", vec![]),
        ] {
            assert_eq!(authors_of(byline), authors, "{byline}");
        }
    }
}
