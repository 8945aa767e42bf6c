//! The hall: walks a drop through the rooms, keeps index and truth together, tells views what changed.
//!
//! **Invariant:** the only crate that knows more than one room.
//! **Invariant:** "saved" is said only after the store's transaction committed.
//! **Invariant:** no network, parsing or waiting inside a transaction.

mod articles;
mod citing;
mod clipping;
#[cfg(test)]
mod dice;
mod diff;
mod error;
mod events;
mod finding;
mod giving_way;
mod items;
mod keeping;
mod marking;
mod open;
mod tagging;
mod writing;

pub use articles::{ArticleEdit, ArticleMark, Opened};
pub use capture::without_user_info;
pub use citing::StyleView;
pub use clipping::apart::{READ_APART, read_apart};
pub use clipping::clip::{Clipped, Facts};
pub use clipping::import::{Import, Imported};
pub use clipping::many::Unread;
pub use clipping::original::Original;
pub use clipping::reading::{FILE_BYTES_MAX, NotUnderstood, TEXT_BYTES_MAX, drops_of, is_web_address, read_page};
pub use clipping::receipts::{Receipt, Ruling};
pub use clipping::remarks::{Remark, SENTENCE, is_partly, remark_codes};
pub use clipping::sites::sites_in;
pub use clipping::watched::{LOOK, Watch};
pub use clipping::work::Reach;
pub use diff::{Change, Compared};
pub use error::{Error, capitalised};
pub use events::Changed;
pub use extract::Sites;
pub use finding::complete::{Completion, Offer};
pub use finding::find::{Answer, Facet, Facets, Find, Found};
pub use finding::indexing::IndexTrouble;
pub use finding::searches::SearchView;
pub use items::Retagged;
pub use keeping::care::{Backup, Checked, Finding, backups, check_folder, restore_backup, salvage};
pub use keeping::journal::Undone;
pub use keeping::undo::Undo;
pub use marking::quotes::{NewPlace, NewQuote, Passage, PictureSource, QuoteEdit, QuoteView};
pub use marking::speakers::Speaker;
pub use model::Drop;
pub use open::{Library, Role, default_folder};
pub use search::{Error as SearchError, Filter, Marks, Sort};
pub use store::{
    Error as StoreError,
    articles::{ArticleRow as StoredRow, Filter as ArticleFilter, Order as ArticleOrder},
    captures::CaptureRow as StoredCapture,
    links::Backlink,
    notes::Filter as NoteFilter,
    plainly,
    quotes::Filter as QuoteFilter,
    reposts::RepostRow,
    rules::Reason,
    watched::File as LandedFile,
};
pub use tagging::persons::Written;
pub use tagging::suggest::Suggestion;
pub use tagging::theme_table::{TableProblem, TableTaken};
pub use tagging::themes::{NewTheme, ThemeEdit, ThemeView};
pub use writing::export::{
    Exported, Format, Passage as QuotedPassage, Rescued, Saved, Tongue, export_damaged, export_folder,
};
pub use writing::notes::{NoteEdit, NoteView};

/// The outcome of a call into the library.
pub type Result<T> = std::result::Result<T, Error>;
