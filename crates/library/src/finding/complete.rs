//! Completion of what is being typed into the search field: fields, themes, publications, people, states, dates.

use model::{Id, Theme};
use search::{Filters, Request, Sort, Unfinished};

use crate::{Library, Result, tagging::lexicon::Known};

/// Offers of one sort under a bare word: enough to choose from, few enough to read while typing.
const OFFERS_EACH: usize = 4;
/// Offers for a field: what a list shows without scrolling far.
const OFFERS_MAX: usize = 12;

/// What may stand in place of the word at the cursor.
#[derive(Clone, Debug, Default)]
pub struct Completion {
    /// The first character that an offer replaces.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The offers, best first.
    pub offers: Vec<Offer>,
}

/// One way to go on.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The field.
    pub field: &'static str,
    /// What stands in the query then; of a field without its value, its name and colon.
    pub text: String,
    /// The value for people; empty for a field without its value.
    pub label: String,
    /// Another name that fits what was typed.
    pub also: Option<String>,
    /// How many items have it, where that is known.
    pub count: Option<u64>,
    /// The theme, where it is one.
    pub theme: Option<Theme>,
}

impl Library {
    /// How the word at the cursor may go on. The cursor is counted in characters.
    pub fn complete(&self, query: &str, cursor: u32) -> Result<Completion> {
        let Some(at) = search::unfinished(query, cursor) else { return Ok(Completion::default()) };
        let offers = match at.field {
            Some(field) => self.values(field, &at.typed)?,
            None => self.anything(&at)?,
        };
        Ok(Completion { start: at.start, end: at.end, offers })
    }

    fn anything(&self, at: &Unfinished) -> Result<Vec<Offer>> {
        let typed = at.typed.trim_start_matches('#');
        let mut offers: Vec<Offer> = search::fields_beginning_with(typed)
            .into_iter()
            .map(|(field, name)| Offer { text: format!("{name}:"), ..offer(field, "", None) })
            .take(OFFERS_EACH)
            .collect();
        for field in ["theme", "site", "person"] {
            offers.extend(self.values(field, typed)?.into_iter().take(OFFERS_EACH));
        }
        Ok(offers)
    }

    fn values(&self, field: &'static str, typed: &str) -> Result<Vec<Offer>> {
        let mut offers = match field {
            "theme" => themes(&*self.names()?, typed),
            "site" => self.counted_values(field, typed, |facets| facets.sites)?,
            "author" | "speaker" | "person" => self.counted_values(field, typed, |facets| facets.people)?,
            _ => search::values_beginning_with(field, typed)
                .into_iter()
                .map(|value| Offer { also: Some(value.chinese.to_owned()), ..offer(field, value.word, None) })
                .collect(),
        };
        offers.truncate(OFFERS_MAX);
        Ok(offers)
    }

    /// The values that the index counts, among what has the words typed so far.
    fn counted_values(
        &self,
        field: &'static str,
        typed: &str,
        of: fn(search::Facets) -> Vec<(String, u64)>,
    ) -> Result<Vec<Offer>> {
        if !self.index_is_ours()? {
            return Ok(Vec::new());
        }
        let word = typed.replace(['"', '“', '”', '(', ')', '（', '）'], " ");
        let words: Vec<String> = word.split_whitespace().map(|word| format!("{field}:{word}*")).collect();
        let request = Request {
            query: words.join(" "),
            filters: Filters::default(),
            sort: Sort::Clipped,
            limit: 0,
            offset: 0,
            typing: false,
            now: model::Timestamp::now().as_millisecond(),
        };
        let facets = self.inner().indexer.index()?.search(&request, &self.names()?.lexicon)?.facets;
        let folded: Vec<String> = word.split_whitespace().map(search::folded).collect();
        let fits = |value: &str| folded.iter().all(|word| search::folded(value).contains(word.as_str()));
        let named = of(facets).into_iter().filter(|(value, _)| fits(value));
        Ok(named.map(|(value, count)| offer(field, &value, Some(count))).collect())
    }
}

/// The themes of which a name begins with what is typed, then those of which one has it anywhere.
fn themes(known: &Known, typed: &str) -> Vec<Offer> {
    let typed = search::folded(typed.trim());
    let mut ranked: Vec<(usize, &Theme, Option<&str>)> = Vec::new();
    for theme in known.themes.values() {
        let forms = std::iter::once(&theme.name).chain(theme.aliases.iter().map(|alias| &alias.form));
        let best = forms
            .enumerate()
            .filter_map(|(number, form)| {
                let place = search::folded(form).find(&typed)?;
                Some((usize::from(place > 0) * 2 + usize::from(number > 0), (number > 0).then_some(form.as_str())))
            })
            .min_by_key(|(rank, _)| *rank);
        ranked.extend(best.map(|(rank, also)| (rank, theme, also)));
    }
    ranked.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    let made = |(_, theme, also): (usize, &Theme, Option<&str>)| Offer {
        also: also.map(str::to_owned),
        theme: Some(theme.clone()),
        ..offer("theme", &theme.name, None)
    };
    ranked.into_iter().map(made).collect()
}

fn offer(field: &'static str, value: &str, count: Option<u64>) -> Offer {
    Offer { field, text: written(field, value), label: value.to_owned(), also: None, count, theme: None }
}

/// A field and its value as the query takes them.
fn written(field: &str, value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '&' | '+'));
    let value = value.replace(['"', '“', '”', '„', '＂'], " ");
    if is_plain { format!("{field}:{value}") } else { format!("{field}:\"{value}\"") }
}

/// The id a theme is named by in a filter.
pub(crate) fn theme_named<'a>(known: &'a Known, name: &str) -> Option<&'a Theme> {
    let ids: Vec<Id> = known.lexicon.find(name);
    ids.first().and_then(|id| known.theme(*id))
}
