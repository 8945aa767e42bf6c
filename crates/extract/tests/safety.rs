//! Nothing hostile survives: what extraction writes is parsed again and searched for what must not be there.
#![allow(clippy::unwrap_used, reason = "a test that fails should say so at once")]

use dom_query::Document;
use extract::{PictureView, Sites, Source, extract, markdown_of, note_html, reader_html, text_html, text_of};
use model::{Content, MediaType, char_slice};
use proptest::prelude::*;

/// Fragments that try to run something, to load something, or to escape from where they stand.
const HOSTILE: [&str; 60] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' style='background:url(//evil.example)'>",
    "<img src=\"javascript:alert(1)\">",
    "<img srcset='//evil.example/a 1x' src=''>",
    "<img data-picture=999 alt='\"><script>x</script>'>",
    "<img data-picture='0\" onload=\"x'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><foreignObject><iframe src=//evil.example></iframe></foreignObject></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<math><annotation encoding='application/x-tex'></code><script>x</script></annotation></math>",
    "<math alttext='<img src=x onerror=alert(1)>'></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//evil.example></object>",
    "<embed src=//evil.example>",
    "<form action=//evil.example><input name=a><button>x</button></form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>",
    "<style>@import '//evil.example'</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' jAvAsCrIpT:alert(1)'>x</a>",
    "<a href='java&#9;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>x</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='tearsheet:delete/all'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='blob:x'>x</a>",
    "<a ping=//evil.example href='https://a.example'>x</a>",
    "<a href='https://a.example\" onclick=\"alert(1)'>x</a>",
    "<p id=location>x</p><a href='#location'>y</a>",
    "<p class='picture failed' style='position:fixed'>x</p>",
    "<p data-at=5>x</p>",
    "<video src=//evil.example autoplay><source src=x></video>",
    "<audio src=//evil.example></audio>",
    "<body background=//evil.example onload=x>",
    "<table background=//evil.example><tr><td background=x>a<td>b</table>",
    "<td>loose</td>",
    "<p><table><p>foster<tr><td>a<td>b</table>",
    "<b><p><i>one</b>two</i>three",
    "<a href=https://a.example><a href=https://b.example>x</a></a>",
    "<textarea><script>x</script></textarea>",
    "<title><script>x</script></title>",
    "<plaintext><script>x</script>",
    "<xmp><img src=x onerror=y></xmp>",
    "<![CDATA[<script>x</script>]]>",
    "<?xml version='1.0'?><script>x</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<details open ontoggle=alert(1)><summary>s</summary>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<select><option><style></option></select></style><img src=x onerror=y>",
];

const TAGS: [&str; 30] = [
    "p",
    "h1",
    "h2",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "hr",
    "br",
    "img",
    "a",
    "strong",
    "em",
    "code",
    "kbd",
    "sub",
    "sup",
];
const MORE_TAGS: [&str; 5] = ["mark", "s", "u", "span", "html"];

/// Checks that HTML holds only what a reader frame may show.
fn check_clean(html: &str) {
    let document = Document::fragment(html);
    for node in document.root().descendants() {
        let Some(name) = node.node_name() else { continue };
        assert!(TAGS.contains(&&*name) || MORE_TAGS.contains(&&*name), "<{name}> in {html}");
        for attr in node.attrs() {
            let (key, value) = (attr.name.local.to_string(), attr.value.to_string());
            let right = match key.as_str() {
                "href" => ["http://", "https://", "mailto:", "#at-", "tearsheet:"]
                    .iter()
                    .any(|start| value.starts_with(start)),
                "id" => value.starts_with("at-"),
                "data-picture" | "data-at" | "start" | "colspan" | "rowspan" => {
                    value.bytes().all(|byte| byte.is_ascii_digit())
                }
                "alt" => &*name == "img",
                "src" => value.starts_with("blobs://"),
                "class" | "role" | "aria-label" => &*name == "span",
                _ => false,
            };
            assert!(right, "{key}={value} in {html}");
        }
    }
}

fn clip(html: &str, whole_page: bool) -> Content {
    extract(&Source {
        bytes: html.as_bytes(),
        media_type: &MediaType::Html,
        charset: Some("utf-8"),
        url: Some("https://news.example/a/1"),
        title: None,
        name: None,
        captured: None,
        sites: Sites::built_in(),
        whole_page,
    })
}

/// Everything that must hold of any page whatever.
fn check_page(html: &str) {
    for whole_page in [false, true] {
        let content = clip(html, whole_page);
        check_clean(&content.html);
        assert_eq!(text_of(&content.html), content.text, "{}", content.html);
        let again = clip(&content.html, false);
        assert_eq!(again.text, content.text, "{}", content.html);
        check_lines(&content.html, &content.text);
        check_clean(&note_html(&markdown_of(&content.html)));
        assert!(!Document::fragment(content.html.as_str()).select("[href^='tearsheet:']").exists(), "{}", content.html);
    }
}

/// Each block of the reader says where its text stands, and its characters are exactly those of the text.
fn check_lines(html: &str, text: &str) {
    let reader = reader_html(html, &|number| match number % 3 {
        0 => PictureView::Kept(format!("blobs://{number}\"")),
        1 => PictureView::Waiting,
        _ => PictureView::Failed,
    });
    check_clean(&reader);
    let document = Document::fragment(reader);
    let mut lines = Vec::new();
    for block in document.select("[data-at]").nodes() {
        let mut line = String::new();
        for node in block.descendants() {
            if node.is_text() {
                line.push_str(&node.text());
            } else if node.has_name("br") {
                line.push('\n');
            }
        }
        let at: u32 = block.attr("data-at").unwrap().parse().unwrap();
        assert_eq!(char_slice(text, at, at + model::char_len(&line)), line, "{text:?}");
        if !block.has_name("pre") {
            assert_eq!(line.trim(), line.as_str());
        }
        lines.push(line);
    }
    assert_eq!(lines.join("\n"), text);
}

#[test]
fn every_hostile_fragment_is_harmless_alone_and_within_an_article() {
    for fragment in HOSTILE {
        check_page(fragment);
        check_page(&format!(
            "<article><h1>良率</h1><p>{}{fragment}</p><p>{fragment}</p></article>",
            "第二季度的良率继续提升。".repeat(30)
        ));
        check_clean(&note_html(fragment));
        check_clean(&note_html(&format!(
            "[x]({fragment})\n\n> {fragment}\n\n| a | {fragment} |\n|---|---|\n| 1 | 2 |"
        )));
        check_clean(&text_html(fragment));
        assert_eq!(text_of(&text_html(fragment)), fragment);
    }
}

#[test]
fn all_hostile_fragments_together_are_harmless() {
    check_page(&HOSTILE.concat());
    let mut backwards = HOSTILE;
    backwards.reverse();
    check_page(&backwards.concat());
}

#[test]
fn nesting_is_survived_on_a_small_stack() {
    let deep = |tag: &str| format!("{}良率{}", format!("<{tag}>").repeat(20_000), format!("</{tag}>").repeat(20_000));
    let run = move || {
        for tag in [
            "div",
            "blockquote",
            "ul><li",
            "table><tr><td",
            "b",
            "font size=1",
            "figure",
            "dl><dd",
            "span",
            "svg><g",
            "math><mrow",
        ] {
            check_page(&deep(tag));
        }
        check_clean(&note_html(&">".repeat(50_000)));
        check_clean(&note_html(&"[".repeat(50_000)));
        check_clean(&note_html(&"- ".repeat(20_000)));
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

fn soup() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "p",
        "div",
        "span",
        "b",
        "i",
        "a href='https://x.example/'",
        "a href='#n1'",
        "a id=n1",
        "ul",
        "ol start=3",
        "li",
        "li id=n1",
        "table",
        "tr",
        "td",
        "td colspan=2",
        "th",
        "caption",
        "thead",
        "blockquote",
        "pre",
        "code",
        "br",
        "hr",
        "img src=/p.png",
        "img data-picture=0",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "dl",
        "dt",
        "dd",
        "section",
        "font",
        "sup",
        "em",
        "strong",
        "center",
        "details",
        "select",
        "svg",
        "math",
        "style",
        "!--",
        "template",
    ]);
    let piece = prop_oneof![
        4 => tag.clone().prop_map(|tag| format!("<{tag}>")),
        3 => tag.prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or(tag))),
        4 => prop::sample::select(vec!["良率", " HBM ", "\n", "&nbsp;", "&lt;b&gt;", "\u{3000}", "a", " ", "\u{200b}", "&#13;", "\t", "😀", "&", "<", "-->"]).prop_map(str::to_owned),
        1 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn tag_soup_becomes_clean_and_stays_the_same_when_cleaned_again(html in soup()) {
        check_page(&html);
        let once = clip(&html, false);
        let numbered = reader_free(&once.html);
        prop_assert_eq!(text_of(&numbered), once.text);
    }

    #[test]
    fn any_text_passes_through_as_itself(text in "[ -~良率提升\n]{0,80}") {
        let html = text_html(&text);
        check_clean(&html);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(words(&text_of(&html)), words(&text));
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let kind = extract::media_type(&bytes, Some("a.html"), None);
        for media_type in [&kind, &MediaType::Html, &MediaType::Text, &MediaType::Markdown] {
            let content = extract(&Source { bytes: &bytes, media_type, charset: None, url: None, title: None, name: None, captured: None, sites: Sites::built_in(), whole_page: true });
            check_clean(&content.html);
            prop_assert_eq!(text_of(&content.html), content.text);
        }
    }

    #[test]
    fn any_markdown_gives_clean_html(markdown in "([#>*_`~\\[\\]()!|<>a良\n -]|https://x.example|\\[\\^1\\]|- \\[x\\] ){0,60}") {
        let html = note_html(&markdown);
        check_clean(&html);
        check_clean(&note_html(&markdown_of(&html)));
    }
}

/// Clean HTML written anew from what the reader shows of it.
fn reader_free(html: &str) -> String {
    reader_html(html, &|_| PictureView::Failed)
}
