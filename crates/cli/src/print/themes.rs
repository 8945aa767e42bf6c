//! Themes.

use api::themes::{RuleApplied, Suggestion, Theme, ThemeTableTaken};

use super::{ForPeople, table};

impl ForPeople for Vec<Theme> {
    fn for_people(&self) -> String {
        let forms =
            |theme: &Theme| theme.aliases.iter().map(|alias| alias.form.as_str()).collect::<Vec<_>>().join(", ");
        table(
            &["theme", "kind", "aliases", "count", "id"],
            self.iter().map(|theme| {
                vec![theme.name.clone(), theme.kind.clone(), forms(theme), theme.count.to_string(), theme.id.clone()]
            }),
        )
    }
}

impl ForPeople for Theme {
    fn for_people(&self) -> String {
        vec![self.clone()].for_people()
    }
}

impl ForPeople for Vec<Suggestion> {
    fn for_people(&self) -> String {
        let line = |s: &Suggestion| {
            vec![
                s.theme.clone(),
                s.forms.join(", "),
                s.count.to_string(),
                if s.tagged { "tagged".into() } else { String::new() },
            ]
        };
        table(&["theme", "found as", "times", ""], self.iter().map(line))
    }
}

impl ForPeople for ThemeTableTaken {
    fn for_people(&self) -> String {
        let problems: String =
            self.problems.iter().map(|problem| format!("\nline {}: {}", problem.line, problem.message)).collect();
        format!("{} new themes, {} that were there gained something{problems}", self.added, self.extended)
    }
}

impl ForPeople for RuleApplied {
    fn for_people(&self) -> String {
        format!("given to {} articles, quotes and notes", self.given)
    }
}
