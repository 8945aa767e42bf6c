//! A small index to search in, and documents for it.

use jiff::civil::Date;
use model::{Id, ItemKind};
use search::{
    Answer, Change, Document, Effort, Filters, Has, Index, Lexicon, RebuildStart, Request, Sort, State, Watermark,
};
use tempfile::TempDir;

/// 2026-11-01, milliseconds since 1970.
pub(crate) const NOW: i64 = 1_793_491_200_000;
pub(crate) const DAY: i64 = 86_400_000;

pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) index: Index,
    pub(crate) library: Id,
    pub(crate) lexicon: Lexicon,
}

impl Desk {
    /// A new index with these documents.
    pub(crate) fn with(documents: Vec<Document>) -> Self {
        let folder = TempDir::new().unwrap();
        let index = Index::open(folder.path()).unwrap();
        assert_eq!(index.state(), State::Missing);
        let desk = Self { folder, index, library: Id::new(), lexicon: Lexicon::default() };
        desk.rebuild(documents);
        desk
    }

    pub(crate) fn rebuild(&self, documents: Vec<Document>) {
        let count = documents.len() as u64;
        let mut rebuild = self.index.rebuild(self.library, 1, RebuildStart::Resume).unwrap();
        for document in documents {
            rebuild.apply(put(document)).unwrap();
        }
        rebuild.finish(&self.mark(count), count).unwrap();
        assert_eq!(self.index.state(), State::Ready);
    }

    pub(crate) fn change(&self, changes: Vec<Change>, seq: u64) {
        let mut pass = self.index.pass(Effort::Short).unwrap();
        changes.into_iter().for_each(|change| pass.apply(change).unwrap());
        pass.commit(&self.mark(seq)).unwrap();
        pass.finish().unwrap();
    }

    pub(crate) fn mark(&self, seq: u64) -> Watermark {
        Watermark::at(self.library, seq, seq * 7, 1)
    }

    pub(crate) fn ask(&self, request: &Request) -> Answer {
        self.index.search(request, &self.lexicon).unwrap()
    }

    pub(crate) fn find(&self, query: &str) -> Answer {
        self.ask(&request(query))
    }

    /// The ids of the hits that match wholly, in order of ids.
    pub(crate) fn ids(&self, query: &str) -> Vec<Id> {
        ids(&self.find(query))
    }
}

pub(crate) fn ids(answer: &Answer) -> Vec<Id> {
    let mut ids: Vec<Id> = answer.hits.iter().filter(|hit| !hit.partial).map(|hit| hit.id).collect();
    ids.sort_unstable();
    ids
}

pub(crate) fn request(query: &str) -> Request {
    Request {
        query: query.to_owned(),
        filters: Filters::default(),
        sort: Sort::Relevance,
        limit: 1_000,
        offset: 0,
        typing: false,
        now: NOW,
    }
}

pub(crate) fn put(document: Document) -> Change {
    Change::Put(Box::new(document))
}

pub(crate) fn article(title: &str, body: &str) -> Document {
    Document {
        id: Id::new(),
        kind: ItemKind::Article,
        article: None,
        title: title.to_owned(),
        body: body.to_owned(),
        author: None,
        speaker: None,
        site: None,
        urls: Vec::new(),
        lang: None,
        themes: Vec::new(),
        published_at: Some(NOW - 30 * DAY),
        dated: Some(Date::constant(2026, 10, 2)),
        clipped_at: NOW - DAY,
        unread: true,
        starred: false,
        trashed: false,
        has: Has::default(),
    }
}

pub(crate) fn quote(body: &str, speaker: &str) -> Document {
    Document { kind: ItemKind::Quote, article: Some(Id::new()), speaker: Some(speaker.to_owned()), ..article("", body) }
}
