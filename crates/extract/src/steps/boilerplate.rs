//! Cuts share bars, calls to do something, picture credits, links that stand alone, and lists of other articles.

use std::{collections::HashSet, ops::Range};

use super::phrases::{BUTTONS, CALLS, CREDITS, HEADS, ITEM_CREDITS, LOOSE_HEADS, NETWORKS, NOTICES, OURSELVES, PAID};
use crate::{clean, formats::html::Page, metadata::date_at_start};

/// A line longer than this, in Latin letters or three times as many as Han characters, is a sentence of the article.
const LINE_WEIGHT_MAX: usize = 110;

/// A head is no heavier than this.
const HEAD_WEIGHT_MAX: usize = 60;

/// A credit is no heavier than this.
const CREDIT_WEIGHT_MAX: usize = 80;

/// A notice is no heavier than this.
const NOTICE_WEIGHT_MAX: usize = 500;

/// A line that is one link is no heavier than this, or it is a headline that the author set.
const LONE_LINK_WEIGHT_MAX: usize = 160;

/// From this share of linked characters on, a line is a link.
const LINK_SHARE_MIN: f32 = 0.9;

/// Where lone links make more than this percentage of a text, the article is a list of links.
const LONE_LINKS_PERCENT_MAX: usize = 20;

/// Signs before a head or a call.
const OPENING: [char; 14] = ['【', '■', '▍', '（', '(', '[', '·', '▼', '▲', '|', ' ', '>', '»', '→'];

/// Signs that point at a link.
const POINTING: [char; 4] = ['👉', '👇', '➡', '☞'];

/// The percentage of the article after which a head begins a list of other articles.
const FOOT_FROM: usize = 50;

/// The percentage of the article after which a pager ends it.
const PAGER_FROM: usize = 30;

/// Cuts such lines.
pub(super) fn cut(page: &mut Page) {
    let lines = looked_at(page);
    let site = page.facts.site.as_deref().map(str::to_lowercase);
    let all: usize = lines.iter().map(|line| line.weight).sum();
    let mut so_far = 0;
    let (mut at_foot, mut after_pager) = (false, false);
    let (mut others, mut calls) = (HashSet::new(), HashSet::new());
    for (number, line) in lines.iter().enumerate() {
        let heads = is_head(line, lines.get(number + 1));
        let goes_on = at_foot && (line.weight <= LINE_WEIGHT_MAX || line.linked > LINK_SHARE_MIN);
        at_foot = goes_on || (heads && so_far * 100 > all * FOOT_FROM);
        after_pager |= is_pager(&line.text) && so_far * 100 > all * PAGER_FROM;
        so_far += line.weight;
        if at_foot || heads || after_pager {
            others.insert(number);
        } else if calls_for_something(line) || credits_site(line, site.as_deref()) {
            calls.insert(number);
        }
    }
    others.extend(dated_tail(&lines));
    let alone = alone(&lines, all, &others);
    if lines.len() == others.len() + calls.len() + alone.len() {
        // A text of nothing else is what there is to read.
        return;
    }
    page.log_lines("boilerplate", "other articles", &others);
    page.log_lines("boilerplate", "a call, a credit or a notice", &calls);
    page.log_lines("boilerplate", "a link that stands alone", &alone);
    let cut: HashSet<usize> = others.into_iter().chain(calls).chain(alone).collect();
    page.drop_lines(&cut);
}

/// A line of the article as this step sees it.
struct Line {
    text: String,
    weight: usize,
    linked: f32,
    is_paragraph: bool,
    is_caption: bool,
    bold: bool,
    /// Whether a hand points at what it leads to.
    points: bool,
    /// Whether it is set as a heading or as an item: such a line may begin like a call and speak of something.
    is_set: bool,
}

fn looked_at(page: &Page) -> Vec<Line> {
    let shares = clean::shares(&page.blocks, "a").into_iter().zip(clean::shares(&page.blocks, "strong"));
    let tags = clean::line_tags(&page.blocks);
    let lines = clean::lines(&page.blocks).into_iter().zip(shares).zip(tags);
    lines
        .map(|((text, (linked, strong)), tag)| {
            let points = text.starts_with(POINTING) && linked > 0.0;
            let text = text.trim_start_matches(OPENING).to_lowercase();
            let is_set = matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li");
            let (is_paragraph, is_caption) = (tag == "p", tag == "figcaption");
            Line {
                weight: weight(&text),
                text,
                linked,
                is_paragraph,
                is_caption,
                points,
                bold: strong >= LINK_SHARE_MIN,
                is_set,
            }
        })
        .collect()
}

/// The weight of a text: a Han character says as much as three Latin letters.
pub(super) fn weight(text: &str) -> usize {
    text.chars().map(|character| if ('\u{2e80}'..='\u{9fff}').contains(&character) { 3 } else { 1 }).sum()
}

/// What follows the phrases with which a text begins.
fn rests<'a>(text: &'a str, phrases: &[&str]) -> impl Iterator<Item = &'a str> {
    phrases.iter().filter_map(|phrase| {
        let rest = text.strip_prefix(phrase)?;
        let in_word = rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '\'');
        (!phrase.is_ascii() || !in_word).then_some(rest)
    })
}

fn begins(text: &str, phrases: &[&str]) -> bool {
    rests(text, phrases).next().is_some()
}

/// What is heavier than a Han character behind a phrase says something.
const REST_WEIGHT_MAX: usize = 3;

/// Whether a text is one of the phrases and nothing but signs, numbers and a unit, or what a sign sets apart from it: `转发 12`, `责编：林晓`.
fn is_alone(text: &str, phrases: &[&str]) -> bool {
    rests(text, phrases).any(|rest| {
        let rest = rest.trim_start();
        let letters: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
        rest.starts_with([':', '：', '|', '｜', '/', '>', '»']) || weight(&letters) <= REST_WEIGHT_MAX
    })
}

/// Whether a line heads what is not the article; `next` is the line below it.
fn is_head(line: &Line, next: Option<&Line>) -> bool {
    let leads = |line: &Line| line.linked > LINK_SHARE_MIN;
    let is_loose = || {
        let whole = rests(&line.text, LOOSE_HEADS).any(|rest| !rest.chars().any(char::is_alphanumeric));
        whole || (begins(&line.text, LOOSE_HEADS) && (leads(line) || next.is_some_and(leads)))
    };
    line.weight <= HEAD_WEIGHT_MAX && (begins(&line.text, HEADS) || is_loose())
}

/// Headlines of other articles from so many on, each above its date, end no article.
const DATED_MIN: usize = 2;

/// The lines at the end that are headlines, each above a line with nothing but its date.
fn dated_tail(lines: &[Line]) -> Range<usize> {
    let is_date = |line: &Line| line.text.len() >= 8 && date_at_start(&line.text).is_some() && !has_letters(&line.text);
    let mut from = lines.len();
    while from >= 2 && is_date(&lines[from - 1]) && lines[from - 2].weight <= LONE_LINK_WEIGHT_MAX {
        from -= 2;
    }
    if lines.len() - from >= 2 * DATED_MIN { from..lines.len() } else { 0..0 }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a line only leads to the pages of an article: `第1页 共3页`, `上一页 1 2 3 下一页`.
fn is_pager(text: &str) -> bool {
    const WORDS: [&str; 7] = ["上一页", "下一页", "首页", "尾页", "末页", "第", "共"];
    let mut rest = text.replace(['页', '頁'], "页");
    let says_page = rest.contains("一页") || (rest.contains('第') && rest.contains('共') && rest.contains('页'));
    WORDS.iter().for_each(|word| rest = rest.replace(word, ""));
    says_page && !rest.chars().any(|c| c.is_alphabetic() && c != '页')
}

fn calls_for_something(line: &Line) -> bool {
    let ends_as_sentence = line.text.ends_with(['。', '.']) && line.linked < LINK_SHARE_MIN;
    is_pager(&line.text)
        || (line.weight <= LINE_WEIGHT_MAX && (line.points || (!ends_as_sentence && calls(line))))
        || (line.weight <= CREDIT_WEIGHT_MAX && line.is_set && begins(&line.text, ITEM_CREDITS))
        || (line.weight <= CREDIT_WEIGHT_MAX && (line.is_paragraph || line.is_caption) && begins(&line.text, CREDITS))
        || (line.weight <= NOTICE_WEIGHT_MAX && is_notice(&line.text))
}

/// Whether a line says nothing but the name of the site, as the credit of its own picture does.
fn credits_site(line: &Line, site: Option<&str>) -> bool {
    (line.is_caption || line.is_paragraph) && site == Some(&line.text)
}

/// Whether a short line begins like a call; one that is set as a heading or an item is a call only where it says nothing more.
fn calls(line: &Line) -> bool {
    let linked = line.linked >= LINK_SHARE_MIN;
    let called = begins(&line.text, CALLS) && (!line.is_set || linked || is_alone(&line.text, CALLS));
    let all_buttons = || line.text.split_whitespace().all(|word| BUTTONS.contains(&word));
    called || (begins(&line.text, BUTTONS) && (linked || is_alone(&line.text, BUTTONS) || all_buttons()))
}

/// Whether a text is what a site prints in all its articles, of its links or of itself.
fn is_notice(text: &str) -> bool {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    says(NOTICES) || (says(PAID) && words.any(|word| OURSELVES.contains(&word))) || asks_to_follow(text)
}

/// Whether a text asks to follow those who made the page: it names several networks where that is done.
fn asks_to_follow(text: &str) -> bool {
    let words: HashSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    words.contains("follow") && NETWORKS.iter().filter(|network| words.contains(*network)).count() >= 2
}

/// A link that is a sentence of this weight says something by itself.
const SENTENCE_WEIGHT_MIN: usize = 50;

fn is_sentence(text: &str) -> bool {
    weight(text) >= SENTENCE_WEIGHT_MIN && text.ends_with(['.', '。', '!', '！'])
}

/// Whether a line begins with the number of an item: `3. `, `3、`, `3）`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - rest.len())) && rest.starts_with(['.', '、', ')', '）', '．'])
}

/// Paragraphs that are nothing but a link, unless they are what the article is made of.
fn alone(lines: &[Line], all: usize, known: &HashSet<usize>) -> HashSet<usize> {
    let is_alone = |line: &Line| {
        line.is_paragraph
            && line.linked >= LINK_SHARE_MIN
            && line.weight <= LONE_LINK_WEIGHT_MAX
            && !is_sentence(&line.text)
            && !is_numbered(&line.text)
            && !line.bold
    };
    let found: HashSet<usize> =
        (0..lines.len()).filter(|number| !known.contains(number) && is_alone(&lines[*number])).collect();
    let weight: usize = found.iter().map(|number| lines[*number].weight).sum();
    if weight * 100 > all * LONE_LINKS_PERCENT_MAX { HashSet::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_ends_with_its_word() {
        assert!(begins("read more about it", CALLS));
        assert!(!begins("read moreover", &["read more"]));
        assert!(begins("相关阅读：新厂投产", HEADS));
    }

    #[test]
    fn the_items_of_a_list_written_by_hand_are_numbered() {
        for (text, numbered) in [
            ("3. plant opens", true),
            ("12、新厂投产", true),
            ("3）新厂投产", true),
            ("2026. a year", false),
            ("plant", false),
        ] {
            assert_eq!(is_numbered(text), numbered, "{text}");
        }
    }

    #[test]
    fn headlines_above_their_dates_end_no_article() {
        let line = |text: &str| Line {
            text: text.to_owned(),
            weight: weight(text),
            linked: 0.0,
            is_paragraph: true,
            is_caption: false,
            points: false,
            bold: false,
            is_set: false,
        };
        let of = |texts: &[&str]| dated_tail(&texts.iter().map(|text| line(text)).collect::<Vec<_>>());
        let article = "公司表示，新厂将在三月投产。";
        assert_eq!(of(&[article, "新厂投产", "2026-03-02", "良率过半", "2026-03-01 08:05"]), 1..5);
        assert_eq!(of(&[article, "新厂投产", "2026-03-02"]), 0..0);
        assert_eq!(of(&[article, "2026-03-02 投产", "良率过半", "2026-03-01 量产"]), 0..0);
    }

    #[test]
    fn both_scripts_weigh_alike() {
        assert_eq!(weight("新厂投产"), 12);
        assert_eq!(weight("plant opens."), 12);
    }
}
