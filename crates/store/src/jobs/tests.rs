use super::*;
use crate::samples::{at, clip, library};

#[test]
fn a_job_is_taken_once_and_finished() {
    let (_folder, store) = library();
    let article = clip(&store, "t", "x");
    let first = Job::new("pictures", "{}", Some(article.id), at(100));
    let second = Job::new("fetch", "https://example.org", None, at(50));
    let written = store
        .write(|db| {
            add(db, &first)?;
            add(db, &second)
        })
        .unwrap();
    assert!(written.receipts);
    assert_eq!(store.read(|db| list(db, 10, 10)).unwrap(), [first.clone(), second.clone()]);
    assert_eq!(store.read(|db| of_article(db, article.id)).unwrap(), std::slice::from_ref(&first));
    assert_eq!(store.read(next_due).unwrap(), Some(at(50)));
    let take = |now| store.write(|db| take(db, at(now), at(now + 1000))).unwrap().value;
    assert_eq!(take(40), None);
    let taken = take(100).unwrap();
    assert_eq!((taken.id, taken.state, taken.attempts), (second.id, JobState::Running, 1));
    assert_eq!(take(100).unwrap().id, first.id);
    assert_eq!(take(100), None);
    store.write(|db| finish(db, second.id, at(200))).unwrap();
    assert_eq!(store.read(|db| get(db, second.id)).unwrap().state, JobState::Done);
    assert!(store.read(|db| has_done(db, at(201))).unwrap() && !store.read(|db| has_done(db, at(200))).unwrap());
    assert_eq!(store.write(|db| forget_done(db, at(201))).unwrap().value, 1);
    assert!(matches!(store.read(|db| get(db, second.id)), Err(Error::NotFound { what: "job", .. })));
}

#[test]
fn a_job_of_a_process_that_died_is_due_again_when_its_lease_ends() {
    let (_folder, store) = library();
    let job = Job::new("fetch", "x", None, at(0));
    store.write(|db| add(db, &job)).unwrap();
    let take = |now| store.write(|db| take(db, at(now), at(now + 1000))).unwrap().value;
    let dead = take(0).unwrap();
    store.write(|db| renew(db, job.id, dead.attempts, at(2000))).unwrap();
    assert_eq!(take(1500), None);
    let again = take(2000).unwrap();
    assert_eq!(again.attempts, 2);
    let late = store.write(|db| renew(db, job.id, dead.attempts, at(9000)));
    assert!(matches!(late, Err(Error::NotFound { .. })), "the first runner learns that it lost the job");
}

#[test]
fn failures_wait_or_end_and_can_be_retried_or_cancelled() {
    let (_folder, store) = library();
    let job = Job::new("fetch", "x", None, at(0));
    store.write(|db| add(db, &job)).unwrap();
    store.write(|db| take(db, at(0), at(10))).unwrap();
    store.write(|db| fail(db, job.id, "no answer", Some(at(500)), at(5))).unwrap();
    let waiting = store.read(|db| get(db, job.id)).unwrap();
    assert_eq!((waiting.state, waiting.next_at, waiting.attempts), (JobState::Waiting, at(500), 1));
    assert_eq!(waiting.message.as_deref(), Some("no answer"));
    store.write(|db| fail(db, job.id, "gone", None, at(6))).unwrap();
    assert_eq!(store.read(next_due).unwrap(), None);
    store.write(|db| retry(db, job.id, at(700))).unwrap();
    let due = store.read(|db| get(db, job.id)).unwrap();
    assert_eq!((due.state, due.next_at, due.attempts, due.message), (JobState::Waiting, at(700), 0, None));
    store.write(|db| cancel(db, job.id)).unwrap();
    assert!(matches!(store.write(|db| finish(db, job.id, at(9))), Err(Error::NotFound { .. })));
}

#[test]
fn a_failed_job_is_listed_behind_any_number_of_done_ones() {
    let (_folder, store) = library();
    let failed = Job::new("fetch", "old", None, at(0));
    store
        .write(|db| {
            add(db, &failed)?;
            fail(db, failed.id, "gone", None, at(1))?;
            for n in 1..=5 {
                let done = Job::new("fetch", "x", None, at(n));
                add(db, &done)?;
                finish(db, done.id, at(n))?;
            }
            Ok(())
        })
        .unwrap();
    let listed = store.read(|db| list(db, 10, 2)).unwrap();
    assert_eq!(listed.len(), 3);
    assert_eq!(listed.last().unwrap().id, failed.id);
}

#[test]
fn waiting_for_the_network_counts_no_attempt_and_ends_when_it_is_back() {
    let (_folder, store) = library();
    let job = Job::new("fetch", "x", None, at(0));
    store.write(|db| add(db, &job)).unwrap();
    store.write(|db| take(db, at(0), at(10))).unwrap();
    store.write(|db| wait(db, job.id, "no network", at(900), at(1))).unwrap();
    let waiting = store.read(|db| get(db, job.id)).unwrap();
    assert_eq!((waiting.state, waiting.attempts, waiting.next_at), (JobState::Waiting, 0, at(900)));
    assert!(store.read(|db| has_waiting(db, at(5))).unwrap());
    assert_eq!(store.write(|db| wake(db, at(5))).unwrap().value, 1);
    assert_eq!(store.read(next_due).unwrap(), Some(at(5)));
    assert!(!store.read(|db| has_waiting(db, at(5))).unwrap());
}
