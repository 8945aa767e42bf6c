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
/// Words of three and more Chinese characters, and characters that one of theirs may be written as.
const LONG_HAN: [&str; 4] = ["台积电", "臺積電", "高带宽内存", "顾小舟"];
const OTHER_HAN: [char; 5] = ['的', '电', '产', '率', '小'];
/// How characters of titles and names are read.
const READINGS: [(char, &[&str]); 18] = [
    ('台', &["tai"]),
    ('积', &["ji"]),
    ('电', &["dian"]),
    ('产', &["chan"]),
    ('能', &["neng", "nai"]),
    ('高', &["gao"]),
    ('带', &["dai"]),
    ('宽', &["kuan"]),
    ('内', &["nei", "na"]),
    ('存', &["cun"]),
    ('良', &["liang"]),
    ('率', &["lv", "shuai"]),
    ('交', &["jiao"]),
    ('期', &["qi", "ji"]),
    ('亿', &["yi"]),
    ('顾', &["gu"]),
    ('小', &["xiao"]),
    ('舟', &["zhou"]),
];
const SOUNDS: [&str; 14] = [
    "taijidian",
    "tjd",
    "jidian",
    "channeng",
    "dianchan",
    "lianglv",
    "jiaoqi",
    "gaodaikuan",
    "gdk",
    "gaodaikuanneicun",
    "gdknc",
    "guxiaozhou",
    "gxz",
    "xiaozhou",
];
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
    Sound(&'static str),
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
    /// Title, author and speaker, which are found by their sound.
    heard: Vec<Vec<char>>,
    has_theme: bool,
}

impl Seen {
    fn of(document: &Document) -> Self {
        let people = [&document.author, &document.speaker].into_iter().flatten();
        let heard: Vec<Vec<char>> = std::iter::once(&document.title).chain(people).map(|text| plain(text)).collect();
        let texts = heard.iter().cloned().chain([plain(&document.body)]).collect();
        Self { id: document.id, title: plain(&document.title), texts, heard, has_theme: !document.themes.is_empty() }
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
            || self.texts.iter().any(|text| stands_nearly_in(text, &plain(word)))
            || self.texts.iter().any(|text| {
                let letters = |c: &char| !c.is_alphabetic() || is_east_asian(*c);
                text.split(letters).any(|other| is_near(&other.iter().collect::<String>()))
            })
    }

    /// What sounds so in a title or name, or has a name of the theme that sounds so.
    fn sounds(&self, spelt: &str) -> bool {
        let names_theme = NAMES.iter().any(|name| sounds_at(&plain(name), spelt) == Some(name.chars().count()));
        let is_heard = |text: &Vec<char>| (0..text.len()).any(|start| sounds_at(&text[start..], spelt).is_some());
        self.heard.iter().any(is_heard) || (names_theme && self.has_some_form(NAMES[0]))
    }

    fn fits(&self, asked: &Asked) -> bool {
        match asked {
            Asked::Word(word) => self.has_some_form(word),
            Asked::Phrase(words) => self.has(words, false),
            Asked::Beginning(word) => self.has(word, true),
            Asked::Near(word) => self.has_near(word),
            Asked::Sound(spelt) => self.sounds(spelt),
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

/// Whether three or more Chinese characters stand in a text, one of them perhaps another, or without the first or last.
fn stands_nearly_in(text: &[char], wanted: &[char]) -> bool {
    let is_nearly = |part: &[char]| {
        let others = part.iter().zip(wanted).filter(|(found, wanted)| found != wanted);
        part.iter().all(|found| is_east_asian(*found)) && others.count() <= 1
    };
    let is_long_han = wanted.len() >= 3 && wanted.iter().all(|c| is_east_asian(*c));
    let without_an_end = || [&wanted[1..], &wanted[..wanted.len() - 1]];
    is_long_han
        && (text.windows(wanted.len()).any(is_nearly)
            || without_an_end().into_iter().any(|part| stands_in(text, part, false)))
}

/// How many characters at the beginning of a text sound so, by two or more syllables or three or more first letters.
fn sounds_at(text: &[char], spelt: &str) -> Option<usize> {
    fn read<'a>(text: &[char], spelt: &'a str, sound: fn(&'static str) -> &'static str) -> Option<(usize, &'a str)> {
        if spelt.is_empty() {
            return Some((0, spelt));
        }
        let (_, readings) = READINGS.iter().find(|(c, _)| text.first() == Some(c))?;
        readings.iter().find_map(|reading| {
            let (count, rest) = read(&text[1..], spelt.strip_prefix(sound(reading))?, sound)?;
            Some((count + 1, rest))
        })
    }
    let (syllables, letters) = (read(text, spelt, |reading| reading), read(text, spelt, |reading| &reading[..1]));
    let long = |found: Option<(usize, &str)>, least| found.map(|(count, _)| count).filter(|count| *count >= least);
    long(syllables, 2).or_else(|| long(letters, 3))
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
            Self::Sound(spelt) => (*spelt).to_owned(),
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
        .boxed();
    let begun =
        prop_oneof![3 => begun, 1 => select(vec!["hbm", "gpu", "mi", "cowos", "taiji"]).prop_map(str::to_owned)];
    let changed_han =
        (select(&LONG_HAN[..]), any::<prop::sample::Index>(), select(&OTHER_HAN[..])).prop_map(|(word, at, other)| {
            let at = at.index(word.chars().count());
            word.chars().enumerate().map(|(index, c)| if index == at { other } else { c }).collect::<String>()
        });
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
        1 => changed_han.prop_map(Asked::Near),
        1 => select(&SOUNDS[..]).prop_map(Asked::Sound),
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
        desk.lexicon = Lexicon::new(vec![LexiconTheme { id: theme, parent: None, forms, is_person: false }]);
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
            // What has only some of the words is marked by their parts.
            let Some(hit) = answer.hits.iter().find(|hit| !hit.partial) else { continue };
            let matcher = answer.matchers.of(hit);
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
