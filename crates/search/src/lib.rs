//! Full text: analysis, query language, ranking, snippets, facets; derived from the library file and disposable.
//!
//! **Invariant:** the only crate that speaks Tantivy.
//! **Invariant:** nothing here is the only copy of anything; every file of the index may be deleted at any time.
//! **Invariant:** no query is an error and none panics; what is not understood is searched as words, with a [`Remark`].
//! **Invariant:** no text of an item and no query appears in an error or a log.
//!
//! What a text is made of, and so what finds it, is said in [`analysis`]; the query language in [`query`].

mod document;
mod error;
mod lexicon;
mod request;
mod watermark;

/* The doors, as the library calls them:

impl Index {
    /// Opens the index in `folder` (the library's `index/`); never fails for a missing or damaged index: see [`Index::state`].
    pub fn open(folder: &Path) -> Result<Index, Error>;
    pub fn state(&self) -> State;                       // Ready | Missing | Stale(Reason)
    pub fn watermark(&self) -> Option<Watermark>;       // of the generation that answers
    pub fn refresh(&self) -> Result<bool, Error>;       // sees commits and rebuilds of other processes; search does it by itself
    pub fn search(&self, request: &Request, lexicon: &Lexicon) -> Result<Answer, Error>;   // Error::NotReady unless Ready
    pub fn contains(&self, id: Id) -> Result<bool, Error>;
    pub fn ids(&self) -> Result<Vec<Id>, Error>;        // for `check`
    pub fn pass(&self, effort: Effort) -> Result<Pass<'_>, Error>;       // Error::Busy is normal, NotReady: rebuild
    pub fn rebuild(&self, library: Id, extractor: u32, start: RebuildStart) -> Result<Rebuild<'_>, Error>;
}
pub enum Effort { Short /* 1 thread, 15 MB, no merges: command line, edits */, Window /* the same, merges */, Bulk /* 2 threads, 2 x 48 MB, merges */ }
pub enum RebuildStart { Resume, Afresh /* asked for by a person */ }
impl Pass { pub fn apply(&mut self, Change) -> Result<(), Error>; pub fn live_docs(&self) -> …; pub fn commit(&mut self, &Watermark) -> Result<(), Error>; pub fn finish(self) -> Result<(), Error>; }
   // several commits per pass are fine (a batch each); finish waits for merges and releases the lock; dropping without finish forgets what was not committed
impl Rebuild { pub fn resume_from(&self) -> Option<Watermark>; pub fn apply(&mut self, Change); pub fn commit(&mut self, &Watermark); pub fn finish(self, &Watermark) -> Result<(), Error>; }
   // documents in order of seq; finish checks count and checksums, then swaps CURRENT
impl Lexicon { pub fn new(Vec<LexiconTheme>) -> Lexicon; find(name) -> Vec<Id>; with_descendants(&[Id]) -> Vec<Id> }
impl Matcher { pub fn highlights(&self, text: &str) -> Vec<(u32, u32)>; pub fn snippet(&self, text: &str, chars_max: usize) -> Snippet; }
pub struct Snippet { pub text: String, pub highlights: Vec<(u32, u32)> }
*/
