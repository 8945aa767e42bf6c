//! Quotes on the wire.

use library::{Library, NewPlace, NewQuote, Passage, QuoteEdit, QuoteFilter, QuoteView};
use model::Colour;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    items::{Nothing, OneItem, ThemeRef, theme_refs},
    notes::Backlink,
};

/// A quote with what is known of its article.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// Its id.
    pub id: String,
    /// The article it stands in.
    pub article_id: String,
    /// The article's headline.
    pub article_title: String,
    /// The article's publication.
    pub site: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// The exact words.
    pub exact: String,
    /// Up to 32 characters before.
    pub prefix: String,
    /// Up to 32 characters after.
    pub suffix: String,
    /// First character in the capture's text.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The picture that is quoted in place of words, which are then what is said of it.
    pub picture: Option<QuotedPicture>,
    /// The capture that the characters count.
    pub capture_id: String,
    /// Whether its place is known.
    pub placed: bool,
    /// What stands at its place now, when the publisher changed the words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional)]
    pub now_reads: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The user's remark.
    pub comment: Option<String>,
    /// The colour of its mark, `1..=5`.
    pub colour: u8,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// What links to it: the notes it is written about in.
    pub backlinks: Vec<Backlink>,
    /// When it was marked, milliseconds since 1970 UTC.
    pub created_at: i64,
    /// Whether it lies in the trash.
    pub trashed: bool,
}

/// A picture that is a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotedPicture {
    /// Its number among the pictures of the capture, from 0.
    pub number: u32,
    /// The hash under which its bytes are served, as they were when it was marked.
    pub blob: String,
}

/// Request of `quotes.add`: either `start` and `end`, or `text` with `occurrence`, or `picture`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddQuote {
    /// The article.
    pub article: String,
    /// First character in the text of the capture.
    pub start: Option<u32>,
    /// One past the last character.
    pub end: Option<u32>,
    /// The capture those count; the current one unless named.
    pub capture: Option<String>,
    /// The words, which must stand in the article.
    pub text: Option<String>,
    /// Which occurrence of the words, from 1.
    pub occurrence: Option<u32>,
    /// A picture of the capture by its number, from 0; its bytes must be kept.
    pub picture: Option<u32>,
    /// Who said it.
    pub speaker: Option<String>,
    /// A remark.
    pub comment: Option<String>,
    /// The colour of its mark, `1..=5`.
    pub colour: Option<u8>,
    /// Names of themes; unknown ones are made.
    pub themes: Option<Vec<String>>,
}

/// Request of `quotes.edit`: what is absent stays; an empty text clears.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditQuote {
    /// The quote.
    pub id: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// A remark.
    pub comment: Option<String>,
    /// The colour of its mark, `1..=5`.
    pub colour: Option<u8>,
    /// A new place, first character in the text of the article's current capture; with `end`.
    pub start: Option<u32>,
    /// One past the last character of the new place.
    pub end: Option<u32>,
    /// In place of both, words as they are printed there.
    pub text: Option<String>,
    /// Which occurrence of `text`, from 1.
    pub occurrence: Option<u32>,
    /// A picture of the current capture as the new place, by its number, from 0.
    pub picture: Option<u32>,
}

/// Request of `quotes.list` and `quotes.count`, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListQuotes {
    /// Only those with this theme or one below it.
    pub theme: Option<String>,
    /// Only those of this article.
    pub article: Option<String>,
    /// Only those said by this person, under any of the names.
    pub speaker: Option<String>,
    /// Only those whose place is lost.
    pub unplaced: Option<bool>,
    /// Those in the trash instead of the others.
    pub trashed: Option<bool>,
    /// How many to leave out at the start.
    pub offset: Option<u32>,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// Request of `quotes.suggestSpeakers`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SuggestSpeakers {
    /// The article.
    pub article: String,
    /// The capture that the characters count; the current one unless named.
    #[serde(default)]
    #[ts(optional)]
    pub capture: Option<String>,
    /// First character of the passage.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Someone who may have said a passage.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpeakerOffer {
    /// The name to write down: the theme's where there is one.
    pub name: String,
    /// The person's theme.
    pub theme: Option<ThemeRef>,
    /// As the text names them.
    pub form: String,
}

/// Quotes of a list when none are asked for.
pub(crate) const ROWS: u32 = 200;

pub(crate) fn view(library: &Library, view: QuoteView) -> Result<Quote, WireError> {
    let now_reads = view.now_reads();
    let QuoteView { quote, article_title, site, published, themes, stands: _ } = view;
    let backlinks = library.backlinks_of(quote.id)?;
    Ok(Quote {
        id: quote.id.to_string(),
        article_id: quote.article.to_string(),
        article_title,
        site,
        published: published.map(String::from),
        exact: quote.anchor.exact,
        prefix: quote.anchor.prefix,
        suffix: quote.anchor.suffix,
        start: quote.anchor.start,
        end: quote.anchor.end,
        picture: quote
            .anchor
            .picture
            .map(|picture| QuotedPicture { number: picture.number, blob: picture.blob.into() }),
        capture_id: quote.anchor.capture.to_string(),
        placed: quote.placed,
        now_reads,
        speaker: quote.speaker,
        comment: quote.comment,
        colour: quote.colour.number(),
        themes: theme_refs(library, &themes)?,
        backlinks: backlinks.into_iter().map(Backlink::from).collect(),
        created_at: quote.created_at.as_millisecond(),
        trashed: quote.trashed_at.is_some(),
    })
}

/// Marks a passage.
pub fn add(library: &Library, request: AddQuote) -> Result<Quote, WireError> {
    let AddQuote { article, start, end, capture, text, occurrence, picture, speaker, comment, colour, themes } =
        request;
    let passage = match (start, end, text, picture) {
        (Some(start), Some(end), None, None) => Passage::Range { start, end, capture },
        (None, None, Some(text), None) => Passage::Words { text, occurrence: occurrence.unwrap_or(1) },
        (None, None, None, Some(number)) => Passage::Picture { number, capture },
        _ => return Err(WireError::bad("the passage", "either start and end, or text, or a picture")),
    };
    let colour = colour.map(Colour::new).unwrap_or_default();
    let new = NewQuote { article, passage, speaker, comment, colour, themes: themes.unwrap_or_default() };
    view(library, library.add_quote(new)?)
}

/// Changes a quote.
pub fn edit(library: &Library, request: EditQuote) -> Result<Quote, WireError> {
    let EditQuote { id, speaker, comment, colour, start, end, text, occurrence, picture } = request;
    let place = match (start, end, text, picture) {
        (Some(start), Some(end), None, None) => Some(NewPlace::Range(start, end)),
        (None, None, Some(text), None) => Some(NewPlace::Words(text, occurrence.unwrap_or(1))),
        (None, None, None, Some(number)) => Some(NewPlace::Picture(number)),
        (None, None, None, None) => None,
        _ => return Err(WireError::bad("the place", "either start and end, or text, or a picture")),
    };
    view(library, library.edit_quote(&id, &QuoteEdit { speaker, comment, colour: colour.map(Colour::new), place })?)
}

/// One quote.
pub fn get(library: &Library, request: OneItem) -> Result<Quote, WireError> {
    view(library, library.quote(&request.id)?)
}

fn filter(library: &Library, request: ListQuotes) -> Result<QuoteFilter, WireError> {
    let ListQuotes { theme, article, speaker, unplaced, trashed, offset, limit } = request;
    Ok(QuoteFilter {
        theme: theme.as_deref().map(|theme| library.theme(theme)).transpose()?.map(|theme| theme.id),
        article: article.as_deref().map(|article| item(library, article)).transpose()?,
        speakers: speaker.as_deref().map(|speaker| library.speakers_named(speaker)).transpose()?,
        unplaced: unplaced.unwrap_or_default(),
        trashed: trashed.unwrap_or_default(),
        offset: offset.unwrap_or_default(),
        limit: limit.unwrap_or(ROWS),
    })
}

/// The quotes of a list.
pub fn list(library: &Library, request: ListQuotes) -> Result<Vec<Quote>, WireError> {
    library.quotes(&filter(library, request)?)?.into_iter().map(|quote| view(library, quote)).collect()
}

/// How many quotes a list has in all; its offset and limit do not matter.
pub fn count(library: &Library, request: ListQuotes) -> Result<u32, WireError> {
    Ok(library.quote_count(&filter(library, request)?)?)
}

fn item(library: &Library, id: &str) -> Result<model::Id, WireError> {
    Ok(library.kind(id)?.1)
}

/// Who said the quotes, most quoted first; a person of the library once.
pub fn speakers(library: &Library, _: Nothing) -> Result<Vec<String>, WireError> {
    Ok(library.speakers()?)
}

/// Who may have said a passage, the likeliest first.
pub fn suggest_speakers(library: &Library, request: SuggestSpeakers) -> Result<Vec<SpeakerOffer>, WireError> {
    let SuggestSpeakers { article, capture, start, end } = request;
    let offer = |library::Speaker { name, theme, form }| {
        let theme = theme.map(|theme| theme_refs(library, &[theme])).transpose()?.unwrap_or_default().pop();
        Ok(SpeakerOffer { name, theme, form })
    };
    library.suggest_speakers(&article, capture.as_deref(), start, end)?.into_iter().map(offer).collect()
}
