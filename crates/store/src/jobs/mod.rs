//! Jobs: background work with state and retry.
//!
//! **Invariant:** no job is run by two processes at once while its lease holds.
//! **Invariant:** no job of a process that died is lost: its lease ends and it is due again.

use model::{BlobHash, Id, Timestamp};
use rusqlite::{Row, named_params};

use crate::{
    error::{Error, Result},
    transaction::{Reading, Writing},
    values::{Col, read, read_opt},
};

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It is due at `next_at`.
    Waiting,
    /// Someone works on it; its lease ends at `next_at`.
    Running,
    /// It succeeded.
    Done,
    /// It failed and is not tried again by itself.
    Failed,
}

impl JobState {
    /// The word used in SQL and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Running, Self::Done, Self::Failed].into_iter().find(|state| state.as_str() == word)
    }
}

/// Background work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: Id,
    /// What is to be done, in one word of the caller's.
    pub kind: String,
    /// What it is to be done with, in the caller's words.
    pub payload: String,
    /// The article it belongs to, once there is one; the job goes with it.
    pub article: Option<Id>,
    /// How far it is.
    pub state: JobState,
    /// How often it was begun.
    pub attempts: u32,
    /// When it is due, or while it runs, when its lease ends.
    pub next_at: Timestamp,
    /// Why it failed or waits, in the caller's words.
    pub message: Option<String>,
    /// The bytes that it is to be done with, as they came.
    pub original: Option<BlobHash>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When anything of it changed last.
    pub changed_at: Timestamp,
}

impl Job {
    /// A job of this kind that is due at once.
    pub fn new(kind: &str, payload: &str, article: Option<Id>, now: Timestamp) -> Self {
        Self {
            id: Id::new(),
            kind: kind.to_owned(),
            payload: payload.to_owned(),
            article,
            state: JobState::Waiting,
            attempts: 0,
            next_at: now,
            message: None,
            original: None,
            created_at: now,
            changed_at: now,
        }
    }
}

/// Adds a job.
pub fn add(db: &Writing<'_>, job: &Job) -> Result<()> {
    write(db, include_str!("add.sql"), job).map(|_| ())
}

/// The job with this id; fails with [`Error::NotFound`].
pub fn get(db: &Reading<'_>, id: Id) -> Result<Job> {
    db.one(include_str!("get.sql"), named_params! {":id": Col(id)}, from_row)?
        .ok_or(Error::NotFound { what: "job", id })
}

/// Jobs, newest first: up to `open` that failed, as many that wait or run, and the `done` newest of those that are done.
pub fn list(db: &Reading<'_>, open: u32, done: u32) -> Result<Vec<Job>> {
    db.many(include_str!("list.sql"), named_params! {":open": open, ":done": done}, from_row)
}

/// The jobs of an article, newest first.
pub fn of_article(db: &Reading<'_>, article: Id) -> Result<Vec<Job>> {
    db.many(include_str!("of_article.sql"), named_params! {":article": Col(article)}, from_row)
}

/// The jobs to be done with these bytes, newest first.
pub fn of_original(db: &Reading<'_>, original: &BlobHash) -> Result<Vec<Job>> {
    db.many(include_str!("of_original.sql"), named_params! {":original": original.as_str()}, from_row)
}

/// The jobs of a kind that are not done and whose payload begins with this line, newest first.
pub fn for_line(db: &Reading<'_>, kind: &str, line: &str) -> Result<Vec<Job>> {
    let line = format!("{line}\n");
    db.many(include_str!("for_line.sql"), named_params! {":kind": kind, ":line": line}, from_row)
}

/// When the next job is due, if there is one.
pub fn next_due(db: &Reading<'_>) -> Result<Option<Timestamp>> {
    Ok(db.one(include_str!("next_due.sql"), [], |row| read_opt(row, "next_at"))?.flatten())
}

/// Takes the job that is due longest, of any process that died too, and leases it until `lease`.
pub fn take(db: &Writing<'_>, now: Timestamp, lease: Timestamp) -> Result<Option<Job>> {
    let taken = db.one(include_str!("take.sql"), named_params! {":now": Col(now), ":lease": Col(lease)}, from_row)?;
    if taken.is_some() {
        db.touch_receipts();
    }
    Ok(taken)
}

/// Prolongs the lease of a running job; fails with [`Error::NotFound`] when it was cancelled or taken away.
pub fn renew(db: &Writing<'_>, id: Id, attempt: u32, lease: Timestamp) -> Result<()> {
    let params = named_params! {":id": Col(id), ":attempt": attempt, ":lease": Col(lease)};
    db.run_on("job", id, include_str!("renew.sql"), params)
}

/// Replaces a job: its payload, article, state, next time and message.
pub fn put(db: &Writing<'_>, job: &Job) -> Result<()> {
    if write(db, include_str!("put.sql"), job)? == 0 {
        return Err(Error::NotFound { what: "job", id: job.id });
    }
    Ok(())
}

/// Marks a job as done.
pub fn finish(db: &Writing<'_>, id: Id, now: Timestamp) -> Result<()> {
    let job = get(db, id)?;
    put(db, &Job { state: JobState::Done, message: None, changed_at: now, ..job })
}

/// Marks a job as failed, to be tried again at `again` or not at all.
pub fn fail(db: &Writing<'_>, id: Id, message: &str, again: Option<Timestamp>, now: Timestamp) -> Result<()> {
    let job = get(db, id)?;
    let state = if again.is_some() { JobState::Waiting } else { JobState::Failed };
    let next_at = again.unwrap_or(now);
    put(db, &Job { state, next_at, message: Some(message.to_owned()), changed_at: now, ..job })
}

/// Lets a job wait for something outside, an attempt that does not count.
pub fn wait(db: &Writing<'_>, id: Id, message: &str, until: Timestamp, now: Timestamp) -> Result<()> {
    let job = get(db, id)?;
    let (state, attempts) = (JobState::Waiting, job.attempts.saturating_sub(1));
    put(db, &Job { state, attempts, next_at: until, message: Some(message.to_owned()), changed_at: now, ..job })
}

/// Whether any job waits for a later time.
pub fn has_waiting(db: &Reading<'_>, now: Timestamp) -> Result<bool> {
    Ok(db.one(include_str!("has_waiting.sql"), named_params! {":now": Col(now)}, |row| row.get("found"))? == Some(true))
}

/// Makes every job that waits for a later time due now.
pub fn wake(db: &Writing<'_>, now: Timestamp) -> Result<usize> {
    db.run(include_str!("wake.sql"), named_params! {":now": Col(now)})
}

/// Makes a failed or waiting job due at once, with its attempts counted anew.
pub fn retry(db: &Writing<'_>, id: Id, now: Timestamp) -> Result<()> {
    let job = get(db, id)?;
    put(db, &Job { state: JobState::Waiting, attempts: 0, next_at: now, message: None, changed_at: now, ..job })
}

/// Removes a job; whoever runs it finds out when it renews or finishes.
pub fn cancel(db: &Writing<'_>, id: Id) -> Result<()> {
    db.touch_receipts();
    db.run_on("job", id, include_str!("remove.sql"), named_params! {":id": Col(id)})
}

/// Whether any job was done before this time.
pub fn has_done(db: &Reading<'_>, before: Timestamp) -> Result<bool> {
    let found = db.one(include_str!("has_done.sql"), named_params! {":before": Col(before)}, |row| row.get("found"))?;
    Ok(found == Some(true))
}

/// Removes jobs that were done before this time, and says how many.
pub fn forget_done(db: &Writing<'_>, before: Timestamp) -> Result<usize> {
    let gone = db.run(include_str!("forget_done.sql"), named_params! {":before": Col(before)})?;
    if gone > 0 {
        db.touch_receipts();
    }
    Ok(gone)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Job> {
    Ok(Job {
        id: read(row, "id")?,
        kind: row.get("kind")?,
        payload: row.get("payload")?,
        article: read_opt(row, "article")?,
        state: read(row, "state")?,
        attempts: row.get("attempts")?,
        next_at: read(row, "next_at")?,
        message: row.get("message")?,
        original: read_opt(row, "original")?,
        created_at: read(row, "created_at")?,
        changed_at: read(row, "changed_at")?,
    })
}

fn write(db: &Writing<'_>, sql: &str, job: &Job) -> Result<usize> {
    let Job { id, kind, payload, article, state, attempts, next_at, message, original, created_at, changed_at } = job;
    db.touch_receipts();
    db.run(
        sql,
        named_params! {
            ":id": Col(id), ":kind": kind, ":payload": payload, ":article": article.map(Col), ":state": Col(*state),
            ":attempts": attempts, ":next_at": Col(*next_at), ":message": message,
            ":original": original.as_ref().map(BlobHash::as_str), ":created_at": Col(*created_at), ":changed_at": Col(*changed_at),
        },
    )
}

#[cfg(test)]
mod tests;
