//! A clip taken back: the library is as if it had not been.

use model::{Article, Capture, ClipState, Id, Timestamp};
use store::{Reading, quotes::QuoteRow};

use crate::{
    Error, Library, Result,
    clipping::{clip::Kept, work},
    marking::quotes::{self, Places},
    open::id,
};

/// What a clip did, as it was told when it was done.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The article, or the receipt of what waits or failed.
    pub id: String,
    /// What became of the drop.
    pub state: ClipState,
    /// The capture that was added, for [`ClipState::Captured`]; the newest unless named.
    pub capture: Option<String>,
    /// Whether the article lay in the trash before.
    pub from_trash: bool,
}

impl From<Kept> for Undo {
    fn from(Kept { state, article, capture, from_trash }: Kept) -> Self {
        Self { id: article.to_string(), state, capture: capture.map(|capture| capture.to_string()), from_trash }
    }
}

impl Library {
    /// Takes a clip back: a new article goes to the trash, another capture is removed again, what waits or failed is
    /// given up with its receipt.
    pub fn undo_clip(&self, undo: &Undo) -> Result<()> {
        let clip = id(&undo.id, "clip")?;
        match undo.state {
            ClipState::Waiting | ClipState::Failed => {
                // The page may have arrived while its clip was still shown as waiting.
                if let Some(kept) = self.arrived(clip)? {
                    self.undo_clip(&kept.into())?;
                }
                return work::cancel(self, clip);
            }
            ClipState::Captured => self.remove_capture(clip, undo.capture.as_deref())?,
            ClipState::New | ClipState::Seen => {}
        }
        if undo.state != ClipState::New && !undo.from_trash {
            return Ok(());
        }
        self.write(|db| store::articles::set_trashed(db, clip, Some(Timestamp::now())))
    }

    /// Removes a capture; the newest of the others is shown again, under its own headline, and the quotes go back to where they stood.
    fn remove_capture(&self, article: Id, capture: Option<&str>) -> Result<()> {
        let named = capture.map(|capture| id(capture, "capture")).transpose()?;
        let (gone, before, places) = self.read(|db| before(db, article, named))?.ok_or(Error::NotFound("capture"))?;
        self.write(|db| {
            let shown = store::articles::get(db, article)?;
            let called = store::captures::get(db, gone)?.title.filter(|title| *title == shown.title);
            let title = called.and(before.title.clone()).unwrap_or(shown.title);
            store::articles::put(db, &Article { title, capture: before.id, ..shown })?;
            for QuoteRow { mut quote, .. } in store::quotes::of_article(db, article)? {
                if quote.anchor.capture == gone {
                    let place = places.get(&quote.id).copied().flatten();
                    quotes::move_to(db, &mut quote, &before, place)?;
                    quote.anchor.capture = before.id;
                } else {
                    quote.placed = quote.placed || quote.anchor.capture == before.id;
                }
                store::quotes::put(db, &quote)?;
            }
            store::captures::remove(db, gone)
        })
    }
}

/// The capture to go, the one before it, and where the quotes stand there; `None` when there is no other.
fn before(db: &Reading<'_>, article: Id, named: Option<Id>) -> store::Result<Option<(Id, Capture, Places)>> {
    let captures = store::captures::of_article(db, article)?;
    let gone = named.or_else(|| captures.first().map(|capture| capture.id));
    let other = captures.iter().find(|capture| Some(capture.id) != gone);
    let (Some(gone), Some(other)) = (gone.filter(|gone| captures.iter().any(|row| row.id == *gone)), other) else {
        return Ok(None);
    };
    let other = store::captures::get(db, other.id)?;
    let places = quotes::places(db, article, &other.text)?;
    Ok(Some((gone, other, places)))
}
