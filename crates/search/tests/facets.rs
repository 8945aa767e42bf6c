//! Counts beside the hits.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use model::{Id, ItemKind};
use search::{Change, Document};

use crate::desk::{Desk, article, quote};

#[test]
fn facets_count_all_hits_over_all_segments() {
    let (red, blue) = (Id::new(), Id::new());
    let mut documents = Vec::new();
    for number in 0_i64..40 {
        let mut text = article("x", if number % 2 == 0 { "HBM" } else { "ASIC" });
        text.site = Some(if number < 30 { "甲报" } else { "乙刊" }.to_owned());
        text.themes = if number % 4 == 0 { vec![red, blue] } else { vec![red] };
        text.author = (number < 4).then(|| "顾小舟、李明".to_owned());
        text.dated = (number != 39).then(|| Date::constant(2026, 1, 1).saturating_add(number.days()));
        documents.push(text);
    }
    let desk = Desk::with(documents);
    desk.change((0..3).map(|_| crate::desk::put(quote("HBM", "某人"))).collect(), 50);
    let all = desk.ask(&search::Request { limit: 1, ..crate::desk::request("") }).facets;
    assert_eq!(all.kinds, [(ItemKind::Article, 40), (ItemKind::Quote, 3)]);
    assert_eq!(all.themes, [(red, 40), (blue, 10)]);
    assert_eq!(all.sites, [("甲报".to_owned(), 30), ("乙刊".to_owned(), 10)]);
    let people = [("某人".to_owned(), 3), ("李明".to_owned(), 4), ("顾小舟".to_owned(), 4)];
    assert_eq!(all.people.iter().cloned().collect::<BTreeMap<_, _>>(), BTreeMap::from(people));
    let months = [("2026-10".to_owned(), 3), ("2026-02".to_owned(), 8), ("2026-01".to_owned(), 31)];
    assert_eq!(all.months, months);
    let some = desk.find("HBM").facets;
    assert_eq!(some.kinds, [(ItemKind::Article, 20), (ItemKind::Quote, 3)]);
    assert_eq!(some.themes, [(red, 20), (blue, 10)]);
}

#[test]
fn counts_are_the_same_whether_most_is_found_or_little_and_whether_something_was_deleted() {
    let mut documents: Vec<Document> = (0..3_000).map(|number| article("x", &format!("良率 {number}"))).collect();
    for (number, document) in documents.iter_mut().enumerate() {
        document.site = Some(format!("site {}", number % 7));
        document.body += if number % 10 < 7 { " HBM" } else { " ASIC" };
    }
    let gone: Vec<Id> = documents.iter().step_by(50).map(|document| document.id).collect();
    let held = documents.clone();
    let counted = |word: &str, gone: &[Id]| {
        let mut sites: BTreeMap<String, u64> = BTreeMap::new();
        for document in held.iter().filter(|document| document.body.contains(word) && !gone.contains(&document.id)) {
            *sites.entry(document.site.clone().unwrap()).or_default() += 1;
        }
        sites
    };
    let desk = Desk::with(documents);
    let check = |gone: &[Id]| {
        for word in ["良率", "HBM", "ASIC"] {
            let facets = desk.find(word).facets;
            assert_eq!(facets.sites.into_iter().collect::<BTreeMap<_, _>>(), counted(word, gone), "{word}");
        }
    };
    check(&[]);
    desk.change(gone.iter().copied().map(Change::Remove).collect(), 4_000);
    check(&gone);
}
