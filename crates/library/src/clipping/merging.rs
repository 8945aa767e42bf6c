//! Merging: a repost becomes another source of the article that it repeats.
//!
//! **Invariant:** nothing is lost: what was merged lies in the trash with its captures, and its quotes and notes moved along.

use std::collections::HashMap;

use model::{Anchor, Article, Capture, Id, ItemKind, Picture, TaggedBy, Tagging, TaggingState, Timestamp};
use store::{Reading, Writing, articles::ArticleRow, quotes::QuoteRow};

use crate::{
    Error, Library, Result,
    marking::quotes::{self, Places},
    open::id,
};

/// Notes beside one article at the most; more than a person writes.
const NOTES_MAX: u32 = 10_000;

/// A capture to be copied, and its pictures.
type Copied = (Id, Capture, Vec<Picture>);

impl Library {
    /// Makes an article another source of `into`: its captures are added there, its quotes, notes, themes and address move, and
    /// it goes to the trash.
    pub fn merge_articles(&self, article: &str, into: &str) -> Result<ArticleRow> {
        let (from, into) = (id(article, "article")?, id(into, "article")?);
        if from == into {
            return Err(Error::SameArticle);
        }
        let (copies, places) = self.read(|db| {
            let text = store::captures::current_text(db, into)?.unwrap_or_default();
            Ok((copies(db, from, into)?, quotes::places(db, from, &text)?))
        })?;
        self.write(|db| {
            for (_, capture, pictures) in &copies {
                store::captures::add(db, capture, pictures)?;
            }
            move_quotes(db, from, into, &copies, &places)?;
            move_notes(db, from, into)?;
            move_themes(db, from, into)?;
            let gone = store::articles::get(db, from)?;
            take_facts(db, &gone, into)?;
            store::reposts::move_addresses(db, from, into)?;
            if let Some(address) = &gone.canonical_url {
                store::reposts::add_address(db, address, into)?;
            }
            store::articles::set_trashed(db, from, Some(Timestamp::now()))?;
            store::articles::row(db, into)
        })
    }
}

fn copies(db: &Reading<'_>, from: Id, into: Id) -> store::Result<Vec<Copied>> {
    let copy = |row: store::captures::CaptureRow| {
        let id = Id::new();
        let capture = Capture { id, article: into, ..store::captures::get(db, row.id)? };
        let pictures = store::captures::pictures::of_capture(db, row.id)?;
        Ok((row.id, capture, pictures.into_iter().map(|picture| Picture { capture: id, ..picture }).collect()))
    };
    store::captures::of_article(db, from)?.into_iter().map(copy).collect()
}

/// A quote stands at its place in the text that is shown, or stays with its own capture as unplaced.
fn move_quotes(db: &Writing<'_>, from: Id, into: Id, copies: &[Copied], places: &Places) -> store::Result<()> {
    let current = store::captures::get(db, store::articles::get(db, into)?.capture)?;
    let copy_of: HashMap<Id, Id> = copies.iter().map(|(before, capture, _)| (*before, capture.id)).collect();
    for QuoteRow { mut quote, .. } in store::quotes::of_article(db, from)? {
        quote.article = into;
        let capture = copy_of.get(&quote.anchor.capture).copied().unwrap_or(current.id);
        quote.anchor = Anchor { capture, ..quote.anchor };
        let place = places.get(&quote.id).copied().flatten();
        quotes::move_to(db, &mut quote, &current, place)?;
        store::quotes::put(db, &quote)?;
    }
    Ok(())
}

fn move_notes(db: &Writing<'_>, from: Id, into: Id) -> store::Result<()> {
    let beside = store::notes::Filter { article: Some(from), limit: NOTES_MAX, ..Default::default() };
    for note in store::notes::list(db, &beside)? {
        store::notes::put(db, &model::Note { article: Some(into), ..note })?;
    }
    Ok(())
}

fn move_themes(db: &Writing<'_>, from: Id, into: Id) -> store::Result<()> {
    for theme in store::taggings::confirmed(db, from)? {
        store::taggings::add(
            db,
            &Tagging {
                theme,
                item: into,
                item_kind: ItemKind::Article,
                by: TaggedBy::User,
                state: TaggingState::Confirmed,
                tagged_at: Timestamp::now(),
            },
        )?;
    }
    Ok(())
}

/// What the article did not know of itself and the repost does.
fn take_facts(db: &Writing<'_>, gone: &Article, into: Id) -> store::Result<()> {
    let stays = store::articles::get(db, into)?;
    let taken = Article {
        byline: stays.byline.clone().or_else(|| gone.byline.clone()),
        published: stays.published.or(gone.published),
        starred_at: stays.starred_at.or(gone.starred_at),
        ..stays.clone()
    };
    if taken == stays { Ok(()) } else { store::articles::put(db, &taken) }
}
