#![no_main]

use std::{path::PathBuf, sync::LazyLock};

use model::Id;
use search::{Filters, Index, Lexicon, RebuildStart, Request, Sort, Watermark, unfinished};

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let folder: PathBuf = tempfile::tempdir().unwrap().keep();
    let (index, library) = (Index::open(&folder).unwrap(), Id::new());
    let rebuild = index.rebuild(library, 1, RebuildStart::Resume).unwrap();
    rebuild.finish(&Watermark::at(library, 0, 0, 1), 0).unwrap();
    index
});

// No query is an error.
libfuzzer_sys::fuzz_target!(|query: &str| {
    for cursor in [0, 1, query.chars().count() / 2, query.chars().count()] {
        let _ = unfinished(query, u32::try_from(cursor).unwrap_or(u32::MAX));
    }
    let request = Request {
        query: query.to_owned(),
        filters: Filters::default(),
        sort: Sort::Relevance,
        limit: 20,
        offset: 0,
        typing: true,
        now: 1_793_491_200_000,
    };
    INDEX.search(&request, &Lexicon::default()).unwrap();
});
