//! What is known about single sites: rules as data, this project's (`crates/extract/sites/`) and the user's own.
//!
//! **Invariant:** a rule is a hint: where its selectors find nothing, the general way answers.
//! **Invariant:** a malformed rule is named with file and line and left out; it stops nothing.

mod built_in;
mod read;
mod rule;

use std::sync::{Arc, OnceLock};

use dom_query::Document;

pub(crate) use rule::Rule;

/// The rules for sites that extraction is given.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    /// In the order in which they answer: the user's first.
    rules: Vec<Arc<Rule>>,
}

/// A rule that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleProblem {
    /// The file it stands in.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl std::fmt::Display for RuleProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "The site rule {}, line {}, is not used: {}.", self.file, self.line, self.message)
    }
}

impl Sites {
    /// The rules of this project.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Sites> = OnceLock::new();
        BUILT_IN.get_or_init(|| Self { rules: read_all(built_in::FILES).0 })
    }

    /// The user's rules, given as file name and text, before those of this project; what is malformed is told.
    pub fn with_own<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<RuleProblem>) {
        let (mut rules, problems) = read_all(files);
        rules.extend(Self::built_in().rules.iter().cloned());
        (Self { rules }, problems)
    }

    /// The rule for a page: the longest name of its host that one has, or else a sign of the system that made it.
    pub(crate) fn rule_for(&self, host: Option<&str>, document: &Document) -> Option<Arc<Rule>> {
        let by_host = host.and_then(|host| {
            let fits = |rule: &&Arc<Rule>| rule.fit(host) > 0;
            self.rules.iter().rev().filter(fits).max_by_key(|rule| rule.fit(host))
        });
        by_host.or_else(|| self.rules.iter().find(|rule| rule.signed(document))).cloned()
    }
}

fn read_all<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Vec<Arc<Rule>>, Vec<RuleProblem>) {
    let (mut rules, mut problems) = (Vec::new(), Vec::new());
    for (file, text) in files {
        match read::rule(file, text) {
            Ok(rule) => rules.push(Arc::new(rule)),
            Err(problem) => problems.push(problem),
        }
    }
    (rules, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(sites: &Sites, host: &str, page: &str) -> Option<String> {
        sites.rule_for(Some(host), &Document::from(page)).and_then(|rule| rule.name.clone())
    }

    #[test]
    fn every_rule_of_this_project_can_be_used() {
        assert_eq!(read_all(built_in::FILES).1, []);
    }

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sites");
        let mut there: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        there.sort();
        assert_eq!(there, built_in::FILES.map(|(file, _)| file));
    }

    #[test]
    fn the_users_rule_and_the_longer_host_win() {
        let files = [
            ("a.toml", "name = 'Wide'\nhosts = ['news.example']"),
            ("b.toml", "name = 'Narrow'\nhosts = ['money.news.example']"),
            ("c.toml", "name = 'Second'\nhosts = ['news.example']"),
            ("d.toml", "name = 'Press'\nsigns = ['meta[name=generator][content^=Press]']"),
            ("e.toml", "name = 'Mine'\nhosts = ['wallstreetcn.com']"),
        ];
        let (sites, problems) = Sites::with_own(files);
        assert_eq!(problems, []);
        assert_eq!(name(&sites, "www.news.example", "").as_deref(), Some("Wide"));
        assert_eq!(name(&sites, "money.news.example", "").as_deref(), Some("Narrow"));
        assert_eq!(name(&sites, "othernews.example", ""), None);
        assert_eq!(name(&sites, "x.example", "<meta name=generator content='Press 3'>").as_deref(), Some("Press"));
        assert_eq!(name(&sites, "wallstreetcn.com", "").as_deref(), Some("Mine"));
    }

    #[test]
    fn a_malformed_rule_is_named_with_its_line_and_stops_nothing() {
        let files = [
            ("unclosed.toml", "hosts = ['a.example']\nbody = ['.x'"),
            ("selector.toml", "hosts = ['b.example']\n\nbody = ['.x', 'p[[']"),
            ("word.toml", "hosts = ['c.example']\nbodi = ['.x']"),
            ("zone.toml", "hosts = ['d.example']\nzone = 'Peking'"),
            ("nowhere.toml", "name = 'No host'"),
            ("good.toml", "name = 'Good'\nhosts = ['good.example']"),
        ];
        let (sites, problems) = Sites::with_own(files);
        let told: Vec<(&str, usize)> = problems.iter().map(|problem| (problem.file.as_str(), problem.line)).collect();
        assert_eq!(
            told,
            [("unclosed.toml", 2), ("selector.toml", 3), ("word.toml", 2), ("zone.toml", 2), ("nowhere.toml", 1)]
        );
        assert_eq!(name(&sites, "good.example", "").as_deref(), Some("Good"));
        assert!(problems[3].to_string().starts_with("The site rule zone.toml, line 2, is not used: "));
    }
}
