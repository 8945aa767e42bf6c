//! The hall: walks a drop through the rooms, keeps index and truth together, tells views what changed.
//!
//! **Invariant:** the only crate that knows more than one room.
//! **Invariant:** "saved" is said only after the store's transaction committed.
//! **Invariant:** no network, parsing or waiting inside a transaction.

mod addresses;
mod anchoring;
mod apart;
mod articles;
mod care;
mod clip;
mod complete;
mod diff;
mod error;
mod events;
mod export;
mod find;
mod import;
mod indexing;
mod items;
mod journal;
mod letters;
mod lexicon;
mod many;
mod merging;
mod notes;
mod open;
mod original;
mod quotes;
mod reading;
mod receipts;
mod reposts;
mod rules;
mod sample;
mod searches;
mod sites;
mod speakers;
mod suggest;
mod theme_table;
mod themes;
mod undo;
mod watched;
mod work;

pub use apart::{READ_APART, read_apart};
pub use articles::{ArticleEdit, Opened};
pub use care::{Checked, Copy, Finding, check_folder, copies, restore_backup, salvage};
pub use clip::{Clipped, Facts};
pub use complete::{Completion, Offer};
pub use diff::{Change, Compared};
pub use error::{Error, capitalised};
pub use events::Changed;
pub use export::{Exported, Format, Passage as QuotedPassage, Rescued, Saved, Tongue, export_damaged, export_folder};
pub use extract::Sites;
pub use find::{Answer, Facet, Facets, Find, Found};
pub use import::{Import, Imported};
pub use journal::Undone;
pub use many::Unread;
pub use model::Drop;
pub use notes::{NoteEdit, NoteView};
pub use open::{Library, Role, default_folder};
pub use original::Original;
pub use quotes::{NewQuote, Passage, QuoteEdit, QuoteView};
pub use reading::{FILE_BYTES_MAX, NotUnderstood, TEXT_BYTES_MAX, drops_of, read_page};
pub use receipts::Receipt;
pub use search::{Error as SearchError, Filter, Sort};
pub use searches::SearchView;
pub use sites::sites_in;
pub use speakers::Speaker;
pub use store::{
    Error as StoreError,
    articles::{ArticleRow as StoredRow, Filter as ArticleFilter, Order as ArticleOrder},
    captures::CaptureRow as StoredCapture,
    links::Backlink,
    notes::Filter as NoteFilter,
    quotes::Filter as QuoteFilter,
    reposts::RepostRow,
    rules::Reason,
};
pub use suggest::Suggestion;
pub use theme_table::{TableProblem, TableTaken};
pub use themes::{NewTheme, ThemeEdit, ThemeView};
pub use undo::Undo;
pub use watched::{LOOK, Watch};
pub use work::Reach;

/// The outcome of a call into the library.
pub type Result<T> = std::result::Result<T, Error>;
