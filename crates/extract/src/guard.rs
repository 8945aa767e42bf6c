//! Bounds on HTML before any parser sees it: one linear scan that cuts what would make a parser slow or a tree deep.
//!
//! **Invariant:** what passes is never deeper, longer or richer in references than the limits here.

use crate::formula;

/// More HTML than this is cut: the longest articles with their scripts stay under 10 MB, and time grows with size.
pub(crate) const HTML_BYTES_MAX: usize = 20_000_000;

/// Elements open at once; html5ever takes time quadratic in nesting (100,000 nested divs: over a minute), real pages stay under 100.
pub(crate) const DEPTH_MAX: usize = 512;

/// Formatting elements open at once; the parser opens each of them anew in every paragraph.
const FORMATTING_DEPTH_MAX: usize = 48;

/// Formatting elements that the parser may open anew in all: enough for any page, far below what fills the memory.
const REOPENED_MAX: usize = 1_000_000;

/// Character references in a page; beyond it, ampersands are taken as text without one.
const REFERENCES_MAX: usize = 1_000_000;

/// Tags in a page: a parser's tree takes some 200 bytes for each.
const TAGS_MAX: usize = 1_000_000;

/// Bytes in a tag other than those of quoted values; duplicate attributes are found in quadratic time.
const TAG_BYTES_MAX: usize = 8_192;

/// HTML within the limits.
pub(crate) struct Bounded {
    /// The HTML.
    pub(crate) html: String,
    /// What was cut, in a few words, when anything was.
    pub(crate) cut: Option<&'static str>,
}

/// Elements without contents.
const VOID: [&str; 16] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "param", "source", "wbr",
];

/// Elements that the parser itself ends when the next of their kind begins, so that unclosed ones do not nest.
const SELF_ENDING: [&str; 19] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rp", "rt", "html",
    "head", "body", "colgroup", "caption",
];

/// Elements that the parser opens anew after it had to close them.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that an end tag of another kind does not reach through (the scope of the HTML standard, 13.2.4.2, and `select`).
const BARRIERS: [&str; 9] = ["applet", "caption", "html", "marquee", "object", "select", "table", "td", "template"];

/// Elements whose end tag also ends what is open in them; the end tags of others stop at these (the special category, 13.2.4.2).
const SPECIAL: [&str; 43] = [
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "noscript",
    "object",
    "ol",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "template",
    "ul",
];

/// Elements whose contents are text until their own end tag.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Copies `html` within the limits; text is kept, tags beyond a limit are left out, drawings too, and formulas become their source.
pub(crate) fn bounded(html: &str) -> Bounded {
    let end = html.floor_char_boundary(HTML_BYTES_MAX);
    let mut scan = Scan { html: &html[..end], ..Scan::default() };
    scan.cut = (end < html.len()).then_some("the page is longer than 20 MB");
    scan.run();
    Bounded { html: scan.out, cut: scan.cut }
}

#[derive(Default)]
struct Scan<'a> {
    html: &'a str,
    out: String,
    open: Vec<String>,
    /// Open formatting elements, each with the number of other elements that were open before it.
    formatting: Vec<(String, usize)>,
    unended: Vec<&'static str>,
    reopened: usize,
    references: usize,
    tags: usize,
    cut: Option<&'static str>,
}

impl<'a> Scan<'a> {
    fn run(&mut self) {
        self.out.reserve(self.html.len());
        let mut rest = self.html;
        while let Some(at) = rest.find('<') {
            self.text(&rest[..at]);
            rest = self.markup(&rest[at..]);
        }
        self.text(rest);
    }

    fn text(&mut self, text: &str) {
        let references = text.bytes().filter(|byte| *byte == b'&').count();
        self.references += references;
        if references > 0 && self.references > REFERENCES_MAX {
            self.cut = Some("the page holds more than a million character references");
            self.out.push_str(&text.replace('&', ""));
        } else {
            self.out.push_str(text);
        }
    }

    /// Handles what begins with `<` and returns what follows it.
    fn markup(&mut self, rest: &'a str) -> &'a str {
        let next = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if rest.starts_with("<!--") {
            return &rest[comment_end(rest)..];
        }
        let closing = next == b'/';
        if !next.is_ascii_alphabetic() && !closing {
            self.out.push('<');
            return &rest[1..];
        }
        let (end, plain_bytes) = tag_end(rest);
        let (tag, after) = rest.split_at(end);
        self.tags += 1;
        if plain_bytes > TAG_BYTES_MAX || self.tags > TAGS_MAX {
            self.cut = Some("the page holds too many tags or attributes");
            return after;
        }
        let name = name_of(&tag[1 + usize::from(closing)..]).to_ascii_lowercase();
        match (closing, &*name) {
            (true, _) => self.close(&name, tag),
            (false, "svg") => return self.foreign("svg", after).1,
            (false, "math") => {
                let (contents, after) = self.foreign("math", after);
                self.out.push_str(&formula::source_of(tag, contents));
                return after;
            }
            (false, _) => self.open(name.clone(), tag),
        }
        if !closing && RAW.contains(&&*name) { self.raw(&name, after) } else { after }
    }

    /// The contents of an element of another namespace, and what follows; none when it never ends.
    fn foreign(&mut self, name: &'static str, after: &'a str) -> (&'a str, &'a str) {
        if self.unended.contains(&name) {
            return ("", after);
        }
        let end = raw_end(name, after);
        if end == after.len() {
            self.unended.push(name);
            return ("", after);
        }
        (&after[..end], after[end..].find('>').map_or("", |at| &after[end + at + 1..]))
    }

    fn raw(&mut self, name: &str, after: &'a str) -> &'a str {
        let end = raw_end(name, after);
        self.out.push_str(&after[..end]);
        &after[end..]
    }

    fn open(&mut self, name: String, tag: &str) {
        let is = |list: &[&str]| list.contains(&&*name);
        if is(&VOID) || is(&SELF_ENDING) || is(&RAW) {
            self.reopened += self.formatting.len();
            return self.out.push_str(tag);
        }
        let too_deep = self.open.len() + self.formatting.len() >= DEPTH_MAX;
        if is(&FORMATTING) {
            let known_link = name == "a" && self.formatting.iter().any(|(open, _)| open == "a");
            if too_deep || self.reopened > REOPENED_MAX || self.formatting.len() >= FORMATTING_DEPTH_MAX {
                self.cut = Some("the page nests too many emphases");
                return;
            }
            if !known_link {
                self.formatting.push((name, self.open.len()));
            }
        } else if too_deep {
            self.cut = Some("the page nests more than 512 elements");
            return;
        } else {
            self.reopened += self.formatting.len();
            self.open.push(name);
        }
        self.out.push_str(tag);
    }

    /// Follows an end tag the way the parser will: what it would not close stays counted.
    fn close(&mut self, name: &str, tag: &str) {
        self.out.push_str(tag);
        if FORMATTING.contains(&name) {
            return self.close_formatting(name);
        }
        let special = SPECIAL.contains(&name);
        let stops: &[&str] = if special { &BARRIERS } else { &SPECIAL };
        for at in (0..self.open.len()).rev() {
            if self.open[at] == name {
                if special && name != "form" {
                    self.open.truncate(at);
                } else {
                    self.open.remove(at);
                }
                return;
            }
            if stops.contains(&&*self.open[at]) {
                return;
            }
        }
    }

    fn close_formatting(&mut self, name: &str) {
        let Some(at) = self.formatting.iter().rposition(|(open, _)| open == name) else { return };
        let inside = self.open.get(self.formatting[at].1..).unwrap_or_default();
        if !inside.iter().any(|open| BARRIERS.contains(&&**open)) {
            self.formatting.remove(at);
        }
    }
}

/// The length of the comment at the start of `rest`, ended as the standard ends it: also by `<!-->` and `--!>`.
fn comment_end(rest: &str) -> usize {
    let body = &rest[4..];
    if let Some(empty) = ["->", ">"].iter().find(|end| body.starts_with(**end)) {
        return 4 + empty.len();
    }
    let mut from = 0;
    while let Some(at) = body[from..].find("--") {
        let after = &body[from + at + 2..];
        match after.as_bytes() {
            [b'>', ..] => return 4 + from + at + 3,
            [b'!', b'>', ..] => return 4 + from + at + 4,
            _ => from += at + 1,
        }
    }
    rest.len()
}

/// The length of the tag at the start of `rest`, and how many of its bytes stand outside quoted values.
fn tag_end(rest: &str) -> (usize, usize) {
    let (mut quote, mut plain, mut after_equals) = (None, 0, false);
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return (at + 1, plain),
            None => {
                plain += 1;
                if after_equals && matches!(byte, b'"' | b'\'') {
                    quote = Some(byte);
                }
                after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
            }
        }
    }
    (rest.len(), plain)
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(tag.len());
    &tag[..end]
}

/// Where the contents of a raw element end: before its end tag, or with the page.
fn raw_end(name: &str, text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let start = from + at;
        let found = bytes.get(start + 2..start + 2 + name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return start;
        }
        from = start + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hundred_thousand_nested_elements_are_few_before_the_parser() {
        for tag in ["div", "b", "font size=1", "span", "blockquote", "custom-tag"] {
            let html = format!("{}text", format!("<{tag}>").repeat(100_000));
            let bounded = bounded(&html);
            assert!(bounded.html.len() <= DEPTH_MAX * (tag.len() + 2) + 4, "{tag}");
            assert!(bounded.html.ends_with("text"));
            assert!(bounded.cut.is_some());
        }
    }

    #[test]
    fn a_closed_element_makes_room_for_the_next() {
        let html = "<div><p>one<p>two</div>".repeat(2_000);
        assert_eq!(bounded(&html).html, html);
    }

    #[test]
    fn end_tags_that_the_parser_ignores_make_no_room() {
        let block = |n: usize, tag: &str, wall: &str| {
            format!("{}<{wall}>{}", format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n))
        };
        for (tag, wall) in
            [("span", "div"), ("div", "object"), ("div", "select"), ("font size=7", "table"), ("span", "p")]
        {
            let html = block(40, tag, wall).repeat(500);
            let depth = crate::formats::depth(&dom_query::Document::from(bounded(&html).html));
            assert!(depth < 2 * DEPTH_MAX, "{tag} in {wall}: {depth}");
        }
    }

    #[test]
    fn comments_end_where_the_parser_ends_them() {
        for (html, kept) in
            [("<!-->a-->", "a-->"), ("<!--->a", "a"), ("<!--x--!>a-->", "a-->"), ("<!--x-->a", "a"), ("<!--x", "")]
        {
            assert_eq!(bounded(html).html, kept, "{html}");
        }
    }

    #[test]
    fn drawings_go_and_formulas_leave_their_source() {
        assert_eq!(bounded("a<svg><style><div></svg>b<svg>c").html, "abc");
        let math = "<math alttext='x^2'><msup><mi>x</mi><mn>2</mn></msup></math>.";
        assert_eq!(bounded(math).html, "<code>x^2</code>.");
    }

    #[test]
    fn reference_floods_and_attribute_floods_are_cut() {
        let flood = bounded(&"&amp".repeat(REFERENCES_MAX + 5));
        assert!(flood.cut.is_some());
        let attributes: String = (0..20_000).map(|n| format!(" a{n}=1")).collect();
        assert_eq!(bounded(&format!("<p{attributes}>x")).html, "x");
    }

    #[test]
    fn long_pages_are_cut_between_characters() {
        let html = "良".repeat(HTML_BYTES_MAX / 3 + 10);
        let bounded = bounded(&html);
        assert!(bounded.html.len() <= HTML_BYTES_MAX && bounded.cut.is_some());
    }

    #[test]
    fn tags_in_scripts_and_values_are_not_counted() {
        let html = format!("<script>var a='{}'</script><p title=\"{}\">x", "<div>".repeat(600), "<div>".repeat(600));
        assert_eq!(bounded(&html).html, html);
    }

    proptest! {
        #[test]
        fn ordinary_pages_pass_unchanged(html in "(<(p|div|b|/p|/div|/b|br)>|[a-z<>&;良 ]{0,6}){0,40}") {
            prop_assert_eq!(bounded(&html).html, html);
        }
    }
}
