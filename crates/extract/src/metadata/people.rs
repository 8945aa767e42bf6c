//! Who of a byline is a person: the publication, the office and the place beside the names are not.

use super::{names, same_words};

/// Endings of what a Chinese byline puts before a name, and is where the person works.
const WORKPLACES: [&str; 10] = ["社", "网", "報", "报", "传媒", "财经", "周刊", "杂志", "新闻", "客户端"];
/// What stands behind names and says only that they are those of writers.
const ROLES: [&str; 6] =
    ["staff writers", "staff writer", "staff correspondents", "staff correspondent", "correspondent", "reporters"];

/// The names of a byline without what stands beside them, unless nothing else is there.
pub(super) fn only(byline: &str, site: Option<&str>) -> String {
    let mut people: Vec<String> = Vec::new();
    for group in byline.split([';', '；']).map(str::trim) {
        for (at, part) in group.split(", ").map(str::trim).enumerate() {
            for name in split(without_workplace(without_role(part), site)) {
                if !is_beside(&name, site, at > 0 && group.len() < byline.len()) && !people.contains(&name) {
                    people.push(name);
                }
            }
        }
    }
    if people.is_empty() { byline.to_owned() } else { people.join(", ") }
}

/// Whether it is no person; behind a name that is set apart from other names, also a place.
fn is_beside(part: &str, site: Option<&str>, may_be_place: bool) -> bool {
    let is_site = site.is_some_and(|site| same_words(site, part) || part.starts_with(&format!("{site} ")));
    part.is_empty() || is_site || names::is_organisation(part) || may_be_place && !part.contains(' ')
}

/// `Nikkei staff writers` says who no one is.
fn without_role(part: &str) -> &str {
    let lower = part.to_lowercase();
    if ROLES.iter().any(|role| lower.ends_with(role)) && part.split(' ').count() <= 3 { "" } else { part }
}

/// A Chinese name without the paper before it: `示例社 陈一鸣`.
fn without_workplace<'a>(part: &'a str, site: Option<&str>) -> &'a str {
    let Some((place, name)) = part.split_once([' ', '\u{3000}']) else { return part };
    let is_place = site.is_some_and(|site| site == place) || WORKPLACES.iter().any(|ending| place.ends_with(ending));
    if is_place && names::chinese_names(name).is_some() { name.trim() } else { part }
}

/// Chinese names that blanks set apart are several.
fn split(part: &str) -> Vec<String> {
    match names::chinese_names(part) {
        Some(several) if several.len() > 1 => several,
        _ => vec![part.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::only;

    #[test]
    fn publications_offices_and_places_are_no_people() {
        for (byline, site, people) in [
            ("示例社 陈一鸣", Some("示例社"), "陈一鸣"),
            ("观察某某网 王一一", None, "王一一"),
            ("示例社, 陈一鸣", Some("示例社"), "陈一鸣"),
            ("张三, 某某日报", None, "张三"),
            ("李雷 韩梅梅", None, "李雷, 韩梅梅"),
            ("Ann Example, Taipei; Bo Sample, EXAMPLE TIMES Asia", Some("EXAMPLE TIMES"), "Ann Example, Bo Sample"),
            ("ANN EXAMPLE and BO SAMPLE, Example staff writers", None, "ANN EXAMPLE and BO SAMPLE"),
            ("Ann Example, MD", None, "Ann Example, MD"),
            ("Ann Example, Bo Sample", Some("Example"), "Ann Example, Bo Sample"),
            ("示例社", Some("示例社"), "示例社"),
            ("Example Staff Writer", None, "Example Staff Writer"),
            ("网易 丁某某", None, "网易 丁某某"),
        ] {
            assert_eq!(only(byline, site), people, "{byline}");
        }
    }
}
