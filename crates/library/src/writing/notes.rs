//! Notes: written, edited with their history, linked.

use model::{BlobHash, Id, ItemKind, Note, NoteRevision, Timestamp};
use store::{Reading, Touched, Writing, links::Backlink, notes::Filter};

use crate::{Error, Library, Result, open::id, tagging::rules};

/// The scheme of pictures in a note's Markdown: `![words](tearsheet-blob:HASH)`.
const PICTURE_SCHEME: &str = "tearsheet-blob:";
/// The digits of a hash.
const HASH_DIGITS: usize = 64;

/// The scheme of links between items in a note's Markdown: `[words](tearsheet:ID)`.
const LINK_SCHEME: &str = "tearsheet:";

/// A note with what links to it.
#[derive(Clone, Debug)]
pub struct NoteView {
    /// The note.
    pub note: Note,
    /// The headline of the article it was written beside.
    pub article_title: Option<String>,
    /// Its confirmed themes.
    pub themes: Vec<Id>,
    /// What links here.
    pub backlinks: Vec<Backlink>,
}

impl NoteView {
    /// The body as sanitised HTML.
    pub fn html(&self) -> String {
        extract::note_html(&self.note.body)
    }
}

/// An edit: what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct NoteEdit {
    /// Its title.
    pub title: Option<String>,
    /// Markdown.
    pub body: Option<String>,
}

impl Library {
    /// Writes a note, beside an article or by itself.
    pub fn add_note(&self, title: String, body: String, article: Option<&str>) -> Result<NoteView> {
        let article = article.map(|article| id(article, "article")).transpose()?;
        let now = Timestamp::now();
        let note = Note { id: Id::new(), title, body, article, created_at: now, edited_at: now, trashed_at: None };
        let ruled = self.ruled_note(&note.title, &note.body)?;
        self.write(|db| {
            if let Some(article) = article {
                store::articles::get(db, article)?;
            }
            store::notes::add(db, &note)?;
            link(db, &note)?;
            rules::give(db, Touched { kind: ItemKind::Note, id: note.id }, &ruled)?;
            view(db, note.clone())
        })
    }

    /// Changes a note; the older wording is kept.
    pub fn edit_note(&self, note: &str, edit: &NoteEdit) -> Result<NoteView> {
        let id = id(note, "note")?;
        let before = self.read(|db| store::notes::get(db, id))?;
        let title = edit.title.as_deref().unwrap_or(&before.title);
        let ruled = self.ruled_note(title, edit.body.as_deref().unwrap_or(&before.body))?;
        self.write(|db| {
            let mut note = store::notes::get(db, id)?;
            let (title, body) = (note.title.clone(), note.body.clone());
            note.title = edit.title.clone().unwrap_or(note.title);
            note.body = edit.body.clone().unwrap_or(note.body);
            if (&title, &body) != (&note.title, &note.body) {
                note.edited_at = Timestamp::now();
                store::notes::put(db, &note)?;
                link(db, &note)?;
                rules::give(db, Touched { kind: ItemKind::Note, id }, &ruled)?;
            }
            view(db, note)
        })
    }

    /// What rules find in a note.
    fn ruled_note(&self, title: &str, body: &str) -> Result<rules::Hits> {
        Ok(rules::hits(&*self.names()?, ItemKind::Note, title, body))
    }

    /// Keeps a picture for a note, which then shows it as `![…](tearsheet-blob:HASH)`.
    pub fn keep_note_picture(&self, note: &str, bytes: &[u8]) -> Result<BlobHash> {
        let id = id(note, "note")?;
        let Some(media_type) = extract::picture_type(bytes) else {
            return Err(Error::NotAPicture);
        };
        let staged = self.inner().store.stage(bytes, media_type)?;
        self.write(|db| {
            let hash = store::blobs::keep(db, &staged)?;
            store::notes::get(db, id)?;
            store::notes::add_picture(db, id, &hash)?;
            Ok(hash)
        })
    }

    /// One note.
    pub fn note(&self, note: &str) -> Result<NoteView> {
        let id = id(note, "note")?;
        self.read(|db| view(db, store::notes::get(db, id)?))
    }

    /// The notes of a list, last edited first.
    pub fn notes(&self, filter: &Filter) -> Result<Vec<NoteView>> {
        self.read(|db| store::notes::list(db, filter)?.into_iter().map(|note| view(db, note)).collect())
    }

    /// How many notes a list has in all.
    pub fn note_count(&self, filter: &Filter) -> Result<u32> {
        self.read(|db| store::notes::count(db, filter))
    }

    /// What a note said before, newest first.
    pub fn note_revisions(&self, note: &str) -> Result<Vec<NoteRevision>> {
        let id = id(note, "note")?;
        self.read(|db| store::notes::revisions(db, id))
    }
}

/// The notes written beside an article.
pub(crate) fn beside(db: &Reading<'_>, article: Id) -> store::Result<Vec<NoteView>> {
    let filter = Filter { article: Some(article), ..Filter::default() };
    store::notes::list(db, &filter)?.into_iter().map(|note| view(db, note)).collect()
}

fn view(db: &Reading<'_>, note: Note) -> store::Result<NoteView> {
    let article = note.article.map(|article| store::articles::get(db, article)).transpose()?;
    Ok(NoteView {
        article_title: article.map(|article| article.title),
        themes: store::taggings::confirmed(db, note.id)?,
        backlinks: store::links::backlinks(db, note.id)?,
        note,
    })
}

/// Writes down what a note links to; a link to nothing is left out.
fn link(db: &Writing<'_>, note: &Note) -> store::Result<()> {
    let mut targets = Vec::new();
    for target in targets_of(&note.body) {
        if let Some(kind) = store::changes::kind_of(db, target)? {
            targets.push(Touched { kind, id: target });
        }
    }
    for hash in pictures_of(&note.body) {
        // A picture that came with words copied from another note is kept for this one, too.
        if store::blobs::get(db, &hash).is_ok() {
            store::notes::add_picture(db, note.id, &hash)?;
        }
    }
    store::links::put(db, Touched { kind: ItemKind::Note, id: note.id }, &targets)
}

fn pictures_of(body: &str) -> Vec<BlobHash> {
    body.split(PICTURE_SCHEME).skip(1).filter_map(|rest| rest.get(..HASH_DIGITS)?.parse().ok()).collect()
}

fn targets_of(body: &str) -> Vec<Id> {
    let mut targets: Vec<Id> =
        body.split(LINK_SCHEME).skip(1).filter_map(|rest| id_of_link(rest).get(..36)?.parse().ok()).collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

/// What follows the scheme of a link, from its id on: links for other programs name the kind before it (`tearsheet://article/ID`).
pub(crate) fn id_of_link(rest: &str) -> &str {
    rest.strip_prefix("//").and_then(|rest| rest.split_once('/')).map_or(rest, |(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_stays_as_long_as_a_note_that_names_it() {
        const DOT: &[u8] =
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), crate::Role::Command).unwrap();
        let note = |body: &str| library.add_note(String::new(), body.to_owned(), None).unwrap().note.id.to_string();
        let first = note("");
        assert!(matches!(library.keep_note_picture(&first, b"words"), Err(Error::NotAPicture)));
        let hash = library.keep_note_picture(&first, DOT).unwrap();
        let second = note(&format!("![](tearsheet-blob:{})", hash.as_str()));
        library.remove(&[first]).unwrap();
        assert_eq!(library.blob(&hash).unwrap().0, DOT);
        assert!(library.note(&second).unwrap().html().contains(hash.as_str()));
        library.remove(&[second]).unwrap();
        assert!(library.blob(&hash).is_err());
    }

    #[test]
    fn links_are_found_once_each_and_rubbish_is_passed_over() {
        let id = Id::new();
        let body =
            format!("[a](tearsheet:{id}) [b](tearsheet:{id}) tearsheet:none tearsheet: tearsheet:// tearsheet://a/");
        assert_eq!(targets_of(&body), [id]);
        assert_eq!(targets_of(&format!("<tearsheet://article/{id}>")), [id]);
    }
}
