//! What all items share: kind, themes, trash.

use model::{Id, ItemKind, Timestamp};
use store::Writing;

use crate::{Error, Library, Result, open::id, themes};

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

    /// Puts themes on items and answers the themes each has now.
    pub fn tag(&self, items: &[String], names: &[String]) -> Result<Vec<(ItemKind, Id, Vec<Id>)>> {
        self.retag(items, |db, kind, id| themes::tag(db, id, kind, names))
    }

    /// Takes themes off items and answers the themes each has now.
    pub fn untag(&self, items: &[String], names: &[String]) -> Result<Vec<(ItemKind, Id, Vec<Id>)>> {
        self.retag(items, |db, _, id| themes::untag(db, id, names))
    }

    fn retag(
        &self,
        items: &[String],
        change: impl Fn(&Writing<'_>, ItemKind, Id) -> store::Result<()>,
    ) -> Result<Vec<(ItemKind, Id, Vec<Id>)>> {
        let items = self.kinds(items)?;
        if items.iter().any(|(kind, _)| *kind == ItemKind::Theme) {
            return Err(Error::NotFound("article, quote or note"));
        }
        self.write(|db| {
            let retag = |(kind, id): &(ItemKind, Id)| {
                change(db, *kind, *id)?;
                Ok((*kind, *id, store::taggings::confirmed(db, *id)?))
            };
            items.iter().map(retag).collect()
        })
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
        self.write(|db| {
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

    /// Removes items for good.
    pub fn remove(&self, items: &[String]) -> Result<Vec<(ItemKind, Id)>> {
        let items = self.kinds(items)?;
        self.write(|db| {
            for (kind, id) in &items {
                match kind {
                    ItemKind::Article => store::articles::remove(db, *id)?,
                    ItemKind::Quote => store::quotes::remove(db, *id)?,
                    ItemKind::Note => store::notes::remove(db, *id)?,
                    ItemKind::Theme => store::themes::remove(db, *id)?,
                }
            }
            Ok(())
        })?;
        Ok(items)
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
