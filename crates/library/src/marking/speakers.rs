//! Who may have said a passage: people named in its sentence or beside it, and whoever a word of saying points at.
//!
//! **Invariant:** a person of the library is offered under the name of the theme, whichever form stands in the text; anyone else by the name alone.

use std::collections::HashSet;

use model::{Id, Theme, ThemeKind};

use crate::{
    Library, Result,
    marking::naming::{self, Beside},
    open::id,
    tagging::{lexicon::Known, themes::by_name},
};

/// Offers that a person looks through.
const OFFERED_MAX: usize = 5;
/// Sentences before the passage that are looked at: a speaker is named once and then goes on.
const BEFORE_MAX: usize = 3;
/// Words that stand after a speaker, the longer before those they begin with.
const SAID_AFTER: [&str; 20] = [
    "表示", "指出", "认为", "透露", "强调", "坦言", "提到", "补充", "回应", "直言", "告诉", "报道", "介绍", "宣称",
    "声称", "称", "说", " said", " says", " told",
];
/// Words that stand before a speaker.
const SAID_BEFORE: [&str; 5] = ["according to ", "said ", "says ", "据", "按照"];
const ENDS: [char; 7] = ['。', '！', '？', '!', '?', '\n', '；'];
const CLOSING: [char; 7] = ['”', '」', '』', '"', '’', '）', ')'];

/// Someone who may have said a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name to write down: the theme's where there is one.
    pub name: String,
    /// The person's theme.
    pub theme: Option<Id>,
    /// As the text names them.
    pub form: String,
}

impl Library {
    /// Who may have said characters `start..end` of a capture's text (the current one unless named), the likeliest first.
    pub fn suggest_speakers(&self, article: &str, capture: Option<&str>, start: u32, end: u32) -> Result<Vec<Speaker>> {
        let article = id(article, "article")?;
        let capture = capture.map(|capture| id(capture, "capture")).transpose()?;
        let text = self.read(|db| {
            let capture = match capture {
                Some(capture) => capture,
                None => store::articles::get(db, article)?.capture,
            };
            Ok(store::captures::get(db, capture)?.text)
        })?;
        let known = self.names()?;
        Ok(speakers(&text, start as usize, end as usize, &known))
    }

    /// The name that a speaker is known by: that of the person's theme when one of its names was given.
    pub(crate) fn speaker_named(&self, given: &str) -> Result<String> {
        let given = given.trim();
        let theme = self.read(|db| {
            let theme = by_name(db, given)?;
            theme.map(|theme| store::themes::get(db, theme)).transpose()
        })?;
        Ok(theme.filter(|theme| theme.kind == ThemeKind::Person).map_or_else(|| given.to_owned(), |theme| theme.name))
    }
}

/// Looks through the sentence of the passage, the one after it when that tells who spoke, then those before.
fn speakers(text: &str, start: usize, end: usize, known: &Known) -> Vec<Speaker> {
    let chars: Vec<char> = text.chars().collect();
    let (start, end) = (start.min(chars.len()), end.min(chars.len()));
    let (from, to) = sentence(&chars, start, end.max(start));
    let (_, after) = sentence(&chars, to, to);
    let mut places = vec![(from, start), (end.max(start), to), (to, after), (start, end)];
    let mut before = from;
    for _ in 0..BEFORE_MAX {
        let (begin, _) = sentence(&chars, before.saturating_sub(1), before);
        places.push((begin, before));
        before = begin;
    }
    let mut found: Vec<Speaker> = Vec::new();
    // A word of saying decides within each place; the others follow.
    for telling in [true, false] {
        for (at, (from, to)) in places.iter().enumerate() {
            let part: String = chars.get(*from..*to).unwrap_or_default().iter().collect();
            // The sentence after counts only as the rest of this one: “……。”黄仁勋说。
            let offers = if telling {
                told(&part, known)
            } else if at == 2 {
                Vec::new()
            } else {
                people(&part, known)
            };
            found.extend(offers);
        }
    }
    let mut seen = HashSet::new();
    found.retain(|one| seen.insert(one.name.clone()));
    found.truncate(OFFERED_MAX);
    found
}

/// The sentence around a stretch; a closing mark after its end belongs to it.
fn sentence(chars: &[char], start: usize, end: usize) -> (usize, usize) {
    let ends = |at: usize| {
        let c = chars[at];
        // The point of an initial ends nothing: “J. Doe”.
        let is_initial = |at: usize| chars[at].is_uppercase() && at.checked_sub(1).is_none_or(|at| chars[at] == ' ');
        let stops = || chars.get(at + 1).is_none_or(|next| next.is_whitespace() || *next == '"');
        ENDS.contains(&c) || c == '.' && stops() && !at.checked_sub(1).is_some_and(is_initial)
    };
    let from = (0..start.min(chars.len())).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
    let mut to = (end.min(chars.len())..chars.len()).find(|at| ends(*at)).map_or(chars.len(), |at| at + 1);
    while to < chars.len() && CLOSING.contains(&chars[to]) {
        to += 1;
    }
    (from, to)
}

/// The people of the library that a part names, in the order in which they stand there.
fn people(part: &str, known: &Known) -> Vec<Speaker> {
    let mut found: Vec<(usize, Speaker)> = Vec::new();
    for suggestion in known.finder.find(part) {
        let Some(theme) = known.theme(suggestion.theme).filter(|theme| theme.kind == ThemeKind::Person) else {
            continue;
        };
        let low = part.to_lowercase();
        let first = suggestion.forms.iter().filter_map(|form| Some((low.find(&form.to_lowercase())?, form))).min();
        if let Some((at, form)) = first {
            found.push((at, of_theme(theme, form)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, speaker)| speaker).collect()
}

fn of_theme(theme: &Theme, form: &str) -> Speaker {
    Speaker { name: theme.name.clone(), theme: Some(theme.id), form: form.to_owned() }
}

/// Whoever stands beside a word of saying.
fn told(part: &str, known: &Known) -> Vec<Speaker> {
    let after = SAID_AFTER.iter().flat_map(|said| part.match_indices(said)).filter(|(at, said)| says(part, *at, said));
    let before =
        SAID_BEFORE.iter().flat_map(|said| part.match_indices(said)).filter(|(at, said)| says(part, *at, said));
    let named_before = after.filter_map(|(at, _)| offer(&naming::before(&part[..at]), known));
    let named_after = before.filter_map(|(at, said)| offer(&naming::after(&part[at + said.len()..]), known));
    named_before.chain(named_after).collect()
}

/// Whether it is a word of saying, and no part of another word: “说明”, “简称”, “数据”.
fn says(part: &str, at: usize, said: &str) -> bool {
    let begins = |words: &[char]| part[..at].ends_with(words);
    match said {
        "说" => !part[at + said.len()..].starts_with(['明', '法', '服']),
        "称" => !begins(&['宣', '声', '俗', '简', '号', '名', '堪', '职', '自', '昵', '统', '通']),
        "据" => !begins(&['数', '证', '依', '占']),
        _ => true,
    }
}

/// A name as the library knows it, or as it stands there; where no name is read, a person of the library among the words.
fn offer(beside: &Beside<'_>, known: &Known) -> Option<Speaker> {
    match beside.name.as_deref().filter(|name| !is_thing(name, known)) {
        Some(name) => people(name, known)
            .pop()
            .or_else(|| Some(Speaker { name: name.to_owned(), theme: None, form: name.to_owned() })),
        None => people(beside.words, known).pop(),
    }
}

/// Whether a name is that of a company or a subject of the library.
fn is_thing(name: &str, known: &Known) -> bool {
    known.finder.find(name).into_iter().any(|found| {
        let is_thing = known.theme(found.theme).is_some_and(|theme| theme.kind != ThemeKind::Person);
        is_thing && found.forms.iter().any(|form| store::themes::fold(form) == store::themes::fold(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;
    use crate::tagging::themes::NewTheme;

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        for (name, aliases) in [("黄仁勋", vec!["Jensen Huang", "老黄"]), ("苏姿丰", vec!["Lisa Su"])] {
            let aliases = aliases.into_iter().map(str::to_owned).collect();
            let kind = Some(ThemeKind::Person);
            library.add_theme(&NewTheme { name: name.into(), kind, aliases, ..NewTheme::default() }).unwrap();
        }
        (folder, library)
    }

    fn offered(library: &Library, text: &str, words: &str) -> Vec<String> {
        let at = text.find(words).unwrap();
        let start = text[..at].chars().count();
        let known = library.names().unwrap();
        let found = speakers(text, start, start + words.chars().count(), &known);
        found.into_iter().map(|one| one.name).collect()
    }

    #[test]
    fn every_name_of_a_person_is_that_person() {
        let (_folder, library) = library();
        for text in [
            "黄仁勋表示，需求远超供给。",
            "“需求远超供给。”老黄说。随后是问答。",
            "Jensen Huang said 需求远超供给 this year.",
            "按照老黄的说法，需求远超供给。",
        ] {
            assert_eq!(offered(&library, text, "需求远超供给")[0], "黄仁勋", "{text}");
        }
        assert_eq!(library.speaker_named(" jensen huang").unwrap(), "黄仁勋");
        assert_eq!(library.speaker_named("某分析师").unwrap(), "某分析师");
    }

    #[test]
    fn the_one_who_speaks_comes_before_those_who_are_spoken_of() {
        let (_folder, library) = library();
        let text = "谈到苏姿丰的判断，老黄说交期还会拉长。";
        assert_eq!(offered(&library, text, "交期还会拉长"), ["黄仁勋", "苏姿丰"]);
    }

    #[test]
    fn someone_without_a_theme_is_offered_by_the_name_alone() {
        let (_folder, library) = library();
        library
            .add_theme(&NewTheme { name: "康宁".into(), kind: Some(ThemeKind::Company), ..NewTheme::default() })
            .unwrap();
        for (text, name) in [
            ("公司首席财务官周以宁表示，WORDS。", "周以宁"),
            ("对此，首席执行官张三表示，WORDS。", "张三"),
            ("据财联社记者王小明报道，WORDS。", "王小明"),
            ("瑞银的张三认为，WORDS。", "张三"),
            ("分析师顾小舟称，WORDS。", "顾小舟"),
            ("方正证券首席分析师顾小舟在报告中指出，WORDS。", "顾小舟"),
            ("张三对记者说，WORDS。", "张三"),
            ("王小明对财联社记者张三说，WORDS。", "王小明"),
            ("张三在接受某报记者采访时表示，WORDS。", "张三"),
            ("张三进一步指出，WORDS。", "张三"),
            ("周以宁3月5日表示，WORDS。", "周以宁"),
            ("黄立周三表示，WORDS。", "黄立"),
            ("不过，李志和也表示，WORDS。", "李志和"),
            ("李向东说：“WORDS。”", "李向东"),
            ("“WORDS。”某厂董事长兼总裁梁小华女士说。", "梁小华"),
            ("张三（Zhang San）表示，WORDS。", "张三"),
            ("某某CEO库克表示，WORDS。", "库克"),
            ("首席执行官蒂姆·库克表示，WORDS。", "蒂姆·库克"),
            ("据UBS分析师欧阳小舟测算，WORDS。", "欧阳小舟"),
            ("据张三介绍，WORDS。", "张三"),
            ("某某证券分析师Jane Doe表示，WORDS。", "Jane Doe"),
            ("Jane Doe在会上表示，WORDS。", "Jane Doe"),
            ("某公司的老黄说，WORDS。", "黄仁勋"),
            ("WORDS, said Jane Doe, chief financial officer of Example.", "Jane Doe"),
            ("WORDS, according to Example's CFO Jane Doe.", "Jane Doe"),
            ("WORDS, according to Example’s chief financial officer Jane Doe.", "Jane Doe"),
            ("WORDS, according to the company's finance chief, Jane Doe.", "Jane Doe"),
            ("WORDS, according to Bank of Example analyst Jane Doe.", "Jane Doe"),
            ("WORDS, said Goldman Sachs analyst Jane Doe on Tuesday.", "Jane Doe"),
            ("Example CEO Jane Doe said WORDS.", "Jane Doe"),
            ("But Chief Executive Jane van Doe told reporters WORDS.", "Jane van Doe"),
            ("Jane Doe, an analyst at Example, said WORDS.", "Jane Doe"),
            ("WORDS, says J. Doe of Example.", "J. Doe"),
            ("WORDS, said Example CEO Jensen Huang.", "黄仁勋"),
        ] {
            assert_eq!(offered(&library, text, "WORDS").first().map(String::as_str), Some(name), "{text}");
        }
    }

    #[test]
    fn an_office_a_firm_and_a_word_are_no_name() {
        let (_folder, library) = library();
        library
            .add_theme(&NewTheme { name: "康宁".into(), kind: Some(ThemeKind::Company), ..NewTheme::default() })
            .unwrap();
        for text in [
            "某高管透露，WORDS。",
            "某券商分析师表示，WORDS。",
            "公司表示，WORDS。",
            "高盛分析师认为，WORDS。",
            "高管透露，WORDS。",
            "业内人士普遍认为，WORDS。",
            "数据显示，WORDS。",
            "据了解，WORDS。",
            "据路透社报道，WORDS。",
            "根据公司公告，WORDS。",
            "也就是说，WORDS。",
            "康宁表示，WORDS。",
            "公司的方法说明WORDS。",
            "英伟达宣称，WORDS。",
            "WORDS, the company said.",
            "WORDS, she said.",
            "WORDS, according to people familiar with the matter.",
            "WORDS, according to an analyst.",
            "Example Securities said WORDS.",
        ] {
            assert_eq!(offered(&library, text, "WORDS"), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_speaker_named_a_sentence_before_goes_on() {
        let (_folder, library) = library();
        let text = "黄仁勋谈了供应。今年的产能已经排满。明年还要再加一倍。";
        assert_eq!(offered(&library, text, "明年还要再加一倍"), ["黄仁勋"]);
    }

    #[test]
    fn no_one_is_made_up() {
        let (_folder, library) = library();
        assert!(offered(&library, "产能已经排满，交期拉长。", "交期拉长").is_empty());
        assert!(offered(&library, "", "").is_empty());
    }
}
