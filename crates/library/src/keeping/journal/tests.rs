use model::Drop;

use super::*;
use crate::{Error, NoteEdit, Role};

fn window() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path(), Role::Window).unwrap();
    (folder, library)
}

fn note(library: &Library, title: &str) -> String {
    let added = |library: &Library| library.add_note(title.into(), "原来".into(), None);
    library.undoable("notes.add", added).unwrap().note.id.to_string()
}

fn edit(library: &Library, note: &str, body: &str) {
    let edit = NoteEdit { body: Some(body.into()), ..NoteEdit::default() };
    library.undoable("notes.edit", |library| library.edit_note(note, &edit)).unwrap();
}

fn body(library: &Library, note: &str) -> String {
    library.note(note).unwrap().note.body
}

#[test]
fn deeds_are_taken_back_in_turn_and_done_again_until_something_else_is_done() {
    let (_folder, library) = window();
    let one = note(&library, "一");
    let tag = |library: &Library| library.tag(std::slice::from_ref(&one), &["HBM".into()]);
    library.undoable("items.tag", tag).unwrap();
    assert_eq!(library.undo().unwrap().unwrap().deed, "items.tag");
    assert!(library.note(&one).unwrap().themes.is_empty());
    assert!(library.themes().unwrap().is_empty(), "the theme was made by the deed");
    library.redo().unwrap().unwrap();
    assert_eq!(library.note(&one).unwrap().themes.len(), 1);
    library.undo().unwrap().unwrap();
    assert_eq!(library.undo().unwrap().unwrap().deed, "notes.add");
    assert!(library.note(&one).is_err());
    assert_eq!(library.undo().unwrap(), None);
    note(&library, "二");
    assert_eq!(library.redo().unwrap(), None);
}

#[test]
fn what_is_typed_without_a_pause_is_one_deed() {
    let (_folder, library) = window();
    let (one, two) = (note(&library, "一"), note(&library, "二"));
    for body in ["改", "改了", "改了字"] {
        edit(&library, &one, body);
    }
    edit(&library, &two, "另一篇");
    library.undo().unwrap();
    assert_eq!((body(&library, &one), body(&library, &two)), ("改了字".into(), "原来".into()));
    library.undo().unwrap();
    assert_eq!(body(&library, &one), "原来");
    library.redo().unwrap();
    assert_eq!(body(&library, &one), "改了字");
}

#[test]
fn what_another_program_changed_since_stays() {
    let (folder, library) = window();
    let one = note(&library, "一");
    edit(&library, &one, "改");
    let other = Library::open(folder.path(), Role::Command).unwrap();
    other.edit_note(&one, &NoteEdit { body: Some("别处".into()), ..NoteEdit::default() }).unwrap();
    assert!(matches!(library.undo(), Err(Error::Store(StoreError::Outdated))));
    assert_eq!(body(&library, &one), "别处");
}

#[test]
fn a_deed_is_taken_back_by_itself_whatever_else_was_done_since() {
    let (_folder, library) = window();
    let (one, two) = (note(&library, "一"), note(&library, "二"));
    library.tag(std::slice::from_ref(&one), &["HBM".into()]).unwrap();
    let theme = library.themes().unwrap()[0].theme.id.to_string();
    library.undoable("themes.remove", |library| library.remove_theme(&theme)).unwrap();
    edit(&library, &two, "改");
    assert_eq!(library.undo_of("themes.remove", Some(&two)).unwrap(), None, "it was not done to this one");
    assert_eq!(library.undo_of("themes.remove", Some(&theme)).unwrap().unwrap().deed, "themes.remove");
    assert_eq!(library.note(&one).unwrap().themes.len(), 1);
    assert_eq!(body(&library, &two), "改");
    assert_eq!(library.undo_of("themes.remove", Some(&theme)).unwrap(), None, "it was taken back already");
    assert_eq!(library.redo_of("themes.remove", Some(&theme)).unwrap().unwrap().deed, "themes.remove");
    assert!(library.themes().unwrap().is_empty());
}

#[test]
fn a_deed_that_another_went_on_from_is_not_taken_back_by_itself() {
    let (_folder, library) = window();
    let one = note(&library, "一");
    let rename = |deed: &str, name: &str| {
        let edit = NoteEdit { title: Some(name.into()), ..NoteEdit::default() };
        library.undoable(deed, |library| library.edit_note(&one, &edit)).unwrap();
    };
    rename("first", "二");
    rename("second", "三");
    assert!(matches!(library.undo_of("first", Some(&one)), Err(Error::Store(StoreError::Outdated))));
    assert_eq!(library.note(&one).unwrap().note.title, "三");
}

#[test]
fn reading_and_starring_many_is_one_deed_and_what_is_not_recorded_stays() {
    let (_folder, library) = window();
    let clip = |text: &str| library.clip(Drop::Text { text: text.into(), url: None }, &[]).remove(0).id;
    let ids: Vec<String> =
        ["第一篇文章的正文。", "第二篇完全不同的内容。"].map(clip).map(|id| id.unwrap().to_string()).into();
    library.unrecorded().mark_articles(&ids[..1], Some(true), None).unwrap();
    library.undoable("articles.mark", |library| library.mark_articles(&ids, None, Some(true))).unwrap();
    library.undo().unwrap().unwrap();
    let (counts, _) = library.counts().unwrap();
    assert_eq!((counts.starred, counts.inbox), (0, 1));
}

#[test]
fn the_journal_is_bounded() {
    let deed =
        |name: &str| Deed { name: name.into(), step: Step::default(), items: Vec::new(), done_at: Instant::now() };
    let mut stacks = Stacks::default();
    for number in 0..DEEDS_MAX + 50 {
        stacks.add(deed(&number.to_string()));
    }
    assert_eq!(stacks.done.len(), DEEDS_MAX);
    assert_eq!(stacks.done.front().unwrap().name, "50");
}
