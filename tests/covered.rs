//! The list of features in `tests/journeys/README.md`: each has a test, and every test it names exists.

use std::{collections::BTreeSet, fs, path::Path};

use crate::programs::root;

/// The titles of the tests in a folder's files.
fn titles(folder: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tests = files.filter(|file| file.to_string_lossy().ends_with(".test.mjs"));
    tests.flat_map(|file| fs::read_to_string(file).unwrap().lines().filter_map(title).collect::<Vec<_>>()).collect()
}

fn title(line: &str) -> Option<String> {
    let (title, _) = line.strip_prefix("test('")?.split_once("',")?;
    Some(title.to_owned())
}

/// What stands between backticks in the second column of the tables, row by row.
fn named(list: &str) -> Vec<Vec<String>> {
    let rows = list.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| feature"));
    let second = rows.map(|row| row.rsplit_once(" | ").map_or("", |(_, tests)| tests));
    second.map(|tests| tests.split('`').skip(1).step_by(2).map(str::to_owned).collect()).collect()
}

#[test]
fn every_feature_has_a_test_that_exists() {
    let tests = root().join("tests");
    let all: BTreeSet<String> = ["journeys", "window"].iter().flat_map(|folder| titles(&tests.join(folder))).collect();
    let rows = named(&fs::read_to_string(tests.join("journeys/README.md")).unwrap());
    assert!(rows.len() > 40 && rows.iter().all(|row| !row.is_empty()), "a feature has no test");
    let named: BTreeSet<String> = rows.into_iter().flatten().collect();
    assert_eq!(named.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "no such test");
}
