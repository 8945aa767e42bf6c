//! The steps from a page to an article, in order; each does one thing and logs what it cuts.

mod author_card;
mod blocks;
mod boilerplate;
mod disclaimer;
mod facts;
mod filler;
mod formulas;
mod heading;
mod hidden;
mod links;
mod phrases;
mod pictures;
mod readable;
mod repeated;
mod site;
mod source_line;
mod streamed;
mod summary;
mod wall;

use crate::formats::html::Page;

/// A step with its name.
pub(crate) type Step = (&'static str, fn(&mut Page));

/// What a whole page goes through.
pub(crate) const PAGE_STEPS: [Step; 21] = [
    ("facts", facts::read),
    ("site", site::cut),
    ("formulas", formulas::keep),
    ("streamed", streamed::place),
    ("backgrounds", pictures::show_backgrounds),
    ("hidden", hidden::cut),
    ("filler", filler::cut),
    ("author-card", author_card::cut),
    ("pictures", pictures::resolve),
    ("links", links::resolve),
    ("summary", summary::take),
    ("readable", readable::find),
    ("numbers", pictures::number),
    ("blocks", blocks::read),
    ("heading", heading::cut),
    ("source-line", source_line::cut),
    ("repeated", repeated::cut),
    ("boilerplate", boilerplate::cut),
    ("disclaimer", disclaimer::cut),
    ("wall", wall::note),
    ("pictures-left", blocks::keep_pictures),
];

/// What a selection goes through: nothing of it is judged, it is only made complete.
pub(crate) const SELECTION_STEPS: [Step; 7] = [
    ("formulas", formulas::keep),
    ("backgrounds", pictures::show_backgrounds),
    ("pictures", pictures::resolve),
    ("links", links::resolve),
    ("numbers", pictures::number),
    ("blocks", blocks::read),
    ("pictures-left", blocks::keep_pictures),
];
