//! Fields and filters: conditions that a document holds or does not, without a score.

use std::ops::Bound;

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use model::Id;
use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, EmptyQuery, Occur, Query, RangeQuery},
    schema::Field,
};

use super::{
    compile::{Clause, Compiler, FORMS_MAX, written},
    syntax::note,
    terms::{any_term, without_score},
    tree::{Condition, Looked, Range, TextField},
};
use crate::{
    Filters, Remark,
    analysis::Needle,
    schema::{Fields, day_number, kind_number, mark, title_digest},
};

impl Compiler<'_> {
    pub(super) fn condition(&mut self, condition: &Condition) -> Box<dyn Query> {
        match condition {
            Condition::Theme(name) => self.theme(name),
            Condition::Text { field, needle, is_prefix } => self.text(*field, needle, *is_prefix),
            Condition::Whole(field, value) => self.whole(*field, value),
            Condition::Kind(kind) => {
                any_term(kind_number(*kind).map(|number| Term::from_field_u64(self.fields.kind, number)))
            }
            Condition::Lang(lang) => any_term([Term::from_field_text(self.fields.lang, lang)]),
            Condition::Mark(mark) => any_term([Term::from_field_text(self.fields.mark, mark)]),
            Condition::Dated(range) => {
                self.between(self.fields.day, range.from.map(day_number), range.until.map(day_number))
            }
            Condition::Clipped(range) => self.clipped(*range),
        }
    }

    fn theme(&mut self, name: &str) -> Box<dyn Query> {
        let mut themes = self.lexicon.find(name);
        if themes.is_empty()
            && let Some(word) = Needle::exact(name).as_ref().and_then(Needle::single_word)
        {
            themes = self.lexicon.sounding_themes(word);
        }
        if !themes.is_empty() {
            return self.carries(&themes);
        }
        note(&mut self.remarks, true, Remark::UnknownTheme);
        match Needle::exact(name) {
            Some(needle) => self.look(written(needle)),
            None => Box::new(EmptyQuery),
        }
    }

    fn carries(&self, themes: &[Id]) -> Box<dyn Query> {
        let themes = self.lexicon.with_descendants(themes);
        any_term(themes.iter().map(|theme| Term::from_field_bytes(self.fields.theme, theme.as_bytes())))
    }

    /// These words in a named text.
    fn text(&mut self, field: TextField, needle: &Needle, is_prefix: bool) -> Box<dyn Query> {
        let looked = Looked { is_prefix, ..written(needle.clone()) };
        let fields = match field {
            TextField::Title => vec![self.fields.title],
            TextField::Author => vec![self.fields.author],
            TextField::Speaker => vec![self.fields.speaker],
            TextField::Person => vec![self.fields.author, self.fields.speaker],
            TextField::Site => vec![self.fields.site_words],
            TextField::Url => vec![self.fields.url],
        };
        let others = match field {
            // A person is one under all the names of their theme.
            TextField::Author | TextField::Speaker | TextField::Person => {
                self.lexicon.other_forms_of_person(needle, FORMS_MAX)
            }
            TextField::Title | TextField::Site | TextField::Url => Vec::new(),
        };
        let forms: Vec<Looked> = std::iter::once(looked.clone()).chain(others.into_iter().map(written)).collect();
        let any = fields.iter().flat_map(|field| forms.iter().map(|form| self.look_in(*field, form))).collect();
        if field == TextField::Title {
            self.looked.push(looked);
        }
        without_score(Box::new(BooleanQuery::union(any)))
    }

    /// Exactly this named text.
    fn whole(&mut self, field: TextField, value: &str) -> Box<dyn Query> {
        let needle = Needle::exact(value);
        let (field, value) = match field {
            TextField::Site => (self.fields.site, value.to_owned()),
            TextField::Author | TextField::Speaker | TextField::Person => (self.fields.person, value.to_owned()),
            TextField::Title => {
                let title = needle.map(|title| Term::from_field_u64(self.fields.whole_title, title_digest(&title)));
                return any_term(title);
            }
            TextField::Url => return needle.map_or(Box::new(EmptyQuery), |needle| self.text(field, &needle, false)),
        };
        any_term([Term::from_field_text(field, &value)])
    }

    /// Days where the researcher is, as moments.
    fn clipped(&self, Range { from, until }: Range) -> Box<dyn Query> {
        let at = |day: Date| {
            let midnight = day.to_datetime(Time::midnight());
            TimeZone::system().to_timestamp(midnight).map_or(i64::MAX, Timestamp::as_millisecond)
        };
        self.between(self.fields.clipped, from.map(at), until.map(at))
    }

    fn between(&self, field: Field, from: Option<i64>, until: Option<i64>) -> Box<dyn Query> {
        let term = |at| Term::from_field_i64(field, at);
        let lower = Bound::Included(term(from.unwrap_or(i64::MIN)));
        let upper = until.map_or(Bound::Included(term(i64::MAX)), |until| Bound::Excluded(term(until)));
        without_score(Box::new(RangeQuery::new(lower, upper)))
    }

    pub(super) fn filters(&self, filters: &Filters) -> Vec<Clause> {
        let Filters { kinds, themes, sites, article } = filters;
        let mut conditions = Vec::new();
        if !kinds.is_empty() {
            let numbers = kinds.iter().filter_map(|kind| kind_number(*kind));
            conditions.push(any_term(numbers.map(|number| Term::from_field_u64(self.fields.kind, number))));
        }
        if !themes.is_empty() {
            conditions.push(self.carries(themes));
        }
        if !sites.is_empty() {
            conditions.push(any_term(sites.iter().map(|site| Term::from_field_text(self.fields.site, site))));
        }
        if let Some(article) = article {
            conditions.push(any_term([Term::from_field_bytes(self.fields.belongs_to, article.as_bytes())]));
        }
        let outside = (!self.with_trash)
            .then(|| outside_the_trash(self.searcher, self.fields))
            .flatten()
            .map(|trash| (Occur::MustNot, trash));
        conditions.into_iter().map(|condition| (Occur::Must, condition)).chain(outside).collect()
    }
}

/// What lies in the trash, to be left out; nothing when the trash is empty.
pub(crate) fn outside_the_trash(searcher: &Searcher, fields: Fields) -> Option<Box<dyn Query>> {
    let trashed = Term::from_field_text(fields.mark, mark::TRASHED);
    (searcher.doc_freq(&trashed).unwrap_or(0) > 0).then(|| any_term([trashed]))
}
