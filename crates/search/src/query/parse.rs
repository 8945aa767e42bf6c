//! Reading a query by recursive descent, within limits.

use jiff::civil::Date;
use model::ItemKind;

use super::{
    dates::{Days, days},
    lex::{Lexeme, lex},
    tree::{Condition, Node, Parsed, TextField, Word},
};
use crate::{
    Remark,
    analysis::{Class, Needle, words},
    schema::{mark, primary_language},
};

/// A query's length: nobody types more, and every later limit follows from it.
pub(crate) const QUERY_CHARS_MAX: usize = 2_000;
/// Each level of parentheses is a level of recursion here and in Tantivy, which aborts at some 600.
const DEPTH_MAX: usize = 32;
/// Each part is a clause of the engine for each field.
const CLAUSES_MAX: usize = 64;
/// Words of a phrase, of which eight Han characters count as one.
const PHRASE_WORDS_MAX: usize = 32;
const HAN_PER_WORD: usize = 8;

/// Understands a query. `typing` lets the last word be unfinished; `today` is what its dates are seen from.
pub(crate) fn parse(query: &str, typing: bool, today: Date) -> Parsed {
    let end = query.char_indices().nth(QUERY_CHARS_MAX).map_or(query.len(), |(at, _)| at);
    let mut lexemes = lex(&query[..end]);
    let mut remarks = Vec::new();
    note_if(&mut remarks, end < query.len(), Remark::TooLong);
    if is_too_deep(&lexemes) {
        remarks.push(Remark::TooDeep);
        lexemes.retain(|lexeme| !matches!(lexeme, Lexeme::Open | Lexeme::Close));
    }
    let last_goes_on = typing && end == query.len() && query.chars().last().is_some_and(|c| !c.is_whitespace());
    let mut parser = Parser { lexemes, at: 0, clauses: 0, last_goes_on, today, remarks };
    let mut parts = vec![parser.any()];
    while parser.at < parser.lexemes.len() {
        parser.remark(Remark::Unbalanced);
        parser.at += 1;
        parts.push(parser.any());
    }
    Parsed { root: all_of(parts), remarks: parser.remarks }
}

fn is_too_deep(lexemes: &[Lexeme]) -> bool {
    let mut depth = 0_usize;
    lexemes.iter().any(|lexeme| {
        match lexeme {
            Lexeme::Open => depth += 1,
            Lexeme::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEPTH_MAX
    })
}

fn note_if(remarks: &mut Vec<Remark>, holds: bool, remark: Remark) {
    if holds && !remarks.contains(&remark) {
        remarks.push(remark);
    }
}

struct Parser {
    lexemes: Vec<Lexeme>,
    at: usize,
    clauses: usize,
    last_goes_on: bool,
    today: Date,
    remarks: Vec<Remark>,
}

impl Parser {
    fn any(&mut self) -> Node {
        let mut parts = vec![self.all()];
        while self.lexemes.get(self.at) == Some(&Lexeme::Or) {
            self.at += 1;
            parts.push(self.all());
        }
        let given = parts.len();
        parts.retain(|part| !is_empty(part));
        if parts.len() < given {
            return self.after_loose_operator(parts);
        }
        if parts.len() == 1 { parts.remove(0) } else { Node::Any(parts) }
    }

    /// An `OR` with nothing on one side is left out; one that is the whole query is a word.
    fn after_loose_operator(&mut self, mut parts: Vec<Node>) -> Node {
        let is_operator = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Or | Lexeme::And);
        if parts.is_empty() && self.lexemes.len() == 1 && self.lexemes.iter().all(is_operator) {
            let typed = if self.lexemes[0] == Lexeme::Or { "or" } else { "and" };
            return self.word(typed.to_owned(), true);
        }
        if self.lexemes.contains(&Lexeme::Or) {
            self.remark(Remark::LooseOperator);
        }
        if parts.len() == 1 {
            parts.remove(0)
        } else if parts.is_empty() {
            Node::All(parts)
        } else {
            Node::Any(parts)
        }
    }

    fn all(&mut self) -> Node {
        let mut parts = Vec::new();
        while let Some(part) = self.part() {
            parts.push(part);
        }
        all_of(parts)
    }

    /// The next part; `None` at an `OR`, a closing parenthesis or the end.
    fn part(&mut self) -> Option<Node> {
        let lexeme = self.lexemes.get(self.at).filter(|lexeme| !matches!(lexeme, Lexeme::Or | Lexeme::Close))?.clone();
        self.at += 1;
        let is_last = self.at == self.lexemes.len();
        Some(match lexeme {
            Lexeme::Open => self.group(),
            Lexeme::Minus => self.exclusion(),
            Lexeme::Phrase(text, closed) => {
                self.note(!closed, Remark::Unbalanced);
                self.phrase(&text)
            }
            Lexeme::Field { name, value, typed } => self.field(name, &value, typed, is_last),
            Lexeme::Word(typed) => self.word(typed, is_last),
            Lexeme::And if self.lexemes.len() == 1 => self.word("and".to_owned(), true),
            Lexeme::And | Lexeme::Or | Lexeme::Close => Node::All(Vec::new()),
        })
    }

    fn group(&mut self) -> Node {
        let inner = self.any();
        let closed = self.lexemes.get(self.at) == Some(&Lexeme::Close);
        self.note(!closed, Remark::Unbalanced);
        self.at += usize::from(closed);
        inner
    }

    fn exclusion(&mut self) -> Node {
        let mut doubled = false;
        while self.lexemes.get(self.at) == Some(&Lexeme::Minus) {
            self.at += 1;
            doubled = true;
        }
        if doubled {
            self.remark(Remark::LooseOperator);
            return Node::All(Vec::new());
        }
        match self.lexemes.get(self.at) {
            None | Some(Lexeme::Or | Lexeme::And | Lexeme::Close) => {
                self.remark(Remark::LooseOperator);
                Node::All(Vec::new())
            }
            Some(_) => match self.part() {
                Some(part) if !is_empty(&part) => Node::Not(Box::new(part)),
                _ => Node::All(Vec::new()),
            },
        }
    }

    fn phrase(&mut self, text: &str) -> Node {
        match Needle::exact(text) {
            Some(needle) if self.has_room() => Node::Phrase(self.shortened(needle)),
            _ => Node::All(Vec::new()),
        }
    }

    fn word(&mut self, typed: String, is_last: bool) -> Node {
        let (text, starred) = match typed.strip_suffix(['*', '＊']) {
            Some(stem) if !stem.is_empty() => (stem, true),
            _ => (typed.as_str(), false),
        };
        let mut needles = words(text);
        needles.truncate(CLAUSES_MAX);
        if self.lexemes.len() > 1 {
            // A dash or a bar between words only separates them.
            needles.retain(|needle| needle.pieces().iter().any(|piece| piece.class != Class::Sign));
        }
        if needles.is_empty() || !self.has_room() {
            return Node::All(Vec::new());
        }
        self.clauses += needles.len() - 1;
        let needles = needles.into_iter().map(|needle| self.shortened(needle)).collect();
        Node::Words(vec![Word { needles, is_prefix: starred || (is_last && self.last_goes_on), typed }])
    }

    fn field(&mut self, name: &str, value: &str, typed: String, is_last: bool) -> Node {
        let condition = match name {
            "theme" => Some(Condition::Theme(value.to_owned())),
            "title" => text_condition(TextField::Title, value),
            "author" => text_condition(TextField::Author, value),
            "speaker" => text_condition(TextField::Speaker, value),
            "site" => text_condition(TextField::Site, value),
            "url" => text_condition(TextField::Url, value),
            "kind" => kind(value).map(Condition::Kind),
            "lang" => Some(Condition::Lang(primary_language(value))).filter(|_| !value.trim().is_empty()),
            "is" => is_mark(value).map(Condition::Mark),
            "has" => has_mark(value).map(Condition::Mark),
            "before" => days(value, self.today).map(|days| Condition::Dated { from: None, until: Some(days.from) }),
            "after" => days(value, self.today).map(|days| Condition::Dated { from: Some(days.from), until: None }),
            _ => days(value, self.today)
                .map(|Days { from, until }| Condition::Dated { from: Some(from), until: Some(until) }),
        };
        match condition {
            Some(condition) if self.has_room() => Node::Field(condition),
            Some(_) => Node::All(Vec::new()),
            None => {
                self.remark(Remark::FieldNotUnderstood);
                self.word(typed, is_last)
            }
        }
    }

    /// Counts a clause; whether there was room for it.
    fn has_room(&mut self) -> bool {
        self.clauses += 1;
        let has_room = self.clauses <= CLAUSES_MAX;
        self.note(!has_room, Remark::TooManyWords);
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
            self.remark(Remark::PhraseTooLong);
        }
        needle
    }

    fn remark(&mut self, remark: Remark) {
        self.note(true, remark);
    }

    fn note(&mut self, holds: bool, remark: Remark) {
        note_if(&mut self.remarks, holds, remark);
    }
}

fn text_condition(field: TextField, value: &str) -> Option<Condition> {
    Needle::exact(value).map(|needle| Condition::Text(field, needle))
}

fn is_empty(node: &Node) -> bool {
    matches!(node, Node::All(parts) if parts.is_empty())
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

fn kind(value: &str) -> Option<ItemKind> {
    let word = value.to_lowercase();
    let kind = match word.as_str() {
        "文章" => Some(ItemKind::Article),
        "摘录" | "摘錄" => Some(ItemKind::Quote),
        "笔记" | "筆記" => Some(ItemKind::Note),
        word => ItemKind::from_word(word.strip_suffix('s').unwrap_or(word)),
    };
    kind.filter(|kind| *kind != ItemKind::Theme)
}

fn is_mark(value: &str) -> Option<&'static str> {
    [mark::UNREAD, mark::READ, mark::STARRED, mark::TRASHED, mark::UNTAGGED]
        .into_iter()
        .find(|mark| mark.eq_ignore_ascii_case(value))
}

fn has_mark(value: &str) -> Option<&'static str> {
    let value = value.strip_suffix(['s', 'S']).unwrap_or(value);
    [mark::QUOTE, mark::NOTE, mark::FIGURE, mark::PICTURE].into_iter().find(|mark| mark.eq_ignore_ascii_case(value))
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
        match node {
            Node::All(parts) => format!("all({})", list(parts)),
            Node::Any(parts) => format!("any({})", list(parts)),
            Node::Not(part) => format!("not({})", show(part)),
            Node::Phrase(phrase) => format!("\"{}\"", needle(phrase)),
            Node::Words(words) => words
                .iter()
                .flat_map(|word| {
                    let star = if word.is_prefix { "*" } else { "" };
                    word.needles.iter().map(move |n| format!("{}{star}", needle(n)))
                })
                .collect::<Vec<_>>()
                .join("+"),
            Node::Field(condition) => match condition {
                Condition::Theme(name) => format!("theme:{name}"),
                Condition::Text(field, value) => format!("{field:?}:{}", needle(value)),
                Condition::Kind(kind) => format!("kind:{}", kind.as_str()),
                Condition::Lang(lang) => format!("lang:{lang}"),
                Condition::Mark(mark) => format!("mark:{mark}"),
                Condition::Dated { from, until } => format!("published:{}..{}", from.is_some(), until.is_some()),
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
        check(
            "kind:Quotes -kind:文章 is:unread has:figures",
            "all(kind:quote not(kind:article) mark:unread mark:figure)",
            &[],
        );
        check(
            "before:2024 after:2023-05 on:2024Q1",
            "all(published:false..true published:true..false published:true..true)",
            &[],
        );
        check("lang:zh-TW title:良率 site:财联社", "all(lang:zh Title:良_率 Site:财_联_社)", &[]);
        check("hbm*", "hbm*", &[]);
        check("", "all()", &[]);
        assert_eq!(show(&parse("HBM 良", true, TODAY).root), "hbm+良*");
        assert_eq!(show(&parse("HBM co ", true, TODAY).root), "hbm+co");
    }

    #[test]
    fn what_is_not_is_searched_as_words() {
        use Remark::*;
        check("(a b", "a+b", &[Unbalanced]);
        check("a) b", "a+b", &[Unbalanced]);
        check("\"a b", "\"a_b\"", &[Unbalanced]);
        check("OR a", "a", &[LooseOperator]);
        check("a OR", "a", &[LooseOperator]);
        check("OR", "or", &[]);
        check("AND", "and", &[]);
        check("a --b", "a+b", &[LooseOperator]);
        check("a - b — c", "a+b+c", &[]);
        check("%", "%", &[]);
        check("before:never", "before_:_never", &[FieldNotUnderstood]);
        check("kind:theme", "kind_:_theme", &[FieldNotUnderstood]);
        check("theme:", "theme", &[]);
        check("https://a.cn", "https_:_/_/_a_._cn", &[]);
        check("()", "all()", &[]);
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
            prop_assert!(depth(&parse(&query, true, TODAY).root) <= 3 * DEPTH_MAX + 4);
        }
    }
}
