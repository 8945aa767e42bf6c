//! Opening a library, and what an open one holds.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use capture::{Addresses, Limits};
use extract::Sites;
use model::{BlobHash, Id};
use store::{Reading, Store, Writing, Written};
use tokio::sync::broadcast;

use crate::{
    Changed, Error, Result, addresses::own_rules, events::Events, indexing::Indexer, lexicon::Names, reposts::Sketches,
    sites, work::Worker,
};

/// Who opens a library: decides what goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A window: fetches, indexes and watches other processes' writes in the background, merges the index.
    Window,
    /// A command: does only what it is told, and leaves merging to the window.
    Command,
}

/// An open library. Cheap to clone; every clone is the same library.
#[derive(Clone)]
pub struct Library(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) events: Events,
    pub(crate) indexer: Indexer,
    pub(crate) names: Names,
    pub(crate) sketches: Sketches,
    pub(crate) sites: Sites,
    /// What of the user's site rules cannot be used.
    pub(crate) site_problems: Vec<String>,
    worker: OnceLock<Worker>,
    folder: PathBuf,
    role: Role,
    /// The rules by which the same address is known.
    pub(crate) addresses: Addresses,
    /// How long and how much a fetch may take.
    pub(crate) limits: Limits,
}

/// Where a library lies when no folder is named: the platform's place for application data.
pub fn default_folder() -> Option<PathBuf> {
    dirs::data_dir().map(|folder| folder.join("tearsheet"))
}

impl Library {
    /// Opens the library in `folder`, making it when there is none. A library that may only be read opens, and refuses writes.
    pub fn open(folder: &Path, role: Role) -> Result<Self> {
        Self::open_within(folder, role, Limits::default())
    }

    /// Opens a library whose fetches stay within these limits.
    pub(crate) fn open_within(folder: &Path, role: Role, limits: Limits) -> Result<Self> {
        let store = Store::open(folder)?;
        let indexer = Indexer::new(&store, &folder.join("index"))?;
        let (sites, site_problems) = sites::sites_in(&folder.join(sites::FOLDER));
        site_problems.iter().for_each(|problem| tracing::warn!("{problem}"));
        let inner = Inner {
            store,
            events: Events::new(),
            indexer,
            names: Names::default(),
            sketches: Sketches::default(),
            sites,
            site_problems,
            worker: OnceLock::new(),
            addresses: own_rules(folder).unwrap_or_else(|error| {
                tracing::warn!(%error, "the library's own rules are not used");
                Addresses::default()
            }),
            limits,
            folder: folder.to_owned(),
            role,
        };
        let library = Self(Arc::new(inner));
        if role == Role::Window {
            library.work_in_background()?;
        }
        Ok(library)
    }

    fn work_in_background(&self) -> Result<()> {
        let worker = Worker::start(Arc::downgrade(&self.0)).map_err(|error| Error::Background(error.kind()))?;
        let _ = self.0.worker.set(worker);
        Ok(())
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Why it may only be read, if so.
    pub fn read_only(&self) -> Option<String> {
        match self.0.store.mode() {
            store::Mode::ReadWrite => None,
            store::Mode::ReadOnly(reason) => Some(reason.to_string()),
        }
    }

    /// Listens to what changes, in this process and in others.
    pub fn subscribe(&self) -> broadcast::Receiver<Changed> {
        self.0.events.listen()
    }

    /// The bytes of a blob and the media type they were kept under.
    pub fn blob(&self, hash: &BlobHash) -> Result<(Vec<u8>, String)> {
        let store::blobs::Blob { bytes, media_type } = self.0.store.blob(hash)?;
        Ok((bytes, media_type))
    }

    pub(crate) fn from_inner(inner: Arc<Inner>) -> Self {
        Self(inner)
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    pub(crate) fn role(&self) -> Role {
        self.0.role
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> store::Result<T>) -> Result<T> {
        Ok(self.0.store.read(work)?)
    }

    /// Writes, tells the views what was touched, and wakes what works in the background.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Writing<'_>) -> store::Result<T>) -> Result<T> {
        let Written { value, seq, touched, receipts } = self.0.store.write(work)?;
        if touched.iter().any(|item| item.kind == model::ItemKind::Theme) {
            self.0.names.forget();
        }
        self.0.events.tell(Changed { seq, items: touched.iter().map(|item| (item.kind, item.id)).collect(), receipts });
        self.wake();
        Ok(value)
    }

    pub(crate) fn wake(&self) {
        if let Some(worker) = self.0.worker.get() {
            worker.wake();
        }
    }
}

/// Reads an id, or says that there is no such item.
pub(crate) fn id(text: &str, what: &'static str) -> Result<Id> {
    text.parse().map_err(|_| Error::NotFound(what))
}
