//! From a tree to what Tantivy looks for.
//!
//! A needle becomes a term, or a phrase of as few terms as cover its atoms. A bare word may stand anywhere
//! in the text of an item. Strictly, every word must match; relaxed, half of the parts of the words.

use tantivy::{
    Searcher, Term,
    query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    Excludable, Relaxed,
    beginning::Beginning,
    common::CommonPhrase,
    continued::ContinuedPhrase,
    heard::{heard, spelt},
    near::{looked_near, near},
    terms::{CONTINUED_SCORE, across, cover, forms_of, phrase, term, terms_in_text, without_score},
    tree::{End, Looked, Node, Parsed, Word},
};
use crate::{
    Filters, Lexicon, Remark,
    analysis::{Class, Needle, stem_term},
    deadline::Deadline,
    extras::Extra,
    schema::{Fields, title_digest},
};

/// Other names of one theme that are searched along.
pub(super) const FORMS_MAX: usize = 16;

/// What a match is worth by where it stands.
const TITLE_WEIGHT: f32 = 1.5;
/// The most that any extra counts.
const EXTRA_WEIGHT_MAX: f32 = TITLE_WEIGHT;
/// Another name of the theme.
const OTHER_FORM_WEIGHT: f32 = 0.8;
/// Two words of the query side by side.
const ADJACENT_WEIGHT: f32 = 0.6;
/// Longer queries are questions; asking for each pair of their words would cost more than it brings.
const ADJACENT_WORDS_MAX: usize = 8;
/// So many times fewer documents are worth asking for one term more.
const FAR_RARER: u64 = 2;
/// A phrase is read window by window when more than one document in so many has each of its terms: then asking the rarest
/// term for each of its documents, and the others for the same, takes as long.
const MANY_SHARE: u64 = 16;
/// What more documents have is common; in a small library nothing is.
const COMMON_DOCS: u64 = 20_000;
/// A part is rare when at the most one text in so many has it,
const RARE_SHARE: u64 = 500;
/// or no more than these.
const RARE_DOCS_MIN: u64 = 3;
/// A title that is the whole query stands above everything else.
const WHOLE_TITLE_SCORE: f32 = 1_000.0;

/// A query, ready to run.
pub(crate) struct Compiled {
    /// Finds what has every word.
    pub(crate) strict: Box<dyn Query>,
    /// What speaks for a hit beside its words.
    pub(crate) extras: Vec<Extra>,
    /// What to do when too little has every word; `None` when there is nothing to relax.
    pub(crate) relaxed: Option<Relaxed>,
    /// What the strict query looks for in texts.
    pub(crate) looked: Vec<Looked>,
    pub(crate) remarks: Vec<Remark>,
}

/// Makes a query of a tree and of the filters set beside it.
pub(crate) fn compile(
    parsed: &Parsed,
    filters: &Filters,
    fields: Fields,
    lexicon: &Lexicon,
    searcher: &Searcher,
    deadline: &Deadline,
) -> Compiled {
    let mut compiler = Compiler {
        fields,
        lexicon,
        searcher,
        deadline,
        with_trash: parsed.root.asks_for_trash(),
        looked: Vec::new(),
        remarks: parsed.remarks.clone(),
    };
    let parts = match &parsed.root {
        Node::All(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    if !parts.is_empty() && parts.iter().all(|part| matches!(part, Node::Not(_))) {
        compiler.remarks.push(Remark::OnlyExclusions);
    }
    let mut strict = compiler.all(parts);
    strict.extend(compiler.filters(filters));
    let (optional, required): (Vec<Clause>, Vec<Clause>) =
        strict.into_iter().partition(|(occur, _)| *occur == Occur::Should);
    let extra = |(_, query)| Extra::of_terms(searcher, query, EXTRA_WEIGHT_MAX);
    let extras = optional.into_iter().filter_map(extra).chain(compiler.whole_title(parts)).collect();
    let looked = std::mem::take(&mut compiler.looked);
    let relaxed = compiler.relaxed(parts, filters);
    let strict = Box::new(BooleanQuery::new(terms_first(required)));
    Compiled { strict, extras, relaxed, looked, remarks: compiler.remarks }
}

/// The clauses with those that are single terms made one, of which the others are asked only where all of them are found:
/// the engine asks all in turn, and phrases are dear.
fn terms_first(required: Vec<Clause>) -> Vec<Clause> {
    let is_term = |(occur, query): &Clause| *occur == Occur::Must && query.is::<TermQuery>();
    let (terms, mut others): (Vec<Clause>, Vec<Clause>) = required.into_iter().partition(is_term);
    if terms.len() < 2 || others.is_empty() {
        return terms.into_iter().chain(others).collect();
    }
    others.insert(0, (Occur::Must, Box::new(BooleanQuery::new(terms))));
    others
}

pub(super) type Clause = (Occur, Box<dyn Query>);

pub(super) struct Compiler<'a> {
    pub(super) fields: Fields,
    pub(super) lexicon: &'a Lexicon,
    pub(super) searcher: &'a Searcher,
    deadline: &'a Deadline,
    pub(super) with_trash: bool,
    pub(super) looked: Vec<Looked>,
    pub(super) remarks: Vec<Remark>,
}

impl Compiler<'_> {
    pub(super) fn node(&mut self, node: &Node) -> Box<dyn Query> {
        match node {
            Node::All(parts) => Box::new(BooleanQuery::new(self.all(parts))),
            Node::Any(_) | Node::Not(_) => Box::new(BooleanQuery::new(self.all(std::slice::from_ref(node)))),
            Node::Words(words) => Box::new(BooleanQuery::new(self.words(words))),
            Node::Phrase(needle) => self.look(written(needle.clone())),
            Node::Field(condition) => self.condition(condition),
        }
    }

    /// Clauses of which all must hold. Something must be found before anything can be excluded.
    fn all(&mut self, parts: &[Node]) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for part in parts {
            match part {
                Node::Not(excluded) => clauses.push((Occur::MustNot, self.excluded(excluded))),
                Node::Words(words) => clauses.extend(self.words(words)),
                Node::Phrase(needle) => clauses.extend(self.clauses(written(needle.clone()))),
                Node::Any(parts) => clauses.extend(self.any(parts)),
                part => clauses.push((Occur::Must, self.node(part))),
            }
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, without_score(Box::new(AllQuery))));
        }
        clauses
    }

    /// Clauses of which one must hold, and what tells finds apart. What stands in a title stands in the text too, so that of a
    /// single word the title speaks for a hit whatever found it, and need not be looked at for every one.
    fn any(&mut self, parts: &[Node]) -> Vec<Clause> {
        let (mut any, mut beside) = (Vec::new(), Vec::new());
        for part in parts {
            let clauses = match part {
                Node::Words(words) if matches!(words.as_slice(), [word] if word.needles.len() == 1) => {
                    self.words(words)
                }
                Node::Phrase(needle) => self.clauses(written(needle.clone())),
                part => vec![(Occur::Must, self.node(part))],
            };
            let (optional, required): (Vec<Clause>, Vec<Clause>) =
                clauses.into_iter().partition(|(occur, _)| *occur == Occur::Should);
            any.push(Box::new(BooleanQuery::new(required)) as Box<dyn Query>);
            beside.extend(optional);
        }
        std::iter::once((Occur::Must, Box::new(BooleanQuery::union(any)) as _)).chain(beside).collect()
    }

    /// What must not occur is not looked for in the texts of hits.
    pub(super) fn excluded(&mut self, node: &Node) -> Box<dyn Query> {
        let looked = self.looked.len();
        let query = self.node(node);
        self.looked.truncate(looked);
        Box::new(Excludable(query))
    }

    /// Bare words side by side: each must match, under its own or another name of its theme.
    fn words(&mut self, words: &[Word]) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (length, forms) = self.named_theme(&words[at..]);
            let own = words[at..at + length].iter().flat_map(looked_of);
            let own: Vec<Clause> = own.flat_map(|looked| self.clauses(looked)).collect();
            if forms.is_empty() {
                clauses.extend(own);
            } else {
                clauses.push((Occur::Must, self.any_form(own, forms)));
            }
            at += length;
        }
        clauses.extend(self.adjacent(words));
        clauses
    }

    /// How many of the first words name a theme together, the longest name first, and its other names.
    fn named_theme(&self, words: &[Word]) -> (usize, Vec<Needle>) {
        let closed = words.iter().take_while(|word| word.end != End::Open).count();
        for length in (1..=closed.min(self.lexicon.words_max())).rev() {
            let typed = words[..length].iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" ");
            let without_ending = Needle::exact(&typed).and_then(|typed| typed.name());
            let names = Needle::exact(&typed).into_iter().chain(without_ending);
            let mut forms = names.map(|name| self.lexicon.other_forms(&name, FORMS_MAX));
            if let Some(forms) = forms.find(|forms| !forms.is_empty()) {
                return (length, forms);
            }
        }
        let alone = words[..closed]
            .first()
            .and_then(|word| word.needles.first()?.single_word().filter(|_| word.needles.len() == 1));
        (1, alone.map(|word| self.sounding_themes(word)).unwrap_or_default())
    }

    /// The names of themes that sound as a word is spelt.
    fn sounding_themes(&self, word: &str) -> Vec<Needle> {
        let names = self.lexicon.sounding(word, FORMS_MAX);
        // What may be first letters may be syllables.
        if names.is_empty() || spelt(self.searcher, self.fields.text, word).syllables { names } else { Vec::new() }
    }

    fn any_form(&mut self, own: Vec<Clause>, forms: Vec<Needle>) -> Box<dyn Query> {
        let mut any: Vec<Box<dyn Query>> = vec![Box::new(BooleanQuery::new(own))];
        for needle in forms {
            any.push(Box::new(BoostQuery::new(self.look(written(needle)), OTHER_FORM_WEIGHT)));
        }
        Box::new(BooleanQuery::union(any))
    }

    /// Neighbours of the query that are neighbours in the text rank higher.
    fn adjacent(&self, words: &[Word]) -> Vec<Clause> {
        let needles: Vec<&Needle> = words.iter().flat_map(|word| &word.needles).collect();
        if needles.len() > ADJACENT_WORDS_MAX {
            return Vec::new();
        }
        let worth = |pair: &&[&Needle]| !pair.iter().all(|needle| self.is_common(needle));
        let pairs = needles.windows(2).filter(worth).map(|pair| cover(&pair[0].followed_by(pair[1])));
        let found = |terms: Vec<_>| BoostQuery::new(phrase(self.fields.text, &terms), ADJACENT_WEIGHT);
        pairs.map(|terms| (Occur::Should, Box::new(found(terms)) as Box<dyn Query>)).collect()
    }

    /// A needle anywhere in the text of an item, and better in its title.
    fn clauses(&mut self, looked: Looked) -> Vec<Clause> {
        let (mut text, mut beside) = self.text_clause(&looked);
        if let Some(heard) = self.heard(&looked) {
            text = Box::new(BooleanQuery::union(vec![text, heard]));
        }
        let title = self.look_in(self.fields.title, &Looked { is_prefix: false, ..looked.clone() });
        for looked in if looked.is_near { looked_near(&looked) } else { vec![looked] } {
            if !self.looked.contains(&looked) {
                self.looked.push(looked);
            }
        }
        beside.push(Box::new(BoostQuery::new(title, TITLE_WEIGHT)));
        std::iter::once((Occur::Must, text)).chain(beside.into_iter().map(|query| (Occur::Should, query))).collect()
    }

    /// What finds a needle in the text, and what tells its finds apart: whatever has a word has its stem, so that the stem
    /// alone finds all.
    fn text_clause(&mut self, looked: &Looked) -> (Box<dyn Query>, Vec<Box<dyn Query>>) {
        let field = self.fields.text;
        let Looked { needle, is_prefix, with_stem, is_near } = looked;
        let Some(word) = needle.single_word().filter(|_| *with_stem && !is_near) else {
            let terms = cover(needle);
            let beside = if goes_on(looked) && terms.len() > 1 { vec![phrase(field, &terms)] } else { Vec::new() };
            return (self.look_in(field, looked), beside);
        };
        let mut forms = forms_of(field, word, !self.is_common(needle));
        if *is_prefix {
            let of_stem = stem_term(word).map(|stem| Term::from_field_text(field, &stem));
            return (self.beginning(field, word, of_stem.into_iter().collect()), forms);
        }
        (forms.pop().unwrap_or_else(|| Box::new(EmptyQuery)), forms)
    }

    /// The terms of a needle at their distances. Where a pair across two of them is far rarer, it finds the candidates:
    /// `交期拉长` is looked for where `期拉` stands.
    fn phrase(&self, field: Field, needle: &Needle, terms: &[(usize, String)]) -> Box<dyn Query> {
        let with = |text: &str| self.searcher.doc_freq(&Term::from_field_text(field, text)).unwrap_or(u64::MAX);
        let rarest_pair = across(needle, terms).map(|pair| (with(&pair), pair)).min();
        if terms.len() < 2 && rarest_pair.is_none() {
            return phrase(field, terms);
        }
        let least = terms.iter().map(|(_, text)| with(text)).min().unwrap_or(u64::MAX);
        match rarest_pair {
            Some((few, pair)) if least >= few.saturating_mul(FAR_RARER) => {
                let whole = phrase(field, terms);
                Box::new(BooleanQuery::intersection(vec![whole, without_score(term(field, &pair))]))
            }
            _ if terms.len() > 1 && least.saturating_mul(MANY_SHARE) > self.searcher.num_docs() => {
                Box::new(CommonPhrase::new(field, terms, self.deadline.clone()))
            }
            _ => phrase(field, terms),
        }
    }

    /// Finds every word that begins so, and terms beside them.
    fn beginning(&self, field: Field, prefix: &str, beside: Vec<Term>) -> Box<dyn Query> {
        let (prefix, deadline) = (prefix.to_owned(), self.deadline.clone());
        Box::new(Beginning { field, prefix, beside, score: CONTINUED_SCORE, deadline })
    }

    /// Finds titles and people that sound as a bare word is spelt.
    fn heard(&self, looked: &Looked) -> Option<Box<dyn Query>> {
        let word = looked.needle.single_word().filter(|_| looked.with_stem)?;
        heard(self.fields.sounds, word, spelt(self.searcher, self.fields.text, word))
    }

    /// Whether nearly every text has it, so that it tells texts apart by little and costs much.
    pub(super) fn is_common(&self, needle: &Needle) -> bool {
        let terms = terms_in_text(self.fields, needle);
        terms.iter().all(|(_, term)| self.searcher.doc_freq(term).unwrap_or(0) > COMMON_DOCS)
    }

    /// Whether few texts have it.
    pub(super) fn is_rare(&self, needle: &Needle) -> bool {
        let few = (self.searcher.num_docs() / RARE_SHARE).max(RARE_DOCS_MIN);
        self.documents_with(needle) <= few
    }

    /// The most texts that may have it: those with its rarest term.
    pub(super) fn documents_with(&self, needle: &Needle) -> u64 {
        let terms = terms_in_text(self.fields, needle);
        terms.iter().map(|(_, term)| self.searcher.doc_freq(term).unwrap_or(u64::MAX)).min().unwrap_or(0)
    }

    pub(super) fn look(&mut self, looked: Looked) -> Box<dyn Query> {
        Box::new(BooleanQuery::new(self.clauses(looked)))
    }

    pub(super) fn look_in(&self, field: Field, looked: &Looked) -> Box<dyn Query> {
        let Looked { needle, is_prefix: _, with_stem, is_near } = looked;
        if let Some(found) = is_near.then(|| near(self.searcher, field, needle, self.deadline)).flatten() {
            return found;
        }
        if let Some(han) = needle.single_han().filter(|_| field == self.fields.text) {
            return term(self.fields.characters, han);
        }
        let terms = cover(needle);
        let goes_on = goes_on(looked);
        if goes_on && terms.len() > 1 {
            let score = CONTINUED_SCORE * terms.len() as f32;
            return Box::new(ContinuedPhrase::new(field, &terms, score, self.deadline.clone()));
        }
        let mut any = match needle.single_word().filter(|_| *with_stem) {
            Some(word) => forms_of(field, word, !self.is_common(needle)),
            None => vec![self.phrase(field, needle, &terms)],
        };
        if let Some((_, last)) = terms.last().filter(|_| goes_on) {
            any.push(self.beginning(field, last, Vec::new()));
        }
        if any.len() == 1 { any.remove(0) } else { Box::new(BooleanQuery::union(any)) }
    }

    /// Finds the item whose title is the query, when the query is but words.
    fn whole_title(&self, parts: &[Node]) -> Option<Extra> {
        let typed = match parts {
            [Node::Words(words)] => words.iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" "),
            _ => return None,
        };
        let term = Term::from_field_u64(self.fields.whole_title, title_digest(&Needle::exact(&typed)?));
        let title = TermQuery::new(term, IndexRecordOption::Basic);
        let title = ConstScoreQuery::new(Box::new(title), WHOLE_TITLE_SCORE);
        Some(Extra::fixed(Box::new(title), WHOLE_TITLE_SCORE))
    }
}

pub(super) fn looked_of(word: &Word) -> impl Iterator<Item = Looked> + '_ {
    let last = word.needles.len().saturating_sub(1);
    word.needles.iter().enumerate().map(move |(index, needle)| {
        let is_last = index == last;
        Looked {
            needle: needle.clone(),
            is_prefix: is_last && matches!(word.end, End::Typed | End::Open),
            with_stem: word.end != End::Near && !(is_last && word.end == End::Open),
            is_near: word.end == End::Near,
        }
    })
}

/// Whether the last atom of what is looked for may go on: a Han character is one by itself.
fn goes_on(looked: &Looked) -> bool {
    let last = looked.needle.pieces().last();
    looked.is_prefix && last.is_some_and(|last| matches!(last.class, Class::Letter | Class::Digit))
}

/// Looked for exactly as written.
pub(super) fn written(needle: Needle) -> Looked {
    Looked { needle, is_prefix: false, with_stem: false, is_near: false }
}
