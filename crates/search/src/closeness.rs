//! The order of what has some of the words: by what each word tells, how near together they stand, and how early.
//!
//! The best candidates of a cheap first order are looked at again, with the positions that the index keeps. What was
//! tried beside it on judged questions and brought nothing: rarer terms counted more than by their BM25, pairs at
//! their exact distance, the share of the words found, dictionary words, figures near questions for a number.
//!
//! **Invariant:** nothing is found or lost here, only put in order.

use tantivy::{
    DocId, Searcher, SegmentReader, TERMINATED, TantivyError, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings},
    schema::IndexRecordOption,
};

use crate::{
    collect::Candidate,
    docs::at_or_after,
    query::{Part, terms_in_text},
    schema::Fields,
    threads,
};

/// Hits that are looked at again; the right answer is nearly always among them, and more would take longer.
pub(crate) const CANDIDATES: usize = 100;

/// Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); the usual values did best.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// A passage of this many positions: 30 Han characters, 20 English words, about a sentence (of 20 to 240 the best).
const PASSAGE: u32 = 60;
/// How much the words in the best passage count once more (1 to 1.5 differ by 0.001 on judged questions).
const PASSAGE_WEIGHT: f32 = 1.2;
/// A title and the opening of a text: 40 Han characters.
const OPENING: u32 = 80;
const OPENING_WEIGHT: f32 = 0.25;
/// The earlier a word first stands the better; a third is left of it here.
const EARLY: f32 = 60.0;
const EARLY_WEIGHT: f32 = 0.25;
/// The very word beside its stem, or a number.
const EXACT_WEIGHT: f32 = 0.2;

/// Puts candidates in order; `parts` are those of the query.
pub(crate) fn order(
    searcher: &Searcher,
    fields: Fields,
    parts: &[Part],
    candidates: &mut [Candidate],
) -> tantivy::Result<()> {
    let collection = Collection::of(searcher, fields)?;
    let sought = parts.iter().map(|part| Sought::new(&collection, part)).collect::<tantivy::Result<Vec<_>>>()?;
    candidates.sort_unstable_by_key(|candidate| candidate.place);
    let groups = candidates.chunk_by_mut(|one, next| one.place.segment_ord == next.place.segment_ord).collect();
    let weigh = |group: &mut [Candidate]| {
        let segment = searcher.segment_reader(group[0].place.segment_ord);
        let scores = Segment::open(&collection, segment)?.scores(&sought, group)?;
        group.iter_mut().zip(scores).for_each(|(candidate, score)| candidate.hit.score = score * candidate.worth);
        Ok(())
    };
    threads::map(searcher.num_docs(), groups, weigh)?;
    candidates.sort_unstable_by(|a, b| b.hit.score.total_cmp(&a.hit.score).then(a.hit.id.cmp(&b.hit.id)));
    Ok(())
}

/// What is the same for all texts.
struct Collection<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    texts: f32,
    tokens_of_a_text: f32,
}

impl<'a> Collection<'a> {
    fn of(searcher: &'a Searcher, fields: Fields) -> tantivy::Result<Self> {
        let (mut texts, mut tokens) = (0_u64, 0_u64);
        for segment in searcher.segment_readers() {
            texts += u64::from(segment.max_doc());
            tokens += segment.inverted_index(fields.text)?.total_num_tokens();
        }
        let texts = texts.max(1) as f32;
        Ok(Self { searcher, fields, texts, tokens_of_a_text: (tokens as f32 / texts).max(1.0) })
    }

    fn term(&self, text: &str) -> Term {
        Term::from_field_text(self.fields.text, text)
    }

    /// How rare a term is (inverse document frequency of BM25).
    fn rarity(&self, term: &Term) -> tantivy::Result<f32> {
        let with = self.searcher.doc_freq(term)? as f32;
        Ok((1.0 + (self.texts - with + 0.5) / (with + 0.5)).ln())
    }
}

/// A part of the query, with the terms it stands as.
struct Sought {
    /// Terms at their distances.
    terms: Vec<(u32, Term)>,
    value: f32,
    /// The word itself where the terms are its stem.
    itself: Option<(Term, f32)>,
    /// Of a Han character alone: where it stands at the border of a run. The index keeps no other places of it.
    at_borders: Option<Term>,
}

impl Sought {
    fn new(collection: &Collection<'_>, part: &Part) -> tantivy::Result<Self> {
        let needle = &part.looked.needle;
        let word = needle.single_word();
        let stem = word.and_then(crate::analysis::stem_term);
        let terms = match stem {
            Some(stem) => vec![(0, collection.term(&stem))],
            None => terms_in_text(collection.fields, needle),
        };
        let place = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let terms: Vec<(u32, Term)> = terms.into_iter().map(|(offset, term)| (place(offset), term)).collect();
        let mut rarity = 0.0_f32;
        for (_, term) in &terms {
            rarity = rarity.max(collection.rarity(term)?);
        }
        let itself = match word {
            Some(word) => {
                let term = collection.term(word);
                let value = EXACT_WEIGHT * part.weight * collection.rarity(&term)?;
                Some((term, value))
            }
            None => None,
        };
        let at_borders = needle.single_han().map(|han| collection.term(han));
        Ok(Self { terms, value: part.weight * rarity, itself, at_borders })
    }
}

/// What is read of one segment.
struct Segment<'a> {
    collection: &'a Collection<'a>,
    segment: &'a SegmentReader,
    lengths: FieldNormReader,
}

/// What was seen of one candidate.
#[derive(Clone, Default)]
struct Seen {
    words: f32,
    /// Where the parts stand: position and part.
    places: Vec<(u32, usize)>,
}

impl<'a> Segment<'a> {
    fn open(collection: &'a Collection<'a>, segment: &'a SegmentReader) -> tantivy::Result<Self> {
        Ok(Self { collection, segment, lengths: segment.get_fieldnorms_reader(collection.fields.text)? })
    }

    /// The scores of candidates of this segment, which are in the order of its documents.
    fn scores(&self, sought: &[Sought], candidates: &[Candidate]) -> tantivy::Result<Vec<f32>> {
        let mut seen = vec![Seen::default(); candidates.len()];
        for (number, part) in sought.iter().enumerate() {
            self.look(part, number, candidates, &mut seen)?;
        }
        let values: Vec<f32> = sought.iter().map(|part| part.value).collect();
        Ok(seen.into_iter().map(|seen| seen.score(&values)).collect())
    }

    fn look(&self, part: &Sought, number: usize, candidates: &[Candidate], seen: &mut [Seen]) -> tantivy::Result<()> {
        let alone = |term: &Term| Phrase::open(self.segment, &[(0, term.clone())]);
        let mut phrase = Phrase::open(self.segment, &part.terms)?;
        let mut at_borders = part.at_borders.as_ref().map(alone).transpose()?;
        let itself = part.itself.as_ref().map(|(term, value)| Ok::<_, TantivyError>((alone(term)?, *value)));
        let mut itself = itself.transpose()?;
        let mut positions = Vec::new();
        for (candidate, seen) in candidates.iter().zip(seen) {
            let doc = candidate.place.doc_id;
            let times = phrase.stands(doc, &mut positions);
            seen.words += part.value * self.saturated(doc, times);
            if let Some(at_borders) = &mut at_borders {
                at_borders.stands(doc, &mut positions);
            }
            seen.places.extend(positions.iter().map(|position| (*position, number)));
            if let Some((itself, value)) = &mut itself {
                let times = itself.stands(doc, &mut positions);
                seen.words += *value * self.saturated(doc, times);
            }
        }
        Ok(())
    }

    /// The share of BM25 that depends on the text.
    fn saturated(&self, doc: DocId, times: usize) -> f32 {
        let length = self.lengths.fieldnorm(doc) as f32 / self.collection.tokens_of_a_text;
        let times = times as f32;
        times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length))
    }
}

impl Seen {
    fn score(mut self, values: &[f32]) -> f32 {
        self.places.sort_unstable();
        let (mut early, mut opening) = (0.0, 0.0);
        let mut met = vec![false; values.len()];
        for (position, part) in &self.places {
            if std::mem::replace(&mut met[*part], true) {
                continue;
            }
            early += values[*part] * (-(*position as f32) / EARLY).exp();
            if *position < OPENING {
                opening += values[*part];
            }
        }
        self.words + PASSAGE_WEIGHT * self.passage(values) + EARLY_WEIGHT * early + OPENING_WEIGHT * opening
    }

    /// What the different parts in the best passage tell.
    fn passage(&self, values: &[f32]) -> f32 {
        let (mut best, mut sum, mut first) = (0.0_f32, 0.0_f32, 0);
        let mut counts = vec![0_u32; values.len()];
        for (position, part) in &self.places {
            counts[*part] += 1;
            if counts[*part] == 1 {
                sum += values[*part];
            }
            while self.places[first].0 + PASSAGE < *position {
                let gone = self.places[first].1;
                counts[gone] -= 1;
                if counts[gone] == 0 {
                    sum -= values[gone];
                }
                first += 1;
            }
            best = best.max(sum);
        }
        best
    }
}

/// Terms at their distances in one segment.
struct Phrase {
    /// None when a term does not occur in the segment.
    terms: Option<Vec<(u32, SegmentPostings)>>,
    more: Vec<u32>,
}

impl Phrase {
    fn open(segment: &SegmentReader, terms: &[(u32, Term)]) -> tantivy::Result<Self> {
        let mut opened = Vec::with_capacity(terms.len());
        for (offset, term) in terms {
            match segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(postings) => opened.push((*offset, postings)),
                None => return Ok(Self { terms: None, more: Vec::new() }),
            }
        }
        Ok(Self { terms: Some(opened), more: Vec::new() })
    }

    /// Writes where the phrase begins in a document, and says how often it stands there: once where the index does not keep
    /// places. Documents are asked for in ascending order.
    fn stands(&mut self, doc: DocId, found: &mut Vec<u32>) -> usize {
        found.clear();
        let Some(terms) = &mut self.terms else { return 0 };
        for (index, (offset, postings)) in terms.iter_mut().enumerate() {
            if at_or_after(postings, doc) != doc || doc == TERMINATED {
                found.clear();
                return 0;
            }
            if index == 0 {
                postings.positions(found);
                if found.is_empty() {
                    return 1;
                }
                continue;
            }
            postings.positions(&mut self.more);
            found.retain(|begin| self.more.binary_search(&(begin + *offset)).is_ok());
        }
        found.len()
    }
}
