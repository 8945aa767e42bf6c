//! Libraries that are damaged, newer, read-only or held by another: named, never replaced, mended when asked.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use serde_json::Value;

use crate::{
    bad_input::{contents, says},
    made,
    programs::{Desk, PAGE},
};

#[test]
fn a_newer_library_is_read_and_not_written() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    // Bytes 60 to 63 of an SQLite file are its user version, big-endian (file format, section 1.3).
    let path = desk.library().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&9_999u32.to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    assert_eq!(desk.json(&["show", &id])["id"], *id);
    assert!(String::from_utf8_lossy(&desk.run(&["show", &id]).stderr).contains("can only be read"));
    says(&desk.run(&["note", "add", "--title", "x"]), "newer");
    assert_eq!(fs::read(&path).unwrap()[60..64], 9_999u32.to_be_bytes());
}

#[test]
fn a_damaged_library_is_named_and_never_replaced() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let path = desk.library().join("library.db");
    let rubbish = b"this is not a database".repeat(1_000);
    fs::write(&path, &rubbish).unwrap();
    says(&desk.run(&["list", "articles"]), "damaged");
    assert_eq!(fs::read(&path).unwrap(), rubbish);
}

#[test]
fn a_picture_whose_bytes_were_lost_is_named_and_comes_back_with_its_page() {
    let desk = Desk::new();
    let page = desk.file("memo.html", PAGE.replace("</article>", "<p><img src='memo_files/chart.png'></p></article>"));
    fs::create_dir_all(desk.folder.path().join("memo_files")).unwrap();
    desk.file("memo_files/chart.png", made::png());
    let id = desk.json(&["clip", &page])[0]["id"].as_str().unwrap().to_owned();
    let state = || desk.json(&["show", &id])["pictures"][0]["state"].clone();
    assert_eq!(state(), "kept");
    let blobs = walk(&desk.library().join("blobs"));
    let picture = blobs.iter().find(|path| fs::read(path).unwrap() == made::png()).unwrap();
    fs::write(picture, b"not it").unwrap();
    let checked = desk.run(&["check", "--repair", "--json"]);
    let findings: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!((checked.status.code(), &findings["findings"][0]["repaired"]), (Some(1), &Value::from(false)));
    assert_ne!(state(), "kept");
    assert_eq!(desk.json(&["clip", &page])[0]["state"], "seen");
    assert_eq!(state(), "kept");
}

/// All files below a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    inside.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_damaged_library_is_salvaged_when_asked_and_kept() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    desk.json(&["note", "add", "--title", "x", "--body", "kept-words"]);
    let path = desk.library().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4096].fill(0);
    fs::write(&path, &bytes).unwrap();
    let checked = desk.run(&["check", "--json"]);
    let findings: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!((checked.status.code(), &findings["ok"]), (Some(1), &Value::from(false)));
    assert!(findings["findings"][0]["message"].as_str().unwrap().contains("--repair"), "{findings}");
    let salvaged = desk.json(&["check", "--repair"]);
    let kept = salvaged["keptAs"].as_str().unwrap();
    assert!(fs::read(kept).unwrap() == bytes, "the damaged file is kept as it was");
    assert_eq!(desk.json(&["show", &id])["id"], *id);
    assert_eq!(desk.json(&["list", "notes"])[0]["body"], "kept-words");
    assert_eq!(desk.json(&["check"])["ok"], true);
    assert_eq!(desk.json(&["search", "kept-words"])["hits"].as_array().unwrap().len(), 1);
}

#[test]
fn what_can_be_read_of_a_damaged_library_is_written_as_files_and_the_library_stays() {
    let desk = Desk::new();
    desk.clip(PAGE);
    desk.json(&["note", "add", "--title", "x", "--body", "kept-words"]);
    let path = desk.library().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4096].fill(0);
    fs::write(&path, &bytes).unwrap();
    let out = desk.library().join("rescued");
    let rescued = desk.json(&["export", "markdown", "--damaged", "--out", out.to_str().unwrap()]);
    assert_eq!(rescued["files"], 2, "{rescued}");
    let files = fs::read_dir(rescued["folder"].as_str().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<String> =
        files.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(texts.iter().any(|text| text.contains("kept-words")), "{texts:?}");
    assert!(fs::read(&path).unwrap() == bytes, "the library stays as it is");
    let left = fs::read_dir(desk.library()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with("rescuing-")).count(), 0);
}

/// Sets the rights of a folder and all in it; the superuser, who writes everywhere, gives it to somebody else besides.
#[cfg(target_os = "linux")]
fn allow(path: &Path, folder: u32, file: u32) {
    use std::os::unix::fs::{PermissionsExt, chown};
    // What may be listed is walked before it may not.
    let below = if path.is_dir() { fs::read_dir(path).unwrap().collect() } else { Vec::new() };
    fs::set_permissions(path, fs::Permissions::from_mode(if path.is_dir() { folder } else { file })).unwrap();
    let _ = chown(path, Some(65_534), Some(65_534));
    below.into_iter().for_each(|entry| allow(&entry.unwrap().path(), folder, file));
}

/// The command without the rights by which the superuser writes everywhere; others have none to lose.
#[cfg(target_os = "linux")]
fn run_as_anybody(desk: &Desk, arguments: &[&str]) -> Output {
    use std::os::unix::fs::MetadataExt;
    if fs::metadata(desk.folder.path()).unwrap().uid() != 0 {
        return desk.run(arguments);
    }
    let command = desk.command(arguments);
    let rights = "-dac_override,-dac_read_search,-fowner";
    std::process::Command::new("setpriv")
        .args([&format!("--bounding-set={rights}"), &format!("--inh-caps={rights}"), "--"])
        .arg(command.get_program())
        .args(command.get_args())
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_library_is_read_searched_and_not_written() {
    let desk = Desk::new();
    let id = desk.clip(PAGE);
    let words = desk.json(&["show", &id])["text"].as_str().unwrap().chars().take(4).collect::<String>();
    allow(&desk.library(), 0o555, 0o444);
    let json = |arguments: &[&str]| -> Value {
        let output = run_as_anybody(&desk, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {said}"))
    };
    assert_eq!(json(&["search", &words, "--json"])["total"], 1);
    assert_eq!(json(&["list", "articles", "--json"])[0]["id"], *id);
    assert_eq!(json(&["check", "--json"])["ok"], true);
    for verb in [&["tag", &id, "HBM"][..], &["note", "add", "--body", "x"], &["reindex"]] {
        let written = run_as_anybody(&desk, verb);
        assert_eq!(written.status.code(), Some(1), "{verb:?}");
        says(&written, "can only be read");
    }
    assert_eq!(json(&["list", "themes", "--json"]).as_array().unwrap().len(), 0);
    allow(&desk.library(), 0o755, 0o644);
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let desk = Desk::new();
    fs::write(desk.library(), "in the way").unwrap();
    let output = desk.run(&["list", "articles"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("folder"), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_library_that_another_program_holds_is_named_and_left_alone() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let before = contents(&desk);
    let lock = fs::File::options().write(true).open(desk.library().join("library.lock")).unwrap();
    lock.lock().unwrap();
    for verb in [&["list", "articles"][..], &["note", "add", "--body", "没有写进去"][..]] {
        let output = desk.run(verb);
        assert_eq!(output.status.code(), Some(1), "{verb:?}");
        says(&output, "try again in a moment");
    }
    lock.unlock().unwrap();
    assert_eq!(contents(&desk), before);
}

#[test]
fn a_damaged_original_stays_a_finding_until_the_page_is_clipped_again() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let mut blobs = vec![desk.library().join("blobs")];
    let mut damaged = 0;
    while let Some(path) = blobs.pop() {
        if path.is_dir() {
            blobs.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            fs::write(path, "other bytes").unwrap();
            damaged += 1;
        }
    }
    assert_eq!(damaged, 1);
    let repaired = desk.run(&["check", "--repair", "--json"]);
    let findings: Value = serde_json::from_slice(&repaired.stdout).unwrap();
    assert_eq!((repaired.status.code(), &findings["findings"][0]["repaired"]), (Some(1), &Value::from(false)));
    assert!(findings["findings"][0]["message"].as_str().unwrap().contains("clip the page again"), "{findings}");
    desk.clip(PAGE);
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn a_library_of_which_nothing_is_left_names_its_newest_backup() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let backup = desk.json(&["backup"])["file"].as_str().unwrap().to_owned();
    let path = desk.library().join("library.db");
    let cut = &fs::read(&path).unwrap()[..8192];
    fs::write(&path, cut).unwrap();
    says(&desk.run(&["check", "--repair"]), &backup);
    assert_eq!(fs::read(&path).unwrap(), cut);
    desk.json(&["restore-backup", &backup]);
    assert_eq!(desk.json(&["check"])["ok"], true);
}

/// Changes one byte in the middle of the largest file of the index with this ending; the time it was changed at stays when asked.
fn flip(desk: &Desk, ending: &str, unnoticed: bool) {
    let index = desk.library().join("index");
    let generation = index.join(fs::read_to_string(index.join("CURRENT")).unwrap());
    let files = fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path());
    let with_ending = files.filter(|path| path.extension().is_some_and(|found| found == ending));
    let file = with_ending.max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    let changed = file.metadata().unwrap().modified().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    fs::write(&file, bytes).unwrap();
    if unnoticed {
        fs::File::options().write(true).open(&file).unwrap().set_modified(changed).unwrap();
    }
}

#[test]
fn a_damaged_index_is_built_anew_and_said_so() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let current = desk.library().join("index/CURRENT");
    let ways: [&dyn Fn(); 5] = [
        &|| flip(&desk, "term", false),
        &|| flip(&desk, "pos", false),
        &|| fs::write(&current, "g01").unwrap(),
        &|| fs::write(&current, "").unwrap(),
        &|| fs::remove_file(&current).unwrap(),
    ];
    let damaged = "index was damaged; it was built anew";
    for damage in ways {
        damage();
        let found = desk.run(&["search", "良率", "--json"]);
        assert_eq!(serde_json::from_slice::<Value>(&found.stdout).unwrap()["total"], 1);
        assert!(String::from_utf8_lossy(&found.stderr).contains(damaged), "{found:?}");
        assert!(desk.run(&["search", "良率"]).stderr.is_empty(), "it is said once");
        damage();
        let checked = desk.json(&["check"]);
        let finding = &checked["findings"][0];
        assert_eq!((&checked["ok"], &finding["repaired"]), (&Value::from(true), &Value::from(true)), "{checked}");
        assert!(finding["message"].as_str().unwrap().contains(damaged), "{checked}");
        assert_eq!(desk.json(&["check"])["findings"], Value::Array(Vec::new()));
    }
}

#[test]
fn a_check_finds_damage_that_no_time_of_a_file_tells() {
    let desk = Desk::new();
    desk.clip(PAGE);
    flip(&desk, "store", true);
    let checked = desk.run(&["check"]);
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(said.contains("index (mended): The full-text index was damaged"), "{said}");
    assert!(desk.json(&["check"])["findings"].as_array().unwrap().is_empty());
}

#[test]
fn a_file_in_the_place_of_the_index_is_moved_aside() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let index = desk.library().join("index");
    fs::remove_dir_all(&index).unwrap();
    fs::write(&index, "in the way").unwrap();
    desk.json(&["reindex"]);
    assert_eq!(desk.json(&["search", "良率"])["total"], 1);
    assert_eq!(fs::read_to_string(index.with_extension("aside")).unwrap(), "in the way");
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.clip(PAGE);
    for entry in fs::read_dir(desk.library()).unwrap().map(|entry| entry.unwrap()) {
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?} has {mode:o}", entry.path());
    }
}
