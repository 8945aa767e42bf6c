//! The log: `logs/window.log` in the library's folder, and standard error.
//!
//! **Invariant:** no text, title, query or address of the user is written.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    path::Path,
};

use tracing_subscriber::{EnvFilter, Layer, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// A log larger than this is set aside, so that two of them never fill a disk.
const BYTES_MAX: u64 = 1_000_000;

/// Begins to write the log. Until the library's folder stands, standard error alone is written.
pub(crate) fn begin(folder: &Path) {
    let logs = folder.join("logs");
    let writer = move || -> Box<dyn io::Write> {
        match open(&logs) {
            Ok(file) => Box::new(file),
            Err(_) => Box::new(io::sink()),
        }
    };
    let to_file = fmt::layer().with_ansi(false).with_writer(writer).with_filter(ours("info"));
    let to_terminal = fmt::layer().with_writer(io::stderr).with_filter(ours("warn"));
    let _ = tracing_subscriber::registry().with(to_file).with(to_terminal).try_init();
}

/// Our own rooms alone: other crates may put addresses into their messages.
fn ours(level: &str) -> EnvFilter {
    let rooms = ["tearsheet_window", "api", "library", "capture", "extract", "store", "search"];
    EnvFilter::new(rooms.map(|room| format!("{room}={level}")).join(","))
}

fn open(folder: &Path) -> io::Result<File> {
    let path = folder.join("window.log");
    make(folder)?;
    if fs::metadata(&path).is_ok_and(|now| now.len() > BYTES_MAX) {
        fs::rename(&path, folder.join("window.1.log"))?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the folder of logs inside a library's folder, never the library's folder itself.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
