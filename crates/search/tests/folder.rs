//! The folder of the index: passes, rebuilds, kills and damage.

use std::{
    fs,
    path::{Path, PathBuf},
};

use model::Id;
use search::{Change, Document, Effort, Error, Index, Reason, RebuildStart, State};

use crate::desk::{Desk, article, put, request};

fn texts(count: usize) -> Vec<Document> {
    (0..count).map(|number| article(&format!("第{number}篇"), &format!("HBM良率 编号n{number}"))).collect()
}

fn generation(folder: &Path) -> PathBuf {
    folder.join(fs::read_to_string(folder.join("CURRENT")).unwrap())
}

fn generations(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_dir()).count()
}

fn files_of(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(generation(folder)).unwrap().flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

#[test]
fn a_watermark_moves_with_what_it_marks() {
    let desk = Desk::with(texts(3));
    let mark = desk.index.watermark().unwrap();
    assert_eq!((mark.library, mark.seq, mark.nonce, mark.live_docs, mark.extractor), (desk.library, 3, 21, 3, 1));
    let more = texts(2);
    let (one, other) = (more[0].id, more[1].id);
    desk.change(more.into_iter().map(put).collect(), 5);
    desk.change(vec![Change::Remove(one), Change::Remove(Id::new())], 6);
    let again = Index::open(desk.folder.path()).unwrap();
    assert_eq!(again.state(), State::Ready);
    let mark = again.watermark().unwrap();
    assert_eq!((mark.seq, mark.live_docs), (6, 4));
    assert!(!again.contains(one).unwrap() && again.contains(other).unwrap());
    assert_eq!(again.digests().unwrap().len(), 4);
}

#[test]
fn an_item_put_again_replaces_itself_within_and_between_commits() {
    let desk = Desk::with(Vec::new());
    let mut text = article("一", "旧的说法");
    let id = text.id;
    let mut pass = desk.index.pass(Effort::Short).unwrap();
    pass.apply(put(text.clone())).unwrap();
    text.body = "新的说法".to_owned();
    pass.apply(put(text.clone())).unwrap();
    assert_eq!(pass.live_docs(), 1);
    pass.commit(&desk.mark(1)).unwrap();
    assert_eq!((desk.ids("旧的"), desk.ids("新的")), (vec![], vec![id]));
    text.body = "更新的说法".to_owned();
    pass.apply(put(text)).unwrap();
    pass.apply(Change::Remove(Id::new())).unwrap();
    pass.commit(&desk.mark(2)).unwrap();
    pass.apply(Change::Remove(id)).unwrap();
    pass.finish().unwrap();
    assert_eq!(desk.ids("更新的说法"), [id], "what was not committed is not done");
    assert_eq!(desk.index.watermark().unwrap().seq, 2);
}

#[test]
fn one_writes_at_a_time_and_others_read_on() {
    let desk = Desk::with(texts(3));
    let other = Index::open(desk.folder.path()).unwrap();
    let mut pass = desk.index.pass(Effort::Lasting).unwrap();
    assert!(matches!(other.pass(Effort::Short), Err(Error::Busy)));
    assert!(matches!(other.rebuild(desk.library, 1, RebuildStart::Resume), Err(Error::Busy)));
    let text = article("新", "CoWoS");
    pass.apply(put(text.clone())).unwrap();
    let found = |index: &Index| index.search(&request("CoWoS"), &desk.lexicon).unwrap().total;
    assert_eq!(found(&other), 0);
    pass.commit(&desk.mark(4)).unwrap();
    assert_eq!(found(&other), 1, "another process sees the commit");
    let late = Index::open(desk.folder.path()).unwrap();
    assert_eq!((late.state(), found(&late)), (State::Ready, 1));
    drop(pass);
    other.pass(Effort::Short).unwrap().finish().unwrap();
}

#[test]
fn what_a_kill_leaves_behind_is_cleared_away() {
    let desk = Desk::with(texts(50));
    let copy = tempfile::tempdir().unwrap();
    let folder = copy.path().to_owned();
    copy_folder(desk.folder.path(), &folder);
    let changed: Vec<Change> =
        desk.index.digests().unwrap().into_iter().take(5).map(|(id, _)| Change::Remove(id)).collect();
    // A kill in the middle of a commit: segment and delete files written, the list of segments not yet replaced.
    desk.change(changed.clone(), 60);
    for entry in fs::read_dir(generation(desk.folder.path())).unwrap().flatten() {
        let left = generation(&folder).join(entry.file_name());
        if !left.exists() || entry.file_name() == ".managed.json" {
            fs::copy(entry.path(), left).unwrap();
        }
    }
    fs::remove_file(generation(&folder).join("seal.json")).unwrap();
    let again = Index::open(&folder).unwrap();
    assert_eq!(again.state(), State::Ready);
    assert_eq!(again.watermark().unwrap().seq, 50, "the commit did not happen");
    for seq in 60..63 {
        let mut pass = again.pass(Effort::Short).unwrap();
        changed.iter().cloned().for_each(|change| pass.apply(change).unwrap());
        pass.commit(&desk.mark(seq)).unwrap();
        pass.finish().unwrap();
    }
    assert_eq!(again.search(&request("HBM良率"), &desk.lexicon).unwrap().total, 45);
}

#[test]
fn damage_is_found_before_it_answers() {
    let pristine = Desk::with(texts(200));
    for ending in ["idx", "pos", "term", "fast", "fieldnorm", "store"] {
        for how in 0..4 {
            let copy = tempfile::tempdir().unwrap();
            copy_folder(pristine.folder.path(), copy.path());
            let file = files_of(copy.path(), ending).pop().unwrap();
            let mut bytes = fs::read(&file).unwrap();
            match how {
                0 => bytes.truncate(bytes.len() / 2),
                1 => bytes.clear(),
                2 => {
                    let middle = bytes.len() / 4;
                    bytes[middle] ^= 0x10;
                }
                _ => {}
            }
            if how == 3 {
                fs::remove_file(&file).unwrap();
            } else {
                fs::write(&file, bytes).unwrap();
            }
            let index = Index::open(copy.path()).unwrap();
            assert_eq!(index.state(), State::Stale(Reason::Damaged), "{ending} {how}");
            assert!(matches!(index.search(&request("HBM"), &pristine.lexicon), Err(Error::NotReady)));
            assert!(matches!(index.pass(Effort::Short), Err(Error::NotReady)));
        }
    }
}

#[test]
fn a_changed_list_of_segments_is_found_and_a_mere_copy_is_not_damage() {
    let desk = Desk::with(texts(20));
    let copy = tempfile::tempdir().unwrap();
    copy_folder(desk.folder.path(), copy.path());
    assert_eq!(Index::open(copy.path()).unwrap().state(), State::Ready);
    let meta = generation(copy.path()).join("meta.json");
    let text = fs::read_to_string(&meta).unwrap().replace("\"max_doc\": ", "\"max_doc\": 1");
    fs::write(&meta, text).unwrap();
    assert_eq!(Index::open(copy.path()).unwrap().state(), State::Stale(Reason::Damaged));
    for broken in ["", "{", "null", "\u{0}"] {
        fs::write(&meta, broken).unwrap();
        assert_eq!(Index::open(copy.path()).unwrap().state(), State::Stale(Reason::Damaged), "{broken:?}");
    }
}

#[test]
fn a_folder_without_an_index_is_missing_and_nonsense_in_it_is_stale() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    assert_eq!(Index::open(&path).unwrap().state(), State::Missing);
    for current in ["", "../..", "gno", "g0191d9a0-0000-7000-8000-000000000000"] {
        fs::write(path.join("CURRENT"), current).unwrap();
        assert_eq!(Index::open(&path).unwrap().state(), State::Stale(Reason::Damaged), "{current:?}");
    }
    fs::remove_file(path.join("CURRENT")).unwrap();
    fs::create_dir(path.join("g0191d9a0-0000-7000-8000-000000000000")).unwrap();
    assert_eq!(Index::open(&path).unwrap().state(), State::Stale(Reason::Damaged), "a generation that nothing names");
    let file = folder.path().join("file");
    fs::write(&file, b"in the way").unwrap();
    assert_eq!(Index::open(&file).unwrap().state(), State::Missing);
    assert_eq!(fs::read(file.with_extension("aside")).unwrap(), b"in the way");
}

#[test]
fn an_index_deleted_while_open_is_noticed() {
    let desk = Desk::with(texts(5));
    fs::remove_dir_all(desk.folder.path()).unwrap();
    fs::create_dir_all(desk.folder.path()).unwrap();
    assert!(matches!(desk.index.search(&request("HBM"), &desk.lexicon), Err(Error::NotReady)));
    assert_eq!(desk.index.state(), State::Missing);
    desk.rebuild(texts(4));
    assert_eq!(desk.find("HBM").total, 4);
}

#[test]
fn an_index_of_another_version_is_stale() {
    let desk = Desk::with(texts(2));
    let mut mark = desk.mark(3);
    mark.analyser += 1;
    let mut pass = desk.index.pass(Effort::Short).unwrap();
    pass.commit(&mark).unwrap();
    drop(pass);
    assert_eq!(desk.index.state(), State::Stale(Reason::OtherVersion));
    desk.rebuild(texts(2));
}

#[test]
fn a_killed_rebuild_goes_on_while_the_old_index_answers() {
    let desk = Desk::with(texts(3));
    let folder = desk.folder.path();
    let old = generation(folder);
    let all = texts(10);
    let mut rebuild = desk.index.rebuild(desk.library, 1, RebuildStart::Resume).unwrap();
    assert_eq!(rebuild.resume_from(), None);
    all[..6].iter().cloned().for_each(|text| rebuild.apply(put(text)).unwrap());
    rebuild.commit(&desk.mark(6)).unwrap();
    rebuild.apply(put(all[6].clone())).unwrap();
    drop(rebuild);
    assert_eq!((generation(folder), desk.find("HBM").total), (old.clone(), 3));

    let other = Index::open(folder).unwrap();
    let mut rebuild = other.rebuild(desk.library, 1, RebuildStart::Resume).unwrap();
    assert_eq!(rebuild.resume_from().unwrap().seq, 6);
    all[6..].iter().cloned().for_each(|text| rebuild.apply(put(text)).unwrap());
    // An item that was changed meanwhile comes again.
    rebuild.apply(put(all[0].clone())).unwrap();
    rebuild.finish(&desk.mark(10), 10).unwrap();
    assert_ne!(generation(folder), old);
    assert_eq!(generations(folder), 1, "the old generation is gone");
    assert_eq!(desk.find("HBM").total, 10, "the other process sees the new generation");
    assert!(!folder.join("REBUILD").exists());
}

#[test]
fn a_rebuild_in_many_batches_leaves_two_segments_of_one_size() {
    let desk = Desk::with(Vec::new());
    let mut rebuild = desk.index.rebuild(desk.library, 1, RebuildStart::Afresh).unwrap();
    for (seq, text) in (1..).zip(texts(8)) {
        rebuild.apply(put(text)).unwrap();
        rebuild.commit(&desk.mark(seq)).unwrap();
    }
    rebuild.finish(&desk.mark(9), 8).unwrap();
    assert_eq!(files_of(desk.folder.path(), "idx").len(), 2);
    assert_eq!((desk.find("良率").total, desk.index.watermark().unwrap().seq), (8, 9));
}

#[test]
fn a_rebuild_of_something_else_is_not_resumed() {
    let desk = Desk::with(texts(1));
    for (library, extractor, start, resumes) in [
        (desk.library, 1, RebuildStart::Resume, true),
        (desk.library, 2, RebuildStart::Resume, false),
        (Id::new(), 1, RebuildStart::Resume, false),
        (desk.library, 1, RebuildStart::Afresh, false),
    ] {
        let mut rebuild = desk.index.rebuild(desk.library, 1, RebuildStart::Afresh).unwrap();
        rebuild.commit(&desk.mark(1)).unwrap();
        drop(rebuild);
        let rebuild = desk.index.rebuild(library, extractor, start).unwrap();
        assert_eq!(rebuild.resume_from().is_some(), resumes);
    }
    assert!(generations(desk.folder.path()) <= 2, "half-made generations do not pile up");
}

#[test]
fn rebuilds_that_come_to_nothing_end_until_someone_asks() {
    let desk = Desk::with(texts(1));
    for _ in 0..3 {
        drop(desk.index.rebuild(desk.library, 1, RebuildStart::Resume).unwrap());
    }
    assert!(matches!(desk.index.rebuild(desk.library, 1, RebuildStart::Resume), Err(Error::RebuildKeepsFailing)));
    assert_eq!(desk.find("HBM").total, 1);
    let rebuild = desk.index.rebuild(desk.library, 1, RebuildStart::Afresh).unwrap();
    let wrong = rebuild.finish(&desk.mark(1), 5);
    assert!(matches!(wrong, Err(Error::RebuildIncomplete { expected: 5, found: 0 })));
    assert_eq!(desk.find("HBM").total, 1, "an incomplete one never answers");
    desk.rebuild(texts(2));
}

#[test]
fn many_short_clients_do_not_leave_many_segments() {
    let desk = Desk::with(Vec::new());
    for seq in 1..=60 {
        desk.change(vec![put(article("x", "HBM"))], seq);
    }
    assert_eq!(desk.find("HBM").total, 60);
    assert!(files_of(desk.folder.path(), "idx").len() < 60);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn readers_never_see_half_a_commit_of_another_process() {
    let desk = Desk::with(texts(10));
    let other = Index::open(desk.folder.path()).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut answers = 0;
            while answers == 0 || !done.load(std::sync::atomic::Ordering::Relaxed) {
                let answer = other.search(&request("HBM"), &desk.lexicon).unwrap();
                assert_eq!(answer.hits.len() as u64, answer.total);
                assert_eq!(other.state(), State::Ready);
                answers += 1;
            }
        });
        let mut pass = desk.index.pass(Effort::Lasting).unwrap();
        for seq in 11..60 {
            pass.apply(put(article("x", "HBM"))).unwrap();
            pass.commit(&desk.mark(seq)).unwrap();
        }
        pass.finish().unwrap();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        reader.join().unwrap();
    });
    assert_eq!(other.search(&request("HBM"), &desk.lexicon).unwrap().total, 59);
}

#[test]
fn themes_are_refused_and_the_pass_goes_on() {
    let desk = Desk::with(Vec::new());
    let mut pass = desk.index.pass(Effort::Short).unwrap();
    let theme = Document { kind: model::ItemKind::Theme, ..article("x", "HBM") };
    assert!(matches!(pass.apply(put(theme)), Err(Error::NotSearchable)));
    pass.apply(put(article("x", "HBM"))).unwrap();
    pass.commit(&desk.mark(1)).unwrap();
    pass.finish().unwrap();
    assert_eq!(desk.find("HBM").total, 1);
}
