//! What a query means: the tree that was written, made of needles and conditions, within limits.

use jiff::civil::Date;
use model::ItemKind;

use super::{
    dates::{Days, days},
    fields::{Compare, FieldName},
    syntax::{self, Asked, Ending, Part, What, is_space, note},
    tree::{Condition, End, Node, Parsed, Range, TextField, Word},
};
use crate::{
    Remark,
    analysis::{Class, Needle, words},
    request::Filter,
    schema::{mark, primary_language},
};

/// Each part is a clause of the engine for each field.
const CLAUSES_MAX: usize = 64;
/// Words of a phrase, of which eight Han characters count as one.
const PHRASE_WORDS_MAX: usize = 32;
const HAN_PER_WORD: usize = 8;

/// Understands a query. `typing` lets the last word be unfinished; `today` is what its dates are seen from.
pub(crate) fn parse(query: &str, typing: bool, today: Date) -> Parsed {
    let syntax::Written { root, remarks, end } = syntax::read(query);
    let goes_on = typing && end == query.len() && !query.ends_with(is_space);
    let mut reader = Reader {
        today,
        clauses: 0,
        unfinished: goes_on.then_some(end),
        is_alone: matches!(root.what, What::Word(..)),
        remarks,
    };
    let filters = filters(query, &root);
    let root = reader.node(query, &root);
    let root = match address(query) {
        Some(needle) => {
            let at = Condition::Text { field: TextField::Url, needle, is_prefix: false };
            Node::Any(vec![Node::Field(at), root])
        }
        None => root,
    };
    Parsed { root, filters, remarks: reader.remarks }
}

/// What stands behind the scheme when a query is nothing but a web address: the article from there is meant, and what names it.
fn address(query: &str) -> Option<Needle> {
    let query = query.trim();
    let rest = ["https://", "http://", "www."].iter().find_map(|start| query.strip_prefix(start))?;
    let is_one = !rest.is_empty() && !rest.contains(is_space);
    is_one.then(|| Needle::exact(rest.trim_end_matches('/'))).flatten()
}

/// The fields that hold for the whole query, as they stand in it.
fn filters(query: &str, root: &Part) -> Vec<Filter> {
    let parts = match &root.what {
        What::All(parts) => parts.as_slice(),
        _ => std::slice::from_ref(root),
    };
    parts.iter().filter_map(|part| filter(query, part)).collect()
}

fn filter(query: &str, part: &Part) -> Option<Filter> {
    let (asked, negated) = match &part.what {
        What::Field(asked) => (asked, false),
        What::Not(inner) => match &inner.what {
            What::Field(asked) => (asked, true),
            _ => return None,
        },
        _ => return None,
    };
    let at = |byte: usize| query.get(..byte).map_or(0, model::char_len);
    Some(Filter {
        start: at(part.span.start),
        end: at(part.span.end),
        field: asked.field.as_str(),
        compare: asked.compare.sign(),
        value: asked.value.clone(),
        negated,
    })
}

struct Reader {
    today: Date,
    clauses: usize,
    /// Where the text ends, when its last word may go on.
    unfinished: Option<usize>,
    /// Whether the query is one word.
    is_alone: bool,
    remarks: Vec<Remark>,
}

impl Reader {
    fn node(&mut self, query: &str, part: &Part) -> Node {
        let is_last = self.unfinished == Some(part.span.end);
        match &part.what {
            What::All(parts) => all_of(parts.iter().map(|part| self.node(query, part)).collect()),
            What::Any(parts) => any_of(parts.iter().map(|part| self.node(query, part)).collect()),
            What::Not(part) => match self.node(query, part) {
                Node::All(parts) if parts.is_empty() => Node::All(parts),
                node => Node::Not(Box::new(node)),
            },
            What::Word(text, ending) => {
                note(&mut self.remarks, is_like_a_field(text), Remark::UnknownField);
                note(&mut self.remarks, !is_last && lacks_a_value(text), Remark::FieldNotUnderstood);
                self.word(text, *ending, is_last && *ending == Ending::Whole)
            }
            What::Phrase(text) => self.phrase(text),
            What::Field(asked) => match self.condition(asked, is_last) {
                Some(condition) if self.has_room() => Node::Field(condition),
                Some(_) => Node::All(Vec::new()),
                None => {
                    note(&mut self.remarks, true, Remark::FieldNotUnderstood);
                    let (text, ending) = syntax::ending_of(query.get(part.span.clone()).unwrap_or_default());
                    self.word(text, ending, is_last && ending == Ending::Whole)
                }
            },
        }
    }

    fn phrase(&mut self, text: &str) -> Node {
        match Needle::exact(text) {
            Some(needle) if self.has_room() => Node::Phrase(self.shortened(needle)),
            _ => Node::All(Vec::new()),
        }
    }

    fn word(&mut self, text: &str, ending: Ending, is_last: bool) -> Node {
        let mut needles = words(text);
        needles.truncate(CLAUSES_MAX);
        if !self.is_alone {
            // A dash or a bar between words only separates them.
            needles.retain(|needle| needle.pieces().iter().any(|piece| piece.class != Class::Sign));
        }
        if needles.is_empty() || !self.has_room() {
            return Node::All(Vec::new());
        }
        self.clauses += needles.len() - 1;
        let end = match ending {
            Ending::Open => End::Open,
            Ending::Near => End::Near,
            // What is behind a name's ending has ended.
            Ending::Whole if is_last && needles.last().and_then(Needle::name).is_none() => End::Typed,
            Ending::Whole => End::Whole,
        };
        let in_any_form =
            |needle: Needle| if ending == Ending::Whole { needle.name().unwrap_or(needle) } else { needle };
        let needles = needles.into_iter().map(|needle| self.shortened(in_any_form(needle))).collect();
        Node::Words(vec![Word { needles, end, typed: text.to_owned() }])
    }

    fn condition(&mut self, asked: &Asked, is_last: bool) -> Option<Condition> {
        let Asked { field, compare, value, is_quoted } = asked;
        let is_plain = matches!(compare, Compare::Plain | Compare::Equal);
        match field {
            FieldName::Theme => Some(Condition::Theme(value.trim().to_owned())).filter(|_| is_plain),
            FieldName::Kind => ItemKind::from_word(field.value(value)?).filter(|_| is_plain).map(Condition::Kind),
            FieldName::Is => is_mark(field.value(value)?).filter(|_| is_plain).map(Condition::Mark),
            FieldName::Has => has_mark(field.value(value)?).filter(|_| is_plain).map(Condition::Mark),
            FieldName::Lang => {
                let lang = field.value(value).map_or_else(|| primary_language(value.trim()), str::to_owned);
                Some(Condition::Lang(lang)).filter(|_| is_plain)
            }
            FieldName::Before | FieldName::After | FieldName::On => {
                self.range(*field, *compare, value).map(Condition::Dated)
            }
            FieldName::Clipped => self.range(*field, *compare, value).map(Condition::Clipped),
            FieldName::Title => self.text(TextField::Title, asked, is_last),
            FieldName::Author => self.text(TextField::Author, asked, is_last),
            FieldName::Speaker => self.text(TextField::Speaker, asked, is_last),
            FieldName::Person => self.text(TextField::Person, asked, is_last),
            FieldName::Site => self.text(TextField::Site, asked, is_last),
            FieldName::Url => self.text(TextField::Url, asked, is_last && !is_quoted),
        }
    }

    fn text(&mut self, field: TextField, asked: &Asked, is_last: bool) -> Option<Condition> {
        match asked.compare {
            Compare::Equal => return Some(Condition::Whole(field, asked.value.trim().to_owned())),
            Compare::Plain => {}
            _ => return None,
        }
        let (text, ending) =
            if asked.is_quoted { (asked.value.as_str(), Ending::Whole) } else { syntax::ending_of(&asked.value) };
        let needle = self.shortened(Needle::exact(text)?);
        let is_prefix = ending == Ending::Open || (is_last && !asked.is_quoted);
        Some(Condition::Text { field, needle, is_prefix })
    }

    fn range(&self, field: FieldName, compare: Compare, value: &str) -> Option<Range> {
        let named = |text: &str| days(text, self.today);
        let range = |from, until| Some(Range { from, until });
        match (field, compare) {
            (FieldName::Before, Compare::Plain) => range(None, Some(named(value)?.from)),
            (FieldName::After, Compare::Plain) => range(Some(named(value)?.from), None),
            (FieldName::Before | FieldName::After, _) => None,
            (_, Compare::Plain | Compare::Equal) => match value.split_once("..") {
                None => named(value).and_then(|Days { from, until }| range(Some(from), Some(until))),
                Some((first, last)) => {
                    let end = |text: &str| if text.trim().is_empty() { Some(None) } else { named(text).map(Some) };
                    range(end(first)?.map(|days| days.from), end(last)?.map(|days| days.until))
                }
            },
            (_, Compare::Below) => range(None, Some(named(value)?.from)),
            (_, Compare::UpTo) => range(None, Some(named(value)?.until)),
            (_, Compare::Above) => range(Some(named(value)?.until), None),
            (_, Compare::From) => range(Some(named(value)?.from), None),
        }
    }

    /// Counts a clause; whether there was room for it.
    fn has_room(&mut self) -> bool {
        self.clauses += 1;
        let has_room = self.clauses <= CLAUSES_MAX;
        note(&mut self.remarks, !has_room, Remark::TooManyWords);
        has_room
    }

    fn shortened(&mut self, mut needle: Needle) -> Needle {
        let mut han = 0;
        let mut words = 0;
        let too_many = |class: Class| {
            han += usize::from(class == Class::Han);
            words += usize::from(matches!(class, Class::Letter | Class::Digit));
            words + han / HAN_PER_WORD > PHRASE_WORDS_MAX
        };
        let end = needle.pieces().iter().map(|piece| piece.class).position(too_many);
        if let Some(end) = end {
            needle.truncate(end);
            note(&mut self.remarks, true, Remark::PhraseTooLong);
        }
        needle
    }
}

/// Whether a word is written as a field would be, and is none: `foo:bar`, `Foo:bar`. Tickers (`NYSE:TSM`), hours, addresses
/// (`localhost:8080`) and names such as `re:Invent` are not.
fn is_like_a_field(word: &str) -> bool {
    word.split_once([':', '：']).is_some_and(|(name, value)| {
        let is_name = name.len() >= FIELD_NAME_MIN
            && name.bytes().all(|letter| letter.is_ascii_alphabetic())
            && name.bytes().skip(1).all(|letter| letter.is_ascii_lowercase());
        let is_number = value.bytes().next().is_some_and(|first| first.is_ascii_digit());
        is_name && !is_number && value.starts_with(char::is_alphanumeric) && FieldName::from_word(name).is_none()
    })
}

/// Few fields have a shorter name.
const FIELD_NAME_MIN: usize = 3;

/// Whether a word is a field's name and its colon, with nothing behind it: `on:`.
fn lacks_a_value(word: &str) -> bool {
    word.strip_suffix([':', '：'])
        .is_some_and(|name| FieldName::from_word(name).is_some_and(|field| field.is_offered_as(name)))
}

/// Flat, and with bare words side by side in one node.
fn all_of(parts: Vec<Node>) -> Node {
    let mut flat: Vec<Node> = Vec::new();
    for part in parts {
        match (flat.last_mut(), part) {
            (_, Node::All(inner)) => flat.extend(inner),
            (Some(Node::Words(before)), Node::Words(words)) => before.extend(words),
            (_, part) => flat.push(part),
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { Node::All(flat) }
}

fn any_of(mut parts: Vec<Node>) -> Node {
    parts.retain(|part| !matches!(part, Node::All(parts) if parts.is_empty()));
    match parts.len() {
        0 => Node::All(parts),
        1 => parts.remove(0),
        _ => Node::Any(parts),
    }
}

fn is_mark(word: &str) -> Option<&'static str> {
    [mark::UNREAD, mark::READ, mark::STARRED, mark::TRASHED, mark::UNTAGGED].into_iter().find(|mark| *mark == word)
}

fn has_mark(word: &str) -> Option<&'static str> {
    [mark::QUOTE, mark::NOTE, mark::FIGURE, mark::PICTURE].into_iter().find(|mark| *mark == word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 25);

    fn show(node: &Node) -> String {
        let list = |parts: &[Node]| parts.iter().map(show).collect::<Vec<_>>().join(" ");
        let needle =
            |needle: &Needle| needle.pieces().iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("_");
        let range = |Range { from, until }: &Range| {
            let end = |day: &Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}..{}", end(from), end(until))
        };
        match node {
            Node::All(parts) => format!("all({})", list(parts)),
            Node::Any(parts) => format!("any({})", list(parts)),
            Node::Not(part) => format!("not({})", show(part)),
            Node::Phrase(phrase) => format!("\"{}\"", needle(phrase)),
            Node::Words(words) => words
                .iter()
                .flat_map(|word| {
                    let sign = match word.end {
                        End::Whole => "",
                        End::Typed => "…",
                        End::Open => "*",
                        End::Near => "~",
                    };
                    word.needles.iter().map(move |n| format!("{}{sign}", needle(n)))
                })
                .collect::<Vec<_>>()
                .join("+"),
            Node::Field(condition) => match condition {
                Condition::Theme(name) => format!("theme:{name}"),
                Condition::Text { field, needle: value, is_prefix } => {
                    format!("{field:?}:{}{}", needle(value), if *is_prefix { "*" } else { "" })
                }
                Condition::Whole(field, value) => format!("{field:?}={value}"),
                Condition::Kind(kind) => format!("kind:{}", kind.as_str()),
                Condition::Lang(lang) => format!("lang:{lang}"),
                Condition::Mark(mark) => format!("mark:{mark}"),
                Condition::Dated(days) => format!("dated:{}", range(days)),
                Condition::Clipped(days) => format!("clipped:{}", range(days)),
            },
        }
    }

    fn check(query: &str, expected: &str, remarks: &[Remark]) {
        let parsed = parse(query, false, TODAY);
        assert_eq!(show(&parsed.root), expected, "{query}");
        assert_eq!(parsed.remarks, remarks, "{query}");
    }

    #[test]
    fn what_is_well_formed() {
        check("HBM 良率", "hbm+良_率", &[]);
        check("HBM AND 良率", "hbm+良_率", &[]);
        check("HBM -三星", "all(hbm not(三_星))", &[]);
        check("a b OR c d", "any(a+b c+d)", &[]);
        check("a (b OR c) d", "all(a any(b c) d)", &[]);
        check("（a OR b） “c d”", "all(any(a b) \"c_d\")", &[]);
        check("theme:HBM theme：\"high bandwidth memory\" x", "all(theme:HBM theme:high bandwidth memory x)", &[]);
        check("theme: HBM -kind： 文章", "all(theme:HBM not(kind:article))", &[]);
        check("on:> 2024 site: \"a b\"", "all(dated:2025-01-01.. Site:a_b)", &[]);
        check(
            "kind:Quotes -kind:文章 is:unread 含有：图片",
            "all(kind:quote not(kind:article) mark:unread mark:picture)",
            &[],
        );
        check("lang:zh-TW lang:英文 title:良率 site:财联社", "all(lang:zh lang:en Title:良_率 Site:财_联_社)", &[]);
        check("site:=财联社 author:Jane* url:\"a.cn/b\"", "all(Site=财联社 Author:jane* Url:a_._cn_/_b)", &[]);
        check("https://a.cn/", "any(Url:a_._cn https_:_/_/_a_._cn_/)", &[]);
        check("hbm* yeild~", "hbm*+yeild~", &[]);
        check("theme:(HBM OR “AI 芯片”) x", "all(any(theme:HBM theme:AI 芯片) x)", &[]);
        check(
            "is:(unread starred) -kind：（摘录 OR 笔记）",
            "all(mark:unread mark:starred not(any(kind:quote kind:note)))",
            &[],
        );
        check(
            "title:(良率 -HBM*) site:(a on:2024)",
            "all(Title:良_率 not(Title:hbm*) Site:a dated:2024-01-01..2025-01-01)",
            &[],
        );
        check("title:() a", "a", &[]);
        check("", "all()", &[]);
        assert_eq!(show(&parse("HBM 良", true, TODAY).root), "hbm+良…");
        assert_eq!(show(&parse("HBM co ", true, TODAY).root), "hbm+co");
        assert_eq!(show(&parse("site:财", true, TODAY).root), "Site:财*");
    }

    #[test]
    fn dates_are_ranges() {
        check("before:2024", "dated:..2024-01-01", &[]);
        check("after:2024-05", "dated:2024-05-01..", &[]);
        check("on:2024Q1", "dated:2024-01-01..2024-04-01", &[]);
        check("during:\"last month\"", "dated:2026-10-01..2026-11-01", &[]);
        check("日期：上个月", "dated:2026-10-01..2026-11-01", &[]);
        check("date>2024-05", "dated:2024-06-01..", &[]);
        check("published:<=2024", "dated:..2025-01-01", &[]);
        check("on:2024..2025-02", "dated:2024-01-01..2025-03-01", &[]);
        check("on:..2024", "dated:..2025-01-01", &[]);
        check("收录>=昨天", "clipped:2026-11-24..", &[]);
    }

    #[test]
    fn what_is_not_is_searched_as_words() {
        use Remark::*;
        check("OR", "or", &[]);
        check("AND", "and", &[]);
        check("a - b — c", "a+b+c", &[]);
        check("%", "%", &[]);
        check("before:never", "before_:_never", &[FieldNotUnderstood]);
        check("before:<2024", "before+<_2024", &[FieldNotUnderstood]);
        check("kind:theme", "kind_:_theme", &[FieldNotUnderstood]);
        check("theme:", "theme", &[FieldNotUnderstood]);
        check("theme: ", "theme", &[FieldNotUnderstood]);
        assert_eq!(parse("theme:", true, TODAY).remarks, []);
        check("theme: -a", "all(theme not(a))", &[FieldNotUnderstood]);
        check("theme: kind:quote", "all(theme kind:quote)", &[FieldNotUnderstood]);
        check("a theme: OR b", "any(a+theme b)", &[FieldNotUnderstood]);
        check("foo:bar", "foo_:_bar", &[UnknownField]);
        check("Foo:bar", "foo_:_bar", &[UnknownField]);
        check("localhost:8080 re:Invent", "localhost_:_8080+re_:_invent", &[]);
        check("kind: hbm*", "kind*+hbm*", &[FieldNotUnderstood]);
        check("kind:hbm*", "kind_:_hbm*", &[FieldNotUnderstood]);
        check("NYSE:TSM 10:30 mailto: a", "nyse_:_tsm+10_:_30+mailto+a", &[]);
        check("()", "all()", &[]);
    }

    #[test]
    fn fields_of_the_whole_query_are_told_with_their_places() {
        let found = |query: &str| {
            let filters = parse(query, false, TODAY).filters;
            filters.into_iter().map(|f| (f.start, f.end, f.field, f.compare, f.value, f.negated)).collect::<Vec<_>>()
        };
        assert_eq!(
            found("良率 -主题：“高带宽 内存” date>2024 x"),
            [(3, 15, "theme", "", "高带宽 内存".to_owned(), true), (16, 25, "on", ">", "2024".to_owned(), false)]
        );
        assert_eq!(found("theme:a OR theme:b"), []);
        assert_eq!(found("kind:quote").len(), 1);
    }

    #[test]
    fn limits_hold() {
        let deep = "(".repeat(10_000) + "a";
        assert!(parse(&deep, true, TODAY).remarks.contains(&Remark::TooDeep));
        let many = "a ".repeat(900);
        let parsed = parse(&many, false, TODAY);
        assert_eq!(parsed.remarks, [Remark::TooManyWords]);
        assert!(matches!(parsed.root, Node::Words(words) if words.len() == CLAUSES_MAX));
        assert_eq!(parse(&"长".repeat(3_000), false, TODAY).remarks, [Remark::TooLong, Remark::PhraseTooLong]);
        assert_eq!(parse(&format!("\"{}\"", "a ".repeat(40)), false, TODAY).remarks, [Remark::PhraseTooLong]);
    }

    fn depth(node: &Node) -> usize {
        match node {
            Node::All(parts) | Node::Any(parts) => 1 + parts.iter().map(depth).max().unwrap_or(0),
            Node::Not(part) => 1 + depth(part),
            _ => 1,
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(query in "\\PC{0,200}", typing: bool) {
            parse(&query, typing, TODAY);
        }

        #[test]
        fn no_tree_is_deeper_than_the_parentheses(query in "[-()\"a：:ORtheme 良* ]{0,300}") {
            prop_assert!(depth(&parse(&query, true, TODAY).root) <= 3 * syntax::DEPTH_MAX + 4);
        }
    }
}
