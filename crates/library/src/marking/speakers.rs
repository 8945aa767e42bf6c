//! Who may have said a passage: people named in its sentence or beside it, and whoever a word of saying points at.
//!
//! **Invariant:** a person of the library is offered under the name of the theme, whichever form stands in the text.

use std::collections::HashSet;

use model::{Id, Theme, ThemeKind};

use crate::{
    Library, Result,
    open::id,
    tagging::{lexicon::Known, themes::by_name},
};

/// Offers that a person looks through.
const OFFERED_MAX: usize = 5;
/// Sentences before the passage that are looked at: a speaker is named once and then goes on.
const BEFORE_MAX: usize = 3;
/// A speaker without a theme has at most so many characters ("某头部券商的电子行业分析师").
const NAME_CHARS_MAX: usize = 14;
/// Words that stand after a speaker, the longer before those they begin with.
const SAID_AFTER: [&str; 14] =
    ["表示", "指出", "认为", "透露", "强调", "坦言", "提到", "补充", "回应", "直言", "称", "说", " said", " says"];
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
        ENDS.contains(&c) || (c == '.' && chars.get(at + 1).is_none_or(|next| next.is_whitespace() || *next == '"'))
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
    let mut found = Vec::new();
    for said in SAID_AFTER {
        for (at, _) in part.match_indices(said) {
            // “说” within “说明”, “称” within “称重” and the like name nobody, and nobody stands before them.
            let name = last_name(&part[..at]);
            found.extend(named(&name, known));
        }
    }
    for said in SAID_BEFORE {
        for (at, _) in part.match_indices(said) {
            found.extend(named(&first_name(&part[at + said.len()..]), known));
        }
    }
    found
}

/// A name as the library knows it, or as it stands when it looks like one.
fn named(name: &str, known: &Known) -> Option<Speaker> {
    if let Some(person) = people(name, known).into_iter().next_back() {
        return Some(person);
    }
    let length = name.chars().count();
    let is_name = (2..=NAME_CHARS_MAX).contains(&length) && !PRONOUNS.contains(&name) && is_whole(name);
    is_name.then(|| Speaker { name: name.to_owned(), theme: None, form: name.to_owned() })
}

/// What stands for someone who was named before.
const PRONOUNS: [&str; 12] =
    ["他们", "她们", "我们", "大家", "对此", "同时", "此外", "可以", "如果", "也就是", "或者", "但是"];

/// A character of a name in Han; a foreign one has a dot between its parts.
fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·'
}

/// Han alone, or words of Latin script that begin with capitals.
fn is_whole(name: &str) -> bool {
    name.chars().all(is_han)
        || name.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase)) && name.contains(' ')
}

/// The last run of Han, or of capitalised words, of a text.
fn last_name(before: &str) -> String {
    let trimmed = before.trim_end_matches([' ', '还', '也', '则', '曾', '并', '再', '就', '又']);
    let run = run_of(trimmed.chars().rev());
    run.chars().rev().collect::<String>().trim().to_owned()
}

fn first_name(after: &str) -> String {
    run_of(after.chars()).trim().to_owned()
}

/// Characters of one script from the beginning; a blank goes on between Latin words alone.
fn run_of(chars: impl Iterator<Item = char>) -> String {
    let mut run = String::new();
    let mut script = None;
    for c in chars {
        let latin = c.is_alphabetic() && !is_han(c);
        let fits = match script {
            None => is_han(c) || latin,
            Some(true) => is_han(c),
            Some(false) => latin || c == ' ' || c == '-' || c == '’',
        };
        if !fits || run.chars().count() > 2 * NAME_CHARS_MAX {
            break;
        }
        script.get_or_insert(is_han(c));
        run.push(c);
    }
    run
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
    fn someone_without_a_theme_is_offered_as_the_text_says() {
        let (_folder, library) = library();
        assert_eq!(offered(&library, "某券商分析师表示，良率过了六成。", "良率过了六成")[0], "某券商分析师");
        assert_eq!(offered(&library, "Yields are up, said Mary Jones.", "Yields are up")[0], "Mary Jones");
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
