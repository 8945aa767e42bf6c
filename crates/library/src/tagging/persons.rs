//! What a person said and wrote, under any of the names of the theme.

use std::{cmp::Reverse, collections::HashMap};

use model::{Theme, ThemeKind};
use store::articles::ArticleRow;

use crate::{Library, QuoteView, Result};

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
    /// What a person said, the latest first by the date of the article; nothing of a theme that is no person.
    pub fn said_by(&self, theme: &str, limit: u32) -> Result<Vec<QuoteView>> {
        let Some(names) = PersonNames::of(&self.theme(theme)?) else { return Ok(Vec::new()) };
        let mut said = self.read(|db| {
            let speakers = store::quotes::speakers(db)?.into_iter().filter(|speaker| names.are_in(speaker));
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
    use crate::{Import, NewQuote, NewTheme, Passage, Role};

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
