//! Work that gives way to the window: on a machine whose processors are all busy, what is shown and typed goes first.

/// Steps that such a thread stands behind others, as `nice` takes by itself: beside a thread without them it gets a tenth of a processor,
/// and all of it when nobody else wants it.
#[cfg(target_os = "linux")]
const STEPS: i32 = 10;

/// From now on this thread, and those that it starts, give way to all others. There is no way back without rights that a user's
/// program does not have, so it is for threads that do nothing else.
#[cfg(target_os = "linux")]
pub(crate) fn give_way() {
    // To Linux a thread is a process of its own here; one that stands further behind already may stay there.
    let _ = rustix::process::setpriority_process(None, STEPS);
}

/// Elsewhere it would be the whole process that gives way, window and all.
#[cfg(not(target_os = "linux"))]
pub(crate) fn give_way() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_thread_gives_way_and_its_process_does_not() {
        let steps = || rustix::process::getpriority_process(None).unwrap();
        let before = steps();
        let given_way = thread::spawn(move || {
            give_way();
            (steps(), thread::spawn(steps).join().unwrap())
        });
        assert_eq!(given_way.join().unwrap(), (STEPS, STEPS));
        assert_eq!(steps(), before);
    }
}
