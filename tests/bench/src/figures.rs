//! A table of figures with what each is held against.

use std::time::Instant;

/// Milliseconds since `begun`.
pub(crate) fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}

/// A size of this process from `/proc/self/status`, megabytes; 0 where there is none.
pub(crate) fn memory_mb(field: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1_024.0
}

/// The value that so many of a hundred do not exceed; sorts them.
pub(crate) fn share(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() * percent).div_ceil(100).max(1) - 1;
    values.get(at).copied().unwrap_or_default()
}

/// The figures seen so far.
#[derive(Default)]
pub(crate) struct Figures(Vec<String>);

impl Figures {
    /// One figure.
    pub(crate) fn add(&mut self, what: &str, value: f64, unit: &str, goal: &str) {
        let goal = if goal.is_empty() { String::new() } else { format!("goal {goal}") };
        self.0.push(format!("{what:<66}{value:>10.1} {unit:<4}{goal}"));
    }

    /// The median of several runs.
    pub(crate) fn median(&mut self, what: &str, mut values: Vec<f64>, unit: &str, goal: &str) {
        self.share(what, &mut values, 50, unit, goal);
    }

    /// The value that so many runs of a hundred do not exceed.
    pub(crate) fn share(&mut self, what: &str, values: &mut [f64], percent: usize, unit: &str, goal: &str) {
        self.add(what, share(values, percent), unit, goal);
    }

    /// Prints them all.
    pub(crate) fn print(&self) {
        self.0.iter().for_each(|line| println!("{line}"));
    }
}
