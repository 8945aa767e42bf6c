//! What no one should type, and someone does: each is answered soon, alone, in heaps, in every place of the language.

use std::time::{Duration, Instant};

use crate::desk::{Desk, article, quote, request};

/// Strings that have broken readers of text elsewhere, each kind by examples of our own.
const NAUGHTY: &[&str] = &[
    // Nothing, and what looks like nothing.
    "",
    " ",
    "\t\r\n\u{b}\u{c}",
    "\u{a0}\u{2003}\u{3000}\u{180e}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "\u{ad}\u{34f}\u{115f}\u{3164}",
    // Controls, and ends of texts.
    "\u{0}",
    "良\u{0}率",
    "\u{1}\u{2}\u{1b}[31m\u{7f}\u{85}\u{9f}",
    "\u{fffe}\u{ffff}\u{fffd}\u{10ffff}\u{e000}",
    "\u{1}hbm",
    // Directions.
    "\u{202e}elbane\u{202c}",
    "\u{2066}\u{2067}\u{2068}\u{2069}",
    "\u{5d0}\u{5d1} \u{627}\u{644}\u{639} abc",
    // Marks upon marks.
    "\u{301}\u{301}\u{301}",
    "l\u{336}\u{35f}e\u{338}a\u{489}d",
    "か\u{3099}\u{309a}\u{3099}",
    "\u{1100}\u{1161}\u{11a8}\u{11a8}",
    "각\u{11a8}",
    "\u{fdfa}\u{fdfb}",
    "ẞßſﬀﬃĲǄŉ",
    "İıIi\u{307}",
    "Å\u{212b}A\u{30a}",
    // Beyond the basic plane.
    "𠮷𡈽𪚥\u{30000}",
    "🐉👩🏽‍💻🏴󠁧󠁢󠁥󠁮󠁧󠁿🇹🇼🇨",
    "1️⃣#️⃣",
    "𝓗𝕓𝙈 ⒽⒷⓂ ㎏㏒℡",
    "e\u{fe0f}\u{e0100}",
    // Numbers that are none, or too much.
    "NaN Infinity -0 0x7fffffffffffffff 1e999999",
    "99999999999999999999999999999999",
    "-9223372036854775808",
    "½ ² Ⅷ ٣ 〇 二〇二四 ௵",
    "1,2,,3...4-–—5%%",
    // What other languages mean something by.
    "'; DROP TABLE articles; --",
    "%s%n%x {0} ${HOME} $(id) `id`",
    "<script>alert(1)</script>&amp;&#0;",
    "../../etc/passwd\\..\\c:",
    "^(a+)+$ .* [z-a] (?<x>",
    "\\\" \\' \\\\ \\u0000 \\",
    "{\"query\":[null]}",
    "text:* +text:[a TO b} ^2.5 a~0.5 \"a b\"~3 a? /re/",
    // Half of the language.
    "\"",
    "“",
    "”“",
    "\"\"",
    "\"，\"",
    "(",
    ")",
    "()",
    ")(",
    "（(（(",
    "-",
    "--",
    "-\"",
    "-(",
    "- - -",
    "NOT",
    "NOT NOT NOT 良率",
    "OR",
    "OR OR",
    "AND OR NOT",
    "a OR",
    "OR a",
    "| || |||",
    "*",
    "**",
    "＊",
    "~",
    "～～",
    "a**",
    "a*~*~",
    "良*~",
    "的~",
    "良率~",
    "hbm的产能~",
    "\u{301}~",
    ":",
    "::",
    "theme:",
    "theme::",
    "theme:\"",
    "theme:()",
    "theme:theme:theme:",
    "主题：",
    "主题：：",
    "未知:x",
    "kind:",
    "kind:nothing",
    "kind:=",
    "is:is:is",
    "has:*",
    "lang:*",
    "lang:-",
    "site:=",
    "site:=\"\"",
    "title:*",
    "title:~",
    "url:://",
    "url:https://a.b/?q=%00&\"",
    "author:>=x",
    "-theme:",
    "-(-(-(-a)))",
    // Days that never were.
    "on:0000-00-00",
    "on:2024-13-45",
    "on:-1",
    "on:99999999999",
    "on:9999-12-31..",
    "on:..",
    "on:...",
    "on:2025..2024",
    "before:0001",
    "after:9999-12-31",
    "date>9999",
    "date<=-9999",
    "on:2024W99",
    "on:2024Q9",
    "on:0d",
    "on:99999999999d",
    "on:\"99999999999 weeks ago\"",
    "clipped:最近99999999999天",
    "on:二月三十日",
    "on:二",
];

/// More than a single query may take, in a build that is not optimised.
const SOON: Duration = Duration::from_secs(5);

fn desk() -> Desk {
    let own: Vec<_> = NAUGHTY.iter().map(|text| article(text, &format!("{text} 良率 {text}"))).collect();
    Desk::with(own.into_iter().chain([article("HBM 良率", "the yield of hbm"), quote("良率", "顾小舟")]).collect())
}

#[test]
fn whatever_is_typed_is_answered_soon_and_marked_within_its_text() {
    let desk = desk();
    let ways: [fn(&str) -> String; 9] = [
        |text| text.to_owned(),
        |text| text.repeat(200),
        |text| format!("良率 {text}"),
        |text| format!("{text} 良率"),
        |text| format!("\"{text}\""),
        |text| format!("-{text}"),
        |text| format!("({text} OR {text})"),
        |text| format!("title:{text}"),
        |text| format!("{text}~ {text}*"),
    ];
    for text in NAUGHTY {
        for query in ways.map(|way| way(text)) {
            for typing in [false, true] {
                let begun = Instant::now();
                let answer = desk.ask(&search::Request { typing, ..request(&query) });
                assert!(begun.elapsed() < SOON, "{query:?} took {:?}", begun.elapsed());
                for text in [query.as_str(), text, "HBM 良率"] {
                    is_within(&answer.matchers.whole.highlights(text), text);
                    let snippet = answer.matchers.whole.snippet(text, 30);
                    is_within(&snippet.highlights, &snippet.text);
                }
            }
        }
    }
}

fn is_within(ranges: &[(u32, u32)], text: &str) {
    let mut last = 0;
    for (start, end) in ranges {
        assert!(last <= *start && start < end && *end as usize <= text.chars().count(), "{ranges:?} of {text:?}");
        last = *end;
    }
}

#[test]
fn what_was_kept_is_found_by_itself_where_it_has_words() {
    let desk = desk();
    // What stands between quotation marks cannot be asked for across them.
    let parts = NAUGHTY.iter().flat_map(|text| text.split(['"', '“', '”', '«', '»']));
    for part in parts.filter(|part| part.chars().any(char::is_alphanumeric)) {
        let quoted = format!("\"{part}\"");
        assert!(desk.find(&quoted).total > 0, "{quoted:?}");
    }
}
