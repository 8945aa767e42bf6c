//! The pace at which one host is asked.
//!
//! **Invariant:** all fetchers that share a pace, in every process that names the same file, are as polite together as one.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{Read, Seek, Write},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::errors::REST_MAX;

/// Hosts remembered; the file of a pace has some 30 kB then.
const HOSTS_MAX: usize = 1_000;

/// A turn further away than this is not waited for: the job is given back and tried again then.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a file is asked for that another process has at this moment, and how long after each time: it is held for less than one of
/// them, and a process that was halted meanwhile must not halt the others.
const TRIES: (u32, Duration) = (20, Duration::from_millis(5));

/// When each host may be asked again, for everyone who shares it. Clones are the same pace.
#[derive(Clone, Debug, Default)]
pub struct Pace(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// What other processes read and write as well; the own process's turns hold without it.
    file: Option<PathBuf>,
    own: Mutex<Turns>,
}

impl Pace {
    /// The pace of all processes that name this file. It is made when it is first needed; what stands in it is of no use to anyone else.
    pub fn shared(file: PathBuf) -> Self {
        Self(Arc::new(Inner { file: Some(file), own: Mutex::default() }))
    }

    /// Waits for the turn of a host; answers how far away it is when that is too long to wait.
    pub(super) async fn turn(&self, host: &str, spacing: Duration) -> Result<(), Duration> {
        let wait = self.with_turns(|turns, now| turns.take(host, now, spacing)).await?;
        tokio::time::sleep(wait).await;
        Ok(())
    }

    /// Leaves a host alone for as long as it asked.
    pub(super) async fn rest(&self, host: &str, after: Duration) {
        self.with_turns(|turns, now| turns.free_at(host, now + after)).await;
    }

    async fn with_turns<T>(&self, work: impl FnOnce(&mut Turns, Duration) -> T) -> T {
        let mut file = self.lock().await;
        let mut own = self.0.own.lock().unwrap_or_else(PoisonError::into_inner);
        let now = since_1970();
        own.forget(now);
        if let Some(file) = &mut file {
            own.learn(&read(file), now);
        }
        let done = work(&mut own, now);
        if let Some(file) = &mut file {
            // A pace that cannot be written holds within this process.
            let _ = write(file, &own);
        }
        done
    }

    /// The file, held for this process alone until it is dropped; nothing when it cannot be had.
    async fn lock(&self) -> Option<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(self.0.file.as_ref()?).ok()?;
        for _ in 0..TRIES.0 {
            if file.try_lock().is_ok() {
                return Some(file);
            }
            tokio::time::sleep(TRIES.1).await;
        }
        None
    }
}

/// When each host may be asked again, since 1970 UTC.
#[derive(Debug, Default)]
struct Turns(BTreeMap<String, Duration>);

impl Turns {
    /// Takes the next turn of a host: how long to wait for it, or how far away it is when that is too long to wait.
    fn take(&mut self, host: &str, now: Duration, spacing: Duration) -> Result<Duration, Duration> {
        let at = self.0.get(host).copied().unwrap_or(now).max(now);
        if at - now > PATIENCE {
            return Err(at - now);
        }
        self.free_at(host, at + spacing);
        Ok(at - now)
    }

    /// Notes when a host may be asked again at the earliest.
    fn free_at(&mut self, host: &str, at: Duration) {
        let free = self.0.entry(host.to_owned()).or_insert(at);
        *free = at.max(*free);
    }

    /// Forgets the hosts that may be asked now. What is further away than any rest was written by another clock.
    fn forget(&mut self, now: Duration) {
        self.0.retain(|_, free| *free > now && *free <= now + REST_MAX + PATIENCE);
    }

    /// Takes in what another process wrote.
    fn learn(&mut self, written: &str, now: Duration) {
        for line in written.lines().take(HOSTS_MAX) {
            let Some((at, host)) = line.split_once(' ') else { continue };
            if let Ok(at) = at.parse() {
                self.free_at(host, Duration::from_millis(at));
            }
        }
        self.forget(now);
    }

    /// A line for each host: milliseconds since 1970 UTC, and its name.
    fn written(&self) -> String {
        self.0.iter().take(HOSTS_MAX).map(|(host, at)| format!("{} {host}\n", at.as_millis())).collect()
    }
}

fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn read(file: &mut File) -> String {
    let mut text = String::new();
    // A name has 255 characters at most (RFC 1035); what is no text is no pace.
    let most = (HOSTS_MAX * 300) as u64;
    let _ = file.take(most).read_to_string(&mut text);
    text
}

fn write(file: &mut File, turns: &Turns) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(turns.written().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: Duration = Duration::from_millis(500);
    const NOW: Duration = Duration::from_secs(1_000_000);

    #[test]
    fn one_host_is_asked_in_turns_and_others_at_once() {
        let mut turns = Turns::default();
        let waits: Vec<Duration> = (0..3).map(|_| turns.take("a.example", NOW, GAP).unwrap()).collect();
        assert_eq!(waits, [Duration::ZERO, GAP, GAP * 2]);
        assert_eq!(turns.take("b.example", NOW, GAP), Ok(Duration::ZERO));
    }

    #[test]
    fn a_host_that_asked_for_rest_is_left_alone() {
        let (mut turns, minutes) = (Turns::default(), Duration::from_secs(120));
        turns.free_at("a.example", NOW + minutes);
        assert_eq!(turns.take("a.example", NOW, GAP), Err(minutes));
        turns.free_at("b.example", NOW + Duration::from_secs(5));
        turns.free_at("b.example", NOW + Duration::from_secs(2));
        assert_eq!(turns.take("b.example", NOW, GAP), Ok(Duration::from_secs(5)));
    }

    #[test]
    fn what_another_process_wrote_holds_unless_its_clock_was_another() {
        let mut other = Turns::default();
        other.free_at("a.example", NOW + GAP);
        other.free_at("b.example", NOW + REST_MAX * 3);
        let mut turns = Turns::default();
        turns.learn(&format!("no pace\nx y\n{}", other.written()), NOW);
        assert_eq!(turns.take("a.example", NOW, GAP), Ok(GAP));
        assert_eq!(turns.take("b.example", NOW, GAP), Ok(Duration::ZERO));
        turns.forget(NOW + GAP * 10);
        assert!(turns.0.is_empty());
    }

    #[tokio::test]
    async fn two_paces_on_one_file_are_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pace");
        let (one, other) = (Pace::shared(file.clone()), Pace::shared(file.clone()));
        one.rest("a.example", Duration::from_secs(60)).await;
        assert!(other.turn("a.example", GAP).await.is_err());
        // Whoever holds the file for long holds up nobody.
        let held = File::open(&file).unwrap();
        held.lock().unwrap();
        assert!(other.turn("b.example", GAP).await.is_ok());
    }
}
