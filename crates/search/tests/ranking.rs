//! What stands above what.

use search::{Answer, Request};

use crate::desk::{DAY, Desk, NOW, article, quote, request};

fn order(desk: &Desk, query: &str) -> Vec<model::Id> {
    desk.find(query).hits.iter().map(|hit| hit.id).collect()
}

#[test]
fn a_title_stands_above_a_body_and_an_exact_title_above_all() {
    let filler = "这里讨论市场、价格与供给，也讨论别的话题。".repeat(5);
    let body = article("市场周报特刊：供给与价格走势", &format!("{filler}良率{filler}"));
    let title = article("良率改善之后的价格走势与供给", &filler);
    let exact = article("良率", &filler);
    let ids = [exact.id, title.id, body.id];
    let others = (0..20).map(|number| article(&format!("市场周报第{number}期：供给与价格走势"), &filler));
    let desk = Desk::with(others.chain([body, title, exact]).collect());
    assert_eq!(order(&desk, "良率"), ids);
}

#[test]
fn words_side_by_side_stand_above_words_apart() {
    let apart = article(
        "a",
        "memory makers said that the price of bandwidth in the market for chips fell while high demand held",
    );
    let together = article(
        "b",
        "makers said that the price of chips in the market fell while demand for high bandwidth memory held",
    );
    let ids = [together.id, apart.id];
    let desk = Desk::with(vec![apart, together]);
    assert_eq!(order(&desk, "high bandwidth memory"), ids);
}

#[test]
fn a_quote_stands_above_an_article_and_the_newer_above_the_older() {
    let said = quote("产能明年翻倍", "");
    let new = article("", "产能明年翻倍");
    let mut old = article("", "产能明年翻倍");
    old.published_at = Some(NOW - 2_000 * DAY);
    let ids = [said.id, new.id, old.id];
    let desk = Desk::with(vec![old, new, said]);
    assert_eq!(order(&desk, "产能"), ids);
}

#[test]
fn when_too_little_has_all_the_words_most_of_them_follow_marked() {
    let all = article("a", "台积电的先进封装产能在第三季扩张");
    let most = article("b", "先进封装产能吃紧");
    let none = article("c", "天气很好");
    let ids = [all.id, most.id, none.id];
    let desk = Desk::with(vec![most, all, none]);
    let answer = desk.find("台积电 先进封装 产能");
    assert!(answer.relaxed);
    assert_eq!(answer.total, 2);
    assert_eq!(
        answer.hits.iter().map(|hit| (hit.id, hit.partial)).collect::<Vec<_>>(),
        [(ids[0], false), (ids[1], true)]
    );
    let question = desk.find("台积电的先进封装产能什么时候扩张？");
    assert_eq!(question.hits[0].id, ids[0]);
    assert!(question.hits[0].partial);
    let second = desk.ask(&Request { limit: 1, offset: 1, ..request("台积电 先进封装 产能") });
    assert_eq!(second.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [ids[1]]);
    let enough = desk.find("先进封装产能");
    assert_eq!((enough.total, enough.hits[0].partial), (2, false));
}

#[test]
fn what_is_quoted_holds_also_where_words_may_be_missing() {
    let quoted = article("a", "lead times for HBM rose");
    let loose = article("b", "time to lead: HBM shipments");
    let ids = [quoted.id];
    let desk = Desk::with(vec![quoted, loose]);
    let found = |query: &str| desk.find(query).hits.iter().map(|hit| (hit.id, hit.partial)).collect::<Vec<_>>();
    assert_eq!(found("\"lead times\""), [(ids[0], false)]);
    assert_eq!(found("\"lead times\" HBM 良率 shipments"), []);
    assert_eq!(found("\"lead times\" HBM 良率"), [(ids[0], true)]);
}

#[test]
fn what_has_less_than_half_of_the_words_does_not_follow() {
    let one = article("a", "皇后");
    let two = article("b", "海力士与皇后");
    let ids = [two.id];
    let desk = Desk::with(vec![one, two, article("c", "25 C, 5 W")]);
    let found = |query: &str| desk.find(query).hits.iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(found("Москва Samsung 海力士 皇后 股价"), ids);
    assert_eq!(found("±0.5"), []);
    assert_eq!(found("85°C"), []);
}

#[test]
fn a_hit_with_every_word_is_marked_by_nothing_else() {
    let whole = article("a", "10-20亿，每年 10 家，共 3 亿");
    let ids = [whole.id];
    let desk = Desk::with(vec![whole, article("b", "3亿")]);
    let answer = desk.find("10-20亿");
    assert_eq!(answer.hits.iter().filter(|hit| !hit.partial).map(|hit| hit.id).collect::<Vec<_>>(), ids);
    let hit = answer.hits.iter().find(|hit| !hit.partial).unwrap();
    assert_eq!(answer.matchers.of(hit).highlights("10-20亿，每年 10 家，共 3 亿"), [(0, 6)]);
}

#[test]
fn the_best_are_the_same_however_many_are_asked_for() {
    let words = ["HBM", "良率", "shipments", "shipment", "产能", "CoWoS-L", "yield", "yields", "三星", "的"];
    let text = |seed: usize, length: usize| {
        (0..length).map(|at| words[(seed * 7 + at * at * 3 + at * seed) % words.len()]).collect::<Vec<_>>().join(" ")
    };
    let documents = (0..600).map(|seed| article(&text(seed * 13 + 5, seed % 4), &text(seed, 3 + seed % 40)));
    let desk = Desk::with(documents.collect());
    for query in
        ["HBM", "良率", "shipments", "yield 良率", "CoWoS-L 三星", "产能 HBM shipments", "\"三星\" 的", "良率 的 HBM"]
    {
        for typing in [false, true] {
            let all = desk.ask(&Request { typing, ..request(query) });
            let best = desk.ask(&Request { typing, limit: 5, ..request(query) });
            let scores = |answer: &Answer| answer.hits.iter().take(5).map(|hit| hit.score).collect::<Vec<_>>();
            assert!(all.total > 20, "{query}: {}", all.total);
            assert_eq!((scores(&best), best.total), (scores(&all), all.total), "{query}");
        }
    }
}
