//! The process that reads one file and ends.

use std::{
    io::{self, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    thread,
};

use extract::{Packed, Trouble, Unpacked};

use super::{ANSWER_MARK, confine};

/// The argument with which a program of ours starts itself to read one file.
pub const READ_APART: &str = "read-apart";

/// The stack of the thread that reads: deep documents are not hostile yet, and what is deeper ends this process alone.
const STACK_BYTES: usize = 64 << 20;

/// Reads one file from standard input and answers on standard output: what a program of ours does when its first argument is [`READ_APART`].
pub fn read_apart() -> ExitCode {
    confine::limit_memory();
    confine::limit_calls();
    let reader = thread::Builder::new().stack_size(STACK_BYTES).spawn(answer);
    match reader.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn answer() -> io::Result<()> {
    let mut asked = Vec::new();
    io::stdin().lock().read_to_end(&mut asked)?;
    let packed: Packed = postcard::from_bytes(&asked).map_err(io::Error::other)?;
    drop(asked);
    let unpacked = catch_unwind(AssertUnwindSafe(|| extract::unpack(&packed)));
    let unpacked = unpacked.unwrap_or_else(|_| Unpacked { trouble: Some(Trouble::Damaged), ..Unpacked::default() });
    let mut told = io::stdout().lock();
    told.write_all(ANSWER_MARK)?;
    told.write_all(&postcard::to_stdvec(&unpacked).map_err(io::Error::other)?)?;
    told.flush()
}
