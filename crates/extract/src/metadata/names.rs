//! Names of authors: what is one, and how several are written.

/// More authors than this are a list of something else.
const AUTHORS_MAX: usize = 12;

/// A name longer than this is a sentence.
const NAME_CHARS_MAX: usize = 80;

/// Words that stand where a name should and name nobody.
const NOBODY: [&str; 20] = [
    "admin",
    "administrator",
    "author",
    "by",
    "staff",
    "unknown",
    "anonymous",
    "null",
    "undefined",
    "none",
    "editor",
    "佚名",
    "匿名",
    "未知",
    "网络",
    "不详",
    "作者",
    "记者",
    "编辑",
    "小编",
];

/// Several names as one byline, each once, in order.
pub(super) fn joined(list: Vec<String>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in list.iter().filter_map(|name| tidy(name)).take(AUTHORS_MAX) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// A name without its label and punctuation, or `None` for what is not one.
pub(super) fn tidy(raw: &str) -> Option<String> {
    let mut name = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    for label in ["By ", "by ", "BY ", "作者：", "作者:", "记者：", "文：", "文/"] {
        if let Some(rest) = name.strip_prefix(label) {
            name = rest.to_owned();
        }
    }
    let end = name.find(['／', '/']).filter(|at| name[*at..].contains('報') || name[*at..].contains('报'));
    let name = &name[..end.unwrap_or(name.len())];
    let name = name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：'
                    | ','
                    | '，'
                    | '|'
                    | '｜'
                    | '/'
                    | '·'
                    | '•'
                    | '-'
                    | '—'
                    | ';'
                    | '；'
                    | '、'
                    | '【'
                    | '】'
                    | '['
                    | ']'
                    | '。'
            )
    });
    is_name(name).then(|| name.to_owned())
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let lower = name.to_lowercase();
    let is_address = lower.contains("://")
        || lower.starts_with("www.")
        || lower.contains(".com/")
        || lower.starts_with('@') && length < 2;
    (2..=NAME_CHARS_MAX).contains(&length)
        && !is_address
        && !NOBODY.contains(&&*lower)
        && !name.contains(['。', '？', '！', '{', '}', '<', '>', '='])
        && name.chars().any(char::is_alphabetic)
}
