//! Letters: what is attached becomes articles of its own, which the letter lists and links to.
//!
//! **Invariant:** what is attached to an attachment stays in it; nothing is taken apart twice.

use extract::Attachment;
use model::{Drop, Id, ItemKind};
use store::Touched;

use crate::{
    Clipped, Library, Remark, Result,
    clipping::reading::{self, Read, Taken, Understood},
};

impl Library {
    /// Keeps what was read, and what is attached to it when it is a letter: the letter, then what was attached. `job` is the job that
    /// fetched it.
    pub(crate) fn keep_attached(
        &self,
        taken: &Taken,
        mut read: Read,
        themes: &[String],
        job: Option<Id>,
    ) -> (Result<Clipped>, Vec<Clipped>) {
        if read.attachments.is_empty() {
            return (self.keep_read(taken, read, themes, job), Vec::new());
        }
        let attachments = std::mem::take(&mut read.attachments);
        let (mut listed, mut kept) = (Vec::new(), Vec::new());
        for attachment in attachments {
            let called = attachment.name.clone();
            let clipped = self.keep_attachment(attachment, themes);
            listed.push((called, clipped.as_ref().ok().and_then(|clipped| clipped.id)));
            kept.extend(clipped.ok());
        }
        let unread = listed.iter().any(|(_, id)| id.is_none());
        read.remark = read.remark.or(unread.then(|| Remark::of("some-unread")));
        let linked: Vec<(String, Option<String>)> =
            listed.iter().map(|(name, id)| (name.clone(), id.map(|id| id.to_string()))).collect();
        read.content = extract::with_attachments(read.content, &linked);
        let letter = self.keep_read(taken, read, themes, job).and_then(|letter| {
            self.link(letter.id, listed.iter().filter_map(|(_, id)| *id))?;
            Ok(letter)
        });
        (letter, kept)
    }

    fn keep_attachment(&self, attachment: Attachment, themes: &[String]) -> Result<Clipped> {
        let Attachment { name, bytes } = attachment;
        match reading::understand(Drop::File { name, bytes, url: None }).map_err(|refused| refused.why)? {
            Understood::Taken(taken) => self.keep(&taken, themes, None),
            Understood::Links(_) => Err(crate::NotUnderstood::UnknownType.into()),
        }
    }

    /// Writes down that a letter links to what was attached to it.
    fn link(&self, letter: Option<Id>, attached: impl Iterator<Item = Id>) -> Result<()> {
        let Some(letter) = letter else { return Ok(()) };
        let article = |id| Touched { kind: ItemKind::Article, id };
        let targets: Vec<Touched> = attached.filter(|id| *id != letter).map(article).collect();
        self.write(|db| store::links::put(db, article(letter), &targets))
    }
}
