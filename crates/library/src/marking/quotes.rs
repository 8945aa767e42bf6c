//! Quotes: marked by place or by words, edited, listed.

use std::collections::HashMap;

use model::{Anchor, BlobHash, Capture, Colour, Id, ItemKind, Quote, QuotedPicture, Timestamp};
use store::{
    Reading, Touched, Writing,
    quotes::{Filter, QuoteRow},
};

use crate::{
    Error, Library, Result,
    articles::cleared,
    clipping::addresses::on_the_web,
    marking::{anchoring, pictures},
    open::id,
    tagging::{rules, themes},
};

/// Where quotes stand in a text, by their ids; `None` where they do not.
pub(crate) type Places = HashMap<Id, Option<(u32, u32)>>;

/// Which part of an article is meant.
#[derive(Clone, Debug)]
pub enum Passage {
    /// Characters of a capture's text; the current capture unless named.
    Range {
        /// First character.
        start: u32,
        /// One past the last.
        end: u32,
        /// The capture they count.
        capture: Option<String>,
    },
    /// Words as they are printed, and which occurrence of them, from 1.
    Words {
        /// The words.
        text: String,
        /// Which occurrence.
        occurrence: u32,
    },
    /// A picture whose bytes are kept.
    Picture {
        /// Its number among the pictures of the capture, from 0.
        number: u32,
        /// The capture that has it; the current one unless named.
        capture: Option<String>,
    },
}

/// Where a quote is put by hand, in the article's current capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewPlace {
    /// Characters of its text: the first, and one past the last.
    Range(u32, u32),
    /// Words as they are printed, and which occurrence of them, from 1.
    Words(String, u32),
    /// A picture by its number, from 0.
    Picture(u32),
}

/// A quote to be made.
#[derive(Clone, Debug)]
pub struct NewQuote {
    /// The article.
    pub article: String,
    /// The part of it.
    pub passage: Passage,
    /// Who said it.
    pub speaker: Option<String>,
    /// A remark.
    pub comment: Option<String>,
    /// The colour of its mark.
    pub colour: Colour,
    /// Names of themes; unknown ones are made.
    pub themes: Vec<String>,
}

/// An edit: what is `None` stays; an empty text clears.
#[derive(Clone, Debug, Default)]
pub struct QuoteEdit {
    /// Who said it.
    pub speaker: Option<String>,
    /// A remark.
    pub comment: Option<String>,
    /// The colour of its mark.
    pub colour: Option<Colour>,
    /// A new place.
    pub place: Option<NewPlace>,
}

/// Where a quoted picture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureSource {
    /// Its address on the web.
    pub url: Option<String>,
    /// Its bytes as they were marked.
    pub blob: BlobHash,
    /// What they are.
    pub media_type: String,
}

/// A quote with what is known of its article.
pub type QuoteView = QuoteRow;

impl Library {
    /// Marks a passage. Fails with [`Error::NotInArticle`] when the words do not stand there.
    pub fn add_quote(&self, new: NewQuote) -> Result<QuoteView> {
        let article = id(&new.article, "article")?;
        let named = match &new.passage {
            Passage::Range { capture: Some(capture), .. } | Passage::Picture { capture: Some(capture), .. } => {
                Some(id(capture, "capture")?)
            }
            _ => None,
        };
        let capture = self.read(|db| {
            let current = store::articles::get(db, article)?.capture;
            store::captures::get(db, named.unwrap_or(current))
        })?;
        if capture.article != article {
            return Err(Error::NotInArticle);
        }
        let place = match new.passage {
            Passage::Range { start, end, .. } => NewPlace::Range(start, end),
            Passage::Words { text, occurrence } => NewPlace::Words(text, occurrence),
            Passage::Picture { number, .. } => NewPlace::Picture(number),
        };
        let anchor = self.anchor_at(&capture, &place)?;
        let speaker = new.speaker.and_then(cleared).map(|speaker| self.speaker_named(&speaker)).transpose()?;
        let now = Timestamp::now();
        let quote = Quote {
            id: Id::new(),
            article,
            anchor,
            placed: true,
            speaker,
            comment: new.comment.and_then(cleared),
            colour: new.colour,
            created_at: now,
            edited_at: now,
            trashed_at: None,
        };
        let ruled = self.ruled(&quote.anchor, quote.comment.as_deref())?;
        self.write(|db| {
            store::quotes::add(db, &onto_current(db, quote.clone())?)?;
            themes::tag(db, quote.id, ItemKind::Quote, &new.themes)?;
            rules::give(db, Touched { kind: ItemKind::Quote, id: quote.id }, &ruled)?;
            store::quotes::row(db, quote.id)
        })
    }

    /// Changes what the user says of a quote, or where it stands.
    pub fn edit_quote(&self, quote: &str, edit: &QuoteEdit) -> Result<QuoteView> {
        let id = id(quote, "quote")?;
        let anchor = match &edit.place {
            None => None,
            Some(place) => {
                let capture = self.read(|db| {
                    let article = store::articles::get(db, store::quotes::get(db, id)?.article)?;
                    store::captures::get(db, article.capture)
                })?;
                Some(self.anchor_at(&capture, place)?)
            }
        };
        let speaker = edit.speaker.as_deref().map(|speaker| self.speaker_named(speaker)).transpose()?;
        let edit = &QuoteEdit { speaker, ..edit.clone() };
        let before = self.read(|db| store::quotes::get(db, id))?;
        let comment = edit.comment.as_deref().or(before.comment.as_deref());
        let ruled = self.ruled(anchor.as_ref().unwrap_or(&before.anchor), comment)?;
        self.write(|db| {
            let mut quote = store::quotes::get(db, id)?;
            if let Some(anchor) = &anchor {
                quote.anchor = anchor.clone();
                quote.placed = true;
                quote = onto_current(db, quote)?;
            }
            put(db, quote, edit)?;
            rules::give(db, Touched { kind: ItemKind::Quote, id }, &ruled)?;
            store::quotes::row(db, id)
        })
    }

    fn anchor_at(&self, capture: &Capture, place: &NewPlace) -> Result<Anchor> {
        let range = |(start, end)| anchoring::anchor_at(capture.id, &capture.text, start, end);
        let anchor = match place {
            NewPlace::Range(start, end) => range((*start, *end)),
            NewPlace::Words(text, occurrence) => {
                anchoring::find_words(&capture.text, text, *occurrence).and_then(range)
            }
            NewPlace::Picture(number) => self.read(|db| pictures::anchor_at(db, capture, *number))?,
        };
        anchor.ok_or(Error::NotInArticle)
    }

    /// What rules find in a quote's words and the comment on it.
    fn ruled(&self, anchor: &Anchor, comment: Option<&str>) -> Result<rules::Hits> {
        Ok(rules::hits(&*self.names()?, ItemKind::Quote, &anchor.exact, comment.unwrap_or_default()))
    }

    /// One quote.
    pub fn quote(&self, quote: &str) -> Result<QuoteView> {
        let id = id(quote, "quote")?;
        self.read(|db| store::quotes::row(db, id))
    }

    /// The address of the page that a quote was marked on, and when that was captured.
    pub fn quote_source(&self, quote: &Quote) -> Result<(Option<String>, Option<Timestamp>)> {
        self.read(|db| {
            let captures = store::captures::of_article(db, quote.article)?;
            let capture = captures.into_iter().find(|row| row.id == quote.anchor.capture);
            let (url, taken_at) = capture.map(|row| (row.url, row.taken_at)).unzip();
            Ok((on_the_web(url.flatten().or(store::articles::get(db, quote.article)?.url)), taken_at))
        })
    }

    /// What is known of the picture that a quote is; `None` for a quote of words.
    pub fn quoted_picture(&self, quote: &Quote) -> Result<Option<PictureSource>> {
        let Some(QuotedPicture { number, blob }) = &quote.anchor.picture else { return Ok(None) };
        self.read(|db| {
            let pictures = store::captures::pictures::of_capture(db, quote.anchor.capture)?;
            let there = pictures.into_iter().find(|picture| quote.placed && picture.position == *number);
            let media_type = store::blobs::get(db, blob)?.media_type;
            Ok(Some(PictureSource {
                url: on_the_web(there.map(|picture| picture.url)),
                blob: blob.clone(),
                media_type,
            }))
        })
    }

    /// The quotes of a list, newest first.
    pub fn quotes(&self, filter: &Filter) -> Result<Vec<QuoteView>> {
        self.read(|db| store::quotes::list(db, filter))
    }

    /// How many quotes a list has in all.
    pub fn quote_count(&self, filter: &Filter) -> Result<u32> {
        self.read(|db| store::quotes::count(db, filter))
    }
}

/// Where the words of an article's quotes stand in a new text; looked for before the transaction, since a long text takes its time.
pub(crate) fn places(db: &Reading<'_>, article: Id, text: &str) -> store::Result<Places> {
    let quotes = store::quotes::of_article(db, article)?.into_iter().map(|row| row.quote);
    let words = quotes.filter(|quote| quote.anchor.picture.is_none());
    Ok(words.map(|quote| (quote.id, anchoring::place(&quote.anchor, text))).collect())
}

/// Moves an article's quotes to a new capture; those that cannot be placed are kept as unplaced.
pub(crate) fn move_all(db: &Writing<'_>, capture: &Capture, places: &Places) -> store::Result<()> {
    for QuoteRow { mut quote, .. } in store::quotes::of_article(db, capture.article)? {
        let place = places.get(&quote.id).copied().unwrap_or_else(|| anchoring::place(&quote.anchor, &capture.text));
        move_to(db, &mut quote, capture, place)?;
        store::quotes::put(db, &quote)?;
    }
    Ok(())
}

/// Moves a quote to its place in another capture; `place` is that of its words, a picture is looked for here. Its words stay as
/// they were marked, whatever the publisher made of them.
pub(crate) fn move_to(
    db: &Reading<'_>,
    quote: &mut Quote,
    capture: &Capture,
    place: Option<(u32, u32)>,
) -> store::Result<()> {
    let found = match quote.anchor.picture {
        Some(_) => pictures::moved(db, quote, capture)?,
        None => place.and_then(|(start, end)| anchoring::anchor_at(capture.id, &capture.text, start, end)),
    };
    quote.placed = found.is_some();
    if let Some(anchor) = found {
        let exact = std::mem::take(&mut quote.anchor.exact);
        quote.anchor = Anchor { exact, ..anchor };
    }
    Ok(())
}

/// A quote marked in a capture that is not the current one moves there, or is listed as unplaced.
fn onto_current(db: &Writing<'_>, mut quote: Quote) -> store::Result<Quote> {
    let current = store::articles::get(db, quote.article)?.capture;
    if quote.anchor.capture != current {
        let capture = store::captures::get(db, current)?;
        let place = anchoring::place(&quote.anchor, &capture.text);
        move_to(db, &mut quote, &capture, place)?;
    }
    Ok(quote)
}

fn put(db: &Writing<'_>, mut quote: Quote, edit: &QuoteEdit) -> store::Result<()> {
    if let Some(speaker) = &edit.speaker {
        quote.speaker = cleared(speaker.clone());
    }
    if let Some(comment) = &edit.comment {
        quote.comment = cleared(comment.clone());
    }
    if let Some(colour) = edit.colour {
        quote.colour = colour;
    }
    quote.edited_at = Timestamp::now();
    store::quotes::put(db, &quote)
}
