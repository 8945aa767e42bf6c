//! Fields against a plain reading of the documents: whatever is asked, the same items are found.

use jiff::civil::Date;
use model::{Id, ItemKind};
use proptest::{prelude::*, strategy::ValueTree};
use search::{Document, Has};

use crate::desk::{Desk, article};

const SITES: [&str; 3] = ["财联社", "样张观察", "Sample Wire"];
const PEOPLE: [&str; 3] = ["顾小舟", "李明", "Jane Roe"];
const KINDS: [ItemKind; 3] = [ItemKind::Article, ItemKind::Quote, ItemKind::Note];

/// A document whose fields follow from a number, so that every mixture occurs.
fn document(seed: u32) -> Document {
    let pick = |shift: u32| (seed >> shift) as usize % 3;
    let bit = |shift: u32| seed >> shift & 1 == 1;
    let kind = KINDS[pick(0)];
    Document {
        kind,
        article: (kind == ItemKind::Quote).then(Id::new),
        site: (!bit(2)).then(|| SITES[pick(3)].to_owned()),
        author: bit(5).then(|| PEOPLE[pick(6)].to_owned()),
        speaker: bit(8).then(|| PEOPLE[pick(9)].to_owned()),
        lang: Some(if bit(11) { "zh-CN" } else { "en" }.to_owned()),
        dated: bit(12).then(|| Date::constant(2024, 1, 1).saturating_add(jiff::Span::new().days(seed % 700))),
        unread: bit(13),
        starred: bit(14),
        trashed: seed.is_multiple_of(7),
        has: Has { quote: bit(15), note: bit(16), figure: bit(17), picture: bit(18) },
        ..article("题", "良率")
    }
}

/// One condition: as it is typed, and what it means of a document.
type Condition = (String, Box<dyn Fn(&Document) -> bool>);

fn condition(number: u32) -> Condition {
    let (which, value) = (number % 12, number / 12);
    let name = PEOPLE[value as usize % 3];
    let site = SITES[value as usize % 3];
    let day = Date::constant(2024, 1, 1).saturating_add(jiff::Span::new().days(value % 700));
    let kind = KINDS[value as usize % 3];
    match which {
        0 => (format!("site:=\"{site}\""), Box::new(move |d| d.site.as_deref() == Some(site))),
        1 => (format!("作者：“{name}”"), Box::new(move |d| d.author.as_deref() == Some(name))),
        2 => (format!("speaker:\"{name}\""), Box::new(move |d| d.speaker.as_deref() == Some(name))),
        3 => (
            format!("person:=\"{name}\""),
            Box::new(move |d| d.author.as_deref() == Some(name) || d.speaker.as_deref() == Some(name)),
        ),
        4 => (format!("kind:{}", kind.as_str()), Box::new(move |d| d.kind == kind)),
        5 => ("lang:中文".to_owned(), Box::new(|d| d.lang.as_deref() == Some("zh-CN"))),
        6 => (format!("before:{day}"), Box::new(move |d| d.dated.is_some_and(|dated| dated < day))),
        7 => (format!("date>={day}"), Box::new(move |d| d.dated.is_some_and(|dated| dated >= day))),
        8 => (
            format!("on:{}", day.strftime("%Y-%m")),
            Box::new(move |d| d.dated.is_some_and(|dated| dated.first_of_month() == day.first_of_month())),
        ),
        9 => ("is:starred".to_owned(), Box::new(|d| d.starred)),
        10 => ("状态：未读".to_owned(), Box::new(|d| d.unread)),
        _ => match value % 4 {
            0 => ("has:quote".to_owned(), Box::new(|d| d.has.quote)),
            1 => ("has:notes".to_owned(), Box::new(|d| d.has.note)),
            2 => ("含有：数字".to_owned(), Box::new(|d| d.has.figure)),
            _ => ("has:picture".to_owned(), Box::new(|d| d.has.picture)),
        },
    }
}

#[test]
fn whatever_is_asked_the_same_items_are_found() {
    let mut seeds = proptest::test_runner::TestRunner::deterministic();
    let any_seed = any::<u32>();
    let mut next = || any_seed.new_tree(&mut seeds).unwrap().current();
    let documents: Vec<Document> = (0..300).map(|_| document(next())).collect();
    let desk = Desk::with(documents.clone());
    let mut found_some = 0;
    for _ in 0..600 {
        let (a, b, c) = (condition(next()), condition(next()), condition(next()));
        let excluded = next().is_multiple_of(2);
        let query = if excluded { format!("{} -{}", a.0, b.0) } else { format!("{} ({} OR {})", a.0, b.0, c.0) };
        let fits = |d: &Document| a.1(d) && if excluded { !b.1(d) } else { b.1(d) || c.1(d) };
        let mut expected: Vec<Id> = documents.iter().filter(|d| !d.trashed && fits(d)).map(|d| d.id).collect();
        expected.sort_unstable();
        let answer = desk.find(&query);
        assert_eq!(crate::desk::ids(&answer), expected, "{query}");
        assert_eq!((answer.total, answer.remarks.as_slice()), (expected.len() as u64, [].as_slice()), "{query}");
        found_some += usize::from(!expected.is_empty());
    }
    assert!(found_some > 200, "only {found_some} queries found anything");
}
