//! Files in foreign formats are read apart: by a process of the same program that can be ended.
//!
//! **Invariant:** bytes go in by standard input and come out by standard output; nothing else is shared.
//! **Invariant:** whatever a file does to its reader (crash, endless loop, all of the memory), the asking process gets an answer in time.

mod child;
mod confine;

use std::{
    env, io,
    io::{Read, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Condvar, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use extract::{Packed, Unpacked};

pub use child::{READ_APART, read_apart};

/// How long a reader may take: the slowest real documents (thousands of pages) take some ten seconds on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a reader may answer: the text of the longest book, and all pictures of the largest file twice over.
const ANSWER_BYTES_MAX: u64 = 128 << 20;

/// Before an answer, so that other words on standard output are not taken for one.
const ANSWER_MARK: &[u8; 8] = b"tsread1\n";

/// Readers at once: each may take [`confine::MEMORY_BYTES_MAX`].
const READERS_MAX: usize = 2;

/// Variables that a program may need to start at all; no other is handed on.
const VARIABLES: [&str; 4] = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TEMP"];

/// Why a reader gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// It was ended because it took too long.
    Time,
    /// It ended by itself: a crash, too deep a nesting, too much memory.
    Crash,
    /// It answered more than is taken.
    Size,
    /// It could not be started.
    Start,
}

/// Reads a file in another process and waits for the answer.
pub(crate) fn read(packed: &Packed) -> Result<Unpacked, Lost> {
    ask(command().map_err(|_| Lost::Start)?, packed, PATIENCE)
}

/// Starts a reader, asks it, and ends it: after `patience` at the latest.
fn ask(mut reader: Command, packed: &Packed, patience: Duration) -> Result<Unpacked, Lost> {
    let asked = postcard::to_stdvec(packed).map_err(|_| Lost::Start)?;
    let _turn = Turn::wait();
    let mut child = reader.spawn().map_err(|_| Lost::Start)?;
    let answer = conversation(&mut child, asked, patience);
    // It has said what it had to say, or never will.
    let _ = child.kill();
    let _ = child.wait();
    let answer = answer?;
    if answer.len() as u64 > ANSWER_BYTES_MAX {
        return Err(Lost::Size);
    }
    let told = answer.strip_prefix(ANSWER_MARK).ok_or(Lost::Crash)?;
    postcard::from_bytes(told).map_err(|_| Lost::Crash)
}

fn command() -> io::Result<Command> {
    let mut command = Command::new(this_program()?);
    command.arg(READ_APART).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.envs(VARIABLES.iter().filter_map(|name| Some((*name, env::var_os(name)?))));
    Ok(command)
}

/// This program, even when an update has put another in its place.
fn this_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok(PathBuf::from("/proc/self/exe")) } else { env::current_exe() }
}

/// Hands over the question and takes the answer, each on a thread of its own so that neither can block the other.
fn conversation(child: &mut Child, asked: Vec<u8>, patience: Duration) -> Result<Vec<u8>, Lost> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else { return Err(Lost::Start) };
    // A reader that ended early does not read on; what it said until then counts.
    thread::spawn(move || input.write_all(&asked));
    let (told, answers) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let read = output.take(ANSWER_BYTES_MAX + ANSWER_MARK.len() as u64 + 1).read_to_end(&mut answer);
        let _ = told.send(read.map(|_| answer));
    });
    match answers.recv_timeout(patience) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(_)) => Err(Lost::Crash),
        Err(_) => Err(Lost::Time),
    }
}

/// One of the few places for a reader, given back when it goes.
struct Turn;

static FREE: Mutex<usize> = Mutex::new(READERS_MAX);
static FREED: Condvar = Condvar::new();

impl Turn {
    fn wait() -> Self {
        let free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = FREED.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        FREED.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_pdf() -> Packed {
        Packed { bytes: b"%PDF-1.7".to_vec(), format: Some(model::Foreign::Pdf), name: None, url: None }
    }

    #[test]
    fn a_program_that_is_no_reader_is_no_answer() {
        // This program is a test; it knows no such argument.
        assert_eq!(read(&a_pdf()), Err(Lost::Crash));
    }

    #[cfg(unix)]
    #[test]
    fn a_reader_that_never_answers_is_ended() {
        let mut silent = Command::new("sleep");
        silent.arg("3600").stdin(Stdio::piped()).stdout(Stdio::piped());
        // The answer comes only once the reader is gone, for it is waited for.
        assert_eq!(ask(silent, &a_pdf(), Duration::from_millis(20)), Err(Lost::Time));
    }
}
