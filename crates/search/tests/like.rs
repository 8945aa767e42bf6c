//! More like this.

use model::{Id, ItemKind};
use search::{Document, Like};

use crate::desk::{Desk, NOW, article, quote};

fn like(desk: &Desk, of: &Document, kinds: Vec<ItemKind>) -> Vec<Id> {
    let text = format!("{}\n{}", of.title, of.body);
    let of = of.article.unwrap_or(of.id);
    let asked = Like { text, of, kinds, limit: 5, offset: 0, now: NOW };
    desk.index.like(&asked).unwrap().hits.iter().map(|hit| hit.id).collect()
}

#[test]
fn what_shares_the_telling_words_is_found_and_nothing_of_the_item_itself() {
    let first = article("HBM4 扩产", "海力士的混合键合良率爬坡，测试机台交期四十周，hybrid bonding yields improve");
    let second = article("键合设备", "混合键合良率决定测试机台的需求，hybrid bonding tools, yield");
    let other = article("天气", "周末有雨，气温下降，适合读书");
    let another = article("足球", "主队在加时赛进球，球迷很高兴");
    let own = Document { article: Some(first.id), ..quote("混合键合良率爬坡", "主管") };
    let foreign = quote("测试机台交期与混合键合", "某人");
    let gone = Document { trashed: true, ..article("混合键合", "混合键合良率 测试机台") };
    let desk = Desk::with([&first, &second, &other, &another, &own, &foreign, &gone].map(Clone::clone).to_vec());
    let found = like(&desk, &first, Vec::new());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.contains(&second.id) && found.contains(&foreign.id));
    assert_eq!(like(&desk, &first, vec![ItemKind::Article]), [second.id]);
    assert_eq!(like(&desk, &own, vec![ItemKind::Quote]), [foreign.id]);
    assert!(like(&desk, &other, Vec::new()).is_empty(), "one shared word is chance");
    let empty = Like { text: String::new(), of: first.id, kinds: Vec::new(), limit: 5, offset: 0, now: NOW };
    assert!(desk.index.like(&empty).unwrap().hits.is_empty());
}
