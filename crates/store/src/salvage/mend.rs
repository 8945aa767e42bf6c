//! The mending of a file that was filled with what could be read: rows held against their hashes, references made whole.

use std::collections::BTreeSet;

use model::{Article, Capture, Id, ItemKind, Quote, Theme, Timestamp, char_slice};
use rusqlite::named_params;

use super::Known;
use crate::{
    articles, captures,
    check::{Damaged, Finding, What, damaged},
    error::{Error, Result},
    quotes, themes,
    transaction::{Reading, Touched, Writing},
    values::{Col, read},
};

/// Characters of a headline that is made of a text: one line of a list.
const TITLE_CHARS: u32 = 80;

const ROW_LOST: &str =
    "The words of a row were not the ones that were saved, and it was left out; look for it in a backup.";
const ARTICLE_MADE: &str =
    "What an article said of itself was lost; its text and quotes are kept, its headline was made anew.";
const TEXT_LOST: &str = "The text of an article was lost; clip it again. Its quotes are kept.";
const THEME_PARTLY: &str = "A theme's aliases or description may not be whole; look them through.";
const UNPLACED: &str = "The text that a quote stood in was lost; its words are kept, without a place.";
const ITEM_LOST: &str = "It could not be read in the damaged file; look for it in a backup.";
const PARTS_LOST: &str = "Parts of the damaged file could not be read.";

/// Leaves out what is damaged, mends what names something lost, and says what is missing.
pub(super) fn mend(db: &Writing<'_>, known: &Known) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    leave_out_damaged(db, &mut findings)?;
    // References are off, so that what hung on a row that was left out is still there.
    db.run(include_str!("forget_sketches.sql"), [])?;
    db.run(include_str!("own_captures.sql"), [])?;
    make_articles(db, &mut findings)?;
    give_captures(db, &mut findings)?;
    place_quotes(db, &mut findings)?;
    db.conn().execute_batch(include_str!("mend.sql"))?;
    let present: BTreeSet<Id> = db.many(include_str!("items.sql"), [], |row| read(row, "id"))?.into_iter().collect();
    let lost: BTreeSet<Touched> = known.live.iter().copied().filter(|item| !present.contains(&item.id)).collect();
    let named: BTreeSet<Touched> = findings.iter().filter_map(|finding| finding.item).collect();
    findings.extend(lost.difference(&named).map(|item| Finding::new(What::Lost, Some(*item), ITEM_LOST)));
    if known.unreadable > 0 {
        findings.push(Finding::new(What::Structure, None, PARTS_LOST));
    }
    Ok(findings)
}

/// Rows whose words are not the ones that were saved go, but for what they hold together.
fn leave_out_damaged(db: &Writing<'_>, findings: &mut Vec<Finding>) -> Result<()> {
    let (of_articles, others): (Vec<_>, Vec<_>) = damaged(db)?.into_iter().partition(|row| row.table == "articles");
    // An article is made anew of its captures, so those that are damaged go before.
    for Damaged { table, key, item } in others.into_iter().chain(of_articles) {
        let finding = match (table, item) {
            ("themes", Some(Touched { id, .. })) if let Some(theme) = theme_by_its_name(db, id)? => {
                themes::put(db, &theme)?;
                mended(THEME_PARTLY, item)
            }
            ("articles", Some(Touched { id, .. })) if let Some(capture) = newest_capture(db, id)? => {
                articles::put(db, &stand_in(id, &capture))?;
                mended(ARTICLE_MADE, item)
            }
            _ => {
                db.run(&format!("DELETE FROM {table} WHERE {}", key.condition()), key.params().as_slice())?;
                Finding::new(What::Row, item, ROW_LOST)
            }
        };
        findings.push(finding);
    }
    Ok(())
}

fn mended(message: &str, item: Option<Touched>) -> Finding {
    Finding { repaired: true, ..Finding::new(What::Row, item, message) }
}

/// A theme whose name is still the one that was saved, as its folded form says.
fn theme_by_its_name(db: &Reading<'_>, theme: Id) -> Result<Option<Theme>> {
    let folded =
        db.one(include_str!("folded.sql"), named_params! {":id": Col(theme)}, |row| row.get::<_, String>("folded"));
    match (folded, themes::get(db, theme)) {
        (Ok(Some(folded)), Ok(theme)) if themes::fold(&theme.name) == folded => Ok(Some(theme)),
        (Err(error), _) | (_, Err(error)) if !matches!(error, Error::Damaged) => Err(error),
        _ => Ok(None),
    }
}

fn newest_capture(db: &Reading<'_>, article: Id) -> Result<Option<Capture>> {
    db.one(include_str!("newest_capture.sql"), named_params! {":article": Col(article)}, captures::from_row)
}

/// An article of which nothing but a text is known.
fn stand_in(id: Id, capture: &Capture) -> Article {
    let line = capture.text.lines().find(|line| !line.trim().is_empty()).map(str::trim);
    let title = capture
        .title
        .as_deref()
        .or(line)
        .or(capture.url.as_deref())
        .map_or_else(|| id.to_string(), |line| char_slice(line, 0, TITLE_CHARS).to_owned());
    Article {
        id,
        external_id: None,
        title,
        byline: None,
        site: None,
        url: capture.url.clone(),
        canonical_url: None,
        published: None,
        lang: None,
        abstract_text: None,
        capture: capture.id,
        clipped_at: capture.taken_at,
        read_at: None,
        starred_at: None,
        trashed_at: None,
    }
}

/// A capture of which nothing is known any more.
fn empty_capture(article: Id, taken_at: Timestamp, url: Option<String>) -> Capture {
    Capture {
        id: Id::new(),
        article,
        taken_at,
        original: None,
        media_type: "text/plain".to_owned(),
        url,
        title: None,
        html: String::new(),
        text: String::new(),
    }
}

/// Texts and quotes whose article is lost get one, so that they can be found and opened.
fn make_articles(db: &Writing<'_>, findings: &mut Vec<Finding>) -> Result<()> {
    for id in db.many(include_str!("missing_articles.sql"), [], |row| read(row, "article"))? {
        let item = Some(Touched { kind: ItemKind::Article, id });
        match newest_capture(db, id)? {
            Some(capture) => {
                db.run(include_str!("add_article.sql"), named_params! {":id": Col(id), ":capture": Col(capture.id)})?;
                articles::put(db, &stand_in(id, &capture))?;
                findings.push(mended(ARTICLE_MADE, item));
            }
            None => {
                let capture = empty_capture(id, Timestamp::now(), None);
                articles::add(db, &stand_in(id, &capture), &capture, &[])?;
                findings.push(Finding::new(What::Lost, item, TEXT_LOST));
            }
        }
    }
    Ok(())
}

/// Articles whose text is lost show an older one, or none.
fn give_captures(db: &Writing<'_>, findings: &mut Vec<Finding>) -> Result<()> {
    for id in db.many(include_str!("missing_captures.sql"), [], |row| read(row, "id"))? {
        let mut article = articles::get(db, id)?;
        article.capture = match newest_capture(db, id)? {
            Some(capture) => capture.id,
            None => {
                let capture = empty_capture(id, article.clipped_at, article.url.clone());
                captures::add(db, &capture, &[])?;
                capture.id
            }
        };
        articles::put(db, &article)?;
        findings.push(Finding::new(What::Lost, Some(Touched { kind: ItemKind::Article, id }), TEXT_LOST));
    }
    Ok(())
}

/// Quotes whose text is lost keep their words.
fn place_quotes(db: &Writing<'_>, findings: &mut Vec<Finding>) -> Result<()> {
    for mut quote in db.many(include_str!("placeless_quotes.sql"), [], quotes::from_row)? {
        quote.anchor.capture = articles::get(db, quote.article)?.capture;
        let Quote { id, .. } = quote;
        quotes::put(db, &Quote { placed: false, ..quote })?;
        findings.push(mended(UNPLACED, Some(Touched { kind: ItemKind::Quote, id })));
    }
    Ok(())
}
