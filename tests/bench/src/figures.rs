//! A table of figures with what each is held against.

use std::{process::ExitCode, time::Instant};

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
pub(crate) struct Figures {
    lines: Vec<String>,
    missed: Vec<String>,
}

impl Figures {
    /// One figure, and the goal it is held against: `< 5`, `> 1000`, or nothing.
    pub(crate) fn add(&mut self, what: &str, value: f64, unit: &str, goal: &str) {
        if !meets(value, goal) {
            self.missed.push(what.to_owned());
        }
        let goal = if goal.is_empty() { String::new() } else { format!("goal {goal}") };
        self.lines.push(format!("{what:<66}{value:>10.1} {unit:<4}{goal}"));
    }

    /// The median of several runs.
    pub(crate) fn median(&mut self, what: &str, mut values: Vec<f64>, unit: &str, goal: &str) {
        self.share(what, &mut values, 50, unit, goal);
    }

    /// The value that so many runs of a hundred do not exceed.
    pub(crate) fn share(&mut self, what: &str, values: &mut [f64], percent: usize, unit: &str, goal: &str) {
        self.add(what, share(values, percent), unit, goal);
    }

    /// Prints them all, and which goals were missed; success when none was.
    pub(crate) fn print(&self) -> ExitCode {
        self.lines.iter().for_each(|line| println!("{line}"));
        if self.missed.is_empty() {
            return ExitCode::SUCCESS;
        }
        println!("missed {} goals: {}", self.missed.len(), self.missed.join("; "));
        ExitCode::FAILURE
    }
}

/// Whether a value lies where its goal wants it.
fn meets(value: f64, goal: &str) -> bool {
    let end = |sign: char| goal.strip_prefix(sign).and_then(|end| end.trim().parse::<f64>().ok());
    end('<').is_none_or(|end| value < end) && end('>').is_none_or(|end| value > end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_goal_ends_the_bench_badly() {
        assert!(meets(4.9, "< 5") && !meets(5.1, "< 5") && meets(1_001.0, "> 1000") && !meets(999.0, "> 1000"));
        let mut figures = Figures::default();
        figures.add("search", 1.0, "ms", "< 2");
        figures.add("start", 9.0, "ms", "");
        assert_eq!(figures.print(), ExitCode::SUCCESS);
        figures.add("import", 900.0, "/s", "> 1000");
        assert_eq!(figures.print(), ExitCode::FAILURE);
    }
}
