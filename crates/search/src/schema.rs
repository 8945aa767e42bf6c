//! The fields of the index. Nothing is stored: hits carry ids, rows come from the library file.
//!
//! **Invariant:** a change here raises [`crate::SCHEMA_VERSION`].

use jiff::civil::Date;
use model::{Id, ItemKind};
use tantivy::{
    TantivyDocument,
    schema::{BytesOptions, FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::RAW_TOKENIZER_NAME,
};

use crate::{Document, Has, analysis::Needle, people::people};

/// The day that days are counted from.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The name that the analyser of texts is registered under.
pub(crate) const TEXTS: &str = "texts";
/// The name that what reads the characters of texts is registered under.
pub(crate) const CHARACTERS: &str = "characters";
/// The name that the analyser of titles, names and addresses is registered under.
pub(crate) const NAMES: &str = "names";
/// The name that what makes sounds of names is registered under.
pub(crate) const SOUNDS: &str = "sounds";

/// Names of the columns that collecting reads.
pub(crate) mod column {
    pub(crate) const ID_HIGH: &str = "id_high";
    pub(crate) const ID_LOW: &str = "id_low";
    pub(crate) const ARTICLE_HIGH: &str = "article_high";
    pub(crate) const ARTICLE_LOW: &str = "article_low";
    pub(crate) const KIND: &str = "kind";
    pub(crate) const THEME: &str = "theme";
    pub(crate) const SITE: &str = "site";
    pub(crate) const PUBLISHED: &str = "published";
    pub(crate) const DAY: &str = "day";
    pub(crate) const MONTH: &str = "month";
    pub(crate) const PERSON: &str = "person";
    pub(crate) const CLIPPED: &str = "clipped";
    pub(crate) const DIGEST: &str = "digest";
}

/// The marks of the field `mark`, asked for by `is:` and `has:`.
pub(crate) mod mark {
    pub(crate) const UNREAD: &str = "unread";
    pub(crate) const READ: &str = "read";
    pub(crate) const STARRED: &str = "starred";
    pub(crate) const TRASHED: &str = "trashed";
    pub(crate) const UNTAGGED: &str = "untagged";
    pub(crate) const QUOTE: &str = "quote";
    pub(crate) const NOTE: &str = "note";
    pub(crate) const FIGURE: &str = "figure";
    pub(crate) const PICTURE: &str = "picture";
}

/// The handles of the fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    /// Title, body and people one after the other: what bare words are looked for in.
    pub(crate) text: Field,
    /// The Han characters of `text`, without where they stand: what one alone is looked for in.
    pub(crate) characters: Field,
    pub(crate) title: Field,
    /// How title and people sound.
    pub(crate) sounds: Field,
    /// A digest of the whole title, see [`title_digest`].
    pub(crate) whole_title: Field,
    pub(crate) author: Field,
    pub(crate) speaker: Field,
    pub(crate) site_words: Field,
    pub(crate) url: Field,
    pub(crate) site: Field,
    /// Who wrote or said it, each name as printed.
    pub(crate) person: Field,
    pub(crate) lang: Field,
    pub(crate) theme: Field,
    pub(crate) kind: Field,
    pub(crate) mark: Field,
    pub(crate) belongs_to: Field,
    /// The day it is dated, counted from 1970.
    pub(crate) day: Field,
    pub(crate) clipped: Field,
    published: Field,
    month: Field,
    id_high: Field,
    id_low: Field,
    article_high: Field,
    article_low: Field,
    /// What the document was made of, see [`Document::digest`].
    digest: Field,
}

impl Fields {
    /// The schema and its handles.
    pub(crate) fn with_schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let analysed = |analyser, kept| {
            let indexing = TextFieldIndexing::default().set_tokenizer(analyser).set_index_option(kept);
            TextOptions::default().set_indexing_options(indexing)
        };
        let named = || analysed(NAMES, IndexRecordOption::WithFreqsAndPositions);
        let heard = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(SOUNDS)
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let exact = || {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(RAW_TOKENIZER_NAME)
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            )
        };
        let fields = Self {
            id: builder.add_bytes_field("id", BytesOptions::default().set_indexed()),
            text: builder.add_text_field("text", analysed(TEXTS, IndexRecordOption::WithFreqsAndPositions)),
            characters: builder.add_text_field("characters", analysed(CHARACTERS, IndexRecordOption::Basic)),
            title: builder.add_text_field("title", named()),
            sounds: builder.add_text_field("sounds", heard),
            whole_title: builder.add_u64_field("whole_title", INDEXED),
            author: builder.add_text_field("author", named()),
            speaker: builder.add_text_field("speaker", named()),
            site_words: builder.add_text_field("site_words", named()),
            url: builder.add_text_field("url", named()),
            site: builder.add_text_field(column::SITE, exact().set_fast(RAW_TOKENIZER_NAME)),
            person: builder.add_text_field(column::PERSON, exact().set_fast(RAW_TOKENIZER_NAME)),
            lang: builder.add_text_field("lang", exact()),
            theme: builder.add_bytes_field(column::THEME, BytesOptions::default().set_indexed().set_fast()),
            kind: builder.add_u64_field(column::KIND, INDEXED | FAST),
            mark: builder.add_text_field("mark", exact()),
            belongs_to: builder.add_bytes_field("belongs_to", BytesOptions::default().set_indexed()),
            published: builder.add_i64_field(column::PUBLISHED, FAST),
            day: builder.add_i64_field(column::DAY, FAST),
            month: builder.add_u64_field(column::MONTH, FAST),
            clipped: builder.add_i64_field(column::CLIPPED, FAST),
            id_high: builder.add_u64_field(column::ID_HIGH, FAST),
            id_low: builder.add_u64_field(column::ID_LOW, FAST),
            article_high: builder.add_u64_field(column::ARTICLE_HIGH, FAST),
            article_low: builder.add_u64_field(column::ARTICLE_LOW, FAST),
            digest: builder.add_u64_field(column::DIGEST, FAST),
        };
        (builder.build(), fields)
    }

    /// The document as Tantivy takes it; `None` for a kind that is not searched.
    pub(crate) fn document(&self, document: Document) -> Option<TantivyDocument> {
        let digest = document.digest();
        let Document {
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
            has,
        } = document;
        let mut made = TantivyDocument::new();
        made.add_u64(self.kind, kind_number(kind)?);
        made.add_u64(self.digest, digest);
        made.add_bytes(self.id, id.as_bytes());
        let (high, low) = halves(id);
        made.add_u64(self.id_high, high);
        made.add_u64(self.id_low, low);
        if let Some(article) = article {
            let (high, low) = halves(article);
            made.add_u64(self.article_high, high);
            made.add_u64(self.article_low, low);
        }
        made.add_bytes(self.belongs_to, article.unwrap_or(id).as_bytes());
        if let Some(title) = Needle::exact(&title) {
            made.add_u64(self.whole_title, title_digest(&title));
        }
        people(author.as_deref(), speaker.as_deref()).for_each(|name| made.add_text(self.person, name));
        let texts = [
            (Some(self.title), Some(title)),
            (None, Some(body)),
            (Some(self.author), author),
            (Some(self.speaker), speaker),
        ];
        for (field, text) in texts {
            let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
            if let Some(field) = field {
                made.add_text(field, &text);
                made.add_text(self.sounds, &text);
            }
            made.add_text(self.characters, &text);
            made.add_text(self.text, text);
        }
        urls.iter().for_each(|url| made.add_text(self.url, url));
        if let Some(site) = site.filter(|site| !site.is_empty()) {
            made.add_text(self.site_words, &site);
            made.add_text(self.site, site);
        }
        if let Some(lang) = lang {
            made.add_text(self.lang, primary_language(&lang));
        }
        themes.iter().for_each(|theme| made.add_bytes(self.theme, theme.as_bytes()));
        marks(unread, starred, trashed, themes.is_empty(), has).for_each(|mark| made.add_text(self.mark, mark));
        if let Some(at) = published_at {
            made.add_i64(self.published, at);
        }
        if let Some(day) = dated {
            made.add_i64(self.day, day_number(day));
            made.add_u64(self.month, month_number(day));
        }
        made.add_i64(self.clipped, clipped_at);
        Some(made)
    }
}

/// What a whole title is found by: the first eight bytes of its BLAKE3, so that long titles take no room.
pub(crate) fn title_digest(title: &Needle) -> u64 {
    let digest = blake3::hash(title.key().as_bytes());
    digest.as_bytes()[..8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn marks(unread: bool, starred: bool, trashed: bool, untagged: bool, has: Has) -> impl Iterator<Item = &'static str> {
    let Has { quote, note, figure, picture } = has;
    [
        (unread, mark::UNREAD),
        (!unread, mark::READ),
        (starred, mark::STARRED),
        (trashed, mark::TRASHED),
        (untagged, mark::UNTAGGED),
        (quote, mark::QUOTE),
        (note, mark::NOTE),
        (figure, mark::FIGURE),
        (picture, mark::PICTURE),
    ]
    .into_iter()
    .filter_map(|(set, mark)| set.then_some(mark))
}

/// The language without its region: `zh` of `zh-Hant-TW`.
pub(crate) fn primary_language(lang: &str) -> String {
    lang.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// The number of a searched kind in the column `kind`.
pub(crate) fn kind_number(kind: ItemKind) -> Option<u64> {
    match kind {
        ItemKind::Article => Some(0),
        ItemKind::Quote => Some(1),
        ItemKind::Note => Some(2),
        ItemKind::Theme => None,
    }
}

/// The kind with this number.
pub(crate) fn kind_of_number(number: u64) -> Option<ItemKind> {
    [ItemKind::Article, ItemKind::Quote, ItemKind::Note].into_iter().find(|kind| kind_number(*kind) == Some(number))
}

/// A day, counted from 1970-01-01.
pub(crate) fn day_number(day: Date) -> i64 {
    day.duration_since(EPOCH).as_hours() / 24
}

/// A month, counted from January of the year 0; 0 for the years before.
fn month_number(day: Date) -> u64 {
    let months = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    u64::try_from(months).unwrap_or_default()
}

/// A counted month as people write it: `2026-03`.
pub(crate) fn month_name(number: u64) -> String {
    format!("{:04}-{:02}", number / 12, number % 12 + 1)
}

/// An id as two numbers, as the columns keep it.
pub(crate) fn halves(id: Id) -> (u64, u64) {
    let half =
        |from: usize| id.as_bytes()[from..from + 8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    (half(0), half(8))
}

/// The id of two numbers.
pub(crate) fn id_of_halves(high: u64, low: u64) -> Option<Id> {
    Id::from_slice(&((u128::from(high) << 64) | u128::from(low)).to_be_bytes())
}
