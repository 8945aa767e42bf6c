//! Articles, quotes and notes.

use api::{
    articles::{Article, ArticleRow},
    items::{TaggedItem, TouchedItem},
    notes::Note,
    quotes::Quote,
};

use super::{ForPeople, clips::similar, day, joined, names, or_empty, table};

impl ForPeople for ArticleRow {
    fn for_people(&self) -> String {
        let trashed = if self.trashed { "  (in the trash)" } else { "" };
        format!("{}  {}{trashed}", self.id, self.title)
    }
}

impl ForPeople for Vec<ArticleRow> {
    fn for_people(&self) -> String {
        table(
            &["title", "site", "published", "themes", "id"],
            self.iter().map(|row| {
                vec![
                    row.title.clone(),
                    or_empty(row.site.as_deref()),
                    day(row.published.as_deref()),
                    names(&row.themes),
                    row.id.clone(),
                ]
            }),
        )
    }
}

impl ForPeople for Article {
    fn for_people(&self) -> String {
        let row = &self.row;
        let source = joined(&[
            or_empty(row.site.as_deref()),
            or_empty(row.byline.as_deref()),
            or_empty(row.published.as_deref()),
            names(&row.themes),
            or_empty(row.url.as_deref()),
        ]);
        let quotes: String = self.quote_list.iter().map(|quote| format!("\n> {}\n", listed(quote))).collect();
        let alike: String = row.similar_to.iter().map(|other| format!("{}\n", similar(other))).collect();
        format!("{}\n{source}\n{alike}\n{}\n{quotes}", row.title, self.text)
    }
}

impl ForPeople for Vec<Quote> {
    fn for_people(&self) -> String {
        table(
            &["quote", "speaker", "article", "themes", "id"],
            self.iter().map(|quote| {
                vec![
                    listed(quote),
                    or_empty(quote.speaker.as_deref()),
                    quote.article_title.clone(),
                    names(&quote.themes),
                    quote.id.clone(),
                ]
            }),
        )
    }
}

/// The words of a quote; a picture is called one.
fn quoted(quote: &Quote) -> String {
    match &quote.picture {
        Some(_) => format!("[picture] {}", quote.exact).trim_end().to_owned(),
        None => quote.exact.clone(),
    }
}

/// The words of a quote among others, with a sign where it has lost its place or its words were changed.
fn listed(quote: &Quote) -> String {
    let sign = match (quote.placed, &quote.now_reads) {
        (false, _) => "[unplaced] ",
        (true, Some(_)) => "[reworded] ",
        (true, None) => "",
    };
    format!("{sign}{}", quoted(quote))
}

impl ForPeople for Quote {
    fn for_people(&self) -> String {
        let place = if self.placed { "" } else { "\n(its place in the article is lost)" };
        let now = self.now_reads.as_ref().map(|now| format!("\nIt now reads: {now}")).unwrap_or_default();
        let comment = self.comment.as_ref().map(|comment| format!("\n{comment}")).unwrap_or_default();
        let source = joined(&[or_empty(self.speaker.as_deref()), self.article_title.clone(), names(&self.themes)]);
        format!("> {}{now}\n{source}{comment}{place}\n{}", quoted(self), self.id)
    }
}

impl ForPeople for Vec<Note> {
    fn for_people(&self) -> String {
        table(
            &["title", "beside", "themes", "id"],
            self.iter().map(|note| {
                vec![note.title.clone(), or_empty(note.article_title.as_deref()), names(&note.themes), note.id.clone()]
            }),
        )
    }
}

impl ForPeople for Note {
    fn for_people(&self) -> String {
        format!("# {}\n\n{}\n\n{}", self.title, self.body, self.id)
    }
}

impl ForPeople for Vec<TouchedItem> {
    fn for_people(&self) -> String {
        self.iter().map(|item| format!("{} {}", item.kind, item.id)).collect::<Vec<_>>().join("\n")
    }
}

impl ForPeople for TouchedItem {
    fn for_people(&self) -> String {
        format!("{} {}", self.kind, self.id)
    }
}

impl ForPeople for TaggedItem {
    fn for_people(&self) -> String {
        format!("{} {}: {}", self.kind, self.id, names(&self.themes))
    }
}
