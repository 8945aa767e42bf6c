//! The filling of a new file with the rows of a damaged one.

use std::collections::BTreeMap;

use model::ItemKind;
use rusqlite::named_params;

use super::{
    Known,
    pages::{Pages, Value},
    tables::{self, Table},
};
use crate::{
    error::{Error, Result},
    transaction::{Touched, Writing},
};

/// The first page of the table that names all others.
const SCHEMA: u32 = 1;

/// Takes over what can be read: first what the file's own trees reach, then what lies on pages that none of them reached.
pub(super) fn fill(db: &Writing<'_>, pages: &mut Pages) -> Result<Known> {
    let mut filling = Filling { db, tables: tables::all(db)?, known: Known::default() };
    pages.take_free();
    let roots = filling.roots(pages);
    for (name, root) in &roots {
        filling.tree(pages, Some(name), *root)?;
    }
    for at in 1..=pages.count() {
        if !pages.is_taken(at) {
            filling.tree(pages, None, at)?;
        }
    }
    Ok(filling.known)
}

struct Filling<'w, 'c> {
    db: &'w Writing<'c>,
    tables: Vec<Table>,
    known: Known,
}

impl Filling<'_, '_> {
    /// The first page of every table and index that the file names; an index is read only so that it is not taken for a table.
    fn roots(&mut self, pages: &mut Pages) -> BTreeMap<String, u32> {
        let mut roots = BTreeMap::new();
        let mut next = vec![SCHEMA];
        while let Some(at) = next.pop() {
            let Some(page) = pages.page(at) else { continue };
            next.extend(page.children);
            self.known.unreadable += u64::from(page.unreadable);
            for (_, record) in page.records {
                if let [Value::Text(_), Value::Text(name), _, Value::Integer(root), ..] = record.as_slice()
                    && let Ok(root) = u32::try_from(*root)
                {
                    roots.insert(name.clone(), root);
                }
            }
        }
        roots
    }

    /// Takes over the rows of a tree; `name` is the table's or index's, or unknown.
    fn tree(&mut self, pages: &mut Pages, name: Option<&str>, root: u32) -> Result<()> {
        // What an index says twice is no loss.
        let counts = name.is_none_or(|name| self.tables.iter().any(|table| table.name == name));
        let mut next = vec![root];
        while let Some(at) = next.pop() {
            match pages.page(at) {
                Some(page) => {
                    self.known.unreadable += if counts { u64::from(page.unreadable) } else { 0 };
                    // Last in, first out: rows come in their order, so that among equal ones the first wins.
                    next.extend(page.children.into_iter().rev());
                    for (rowid, record) in page.records {
                        self.row(name, rowid, record)?;
                    }
                }
                None => self.known.unreadable += u64::from(counts && name.is_some()),
            }
        }
        Ok(())
    }

    fn row(&mut self, name: Option<&str>, rowid: Option<i64>, mut record: Vec<Value>) -> Result<()> {
        match name {
            Some("library") => return self.library(&record),
            Some("changes") => {
                self.change(&record);
                return Ok(());
            }
            None if self.change(&record) => return Ok(()),
            _ => {}
        }
        let table = match name {
            Some(name) => self.tables.iter().find(|table| table.name == name),
            None => tables::of_record(&self.tables, &record),
        };
        let Some(table) = table else { return Ok(()) };
        // The column that is the rowid, where a table has one, is first in all of ours.
        if let (Some(rowid), Some(first @ Value::Null)) = (rowid, record.first_mut()) {
            *first = Value::Integer(rowid);
        }
        let Some((insert, values)) = table.row(record) else {
            self.known.unreadable += 1;
            return Ok(());
        };
        match self.db.run(&insert, rusqlite::params_from_iter(values)) {
            Ok(added) => self.known.rows += added as u64,
            // A value that no such column can hold: the row is damaged.
            Err(Error::Unexpected(_) | Error::Damaged) => self.known.unreadable += 1,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// The library stays the same one, and goes on counting where it stood.
    fn library(&mut self, record: &[Value]) -> Result<()> {
        if let [_, Value::Text(id), Value::Integer(seq), Value::Integer(created_at)] = record
            && id.parse::<model::Id>().is_ok()
            && *seq >= 0
        {
            let row = named_params! {":id": id, ":seq": seq, ":created_at": created_at};
            self.db.run(include_str!("put_library.sql"), row)?;
        }
        Ok(())
    }

    /// Notes an item that the file says is there; answers whether the record was such a line at all.
    fn change(&mut self, record: &[Value]) -> bool {
        let [Value::Text(id), Value::Text(kind), Value::Integer(_), Value::Integer(live)] = record else {
            return false;
        };
        let (Ok(id), Some(kind)) = (id.parse(), ItemKind::from_word(kind)) else { return false };
        if *live == 1 {
            self.known.live.push(Touched { kind, id });
        }
        true
    }
}
