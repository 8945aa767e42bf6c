use std::fs;

use model::ClipState;
use tempfile::TempDir;

use super::*;
use crate::Role;

fn desk() -> (TempDir, Library, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&folder.path().join("library"), Role::Command).unwrap();
    let watched = folder.path().join("in");
    fs::create_dir(&watched).unwrap();
    (folder, library, watched)
}

fn names(files: &[File]) -> Vec<String> {
    let name = |file: &File| Path::new(&file.path).file_name().unwrap().to_string_lossy().into_owned();
    let mut names: Vec<String> = files.iter().map(name).collect();
    names.sort();
    names
}

fn at_once(library: &Library, folder: &Path) -> Watch {
    Watch { settled: Duration::ZERO, ..Watch::new(library, folder).unwrap() }
}

#[test]
fn a_file_lands_once_it_stopped_growing_and_is_taken_once() {
    let (_folder, library, folder) = desk();
    fs::write(folder.join("old.txt"), "before").unwrap();
    let mut watch = at_once(&library, &folder);
    watch.leave_what_is_there(&library).unwrap();
    fs::write(folder.join("a.txt"), "grow").unwrap();
    assert!(watch.landed(&library).unwrap().is_empty(), "taken at first sight");
    fs::write(folder.join("a.txt"), "growing").unwrap();
    assert!(watch.landed(&library).unwrap().is_empty(), "taken while it grew");
    let landed = watch.landed(&library).unwrap();
    assert_eq!(names(&landed), ["a.txt"]);
    watch.taken(&library, &landed[0], &[]).unwrap();
    assert!(watch.landed(&library).unwrap().is_empty() && !watch.is_waiting());
    let mut after_a_restart = at_once(&library, &folder);
    for _ in 0..3 {
        assert!(after_a_restart.landed(&library).unwrap().is_empty(), "taken twice");
    }
}

/// Lets what is in the folder settle, clips it and counts it as taken; gives what became of it.
fn taken(library: &Library, watch: &mut Watch) -> Vec<Clipped> {
    watch.landed(library).unwrap();
    let landed = watch.landed(library).unwrap();
    let take = |file: &File| {
        let clipped = library.clip_landed(Path::new(&file.path));
        watch.taken(library, file, &clipped).unwrap();
        clipped
    };
    landed.iter().flat_map(take).collect()
}

#[test]
fn a_file_that_paused_and_grew_is_the_same_article_and_one_that_was_changed_is_another() {
    let (_folder, library, folder) = desk();
    let mut watch = at_once(&library, &folder);
    let file = folder.join("纪要.txt");
    let (half, whole) = ("三家供应商都在扩大产能。\n", "三家供应商都在扩大产能。\n价格预计维持高位，交期十八周。\n");
    fs::write(&file, half).unwrap();
    let first = taken(&library, &mut watch);
    fs::write(&file, whole).unwrap();
    let grown = taken(&library, &mut watch);
    assert_eq!((first[0].state, grown[0].state), (ClipState::New, ClipState::Captured));
    assert_eq!(grown[0].id, first[0].id);
    let text = |clip: &Clipped| {
        library.article(&clip.id.unwrap().to_string(), None, &|hash| hash.to_string()).unwrap().capture.text
    };
    assert!(text(&grown[0]).contains("交期十八周"));
    let again = library.clip(model::Drop::File { name: "b.txt".into(), bytes: whole.into(), url: None }, &[]);
    assert_eq!((again[0].state, again[0].id), (ClipState::Seen, first[0].id), "the whole file is not known again");
    fs::write(&file, "另一天的纪要：封装厂的排产已经到了明年，测试机台不够用了，客户在排队。\n").unwrap();
    assert_eq!(taken(&library, &mut watch)[0].state, ClipState::New);
    assert_eq!(library.articles(&crate::ArticleFilter::default()).unwrap().1, 2);
}

#[test]
fn a_file_is_not_taken_before_it_has_settled() {
    let (_folder, library, folder) = desk();
    let mut watch = Watch { settled: Duration::from_secs(3_600), ..Watch::new(&library, &folder).unwrap() };
    fs::write(folder.join("a.txt"), "x").unwrap();
    for _ in 0..3 {
        assert!(watch.landed(&library).unwrap().is_empty());
    }
    assert!(watch.is_waiting());
}

#[test]
fn what_is_not_whole_is_left_alone_with_the_file_that_holds_its_place() {
    let (_folder, library, folder) = desk();
    for name in ["page.html.part", "page.html", "b.pdf.crdownload", ".hidden", "whole.txt"] {
        fs::write(folder.join(name), "x").unwrap();
    }
    fs::write(folder.join("empty.html"), "").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", folder.join("link.txt")).unwrap();
    let mut watch = at_once(&library, &folder);
    watch.landed(&library).unwrap();
    assert_eq!(names(&watch.landed(&library).unwrap()), ["whole.txt"]);
    fs::remove_file(folder.join("page.html.part")).unwrap();
    watch.landed(&library).unwrap();
    assert_eq!(names(&watch.landed(&library).unwrap()), ["page.html", "whole.txt"]);
}

/// What has settled in the folder.
fn settled(library: &Library, watch: &mut Watch) -> Vec<String> {
    watch.landed(library).unwrap();
    names(&watch.landed(library).unwrap())
}

#[test]
fn files_in_folders_of_the_folder_land_too_but_no_hidden_ones_and_none_of_a_library() {
    let (_folder, library, folder) = desk();
    let deep = (0..20).fold(folder.join("deep"), |path, number| path.join(number.to_string()));
    for inner in [folder.join("a/b"), folder.join(".hidden"), deep.clone()] {
        fs::create_dir_all(inner).unwrap();
    }
    for name in ["a/1.txt", "a/b/2.txt", "a/b/3.txt.part", ".hidden/4.txt"] {
        fs::write(folder.join(name), "x").unwrap();
    }
    fs::write(deep.join("5.txt"), "x").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("a"), folder.join("link")).unwrap();
    drop(Library::open(&folder.join("other"), Role::Command).unwrap());
    let mut watch = at_once(&library, &folder);
    assert_eq!(settled(&library, &mut watch), ["1.txt", "2.txt"]);
    watch.leave_what_is_there(&library).unwrap();
    fs::write(folder.join("a/b/6.txt"), "x").unwrap();
    assert_eq!(settled(&library, &mut watch), ["6.txt"]);
}

#[test]
fn a_saved_page_lands_with_its_folder_as_one_and_not_before_the_folder_is_whole() {
    let (_folder, library, folder) = desk();
    let parts = folder.join("周报_files");
    fs::create_dir(&parts).unwrap();
    fs::write(parts.join("chart.png"), "half").unwrap();
    let mut watch = at_once(&library, &folder);
    assert!(settled(&library, &mut watch).is_empty() && watch.is_waiting(), "a part was taken for a file");
    fs::write(folder.join("周报.html"), "<img src=\"周报_files/chart.png\"><p>三家供应商都在扩大产能。").unwrap();
    assert!(watch.landed(&library).unwrap().is_empty());
    fs::write(parts.join("chart.png"), "the whole picture").unwrap();
    assert!(watch.landed(&library).unwrap().is_empty(), "taken while a picture of it was written");
    let landed = watch.landed(&library).unwrap();
    assert_eq!(names(&landed), ["周报.html"]);
    watch.taken(&library, &landed[0], &[]).unwrap();
    assert!(settled(&library, &mut watch).is_empty() && !watch.is_waiting());
}

#[test]
fn a_folder_that_is_only_called_like_one_of_a_page_is_a_folder_like_any_other_after_a_while() {
    let (_folder, library, folder) = desk();
    let own = folder.join("my_files");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("a.txt"), "x").unwrap();
    let mut watch = at_once(&library, &folder);
    assert!(settled(&library, &mut watch).is_empty());
    let before = std::time::SystemTime::now() - Duration::from_secs(60);
    fs::File::open(&own).unwrap().set_modified(before).unwrap();
    assert_eq!(settled(&library, &mut watch), ["a.txt"]);
}

#[test]
fn a_folder_that_cannot_be_watched_says_why() {
    let (folder, library, watched) = desk();
    for bad in [folder.path().join("none"), library.folder().join("blobs"), library.folder().to_owned()] {
        assert!(matches!(library.watch_folder(Some(&bad)), Err(Error::NotWatchable(_))), "{}", bad.display());
    }
    fs::write(watched.join("old.txt"), "x").unwrap();
    library.watch_folder(Some(&watched)).unwrap();
    assert_eq!(library.watched_folder().unwrap(), Some(fs::canonicalize(&watched).unwrap()));
    library.watch_folder(None).unwrap();
    assert_eq!(library.watched_folder().unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lands_while_a_window_is_open_is_clipped_and_what_cannot_be_read_leaves_a_receipt() {
    let (folder, library, watched) = desk();
    library.watch_folder(Some(&watched)).unwrap();
    drop(library);
    fs::create_dir(watched.join("三月")).unwrap();
    fs::write(watched.join("三月/良率.txt"), "三家供应商都在扩大产能，价格预计维持高位。").unwrap();
    fs::write(watched.join("strange.bin"), [0, 159, 146, 150, 0, 1]).unwrap();
    let library = Library::open(&folder.path().join("library"), Role::Window).unwrap();
    let mut changes = library.subscribe();
    loop {
        let receipts = library.receipts().unwrap();
        let ended = |name: &str, state: store::jobs::JobState| {
            receipts.iter().any(|receipt| receipt.title.contains(name) && receipt.state == state)
        };
        let articles = library.articles(&crate::ArticleFilter::default()).unwrap().1;
        if articles == 1 && ended("strange.bin", store::jobs::JobState::Failed) {
            break;
        }
        changes.recv().await.unwrap();
    }
    assert!(watched.join("三月/良率.txt").exists(), "the file was moved");
}
