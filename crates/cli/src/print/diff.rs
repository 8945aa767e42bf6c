//! What a publisher changed, as `git diff --word-diff` writes it: `…今年的良率大约 [-62%-]{+58%+}，到年底…`.

use std::ops::Range;

use api::articles::{Change, Diff};

use super::ForPeople;

/// Characters shown around a change.
const AROUND: usize = 24;

impl ForPeople for Diff {
    fn for_people(&self) -> String {
        if self.changes.is_empty() {
            return "Nothing changed.".into();
        }
        let text: Vec<char> = self.text.chars().collect();
        let in_one_line = |one: &Change, next: &Change| !text[between(&text, one, next)].contains(&'\n');
        let lines = self.changes.chunk_by(in_one_line).map(|changes| line(&text, changes));
        lines.collect::<Vec<_>>().join("\n\n")
    }
}

/// Where the newer words of a change stand in the newer text.
fn place(text: &[char], change: &Change) -> Range<usize> {
    let start = (change.at as usize).min(text.len());
    start..(start + change.after.chars().count()).min(text.len())
}

/// What stays between two changes.
fn between(text: &[char], one: &Change, next: &Change) -> Range<usize> {
    let start = place(text, one).end;
    start..place(text, next).start.max(start)
}

/// The changes of one line among their neighbours, which are shown once; a long way between two of them is left out.
fn line(text: &[char], changes: &[Change]) -> String {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return String::new() };
    let mark = if changes.iter().any(|change| change.figures) { "# " } else { "  " };
    let head = end_of_line(&text[..place(text, first).start]);
    let gaps = changes.windows(2).map(|pair| gap(&text[between(text, &pair[0], &pair[1])]));
    let changed: String =
        changes.iter().zip(gaps.chain([String::new()])).map(|(change, gap)| marked(change) + &gap).collect();
    format!("{mark}{head}{changed}{}", start_of_line(&text[place(text, last).end..]))
}

fn marked(change: &Change) -> String {
    let gone = if change.before.is_empty() { String::new() } else { format!("[-{}-]", change.before) };
    let come = if change.after.is_empty() { String::new() } else { format!("{{+{}+}}", change.after) };
    gone + &come
}

fn gap(same: &[char]) -> String {
    if same.len() <= 2 * AROUND {
        same.iter().collect()
    } else {
        format!("{}…{}", start_of_line(same), end_of_line(same))
    }
}

fn start_of_line(text: &[char]) -> String {
    text.iter().take_while(|c| **c != '\n').take(AROUND).collect()
}

fn end_of_line(text: &[char]) -> String {
    let backwards: Vec<char> = text.iter().rev().take_while(|c| **c != '\n').take(AROUND).copied().collect();
    backwards.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(text: &str, changes: &[(&str, &str)]) -> String {
        let mut from = 0;
        let change = |(before, after): &(&str, &str)| {
            let at = from + text[from..].find(after).unwrap();
            from = at + after.len();
            let (kind, at) = ("replaced".to_owned(), u32::try_from(text[..at].chars().count()).unwrap());
            let figures = before.contains(char::is_numeric);
            Change { kind, before: (*before).to_owned(), after: (*after).to_owned(), at, figures }
        };
        let changes = changes.iter().map(change).collect();
        Diff { from: String::new(), to: String::new(), text: text.to_owned(), changes }.for_people()
    }

    #[test]
    fn a_line_with_several_changes_is_shown_once() {
        let said = diff("良率大约 58%，年底能到七成，交期三十周。\n另一段。", &[("62%", "58%"), ("八成", "七成")]);
        assert_eq!(said, "# 良率大约 [-62%-]{+58%+}，年底能到[-八成-]{+七成+}，交期三十周。");
    }

    #[test]
    fn changes_of_two_lines_are_two_and_a_long_way_between_is_left_out() {
        let far = "也".repeat(60);
        let said = diff(&format!("一甲{far}二乙。\n三丙。"), &[("一乙", "一甲"), ("二丙", "二乙"), ("三丁", "三丙")]);
        let (first, second) = said.split_once("\n\n").unwrap();
        let around = "也".repeat(AROUND);
        assert_eq!(first, format!("  [-一乙-]{{+一甲+}}{around}…{around}[-二丙-]{{+二乙+}}。"));
        assert_eq!(second, "  [-三丁-]{+三丙+}。");
    }
}
