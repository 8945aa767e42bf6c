//! Articles, quotes, notes and themes to test with.

use model::{
    Alias, Anchor, Article, Capture, Colour, Id, Note, Quote, TaggedBy, Tagging, TaggingState, Theme, Timestamp,
};
use tempfile::TempDir;

use crate::{Store, Touched, articles, quotes};

/// A new library in a folder that lives as long as its first part.
pub(crate) fn library() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    (folder, store)
}

/// A time, milliseconds since 1970.
pub(crate) fn at(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap()
}

/// An article and its capture.
pub(crate) fn article(title: &str, text: &str) -> (Article, Capture) {
    let (id, capture) = (Id::new(), Id::new());
    let article = Article {
        id,
        external_id: None,
        title: title.into(),
        byline: Some("林一舟".into()),
        site: Some("Chip Weekly".into()),
        url: Some("https://example.org/a?from=share".into()),
        canonical_url: Some("https://example.org/a".into()),
        published: Some("2026-03-12T09:41:00+08:00".parse().unwrap()),
        lang: Some("zh".into()),
        abstract_text: None,
        capture,
        clipped_at: at(1_773_300_000_000),
        read_at: None,
        starred_at: None,
        trashed_at: None,
    };
    let capture = Capture {
        id: capture,
        article: id,
        taken_at: at(1_773_300_000_000),
        original: None,
        media_type: "text/html".into(),
        title: None,
        url: article.url.clone(),
        html: format!("<p>{text}</p>"),
        text: text.into(),
    };
    (article, capture)
}

/// Stores an article.
pub(crate) fn clip(store: &Store, title: &str, text: &str) -> Article {
    let (article, capture) = article(title, text);
    store.write(|db| articles::add(db, &article, &capture, &[])).unwrap();
    article
}

/// A quote of an article.
pub(crate) fn quote_of(article: &Article, exact: &str) -> Quote {
    Quote {
        id: Id::new(),
        article: article.id,
        anchor: Anchor {
            capture: article.capture,
            exact: exact.into(),
            prefix: "他说".into(),
            suffix: "。".into(),
            start: 2,
            end: 2 + model::char_len(exact),
            picture: None,
        },
        placed: true,
        speaker: Some("周岚".into()),
        comment: None,
        colour: Colour::default(),
        created_at: at(1_773_300_100_000),
        edited_at: at(1_773_300_100_000),
        trashed_at: None,
    }
}

/// Stores a quote.
pub(crate) fn mark(store: &Store, article: &Article, exact: &str) -> Quote {
    let quote = quote_of(article, exact);
    store.write(|db| quotes::add(db, &quote)).unwrap();
    quote
}

/// A note.
pub(crate) fn note(title: &str, body: &str, article: Option<Id>) -> Note {
    Note {
        id: Id::new(),
        title: title.into(),
        body: body.into(),
        article,
        created_at: at(1_773_300_200_000),
        edited_at: at(1_773_300_200_000),
        trashed_at: None,
    }
}

/// A theme with plain aliases.
pub(crate) fn theme(name: &str, aliases: &[&str]) -> Theme {
    let alias = |form: &&str| Alias {
        form: (*form).into(),
        lang: None,
        match_case: false,
        whole_word: false,
        ambiguous: false,
    };
    Theme {
        id: Id::new(),
        name: name.into(),
        kind: model::ThemeKind::Topic,
        parent: None,
        colour: 3,
        description: None,
        aliases: aliases.iter().map(alias).collect(),
        created_at: at(1_773_300_300_000),
    }
}

/// A confirmed tagging by the user.
pub(crate) fn tagging(theme: &Theme, item: Touched) -> Tagging {
    Tagging {
        theme: theme.id,
        item: item.id,
        item_kind: item.kind,
        by: TaggedBy::User,
        state: TaggingState::Confirmed,
        tagged_at: at(1_773_300_400_000),
    }
}
