//! Sources as papers and notes ask for them.

use api::citations::{Citation, CitationStyle, StyleProblem};

use super::{ForPeople, table};

impl ForPeople for Vec<Citation> {
    fn for_people(&self) -> String {
        let all: Vec<&str> = self.iter().map(|citation| citation.text.as_str()).collect();
        all.join(if all.iter().any(|text| text.contains('\n')) { "\n\n" } else { "\n" })
    }
}

impl ForPeople for Vec<CitationStyle> {
    fn for_people(&self) -> String {
        table(
            &["style", "name", ""],
            self.iter().map(|style| {
                let problem = style.problem.map(|problem| format!("cannot be used: {}", said(problem)));
                vec![style.id.clone(), style.name.clone(), problem.unwrap_or_default()]
            }),
        )
    }
}

fn said(problem: StyleProblem) -> &'static str {
    match problem {
        StyleProblem::TooLong => "it is too large for a style",
        StyleProblem::TooDeep => "its elements stand too deep inside each other",
        StyleProblem::Circle => "its macros name each other without an end",
        StyleProblem::Dependent => "it only refers to another style; take that one",
        StyleProblem::NoSources => "it says nothing of a list of sources",
        StyleProblem::Unreadable => "it is no style of the Citation Style Language",
    }
}
