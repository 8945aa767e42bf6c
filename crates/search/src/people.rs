//! The people that an item names: who wrote it, who said it.

/// Names of one byline that are counted; a longer list is an imprint.
const NAMES_MAX: usize = 16;

/// Who wrote or said an item, each name once, as printed.
pub(crate) fn people<'a>(author: Option<&'a str>, speaker: Option<&'a str>) -> impl Iterator<Item = &'a str> {
    let mut names: Vec<&str> = Vec::new();
    let printed = author.into_iter().flat_map(names_of).take(NAMES_MAX).chain(speaker.map(str::trim));
    for name in printed.filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter()
}

/// The names of a byline: `顾小舟、李明`, `Jane Roe and John Doe`.
fn names_of(byline: &str) -> impl Iterator<Item = &str> {
    byline.split(['、', ',', '，', ';', '；', '/', '|', '&']).flat_map(|part| part.split(" and ")).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::people;

    #[test]
    fn a_byline_is_its_names() {
        let check = |author, speaker, names: &[&str]| assert_eq!(people(author, speaker).collect::<Vec<_>>(), names);
        check(Some("顾小舟、李明"), None, &["顾小舟", "李明"]);
        check(Some("Jane Roe and John Doe, Ann Alexander"), None, &["Jane Roe", "John Doe", "Ann Alexander"]);
        check(Some("顾小舟"), Some(" 顾小舟 "), &["顾小舟"]);
        check(Some(" , "), Some(""), &[]);
    }
}
