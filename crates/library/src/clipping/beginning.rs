//! The title of what has none: how its text begins.

/// A beginning is no wider than this, in Latin letters; a Han character is as wide as two. Two lines of a list show it.
const WIDTH_MAX: usize = 80;

/// Cutting at a sentence or a pause leaves at least this many characters.
const CHARS_MIN: usize = 12;

/// The first line of a text that says something: whole, or its first sentence, or cut at a pause or a word with `…` behind it.
pub(super) fn beginning(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let Some(end) = end_of_width(line) else { return Some(line.to_owned()) };
    let head = &line[..end];
    if let Some(at) = ends(line, head, &['。', '！', '？'], &['.', '!', '?']).next() {
        return Some(line[..at].to_owned());
    }
    let pause = ends(line, head, &['，', '；', '：', '、'], &[',', ';', ':']).last();
    let at = pause.or_else(|| head.rfind(' ')).unwrap_or(end);
    Some(format!("{}…", line[..at].trim_end()))
}

/// The byte at which a line becomes too wide; `None` for one that does not.
fn end_of_width(line: &str) -> Option<usize> {
    let mut width = 0;
    line.char_indices().find_map(|(at, character)| {
        width += if character >= '\u{2e80}' { 2 } else { 1 };
        (width > WIDTH_MAX).then_some(at)
    })
}

/// Where one of the signs stands in a head that is long enough before it; an ASCII one only before a blank.
fn ends<'a>(line: &'a str, head: &'a str, han: &'a [char], ascii: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    head.char_indices().skip(CHARS_MIN).filter_map(move |(at, sign)| {
        let before_blank = line[at + sign.len_utf8()..].starts_with(' ');
        (han.contains(&sign) || (ascii.contains(&sign) && before_blank)).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_ends_where_a_reader_pauses() {
        let cases = [
            ("", None),
            ("\n  \n良率之战\n正文", Some("良率之战")),
            (
                "先进封装的瓶颈已经从中介层转到了测试。一颗堆叠要在三个温度下各测一遍，良率每升一个百分点就多出四千片晶圆。",
                Some("先进封装的瓶颈已经从中介层转到了测试"),
            ),
            (
                "一家封装厂的排产经理说，先进封装的瓶颈已经从中介层转到了测试：一颗堆叠要在三个温度下各测一遍，良率每升一个百分点就多出四千片晶圆",
                Some("一家封装厂的排产经理说，先进封装的瓶颈已经从中介层转到了测试…"),
            ),
            (
                "The line in the second hall packs eight dies at once. Nobody else has done this at its pitch.",
                Some("The line in the second hall packs eight dies at once"),
            ),
            (
                "Revenue rose 2.4 percent. The rest of the page is about what that cost, which is more than it was.",
                Some("Revenue rose 2.4 percent"),
            ),
        ];
        for (text, title) in cases {
            assert_eq!(beginning(text).as_deref(), title, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_beginning_is_short_and_stands_in_the_text(text in "\\PC{0,120}") {
            if let Some(title) = beginning(&text) {
                prop_assert!(title.chars().count() <= WIDTH_MAX + 1);
                prop_assert!(text.contains(title.trim_end_matches('…')));
            }
        }
    }
}
