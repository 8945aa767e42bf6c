//! Every kind of word of the language, mixed at random, against a plain reading of the texts: no miss, and nothing
//! that does not have what was asked.

use model::Id;
use proptest::{prelude::*, sample::select};
use search::{Document, Lexicon, LexiconTheme, Remark};

use crate::{
    desk::{Desk, article, quote},
    never_misses::{is_east_asian, plain, stands_in},
};

/// Words of one stem stand side by side.
const FAMILIES: [&[&str]; 5] = [
    &["shipment", "shipments"],
    &["yield", "yields", "yielded", "yielding"],
    &["order", "orders", "ordered"],
    &["server", "servers"],
    &["delay", "delays", "delayed"],
];
const WORDS: [&str; 24] = [
    "台积电",
    "臺積電",
    "产能",
    "高带宽内存",
    "良率",
    "率",
    "交期",
    "HBM",
    "HBM3E",
    "H100",
    "MI300X",
    "CoWoS-L",
    "2330.TW",
    "Q3'24",
    "$124bn",
    "50-60%",
    "29亿",
    "29",
    "GPU",
    "ＧＰＵ",
    "Café",
    "メモリ",
    "반도체",
    "I/O",
];
const GLUES: [&str; 6] = ["", " ", "，", "。", "\n", "、"];
/// A theme that `HBM` and its Chinese name are both names of.
const NAMES: [&str; 2] = ["HBM", "高带宽内存"];

fn any_word() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => select(&WORDS[..]), 1 => select(FAMILIES.concat())]
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec((any_word(), select(&GLUES[..])), 1..most).prop_map(|parts| {
        let mut text = String::new();
        for (word, glue) in parts {
            // Two words in letters would be one.
            let clings =
                text.ends_with(|c: char| c.is_alphanumeric()) && word.starts_with(|c: char| c.is_alphanumeric());
            text.push_str(if clings { " " } else { "" });
            text.push_str(word);
            text.push_str(glue);
        }
        text
    })
}

/// What is asked, as a tree.
#[derive(Clone, Debug)]
enum Asked {
    Word(String),
    Phrase(String),
    Beginning(String),
    Near(String),
    Title(String),
    Theme,
    Not(Box<Asked>),
    All(Vec<Asked>),
    Any(Vec<Asked>),
}

/// A document as the oracle sees it.
struct Seen {
    id: Id,
    title: Vec<char>,
    texts: Vec<Vec<char>>,
    has_theme: bool,
}

impl Seen {
    fn of(document: &Document) -> Self {
        let people = [&document.author, &document.speaker].into_iter().flatten();
        let texts = [&document.title, &document.body].into_iter().chain(people).map(|text| plain(text)).collect();
        Self { id: document.id, title: plain(&document.title), texts, has_theme: !document.themes.is_empty() }
    }

    fn has(&self, word: &str, unfinished: bool) -> bool {
        self.texts.iter().any(|text| stands_in(text, &plain(word), unfinished))
    }

    /// The word, other forms of it, or other names of its theme.
    fn has_some_form(&self, word: &str) -> bool {
        let names = if NAMES.contains(&word) { &NAMES[..] } else { &[] };
        let forms = family(word).iter().chain(names).copied();
        self.has(word, false) || forms.into_iter().any(|form| self.has(form, false))
    }

    fn has_near(&self, word: &str) -> bool {
        let most = if word.chars().count() >= 8 { 2 } else { 1 };
        let is_near = |other: &str| distance(&plain(word), &plain(other)) <= most;
        self.has_some_form(word)
            || self.texts.iter().any(|text| {
                let letters = |c: &char| !c.is_alphabetic() || is_east_asian(*c);
                text.split(letters).any(|other| is_near(&other.iter().collect::<String>()))
            })
    }

    fn fits(&self, asked: &Asked) -> bool {
        match asked {
            Asked::Word(word) => self.has_some_form(word),
            Asked::Phrase(words) => self.has(words, false),
            Asked::Beginning(word) => self.has(word, true) || self.has_some_form(word),
            Asked::Near(word) => self.has_near(word),
            Asked::Title(word) => stands_in(&self.title, &plain(word), false),
            Asked::Theme => self.has_theme,
            Asked::Not(asked) => !self.fits(asked),
            Asked::All(parts) => parts.iter().all(|part| self.fits(part)),
            Asked::Any(parts) => parts.iter().any(|part| self.fits(part)),
        }
    }
}

fn family(word: &str) -> &'static [&'static str] {
    FAMILIES.iter().find(|family| family.contains(&word)).copied().unwrap_or_default()
}

/// Optimal string alignment distance, by its definition.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let swapped = if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    rows[i - 2][j - 2] + 1
                } else {
                    usize::MAX
                };
                changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(swapped)
            };
        }
    }
    rows[a.len()][b.len()]
}

impl Asked {
    fn typed(&self) -> String {
        let joined = |parts: &[Self], between: &str| parts.iter().map(Self::typed).collect::<Vec<_>>().join(between);
        match self {
            Self::Word(word) => word.clone(),
            Self::Phrase(words) => format!("\"{words}\""),
            Self::Beginning(word) => format!("{word}*"),
            Self::Near(word) => format!("{word}~"),
            Self::Title(word) => format!("title:\"{word}\""),
            Self::Theme => "主题：HBM".to_owned(),
            Self::Not(asked) if matches!(**asked, Self::Not(_)) => format!("-({})", asked.typed()),
            Self::Not(asked) => format!("-{}", asked.typed()),
            Self::All(parts) => format!("({})", joined(parts, " ")),
            Self::Any(parts) => format!("({})", joined(parts, " OR ")),
        }
    }
}

fn word() -> impl Strategy<Value = Asked> {
    let latin: Vec<&str> = FAMILIES.concat();
    let begun = select(latin.clone())
        .prop_flat_map(|word| (4..=word.len()).prop_map(move |end| word[..end].to_owned()))
        // `ordere` has the stem of `order` and finds what it finds.
        .prop_filter("a stem", |word: &String| !word.ends_with('e'));
    let changed =
        (select(latin), any::<prop::sample::Index>(), select(vec!['q', 'x', 'z'])).prop_map(|(word, at, other)| {
            let at = at.index(word.len());
            format!("{}{other}{}", &word[..at], &word[at + 1..])
        });
    let glued = (any_word(), any_word(), select(vec![" ", "，", ""]))
        .prop_map(|(one, between, other)| format!("{one}{other}{between}"));
    prop_oneof![
        4 => any_word().prop_map(|word| Asked::Word(word.to_owned())),
        2 => any_word().prop_map(|word| Asked::Phrase(word.to_owned())),
        1 => glued.prop_map(Asked::Phrase),
        1 => begun.prop_map(Asked::Beginning),
        1 => changed.prop_map(Asked::Near),
        1 => any_word().prop_map(|word| Asked::Title(word.to_owned())),
        1 => Just(Asked::Theme),
    ]
}

fn asked() -> impl Strategy<Value = Asked> {
    word().prop_recursive(3, 10, 3, |inner| {
        let some = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            some.clone().prop_map(Asked::All),
            some.prop_map(Asked::Any),
            inner.prop_map(|asked| Asked::Not(Box::new(asked))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_mixed_the_same_items_are_found(
        texts in prop::collection::vec((text(6), text(24), any::<u8>()), 4..24),
        queries in prop::collection::vec(asked(), 100),
    ) {
        let theme = Id::new();
        let documents: Vec<Document> = texts.iter().map(|(title, body, kind)| {
            let themes = if kind % 3 == 0 { vec![theme] } else { Vec::new() };
            let plainly = if kind % 2 == 0 { article(title, body) } else { quote(body, "顾小舟") };
            Document { themes, ..plainly }
        }).collect();
        let seen: Vec<Seen> = documents.iter().map(Seen::of).collect();
        let mut desk = Desk::with(documents);
        let forms = NAMES.map(str::to_owned).to_vec();
        desk.lexicon = Lexicon::new(vec![LexiconTheme { id: theme, parent: None, forms }]);
        for asked in queries {
            let query = asked.typed();
            let answer = desk.find(&query);
            let mut expected: Vec<Id> = seen.iter().filter(|seen| seen.fits(&asked)).map(|seen| seen.id).collect();
            expected.sort_unstable();
            prop_assert_eq!(crate::desk::ids(&answer), expected.clone(), "{} as {:?}", query, asked);
            prop_assert!(answer.remarks.iter().all(|remark| *remark == Remark::OnlyExclusions), "{query}: {:?}", answer.remarks);
            if !answer.relaxed {
                prop_assert_eq!(answer.total, expected.len() as u64, "{}", query);
                prop_assert_eq!(answer.facets.kinds.iter().map(|(_, count)| count).sum::<u64>(), answer.total, "{}", query);
            }
        }
    }

    #[test]
    fn what_is_marked_is_what_was_asked(texts in prop::collection::vec(text(24), 1..6), words in prop::collection::vec(any_word(), 40)) {
        let desk = Desk::with(texts.iter().map(|text| article("", text)).collect());
        for word in words {
            let answer = desk.find(word);
            // What has most of the words only is marked by their parts.
            if answer.relaxed {
                continue;
            }
            let matcher = answer.matcher;
            for text in &texts {
                let chars: Vec<char> = text.chars().collect();
                let forms = || family(word).iter().copied().chain([word]);
                let mut covered = vec![false; chars.len()];
                for (start, end) in matcher.highlights(text) {
                    let marked: String = chars[start as usize..end as usize].iter().collect();
                    prop_assert!(forms().any(|form| stands_in(&plain(&marked), &plain(form), false)), "{marked:?} for {word:?}");
                    covered[start as usize..end as usize].fill(true);
                }
                for form in forms() {
                    // Where the very spelling stands as a word, all of it is marked.
                    for (at, _) in text.match_indices(form) {
                        let from = text[..at].chars().count();
                        let to = from + form.chars().count();
                        let around: String = chars[from.saturating_sub(1)..(to + 1).min(chars.len())].iter().collect();
                        let stands = stands_in(&plain(&around), &plain(form), false) && (from == 0 || to == chars.len() || around.chars().count() == to - from + 2);
                        prop_assert!(!stands || covered[from..to].iter().all(|covered| *covered), "{form:?} is not marked in {text:?}");
                    }
                }
            }
        }
    }
}
