//! What is put into the index.

use blake3::Hasher;
use jiff::civil::Date;
use model::{Id, ItemKind};

use crate::schema::day_number;

/// One article, quote or note as the index takes it. Every field is derived from the library file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The item.
    pub id: Id,
    /// What it is; [`ItemKind::Theme`] is not searched and refused.
    pub kind: ItemKind,
    /// The article a quote stands in or a note was written beside.
    pub article: Option<Id>,
    /// Its title; of a quote empty, so that the words of an article's title do not find its quotes.
    pub title: String,
    /// Its text: of a quote its exact words, then its comment on a line of its own.
    pub body: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its address, then the others it was clipped from.
    pub urls: Vec<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// The themes it carries.
    pub themes: Vec<Id>,
    /// When it was published, milliseconds since 1970 UTC; of a quote, when its article was.
    pub published_at: Option<i64>,
    /// The day it is dated, on the clock of who wrote it: of an article and its quotes the day of publication, of a
    /// note the day it was begun.
    pub dated: Option<Date>,
    /// When it was clipped, marked or written, milliseconds since 1970 UTC.
    pub clipped_at: i64,
    /// Whether it was not read yet.
    pub unread: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it lies in the trash, where only `is:trashed` finds it.
    pub trashed: bool,
    /// What hangs on it.
    pub has: Has,
}

impl Document {
    /// A digest of all that is in it, by which index and library are compared: the first eight bytes of its BLAKE3.
    pub fn digest(&self) -> u64 {
        let Self {
            id,
            kind,
            article,
            title,
            body,
            author,
            speaker,
            site,
            urls,
            lang,
            themes,
            published_at,
            dated,
            clipped_at,
            unread,
            starred,
            trashed,
            has: Has { quote, note, figure, picture },
        } = self;
        let mut hasher = Hasher::new();
        let mut add = |part: Option<&[u8]>| {
            // The length parts one field from the next; what is absent has none.
            let length = part.map_or(u64::MAX, |part| part.len() as u64);
            hasher.update(&length.to_le_bytes()).update(part.unwrap_or_default());
        };
        add(Some(id.as_bytes()));
        add(Some(kind.as_str().as_bytes()));
        add(article.as_ref().map(|article| article.as_bytes().as_slice()));
        [title, body].into_iter().for_each(|text| add(Some(text.as_bytes())));
        [author, speaker, site, lang].into_iter().for_each(|text| add(text.as_ref().map(String::as_bytes)));
        add(Some(urls.join("\n").as_bytes()));
        let mut themes = themes.clone();
        themes.sort_unstable();
        themes.iter().for_each(|theme| add(Some(theme.as_bytes())));
        let day = dated.map(day_number);
        [*published_at, day, Some(*clipped_at)]
            .into_iter()
            .for_each(|number| add(number.map(i64::to_le_bytes).as_ref().map(<[u8; 8]>::as_slice)));
        add(Some(&[unread, starred, trashed, quote, note, figure, picture].map(|set| u8::from(*set))));
        let mut digest = [0; 8];
        hasher.finalize_xof().fill(&mut digest);
        u64::from_be_bytes(digest)
    }
}

/// What hangs on an item, for `has:`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    /// A quote was marked in it.
    pub quote: bool,
    /// A note was written beside it.
    pub note: bool,
    /// A number stands in what was quoted of it.
    pub figure: bool,
    /// It shows a picture.
    pub picture: bool,
}

/// A change of the library, as a pass applies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The item is new or changed; it replaces what the index had.
    Put(Box<Document>),
    /// The item is gone for good.
    Remove(Id),
}
