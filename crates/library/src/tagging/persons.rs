//! What a person said and wrote, under any of the names of the theme.

use std::{cmp::Reverse, collections::HashMap};

use model::{Theme, ThemeKind};
use store::{Reading, articles::ArticleRow};

use crate::{Library, QuoteView, Result, tagging::themes::by_name};

/// What a person wrote.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The articles, the latest first.
    pub rows: Vec<ArticleRow>,
    /// How many there are in all.
    pub total: u32,
}

/// The first of the characters that Chinese and Japanese are written in.
const HAN: char = '\u{2e80}';

/// The names of a person, folded.
struct PersonNames(Vec<String>);

impl PersonNames {
    fn of(theme: &Theme) -> Option<Self> {
        let forms = std::iter::once(&theme.name).chain(theme.aliases.iter().map(|alias| &alias.form));
        (theme.kind == ThemeKind::Person).then(|| Self(forms.map(|form| search::fold_name(form)).collect()))
    }

    /// The speakers of quotes who are the person, as written.
    fn on_quotes(&self, db: &Reading<'_>) -> store::Result<Vec<String>> {
        let speakers = store::quotes::speakers(db)?.into_iter().map(|(speaker, _)| speaker);
        Ok(speakers.filter(|speaker| self.are_in(speaker)).collect())
    }

    /// Whether one of the names stands in what was printed, and not within a longer one: Huang is not in `Tony Huang`.
    fn are_in(&self, printed: &str) -> bool {
        let printed = search::fold_name(printed);
        let names = || self.0.iter().filter(|name| !name.is_empty());
        printed.split(" and ").any(|part| names().any(|name| stands_in(part, name)))
    }
}

fn stands_in(part: &str, name: &str) -> bool {
    // Blanks part the words of one name in Latin letters; in Han they part names.
    let is_latin = name.chars().all(|c| c < HAN);
    let is_apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    part.match_indices(name).any(|(at, _)| {
        let (before, after) = (&part[..at], &part[at + name.len()..]);
        let (before, after) = if is_latin { (before.trim_end(), after.trim_start()) } else { (before, after) };
        is_apart(before.chars().next_back()) && is_apart(after.chars().next())
    })
}

impl Library {
    /// Who said the quotes, most quoted first; a person of the library once, by the name of the theme.
    pub fn speakers(&self) -> Result<Vec<String>> {
        let known = self.names()?;
        let person = |name: &str| {
            let themes = known.lexicon.find(name).into_iter().filter_map(|theme| known.theme(theme));
            themes.into_iter().find(|theme| theme.kind == ThemeKind::Person).map(|theme| theme.name.clone())
        };
        let mut counts: Vec<(String, u32)> = Vec::new();
        for (written, count) in self.read(store::quotes::speakers)? {
            let name = person(&written).unwrap_or(written);
            match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += count,
                None => counts.push((name, count)),
            }
        }
        counts.sort_by_key(|(_, count)| Reverse(*count));
        Ok(counts.into_iter().map(|(name, _)| name).collect())
    }

    /// How quotes name whoever has a name: of a person of the library all that stands on quotes, of anyone else the name itself.
    pub fn speakers_named(&self, given: &str) -> Result<Vec<String>> {
        self.read(|db| {
            let theme = by_name(db, given)?.map(|theme| store::themes::get(db, theme)).transpose()?;
            match theme.as_ref().and_then(PersonNames::of) {
                Some(names) => names.on_quotes(db),
                None => Ok(vec![given.to_owned()]),
            }
        })
    }

    /// What a person said, the latest first by the date of the article; nothing of a theme that is no person.
    pub fn said_by(&self, theme: &str, limit: u32) -> Result<Vec<QuoteView>> {
        let Some(names) = PersonNames::of(&self.theme(theme)?) else { return Ok(Vec::new()) };
        let mut said = self.read(|db| {
            let speakers = names.on_quotes(db)?.into_iter();
            let said: store::Result<Vec<_>> =
                speakers.map(|speaker| store::quotes::said_by(db, &speaker, limit)).collect();
            Ok(said?.concat())
        })?;
        let dated = |row: &QuoteView| row.published.map_or(row.quote.created_at, |published| published.timestamp());
        said.sort_by_key(|row| Reverse((dated(row), row.quote.id)));
        said.truncate(limit as usize);
        Ok(said)
    }

    /// What a person wrote; nothing of a theme that is no person.
    pub fn written_by(&self, theme: &str, limit: u32) -> Result<Written> {
        let Some(names) = PersonNames::of(&self.theme(theme)?) else { return Ok(Written::default()) };
        self.read(|db| {
            let mut articles = store::articles::bylines(db)?;
            // Many articles have few authors.
            let mut known: HashMap<String, bool> = HashMap::new();
            articles.retain(|article| match known.get(&article.byline) {
                Some(is_theirs) => *is_theirs,
                None => *known.entry(article.byline.clone()).or_insert_with(|| names.are_in(&article.byline)),
            });
            articles.sort_by_key(|article| Reverse((article.dated, article.id)));
            let shown = articles.iter().take(limit as usize).map(|article| store::articles::row(db, article.id));
            let rows = shown.collect::<store::Result<_>>()?;
            Ok(Written { rows, total: u32::try_from(articles.len()).unwrap_or(u32::MAX) })
        })
    }
}

#[cfg(test)]
mod tests {
    use model::Colour;

    use super::*;
    use crate::{Find, Import, NewQuote, NewTheme, Passage, Role, ThemeEdit};

    #[test]
    fn all_names_that_a_person_has_or_had_find_the_quotes() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let quote = |title: &str, speaker: &str| {
            let body = format!("{title}：产能已经排满。");
            let article = Import { title: Some(title.into()), body, ..Import::default() };
            library.import(vec![article]).unwrap();
            let rows = library.articles(&Default::default()).unwrap().0;
            let article = rows.iter().find(|row| row.article.title == title).unwrap().article.id.to_string();
            let passage = Passage::Words { text: "产能已经排满".into(), occurrence: 1 };
            let (speaker, colour) = (Some(speaker.into()), Colour::default());
            library.add_quote(NewQuote { article, passage, speaker, comment: None, colour, themes: vec![] }).unwrap();
        };
        quote("一", "J. Huang");
        let (name, kind, aliases) = ("黄仁勋".into(), Some(ThemeKind::Person), vec!["老黄".into()]);
        library.add_theme(&NewTheme { name, kind, aliases, ..NewTheme::default() }).unwrap();
        quote("二", "老黄");
        quote("三", "张三");
        let aliases = ["老黄", "J. Huang"].map(crate::tagging::themes::alias).to_vec();
        let edit = ThemeEdit { name: Some("Jensen Huang".into()), aliases: Some(aliases), ..ThemeEdit::default() };
        let theme = library.edit_theme("黄仁勋", &edit).unwrap();
        assert_eq!(theme.name, "Jensen Huang");
        for name in ["Jensen Huang", "黄仁勋", "老黄", "J. Huang"] {
            let query = format!("speaker:\"{name}\"");
            assert_eq!(library.find(&Find { query, limit: 9, ..Find::default() }).unwrap().total, 2, "{name}");
            let speakers = Some(library.speakers_named(name).unwrap());
            let filter = crate::QuoteFilter { speakers, ..Default::default() };
            assert_eq!(library.quotes(&filter).unwrap().len(), 2, "{name}");
            assert_eq!(library.quote_count(&filter).unwrap(), 2, "{name}");
        }
        assert_eq!(library.speakers().unwrap(), ["Jensen Huang", "张三"]);
        assert_eq!(library.speakers_named("李四").unwrap(), ["李四"]);
        let topic = library.add_theme(&NewTheme { name: "HBN".into(), ..NewTheme::default() }).unwrap();
        let edit = ThemeEdit { name: Some("HBM".into()), ..ThemeEdit::default() };
        assert!(library.edit_theme(&topic.id.to_string(), &edit).unwrap().aliases.is_empty(), "a slip is no name");
    }

    #[test]
    fn what_a_person_said_and_wrote_is_there_by_date_under_every_name() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let article = |title: &str, published: &str, byline: &str| Import {
            title: Some(title.into()),
            published: published.parse().ok(),
            byline: Some(byline.into()),
            body: format!("{title}：产能已经排满，明年还要再加一倍。"),
            ..Import::default()
        };
        let articles = vec![
            article("一", "2026-03-01", "Jensen Huang, Jane Doe"),
            article("二", "2026-05-01", "黄仁勋之"),
            article("三", "2026-04-01", "黄仁勋"),
        ];
        library.import(articles).unwrap();
        for row in library.articles(&Default::default()).unwrap().0 {
            // Quotes are older than the theme, so that they keep the name that was written.
            let speaker = match row.article.title.as_str() {
                "一" => "老黄",
                "二" => "jensen huang",
                _ => "黄仁",
            };
            let passage = Passage::Words { text: "产能已经排满".into(), occurrence: 1 };
            let (speaker, article) = (Some(speaker.into()), row.article.id.to_string());
            let colour = Colour::default();
            library.add_quote(NewQuote { article, passage, speaker, comment: None, colour, themes: vec![] }).unwrap();
        }
        let aliases = vec!["Jensen Huang".into(), "老黄".into()];
        let (name, kind) = ("黄仁勋".to_owned(), Some(ThemeKind::Person));
        library.add_theme(&NewTheme { name, kind, aliases, ..NewTheme::default() }).unwrap();
        let said = |limit| -> Vec<String> {
            library.said_by("老黄", limit).unwrap().into_iter().map(|row| row.article_title).collect()
        };
        assert_eq!(said(9), ["二", "一"]);
        assert_eq!(said(1), ["二"]);
        assert_eq!(library.written_by("黄仁勋", 1).unwrap().total, 2);
        let written = library.written_by("黄仁勋", 9).unwrap().rows;
        assert_eq!(written.into_iter().map(|row| row.article.title).collect::<Vec<_>>(), ["三", "一"]);
        library
            .add_theme(&NewTheme { name: "HBM".into(), aliases: vec!["黄仁".into()], ..NewTheme::default() })
            .unwrap();
        assert!(library.said_by("HBM", 9).unwrap().is_empty(), "a subject says nothing");
    }

    #[test]
    fn a_name_within_a_longer_one_is_not_the_person() {
        let names = PersonNames(["李明", "li ming", "ming"].map(str::to_owned).to_vec());
        for printed in
            ["李明", "李明、张三", "示例社 李明", "LI MING, Example", "Ann Roe and Li  Ming", "Ming (Example)"]
        {
            assert!(names.are_in(printed), "{printed}");
        }
        for printed in ["李明哲", "小李明", "Li Mingzhe", "Yao Ming", "Ming Example", "", "张三"] {
            assert!(!names.are_in(printed), "{printed}");
        }
    }
}
