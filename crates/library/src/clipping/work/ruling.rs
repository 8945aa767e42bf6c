//! The job in which a theme's rule looks through everything that is there already.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use model::{Id, Timestamp};
use store::{
    Writing,
    jobs::{Job, JobState},
};

use super::attempt::Failure;
use crate::{
    Library, Remark, Result, Ruling,
    tagging::{
        lexicon::Known,
        rules::{self, Finds, Walk},
    },
};

/// The kind of a job in which a rule looks through the library.
pub(crate) const RULE: &str = "rule";

/// How often the job writes down how far it is: every write makes the views read again.
const TELL_EVERY: Duration = Duration::from_millis(500);
/// Jobs among which one for the same theme is looked for.
const OPEN_MAX: u32 = 1_000;

/// What the job knows; written as lines in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RuleJob {
    theme: Id,
    walk: Walk,
    given: u32,
    all: u32,
    /// What the theme was called.
    pub(crate) name: String,
}

impl RuleJob {
    pub(crate) fn ruling(&self) -> Ruling {
        Ruling { seen: self.walk.seen, all: self.all, given: self.given }
    }

    fn to_payload(&self) -> String {
        let Self { theme, walk: Walk { kind, after, seen }, given, all, name } = self;
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        format!("{theme}\n{kind}\n{after}\n{seen}\n{given}\n{all}\n{name}")
    }

    pub(crate) fn from_payload(payload: &str) -> Option<Self> {
        let mut lines = payload.splitn(7, '\n');
        let theme = lines.next()?.parse().ok()?;
        let kind = lines.next()?.parse().ok()?;
        let after = lines.next().filter(|line| !line.is_empty()).map(str::parse).transpose().ok()?;
        let mut number = || lines.next()?.parse().ok();
        let (seen, given, all) = (number()?, number()?, number()?);
        Some(Self { theme, walk: Walk { kind, after, seen }, given, all, name: lines.next()?.to_owned() })
    }

    /// Writes down what was found, and how far the job is; fails when it was cancelled or taken away.
    fn put(&mut self, db: &Writing<'_>, job: &Job, finds: &Finds, state: JobState) -> store::Result<()> {
        let held = store::jobs::get(db, job.id)?;
        if held.state != JobState::Running || held.attempts != job.attempts {
            return Err(store::Error::NotFound { what: "job", id: job.id });
        }
        self.given += rules::give_all(db, self.theme, finds)?;
        store::jobs::put(db, &Job { state, payload: self.to_payload(), changed_at: Timestamp::now(), ..held })
    }
}

impl Library {
    /// Looks through everything with the rule of a theme, in the background; a second request while one is under way is the same.
    pub fn queue_rule(&self, theme: &str) -> Result<()> {
        let theme = self.theme(theme)?;
        self.write(|db| {
            let is_same = |job: &Job| RuleJob::from_payload(&job.payload).is_some_and(|known| known.theme == theme.id);
            let jobs = store::jobs::list(db, OPEN_MAX, 0)?;
            if jobs.iter().any(|job| job.kind == RULE && job.state != JobState::Failed && is_same(job)) {
                return Ok(());
            }
            let counts = store::counts::of_shelves(db)?;
            let all = counts.articles + counts.quotes + counts.notes;
            let rule = RuleJob { theme: theme.id, walk: Walk::default(), given: 0, all, name: theme.name.clone() };
            store::jobs::add(db, &Job::new(RULE, &rule.to_payload(), None, Timestamp::now()))
        })
    }
}

pub(super) async fn ruling(library: &Library, job: &Job) -> std::result::Result<(), Failure> {
    let lost = || Failure::never(Remark::of("unreadable-rule"));
    let mut rule = RuleJob::from_payload(&job.payload).ok_or_else(lost)?;
    let known = library.names()?;
    loop {
        let (library, known, job, so_far) = (library.clone(), known.clone(), job.clone(), rule.clone());
        let went_on = tokio::task::spawn_blocking(move || go_on(&library, &known, &job, so_far)).await;
        match went_on.map_err(|_| lost())?? {
            Some(next) => rule = next,
            None => return Ok(()),
        }
    }
}

/// Looks for as long as one need not be told of it, then writes; `None` when all was looked at.
fn go_on(library: &Library, known: &Arc<Known>, job: &Job, mut rule: RuleJob) -> Result<Option<RuleJob>> {
    let (begun, mut finds) = (Instant::now(), Finds::new());
    while begun.elapsed() < TELL_EVERY {
        let Some((next, found)) = rule.walk.next(library, known, rule.theme)? else {
            library.write(|db| rule.put(db, job, &finds, JobState::Done))?;
            return Ok(None);
        };
        rule.walk = next;
        finds.extend(found);
    }
    library.write(|db| rule.put(db, job, &finds, JobState::Running))?;
    Ok(Some(rule))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NewTheme, Role};

    #[test]
    fn a_rule_looks_through_everything_in_the_background_and_once_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        // A command leaves it to a window.
        let library = Library::open(folder.path(), Role::Command).unwrap();
        library.add_theme(&NewTheme { name: "HBM".into(), ..NewTheme::default() }).unwrap();
        let ids: Vec<String> = (0..120)
            .map(|number| library.add_note(format!("{number}"), "HBM 缺货".into(), None).unwrap().note.id.to_string())
            .collect();
        library.set_rule("HBM", Some(1)).unwrap();
        library.queue_rule("HBM").unwrap();
        library.queue_rule("HBM").unwrap();
        let receipts = library.receipts().unwrap();
        assert_eq!(receipts.len(), 1, "asked twice, done twice");
        assert_eq!((receipts[0].title.as_str(), receipts[0].ruling.map(|ruling| ruling.all)), ("HBM", Some(120)));
        drop(library);
        let library = Library::open(folder.path(), Role::Window).unwrap();
        let end = Instant::now() + Duration::from_secs(60);
        while library.receipts().unwrap()[0].state != JobState::Done {
            assert!(Instant::now() < end, "it never ended");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(library.receipts().unwrap()[0].ruling, Some(Ruling { seen: 120, all: 120, given: 120 }));
        assert_eq!(library.reasons(&ids[119]).unwrap().len(), 1);
    }

    #[test]
    fn a_rule_that_was_cancelled_gives_nothing_more() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), Role::Command).unwrap();
        let theme = library.add_theme(&NewTheme { name: "HBM".into(), ..NewTheme::default() }).unwrap();
        let note = library.add_note("HBM".into(), String::new(), None).unwrap().note;
        library.set_rule("HBM", Some(1)).unwrap();
        library.queue_rule("HBM").unwrap();
        let (now, known) = (Timestamp::now(), library.names().unwrap());
        let job = library.write(|db| store::jobs::take(db, now, now)).unwrap().unwrap();
        library.cancel(&job.id.to_string()).unwrap();
        let rule = RuleJob::from_payload(&job.payload).unwrap();
        assert_eq!(rule.theme, theme.id);
        assert!(go_on(&library, &known, &job, rule).is_err());
        assert_eq!(library.reasons(&note.id.to_string()).unwrap(), []);
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let walk = Walk { kind: 1, after: Some(Id::new()), seen: 50 };
        let job = RuleJob { theme: Id::new(), walk, given: 3, all: 120, name: "AI\n服务器".into() };
        assert_eq!(RuleJob::from_payload(&job.to_payload()), Some(job.clone()));
        let fresh = RuleJob { walk: Walk::default(), ..job };
        assert_eq!(RuleJob::from_payload(&fresh.to_payload()), Some(fresh));
        assert_eq!(RuleJob::from_payload("https://example.org/\nTitle"), None);
    }
}
