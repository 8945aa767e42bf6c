//! Articles, quotes and notes as the index takes them.

use jiff::tz::TimeZone;
use model::ItemKind;
use search::{Change, Document, Has};
use store::changes;

/// A document of the truth as the index takes it.
pub(super) fn change(document: changes::Document) -> Change {
    match document {
        changes::Document::Article(article) => Change::Put(Box::new(from_article(article))),
        changes::Document::Quote(quote) => Change::Put(Box::new(from_quote(quote))),
        changes::Document::Note(note) => Change::Put(Box::new(from_note(note))),
    }
}

fn from_article(article: changes::ArticleDocument) -> Document {
    let changes::ArticleDocument {
        id,
        external_id: _,
        title,
        byline,
        site,
        urls,
        lang,
        published,
        clipped_at,
        abstract_text,
        text,
        themes,
        read,
        starred,
        trashed,
        has_quote,
        has_note,
        has_figure,
        has_picture,
    } = article;
    let body = match abstract_text {
        Some(abstract_text) => format!("{abstract_text}\n{text}"),
        None => text,
    };
    Document {
        id,
        kind: ItemKind::Article,
        article: None,
        title,
        body,
        author: byline,
        speaker: None,
        site,
        urls,
        lang,
        themes,
        published_at: published.map(|published| published.timestamp().as_millisecond()),
        dated: published.map(|published| published.day()),
        clipped_at: clipped_at.as_millisecond(),
        unread: !read,
        starred,
        trashed,
        has: Has { quote: has_quote, note: has_note, figure: has_figure, picture: has_picture },
    }
}

fn from_quote(quote: changes::QuoteDocument) -> Document {
    let changes::QuoteDocument {
        id,
        article,
        exact,
        comment,
        speaker,
        created_at,
        article_title: _,
        site,
        published,
        lang,
        themes,
        trashed,
        has_figure,
    } = quote;
    let has = Has { note: comment.is_some(), figure: has_figure, ..Has::default() };
    Document {
        id,
        kind: ItemKind::Quote,
        article: Some(article),
        title: String::new(),
        body: comment.map_or_else(|| exact.clone(), |comment| format!("{exact}\n{comment}")),
        author: None,
        speaker,
        site,
        urls: Vec::new(),
        lang,
        themes,
        published_at: published.map(|published| published.timestamp().as_millisecond()),
        dated: published.map(|published| published.day()),
        clipped_at: created_at.as_millisecond(),
        unread: false,
        starred: false,
        trashed,
        has,
    }
}

fn from_note(note: changes::NoteDocument) -> Document {
    let changes::NoteDocument { id, title, body, article, created_at, edited_at: _, themes, trashed, has_quote } = note;
    Document {
        id,
        kind: ItemKind::Note,
        article,
        title,
        body: extract::note_text(&body),
        author: None,
        speaker: None,
        site: None,
        urls: Vec::new(),
        lang: None,
        themes,
        published_at: None,
        dated: Some(TimeZone::system().to_datetime(created_at).date()),
        clipped_at: created_at.as_millisecond(),
        unread: false,
        starred: false,
        trashed,
        has: Has { quote: has_quote, ..Has::default() },
    }
}
