//! How the command is called: help, its manual, names and folders, what is refused.

use std::{fs, process::Command};

use crate::programs::{Desk, PAGE};

#[cfg(target_os = "linux")]
#[test]
fn what_never_ends_is_refused_at_once() {
    let desk = Desk::new();
    let pipe = desk.folder.path().join("pipe").to_string_lossy().into_owned();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for file in [&*pipe, "/dev/zero", "/proc/kmsg"] {
        for verb in ["clip", "extract"] {
            let output = desk.run(&[verb, file]);
            assert_ne!(output.status.code(), Some(0), "{verb} {file}");
            let said = [output.stdout, output.stderr].concat();
            assert!(!said.is_empty(), "{verb} {file} says why");
        }
    }
}

#[test]
fn completions_and_the_manual_are_made() {
    let desk = Desk::new();
    for (arguments, word) in
        [(&["completions", "bash"][..], "restore-backup"), (&["man"][..], "tearsheet"), (&["--help"][..], "Exit codes")]
    {
        let output = desk.run(arguments);
        assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains(word), "{arguments:?}");
    }
    assert_eq!(desk.run(&["nonsense"]).status.code(), Some(2));
}

/// The verbs below one, as its help lists them.
fn verbs_below(desk: &Desk, path: &[String]) -> Vec<Vec<String>> {
    let help = help_of(desk, path);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(|name| path.iter().cloned().chain([name.to_owned()]).collect())
        .collect()
}

fn help_of(desk: &Desk, path: &[String]) -> String {
    let words: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let output = desk.run(&words);
    assert_eq!(output.status.code(), Some(0), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_verb_shows_by_example_how_it_is_asked() {
    let desk = Desk::new();
    let mut open = vec![Vec::new()];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        let below = verbs_below(&desk, &path);
        if below.is_empty() {
            seen += 1;
            let help = help_of(&desk, &path);
            let named = format!("tearsheet {}", path.join(" "));
            assert!(help.contains("Example") && help.contains(&named), "{named} has no example");
        }
        open.extend(below);
    }
    assert!(seen > 30, "only {seen} verbs were found");
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_printed_has_failed_and_a_library_without_a_name_is_refused() {
    let desk = Desk::new();
    for asked in [["help"].as_slice(), &["--version"], &["clip", "--help"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let ended = desk.command(asked).stdout(full).status().unwrap();
        assert_eq!(ended.code(), Some(1), "{asked:?}");
    }
    let mut nameless = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    let ended = nameless.args(["list", "articles"]).env("TEARSHEET_LIBRARY", "").output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("TEARSHEET_LIBRARY"));
}

#[test]
fn an_empty_variable_is_no_matter_where_a_library_is_given_or_none_is_needed() {
    let desk = Desk::new();
    let page = desk.folder.path().join("page.html");
    fs::write(&page, PAGE).unwrap();
    let (page, library) = (page.to_str().unwrap(), desk.folder.path().join("other"));
    let library = library.to_str().unwrap();
    for asked in [
        ["--library", library, "list", "articles"].as_slice(),
        &["list", "articles", "--library", library],
        &["extract", page],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
        let ended = command.args(asked).env("TEARSHEET_LIBRARY", "").output().unwrap();
        assert!(ended.status.success(), "{asked:?}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_is_clipped_by_its_name() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let file = desk.folder.path().join(std::ffi::OsStr::from_bytes(b"\xff\xfe.html"));
    fs::write(&file, PAGE).unwrap();
    let clipped = desk.command(&["--json", "clip"]).arg(&file).output().unwrap();
    assert!(clipped.status.success(), "{}", String::from_utf8_lossy(&clipped.stderr));
    assert_eq!(desk.json(&["list", "articles"])[0]["title"], "扩产周记：HBM良率过六成");
}
