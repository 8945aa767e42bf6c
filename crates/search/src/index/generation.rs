//! One generation: a Tantivy index, opened, checked and read.

use std::path::{Path, PathBuf};

use tantivy::{
    Executor, IndexReader, IndexSettings, ReloadPolicy, Searcher, TantivyError,
    directory::{Directory, MmapDirectory},
    store::Compressor,
    tokenizer::TextAnalyzer,
};

use super::{Reason, files, folder::Folder, seal};
use crate::{
    ANALYSER_VERSION, Error, SCHEMA_VERSION, Watermark,
    analysis::{Alone, Analyser, Characters, Sounds},
    collect::{Order, Ranking},
    columns::Unpacked,
    deadline::Deadline,
    schema::{CHARACTERS, Fields, NAMES, SOUNDS, TEXTS},
};

/// An open generation.
pub(crate) struct Generation {
    pub(super) name: String,
    pub(super) folder: PathBuf,
    pub(super) engine: tantivy::Index,
    pub(crate) fields: Fields,
    /// What searching keeps of the segments.
    pub(crate) unpacked: Unpacked,
    reader: IndexReader,
}

impl Generation {
    /// Makes a new, empty generation.
    pub(super) fn create(index_folder: &Path, name: &str) -> Result<Self, Error> {
        let folder = index_folder.join(name);
        files::make_folder(&folder)?;
        let (schema, _) = Fields::with_schema();
        let settings = IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let directory = MmapDirectory::open(&folder).map_err(TantivyError::from)?;
        let engine = tantivy::Index::builder().schema(schema).settings(settings).open_or_create(directory)?;
        Self::with_engine(name, folder, engine)
    }

    /// Opens a generation whose files were found whole.
    pub(super) fn open(index_folder: &Path, name: &str) -> Result<Self, Error> {
        let folder = index_folder.join(name);
        let engine = tantivy::Index::open(Folder::open(&folder)?)?;
        Self::with_engine(name, folder, engine)
    }

    fn with_engine(name: &str, folder: PathBuf, mut engine: tantivy::Index) -> Result<Self, Error> {
        let (schema, fields) = Fields::with_schema();
        if engine.schema() != schema {
            return Err(Error::NotReady);
        }
        let analysers = engine.tokenizers();
        analysers.register(TEXTS, TextAnalyzer::from(Analyser::with(Alone::AtBorders)));
        analysers.register(NAMES, TextAnalyzer::from(Analyser::with(Alone::Everywhere)));
        analysers.register(CHARACTERS, TextAnalyzer::from(Characters::default()));
        analysers.register(SOUNDS, TextAnalyzer::from(Sounds));
        engine.set_executor(Executor::single_thread());
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { name: name.to_owned(), folder, engine, fields, unpacked: Unpacked::default(), reader })
    }

    /// Compares every file with its checksum; run before a generation of unknown history is opened.
    pub(super) fn has_whole_files(index_folder: &Path, name: &str) -> Result<bool, Error> {
        let engine = tantivy::Index::open(Folder::open(&index_folder.join(name))?)?;
        let metas = engine.load_metas()?;
        for file in metas.list_segment_files() {
            let is_whole = match engine.directory().exists(&file) {
                Ok(true) => matches!(engine.directory().validate_checksum(&file), Ok(true)),
                // A segment without deletions has no file of them; one that needs it does not open.
                _ => file.extension().is_some_and(|ending| ending == "del"),
            };
            if !is_whole {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Sees the last commit: its watermark, or what keeps it from answering.
    pub(super) fn look(&self) -> Result<Watermark, Reason> {
        self.reload().map_err(|_| Reason::Damaged)?;
        let watermark = self.watermark().map_err(|_| Reason::Damaged)?.ok_or(Reason::NeverFinished)?;
        if watermark.schema != SCHEMA_VERSION || watermark.analyser != ANALYSER_VERSION {
            return Err(Reason::OtherVersion);
        }
        let counted = self.searcher().num_docs() == watermark.live_docs;
        if counted { Ok(watermark) } else { Err(Reason::CountDiffers) }
    }

    /// The watermark of the last commit.
    pub(super) fn watermark(&self) -> Result<Option<Watermark>, Error> {
        let payload = self.engine.load_metas()?.payload;
        Ok(payload.and_then(|payload| serde_json::from_str(&payload).ok()))
    }

    /// How to rank what a search in this generation finds.
    pub(crate) fn ranking<'a>(&'a self, order: Order, keep: usize, deadline: &'a Deadline) -> Ranking<'a> {
        Ranking { order, keep, unpacked: &self.unpacked, deadline }
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Sees the last commit.
    pub(super) fn reload(&self) -> Result<(), Error> {
        self.reader.reload()?;
        self.unpacked.keep(self.searcher().segment_readers());
        Ok(())
    }

    /// What tells one commit from the next.
    pub(super) fn stamp(&self) -> Option<files::Stamp> {
        files::stamp(&self.folder.join("meta.json"))
    }

    /// Seals the generation as it is.
    pub(super) fn close(&self) -> Result<(), Error> {
        let metas = self.engine.load_metas()?;
        let listed = metas.list_segment_files();
        seal::close(&self.folder, listed).map_err(|source| Error::Io { path: self.folder.clone(), source })
    }
}
