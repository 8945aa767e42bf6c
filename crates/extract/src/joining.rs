//! The pages of one article become one text.
//!
//! **Invariant:** nothing but what stands on both pages at their heads or at their ends is left out.

use std::collections::HashSet;

use model::Content;

use crate::{
    blocks_of,
    clean::{self, Block},
    metadata::same_words,
};

/// Lines at the head or the end of a page that may stand on the page before as well; a picture, which has no words, is none of them.
const REPEATED_MAX: usize = 12;

/// An article with the page that follows it. What both say at their heads (title, abstract, author) stays once, at the head; what
/// both say at their ends stays once, at the end. A page that says nothing new gives nothing.
pub fn joined(mut first: Content, next: Content) -> Content {
    let (mut blocks, mut after) = (blocks_of(&first.html), blocks_of(&next.html));
    let (lines, new) = (clean::lines(&blocks), clean::lines(&after));
    let head = head_again(&lines, &new, first.title.as_deref());
    let end = ends_alike(&lines, &new[head..]);
    first.next_page = next.next_page;
    if head + end >= new.len() {
        return first;
    }
    after = clean::without(after, &(0..head).collect());
    blocks = clean::without(blocks, &(lines.len() - end..lines.len()).collect());
    clean::shift_pictures(&mut after, u32::try_from(first.pictures.len()).unwrap_or(u32::MAX));
    first.pictures.extend(next.pictures);
    blocks.extend(after);
    let shown = clean::renumber(&mut blocks);
    let known = std::mem::take(&mut first.pictures);
    first.pictures = shown.iter().filter_map(|old| known.get(usize::try_from(*old).ok()?).cloned()).collect();
    set(&mut first, &clean::write(&blocks));
    first.removed.extend(next.removed);
    first
}

/// Reading what was written makes of two texts one: the ids of the second that the first has are dropped.
fn set(content: &mut Content, html: &str) {
    let blocks: Vec<Block> = blocks_of(html);
    content.html = clean::write(&blocks);
    content.text = clean::text(&blocks);
}

/// How many lines at the head of a page say what the text before says already.
fn head_again(lines: &[String], new: &[String], title: Option<&str>) -> usize {
    let known: HashSet<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
    let again = |line: &&String| known.contains(*line) || title.is_some_and(|title| same_words(line, title));
    new.iter().take(REPEATED_MAX).take_while(again).count()
}

/// How many lines at the ends of two texts are the same.
fn ends_alike(lines: &[String], new: &[String]) -> usize {
    lines
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(REPEATED_MAX)
        .take_while(|(one, other)| one == other && !one.is_empty())
        .count()
}

#[cfg(test)]
mod tests {
    use model::PictureRef;

    use super::*;

    fn page(html: &str, pictures: &[&str]) -> Content {
        let picture = |url: &&str| PictureRef { url: (*url).to_owned(), smaller: None, alt: None };
        let mut content = Content {
            title: Some("新厂投产".into()),
            pictures: pictures.iter().map(picture).collect(),
            ..Content::default()
        };
        set(&mut content, html);
        content
    }

    #[test]
    fn heads_and_ends_stand_once_and_pictures_keep_their_places() {
        let first = page(
            "<p>摘要在此。</p><p>第一页。</p><figure><img data-picture=\"0\" alt=\"\"></figure><p>（编辑：林晓）</p>",
            &["https://a.example/1.png"],
        );
        let next = page(
            "<p>新厂投产</p><p>摘要在此。</p><p>第二页。</p><figure><img data-picture=\"0\" alt=\"\"></figure><p>（编辑：林晓）</p>",
            &["https://a.example/2.png"],
        );
        let all = joined(first, next);
        assert_eq!(
            all.text.split_whitespace().collect::<Vec<_>>(),
            ["摘要在此。", "第一页。", "第二页。", "（编辑：林晓）"]
        );
        let urls: Vec<_> = all.pictures.iter().map(|picture| &*picture.url).collect();
        assert_eq!(urls, ["https://a.example/1.png", "https://a.example/2.png"]);
        assert!(all.html.contains("data-picture=\"1\""));
        assert_eq!(crate::text_of(&all.html), all.text);
    }

    #[test]
    fn a_page_that_says_nothing_new_gives_nothing() {
        let first = page("<p>摘要在此。</p><p>第一页。</p>", &[]);
        assert_eq!(joined(first.clone(), first.clone()), first);
    }
}
