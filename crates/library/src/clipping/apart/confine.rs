//! What a reading process gives up before it looks at a file: memory without bound, the network, files, other programs.

/// Memory that a reading process may take beyond what its program needs to start.
pub(super) const MEMORY_BYTES_MAX: u64 = 1 << 30;

/// Limits the memory and the time of this process; where the system knows no such limit, the asking process still ends it in time.
#[cfg(unix)]
pub(super) fn limit_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    /// Seconds of work: more than the asking process waits for, in case that one is gone.
    const WORK_SECONDS: u64 = 60;
    let at_most = |limit: u64| Rlimit { current: Some(limit), maximum: Some(limit) };
    let _ = setrlimit(Resource::As, at_most(address_space() + MEMORY_BYTES_MAX));
    let _ = setrlimit(Resource::Cpu, at_most(WORK_SECONDS));
    let _ = setrlimit(Resource::Core, at_most(0));
    let _ = setrlimit(Resource::Fsize, at_most(0));
}

/// Other systems limit nothing here; the asking process ends a reader that takes too long.
#[cfg(not(unix))]
pub(super) fn limit_memory() {}

/// The address space that the program has already, bytes: a window's libraries take some hundred megabytes.
#[cfg(unix)]
fn address_space() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kilobytes = size.and_then(|size| size.split_whitespace().next()).and_then(|size| size.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1_024
}

/// Takes from this thread, and from those it starts, what reading does not need: from here on the system itself refuses it.
#[cfg(target_os = "linux")]
pub(super) fn limit_calls() {
    // Where the kernel has no filters, the reader still holds no code that would use them.
    let _ = filter().map(|filter| seccompiler::apply_filter(&filter));
}

/// Other systems have no such filter that needs no unsafe code.
#[cfg(not(target_os = "linux"))]
pub(super) fn limit_calls() {}

/// Calls for the network, for files by name, for other programs, and into other processes.
#[cfg(target_os = "linux")]
const REFUSED: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_mkdirat,
    libc::SYS_symlinkat,
    libc::SYS_linkat,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_mount,
    libc::SYS_kill,
];

/// The same by the numbers that only this architecture still has.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
const REFUSED_HERE: &[i64] = &[
    libc::SYS_open,
    libc::SYS_creat,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_mkdir,
    libc::SYS_symlink,
    libc::SYS_link,
    libc::SYS_fork,
    libc::SYS_vfork,
];

/// The same by the numbers that only this architecture still has.
#[cfg(all(target_os = "linux", not(target_arch = "x86_64")))]
const REFUSED_HERE: &[i64] = &[];

#[cfg(target_os = "linux")]
fn filter() -> Option<seccompiler::BpfProgram> {
    use seccompiler::{SeccompAction, SeccompFilter};
    let refused = REFUSED.iter().chain(REFUSED_HERE).map(|call| (*call, Vec::new())).collect();
    let denied = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    let here = std::env::consts::ARCH.try_into().ok()?;
    SeccompFilter::new(refused, SeccompAction::Allow, denied, here).ok()?.try_into().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_confined_thread_reaches_neither_network_nor_files_nor_programs() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let confined = std::thread::spawn(move || {
            limit_calls();
            let network = std::net::TcpStream::connect(address).map_err(|error| error.kind()).err();
            let file = std::fs::File::open("/proc/self/status").map_err(|error| error.kind()).err();
            let program = std::process::Command::new("/bin/true").spawn().map_err(|error| error.kind()).err();
            (network, file, program)
        });
        let denied = Some(std::io::ErrorKind::PermissionDenied);
        assert_eq!(confined.join().unwrap(), (denied, denied, denied));
        assert!(std::fs::File::open("/proc/self/status").is_ok());
    }
}
