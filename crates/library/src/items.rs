//! What all items share: kind, themes, trash.

use model::{Id, ItemKind, Timestamp};
use store::{Writing, links::Backlink};

use crate::{Error, Library, Result, open::id, tagging::themes};

/// Items removed in one write: it holds the lock for some milliseconds.
const REMOVED_AT_ONCE: u32 = 100;

/// An item whose themes were changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retagged {
    /// What it is.
    pub kind: ItemKind,
    /// Its id.
    pub id: Id,
    /// The themes that it has now, in order of name.
    pub themes: Vec<Id>,
    /// Whether these are others than before.
    pub changed: bool,
}

impl Library {
    /// What an id names; a theme also by its name or an alias.
    pub fn kind(&self, item: &str) -> Result<(ItemKind, Id)> {
        if let Ok(id) = id(item, "item") {
            let kind = self.read(|db| store::changes::kind_of(db, id))?;
            return kind.map(|kind| (kind, id)).ok_or(Error::NotFound("item"));
        }
        match self.theme(item) {
            Ok(theme) => Ok((ItemKind::Theme, theme.id)),
            Err(Error::NotFound(_)) => Err(Error::NotFound("item")),
            Err(error) => Err(error),
        }
    }

    fn kinds(&self, items: &[String]) -> Result<Vec<(ItemKind, Id)>> {
        items.iter().map(|item| self.kind(item)).collect()
    }

    /// Puts themes on items.
    pub fn tag(&self, items: &[String], names: &[String]) -> Result<Vec<Retagged>> {
        self.retag(items, |db, kind, id| themes::tag(db, id, kind, names))
    }

    /// Takes themes off items.
    pub fn untag(&self, items: &[String], names: &[String]) -> Result<Vec<Retagged>> {
        let themes = names.iter().map(|name| Ok(self.theme(name)?.id)).collect::<Result<Vec<_>>>()?;
        let remove = |db: &Writing<'_>, id: Id, theme: &Id| store::taggings::remove(db, id, *theme).map(drop);
        self.retag(items, |db, _, id| themes.iter().try_for_each(|theme| remove(db, id, theme)))
    }

    fn retag(
        &self,
        items: &[String],
        change: impl Fn(&Writing<'_>, ItemKind, Id) -> store::Result<()>,
    ) -> Result<Vec<Retagged>> {
        let items = self.kinds(items)?;
        if items.iter().any(|(kind, _)| *kind == ItemKind::Theme) {
            return Err(Error::NotFound("article, quote or note"));
        }
        self.write(|db| {
            let retag = |&(kind, id): &(ItemKind, Id)| {
                let before = store::taggings::confirmed(db, id)?;
                change(db, kind, id)?;
                let themes = store::taggings::confirmed(db, id)?;
                Ok(Retagged { kind, id, changed: themes != before, themes })
            };
            items.iter().map(retag).collect()
        })
    }

    /// What links to an item.
    pub fn backlinks(&self, item: &str) -> Result<Vec<Backlink>> {
        let (_, id) = self.kind(item)?;
        self.backlinks_of(id)
    }

    /// What links to the item with this id.
    pub fn backlinks_of(&self, id: Id) -> Result<Vec<Backlink>> {
        self.read(|db| store::links::backlinks(db, id))
    }

    /// Puts items in the trash.
    pub fn trash(&self, items: &[String]) -> Result<Vec<(ItemKind, Id)>> {
        self.set_trashed(items, Some(Timestamp::now()))
    }

    /// Takes items out of the trash.
    pub fn restore(&self, items: &[String]) -> Result<Vec<(ItemKind, Id)>> {
        self.set_trashed(items, None)
    }

    fn set_trashed(&self, items: &[String], at: Option<Timestamp>) -> Result<Vec<(ItemKind, Id)>> {
        let items = self.kinds(items)?;
        self.write_with_reserve(|db| {
            for (kind, id) in &items {
                match kind {
                    ItemKind::Article => set_article_trashed(db, *id, at)?,
                    ItemKind::Quote => store::quotes::set_trashed(db, *id, at)?,
                    ItemKind::Note => store::notes::set_trashed(db, *id, at)?,
                    ItemKind::Theme => return Err(store::Error::NotFound { what: "article, quote or note", id: *id }),
                }
            }
            Ok(())
        })?;
        Ok(items)
    }

    /// Removes items for good, and what they alone kept on the disk. Answers the bytes that were freed, too.
    pub fn remove(&self, items: &[String]) -> Result<(Vec<(ItemKind, Id)>, u64)> {
        let items = self.kinds(items)?;
        let freed = self.remove_all(&items)?;
        Ok((items, freed))
    }

    /// Removes for good what lies in the trash. Answers how many items there were, and the bytes that were freed.
    pub fn empty_trash(&self) -> Result<(u32, u64)> {
        let (mut removed, mut freed) = (0, 0);
        loop {
            let items = self.read(|db| store::trash::list(db, REMOVED_AT_ONCE))?;
            if items.is_empty() {
                return Ok((removed, freed));
            }
            freed += self.remove_all(&items)?;
            removed += u32::try_from(items.len()).unwrap_or(u32::MAX);
        }
    }

    /// The rows go in one write, and with them the rows of blobs that nothing else names; then the files. Should the program end
    /// in between, the files are swept later, as those that nothing names.
    fn remove_all(&self, items: &[(ItemKind, Id)]) -> Result<u64> {
        let released = self.write(|db| {
            let mut blobs = Vec::new();
            for (kind, id) in items {
                match kind {
                    ItemKind::Article => blobs.extend(store::blobs::of_article(db, *id)?),
                    ItemKind::Note => blobs.extend(store::notes::pictures(db, *id)?),
                    ItemKind::Quote | ItemKind::Theme => {}
                }
                remove(db, *kind, *id)?;
            }
            store::blobs::release(db, &blobs)?;
            Ok(blobs)
        })?;
        Ok(self.inner().store.free(&released)?.bytes)
    }
}

fn remove(db: &Writing<'_>, kind: ItemKind, id: Id) -> store::Result<()> {
    match kind {
        ItemKind::Article => store::articles::remove(db, id),
        ItemKind::Quote => store::quotes::remove(db, id),
        ItemKind::Note => store::notes::remove(db, id),
        ItemKind::Theme => store::themes::remove(db, id),
    }
}

/// An article that comes back from the trash has its address for itself again, also when it was merged into another.
fn set_article_trashed(db: &Writing<'_>, id: Id, at: Option<Timestamp>) -> store::Result<()> {
    if at.is_none()
        && let Some(address) = store::articles::get(db, id)?.canonical_url
    {
        store::reposts::forget_address(db, &address)?;
    }
    store::articles::set_trashed(db, id, at)
}
