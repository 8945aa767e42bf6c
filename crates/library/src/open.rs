//! Opening a library, and what an open one holds.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use capture::{Addresses, Limits, Pace};
use extract::Sites;
use model::{BlobHash, Id};
use store::{Reading, Store, Writing, Written};
use tokio::sync::broadcast;

use crate::{
    Changed, Error, Result,
    clipping::{addresses::own_rules, many::Hands, reposts::Sketches, sites, work::Worker},
    events::Events,
    finding::indexing::Indexer,
    keeping::journal::{Journal, Recording},
    tagging::lexicon::Names,
};

/// The file in a library's folder that tells when each host may be asked again.
const PACE: &str = "pace";

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
pub struct Library {
    inner: Arc<Inner>,
    /// Where what is written is noted, so that it can be taken back together.
    recording: Option<Arc<Mutex<Recording>>>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) events: Events,
    pub(crate) indexer: Indexer,
    pub(crate) names: Names,
    /// What can be taken back.
    pub(crate) journal: Journal,
    pub(crate) sketches: Sketches,
    /// Who may read and keep a drop now.
    pub(crate) hands: Hands,
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
    /// When each host may be asked again, by all processes that have the library open.
    pub(crate) pace: Pace,
}

/// Where a library lies when no folder is named: the platform's place for application data.
pub fn default_folder() -> Option<PathBuf> {
    dirs::data_dir().map(|folder| folder.join("tearsheet"))
}

impl Library {
    /// Whether there is a library in `folder`, in order or not.
    pub fn is_in(folder: &Path) -> bool {
        store::is_in(folder)
    }

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
            journal: Journal::default(),
            sketches: Sketches::default(),
            hands: Hands::of(role),
            sites,
            site_problems,
            worker: OnceLock::new(),
            addresses: own_rules(folder).unwrap_or_else(|error| {
                tracing::warn!(%error, "the library's own rules are not used");
                Addresses::default()
            }),
            limits,
            pace: Pace::shared(folder.join(PACE)),
            folder: folder.to_owned(),
            role,
        };
        let library = Self::from_inner(Arc::new(inner));
        if role == Role::Window {
            library.work_in_background()?;
        }
        Ok(library)
    }

    fn work_in_background(&self) -> Result<()> {
        let version = self.inner.store.data_version().ok();
        let worker =
            Worker::start(Arc::downgrade(&self.inner), version).map_err(|error| Error::Background(error.kind()))?;
        let _ = self.inner.worker.set(worker);
        Ok(())
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Why it may only be read, if so.
    pub fn read_only(&self) -> Option<String> {
        match self.inner.store.mode() {
            store::Mode::ReadWrite => None,
            store::Mode::ReadOnly(reason) => Some(reason.to_string()),
        }
    }

    /// Listens to what changes, in this process and in others.
    pub fn subscribe(&self) -> broadcast::Receiver<Changed> {
        self.inner.events.listen()
    }

    /// The bytes of a blob and the media type they were kept under.
    pub fn blob(&self, hash: &BlobHash) -> Result<(Vec<u8>, String)> {
        let store::blobs::Blob { bytes, media_type } = self.inner.store.blob(hash)?;
        Ok((bytes, media_type))
    }

    pub(crate) fn from_inner(inner: Arc<Inner>) -> Self {
        Self { inner, recording: None }
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(crate) fn role(&self) -> Role {
        self.inner.role
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> store::Result<T>) -> Result<T> {
        Ok(self.inner.store.read(work)?)
    }

    /// Writes, tells the views what was touched, and wakes what works in the background.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Writing<'_>) -> store::Result<T>) -> Result<T> {
        let Some(recording) = &self.recording else { return Ok(self.told(self.inner.store.write(work)?)) };
        let (written, step) = self.inner.store.write_recorded(work)?;
        recording.lock().unwrap_or_else(PoisonError::into_inner).add(&written, step);
        Ok(self.told(written))
    }

    /// Writes what makes room: on a full disk once more, in the room of the reserve that the first attempt let go.
    pub(crate) fn write_with_reserve<T>(&self, work: impl Fn(&Writing<'_>) -> store::Result<T>) -> Result<T> {
        match self.write(&work) {
            Err(Error::Store(store::Error::Full)) => self.write(&work),
            written => written,
        }
    }

    /// Tells the views what was touched, and wakes what works in the background.
    pub(crate) fn told<T>(&self, written: Written<T>) -> T {
        let Written { value, seq, touched, receipts } = written;
        if touched.iter().any(|item| item.kind == model::ItemKind::Theme) {
            self.inner.names.forget();
        }
        self.inner.events.tell(Changed {
            seq,
            items: touched.iter().map(|item| (item.kind, item.id)).collect(),
            receipts,
        });
        self.wake();
        value
    }

    /// The same library, noting what is written through it.
    pub(crate) fn recorded_by(&self, recording: Arc<Mutex<Recording>>) -> Self {
        Self { inner: Arc::clone(&self.inner), recording: Some(recording) }
    }

    /// The same library, writing what is not to be taken back.
    pub fn unrecorded(&self) -> Self {
        Self::from_inner(Arc::clone(&self.inner))
    }

    pub(crate) fn wake(&self) {
        if let Some(worker) = self.inner.worker.get() {
            worker.wake();
        }
    }
}

/// Reads an id, or says that there is no such item.
pub(crate) fn id(text: &str, what: &'static str) -> Result<Id> {
    text.parse().map_err(|_| Error::NotFound(what))
}
