use super::*;
use model::{char_len, char_slice};
use proptest::prelude::*;

const PAGE: &str = "设备厂的人说，今年的良率已经过了六成。\n另一位说，HBM4 的良率还在爬坡，年底能到七成就算好。\nYields are in the low sixties, he said.\n订单排到了明年二季度。";

fn quote(words: &str) -> Anchor {
    let (start, end) = find_words(PAGE, words, 1).unwrap();
    anchor_at(Id::new(), PAGE, start, end).unwrap()
}

fn placed<'a>(anchor: &Anchor, page: &'a str) -> Option<&'a str> {
    place(anchor, page).map(|(start, end)| char_slice(page, start, end))
}

#[test]
fn a_quote_is_found_where_it_was_made() {
    let anchor = quote("HBM4 的良率还在爬坡");
    assert_eq!(place(&anchor, PAGE), Some((anchor.start, anchor.end)));
}

#[test]
fn of_equal_words_the_context_decides() {
    let (start, end) = find_words(PAGE, "良率", 2).unwrap();
    let anchor = anchor_at(Id::new(), PAGE, start, end).unwrap();
    let moved = format!("新的导语提到了良率。\n{PAGE}");
    assert_eq!(place(&anchor, &moved), Some((start + 11, end + 11)));
}

#[test]
fn a_changed_word_is_bridged_but_a_short_quote_is_not_guessed() {
    let edited = PAGE.replace("年底能到七成就算好", "年底能到八成就算好");
    assert_eq!(placed(&quote("良率还在爬坡，年底能到七成就算好"), &edited), Some("良率还在爬坡，年底能到八成就算好"));
    assert_eq!(placed(&quote("能到七成"), &edited), None);
}

#[test]
fn words_that_are_gone_are_not_placed_elsewhere() {
    let other = "本页讲的是另一件事，和存储没有关系。天气不错，适合出门走走，顺便看看展览。";
    assert_eq!(placed(&quote("另一位说，HBM4 的良率还在爬坡"), other), None);
    assert_eq!(placed(&quote("良率"), "这里也有良率两个字，但前后都不一样。"), None);
}

#[test]
fn words_are_found_across_line_ends_and_by_occurrence() {
    assert_eq!(find_words("a  b\nc a b", "a b", 2), Some((7, 10)));
    assert_eq!(find_words("a  b\nc", "b c", 1), Some((3, 6)));
    assert_eq!(find_words("abc", "", 1), None);
    assert_eq!(find_words("abc", "abcd", 1), None);
}

#[test]
fn long_quotes_are_placed_by_their_ends() {
    let long: String = (0..300).map(|i| format!("第{i}句说的是产能与交期。")).collect();
    let anchor = anchor_at(Id::new(), &long, 10, 2_000).unwrap();
    let edited = long.replace("第100句说的是产能", "第100句改成了别的内容，说的是产能");
    let (start, end) = place(&anchor, &edited).unwrap();
    assert_eq!(start, 10);
    assert!(end.abs_diff(2_000) < 40, "{end}");
}

proptest! {
    #[test]
    fn anchors_survive_text_put_before_and_after(before in "[一-十a-z ，。]{0,60}", start in 0u32..60, length in 9u32..40) {
        let text_chars = char_len(PAGE);
        let end = (start + length).min(text_chars);
        prop_assume!(start < end);
        let anchor = anchor_at(Id::new(), PAGE, start, end).unwrap();
        let page = format!("{before}\n{PAGE}\n{before}");
        let shift = char_len(&before) + 1;
        prop_assert_eq!(place(&anchor, &page), Some((start + shift, end + shift)));
    }

    #[test]
    fn no_text_makes_it_panic_and_places_lie_inside(exact in ".{0,40}", prefix in ".{0,32}", suffix in ".{0,32}", page in ".{0,200}") {
        let anchor = Anchor { capture: Id::new(), exact, prefix, suffix, start: 3, end: 9, picture: None };
        if let Some((start, end)) = place(&anchor, &page) {
            prop_assert!(start < end && end <= char_len(&page));
        }
    }
}
