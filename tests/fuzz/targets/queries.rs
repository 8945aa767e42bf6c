#![no_main]

use std::sync::LazyLock;

use model::{Id, ItemKind};
use search::{
    Change, Document, Filters, Has, Index, Lexicon, LexiconTheme, RebuildStart, Request, Sort, Watermark, unfinished,
};

/// Texts of every kind that the language looks for, so that what is typed walks through the index, too.
const TEXTS: [(&str, &str); 3] = [
    ("台积电 CoWoS-L 产能", "HBM良率升至 50-60%，MI300X 与 H100；29亿美元（Q3'24）"),
    ("Lead times", "the supplier raised its guidance; shipments of servers were delayed"),
    ("", "高頻寬記憶體漲價，メモリ 반도체 Café 2330.TW $124bn"),
];

static DESK: LazyLock<(Index, Lexicon)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap().keep();
    let (index, library, theme) = (Index::open(&folder).unwrap(), Id::new(), Id::new());
    let mut rebuild = index.rebuild(library, 1, RebuildStart::Resume).unwrap();
    for (title, body) in TEXTS {
        rebuild.apply(Change::Put(Box::new(article(title, body, theme)))).unwrap();
    }
    let count = TEXTS.len() as u64;
    rebuild.finish(&Watermark::at(library, count, 1, 1), count).unwrap();
    let forms = vec!["HBM".to_owned(), "高带宽内存".to_owned()];
    (index, Lexicon::new(vec![LexiconTheme { id: theme, parent: None, forms }]))
});

fn article(title: &str, body: &str, theme: Id) -> Document {
    Document {
        id: Id::new(),
        kind: ItemKind::Article,
        article: None,
        title: title.to_owned(),
        body: body.to_owned(),
        author: Some("顾小舟".to_owned()),
        speaker: None,
        site: Some("样张".to_owned()),
        url: Some("https://example.org/a".to_owned()),
        lang: Some("zh".to_owned()),
        themes: vec![theme],
        published_at: Some(1_793_000_000_000),
        dated: None,
        clipped_at: 1_793_000_000_000,
        unread: true,
        starred: false,
        trashed: false,
        has: Has::default(),
    }
}

// No query is an error, and whatever is marked lies within its text.
libfuzzer_sys::fuzz_target!(|query: &str| {
    for cursor in [0, 1, query.chars().count() / 2, query.chars().count()] {
        let _ = unfinished(query, u32::try_from(cursor).unwrap_or(u32::MAX));
    }
    let (index, lexicon) = &*DESK;
    let request = Request {
        query: query.to_owned(),
        filters: Filters::default(),
        sort: Sort::Relevance,
        limit: 20,
        offset: 0,
        typing: true,
        now: 1_793_491_200_000,
    };
    let answer = index.search(&request, lexicon).unwrap();
    for text in TEXTS.iter().flat_map(|(title, body)| [*title, *body]).chain([query]) {
        let snippet = answer.matcher.snippet(text, 30);
        let length = u32::try_from(snippet.text.chars().count()).unwrap();
        assert!(snippet.highlights.iter().all(|(start, end)| start < end && *end <= length));
    }
});
