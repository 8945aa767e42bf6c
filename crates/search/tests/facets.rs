//! Counts beside the hits.

use model::{Id, ItemKind};

use crate::desk::{Desk, article, quote};

#[test]
fn facets_count_all_hits_over_all_segments() {
    let (red, blue) = (Id::new(), Id::new());
    let mut documents = Vec::new();
    for number in 0_i64..40 {
        let mut text = article("x", if number % 2 == 0 { "HBM" } else { "ASIC" });
        text.site = Some(if number < 30 { "甲报" } else { "乙刊" }.to_owned());
        text.themes = if number % 4 == 0 { vec![red, blue] } else { vec![red] };
        text.published_at = (number != 39).then_some(1_767_225_600_000 + number * 86_400_000);
        documents.push(text);
    }
    let desk = Desk::with(documents);
    desk.change((0..3).map(|_| crate::desk::put(quote("HBM", "某人"))).collect(), 50);
    let all = desk.ask(&search::Request { limit: 1, ..crate::desk::request("") }).facets;
    assert_eq!(all.kinds, [(ItemKind::Article, 40), (ItemKind::Quote, 3)]);
    assert_eq!(all.themes, [(red, 40), (blue, 10)]);
    assert_eq!(all.sites, [("甲报".to_owned(), 30), ("乙刊".to_owned(), 10)]);
    let months = [("2026-10".to_owned(), 3), ("2026-02".to_owned(), 8), ("2026-01".to_owned(), 31)];
    assert_eq!(all.months, months);
    let some = desk.find("HBM").facets;
    assert_eq!(some.kinds, [(ItemKind::Article, 20), (ItemKind::Quote, 3)]);
    assert_eq!(some.themes, [(red, 20), (blue, 10)]);
}
