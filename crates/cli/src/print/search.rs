//! What was found.

use api::{
    search::{Answer, Hit},
    searches::SavedSearch,
};

use super::{ForPeople, day, joined, names, or_empty, table};

impl ForPeople for Answer {
    fn for_people(&self) -> String {
        let remarks: String = self.remarks.iter().map(|remark| format!("({})\n", remark.message)).collect();
        let hits: Vec<String> = self.hits.iter().map(hit).collect();
        let relaxed = if self.relaxed { "; some with a part of the words only" } else { "" };
        format!(
            "{remarks}{} found in {:.1} ms{relaxed}\n\n{}",
            self.total,
            self.took_us as f64 / 1000.0,
            hits.join("\n\n")
        )
    }
}

impl ForPeople for SavedSearch {
    fn for_people(&self) -> String {
        vec![self.clone()].for_people()
    }
}

impl ForPeople for Vec<SavedSearch> {
    fn for_people(&self) -> String {
        let count = |search: &SavedSearch| search.count.map(|count| count.to_string()).unwrap_or_default();
        table(
            &["name", "finds", "query", "id"],
            self.iter().map(|search| vec![search.name.clone(), count(search), search.query.clone(), search.id.clone()]),
        )
    }
}

fn hit(hit: &Hit) -> String {
    let source = joined(&[
        hit.kind.clone(),
        if hit.partial { "some of the words".to_owned() } else { String::new() },
        or_empty(hit.speaker.as_deref()),
        or_empty(hit.site.as_deref()),
        day(hit.published.as_deref()),
        names(&hit.themes),
        hit.id.clone(),
    ]);
    format!("{}\n  {}\n  {source}", hit.title, marked(&hit.snippet, &hit.highlights))
}

/// Puts the character ranges of `text` between marks.
fn marked(text: &str, ranges: &[(u32, u32)]) -> String {
    let mut out = String::new();
    for (at, c) in (0u32..).zip(text.chars()) {
        if ranges.iter().any(|range| range.0 == at) {
            out.push('[');
        }
        out.push(c);
        if ranges.iter().any(|range| range.1 == at + 1) {
            out.push(']');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn highlights_count_characters() {
        assert_eq!(marked("HBM良率62%", &[(3, 5)]), "HBM[良率]62%");
        assert_eq!(marked("良率", &[]), "良率");
    }
}
