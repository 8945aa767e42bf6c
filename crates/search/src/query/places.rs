//! Where a term stands, read for many documents at once.
//!
//! Tantivy asks a term for its places document by document, and each time adds up the frequencies before it. Where most
//! documents have the term that is most of the time of a search. Here the places of a block of documents are read together.

use tantivy::{
    DocId, SegmentReader, TERMINATED, Term,
    directory::CompositeFile,
    index::{InvertedIndexReader, SegmentComponent},
    positions::PositionReader,
    postings::{BlockSegmentPostings, TermInfo},
    schema::{Field, IndexRecordOption},
};

/// A document and a position in it as one number, which sorts as both do.
pub(super) type Place = u64;

/// The document of a place.
pub(super) fn doc_of(place: Place) -> DocId {
    DocId::try_from(place >> u32::BITS).unwrap_or(TERMINATED)
}

/// The positions of one field of a segment.
pub(super) struct Positions(CompositeFile, Field);

impl Positions {
    pub(super) fn open(reader: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        Ok(Self(CompositeFile::open(&reader.open_read(SegmentComponent::Positions)?)?, field))
    }

    /// The places of a term, each moved on by a distance; `None` where the segment does not have the term.
    pub(super) fn of(
        &self,
        inverted: &InvertedIndexReader,
        term: &Term,
        distance: u32,
    ) -> tantivy::Result<Option<Places>> {
        let Some(info) = inverted.get_term_info(term)? else { return Ok(None) };
        self.of_info(inverted, &info, distance)
    }

    /// The same of a term that was looked up.
    pub(super) fn of_info(
        &self,
        inverted: &InvertedIndexReader,
        info: &TermInfo,
        distance: u32,
    ) -> tantivy::Result<Option<Places>> {
        let Some(positions) = self.0.open_read(self.1) else { return Ok(None) };
        let postings = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        let positions = PositionReader::open(positions.read_bytes_slice(info.positions_range.clone())?)?;
        let (steps, held) = (Vec::new(), Vec::new());
        Ok(Some(Places { postings, positions, distance, before: 0, at: 0, steps, held, place: 0 }))
    }
}

/// Where one term stands, from a document on.
pub(super) struct Places {
    postings: BlockSegmentPostings,
    positions: PositionReader,
    /// How far each place is moved on.
    distance: u32,
    /// Positions in the blocks before the present one.
    before: u64,
    /// The next document in the block.
    at: usize,
    /// The distances from position to position in the block.
    steps: Vec<u32>,
    /// The places in the block; empty while they were not needed.
    held: Vec<Place>,
    /// The first place of the next document.
    place: usize,
}

impl Places {
    /// The documents that have the term.
    pub(super) fn doc_freq(&self) -> u32 {
        self.postings.doc_freq()
    }

    /// The first document that was not read yet.
    pub(super) fn doc(&self) -> DocId {
        self.postings.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// Leaves out all documents before one.
    pub(super) fn skip_to(&mut self, doc: DocId) {
        while self.postings.docs().last().is_some_and(|last| *last < doc) {
            self.next_block();
        }
        let skipped = self.before_doc(doc);
        self.place += sum(&self.postings.freqs()[self.at..self.at + skipped]);
        self.at += skipped;
    }

    /// Writes the places in the documents before `end`.
    pub(super) fn read(&mut self, end: DocId, places: &mut Vec<Place>) {
        places.clear();
        while self.doc() < end {
            if self.held.is_empty() {
                self.hold();
            }
            let docs = self.before_doc(end);
            let from = self.place;
            self.place += sum(&self.postings.freqs()[self.at..self.at + docs]);
            self.at += docs;
            places.extend_from_slice(&self.held[from..self.place]);
            if self.at == self.postings.docs().len() {
                self.next_block();
            }
        }
    }

    /// Documents of the block that were not read yet and stand before one.
    fn before_doc(&self, end: DocId) -> usize {
        let docs = &self.postings.docs()[self.at..];
        if docs.last().is_some_and(|last| *last < end) { docs.len() } else { docs.partition_point(|doc| *doc < end) }
    }

    fn hold(&mut self) {
        let count = sum(self.postings.freqs());
        self.steps.resize(count, 0);
        self.held.resize(count, 0);
        self.positions.read(self.before, &mut self.steps);
        let mut held = self.held.iter_mut().zip(&self.steps);
        for (doc, times) in self.postings.docs().iter().zip(self.postings.freqs()) {
            let mut place = Place::from(*doc) << u32::BITS | Place::from(self.distance);
            for (held, step) in held.by_ref().take(*times as usize) {
                place += Place::from(*step);
                *held = place;
            }
        }
    }

    fn next_block(&mut self) {
        self.before += sum(self.postings.freqs()) as u64;
        (self.at, self.place) = (0, 0);
        self.held.clear();
        self.postings.advance();
    }
}

fn sum(freqs: &[u32]) -> usize {
    freqs.iter().sum::<u32>() as usize
}

/// Keeps what stands in another list too; both are in order. Without a branch for which of two is the less, since the
/// processor could not foresee it.
pub(super) fn keep_common(places: &mut Vec<Place>, others: &[Place]) {
    let (mut at, mut other_at, mut kept) = (0, 0, 0);
    let all = &mut places[..];
    while at < all.len() && other_at < others.len() {
        let (place, other) = (all[at], others[other_at]);
        all[kept] = place;
        kept += usize::from(place == other);
        at += usize::from(place <= other);
        other_at += usize::from(other <= place);
    }
    places.truncate(kept);
}

/// Each document of places in order, with how many of them are in it.
pub(super) fn documents(places: &[Place], found: &mut Vec<(DocId, u32)>) {
    found.resize(places.len(), (TERMINATED, 0));
    let (mut last, mut times, mut count) = (TERMINATED, 0, 0);
    // Without a branch, as above.
    for place in places {
        let doc = doc_of(*place);
        count += usize::from(doc != last);
        times = if doc == last { times + 1 } else { 1 };
        found[count - 1] = (doc, times);
        last = doc;
    }
    found.truncate(count);
}
