//! The arrows between the rooms, held against manifests and sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::programs::root;

/// Each room and the rooms it may import; see ARCHITECTURE.md.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("capture", &["model"]),
    ("extract", &["model"]),
    ("store", &["model"]),
    ("search", &["model"]),
    ("cite", &["model"]),
    ("library", &["model", "capture", "cite", "extract", "store", "search"]),
    ("api", &["model", "cite", "library"]),
    ("cli", &["api", "library"]),
];

/// Libraries that one room alone may know.
const FENCES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("tantivy", &["search"]),
    ("reqwest", &["capture"]),
    ("rustls", &["capture"]),
    ("ammonia", &["extract"]),
    ("dom_smoothie", &["extract"]),
    ("dom_query", &["extract"]),
    ("calamine", &["extract"]),
    ("mail-parser", &["extract"]),
    ("rbook", &["extract"]),
    ("undoc", &["extract"]),
    ("unpdf", &["extract"]),
    ("zip", &["extract"]),
    ("notify", &["library"]),
    ("seccompiler", &["library"]),
    ("docx-rs", &["library"]),
    ("krilla", &["library"]),
    ("hayagriva", &["cite"]),
    // Foreign JSON is read by `extract`, Tantivy's own by `search`, CSL-JSON is made by `cite`; what is said to others is written by the last three.
    ("serde_json", &["cite", "extract", "search", "api", "cli", "src-tauri"]),
    ("clap", &["cli"]),
    ("pinyin", &["search"]),
    ("frostem", &["search"]),
    ("ts-rs", &["api"]),
    ("tauri", &["src-tauri"]),
    ("gtk", &["src-tauri"]),
    ("webkit2gtk", &["src-tauri"]),
];

fn manifest(folder: &Path) -> BTreeSet<String> {
    imported(&fs::read_to_string(folder.join("Cargo.toml")).unwrap())
}

/// What a manifest imports for the program itself: lines under `[dependencies]` or `[target.….dependencies]`, and tables of their own.
fn imported(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut is_list = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.split(']').next().unwrap_or_default();
            let (before, own) = section.rsplit_once("dependencies").unwrap_or((section, "no list"));
            let counts = before.is_empty() || before.ends_with('.');
            is_list = counts && own.is_empty();
            names.extend(own.strip_prefix('.').filter(|_| counts).map(|name| name.trim_matches('"').to_owned()));
        } else if is_list && !line.starts_with('#') {
            names.extend(line.split(['.', ' ', '=']).next().filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
    names
}

#[test]
fn imports_of_a_manifest_are_seen_however_they_are_written() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n# a remark\nmodel.workspace = true\nurl = \"2\"\n[dependencies.gtk]\nversion = \"0.18\"\n\
        [target.'cfg(unix)'.dependencies]\nrustix = \"1\"\n[target.'cfg(unix)'.dependencies.libc]\nversion = \"0.2\"\n\
        [dev-dependencies]\ntempfile = \"3\"\n[dev-dependencies.proptest]\nversion = \"1\"\n[build-dependencies]\ncc = \"1\"\n[lints]\nworkspace = true\n";
    assert_eq!(imported(manifest), ["gtk", "libc", "model", "rustix", "url"].map(str::to_owned).into());
}

fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    let mut rooms: BTreeMap<_, _> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), manifest(&path)))
        .collect();
    rooms.insert("src-tauri".into(), manifest(&root().join("src-tauri")));
    rooms
}

fn sources(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() && !matches!(name.as_str(), "node_modules" | "target" | "dist" | "gen") {
            found.extend(sources(&entry, end));
        } else if name.ends_with(end) {
            found.push(entry);
        }
    }
    found
}

#[test]
fn rooms_import_only_what_the_design_allows() {
    let rooms = rooms();
    let ours: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    for (room, allowed) in ARROWS {
        let imported: BTreeSet<&str> =
            rooms[*room].iter().map(String::as_str).filter(|name| ours.contains(name)).collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert!(imported.is_subset(&allowed), "{room} imports {:?}", imported.difference(&allowed).collect::<Vec<_>>());
    }
    let known: BTreeSet<&str> = ours.iter().copied().chain(["src-tauri"]).collect();
    assert_eq!(rooms.keys().map(String::as_str).collect::<BTreeSet<_>>(), known, "a room that the arrows do not name");
}

#[test]
fn heavy_libraries_stay_in_their_rooms() {
    let rooms = rooms();
    for (library, homes) in FENCES {
        for (room, imported) in &rooms {
            assert!(!imported.contains(*library) || homes.contains(&room.as_str()), "{room} imports {library}");
        }
        assert!(
            homes.iter().all(|home| rooms[*home].contains(*library)),
            "{library} is fenced in but not used by {homes:?}"
        );
    }
}

#[test]
fn the_window_knows_no_room_behind_the_hall() {
    let inner = ["capture", "extract", "store", "search", "cli"];
    for name in rooms()["src-tauri"].iter() {
        assert!(!inner.contains(&name.as_str()), "the window imports {name}");
    }
}

/// How statements begin.
const SQL: &[&str] = &["SELECT ", "INSERT INTO", "INSERT OR", "UPDATE ", "DELETE FROM", "CREATE TABLE", "PRAGMA "];

#[test]
fn sql_is_written_in_the_store_alone() {
    let files = ["crates", "src-tauri", "tests"].map(|folder| sources(&root().join(folder), ".rs")).concat();
    assert!(files.len() > 200, "the sources were not found");
    for file in files.iter().filter(|file| !file.ends_with("tests/architecture.rs")) {
        let text = fs::read_to_string(file).unwrap();
        let speaks = SQL.iter().any(|word| text.contains(word));
        // The benches ask other engines the same questions.
        let at_home = ["crates/store", "tests/bench"].iter().any(|home| file.starts_with(root().join(home)));
        assert!(!speaks || at_home, "{} speaks SQL", file.display());
    }
}

#[test]
fn every_crate_begins_with_its_purpose_and_forbids_unsafe() {
    assert!(fs::read_to_string(root().join("Cargo.toml")).unwrap().contains("unsafe_code = \"forbid\""));
    for (room, _) in ARROWS {
        let folder = root().join("crates").join(room);
        let main =
            ["src/lib.rs", "src/main.rs"].iter().map(|name| folder.join(name)).find(|path| path.exists()).unwrap();
        let text = fs::read_to_string(&main).unwrap();
        assert!(text.starts_with("//! ") && text.contains("//! **Invariant:**"), "{}", main.display());
        assert!(fs::read_to_string(folder.join("Cargo.toml")).unwrap().contains("[lints]\nworkspace = true"), "{room}");
    }
}

/// What a TypeScript or Svelte file imports, as it is written: by name, for its effect alone, or when it is needed.
fn ui_imports(text: &str) -> Vec<String> {
    let quoted = |rest: &str| {
        let quote = rest.chars().next().filter(|first| "'\"`".contains(*first))?;
        rest[1..].split(quote).next().map(str::to_owned)
    };
    ["from ", "import ", "import("].iter().flat_map(|before| text.split(before).skip(1)).filter_map(quoted).collect()
}

#[test]
fn the_view_is_built_in_three_tiers() {
    let source = root().join("ui/src");
    let files = [sources(&source, ".ts"), sources(&source, ".svelte")].concat();
    assert!(files.len() > 20, "the view's sources were not found");
    for file in files {
        let place = file.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        for import in ui_imports(&fs::read_to_string(&file).unwrap()) {
            let target = resolve(&place, &import);
            assert!(!import.starts_with("@tauri-apps") || place.starts_with("host/"), "{place} imports {import}");
            if place.starts_with("shared/") {
                assert!(!target.starts_with("features/") && !target.starts_with("shell/"), "{place} imports {import}");
            }
            if let Some(feature) = place.strip_prefix("features/").and_then(|rest| rest.split('/').next()) {
                let other = target.strip_prefix("features/").and_then(|rest| rest.split('/').next());
                assert!(
                    other.is_none_or(|other| other == feature) && !target.starts_with("shell/"),
                    "{place} imports {import}"
                );
            }
        }
    }
}

/// Where an import of the file at `place` leads, below `ui/src`; libraries stay as they are.
fn resolve(place: &str, import: &str) -> String {
    if let Some(rest) =
        import.strip_prefix("$").or_else(|| import.strip_prefix("~/")).or_else(|| import.strip_prefix("@/"))
    {
        return rest.trim_start_matches('/').to_owned();
    }
    if !import.starts_with('.') {
        return import.to_owned();
    }
    let mut parts: Vec<&str> = place.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn imports_of_every_kind_are_seen() {
    let text = "import { a } from './a';\nimport './b.css';\nconst c = () => import('../c');\nexport * from \"d\";";
    assert_eq!(ui_imports(text), ["./a", "d", "./b.css", "../c"]);
}

#[test]
fn imports_are_resolved_as_the_bundler_does() {
    assert_eq!(resolve("features/reader/Reader.svelte", "../quotes/store"), "features/quotes/store");
    assert_eq!(resolve("features/reader/Reader.svelte", "../../shared/Button.svelte"), "shared/Button.svelte");
    assert_eq!(resolve("shell/App.svelte", "svelte"), "svelte");
}
