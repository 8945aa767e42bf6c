//! Which documents of a segment were found.

use tantivy::DocId;

const BITS: u32 = u64::BITS;
/// Documents that are given at once.
const PORTION: usize = 512;

/// A set of documents, a bit each.
pub(crate) struct Met {
    bits: Vec<u64>,
    /// Documents of the segment.
    docs: DocId,
    count: u32,
}

impl Met {
    /// None of so many documents.
    pub(crate) fn none_of(docs: DocId) -> Self {
        Self { bits: vec![0; docs.div_ceil(BITS) as usize], docs, count: 0 }
    }

    /// Adds a document that is not in it.
    pub(crate) fn add(&mut self, doc: DocId) {
        if let Some(word) = self.bits.get_mut((doc / BITS) as usize) {
            *word |= 1 << (doc % BITS);
            self.count += 1;
        }
    }

    /// How many were added.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Whether it holds more than half of the documents.
    pub(crate) fn is_most(&self) -> bool {
        self.count > self.docs / 2
    }

    /// Gives those in it, in order.
    pub(crate) fn each(&self, take: impl FnMut(&[DocId])) {
        give(self.bits.iter().copied(), take);
    }

    /// Gives those that are not in it, in order.
    pub(crate) fn each_other(&self, take: impl FnMut(&[DocId])) {
        let last = self.docs % BITS;
        let unused = if last == 0 { 0 } else { u64::MAX << last };
        let end = self.bits.len().saturating_sub(1);
        let others = self.bits.iter().enumerate().map(|(at, word)| !(word | if at == end { unused } else { 0 }));
        give(others, take);
    }
}

fn give(words: impl Iterator<Item = u64>, mut take: impl FnMut(&[DocId])) {
    let mut portion = Vec::with_capacity(PORTION + BITS as usize);
    for (first, mut word) in (0..).step_by(BITS as usize).zip(words) {
        while word != 0 {
            portion.push(first + word.trailing_zeros());
            word &= word - 1;
        }
        if portion.len() >= PORTION {
            take(&portion);
            portion.clear();
        }
    }
    take(&portion);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_in_it_and_the_others_are_all() {
        for docs in [0, 1, 63, 64, 65, 128, 3_000] {
            let mut met = Met::none_of(docs);
            (0..docs).filter(|doc| doc % 3 != 0).for_each(|doc| met.add(doc));
            let (mut those, mut others) = (Vec::new(), Vec::new());
            met.each(|docs| those.extend_from_slice(docs));
            met.each_other(|docs| others.extend_from_slice(docs));
            assert_eq!(those, (0..docs).filter(|doc| doc % 3 != 0).collect::<Vec<_>>());
            assert_eq!(others, (0..docs).filter(|doc| doc % 3 == 0).collect::<Vec<_>>());
            assert_eq!(met.count() as usize, those.len());
        }
    }
}
